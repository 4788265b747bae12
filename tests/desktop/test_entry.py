"""A form is filled without the mouse, and nothing that was typed is lost."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from tests.desktop.strokes import HARD_NAME, replay, telex, type_keys
from unionapp.desktop.drafts import Draft, SessionDrafts
from unionapp.desktop.entry import Entry
from unionapp.desktop.fields import DateField, MoneyField, NameField, NoteField, TextField
from unionapp.desktop.problems import count_sentence
from unionapp.errors import Problem, Severity

TODAY = date(2026, 3, 5)
CTRL = Qt.KeyboardModifier.ControlModifier


class Voucher(QWidget):
    """A small form, as a screen would have it."""

    def __init__(self, drafts=None):
        super().__init__()
        column = QVBoxLayout(self)
        self.parts = {}
        for name, kind in (
            ("dateEdit", DateField),
            ("payeeEdit", NameField),
            ("unitEdit", TextField),
            ("noteEdit", NoteField),
            ("amountEdit", MoneyField),
        ):
            field = self.parts[name] = kind()
            field.setObjectName(name)
            column.addWidget(field)
        self.button = QPushButton("Cất")
        column.addWidget(self.button)
        self.drafts = drafts or SessionDrafts()
        self.parts["unitEdit"].set_read_only(read_only=True)
        self.entry = Entry(self, "voucher", drafts=self.drafts, today=TODAY)


@pytest.fixture
def open_form(qtbot):
    def open_form(drafts=None):
        form = Voucher(drafts)
        qtbot.addWidget(form)
        form.show()
        qtbot.waitExposed(form)
        form.activateWindow()
        form.parts["dateEdit"].setFocus()
        qtbot.waitUntil(form.parts["dateEdit"].editor.hasFocus)
        return form

    return open_form


@pytest.fixture
def form(open_form):
    return open_form()


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def cursor(form):
    return next((name for name, field in form.parts.items() if field.editor.hasFocus()), None)


def test_enter_walks_on_past_what_only_shows(form):
    seen = []
    for _ in range(3):
        seen.append(cursor(form))
        press(Qt.Key.Key_Return)
    assert seen == ["dateEdit", "payeeEdit", "noteEdit"]


def test_enter_in_a_note_makes_a_line_and_tab_leads_on(form):
    form.parts["noteEdit"].setFocus()
    press(Qt.Key.Key_Return)
    assert cursor(form) == "noteEdit"
    press(Qt.Key.Key_Tab)
    assert cursor(form) == "amountEdit"


def test_enter_on_the_keypad_and_shift_enter_back(form):
    QTest.keyClick(
        QApplication.focusWidget(), Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier
    )
    assert cursor(form) == "payeeEdit"
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert cursor(form) == "dateEdit"


def test_enter_at_the_end_reaches_the_button_and_presses_it(form, qtbot):
    form.parts["amountEdit"].setFocus()
    press(Qt.Key.Key_Return)
    assert form.button.hasFocus()
    with qtbot.waitSignal(form.button.clicked):
        press(Qt.Key.Key_Return)


def test_every_editable_field_is_reached(form):
    reached = {cursor(form)}
    for _ in range(5):
        press(Qt.Key.Key_Tab)
        reached.add(cursor(form))
    assert reached - {None} == set(form.parts) - {"unitEdit"}


@pytest.mark.parametrize("field", ["payeeEdit", "noteEdit"])
def test_ctrl_enter_saves_and_begins_the_next(form, qtbot, field):
    form.parts[field].setFocus()
    with qtbot.waitSignal(form.entry.save_and_new_asked):
        press(Qt.Key.Key_Return, CTRL)
    assert form.parts["noteEdit"].kept() == ""


def test_ctrl_s_saves_the_word_that_is_still_being_typed(form, qtbot):
    type_keys(QApplication.focusWidget(), "5/3")
    with qtbot.waitSignal(form.entry.save_asked):
        press(Qt.Key.Key_S, CTRL)
    assert form.parts["dateEdit"].line.text() == "05/03/2026"


def test_a_pinned_date_stays_for_the_next_record(form):
    form.entry.pins.offer(["dateEdit"], pinned=["dateEdit"])
    form.entry.fields.restore(
        {"dateEdit": "05/03/2026", "payeeEdit": "Nguyễn Thị Hoa", "amountEdit": "1.200.000"}
    )
    form.entry.saved(begin_new=True)
    assert form.entry.fields.kept() == {
        "dateEdit": "05/03/2026", "payeeEdit": "", "noteEdit": "", "amountEdit": "", "unitEdit": "",
    }  # fmt: skip
    assert cursor(form) == "payeeEdit"
    assert form.entry.pins.pinned() == ("dateEdit",)


def test_one_field_is_copied_from_the_record_above(form):
    form.entry.above.be({"payeeEdit": "Trần Văn An", "amountEdit": "350.000"})
    form.parts["payeeEdit"].setFocus()
    press(Qt.Key.Key_Apostrophe, CTRL)
    assert form.parts["payeeEdit"].value() == "Trần Văn An"
    assert form.parts["amountEdit"].value() is None


def test_the_whole_record_above_is_copied_and_can_be_taken_back(form):
    form.entry.fields.restore({"payeeEdit": "Nguyễn Thị Hoa"})
    form.entry.above.be({"payeeEdit": "Trần Văn An", "amountEdit": "350.000"})
    press(Qt.Key.Key_L, CTRL)
    assert form.parts["amountEdit"].value() == 350_000
    form.entry.undo_list.undo()
    assert form.entry.fields.kept()["payeeEdit"] == "Nguyễn Thị Hoa"
    assert form.entry.fields.kept()["amountEdit"] == ""


def test_the_record_just_saved_is_the_one_above(form):
    form.entry.fields.restore({"payeeEdit": "Trần Văn An"})
    form.entry.saved(begin_new=True)
    form.parts["payeeEdit"].setFocus()
    form.entry.above.copy_field()
    assert form.parts["payeeEdit"].value() == "Trần Văn An"


def test_problems_stand_under_their_fields_and_f8_goes_round(form, qtbot):
    seen = []
    form.entry.problems.counted.connect(lambda *found: seen.append(found))
    left = form.entry.problems.show(
        [
            Problem("field.amount_invalid", field="amount"),
            Problem("field.future", Severity.WARNING, field="dateEdit"),
            Problem("field.not_in_list", field="elsewhere"),
        ]
    )
    assert [problem.field for problem in left] == ["elsewhere"]
    assert form.parts["amountEdit"].problem.startswith("Không đọc được số")
    assert form.parts["dateEdit"].severity is Severity.WARNING
    assert seen[-1] == (1, 1)
    form.parts["payeeEdit"].setFocus()
    press(Qt.Key.Key_F8)
    assert cursor(form) == "amountEdit"
    form.entry.problems.show([Problem("field.future", Severity.WARNING, field="dateEdit")])
    press(Qt.Key.Key_F8)
    assert cursor(form) == "dateEdit"
    form.entry.problems.clear()
    assert not form.entry.problems.go_to_next()


def test_the_count_of_problems_is_a_sentence():
    assert count_sentence(3, 2) == "3 lỗi, 2 cảnh báo (F8 để đến chỗ kế tiếp)"
    assert count_sentence(0, 0) == ""


def test_a_draft_is_kept_when_a_field_is_left(form):
    type_keys(QApplication.focusWidget(), "31/2")
    press(Qt.Key.Key_Return)
    assert form.drafts.drafts["voucher"].fields["dateEdit"] == "31/2"


def test_a_draft_is_kept_while_the_officer_thinks(form, qtbot):
    form.entry.draft.idle.setInterval(30)
    form.parts["noteEdit"].setFocus()
    replay(form.parts["noteEdit"].editor, telex(HARD_NAME))
    qtbot.waitUntil(
        lambda: (
            form.drafts.drafts.get("voucher") is not None and not form.entry.draft.idle.isActive()
        )
    )
    assert form.drafts.drafts["voucher"] == Draft("voucher", form.entry.fields.kept(), "noteEdit")


def test_a_draft_comes_back_into_the_same_field(open_form):
    drafts = SessionDrafts()
    drafts.keep(Draft("voucher", {"dateEdit": "31/2", "noteEdit": "thăm ốm"}, "noteEdit"))
    form = open_form(drafts)
    assert form.entry.draft.recall()
    assert cursor(form) == "noteEdit"
    assert (form.parts["dateEdit"].kept(), form.parts["noteEdit"].value()) == ("31/2", "thăm ốm")


def test_an_empty_form_leaves_no_draft_and_no_prompt(form, open_form):
    form.entry.draft.keep()
    assert form.drafts.drafts == {}
    assert not form.entry.draft.recall()


def test_a_saved_record_leaves_no_draft(form):
    form.entry.fields.restore({"payeeEdit": "Trần Văn An"})
    form.entry.draft.keep()
    form.entry.saved()
    assert form.drafts.drafts == {}


def test_a_dropped_draft_can_be_taken_back(form):
    form.entry.fields.restore({"payeeEdit": "Trần Văn An"})
    form.entry.throw_away()
    assert form.entry.fields.kept()["payeeEdit"] == ""
    form.entry.undo_list.undo()
    assert form.entry.fields.kept()["payeeEdit"] == "Trần Văn An"


def test_the_input_method_is_asked_before_every_save(form, monkeypatch):
    from unionapp.desktop import entry as entry_module

    asked = []
    monkeypatch.setattr(entry_module, "commit_typing", lambda: asked.append(True))
    form.entry.save()
    form.entry.save_and_new()
    assert len(asked) == 2
    assert QGuiApplication.inputMethod() is not None
