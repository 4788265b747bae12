"""Vietnamese keyboards work where it counts: in the fields of the real forms, with all that hangs on them."""

import json
from datetime import date
from importlib import import_module
from pkgutil import walk_packages

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

import unionapp.desktop
from tests.conftest import CDCS, TODAY, fixed_clock
from tests.desktop.pages import add_people
from tests.desktop.strokes import HARD_NAME, compose, replay, telex, telex_tone_last
from tests.desktop.walk import every_form
from unionapp.assets import form
from unionapp.desktop.activities.activity_form import ActivityForm
from unionapp.desktop.desk import Desk
from unionapp.desktop.drafts import SessionDrafts
from unionapp.desktop.entry_pane import EntryPane
from unionapp.desktop.fields import Field, NoteField
from unionapp.desktop.fields import field as field_module
from unionapp.desktop.fields.dates import DateLine
from unionapp.desktop.fields.text import LineField
from unionapp.desktop.forms import load_form
from unionapp.desktop.side_panel import SidePanel
from unionapp.organisation.opening import NewFolder, create_data_folder, open_office

KEYBOARDS = {
    "backspaces": lambda editor: replay(editor, telex(HARD_NAME)),
    "tone last": lambda editor: replay(editor, telex_tone_last(HARD_NAME)),
    "composing": lambda editor: compose(editor, HARD_NAME),
}
FORMS = [
    file.relative_to(form("list_page").parent).with_suffix("").as_posix() for file in every_form()
]


def kinds_of(base):
    for kind in base.__subclasses__():
        if not kind.__subclasses__():
            yield kind
        yield from kinds_of(kind)


def every_pane():
    """All panes and panels in which something is typed, of whatever subject."""
    for module in walk_packages(unionapp.desktop.__path__, f"{unionapp.desktop.__name__}."):
        if ".desktop.__main__" not in module.name:
            import_module(module.name)
    return sorted({*kinds_of(EntryPane), *kinds_of(SidePanel)}, key=lambda kind: kind.__name__)


PANES = [kind for kind in every_pane() if kind.__module__.startswith("unionapp.")]


def typed_fields(window):
    return [
        field
        for field in window.findChildren(Field)
        if isinstance(field, LineField | NoteField)
        and field.isVisibleTo(window)
        and not field.is_read_only()
    ]


def test_the_forms_of_the_daily_subjects_are_among_them():
    subjects = {kind.__module__.split(".")[2] for kind in PANES}
    assert subjects >= {"dues", "activities", "vouchers", "members", "contributions"}
    assert len(PANES) > 30


def text_of(field):
    kept = field.kept()
    return json.loads(kept)[0] if kept.startswith("[") else kept


def type_everywhere(window):
    """Each keyboard into each field; the fields that came out otherwise."""
    wrong = []
    for field in typed_fields(window):
        for name, keyboard in KEYBOARDS.items():
            field.setFocus()
            field.restore("")
            keyboard(field.editor)
            if text_of(field) != HARD_NAME:
                wrong.append((field.objectName(), name, text_of(field)))
        field.restore("")
    return wrong


def show(qtbot, window):
    qtbot.addWidget(window)
    window.resize(900, 520)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    return window


@pytest.mark.parametrize("name", FORMS)
def test_every_field_of_every_form_file_takes_every_keyboard(qtbot, name):
    window = QWidget()
    load_form(name, window)
    show(qtbot, window)
    for field in window.findChildren(DateLine):
        field.set_today(date(2026, 3, 5))
    assert type_everywhere(window) == []


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """One office for all: here everything is typed and nothing is stored."""
    folder = tmp_path_factory.mktemp("typed") / "data"
    facts = NewFolder(
        CDCS, "Nguyễn Thị Hòa", "accountant", None, is_encrypted=False, since=date(2020, 1, 1)
    )
    create_data_folder(folder, facts, clock=fixed_clock)
    office = open_office(folder, today=TODAY, clock=fixed_clock)
    add_people(office)
    yield office
    office.close()


@pytest.fixture(params=PANES, ids=lambda kind: kind.__name__)
def pane(request, qtbot, office):
    desk = Desk(office, drafts=SessionDrafts())
    more = [lambda _id: None] * (request.param.__init__.__code__.co_argcount - 2)
    return show(qtbot, request.param(desk, *more))


def test_every_field_of_every_pane_takes_every_keyboard(pane):
    assert type_everywhere(pane) == []


def test_the_fields_of_a_kind_of_activity_take_every_keyboard(qtbot, office):
    pane = show(qtbot, ActivityForm(Desk(office, drafts=SessionDrafts())))
    for kind in ("TULDTT", "SANG_KIEN", "TU_VAN_PL"):  # texts, numbers, money and dates
        pane.choose_kind(kind)
        QApplication.processEvents()
        assert type_everywhere(pane) == []


class HoldingMethod:
    """An input method that still holds a word when somebody saves."""

    def __init__(self, editor):
        self._editor = editor
        QCoreApplication.sendEvent(editor, QInputMethodEvent("Hường", []))

    def commit(self):
        if self._editor is not None:
            word = QInputMethodEvent()
            word.setCommitString("Hường")
            editor, self._editor = self._editor, None
            QCoreApplication.sendEvent(editor, word)


@pytest.mark.parametrize("keys", ["Return", "S"])
def test_a_word_still_being_composed_is_saved_with_the_rest(pane, keys, monkeypatch):
    asked = []
    entry = pane.entry
    for signal in (entry.save_asked, entry.save_and_new_asked):
        signal.disconnect()
    for field in typed_fields(pane):
        field.setFocus()
        field.restore("")
        method = HoldingMethod(field.editor)
        assert text_of(field) == ""
        monkeypatch.setattr(field_module.QGuiApplication, "inputMethod", lambda m=method: m)

        def saving(field=field):
            # what is said for a template, and is none, has become the reason
            asked.append((field.objectName(), text_of(field) or text_of(pane.reasonEdit)))

        entry.save_asked.connect(saving)
        entry.save_and_new_asked.connect(saving)
        QTest.keyClick(field.editor, getattr(Qt.Key, f"Key_{keys}"), Qt.KeyboardModifier.ControlModifier)  # fmt: skip
        for signal in (entry.save_asked, entry.save_and_new_asked):
            signal.disconnect()
        if field.is_unclear():  # a day or an amount that is none: told, kept, and not stored
            assert field.problem
            asked.append((field.objectName(), text_of(field)))
        field.restore("")
    assert asked == [(field.objectName(), "Hường") for field in typed_fields(pane)]


def test_many_fields_were_typed_into(qtbot):
    count = 0
    for name in FORMS:
        window = QWidget()
        load_form(name, window)
        count += len(typed_fields(show(qtbot, window)))
    assert count > 120
