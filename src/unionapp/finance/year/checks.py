"""The cross-checks of a year: books against each other, against the law, against last year."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from unionapp.finance.books.fund_totals import moved_through
from unionapp.finance.books.receipts_spending import read_item_book
from unionapp.finance.contributions.owed import owed_in
from unionapp.finance.dues.checks import overpaid_months
from unionapp.finance.findings import Finding, fail, warn
from unionapp.finance.forms import form_on
from unionapp.finance.levels.obligations import read_obligations
from unionapp.finance.tables import Voucher
from unionapp.finance.vouchers.numbering import Numbering, missing_numbers
from unionapp.finance.year.budget_checks import check_overruns
from unionapp.finance.year.corrections import corrections_settled
from unionapp.finance.year.disclosures import check_disclosed
from unionapp.finance.year.figures import fill_year, read_opening, whole_year
from unionapp.finance.year.settlement import read_settlement
from unionapp.finance.year.year_end import check_loose_ends, check_year_end
from unionapp.finance.yearly_tables import Contribution, YearOpening
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import legal_value, parameter_name
from unionapp.vietnamese.amounts import group_digits
from unionapp.vietnamese.months import month_of
from unionapp.vietnamese.periods import Period

_Numbered = tuple[int, date, int]  # number, day, id of a voucher


def check_year(office: Office, year: int) -> tuple[Finding, ...]:
    """Everything the year as a whole shows to be wrong or worth a look."""
    with office.read() as session:
        unit_id = office.unit.id
        findings = (
            *check_books(session, unit_id, year),
            *_check_numbers(session, unit_id, year),
            *_check_opening(session, unit_id, year),
            *_check_transfers(session, unit_id, year),
            *_check_collected(session, unit_id, year),
            *_check_funds(session, unit_id, year, office.today),
            *_check_share(session, unit_id, year),
            *_check_remitted(session, unit_id, year),
            *_check_parameters(session, unit_id, year),
            *check_overruns(read_settlement(session, unit_id, year).rows),
        )
    ends = check_loose_ends(office, f"{year}-01", f"{year}-12")
    return (*findings, *ends, *check_year_end(office, year), *check_disclosed(office, year))


def check_books(session: Session, unit_id: int, year: int) -> Iterator[Finding]:
    """Cash and bank books = book of receipts and spending = settlement (V-13)."""
    period = Period(f"{year}-01", f"{year}-12")
    book = read_item_book(session, unit_id, period)
    filled = fill_year(session, unit_id, year, form_on("B07-TLĐ", period.end))
    remitted = read_obligations(session, unit_id, year).paid
    recovered, paid_back = corrections_settled(session, unit_id, period.start, period.end)
    money_out = filled["own_spending"] + filled["handover_out"] + remitted + paid_back
    for receipts, booked, reported in (
        (True, book.received, filled["total_receipts"] + recovered),
        (False, book.spent, money_out),
    ):
        moved = moved_through(session, unit_id, period, receipts=receipts)
        if not moved == booked == reported:
            yield fail(
                "V-13",
                "book",
                books=group_digits(moved),
                items=group_digits(booked),
                form=group_digits(reported),
            )


def _check_numbers(session: Session, unit_id: int, year: int) -> Iterator[Finding]:
    query = select(Voucher.kind, Voucher.number, Voucher.voucher_on, Voucher.id).where(
        Voucher.unit_id == unit_id, Voucher.year == year, Voucher.number.is_not(None)
    )
    taken: dict[str, list[_Numbered]] = {}
    for kind, number, on, voucher_id in session.execute(query.order_by(Voucher.number)):
        taken.setdefault(kind, []).append((number or 0, on, voucher_id))
    numbering = Numbering(session, unit_id)
    for kind, given in sorted(taken.items()):
        if gaps := missing_numbers(frozenset(number for number, _, _ in given)):
            yield warn("V-05.gap", "number", kind=kind, numbers=", ".join(map(str, gaps)))
        yield from _check_order(kind, given, numbering)


def _check_order(kind: str, given: Sequence[_Numbered], numbering: Numbering) -> Iterator[Finding]:
    """Numbers whose days go back: the first of a kind is named, the others are counted."""
    disorder = [pair for pair in pairwise(given) if pair[1][1] < pair[0][1]]
    if disorder:
        (earlier, before, _), (number, on, voucher_id) = disorder[0]
        yield warn(
            "V-05.order",
            "number",
            number=numbering.write(kind, number, on),
            on=f"{on:%d/%m/%Y}",
            earlier=numbering.write(kind, earlier, before),
            before=f"{before:%d/%m/%Y}",
            count=len(disorder),
            place=voucher_id,
        )


def _check_opening(session: Session, unit_id: int, year: int) -> Iterator[Finding]:
    stated = session.get(YearOpening, (unit_id, year))
    if stated is None:
        return
    before = fill_year(session, unit_id, year - 1, form_on("B07-TLĐ", date(year - 1, 12, 31)))
    has_books = any(before[row] for row in ("total_receipts", "total_spending"))
    if has_books and (stated.accumulated, stated.payable_up) != (
        before["closing"],
        before["payable"],
    ):
        yield warn(
            "V-12",
            "opening",
            opening=group_digits(read_opening(session, unit_id, year).accumulated),
            closing=group_digits(before["closing"]),
        )


def _check_transfers(session: Session, unit_id: int, year: int) -> Iterator[Finding]:
    other = aliased(Voucher)
    query = (
        select(Voucher.id, Voucher.voucher_on, other.voucher_on)
        .join(other, other.pair_id == Voucher.id)
        .where(Voucher.pair_id == Voucher.id, other.id != Voucher.id)
        .where(Voucher.unit_id == unit_id, Voucher.year == year)
    )
    days = legal_value(session, unit_id, "transfer.days", date(year, 12, 31)).amount
    for voucher_id, left, arrived in session.execute(query):
        if arrived - left > timedelta(days=days):
            day = f"{left:%d/%m/%Y}"
            yield warn("V-14", "voucher_on", left=day, days=days, place=voucher_id)


def _check_collected(session: Session, unit_id: int, year: int) -> Iterator[Finding]:
    if count := overpaid_months(session, unit_id, f"{year}-01", f"{year}-12"):
        yield warn("V-17", "paid", count=count)


def _check_funds(session: Session, unit_id: int, year: int, today: date) -> Iterator[Finding]:
    """Months that are over without a declared wage fund, at a unit that keeps the book of them."""
    query = select(Contribution.month).where(
        Contribution.unit_id == unit_id, Contribution.month <= f"{year}-12"
    )
    noted = set(session.scalars(query))
    over = (month for month in whole_year(year).months() if month < month_of(today))
    if noted and (missing := [month for month in over if month not in noted]):
        numbers = ", ".join(month[-2:] for month in missing)
        yield warn("V-18.fund", "fund", year=year, months=numbers, place=missing[0])


def _check_share(session: Session, unit_id: int, year: int) -> Iterator[Finding]:
    last = date(year, 12, 31)
    due = sum(owed.due for owed in owed_in(session, (unit_id,), f"{year}-01", f"{year}-12"))
    if not due or legal_value(session, unit_id, "kpcd.route", last).value != "B":
        return
    up = legal_value(session, unit_id, "split.kpcd.up", last).rate
    expected = due - int(due * up)
    received = fill_year(session, unit_id, year, form_on("B07-TLĐ", last))["upper_share"]
    if abs(received - expected) > expected // 100:
        yield warn(
            "V-18",
            "upper_share",
            received=group_digits(received),
            expected=group_digits(expected),
        )


def _check_remitted(session: Session, unit_id: int, year: int) -> Iterator[Finding]:
    owed = read_obligations(session, unit_id, year)
    if owed.owed < 0:
        yield warn(
            "V-19", "remitted", paid=group_digits(owed.paid), excess=group_digits(-owed.owed)
        )


def _check_parameters(session: Session, unit_id: int, year: int) -> Iterator[Finding]:
    last = date(year, 12, 31)
    for key in ("split.dues.up", "split.kpcd.up", "settlement.remit_basis"):
        value = legal_value(session, unit_id, key, last)
        if value.confidence == "unsure":
            yield warn("V-20", key, name=parameter_name(key), basis=value.legal_basis)
