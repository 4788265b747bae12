"""Figures that no union has are refused wherever they are typed, in one sentence."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.finance.setting import add_payer
from unionapp.errors import Refusal
from unionapp.finance.amounts import GREATEST_FIGURE, require_figure
from unionapp.finance.contributions.declarations import record_contribution
from unionapp.finance.contributions.payments import take_payment
from unionapp.finance.dues.lists import make_dues, set_due
from unionapp.finance.dues.payments import pay_dues
from unionapp.finance.vouchers.accounts import open_accounts, set_opening
from unionapp.finance.year.basics import BasicFigures
from unionapp.finance.year.budget import approve_estimate, plan_basics, set_estimate
from unionapp.finance.year.opening import set_opening_fund
from unionapp.organisation.office import Office
from unionapp.sentences import sentence_for

SLIP = 10**15

TYPED: dict[str, Callable[[Office, int], object]] = {
    "a wage fund": lambda o, n: record_contribution(o, "2026-02", workers=1, fund=n),
    "an opening fund": lambda o, n: set_opening_fund(o, 2026, n, 0),
    "an opening debt": lambda o, n: set_opening_fund(o, 2026, 0, n),
    "an estimate": lambda o, n: set_estimate(o, 2026, {"dues": n}),
    "an approved estimate": lambda o, n: approve_estimate(o, 2026, {"dues": n}),
    "a planned wage fund": lambda o, n: plan_basics(o, 2026, BasicFigures(1, n, 1, 1)),
}


def refused(typed: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as caught:
        typed()
    return caught.value


@pytest.mark.parametrize("door", TYPED)
def test_a_figure_of_the_year_stops_before_it_is_absurd(office: Office, door: str) -> None:
    refusal = refused(lambda: TYPED[door](office, SLIP))
    assert refusal.code == "money.too_large"
    assert sentence_for(refusal).endswith("Hãy kiểm tra lại các chữ số 0.")
    TYPED[door](office, GREATEST_FIGURE)


def test_money_that_moves_stops_where_a_voucher_does(office: Office) -> None:
    member = add_payer(office, "Trần Thị Thu", 10_000_000)
    make_dues(office, "2026-02")
    month = record_contribution(office, "2026-02", workers=1, fund=GREATEST_FIGURE)
    till, day = open_accounts(office)[0].id, date(2026, 3, 2)
    for typed in (
        lambda: set_due(office, "2026-02", member, SLIP, "Nghị quyết"),
        lambda: set_due(office, "2026-02", member, -1, "Nghị quyết"),
        lambda: pay_dues(office, member, SLIP),
        lambda: take_payment(office, month.id, SLIP, day),
        lambda: set_opening(office, till, SLIP, day),
    ):
        assert refused(typed).code == "V-01"
    assert set_due(office, "2026-02", member, 0, "Nghị quyết").due == 0


def test_workers_are_counted_in_millions_at_most(office: Office) -> None:
    typed = lambda: record_contribution(office, "2026-02", workers=SLIP, fund=1)  # noqa: E731
    assert refused(typed).code == "contribution.negative"


def test_both_directions_have_the_same_bound() -> None:
    require_figure(GREATEST_FIGURE, -GREATEST_FIGURE, 0)
    assert refused(lambda: require_figure(0, -GREATEST_FIGURE - 1)).code == "money.too_large"
