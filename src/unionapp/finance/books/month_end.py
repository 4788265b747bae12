"""What the end of a month asks for: no drafts, a count, the bank, advances, dues as booked."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from unionapp.finance.books.bank_reconciliation import KeptReconciliation, list_reconciliations
from unionapp.finance.books.cash_counts import check_counts
from unionapp.finance.findings import Finding, fail, warn
from unionapp.finance.items import scheme_on
from unionapp.finance.tables import DuesAdjustment, DuesRow, Voucher, VoucherLine
from unionapp.finance.vouchers.advances import list_advances
from unionapp.finance.vouchers.drafts import VOUCHER_KINDS
from unionapp.finance.yearly_tables import CashCount
from unionapp.organisation.office import Office
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.months import first_day, last_day, month_of, month_text


def check_loose_ends(office: Office, first: str, last: str) -> tuple[Finding, ...]:
    """What stands open in the books of some months: drafts, counts, banks, dues not booked.

    Raises:
        Refusal: item.no_scheme.
    """
    days = (first_day(first), last_day(last))
    with office.read() as session:
        unit_id = office.unit.id
        found = (
            *check_drafts(session, unit_id, *days),
            *check_counts(session, unit_id, *days),
            *check_collected(session, unit_id, *days),
        )
    return (*found, *check_banks(office, first, last))


def check_count(session: Session, unit_id: int, month: str) -> Iterator[Finding]:
    """Whether the till was counted in a month (V-11)."""
    counted = select(CashCount.id).where(
        CashCount.unit_id == unit_id,
        CashCount.counted_on.between(first_day(month), last_day(month)),
    )
    if session.scalar(counted.limit(1)) is None:
        yield warn("V-11.count", "cash", month=month_text(month))


def check_drafts(session: Session, unit_id: int, first: date, last: date) -> Iterator[Finding]:
    """Every voucher of some days that is still a draft: no book knows of it, a lock traps it."""
    waiting = select(Voucher.id, Voucher.kind, Voucher.voucher_on, Voucher.amount).where(
        Voucher.unit_id == unit_id,
        Voucher.status == "draft",
        Voucher.voucher_on.between(first, last),
    )
    ordered = waiting.order_by(Voucher.voucher_on, Voucher.id)
    for voucher_id, kind, on, amount in session.execute(ordered):
        draft = f"{VOUCHER_KINDS[kind].lower()} ngày {_day(on)}, {dong(amount)}"
        yield fail("V-11.drafts", "vouchers", draft=draft, place=voucher_id)


def check_banks(office: Office, first: str, last: str) -> Iterator[Finding]:
    """Months of bank accounts that were reconciled and left a difference, or changed since."""
    for year in range(int(first[:4]), int(last[:4]) + 1):
        for row in list_reconciliations(office, year):
            if first <= row.month <= last:
                yield from _check_bank(row)


def check_collected(session: Session, unit_id: int, first: date, last: date) -> Iterator[Finding]:
    """Dues that members have paid by the lists, beside what was booked as dues (V-13).

    Raises:
        Refusal: item.no_scheme.
    """
    days = (unit_id, first, last)
    paid = select(Voucher.voucher_on, func.sum(DuesRow.paid)).join(
        Voucher, Voucher.id == DuesRow.voucher_id
    )
    later = select(Voucher.voucher_on, func.sum(DuesAdjustment.paid_change)).join(
        Voucher, Voucher.id == DuesAdjustment.voucher_id
    )
    lines = select(Voucher.voucher_on, func.sum(VoucherLine.amount)).join(
        Voucher, Voucher.id == VoucherLine.voucher_id
    )
    dues = VoucherLine.item.in_(sorted(scheme_on(last).family("INC_DUES")))
    listed = _by_month(session, paid, *days)
    listed.update(_by_month(session, later, *days))
    booked = _by_month(session, lines.where(dues, Voucher.status == "posted"), *days)
    yield from _compare_dues(listed, booked)


def check_advances(office: Office, on: date) -> Iterator[Finding]:
    """Advances not cleared in time by a day, and at the end of a year every open one (V-24).

    Raises:
        Refusal: parameter.missing.
    """
    is_year_end = (on.month, on.day) == (12, 31)
    for row in list_advances(office, open_only=True, as_of=on):
        if row.is_overdue or is_year_end:
            yield warn(
                "V-24",
                "advances",
                name=row.person,
                left=dong(row.outstanding),
                by=_day(row.clear_by),
                place=f"advances:{row.id}",
            )


def _by_month(
    session: Session, sums: Select[date, int], unit_id: int, first: date, last: date
) -> Counter[str]:
    """Sums over the receipts of some days, by the month of the receipt."""
    within = (
        Voucher.unit_id == unit_id,
        Voucher.kind.in_(("PT", "BC")),
        Voucher.voucher_on.between(first, last),
    )
    found = Counter[str]()
    for day, amount in session.execute(sums.where(*within).group_by(Voucher.voucher_on)):
        found[month_of(day)] += amount
    return found


def _compare_dues(listed: Counter[str], booked: Counter[str]) -> Iterator[Finding]:
    if not listed.total() or listed.total() == booked.total():
        return
    months = sorted(listed.keys() | booked.keys())
    yield warn(
        "V-13.dues",
        "dues",
        listed=dong(listed.total()),
        booked=dong(booked.total()),
        difference=dong(listed.total() - booked.total()),
        place=next(month for month in months if listed[month] != booked[month]),
    )


def _check_bank(row: KeptReconciliation) -> Iterator[Finding]:
    said = {"account": row.account, "month": month_text(row.month), "place": f"bank:{row.id}"}
    if row.has_changed:
        yield warn(
            "V-11.bank_changed",
            "bank",
            before=dong(row.book_closing),
            now=dong(row.book_closing_now),
            **said,
        )
    elif row.difference or row.only_in_book or row.only_in_statement:
        yield warn(
            "V-11.bank",
            "bank",
            difference=dong(row.difference),
            in_book=row.only_in_book,
            in_statement=row.only_in_statement,
            **said,
        )


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
