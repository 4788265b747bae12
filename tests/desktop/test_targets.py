"""The board of targets, the records behind a number, typed figures, assignments, duties."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.desktop.pages import add_people, show_page, told
from tests.desktop.walk import clipped, nameless, too_large, unreachable
from tests.indicators.neighbourhood import admit, found_under
from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import Choice
from unionapp.desktop.targets.targets_page import TargetsPage
from unionapp.indicators.assignments import list_assignments
from unionapp.indicators.figures import why
from unionapp.indicators.shipped_sets import TargetFacts
from unionapp.indicators.target_sets import (
    found_set,
    list_sets,
    list_targets,
    save_target,
    use_set,
)
from unionapp.indicators.typed_figures import list_typed, type_figure
from unionapp.membership.cadres import CadreDraft, appoint
from unionapp.membership.lists import list_members
from unionapp.organisation.units import UnitFacts, add_unit
from unionapp.vietnamese.periods import Period

MEMBERS = TargetFacts(
    "", "member_total", "Số đoàn viên cuối năm", "at_least", "người", "year", value=8
)


@pytest.fixture
def desk(office):
    return Desk(office)


@pytest.fixture
def board(qtbot, desk):
    found_set(desk.office, "RIENG", "Chương trình công tác 2026")
    save_target(desk.office, "RIENG", MEMBERS)
    add_people(desk.office)
    page = show_page(qtbot, TargetsPage(desk))
    qtbot.waitUntil(lambda: bool(page.board.progress))
    page.board.table.setCurrentIndex(page.board.table.rows.index(0, 0))
    return page


def test_an_empty_board_leads_to_the_plans(qtbot, desk):
    page = show_page(qtbot, TargetsPage(desk))
    assert "Chọn kế hoạch" in page.board.emptyButton.text()
    page.board.emptyButton.click()
    assert page.stack.currentWidget() is page.stack.plans


def test_a_plan_is_taken_up_and_let_go_by_enter(qtbot, desk):
    page = show_page(qtbot, TargetsPage(desk))
    page.stack.show_plans()
    table = page.stack.plans.table
    QTest.keyClick(table, Qt.Key.Key_Return)
    followed = [it.code for it in list_sets(desk.office) if it.is_used]
    assert len(followed) == 1
    assert table.rows.row(0)[3] == "đang theo"
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert not any(it.is_used for it in list_sets(desk.office))


def test_a_plan_of_the_unit_needs_a_name(qtbot, desk):
    page = show_page(qtbot, TargetsPage(desk))
    page.stack.show_plans()
    page.stack.plans.ownButton.click()
    assert page.stack.plans.ownEdit.problem
    page.stack.plans.ownEdit.set_value("Chương trình 2026")
    page.stack.plans.ownButton.click()
    page.stack.plans.ownEdit.set_value("Chương trình 2026 bổ sung")
    page.stack.plans.ownButton.click()
    assert [it.name for it in list_sets(desk.office) if it.is_used] == [
        "Chương trình 2026",
        "Chương trình 2026 bổ sung",
    ]


def test_the_board_says_plan_done_missing_and_light_in_words(board):
    name, state, wish, done, missing, _ = board.board.table.rows.row(0)
    assert (name, state) == ("Số đoàn viên cuối năm", "Chưa đạt")
    assert (wish, done, missing) == ("từ 8 người", "4 người", 4)
    assert "Còn thiếu 4 đoàn viên để đạt kế hoạch (từ 8 người)" in board.sheet.text()


def test_the_light_filter_hides_what_is_reached(board):
    board.board.lightBox.setCurrentIndex(board.board.lightBox.findData("green"))
    assert board.board.table.rows.rowCount() == 0
    board.board.clear_filter()
    assert board.board.table.rows.rowCount() == 1


def test_why_lists_the_records_and_opens_them(qtbot, board, desk):
    board.actions_["why"].trigger()
    pane = board.stack.why
    assert board.stack.currentWidget() is pane
    names = {pane.table.rows.row(at)[0] for at in range(pane.table.rows.rowCount())}
    assert len(names) == 4
    with qtbot.waitSignal(desk.wanted) as asked:
        QTest.keyClick(pane.table, Qt.Key.Key_Return)
    assert asked.args[0] == "members"
    assert isinstance(asked.args[1], int)
    QTest.keyClick(pane.table, Qt.Key.Key_Escape)
    assert board.stack.currentWidget() is board.board


def test_a_computed_figure_is_overridden_only_with_a_reason(qtbot, board, desk):
    board.actions_["type_figure"].trigger()
    panel = board.figure_panel
    panel.numeratorEdit.set_value(9)
    panel.entry.save()
    assert "hãy ghi lý do" in panel.banner.text()
    panel.reasonEdit.set_value("Theo danh sách lớp tập huấn")
    panel.entry.save()
    [typed] = list_typed(desk.office, Period.parse("2026"))
    assert (typed.numerator, typed.reason) == (9, "Theo danh sách lớp tập huấn")
    qtbot.waitUntil(lambda: board.board.table.rows.row(0)[1] == "Đạt")


def test_an_emptied_figure_gives_the_word_back_to_the_records(board, desk):
    panel = board.figure_panel
    for number, reason in ((9, "kiểm đếm tay"), (None, "")):
        board.type_figure()
        panel.numeratorEdit.set_value(number)
        panel.reasonEdit.set_value(reason)
        panel.entry.save()
    assert list_typed(desk.office, Period.parse("2026")) == ()


def test_the_panel_says_whether_the_typed_or_the_booked_figure_counts(board):
    panel = board.figure_panel
    panel.show_measure("fin_collection_rate_pct")
    panel.codeEdit.set_value("kpcd_collected_upper")
    assert "tính cho các tháng sổ chưa khai" in panel.hintLabel.text()
    panel.show_measure("fin_budget_completion_pct")
    assert "không dùng số nhập" in panel.hintLabel.text()
    panel.codeEdit.set_value("fin_budget_completion_pct")
    assert "đứng trước số tính từ sổ" in panel.hintLabel.text()


def test_a_target_is_changed_and_its_problems_stand_at_their_fields(qtbot, board, desk):
    board.actions_["edit"].trigger()
    panel = board.target_panel
    panel.valueEdit.set_value(None)
    panel.entry.save()
    assert panel.valueEdit.problem
    panel.valueEdit.set_value(4)
    panel.entry.save()
    assert list_targets(desk.office)[0].facts.value == 4
    qtbot.waitUntil(lambda: board.board.table.rows.row(0)[1] == "Đạt")


def test_several_targets_of_the_unit_are_added(board, desk):
    for number in (5, 6):
        board.actions_["add"].trigger()
        panel = board.target_panel
        panel.measureEdit.choose(Choice("member_female", "Đoàn viên nữ"))
        panel.valueEdit.set_value(number)
        panel.entry.save()
        assert not panel.banner.text()
    facts = [it.facts for it in list_targets(desk.office)]
    assert [(it.name, it.value, it.unit) for it in facts[1:]] == [
        ("Đoàn viên nữ", 5, "người"),
        ("Đoàn viên nữ", 6, "người"),
    ]


def test_the_readings_of_an_ambiguous_measure_are_shown_and_chosen(qtbot, desk):
    use_set(desk.office, "gia_lam_2021")
    page = show_page(qtbot, TargetsPage(desk))
    qtbot.waitUntil(lambda: bool(page.board.progress))
    row = next(it for it in list_targets(desk.office) if it.facts.measure == "info_workers_pct")
    page.board.point_to(row.id)
    assert "Mẫu số là" in page.sheet.text()
    page.change()
    page.target_panel.firstChoiceEdit.set_value("workers")
    page.target_panel.entry.save()
    changed = next(it for it in list_targets(desk.office) if it.id == row.id)
    assert changed.facts.choices["basis"] == "workers"


def test_milestones_are_filtered_by_their_year(qtbot, desk):
    use_set(desk.office, "nghe_an_2021")
    page = show_page(qtbot, TargetsPage(desk))
    qtbot.waitUntil(lambda: bool(page.board.progress))
    years = {it.facts.due_on.year for it in list_targets(desk.office) if it.facts.due_on}
    assert years
    chosen = min(years)
    page.board.yearBox.setCurrentIndex(page.board.yearBox.findData(chosen))
    rows = page.board.table.rows
    assert rows.rowCount()
    assert {rows.row(at)[5] for at in range(rows.rowCount())} == {str(chosen)}


def test_a_target_is_dropped_only_after_a_second_word(board, desk):
    board.actions_["delete"].trigger()
    assert "Xóa chỉ tiêu" in board.board.banner.text()
    assert len(list_targets(desk.office)) == 1
    board.board.banner._answer.click()
    assert list_targets(desk.office) == ()


def test_numbers_are_given_to_lower_units_down_the_list(qtbot, make_office):
    office = make_office(
        unit=UnitFacts("KCN", "CT-09", "Công đoàn các khu công nghiệp"), parent=None
    )
    for number in (1, 2):
        add_unit(office, UnitFacts("CDCS", f"CS-{number}", f"CĐCS Công ty {number}", "DN_NGOAI"))
    found_set(office, "RIENG", "Kế hoạch 2026")
    target = save_target(office, "RIENG", MEMBERS)
    page = show_page(qtbot, TargetsPage(Desk(office)))
    page.board.point_to(target.id)
    page.assign()
    pane = page.stack.assigning
    pane.table.edits.type(pane.model.index(0, 3), "120")
    pane.table.edits.type(pane.model.index(1, 3), "80")
    assert [(it.unit_code, it.value) for it in list_assignments(office)] == [
        ("CS-1", 120),
        ("CS-2", 80),
    ]
    assert "Đã giao 2 đơn vị, tổng 200 trên 8 người; đã giao đủ." in pane.totalLabel.text()
    pane.table.edits.type(pane.model.index(1, 3), "90")
    pane.table.edits.type(pane.model.index(1, 3), "")
    assert [it.unit_code for it in list_assignments(office)] == ["CS-1"]
    pane.table.setCurrentIndex(pane.model.index(1, 3))
    officer = office.officer.name
    changes = [f"{number} (05/03/2026, {officer})" for number in ("80", "90", "rút lại")]
    assert pane.historyLabel.text() == f"Đã giao CĐCS Công ty 2: {' → '.join(changes)}."
    pane.table.edits.type(pane.model.index(1, 4), "Bổ sung")
    assert "Hãy nhập giá trị" in pane.banner.text()


def test_what_a_lower_unit_has_reached_is_that_of_everything_below_it(qtbot, make_office):
    office = make_office(unit=UnitFacts("TINH", "T-01", "Liên đoàn Lao động tỉnh X"), parent=None)
    upper = add_unit(office, UnitFacts("HUYEN", "H-1", "Liên đoàn Lao động huyện"))
    inside = found_under(office, upper.id, "CS-1", "DN_NGOAI")
    admit(office, inside, 7)
    found_set(office, "RIENG", "Kế hoạch 2026")
    target = save_target(office, "RIENG", MEMBERS)
    page = show_page(qtbot, TargetsPage(Desk(office)))
    page.board.point_to(target.id)
    page.assign()
    assert page.stack.assigning.model.row(0)[:3] == ("H-1", "Liên đoàn Lao động huyện", "7 người")


def test_a_plan_is_copied_and_changed_as_the_units_own(qtbot, desk):
    page = show_page(qtbot, TargetsPage(desk))
    page.stack.show_plans()
    pane = page.stack.plans
    pane.table.setCurrentIndex(pane.table.rows.index(1, 0))
    pane.copyButton.click()
    [own] = [it for it in list_sets(desk.office) if it.is_used]
    assert own.name.endswith("(của đơn vị)")
    first = list_targets(desk.office, own.code)[0]
    page.stack.show_board()
    page.board.refresh()
    page.board.point_to(first.id)
    page.change()
    page.target_panel.valueEdit.set_value(33)
    page.target_panel.entry.save()
    assert list_targets(desk.office, own.code)[0].facts.value == 33
    page.stack.show_plans()
    at = [it.code for it in list_sets(desk.office)].index(own.code)
    pane.table.setCurrentIndex(pane.table.rows.index(at, 0))
    pane.toggle()
    assert list_targets(desk.office) == ()
    pane.toggle()
    assert list_targets(desk.office, own.code)[0].facts.value == 33


def test_a_target_half_typed_waits_when_the_page_is_left(qtbot, board, desk):
    board.add()
    panel = board.target_panel
    panel.measureEdit.choose(Choice("info_workers_pct", "Tuyên truyền"))
    panel.nameEdit.set_value("Tuyên truyền Luật Công đoàn")
    panel.firstChoiceEdit.set_value("workers")
    panel.valueEdit.set_value(85)
    board.keep_state()
    again = show_page(qtbot, TargetsPage(desk))
    again.go_to("draft")
    taken = again.target_panel
    assert taken.nameEdit.value() == "Tuyên truyền Luật Công đoàn"
    assert (taken.valueEdit.value(), taken.firstChoiceEdit.value()) == (85, "workers")
    assert "chưa cất" in taken.banner.text()
    taken.entry.save()
    saved = next(it for it in list_targets(desk.office) if it.facts.value == 85)
    assert saved.facts.choices["basis"] == "workers"
    again.add()
    assert taken.nameEdit.is_empty()


def test_a_change_half_typed_goes_on_with_the_same_target(qtbot, board, desk):
    board.change()
    board.target_panel.valueEdit.set_value(12)
    board.target_panel.closed.emit()
    board.add()
    assert board.target_panel.titleLabel.text() == "Sửa chỉ tiêu"
    board.target_panel.entry.save()
    [row] = list_targets(desk.office)
    assert row.facts.value == 12


def test_a_unit_without_lower_units_is_told_so(board):
    board.assign()
    assert "chưa có cấp dưới" in board.stack.assigning.hintLabel.text()


def test_a_panel_stays_open_while_the_list_is_read_again(qtbot, board):
    board.type_figure()
    board.figure_panel.numeratorEdit.set_value(7)
    board.refresh()
    qtbot.waitUntil(lambda: not board.board.is_counting)
    assert board.side.currentWidget() is board.figure_panel
    assert board.figure_panel.numeratorEdit.value() == 7


def test_a_duty_is_marked_done_but_not_ahead(qtbot, desk):
    said = told(desk)
    page = show_page(qtbot, TargetsPage(desk))
    page.go_to("duties")
    duties = page.duties
    duties.table.setCurrentIndex(duties.table.rows.index(0, 0))
    due = duties.table.rows.row(0)[0]
    QTest.keyClick(duties.table, Qt.Key.Key_Return)
    duties.panel.doneOnEdit.set_value(date(2026, 4, 1))
    duties.panel.entry.save()
    assert "chưa đến" in duties.panel.banner.text()
    duties.panel.doneOnEdit.set_value(date(2026, 3, 4))
    duties.panel.entry.save()
    assert duties.table.rows.row(0)[:2] == (due, "đã xong 04/03/2026, trễ hạn")
    assert said


def test_the_calendar_is_saved_and_never_written_over(qtbot, desk, tmp_path):
    page = show_page(qtbot, TargetsPage(desk))
    file = tmp_path / "lich.ics"
    page.duties.save_calendar(file)
    page.duties.save_calendar(file)
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert len(list(tmp_path.glob("*.ics"))) == 2
    page.duties.save_calendar(file / "lich.ics")
    assert "không ghi" in page.duties.banner.text().lower()


def test_everybody_can_use_the_page(qtbot, board):
    assert nameless(board) == []
    assert unreachable(board) == []
    assert not too_large(board)
    assert clipped(board) == []


def test_milestones_are_filtered_by_year_and_those_behind_are_left_out(qtbot, board, desk):
    for number, year in enumerate((2023, 2026, 2045), start=1):
        facts = replace(MEMBERS, code=f"M{number}", span="once", due_on=date(year, 12, 31))
        save_target(desk.office, "RIENG", facts)
    board.board.refresh()
    qtbot.waitUntil(lambda: not board.board.is_counting)
    counts = {}
    for words in ("Mọi mốc", "Hằng năm và từ 2026", "Hằng năm", "2045"):
        board.board.yearBox.setCurrentIndex(board.board.yearBox.findText(words))
        counts[words] = board.board.table.rows.rowCount()
    assert counts == {"Mọi mốc": 4, "Hằng năm và từ 2026": 3, "Hằng năm": 1, "2045": 1}


def open_first(qtbot, page, desk, measure, unit="%"):
    """Why of a target of this measure, and the place its first record opens."""
    facts = replace(MEMBERS, code="W", measure=measure, name="Vì sao", unit=unit)
    row = save_target(desk.office, "RIENG", facts)
    page.board.refresh()
    qtbot.waitUntil(lambda: not page.board.is_counting)
    page.board.point_to(row.id)
    page.ask_why()
    with qtbot.waitSignal(desk.wanted) as asked:
        page.stack.why.open_record(0)
    return tuple(asked.args)


def test_a_chair_elected_directly_opens_in_the_cadre_register(qtbot, board, desk):
    member = list_members(desk.office)[0].id
    row = appoint(
        desk.office, CadreDraft(member, "CHU_TICH", date(2026, 1, 15), how="BAU_TRUC_TIEP")
    )
    opened = open_first(qtbot, board, desk, "direct_election_nonstate_pct")
    assert opened == ("cadres", row.id)


def test_somebody_admitted_opens_as_the_member_of_that_event(qtbot, board, desk):
    year = Period.parse("2025")
    desk.work_in(Period.parse("2025-12"))
    opened = open_first(qtbot, board, desk, "member_new_admitted", "người")
    first = why(desk.office, "member_new_admitted", year)[0]
    names = {it.id: it.full_name for it in list_members(desk.office)}
    assert (opened[0], names[opened[1]]) == ("members", first.label)


def test_a_typed_figure_opens_where_it_was_typed(qtbot, board, desk):
    type_figure(desk.office, "member_total", Period.parse("2026"), 9, reason="Theo danh sách giấy")
    board.board.refresh()
    qtbot.waitUntil(lambda: not board.board.is_counting)
    board.board.table.setCurrentIndex(board.board.table.rows.index(0, 0))
    board.ask_why()
    assert board.stack.why.table.rows.row(0)[1] == "Số nhập tay"
    board.stack.why.open_record(0)
    assert board.stack.currentWidget() is board.board
    assert board.side.currentWidget() is board.figure_panel
    assert board.figure_panel.numeratorEdit.value() == 9


def test_the_board_is_looked_at_as_it_prints(qtbot, board):
    board.print_board()
    qtbot.waitUntil(lambda: board.stack.printing.preview.page_count() >= 1, timeout=20_000)
    QTest.keyClick(board.stack.printing, Qt.Key.Key_Escape)
    assert board.stack.currentWidget() is board.board


def test_f9_counts_again_and_points_to_the_first_target_behind(qtbot, board, desk):
    said = told(desk)
    board.board.table.setFocus()
    qtbot.keyClick(board.board.table, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: bool(said), timeout=10_000)
    assert said[-1].startswith("Đã kiểm tra đến ")
    found = board.board.progress.get(board.board.table.current_id())
    assert found is not None
    assert found.light.value in {"red", "amber"}
    board.board.refresh()
    qtbot.waitUntil(lambda: not board.board.is_counting, timeout=10_000)
    assert len(said) == 1
