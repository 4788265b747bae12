"""People and vouchers in the command box: found by what is said of them, opened at their row."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from unionapp.desktop.command_box import Wish
from unionapp.finance.vouchers.drafts import VOUCHER_KINDS
from unionapp.finance.vouchers.register import VoucherRow, voucher_rows
from unionapp.finance.vouchers.seeking import seek_vouchers
from unionapp.membership.lists import MemberRow, find_members, member_rows
from unionapp.organisation.office import Office
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.dates import table_date

PEOPLE = 6
Open = Callable[[str, object], None]


def seek_records(office: Office, open_place: Open, query: str) -> tuple[Wish, ...]:
    """The vouchers the words mean, and the people whose name they begin."""
    return (*_vouchers(office, open_place, query), *_people(office, open_place, query))


def recent_records(
    office: Office, open_place: Open, recent: Sequence[tuple[str, int]]
) -> tuple[Wish, ...]:
    """The records worked on last, as far as they are still there."""
    ids = {page: [it for name, it in recent if name == page] for page in ("members", "vouchers")}
    words = {
        **{("members", row.id): _say_member(row) for row in member_rows(office, ids["members"])},
        **{
            ("vouchers", row.id): _say_voucher(row)
            for row in voucher_rows(office, ids["vouchers"])
        },
    }
    return tuple(
        Wish(words[place], partial(open_place, *place), detail="Vừa làm")
        for place in recent
        if place in words
    )


def _vouchers(office: Office, open_place: Open, query: str) -> Iterator[Wish]:
    for row in seek_vouchers(office, query):
        yield Wish(_say_voucher(row), partial(open_place, "vouchers", row.id), detail=row.reason)


def _people(office: Office, open_place: Open, query: str) -> Iterator[Wish]:
    ids = find_members(office, query, status="all", limit=PEOPLE)
    for row in member_rows(office, ids):
        opening = partial(open_place, "members", row.id)
        yield Wish(_say_member(row), opening, detail=row.status_name)


def _say_member(row: MemberRow) -> str:
    return " · ".join(filter(None, (row.full_name, row.group_name, row.code)))


def _say_voucher(row: VoucherRow) -> str:
    name = f"{VOUCHER_KINDS[row.kind]} {row.number or 'nháp'}"
    parts = (name, table_date(row.voucher_on), dong(row.amount), row.counterparty, row.reason)
    return " · ".join(filter(None, parts))
