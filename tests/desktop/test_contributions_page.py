"""The page of the employer's contribution, with real months behind it."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.desktop.pages import show_page
from tests.desktop.walk import clipped, nameless, too_large, unreachable
from unionapp.desktop.contributions.contributions_page import ContributionsPage
from unionapp.desktop.desk import Desk
from unionapp.finance.contributions.book import list_contributions
from unionapp.finance.contributions.declarations import record_contribution
from unionapp.finance.contributions.reliefs import ReliefDraft, grant_relief
from unionapp.finance.vouchers.accounts import add_bank_account
from unionapp.finance.vouchers.register import list_vouchers
from unionapp.organisation.locks import lock_month
from unionapp.organisation.units import parent_of
from unionapp.vietnamese.months import month_text, read_typed_month
from unionapp.vietnamese.periods import Period


@pytest.fixture
def desk(office):
    made = Desk(office)
    made.work_in(Period.parse("2026-03"))
    return made


@pytest.fixture
def page(qtbot, desk):
    shown = show_page(qtbot, ContributionsPage(desk), 1093, 560)
    shown.recall_state()
    return shown


def plain(text):
    return text.replace("\xa0", " ")


def cells(page):
    model = page.list.table.rows
    return [model.row(at) for at in range(model.rowCount())]


def test_an_empty_year_says_what_to_do_first(page):
    assert "chưa khai quỹ lương" in page.list.emptyLabel.text()
    page.list.emptyButton.click()
    assert page.side.currentWidget() is page.fund_panel
    assert "03/2026" in page.fund_panel.titleLabel.text()


def test_funds_of_months_follow_one_another_with_ctrl_enter(page, desk):
    page.go_to("add")
    panel = page.fund_panel
    panel.workersEdit.set_value(100)
    panel.fundEdit.set_value(800_000_000)
    QTest.keyClick(panel.fundEdit.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "04/2026" in panel.titleLabel.text()
    assert panel.fundEdit.value() == 800_000_000
    assert "16.000.000 đ" in plain(panel.dueLabel.text())
    (row,) = list_contributions(desk.office, 2026)
    assert (row.month, row.due) == ("2026-03", 16_000_000)


def test_a_fund_says_what_it_comes_to_before_it_is_kept(page, desk):
    page.go_to("add")
    panel = page.fund_panel
    panel.workersEdit.set_value(100)
    panel.fundEdit.set_value(800_000)
    panel.fundEdit.setFocus()
    QTest.keyClick(panel.fundEdit.line, Qt.Key.Key_Tab)
    said = plain(panel.dueLabel.text())
    assert "Phải đóng 16.000 đ" in said
    assert "dưới lương tối thiểu vùng" in said
    assert list_contributions(desk.office, 2026) == ()


def test_months_not_noted_stand_between_those_that_were(page, desk):
    record_contribution(desk.office, "2026-01", workers=10, fund=50_000_000)
    page.refresh()
    assert [(row[0], row[4] == "Chưa khai quỹ lương") for row in cells(page)] == [
        ("01/2026", False),
        ("02/2026", True),
        ("03/2026", True),
    ]
    page.list.state_box.setCurrentIndex(page.list.state_box.findData("Chưa khai quỹ lương"))
    assert [row[0] for row in cells(page)] == ["02/2026", "03/2026"]


def test_a_payment_here_drafts_its_receipt_and_one_above_does_not(page, desk):
    record_contribution(desk.office, "2026-02", workers=10, fund=50_000_000)
    add_bank_account(desk.office, "VietinBank", bank="VietinBank", number="0101")
    page.go_to("2026-02")
    page.pay()
    panel = page.payment_panel
    assert panel.amountEdit.value() == 1_000_000
    panel.amountEdit.set_value(400_000)
    panel.entry.save()
    assert list_vouchers(desk.office) == ()
    page.go_to("2026-02")
    page.pay()
    panel.wayEdit.set_value("BC")
    panel.entry.save()
    (voucher,) = list_vouchers(desk.office)
    assert (voucher.kind, voucher.amount, voucher.status) == ("BC", 600_000, "draft")
    (row,) = list_contributions(desk.office, 2026)
    assert (row.paid, row.waiting, row.state) == (400_000, 600_000, "waiting")
    assert [shown[4] for shown in cells(page) if shown[0] == "02/2026"] == ["Chờ ghi sổ"]
    assert "chờ ghi sổ" in page.list.banner.text()


def test_one_payment_goes_to_every_month_still_owed(page, desk):
    for month in ("2026-01", "2026-02"):
        record_contribution(desk.office, month, workers=10, fund=50_000_000)
    page.go_to("2026-02")
    page.pay()
    panel = page.payment_panel
    assert panel.amountEdit.value() == 1_000_000
    panel.monthsEdit.set_value("owed")
    assert panel.amountEdit.value() == 2_000_000
    panel.wayEdit.set_value("PT")
    panel.amountEdit.set_value(2_500_000)
    panel.entry.save()
    assert "2.000.000 đ" in plain(panel.amountEdit.problem)
    panel.amountEdit.set_value(2_000_000)
    panel.entry.save()
    (voucher,) = list_vouchers(desk.office)
    assert (voucher.amount, voucher.status) == (2_000_000, "draft")
    assert [row.state for row in list_contributions(desk.office, 2026)] == ["waiting"] * 2
    assert "chờ ghi sổ" in page.list.banner.text()


def test_a_refused_payment_leaves_no_draft_behind(page, desk):
    record_contribution(desk.office, "2026-02", workers=10, fund=50_000_000)
    page.go_to("2026-02")
    page.pay()
    panel = page.payment_panel
    panel.wayEdit.set_value("BC")
    panel.entry.save()
    assert "Chưa có tài khoản ngân hàng" in panel.wayEdit.problem
    lock_month(desk.office, "2026-02")
    panel.wayEdit.set_value("PT")
    panel.onEdit.set_value(date(2026, 2, 20))
    panel.entry.save()
    assert "khóa" in panel.onEdit.problem
    assert list_vouchers(desk.office) == ()


def test_a_decision_of_relief_reaches_months_already_noted(page, desk):
    record_contribution(desk.office, "2026-02", workers=10, fund=50_000_000)
    page.go_to("2026-02")
    page.relieve()
    panel = page.relief_panel
    panel.decisionEdit.set_value("12/QĐ-LĐLĐ")
    panel.lastEdit.set_value("tháng tư")
    panel.entry.save()
    assert panel.lastEdit.problem
    panel.lastEdit.set_value("3/2027")
    panel.entry.save()
    assert "12 tháng" in panel.lastEdit.problem
    panel.lastEdit.set_value("4/2026")
    panel.entry.save()
    (row,) = list_contributions(desk.office, 2026)
    assert (row.due, row.relief) == (0, "suspend")
    assert [row[10] for row in cells(page)] == ["", "Tạm dừng đóng", ""]
    assert [row[4] for row in cells(page)][1] == "Tạm dừng đóng"


def test_the_chosen_month_stays_chosen_when_an_earlier_one_is_noted(page, desk):
    chosen = record_contribution(desk.office, "2026-02", workers=10, fund=50_000_000)
    page.go_to("2026-02")
    record_contribution(desk.office, "2026-01", workers=10, fund=50_000_000, payer="A")
    record_contribution(desk.office, "2026-01", workers=10, fund=50_000_000, payer="B")
    page.refresh()
    assert page.list.table.current_id() == chosen.id
    assert page.list.months[chosen.id][0] == "2026-02"


def test_more_than_is_owed_is_said_at_the_amount(page, desk):
    record_contribution(desk.office, "2026-02", workers=10, fund=50_000_000)
    page.go_to("2026-02")
    page.pay()
    page.payment_panel.amountEdit.set_value(9_000_000)
    page.payment_panel.entry.save()
    assert "1.000.000 đ" in plain(page.payment_panel.amountEdit.problem)
    assert list_contributions(desk.office, 2026)[0].paid == 0


def test_a_reduction_asks_for_its_share(page, desk):
    suspended = ReliefDraft("suspend", "2026-01", "2026-01", "11/QĐ", date(2026, 1, 5))
    grant_relief(desk.office, suspended)
    record_contribution(desk.office, "2026-02", workers=10, fund=50_000_000)
    page.go_to("2026-02")
    page.relieve()
    panel = page.relief_panel
    panel.kindEdit.set_value("reduce")
    panel.decisionEdit.set_value("12/QĐ-LĐLĐ")
    panel.percentEdit.set_value(30)
    panel.entry.save()
    assert "20%" in panel.percentEdit.problem
    panel.percentEdit.set_value(10)
    panel.entry.save()
    assert list_contributions(desk.office, 2026)[0].due == 900_000


def test_netting_is_booked_whole_on_both_sides(page, desk):
    add_bank_account(desk.office, "VietinBank", bank="VietinBank", number="0101")
    page.net()
    panel = page.netting_panel
    panel.grantedEdit.set_value(12_000_000)
    panel.keptBackEdit.set_value(13_000_000)
    panel.referenceEdit.set_value("15/TB-LĐLĐ")
    panel.counterpartyEdit.set_value("Công đoàn các khu công nghiệp")
    panel.entry.save()
    assert "không thể lớn hơn" in panel.keptBackEdit.problem
    panel.keptBackEdit.set_value(3_000_000)
    assert "9.000.000 đ" in plain(panel.netLabel.text())
    panel.entry.save()
    found = {(row.kind, row.amount, row.status) for row in list_vouchers(desk.office)}
    assert found == {("BC", 12_000_000, "posted"), ("BN", 3_000_000, "posted")}


def test_the_book_is_looked_at_as_it_prints(page, desk, qtbot):
    record_contribution(desk.office, "2026-02", workers=10, fund=50_000_000)
    page.refresh()
    page.preview()
    qtbot.waitUntil(lambda: page.printing.preview.page_count() > 0, timeout=20_000)
    assert "kinh phí" in page.printing.titleLabel.text()


def test_who_keeps_back_is_the_union_above(page, desk):
    above = parent_of(desk.office)
    page.net()
    assert above is not None
    assert page.netting_panel.counterpartyEdit.text() == above.name


@pytest.mark.parametrize(
    ("typed", "month"),
    [("3/2026", "2026-03"), ("03-2026", "2026-03"), ("2026-3", "2026-03"), ("13/2026", None)],
)
def test_months_are_read_as_officers_type_them(typed, month):
    assert read_typed_month(typed) == month
    if month:
        assert read_typed_month(month_text(month)) == month


def test_everything_is_named_reachable_and_fits_a_small_laptop(page, desk, qtbot):
    record_contribution(desk.office, "2026-02", workers=10, fund=50_000_000)
    page.refresh()
    for open_panel in (page.add, page.pay, page.relieve, page.net):
        page.go_to("2026-02")
        open_panel()
        qtbot.wait(1)
        assert nameless(page) == []
        assert unreachable(page) == []
        assert clipped(page) == []
        assert not too_large(page)


def test_a_letter_asks_the_employer_for_what_is_overdue(page, desk, qtbot):
    assert not page.letter.isEnabled()
    record_contribution(desk.office, "2026-01", workers=100, fund=500_000_000)
    page.refresh()
    assert page.letter.isEnabled()
    page.write_letter()
    qtbot.waitUntil(lambda: page.printing.preview.page_count() > 0, timeout=20_000)
    assert "Công văn đề nghị đóng kinh phí" in page.printing.titleLabel.text()


def test_employers_are_confirmed_what_they_paid(page, desk, qtbot):
    record_contribution(desk.office, "2026-01", workers=100, fund=500_000_000)
    page.confirmation.trigger()
    qtbot.waitUntil(lambda: page.printing.preview.page_count() > 0, timeout=20_000)
    assert "Bản xác nhận" in page.printing.titleLabel.text()
