"""The first page says what to do today, and each line leads to its place."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtWidgets import QPushButton

from tests.conftest import UPPER
from tests.desktop.offices import a_desk, add_people, finished, receive_money
from tests.exchange.offices import enrol, found_upper
from tests.finance.setting import draft, pay_contribution
from unionapp.activities.drafts import ActivityDraft
from unionapp.activities.records import save_activity
from unionapp.desktop.home.first_steps import first_steps
from unionapp.desktop.home.home_page import HomePage
from unionapp.desktop.home.today import LINES, TARGETS, Todo, list_todos, read_home
from unionapp.desktop.preferences import read_taste, write_taste
from unionapp.exchange.decisions import accept_package, return_package
from unionapp.exchange.inbox import receive_packages
from unionapp.exchange.outbox import seal_package
from unionapp.finance.contributions.declarations import record_contribution
from unionapp.finance.vouchers.approvals import refuse_voucher
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.indicators.duty_records import mark_done
from unionapp.indicators.target_sets import use_set
from unionapp.organisation.units import UnitFacts, add_unit
from unionapp.vietnamese.periods import Period

MARCH = Period.parse("2026-03")


@pytest.fixture
def page(qtbot, office, look):
    add_people(office)
    receive_money(office)
    page = HomePage(a_desk(office, MARCH))
    qtbot.addWidget(page)
    with finished(qtbot, page._desk):
        page.show()
    return page


def lines(page):
    return [
        page.todoColumn.itemAt(at).widget()
        for at in range(page.todoColumn.count())
        if isinstance(page.todoColumn.itemAt(at).widget(), QPushButton)
    ]


def test_the_figures_are_those_of_the_records(page):
    assert page.membersLabel.text() == "3 người"
    assert page.membersDetail.text() == "trong đó nữ 2 (66,7%)"
    assert page.duesDetail.text() == "chưa lập danh sách thu"
    assert page.cashLabel.text().replace("\u00a0", " ") == "5.000.000 đ"


def test_the_charts_show_twelve_months(page):
    assert len(page.trendChart.labels) == 12
    assert page.trendChart.series[0].values[-1] == 3
    assert page.barChart.series[0].values[-3] == 5_000_000


def test_a_change_is_seen_at_once(qtbot, page, office):
    with finished(qtbot, page._desk):
        receive_money(office, 1_000_000, date(2026, 3, 1))
        page.refresh()
    assert page.cashLabel.text().replace("\u00a0", " ") == "6.000.000 đ"


def test_two_readings_at_once_leave_the_cursor_in_the_first_line(qtbot, page):
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.setFocus()
    todo = Todo("Việc thứ nhất", "card", "dues")
    for _ in range(2):
        page._show_todos((todo,))
    assert page._lines[0].hasFocus()


def test_a_hidden_page_reads_nothing_until_it_is_looked_at(qtbot, page, office):
    page.hide()
    receive_money(office, 1_000_000, date(2026, 3, 1))
    page.refresh()
    assert page.cashLabel.text().replace("\u00a0", " ") == "5.000.000 đ"
    with finished(qtbot, page._desk):
        page.show()
    assert page.cashLabel.text().replace("\u00a0", " ") == "6.000.000 đ"


def test_an_unfinished_voucher_opens_itself(qtbot, page, office):
    draft = receive_money(office, on=date(2026, 3, 2), posted=False)
    with finished(qtbot, page._desk):
        page.refresh()
    line = next(line for line in lines(page) if "chưa ghi sổ" in line.text())
    with qtbot.waitSignal(page._desk.wanted) as seen:
        line.click()
    assert seen.args == ["vouchers", draft.id]


def test_the_report_due_next_is_named_with_its_day_and_opens_itself(office):
    facts = read_home(office, MARCH)
    first = facts.todos[0]
    assert first.text == ("Báo cáo 6 tháng gửi công đoàn cấp trên: còn 81 ngày (25/05/2026)")
    assert (first.page, first.place) == ("reports", "half-year")
    assert len(facts.todos) <= LINES


def test_an_overdue_report_says_since_when_until_it_is_done(make_office):
    office = make_office(today=date(2026, 6, 10))
    assert "quá hạn 16 ngày (25/05/2026)" in list_todos(office)[0].text
    mark_done(office, "report_h1_to_upper", date(2026, 5, 25), date(2026, 5, 26))
    [statistics] = [todo for todo in list_todos(office) if "quá hạn" in todo.text]
    assert statistics.text.startswith("Báo cáo thống kê 6 tháng")
    assert statistics.page == "statistics"
    mark_done(office, "statistics_h1", date(2026, 5, 29), date(2026, 5, 29))
    # what recurs monthly stands behind the reports, with its next day
    assert "biến động đoàn viên hằng tháng: còn 20 ngày (30/06/2026)" in list_todos(office)[0].text


def test_contributions_past_their_deadline_lead_to_the_oldest_month(make_office):
    office = make_office(today=date(2026, 3, 5))
    record_contribution(office, "2025-12", workers=10, fund=50_000_000)
    record_contribution(office, "2026-02", workers=10, fund=50_000_000)
    record_contribution(office, "2026-03", workers=10, fund=50_000_000)
    [line] = [todo for todo in list_todos(office) if todo.page == "contributions"]
    assert line.text.replace("\xa0", " ") == ("2 tháng kinh phí quá hạn đóng, còn nợ 2.000.000 đ")
    assert (line.place, line.period) == ("2025-12", Period.parse("2025-12"))
    for month in ("2025-12", "2026-02"):
        pay_contribution(office, month, 1_000_000, date(2026, 3, 4))
    assert [todo for todo in list_todos(office) if todo.page == "contributions"] == []


def test_a_duty_without_a_report_leads_to_the_list_of_duties(make_office):
    unit = UnitFacts("HUYEN", "H-1", "Liên đoàn Lao động huyện")
    office = make_office(unit=unit, parent=None, today=date(2026, 1, 20))
    for duty, day in (("report_year_to_province", 24), ("statistics_upper_year", 28)):
        mark_done(office, duty, date(2025, 11, day))
    first = list_todos(office)[0]
    assert "Gửi chương trình công tác năm" in first.text
    assert (first.page, first.place) == ("targets", "duties")


def test_a_returned_report_comes_first(make_office, tmp_path):
    upper, unit = found_upper(make_office), make_office("unit")
    enrol(unit, upper, tmp_path)
    period = Period.parse("2026-02")
    sealed = seal_package(unit, period, output=tmp_path / "usb")
    item = receive_packages(upper, [sealed.path]).items[0]
    decided = return_package(
        upper, item.id, reason="Thiếu số liệu đoàn viên nữ", deadline=date(2026, 3, 20)
    )
    assert [todo.page for todo in list_todos(upper)][:1] != ["vouchers"]
    receive_packages(unit, [decided.receipt])
    first = list_todos(unit)[0]
    assert "bị trả lại" in first.text
    assert "Thiếu số liệu đoàn viên nữ" in first.text
    assert (first.page, first.place) == ("exchange", "outbox")


def test_a_consolidating_unit_sees_the_units_below(qtbot, look, make_office, tmp_path):
    upper, unit = found_upper(make_office), make_office("unit")
    add_people(unit)
    enrol(unit, upper, tmp_path)
    february = Period.parse("2026-02")
    sealed = seal_package(unit, february, output=tmp_path / "usb")
    item = receive_packages(upper, [sealed.path]).items[0]
    assert "chờ duyệt" in list_todos(upper)[0].text
    accept_package(upper, item.id)
    page = HomePage(a_desk(upper, february))
    qtbot.addWidget(page)
    with finished(qtbot, page._desk):
        page.show()
    assert page.membersLabel.text() == "3 người"
    assert (page.cashLabel.text(), page.cashDetail.text()) == ("1/1", "đã đủ")
    assert page.barChart.labels == ("CS-0147",)


def test_a_slow_machine_sees_the_figures_without_the_charts(qtbot, page):
    assert page.trendPanel.isVisible()
    taste = read_taste(page._desk.preferences)
    write_taste(page._desk.preferences, replace(taste, is_slow_machine=True))
    with finished(qtbot, page._desk):
        page._desk.taste_changed.emit()
    qtbot.waitUntil(lambda: not page.trendPanel.isVisible())
    assert not page.barPanel.isVisible()
    assert page.membersLabel.text() == "3 người"


def test_the_chair_sees_what_waits_and_the_writer_what_came_back(office):
    receive_money(office)
    chair = replace(office, officer=replace(office.officer, name="Lê Văn Tùng", role="chair"))
    payment = save_voucher(office, draft("PC", 700_000, date(2026, 3, 2)))
    (line,) = [one for one in list_todos(chair) if one.place == "waiting"]
    assert line.text.replace("\xa0", " ") == "1 khoản chi chờ duyệt, 700.000 đ"
    refuse_voucher(chair, payment.id, "Thiếu hóa đơn")
    assert [one for one in list_todos(chair) if one.place == "waiting"] == []
    (line,) = [one for one in list_todos(office) if one.text.startswith("Phiếu bị trả lại")]
    assert (line.text, line.place) == ("Phiếu bị trả lại: Thiếu hóa đơn", payment.id)


def test_the_targets_furthest_behind_stand_beside_the_charts(qtbot, page, office):
    assert page.targetPanel.isHidden()  # no plan is followed yet
    use_set(office, "ninh_binh_2020")
    with finished(qtbot, page._desk):
        page.refresh()
    assert not page.targetPanel.isHidden()
    shares = [one.done / one.planned for one in page.targetChart.targets if one.planned]
    assert shares == sorted(shares)
    assert 0 < len(page.targetChart.targets) <= TARGETS


def test_a_clock_that_fell_back_is_the_first_thing_said(office):
    add_people(office)
    fallen = replace(office, clock=lambda: datetime(2009, 1, 1, tzinfo=UTC))
    first = list_todos(fallen)[0]
    assert "Đồng hồ máy chỉ ngày 01/01/2009" in first.text
    assert not any("Đồng hồ" in one.text for one in list_todos(office))


def test_a_line_that_changes_the_working_period_says_so(page):
    said = []
    page._desk.told.connect(said.append)
    half = Todo("Báo cáo 6 tháng", "calendar", "reports", "half-year", Period.parse("2026-H1"))
    page._open(half)
    page._open(half)
    assert page._desk.period == Period.parse("2026-H1")
    assert said == ["Đã đổi kỳ làm việc từ tháng 3 năm 2026 sang 6 tháng đầu năm 2026."]


def test_a_new_unit_is_led_through_its_first_steps(office):
    steps = first_steps(office)
    assert [(it.page, it.place) for it in steps] == [
        ("organisation", "profile"),
        ("members", "import"),
        ("vouchers", "accounts"),
        ("exchange", "keys"),
    ]
    add_people(office)
    assert [it.page for it in first_steps(office)] == ["organisation", "vouchers", "exchange"]
    receive_money(office)
    assert first_steps(office) == ()


def test_a_new_upper_unit_names_its_lower_units_instead_of_importing_members(make_office):
    office = make_office(unit=UPPER, parent=None)
    assert [it.page for it in first_steps(office)][:2] == ["organisation", "structure"]
    add_unit(office, UnitFacts("CDCS", "CS-01", "CĐCS Công ty A"))
    assert "structure" not in [it.page for it in first_steps(office)]
    receive_money(office)
    assert first_steps(office) == ()


def test_a_draft_comes_before_an_agreement_that_ends_in_months(office):
    receive_money(office)
    save_voucher(office, draft("PC", 700_000, date(2026, 3, 2)))
    agreed, ends = office.today - timedelta(days=700), office.today + timedelta(days=60)
    save_activity(office, ActivityDraft("TULDTT", "Thỏa ước", agreed, ended_on=ends))
    told = [it.page for it in list_todos(office)]
    assert told.index("vouchers") < told.index("activities")


def test_the_steps_stand_on_the_first_page_and_open_their_places(qtbot, office, look):
    desk = a_desk(office, MARCH)
    wanted = []
    desk.wanted.connect(lambda page, place: wanted.append((page, place)))
    page = HomePage(desk)
    qtbot.addWidget(page)
    with finished(qtbot, desk):
        page.show()
    said = [it.text() for it in lines(page)]
    assert said[0].startswith("Báo cáo 6 tháng")
    assert said[1:3] == [it.text for it in first_steps(office)][:2]
    lines(page)[2].click()
    assert wanted == [("members", "import")]


def test_what_else_is_due_has_a_line_that_opens_the_list(office):
    receive_money(office)
    [other] = [it for it in list_todos(office) if it.page == "targets"]
    assert other.text.startswith("2 việc khác có hạn trong 90 ngày tới")
    assert other.place == "duties"


def test_a_long_reason_widens_nothing_and_is_told_whole_by_its_tip(qtbot, page):
    wide = page.minimumSizeHint().width()
    reason = "Phiếu chi R&D bị trả lại:\n" + "thiếu chữ ký của người nhận tiền, " * 12
    page._show_todos((Todo(reason, "warning", "vouchers"),))
    [line] = page._lines
    page.resize(wide + 40, 560)
    qtbot.waitUntil(lambda: line.text().endswith("…"))
    assert page.minimumSizeHint().width() <= wide
    assert line.text().startswith("Phiếu chi R&&D bị trả lại: thiếu")
    assert line.toolTip() == line.accessibleName() == " ".join(reason.split())
    page.resize(9_000, 560)
    qtbot.waitUntil(lambda: line.toolTip() == "")
    assert "…" not in line.text()
