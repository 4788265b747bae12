"""Advances leave the till at once and become spending when they are accounted for."""

from datetime import date

import pytest

from unionapp.errors import Refusal
from unionapp.finance.books.cash_and_bank import cash_book
from unionapp.finance.vouchers.accounts import open_accounts, set_opening
from unionapp.finance.vouchers.advances import (
    AdvanceDraft,
    clear_advance,
    give_advance,
    list_advances,
)
from unionapp.finance.vouchers.drafts import LineDraft
from unionapp.finance.vouchers.posting import reverse_voucher
from unionapp.finance.vouchers.register import list_vouchers
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import set_own_parameter
from unionapp.vietnamese.periods import Period

DAY = date(2026, 3, 2)
LATER = date(2026, 3, 5)
GIFTS = "EXP_PROP_GENDER"


@pytest.fixture
def cash(office: Office) -> int:
    return set_opening(office, open_accounts(office)[0].id, 10_000_000, date(2026, 1, 1)).id


def give(office: Office, amount: int = 5_000_000, on: date = DAY):
    return give_advance(office, AdvanceDraft("Nguyễn Thị Hoa", "Họp mặt 8/3", amount, on))


def test_an_advance_leaves_the_till_and_is_no_spending(office: Office, cash: int) -> None:
    given = give(office)
    assert (given.outstanding, given.spent, given.is_overdue) == (5_000_000, 0, False)
    assert open_accounts(office)[0].balance == 5_000_000
    assert [row.kind for row in list_vouchers(office)] == ["PC", "TU"]


def test_what_is_left_comes_back(office: Office, cash: int) -> None:
    cleared = clear_advance(office, give(office).id, (LineDraft(GIFTS, 4_500_000),), LATER)
    assert (cleared.spent, cleared.outstanding) == (4_500_000, 0)
    book = cash_book(office, None, Period.parse("2026-03"))
    assert [(row.received, row.paid) for row in book.rows] == [(0, 5_000_000), (500_000, 0)]


def test_what_was_spent_above_is_paid_out(office: Office, cash: int) -> None:
    cleared = clear_advance(office, give(office).id, (LineDraft(GIFTS, 5_600_000),), LATER)
    assert (cleared.given, cleared.spent, cleared.outstanding) == (5_600_000, 5_600_000, 0)
    assert open_accounts(office)[0].balance == 4_400_000


def test_an_advance_is_cleared_once(office: Office, cash: int) -> None:
    given = give(office)
    clear_advance(office, given.id, (LineDraft(GIFTS, 5_000_000),), LATER)
    with pytest.raises(Refusal, match=r"advance\.cleared"):
        clear_advance(office, given.id, (LineDraft(GIFTS, 1),), LATER)
    assert list_advances(office, open_only=True) == ()
    assert len(list_advances(office)) == 1


def test_an_advance_above_the_till_is_refused_whole(office: Office, cash: int) -> None:
    with pytest.raises(Refusal, match="V-03"):
        give(office, 11_000_000)
    assert list_advances(office) == ()
    assert list_vouchers(office) == ()


def test_an_advance_needs_a_person_and_a_purpose(office: Office) -> None:
    with pytest.raises(Refusal, match=r"advance\.person_needed"):
        give_advance(office, AdvanceDraft(" ", "Họp", 1, DAY))
    with pytest.raises(Refusal, match=r"advance\.unknown"):
        clear_advance(office, 99, (), DAY)


def test_an_old_advance_is_overdue(office: Office, cash: int) -> None:
    give(office, on=date(2026, 1, 5))
    (row,) = list_advances(office)
    assert (row.clear_by, row.is_overdue) == (date(2026, 2, 4), True)


def test_advances_are_listed_as_they_stood_on_a_day(office: Office, cash: int) -> None:
    first = give(office)
    clear_advance(office, first.id, (LineDraft(GIFTS, 4_500_000),), LATER)
    (then,) = list_advances(office, open_only=True, as_of=DAY)
    assert (then.id, then.outstanding, then.is_overdue) == (first.id, 5_000_000, False)
    assert list_advances(office, as_of=date(2026, 3, 1)) == ()
    assert list_advances(office, open_only=True, as_of=LATER) == ()
    give(office, 1_000, on=DAY)
    (late,) = list_advances(office, open_only=True, as_of=date(2026, 4, 2))
    assert late.is_overdue


def test_what_was_handed_out_stays_what_it_was_once_it_is_cleared(office, cash) -> None:
    given = give(office, 2_000_000)
    row = clear_advance(office, given.id, (LineDraft(GIFTS, 1_800_000),), LATER)
    assert (row.given, row.spent, row.returned, row.outstanding) == (
        2_000_000,
        1_800_000,
        200_000,
        0,
    )


def test_an_advance_is_cleared_in_parts_and_the_person_keeps_the_rest(office, cash) -> None:
    given = give(office, 10_000_000)
    first = clear_advance(office, given.id, (LineDraft(GIFTS, 4_000_000),), LATER, returned=0)
    assert (first.spent, first.returned, first.outstanding) == (4_000_000, 0, 6_000_000)
    assert open_accounts(office)[0].balance == 0
    second = clear_advance(
        office, given.id, (LineDraft(GIFTS, 1_000_000),), LATER, returned=2_000_000
    )
    assert (second.spent, second.returned, second.outstanding) == (5_000_000, 2_000_000, 3_000_000)
    last = clear_advance(office, given.id, (), LATER, returned=3_000_000)
    assert (last.given, last.returned, last.outstanding) == (10_000_000, 5_000_000, 0)
    assert open_accounts(office)[0].balance == 5_000_000


def test_more_than_the_rest_is_not_handed_back(office: Office, cash: int) -> None:
    given = give(office, 1_000_000)
    for lines, returned in ((900_000, 100_001), (900_000, -1), (1_100_000, 1)):
        with pytest.raises(Refusal, match=r"advance\.returned"):
            clear_advance(office, given.id, (LineDraft(GIFTS, lines),), LATER, returned=returned)
    with pytest.raises(Refusal, match="V-01"):
        clear_advance(office, given.id, (), LATER, returned=0)
    assert list_advances(office)[0].outstanding == 1_000_000


@pytest.mark.parametrize("strict", ["true", "false"])
def test_handing_out_is_not_taken_back_once_it_was_accounted_for(office, cash, strict) -> None:
    given = give(office, 10_000_000)
    clear_advance(office, given.id, (LineDraft(GIFTS, 10_000_000),), LATER)
    set_own_parameter(
        office,
        "voucher.refuse_negative",
        strict,
        valid_from=date(2026, 1, 1),
        legal_basis="Nghị quyết BCH",
    )
    handed_out = list_vouchers(office)[0]
    with pytest.raises(Refusal, match=r"advance\.overspent"):
        reverse_voucher(office, handed_out.id, "Ghi nhầm người", LATER)
    assert list_advances(office)[0].outstanding == 0
