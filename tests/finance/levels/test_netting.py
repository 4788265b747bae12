"""Netting with the level above lands on the same items under every guide."""

from dataclasses import replace
from datetime import date

import pytest

from unionapp.finance import items
from unionapp.finance.items import Scheme, scheme_on
from unionapp.finance.levels.netting import Netting, book_netting
from unionapp.finance.vouchers.accounts import add_bank_account, set_opening
from unionapp.finance.vouchers.register import show_voucher
from unionapp.organisation.office import Office

SCHEMES = items._schemes()


def lines_of_netting(office: Office, on: date) -> list[tuple[str, str, int]]:
    then = office.on(on)
    account = add_bank_account(then, "VietinBank", bank="VietinBank", number="0101")
    bank = set_opening(then, account.id, 1_000_000, date(on.year, 1, 1)).id
    sides = book_netting(then, Netting(10_000_000, 3_000_000, on, "GBC 17", "CĐ KCN", bank))
    return [
        (line.item, line.source, line.amount)
        for side in sides
        for line in show_voucher(then, side.id).draft.lines
    ]


BOOKED = [("INC_UPPER_SHARE", "12", 10_000_000), ("PAY_UP", "11", 3_000_000)]


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.code)
def test_netting_lands_on_the_same_items_under_every_guide(office: Office, scheme: Scheme) -> None:
    day = scheme.valid_from.replace(month=3, day=5)
    assert scheme_on(day) == scheme
    assert lines_of_netting(office, day) == BOOKED


def test_netting_lands_on_the_same_items_once_a_guide_gives_new_codes(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    renumbered = tuple(
        replace(item, code=f"9{number:03}") for number, item in enumerate(SCHEMES[-1].items)
    )
    coming = Scheme("NEW", date(2026, 7, 1), renumbered)
    monkeypatch.setattr(items, "_schemes", lambda: (*SCHEMES, coming))
    assert lines_of_netting(office, date(2026, 7, 5)) == BOOKED
