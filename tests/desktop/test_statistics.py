"""The statistics form: prefilled, typed into, checked, with its words."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from tests.desktop.pages import add_people, show_page, told
from tests.desktop.walk import nameless, too_large, unreachable
from tests.indicators.neighbourhood import do
from unionapp.desktop.desk import Desk
from unionapp.desktop.statistics.form_model import NUMBER, PEOPLE
from unionapp.desktop.statistics.statistics_page import StatisticsPage
from unionapp.indicators.statistics import fill_form, type_text
from unionapp.vietnamese.periods import Period

HALF = Period("2025-12", "2026-05")


@pytest.fixture
def page(qtbot, office):
    add_people(office)
    page = show_page(qtbot, StatisticsPage(Desk(office)))
    qtbot.waitUntil(lambda: page.filled is not None)
    return page


def type_into(page, code, column, text):
    place = page.model.place_of(code)
    page.table.edits.type(page.model.index(place, column), text)


def number_of(office, code):
    row = next(it for it in fill_form(office, "1-HDCD", HALF).rows if it.code == code)
    return row.number, row.denominator


def test_the_form_says_its_days_and_its_deadline(page):
    assert page.period == HALF
    assert "chốt đến 31/05/2026" in page.asOfLabel.text()
    assert "Hạn nộp 29/05/2026" in page.asOfLabel.text()
    page.spanBox.setCurrentIndex(1)
    assert page.period == Period("2025-12", "2026-11")


def test_counted_lines_are_filled_and_typed_ones_are_marked(page):
    members = next(it for it in page.model.lines if it.label == "Tổng số đoàn viên")
    assert members.number == 4
    sources = {page.model.row(at)[5] for at in range(page.model.rowCount())}
    assert sources == {"", "gõ tay", "tính từ sổ"}


def test_a_typed_number_is_stored_and_checked(qtbot, page, office):
    type_into(page, "3", NUMBER, "2")
    type_into(page, "4", NUMBER, "5")
    assert number_of(office, "3") == (2, None)
    qtbot.waitUntil(
        lambda: any(
            "lớn hơn dòng mà nó là một phần" in page.problemList.item(at).text()
            for at in range(page.problemList.count())
        )
    )


def test_a_counted_line_refuses_typing_with_a_sentence(page, office):
    type_into(page, "11", NUMBER, "3")
    assert "tính từ sổ" in page.banner.text()
    assert number_of(office, "11") == (0, None)


def test_an_average_waits_for_the_people_it_speaks_of(qtbot, page, office):
    type_into(page, "5", NUMBER, "8tr")
    assert "số người được tính" in page.banner.text()
    type_into(page, "5", PEOPLE, "121")
    assert number_of(office, "5") == (8_000_000 * 121, 121)
    place = page.model.place_of("5")
    qtbot.waitUntil(lambda: page.model.row(place)[NUMBER] == 8_000_000)


def test_an_emptied_line_is_empty_again(qtbot, page, office):
    type_into(page, "7", NUMBER, "10")
    place = page.model.place_of("7")
    qtbot.waitUntil(lambda: page.model.row(place)[NUMBER] == 10)
    page.table.setCurrentIndex(page.model.index(place, NUMBER))
    page.table.edits.clear()
    assert number_of(office, "7") == (None, None)


def test_f8_walks_from_one_empty_line_to_the_next(page):
    page.problems.go_to_next()
    first = page.table.currentIndex().row()
    assert page.model.lines[first].code == "1"
    page.problems.go_to_next()
    assert page.model.lines[page.table.currentIndex().row()].code == "9"


def test_the_words_are_kept_with_the_form(qtbot, page, office):
    page.firstTextEdit.set_value("Phong trào có chuyển biến.")
    page.saveTextButton.click()
    again = show_page(qtbot, StatisticsPage(Desk(office)))
    qtbot.waitUntil(lambda: again.filled is not None)
    assert again.firstTextEdit.value() == "Phong trào có chuyển biến."


def test_everybody_can_use_the_page(page):
    assert nameless(page) == []
    assert unreachable(page) == []
    assert not too_large(page)


def test_the_form_is_looked_at_as_it_prints_and_esc_leads_back(qtbot, page, tmp_path):
    qtbot.mouseClick(page.printButton, Qt.MouseButton.LeftButton)
    assert page.currentWidget() is page.printing
    qtbot.waitUntil(lambda: page.printing.preview.page_count() >= 2, timeout=20_000)
    with qtbot.waitSignal(page.printing.save_to("xlsx", tmp_path / "mau1.xlsx").succeeded):
        pass
    assert (tmp_path / "mau1.xlsx").exists()
    qtbot.keyClick(page.printing, Qt.Key.Key_Escape)
    assert page.currentIndex() == 0


def test_words_of_last_year_are_offered_and_said_to_be_old(qtbot, page, office):
    type_text(office, "1-HDCD", "B1", Period("2024-12", "2025-05"), "Đời sống ổn định.")
    page.spanBox.setCurrentIndex(1)
    qtbot.waitUntil(lambda: page.filled.period != HALF)
    page.spanBox.setCurrentIndex(0)
    qtbot.waitUntil(lambda: page.filled.period == HALF)
    assert page.firstTextEdit.value() == "Đời sống ổn định."
    assert page.reusedLabel.text() == "Lời của kỳ trước, sửa rồi cất."
    page.save_text()
    assert page.reusedLabel.text() == ""
    kept = {it.code: it for it in fill_form(office, "1-HDCD", HALF).rows}
    assert not kept["B1"].is_reused


def test_a_line_tells_the_records_behind_it(qtbot, page, office):
    do(office, "DOI_THOAI", date(2026, 3, 2), title="Đối thoại quý I")
    page.refresh()
    place = page.model.place_of("19")
    qtbot.waitUntil(lambda: page.model.row(place)[NUMBER] == 1)
    page.table.setCurrentIndex(page.model.index(place, NUMBER))
    page.actions_["why"].trigger()
    assert page.currentWidget() is page.why
    assert page.why.table.rows.row(0)[0] == "Đối thoại quý I"
    opened = []
    page.desk.wanted.connect(lambda where, place: opened.append(where))
    page.why.open_record(0)
    assert opened == ["activities"]
    page.why.closed.emit()
    assert page.currentIndex() == 0


def test_words_typed_and_not_saved_are_there_after_leaving(qtbot, page, office):
    page.firstTextEdit.set_value("Đơn hàng giảm.")
    page.firstTextEdit.left.emit()
    page.spanBox.setCurrentIndex(1)
    qtbot.waitUntil(lambda: page.filled.period != HALF)
    page.spanBox.setCurrentIndex(0)
    qtbot.waitUntil(lambda: page.firstTextEdit.value() == "Đơn hàng giảm.")
    kept = {it.code: it for it in fill_form(office, "1-HDCD", HALF).rows}
    assert (kept["B1"].text, kept["B2"].text) == ("Đơn hàng giảm.", "")


def test_f9_checks_the_form_and_goes_to_the_first_line_to_look_at(qtbot, page):
    said = told(page.desk)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: bool(said), timeout=10_000)
    assert said[0].startswith("Đã kiểm tra ")
    assert f"{len(page.filled.problems)} chỗ cần xem lại" in said[0]
    assert page.table.current_id() == page.model.place_of(page.filled.problems[0].field)
