"""F1 helps at the very field, in every form: what to write, an example, the article of law."""

import tomllib
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.desktop.walk import every_form
from unionapp.activities.kinds import list_kinds
from unionapp.assets import form, resource
from unionapp.desktop.activities.activity_form import ActivityForm
from unionapp.desktop.desk import Desk
from unionapp.desktop.field_help import HelpBubble, form_help, kind_field_help
from unionapp.desktop.fields import Field
from unionapp.desktop.forms import load_form

FORMS = every_form()
INPUTS = ("Field", "Edit", "ComboBox", "SpinBox", "CheckBox", "RadioButton")
# Nothing is written into these: they choose what is shown, or only show.
CHOOSES = "chooses what is shown on this page"
ONLY_SHOWS = "is only read, or copied"
FINDS = "is typed to find something; its placeholder says how"
NEEDS_NO_HELP = {
    ("books/book", "bookBox"): CHOOSES,
    ("books/closing", "monthBox"): CHOOSES,
    ("books/reconciliation", "accountBox"): CHOOSES,
    ("books/reconciliation", "monthBox"): CHOOSES,
    ("exchange/inbox", "periodCheck"): CHOOSES,
    ("exchange/inbox", "skipCheck"): "says in its own words what ticking it does",
    ("members/column_choice", "columnBox"): "lists the columns of the sheet, with samples beside",
    ("members/column_choice", "fieldBox"): "lists what a column can be",
    ("members/column_choice", "encodingBox"): "lists the encodings; the sample shows at once",
    ("organisation/locks", "yearBox"): CHOOSES,
    ("ratings/ratings", "unitBox"): CHOOSES,
    ("ratings/ratings", "yearBox"): CHOOSES,
    ("printing/preview", "wholeCheck"): CHOOSES,
    ("settlement/dues_change", "monthBox"): CHOOSES,
    ("exchange/inbox", "replaceCheck"): "says in its own words what ticking it does",
    ("members/pay_month_choice", "monthBox"): "says beside it where the month was read",
    ("settlement/dues_change", "fromBox"): "lists the ways the money can go back",
    ("settlement/dues_change", "toBox"): "offers only the open months",
    ("settlement/settlement", "yearBox"): CHOOSES,
    ("statistics/statistics", "formBox"): CHOOSES,
    ("statistics/statistics", "spanBox"): CHOOSES,
    ("bug_dialog", "reportEdit"): ONLY_SHOWS,
    ("exchange/issuing", "answerLine"): ONLY_SHOWS,
    ("exchange/keys", "askLine"): ONLY_SHOWS,
    ("recovery", "codeLine"): ONLY_SHOWS,
    ("targets/target_panel", "recordEdit"): "hidden; keeps for the draft what is being changed",
    ("command_box", "queryEdit"): FINDS,
    ("list_page", "filterEdit"): FINDS,
}


def name_of(file):
    return file.relative_to(form("list_page").parent).with_suffix("").as_posix()


def inputs_of(file):
    widgets = [one.attrib for one in ElementTree.parse(file).getroot().iter("widget")]
    return {one["name"] for one in widgets if one["class"].endswith(INPUTS)}


@pytest.mark.parametrize("file", FORMS, ids=name_of)
def test_every_input_has_help_or_a_reason_to_have_none(file):
    name = name_of(file)
    helped = set(form_help(name))
    excused = {field for where, field in NEEDS_NO_HELP if where == name}
    assert inputs_of(file) - excused == helped


def test_every_help_belongs_to_a_form():
    known = {name_of(file) for file in FORMS}
    for file in resource("help").glob("*.toml"):
        if file.stem == "activity_kinds":
            continue
        subject = "" if file.stem == "window" else f"{file.stem}/"
        sections = tomllib.loads(file.read_text(encoding="utf-8"))
        assert {f"{subject}{section}" for section in sections} <= known


@pytest.mark.parametrize("kind", list_kinds(), ids=lambda kind: kind.code)
def test_every_field_of_a_kind_of_activity_has_help(kind):
    text = resource("help", "activity_kinds.toml").read_text(encoding="utf-8")
    said = set(tomllib.loads(text).get(kind.code, {}))
    assert said == {field.name for field in kind.fields}
    assert all(kind_field_help(kind.code, field.name).example for field in kind.fields)


def test_help_is_given_in_whole_sentences():
    for file in FORMS:
        for field, words in form_help(name_of(file)).items():
            assert words.what.endswith("."), (file.stem, field)
            assert not words.example.endswith("."), (file.stem, field)


@pytest.fixture
def show_form(qtbot):
    def show(name):
        window = QWidget()
        qtbot.addWidget(window)
        load_form(name, window)
        window.show()
        window.activateWindow()
        qtbot.waitActive(window)
        return window

    return show


@pytest.mark.parametrize("name", [name_of(file) for file in FORMS])
def test_f1_shows_the_help_of_the_very_field_and_takes_it_away_again(name, show_form):
    window = show_form(name)
    excused = {field for _, field in NEEDS_NO_HELP}
    for field in window.findChildren(Field):
        if field.isVisible() and field.objectName() not in excused:
            field.setFocus()
            QTest.keyClick(field.editor, Qt.Key.Key_F1)
            bubble = window.findChild(HelpBubble)
            assert bubble.isVisible()
            assert bubble.field is field
            assert window.rect().contains(bubble.geometry())
            QTest.keyClick(field.editor, Qt.Key.Key_F1)
            assert not bubble.isVisible()


def test_help_goes_when_the_cursor_leaves(qtbot, show_form):
    window = show_form("login")
    field = window.findChild(Field, "passwordEdit")
    field.setFocus()
    qtbot.waitUntil(field.editor.hasFocus)
    QTest.keyClick(field.editor, Qt.Key.Key_F1)
    bubble = window.findChild(HelpBubble)
    assert bubble.text().startswith("Mật khẩu của riêng đồng chí.")
    window.findChild(Field, "officerEdit").setFocus()
    assert not bubble.isVisible()


def test_the_help_of_a_kind_follows_the_kind(qtbot, office):
    pane = ActivityForm(Desk(office))
    qtbot.addWidget(pane)
    pane.show()
    pane.begin()
    pane.choose_kind("DOI_THOAI")
    pane.help.show_for(pane.details.fields["form"].editor)
    assert pane.help.text().startswith("Đối thoại theo lịch")
    assert "Căn cứ: Bộ luật Lao động 45/2019/QH14, Điều 63" in pane.help.text()
    pane.choose_kind("DAI_HOI")
    pane.help.show_for(pane.details.fields["form"].editor)
    assert pane.help.text().startswith("Toàn thể đoàn viên dự")
