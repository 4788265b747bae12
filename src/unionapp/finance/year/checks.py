"""The cross-checks of a year: books against each other, against the law, against last year."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.finance.books.fund_totals import moved_through
from unionapp.finance.books.month_end import check_loose_ends
from unionapp.finance.books.receipts_spending import read_item_book
from unionapp.finance.contributions.owed import owed_in
from unionapp.finance.contributions.payers import is_payer
from unionapp.finance.dues.checks import overpaid_months
from unionapp.finance.findings import Finding, fail, warn
from unionapp.finance.forms import SETTLEMENT_FORM, form_on
from unionapp.finance.levels.obligations import read_obligations
from unionapp.finance.splits import split
from unionapp.finance.vouchers.open_years import standing_settlement
from unionapp.finance.vouchers.posted_checks import check_posted
from unionapp.finance.year.budget_checks import check_overruns
from unionapp.finance.year.corrections import corrections_settled
from unionapp.finance.year.disclosures import check_disclosed
from unionapp.finance.year.filling import fill_year
from unionapp.finance.year.settlement import read_settlement
from unionapp.finance.year.year_end import check_year_end
from unionapp.finance.yearly_tables import Contribution, YearOpening
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import legal_value, parameter_name
from unionapp.vietnamese.amounts import dong, group_digits
from unionapp.vietnamese.months import last_day, month_of, month_text
from unionapp.vietnamese.periods import whole_year


def check_year(office: Office, year: int) -> tuple[Finding, ...]:
    """Everything the year as a whole shows to be wrong or worth a look.

    Raises:
        Refusal: parameter.missing, form.no_edition.
    """
    with office.read() as session:
        unit_id = office.unit.id
        findings = (
            *check_books(session, unit_id, year),
            *check_posted(session, unit_id, year),
            *check_opening(session, unit_id, year),
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
    """Cash and bank books = book of receipts and spending = settlement (V-13).

    Raises:
        Refusal: form.no_edition.
    """
    period = whole_year(year)
    book = read_item_book(session, unit_id, period)
    filled = fill_year(session, unit_id, year, form_on(SETTLEMENT_FORM, period.end))
    remitted = read_obligations(session, unit_id, year).paid
    recovered, paid_back = corrections_settled(session, unit_id, period.start, period.end)
    money_out = filled["own_spending"] + filled["handover_out"] + remitted + paid_back
    for side, booked, reported in (
        ("thu", book.received, filled["total_receipts"] + recovered),
        ("chi", book.spent, money_out),
    ):
        moved = moved_through(session, unit_id, period, receipts=side == "thu")
        if not moved == booked == reported:
            yield fail(
                "V-13",
                "book",
                side=side,
                year=year,
                books=group_digits(moved),
                items=group_digits(booked),
                form=group_digits(reported),
            )


def check_opening(session: Session, unit_id: int, year: int) -> Iterator[Finding]:
    """The year opens with what the last one closed with, or with what was approved of it (V-12).

    An opening that was typed has to agree with the books; one that was approved goes before them.

    Raises:
        Refusal: form.no_edition.
    """
    stated = session.get(YearOpening, (unit_id, year))
    if stated is None:
        handed_in = standing_settlement(session, unit_id, year - 1)
        if handed_in is not None and handed_in.status == "submitted":
            yield warn("V-12.reported", "opening", year=year, before=year - 1)
        return
    before = fill_year(
        session, unit_id, year - 1, form_on(SETTLEMENT_FORM, date(year - 1, 12, 31))
    )
    has_books = any(before[row] for row in ("total_receipts", "total_spending"))
    closed = (before["closing"], before["payable"])
    opened = (stated.accumulated, stated.payable_up)
    if has_books and opened != closed:
        said = warn if stated.origin == "approved" else fail
        words = {"opening": _fund(*opened), "closing": _fund(*closed)}
        yield said("V-12", "opening", year=year, **words)


def _fund(accumulated: int, payable: int) -> str:
    return f"tích lũy {dong(accumulated)}, còn phải nộp {dong(payable)}"


def _check_collected(session: Session, unit_id: int, year: int) -> Iterator[Finding]:
    if over := overpaid_months(session, unit_id, f"{year}-01", f"{year}-12"):
        month, member_id = over[0]
        said = {"count": len(over), "year": year, "month": month_text(month)}
        yield warn("V-17", "paid", place=f"dues:{member_id}", **said)


def _check_funds(session: Session, unit_id: int, year: int, today: date) -> Iterator[Finding]:
    """Months that are over without a declared wage fund, at a unit that keeps the book of them."""
    query = select(Contribution.month).where(
        Contribution.unit_id == unit_id, Contribution.month <= f"{year}-12"
    )
    noted = set(session.scalars(query))
    over = (month for month in whole_year(year).months() if month < month_of(today))
    missing = [month for month in over if noted and month not in noted]
    if missing := [one for one in missing if is_payer(session, unit_id, last_day(one))]:
        numbers = ", ".join(month[-2:] for month in missing)
        yield warn("V-18.fund", "fund", year=year, months=numbers, place=missing[0])


def _check_share(session: Session, unit_id: int, year: int) -> Iterator[Finding]:
    last = date(year, 12, 31)
    due = sum(owed.due for owed in owed_in(session, (unit_id,), f"{year}-01", f"{year}-12"))
    if not due or legal_value(session, unit_id, "kpcd.route", last).value != "B":
        return
    up = legal_value(session, unit_id, "split.kpcd.up", last).rate
    expected = split(due, up).keep
    received = fill_year(session, unit_id, year, form_on(SETTLEMENT_FORM, last))["upper_share"]
    if abs(received - expected) > expected // 100:
        yield warn(
            "V-18",
            "upper_share",
            year=year,
            received=group_digits(received),
            expected=group_digits(expected),
        )


def _check_remitted(session: Session, unit_id: int, year: int) -> Iterator[Finding]:
    owed = read_obligations(session, unit_id, year)
    if owed.owed < 0:
        said = {"paid": group_digits(owed.paid), "excess": group_digits(-owed.owed)}
        yield warn("V-19", "remitted", year=year, place="obligations:-2", **said)


def _check_parameters(session: Session, unit_id: int, year: int) -> Iterator[Finding]:
    last = date(year, 12, 31)
    for key in ("split.dues.up", "split.kpcd.up", "settlement.remit_basis"):
        value = legal_value(session, unit_id, key, last)
        if value.confidence == "unsure":
            said = {"name": parameter_name(key), "basis": value.legal_basis}
            yield warn("V-20", key, place=f"parameters:{key}", **said)
