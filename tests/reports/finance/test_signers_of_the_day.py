"""Papers of finance are signed by those who were in office on their day, whenever they print."""

from dataclasses import replace
from datetime import date

import pytest

from tests.finance.setting import add_payer
from unionapp.finance.books.cash_counts import CountDraft, count_cash
from unionapp.membership.cadres import CadreDraft, appoint, end_post
from unionapp.organisation.office import Office
from unionapp.organisation.profile import UnitProfile, edit_profile
from unionapp.paper.document import Document, SignatureRow
from unionapp.reports.making import preview_report
from unionapp.reports.records import preview_record
from unionapp.vietnamese.periods import Period

THEN = UnitProfile(chair="Trần Văn Tùng", accountant="Nguyễn Thị Hòa", cashier="Lê Thị Ẵm")
NOW = UnitProfile(chair="Vũ Thị Mới", accountant="Hồ Văn Sau", cashier="Lý Thị Yến")
MARCH, APRIL = date(2026, 3, 5), date(2027, 4, 10)
BOOKS = (
    "cash-book", "bank-book", "item-book", "dues-book", "contribution-book", "obligations-book",
    "advances-book",
)  # fmt: skip


def names(document: Document) -> list[str]:
    row = next(block for block in document.blocks if isinstance(block, SignatureRow))
    return [signer.name for signer in row.signers]


@pytest.fixture
def later(office: Office) -> Office:
    """The office a year on, when all its officers are others."""
    edit_profile(office, THEN)
    later = replace(office, today=APRIL)
    edit_profile(later, NOW)
    return later


@pytest.mark.parametrize("book", BOOKS)
def test_a_book_of_an_old_year_names_who_kept_it(later: Office, book: str) -> None:
    old = names(preview_report(later, book, Period.parse("2026")))
    new = names(preview_report(later, book, Period.parse("2027")))
    assert old[-1] == "Trần Văn Tùng"
    assert new[-1] == "Vũ Thị Mới"
    assert not set(old) & set(new)


def test_an_old_count_of_the_till_names_who_counted_it(later: Office) -> None:
    count = count_cash(later, CountDraft(MARCH, {}))
    assert names(preview_record(later, "cash-count", count.id)) == [
        "Nguyễn Thị Hòa",
        "Lê Thị Ẵm",
        "Trần Văn Tùng",
    ]


def test_the_day_a_post_began_goes_before_the_day_it_was_typed(later: Office) -> None:
    before, after = (add_payer(later, name, 5_000_000) for name in (THEN.chair, NOW.chair))
    post = appoint(later, CadreDraft(before, "CHU_TICH", date(2025, 1, 1)))
    end_post(later, post.id, date(2027, 2, 1), "Từ nhiệm")
    appoint(later, CadreDraft(after, "CHU_TICH", date(2027, 2, 1)))
    january, february = (
        names(preview_report(later, "cash-book", Period.parse(f"2027-0{month}")))
        for month in (1, 2)
    )
    assert (january[-1], february[-1]) == (THEN.chair, NOW.chair)
    assert january[0] == february[0] == THEN.cashier


def test_who_holds_the_post_still_is_spelled_as_the_profile_says(office: Office) -> None:
    edit_profile(office, UnitProfile(chair="ThS. Trần Văn Tùng"))
    member = add_payer(office, "Trần Văn Tùng", 5_000_000)
    appoint(office, CadreDraft(member, "CHU_TICH", date(2025, 1, 1)))
    assert names(preview_report(office, "cash-book", Period.parse("2026-01")))[-1] == (
        "ThS. Trần Văn Tùng"
    )


def test_an_estimate_is_signed_before_its_year_begins(later: Office) -> None:
    old, new = (
        names(preview_report(later, "estimate", Period.parse(y))) for y in ("2026", "2028")
    )
    assert THEN.chair in old
    assert NOW.chair in new
