"""What the payment panel offers is what the use case takes, whichever day is typed."""

from datetime import date

import pytest

from unionapp.desktop.contributions.payment_panel import PaymentPanel
from unionapp.desktop.desk import Desk
from unionapp.finance.contributions.book import contribution_row, find_month, list_contributions
from unionapp.finance.contributions.declarations import record_contribution

MONTHS = ("2025-12", "2026-01", "2026-02", "2026-03")


@pytest.fixture
def desk(office):
    for month in MONTHS:
        record_contribution(office, month, workers=10, fund=50_000_000)
    return Desk(office)


@pytest.fixture
def panel(qtbot, desk):
    made = PaymentPanel(desk)
    qtbot.addWidget(made)
    with desk.office.read() as session:
        month = find_month(session, desk.office.unit.id, "2026-01", "")
        assert month is not None
        made.show_row(contribution_row(session, desk.office, month))
    made.onEdit.set_value(date(2026, 2, 20))
    return made


def test_months_after_the_day_are_not_offered_and_those_of_an_earlier_year_are(panel, desk):
    panel.monthsEdit.set_value("owed")
    assert panel.amountEdit.value() == 3_000_000
    assert panel.monthsEdit.box.currentText() == "3 tháng nợ từ 12/2025"
    panel.entry.save()
    assert [row.paid for row in list_contributions(desk.office, 2025)] == [1_000_000]
    assert [row.paid for row in list_contributions(desk.office, 2026)] == [1_000_000] * 2 + [0]


def test_another_day_counts_again(panel):
    panel.monthsEdit.set_value("owed")
    panel.onEdit.set_value(date(2026, 1, 31))
    assert (panel.monthsEdit.value(), panel.amountEdit.value()) == ("owed", 2_000_000)
    panel.onEdit.set_value(date(2025, 12, 31))
    assert (panel.monthsEdit.value(), panel.amountEdit.value()) == ("month", 1_000_000)


def test_an_amount_of_the_officers_own_stays_when_the_day_changes(panel):
    panel.monthsEdit.set_value("owed")
    panel.amountEdit.set_value(1_500_000)
    panel.onEdit.set_value(date(2026, 1, 31))
    assert (panel.monthsEdit.value(), panel.amountEdit.value()) == ("owed", 1_500_000)
