"""Fields read what officers mean and say beneath what they cannot read."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tests.desktop.strokes import type_keys
from unionapp.desktop.fields import (
    CheckField,
    Choice,
    ChoiceField,
    CountField,
    DateField,
    IdNumberField,
    LookupField,
    MoneyField,
    NameField,
    NoteField,
    PartialDateField,
    PhoneField,
    TextField,
    find_in,
)  # fmt: skip
from unionapp.errors import Severity

TODAY = date(2026, 3, 5)
PEOPLE = [
    Choice(1, "Nguyễn Thị Hoa", "Tổ may 1"),
    Choice(2, "Nguyễn Thị Hường", "Tổ may 2"),
    Choice(3, "Trần Văn An", "Văn phòng"),
    Choice(4, "Đặng Thị Hoà", "Kho"),
]


@pytest.fixture
def put(qtbot):
    """Puts a field into a window with a second line to leave to."""

    def put(field):
        window = QWidget()
        qtbot.addWidget(window)
        column = QVBoxLayout(window)
        column.addWidget(field)
        window.next = QLineEdit()
        column.addWidget(window.next)
        column.addStretch()
        window.resize(480, 400)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        field.setFocus()
        qtbot.waitUntil(field.editor.hasFocus)
        field.test_window = window
        return field

    return put


def leave(field):
    field.test_window.next.setFocus()


def typed(field, text):
    type_keys(field.editor, text)
    leave(field)
    return field


def a_date_field(put, kind=DateField, **given):
    field = kind()
    field.set_today(TODAY, **given)
    return put(field)


@pytest.mark.parametrize(
    ("text", "meant", "shown"),
    [
        ("5/3", date(2026, 3, 5), "05/03/2026"),
        ("0503", date(2026, 3, 5), "05/03/2026"),
        ("050326", date(2026, 3, 5), "05/03/2026"),
        ("12", date(2026, 3, 12), "12/03/2026"),
        ("h", TODAY, "05/03/2026"),
        ("+", date(2026, 3, 6), "06/03/2026"),
        ("-", date(2026, 3, 4), "04/03/2026"),
        ("1-2-2025", date(2025, 2, 1), "01/02/2025"),
    ],
)
def test_a_short_date_is_written_out_on_leaving(put, text, meant, shown):
    field = a_date_field(put)
    typed(field, text)
    assert (field.value(), field.line.text(), field.problem) == (meant, shown, "")


def test_short_dates_belong_to_the_working_month(put):
    field = a_date_field(put, working=date(2025, 11, 30))
    assert typed(field, "7").value() == date(2025, 11, 7)


def test_a_step_counts_from_the_date_that_stood_there(put):
    field = a_date_field(put)
    field.set_value(date(2026, 1, 31))
    field.line.selectAll()
    assert typed(field, "+").value() == date(2026, 2, 1)


@pytest.mark.parametrize("text", ["31/2", "nay mai", "5/13"])
def test_an_impossible_date_keeps_its_text_and_says_so(put, text):
    field = typed(a_date_field(put), text)
    assert field.line.text() == text
    assert field.value() is None
    assert field.problem.endswith(".")
    assert field.severity is Severity.ERROR
    assert field.editor.accessibleDescription() == field.problem


def test_mending_the_text_takes_the_problem_away(put):
    field = typed(a_date_field(put), "31/2")
    field.setFocus()
    field.line.selectAll()
    typed(field, "28/2")
    assert (field.problem, field.value()) == ("", date(2026, 2, 28))


@pytest.mark.parametrize(
    ("text", "meant", "shown"),
    [
        ("1985", "1985", "1985"),
        ("3/1985", "1985-03", "03/1985"),
        ("5/3/1985", "1985-03-05", "05/03/1985"),
    ],
)
def test_a_birth_may_be_known_in_part(put, text, meant, shown):
    field = a_date_field(put, PartialDateField)
    field.set_sense("birth")
    typed(field, text)
    assert (field.value(), field.line.text()) == (meant, shown)


@pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
def test_alt_down_opens_a_calendar_and_a_click_takes_the_day(put, qtbot):
    field = a_date_field(put)
    field.set_value(date(2026, 2, 10))
    QTest.keyClick(field.editor, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = field._calendar
    assert calendar.isVisible()
    assert calendar.selectedDate().toString("yyyy-MM-dd") == "2026-02-10"
    calendar.clicked.emit(calendar.selectedDate().addDays(1))
    assert field.value() == date(2026, 2, 11)
    assert field.problem == ""


def test_a_date_field_without_today_is_a_bug(qtbot):
    field = DateField()
    qtbot.addWidget(field)
    field.line.setText("5/3")
    with pytest.raises(RuntimeError):
        field.value()


@pytest.mark.parametrize(
    ("text", "meant", "shown"),
    [
        ("1tr2", 1_200_000, "1.200.000"),
        ("350k", 350_000, "350.000"),
        ("3*31000", 93_000, "93.000"),
        ("1.200.000", 1_200_000, "1.200.000"),
        ("0", 0, "0"),
    ],
)
def test_an_amount_gets_its_dots_on_leaving(put, text, meant, shown):
    field = put(MoneyField())
    type_keys(field.editor, text)
    assert field.line.text() == text
    leave(field)
    assert (field.value(), field.line.text(), field.problem) == (meant, shown, "")


def test_the_words_stand_beneath_while_typing(put, qtbot):
    field = put(MoneyField())
    with qtbot.waitSignal(field.words_changed):
        type_keys(field.editor, "1tr2")
    assert field.words() == "Một triệu hai trăm nghìn đồng chẵn"
    assert field._hint.text() == field.words()
    QTest.mouseClick(field._hint, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert QGuiApplication.clipboard().text() == field.words()


def test_what_is_no_amount_stays_and_is_named(put):
    field = typed(put(MoneyField()), "abc")
    assert (field.value(), field.line.text()) == (None, "abc")
    assert "1tr2" in field.problem
    assert not field._hint.isVisible()


def test_no_amount_at_all_is_no_problem(put):
    field = typed(put(MoneyField()), "")
    assert (field.value(), field.problem) == (None, "")


def test_a_count_has_no_words(put):
    field = typed(put(CountField()), "1121")
    assert (field.value(), field.line.text(), field._hint.text()) == (1121, "1.121", "")


def a_lookup(put, *, can_add=False):
    field = LookupField()
    field.set_source(find_in(PEOPLE), can_add=can_add)
    return put(field)


def search(field, text):
    type_keys(field.editor, text)
    field.show_list()
    return field._list


def press(field, key):
    QTest.keyClick(field.editor, key)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("hoa", ["Nguyễn Thị Hoa", "Đặng Thị Hoà"]),
        ("nth", ["Nguyễn Thị Hoa", "Nguyễn Thị Hường"]),
        ("huong", ["Nguyễn Thị Hường"]),
        ("dang", ["Đặng Thị Hoà"]),
        ("may 2", ["Nguyễn Thị Hường"]),
    ],
)
def test_a_search_needs_neither_accents_nor_whole_words(query, names):
    assert [choice.text for choice in find_in(PEOPLE)(query)] == names


def test_the_list_never_writes_into_the_line(put):
    field = a_lookup(put)
    shown = search(field, "nguyen")
    assert shown.isVisible()
    assert shown.texts() == ["Nguyễn Thị Hoa  ·  Tổ may 1", "Nguyễn Thị Hường  ·  Tổ may 2"]
    assert field.line.text() == "nguyen"


def test_down_and_enter_choose(put, qtbot):
    field = a_lookup(put)
    search(field, "nth")
    press(field, Qt.Key.Key_Down)
    with qtbot.waitSignal(field.chosen) as seen:
        press(field, Qt.Key.Key_Return)
    assert seen.args == [PEOPLE[0]]
    assert (field.value(), field.line.text()) == (1, "Nguyễn Thị Hoa")
    assert not field._list.isVisible()


def test_down_does_not_wait_for_the_list(put):
    field = a_lookup(put)
    type_keys(field.editor, "huong")
    press(field, Qt.Key.Key_Down)
    QTest.keyClick(field.editor, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert field.value() == 2


def test_typing_on_takes_the_highlight_away(put):
    field = a_lookup(put)
    search(field, "nth")
    press(field, Qt.Key.Key_Down)
    type_keys(field.editor, "x")
    press(field, Qt.Key.Key_Return)
    assert (field.value(), field.line.text()) == (None, "nthx")


def test_enter_takes_nothing_unless_the_list_was_entered(put):
    field = a_lookup(put)
    search(field, "nth")
    press(field, Qt.Key.Key_Return)
    assert (field.value(), field.line.text()) == (None, "nth")


def test_tab_takes_the_highlighted_entry_and_moves_on(put):
    field = a_lookup(put)
    search(field, "nth")
    press(field, Qt.Key.Key_Down)
    press(field, Qt.Key.Key_Down)
    press(field, Qt.Key.Key_Tab)
    assert field.value() == 2
    assert field.test_window.next.hasFocus()


def test_tab_takes_nothing_otherwise(put):
    field = a_lookup(put)
    search(field, "nth")
    press(field, Qt.Key.Key_Tab)
    assert field.value() is None
    assert "danh sách" in field.problem


def test_escape_closes_the_list_and_keeps_the_text(put):
    field = a_lookup(put)
    shown = search(field, "nth")
    press(field, Qt.Key.Key_Escape)
    assert not shown.isVisible()
    assert field.line.text() == "nth"


def test_a_name_typed_in_full_is_found_on_leaving(put):
    assert typed(a_lookup(put), "đặng thị hòa").value() == 4


def test_a_new_entry_is_asked_for_from_the_list(put, qtbot):
    field = a_lookup(put, can_add=True)
    shown = search(field, "Trần Văn B")
    assert shown.texts() == ["+ Thêm «Trần Văn B»"]
    press(field, Qt.Key.Key_Down)
    with qtbot.waitSignal(field.add_asked) as seen:
        press(field, Qt.Key.Key_Return)
    assert seen.args == ["Trần Văn B"]
    field.choose(Choice(9, "Trần Văn B"))
    assert (field.value(), field.problem) == (9, "")


def test_a_click_in_the_list_chooses(put, qtbot):
    field = a_lookup(put)
    shown = search(field, "tran")
    QTest.mouseClick(shown._rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    assert field.value() == 3


def test_typing_opens_the_list_after_a_pause(put, qtbot):
    field = a_lookup(put)
    type_keys(field.editor, "an")
    qtbot.waitUntil(lambda: field._list is not None and field._list.isVisible(), timeout=1000)
    assert field._list.texts() == ["Trần Văn An  ·  Văn phòng"]


def test_f3_shows_everything(put):
    field = a_lookup(put)
    press(field, Qt.Key.Key_F3)
    assert len(field._list.texts()) == 4


def test_typing_on_forgets_the_choice(put):
    field = a_lookup(put)
    field.choose(PEOPLE[0])
    type_keys(field.editor, "x")
    assert field.value() is None


CARD = "001190012345|012345678|Nguyễn Thị Hường|05031990|Nữ|Số 1, Hàng Bài, Hà Nội|01072021"


def test_a_scanned_card_is_taken_apart_and_announced(put, qtbot):
    field = put(IdNumberField())
    type_keys(field.editor, CARD)
    with qtbot.waitSignal(field.card_scanned) as seen:
        press(field, Qt.Key.Key_Return)
    assert seen.args[0].full_name == "Nguyễn Thị Hường"
    assert (field.value(), field.problem) == ("001190012345", "")
    assert field.editor.hasFocus()


@pytest.mark.parametrize(
    ("text", "meant", "severity"),
    [
        ("001190012345", "001190012345", None),
        ("012345678", "012345678", Severity.WARNING),
        ("12345", None, Severity.ERROR),
        ("0011x", None, Severity.ERROR),
    ],
)
def test_an_id_number_is_judged_on_leaving(put, text, meant, severity):
    field = typed(put(IdNumberField()), text)
    assert (field.value(), field.severity) == (meant, severity)


def test_a_phone_number_is_spaced(put):
    field = typed(put(PhoneField()), "0912345678")
    assert (field.value(), field.line.text()) == ("0912345678", "0912 345 678")


def test_a_name_in_small_letters_gets_its_capitals_on_leaving(put):
    field = put(NameField())
    type_keys(field.editor, "nguyễn  thị hường")
    assert field.line.text() == "nguyễn  thị hường"
    leave(field)
    assert field.line.text() == "Nguyễn Thị Hường"


def test_enter_in_a_note_makes_a_line_and_tab_leaves(put):
    field = put(NoteField())
    type_keys(field.editor, "thăm")
    press(field, Qt.Key.Key_Return)
    type_keys(field.editor, "ốm")
    press(field, Qt.Key.Key_Tab)
    assert field.value() == "thăm\nốm"
    assert field.test_window.next.hasFocus()


def test_a_choice_answers_with_its_key(put):
    field = put(ChoiceField())
    field.set_choices([("male", "Nam"), ("female", "Nữ")])
    assert field.value() is None
    field.set_value("female")
    assert (field.value(), field.box.currentText()) == ("female", "Nữ")


def test_a_check_answers_yes_or_no(put):
    field = put(CheckField())
    field.set_words("Đảng viên")
    press(field, Qt.Key.Key_Space)
    assert field.value() is True
    assert field.editor.accessibleName() == "Đảng viên"


@pytest.mark.parametrize(
    ("make", "value"),
    [
        (TextField, "Công đoàn cơ sở"),
        (NameField, "Nguyễn Thị Hường"),
        (NoteField, "dòng một\ndòng hai"),
        (MoneyField, 1_200_000),
        (CountField, 96),
        (PhoneField, "0912345678"),
        (IdNumberField, "001190012345"),
        (PartialDateField, "1985-03"),
        (DateField, date(2026, 3, 5)),
        (CheckField, True),
        (LookupField, PEOPLE[1]),
    ],
)
def test_a_field_gives_back_what_it_was_given_and_what_it_kept(qtbot, make, value):
    first, second = make(), make()
    for field in (first, second):
        qtbot.addWidget(field)
        if hasattr(field, "set_today"):
            field.set_today(TODAY)
    first.set_value(value)
    meant = value.key if isinstance(value, Choice) else value
    assert first.value() == meant
    second.restore(first.kept())
    assert second.value() == meant
    second.restore("")
    assert second.is_empty()


def test_a_read_only_field_is_passed_by(put):
    field = put(TextField())
    field.set_read_only(read_only=True)
    assert field.is_read_only()
    assert not field.line.focusPolicy() & Qt.FocusPolicy.TabFocus & ~Qt.FocusPolicy.ClickFocus


def test_every_code_a_reader_can_give_has_a_sentence():
    import inspect
    import re

    from unionapp.sentences import all_sentences
    from unionapp.vietnamese import amounts, date_reading, dates, identity

    source = "".join(map(inspect.getsource, (amounts, dates, date_reading, identity)))
    codes = set(re.findall(r'"([A-Z]+_[A-Z0-9_]+|FUTURE)"', source)) - {
        "ID_GENDER_MISMATCH",
        "ID_YEAR_MISMATCH",
    }
    assert len(codes) > 10
    assert {f"field.{code.lower()}" for code in codes} <= all_sentences().keys()
