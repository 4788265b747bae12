"""Shares of spending beside their limits (V-22): at least 31, about 32, at most 33."""

from datetime import date

import pytest

from tests.finance.setting import draft
from unionapp.finance.vouchers.accounts import open_accounts, set_opening
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.year.budget import set_estimate
from unionapp.finance.year.settlement import SettlementForm, show_settlement
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import set_own_parameter

DAY = date(2026, 3, 5)


def spend(office: Office, **amounts: int) -> None:
    set_opening(office, open_accounts(office)[0].id, 10_000_000, date(2026, 1, 1))
    items = {"care": "31.03", "propaganda": "32.05", "admin": "33.01"}
    for name, amount in amounts.items():
        saved = save_voucher(office, draft("PC", amount, DAY, items[name]))
        post_voucher(office, saved.id)


def take(office: Office, key: str, value: str) -> None:
    set_own_parameter(office, key, value, valid_from=date(2026, 1, 1), legal_basis="Hướng dẫn")


def beyond(form: SettlementForm) -> dict[str, str]:
    found = [one for one in form.findings if one.code == "V-22"]
    return {str(one.details["purpose"]): str(one.details["relation"]) for one in found}


@pytest.mark.parametrize(
    ("propaganda", "is_named"), [(150_000, False), (140_000, True), (360_000, True)]
)
def test_v22_spending_on_32_far_from_a_quarter_is_named(office, propaganda, is_named) -> None:
    spend(office, care=1_000_000 - propaganda, propaganda=propaganda)
    assert beyond(show_settlement(office, 2026)).get("32") == ("khoảng" if is_named else None)


def test_v22_how_far_32_may_lie_off_is_a_parameter(office: Office) -> None:
    spend(office, care=800_000, propaganda=200_000)
    assert "32" not in beyond(show_settlement(office, 2026))
    take(office, "spend.tolerance", "0.02")
    assert "32" in beyond(show_settlement(office, 2026))


def test_v22_what_shares_are_taken_of_is_a_parameter(office: Office) -> None:
    spend(office, care=700_000, propaganda=200_000, admin=100_000)
    set_estimate(office, 2026, {"care": 1_000_000, "administration": 1_000_000})
    assert show_settlement(office, 2026).proportions[0].text == "70%"
    take(office, "spend.base", "budget")
    form = show_settlement(office, 2026)
    assert (form.proportions[0].text, form.proportions[0].base) == ("35%", "dự toán chi")
    assert beyond(form)["31"] == "ít nhất"
    assert any("35% dự toán chi" in one.words for one in form.findings)
