"""Scoring oneself, appraising a lower unit, deciding."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.desktop.pages import show_page, told
from tests.desktop.walk import nameless, too_large, unreachable
from tests.indicators.neighbourhood import do
from unionapp.desktop.desk import Desk
from unionapp.desktop.ratings.ratings_page import RatingsPage
from unionapp.indicators.ratings import list_ratings
from unionapp.organisation.units import UnitFacts, add_unit

SELF, APPRAISED, EVIDENCE = 2, 3, 5


@pytest.fixture
def page(qtbot, office):
    return show_page(qtbot, RatingsPage(Desk(office)))


def score(page, column=SELF, *, lost=0):
    for at, row in enumerate(page.grid.criteria.criteria):
        points = row.max - (lost if at == 0 else 0)
        page.table.edits.type(page.grid.model.index(at, column), str(points))


def test_what_is_not_scored_yet_is_said_and_pointed_to(page, office):
    page.save()
    assert "Chưa chấm điểm" in page.banner.text()
    assert page.table.currentIndex().row() == 0
    assert list_ratings(office, 2026) == ()


def test_a_unit_scores_itself_with_evidence(page, office):
    score(page)
    page.table.edits.type(page.grid.model.index(1, EVIDENCE), "Thỏa ước ký 10/01/2026")
    assert page.gradeLabel.text() == "Hoàn thành xuất sắc nhiệm vụ"
    page.save()
    [row] = list_ratings(office, 2026)
    assert (row.self_total, row.grade) == (100, "xuat_sac")
    assert "Thỏa ước ký 10/01/2026" in row.evidence.values()
    assert page.countLabel.text() == "đã tự chấm"


def test_too_many_points_are_refused_with_their_limit(page, office):
    score(page)
    page.table.edits.type(page.grid.model.index(0, SELF), "99")
    page.save()
    assert "ngoài khung" in page.banner.text()


def test_a_knock_out_lowers_the_grade(page):
    score(page)
    page.knockList.item(0).setCheckState(page.knockList.item(0).checkState().Checked)
    assert page.gradeLabel.text() == "Hoàn thành nhiệm vụ"


def test_nothing_on_a_line_of_the_first_group_knocks_out_by_itself(page):
    score(page, lost=10)
    assert page.gradeLabel.text() == "Hoàn thành nhiệm vụ"


def test_another_grade_needs_a_reason_at_its_field(page, office):
    score(page)
    page.overrideEdit.set_value("tot")
    page.save()
    assert page.reasonEdit.problem
    page.reasonEdit.set_value("Tỷ lệ xuất sắc vượt 20% của huyện")
    page.save()
    assert list_ratings(office, 2026)[0].grade == "tot"


def test_an_upper_unit_appraises_and_decides_and_then_it_stays(qtbot, make_office):
    office = make_office(
        unit=UnitFacts("KCN", "CT-09", "Công đoàn các khu công nghiệp"), parent=None
    )
    add_unit(office, UnitFacts("CDCS", "CS-1", "CĐCS Công ty A", "DN_NGOAI"))
    page = show_page(qtbot, RatingsPage(Desk(office)))
    page.unitBox.setCurrentIndex(1)
    assert not page.decideButton.isEnabled()
    score(page, APPRAISED)
    page.save()
    page.numberEdit.set_value("15/QĐ-CĐKCN")
    page.decideButton.click()
    assert page.onEdit.problem
    page.onEdit.set_value(date(2026, 3, 4))
    page.decideButton.click()
    [row] = list_ratings(office, 2026)
    assert (row.status, row.decision_no) == ("decided", "15/QĐ-CĐKCN")
    assert not page.saveButton.isEnabled()


def test_a_unit_without_a_kind_is_asked_for_its_criteria_and_they_stay(qtbot, make_office):
    office = make_office(unit=UnitFacts("CDCS", "CS-2", "CĐCS Trường A"))
    desk = Desk(office)
    page = show_page(qtbot, RatingsPage(desk))
    assert "loại hình" in page.banner.text()
    assert "Hãy chọn bộ tiêu chí" in page.banner.text()
    assert not page.saveButton.isEnabled()
    page.criteriaBox.setCurrentIndex(page.criteriaBox.findData("public"))
    assert page.banner.text() == ""
    page.table.edits.type(page.grid.model.index(0, SELF), "7")
    again = show_page(qtbot, RatingsPage(desk))
    assert again.criteriaBox.currentData() == "public"
    assert list(again.grid.points.values()) == [7]
    score(again)
    again.save()
    [row] = list_ratings(office, 2026)
    assert (row.criteria, row.self_total) == ("public", 100)
    assert again.criteriaBox.currentData() == "public"


def test_points_of_other_criteria_go_only_where_they_belong(qtbot, make_office):
    office = make_office(unit=UnitFacts("CDCS", "CS-2", "CĐCS Trường A"))
    page = show_page(qtbot, RatingsPage(Desk(office)))
    page.criteriaBox.setCurrentIndex(page.criteriaBox.findData("public"))
    score(page)
    assert "giam_sat" in page.grid.points
    page.criteriaBox.setCurrentIndex(page.criteriaBox.findData("non_state"))
    known = {it.code for it in page.grid.criteria.criteria}
    assert set(page.grid.points) < known
    score(page)
    page.save()
    assert list_ratings(office, 2026)[0].criteria == "non_state"


def test_a_unit_whose_kind_is_known_is_not_asked(page):
    assert page.criteriaBox.isHidden()


def test_the_level_above_chooses_for_a_union_whose_kind_it_does_not_know(qtbot, make_office):
    office = make_office(
        unit=UnitFacts("KCN", "CT-09", "Công đoàn các khu công nghiệp"), parent=None
    )
    add_unit(office, UnitFacts("CDCS", "CS-1", "CĐCS Công ty A"))
    page = show_page(qtbot, RatingsPage(Desk(office)))
    assert page.criteriaBox.isHidden()
    page.unitBox.setCurrentIndex(1)
    assert page.criteriaBox.isVisible()
    page.criteriaBox.setCurrentIndex(page.criteriaBox.findData("non_state"))
    score(page, APPRAISED)
    page.save()
    assert list_ratings(office, 2026)[0].appraised_total == 100


def test_everybody_can_use_the_page(page):
    assert nameless(page) == []
    assert unreachable(page) == []
    assert not too_large(page)


def test_points_not_handed_in_are_there_after_leaving(qtbot, office):
    desk = Desk(office)
    page = show_page(qtbot, RatingsPage(desk))
    page.table.edits.type(page.grid.model.index(0, SELF), "7")
    page.table.edits.type(page.grid.model.index(0, EVIDENCE), "Biên bản số 3")
    page.knockList.item(1).setCheckState(Qt.CheckState.Checked)
    page.yearBox.setCurrentIndex(1)
    assert page.grid.points == {}
    page.yearBox.setCurrentIndex(0)
    assert list(page.grid.points.values()) == [7]
    again = show_page(qtbot, RatingsPage(desk))
    first = again.grid.criteria.criteria[0].code
    sheet = again._sheet()
    assert (sheet.points[first], sheet.evidence[first]) == (7, "Biên bản số 3")
    assert len(sheet.knock_outs) == 1
    assert "vẫn còn nguyên" in again.banner.text()
    score(again)
    again.save()
    assert list_ratings(office, 2026)[0].self_total == 100
    assert again.drafts.recall(office.unit.code, 2026) is None


def test_a_draft_that_is_not_wanted_is_thrown_away(page):
    page.table.edits.type(page.grid.model.index(0, SELF), "7")
    page.refresh()
    assert list(page.grid.points.values()) == [7]
    page._throw_away()
    assert page.grid.points == {}


def test_a_criterion_tells_the_records_behind_its_figure(page, office):
    do(office, "HN_NLD", date(2026, 2, 10), title="Hội nghị 2026")
    page.refresh()
    page.table.setCurrentIndex(page.grid.model.index(0, SELF))
    page.actions_["why"].trigger()
    assert page.currentWidget() is page.why
    assert page.why.table.rows.row(0)[0] == "Hội nghị 2026"
    page.why.closed.emit()
    assert page.currentIndex() == 0


def test_the_score_sheet_is_looked_at_once_it_is_saved(page):
    page.actions_["preview"].trigger()
    assert "Chưa cất điểm" in page.banner.text()
    score(page)
    page.save()
    page.actions_["preview"].trigger()
    assert page.currentWidget().preview.page_count() >= 1
    page.currentWidget().closed.emit()
    assert page.currentIndex() == 0


def test_f9_names_what_is_not_scored_and_writes_nothing(qtbot, page, office):
    said = told(page.desk)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_F9)
    assert "Chưa chấm điểm" in page.banner.text()
    assert page.table.currentIndex().column() == SELF
    score(page)
    qtbot.keyClick(page.table, Qt.Key.Key_F9)
    assert not page.banner.isVisible()
    assert said == ["Bảng chấm đủ điểm: 100/100 điểm, cất được."]
    assert list_ratings(office, 2026) == ()


def test_f7_offers_to_store_first_and_shows_what_is_stored(qtbot, page):
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_F7)
    assert "Chưa cất điểm năm 2026" in page.banner.text()
    score(page)
    qtbot.keyClick(page.table, Qt.Key.Key_F7)
    with qtbot.waitSignal(page.currentChanged):
        next(it for it in page.banner.findChildren(QPushButton) if "Cất" in it.text()).click()
    assert page.currentIndex() > 0
    page.setCurrentIndex(0)
    with qtbot.waitSignal(page.currentChanged):
        qtbot.keyClick(page.table, Qt.Key.Key_F7)
