"""The accountant looks behind the settlement: from a figure to its vouchers and back."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from tests.finance.setting import draft
from tests.journeys.typist import go_down_to, open_quarter, plain
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.preferences import Forgetful
from unionapp.finance.vouchers.accounts import open_accounts, set_opening
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.vouchers.register import show_voucher
from unionapp.finance.year.settlement import show_settlement_of
from unionapp.vietnamese.periods import Period

QUARTER = Period.parse("2026-Q1")
CARE = (("2026-01", 400_000), ("2026-02", 500_000), ("2026-03", 300_000))


@pytest.fixture
def office(make_office):
    """The first quarter: money in the till, a receipt and three visits."""
    opened = make_office(today=date(2026, 3, 31))
    set_opening(opened, open_accounts(opened)[0].id, 5_000_000, date(2026, 1, 1))
    post_voucher(opened, save_voucher(opened, draft("PT", 2_000_000, date(2026, 1, 9))).id)
    for month, amount in CARE:
        on = date.fromisoformat(f"{month}-20")
        visit = draft("PC", amount, on, item="31.03", reason=f"Thăm ốm {month}")
        post_voucher(opened, save_voucher(opened, visit).id)
    return opened


@pytest.fixture
def hands(office, look, sit_down):
    return sit_down(MainWindow(office, look=look, preferences=Forgetful()))


def test_a_figure_opens_its_vouchers_and_one_of_them(hands, office):
    page = open_quarter(hands)
    table = page.report.table
    assert not page.report.handInButton.isEnabled()  # a year is handed in, a quarter is not
    go_down_to(hands, table, 2, "31")
    assert show_settlement_of(office, QUARTER).amount("care") == 1_200_000
    hands.press(Qt.Key.Key_Return)
    shown = [page.sources.table.rows.row(at) for at in range(3)]
    assert [row[3] for row in shown] == [amount for _, amount in CARE]
    assert plain(page.sources.sumLabel.text()) == (
        "Cộng 3 chứng từ: 1.200.000 đ, bằng số trên biểu"
    )
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    vouchers = hands.shown()
    opened = vouchers.list.table.current_id()
    assert show_voucher(office, opened).row.number == shown[1][1]
    assert "500.000 đ" in plain(vouchers.sheet.text())
    page = hands.page("settlement")
    hands.press(Qt.Key.Key_Escape)
    assert table.hasFocus()
    hands.press(Qt.Key.Key_F9)
    assert page.tabs.currentWidget() is page.checks
