"""S82-TLĐ, the book of receipts and spending: every posted line under its item's column."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from unionapp.finance.books.money_held import money_brought, money_held
from unionapp.finance.forms import Form, FormRow, form_on, items_of
from unionapp.finance.items import Scheme, scheme_on
from unionapp.finance.tables import Voucher, VoucherLine
from unionapp.finance.vouchers.accounts import SIGNED_AMOUNT
from unionapp.finance.vouchers.drafts import RECEIPT_KINDS
from unionapp.finance.vouchers.numbering import Numbering
from unionapp.organisation.office import Office
from unionapp.vietnamese.periods import Period

# Within a day what brings money in comes first, then the numbers as numbers.
_BOOK_ORDER = (Voucher.voucher_on, SIGNED_AMOUNT < 0, Voucher.number, Voucher.id)


@dataclass(frozen=True, slots=True)
class ItemColumn:
    """A column of the book and the direction it counts."""

    id: str
    label: str
    code: str
    is_receipt: bool


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One voucher in the book; `cells` stand in the order of the columns."""

    voucher_id: int
    on: date
    number: str
    text: str
    received: int
    spent: int
    cells: tuple[int, ...]


@dataclass(frozen=True)
class ItemBook:
    """S82-TLĐ of a period with its sums and the money held before and after."""

    period: Period
    heading: str
    columns: tuple[ItemColumn, ...]
    opening: int
    rows: tuple[ItemRow, ...]
    received: int
    spent: int
    totals: tuple[int, ...]
    closing_cash: int
    closing_bank: int
    closing_advances: int
    closing_transit: int = 0


def receipts_spending_book(office: Office, period: Period) -> ItemBook:
    """The book of receipts and spending of a period; transfers and advances stand in none.

    Raises:
        Refusal: form.no_edition, item.no_scheme.
    """
    with office.read() as session:
        return read_item_book(session, office.unit.id, period)


def read_item_book(session: Session, unit_id: int, period: Period) -> ItemBook:
    """The book, inside an open session.

    Raises:
        Refusal: form.no_edition, item.no_scheme.
    """
    form, scheme = form_on("S82-TLĐ", period.end), scheme_on(period.end)
    shown = _shown_rows(session, unit_id, period.end, form, scheme)
    columns = tuple(_column(row) for row in shown)
    rows = _rows(session, unit_id, period, _column_of_item(shown, scheme))
    held = money_held(session, unit_id, period.end)
    return ItemBook(
        period=period,
        heading=form.heading,
        columns=columns,
        opening=money_brought(session, unit_id, period.start, period.end).total,
        rows=rows,
        received=sum(row.received for row in rows),
        spent=sum(row.spent for row in rows),
        totals=tuple(sum(row.cells[n] for row in rows) for n in range(len(columns))),
        closing_cash=held.cash,
        closing_bank=held.bank,
        closing_advances=held.advances,
        closing_transit=held.transit,
    )


def _column(row: FormRow) -> ItemColumn:
    return ItemColumn(row.id, row.label, row.code, row.style.startswith("receipt"))


def _shown_rows(
    session: Session, unit_id: int, last: date, form: Form, scheme: Scheme
) -> tuple[FormRow, ...]:
    """The columns of the form; an optional one only once something was booked there."""
    optional = {row.id: items_of(row, scheme) for row in form.rows if "optional" in row.style}
    booked = (
        select(VoucherLine.item)
        .join(Voucher, Voucher.id == VoucherLine.voucher_id)
        .where(*_posted(unit_id, date.min, last))
        .where(VoucherLine.item.in_(frozenset[str]().union(*optional.values())))
    )
    used = set(session.scalars(booked.distinct()))
    return tuple(row for row in form.rows if row.id not in optional or used & optional[row.id])


def _column_of_item(rows: tuple[FormRow, ...], scheme: Scheme) -> dict[str, int]:
    return {key: column for column, row in enumerate(rows) for key in items_of(row, scheme)}


def _rows(
    session: Session, unit_id: int, period: Period, column_of: dict[str, int]
) -> tuple[ItemRow, ...]:
    posted = _posted(unit_id, period.start, period.end)
    cells = _cells(session, posted, column_of)
    numbering = Numbering(session, unit_id)
    vouchers = select(
        Voucher.id,
        Voucher.voucher_on,
        Voucher.kind,
        Voucher.number,
        Voucher.reason,
        Voucher.amount,
    ).where(*posted)
    return tuple(
        ItemRow(
            voucher_id=id_,
            on=on,
            number=numbering.write(kind, number, on),
            text=reason,
            received=amount if kind in RECEIPT_KINDS else 0,
            spent=0 if kind in RECEIPT_KINDS else amount,
            cells=tuple(cells[id_]),
        )
        for id_, on, kind, number, reason, amount in session.execute(
            vouchers.order_by(*_BOOK_ORDER)
        )
    )


def _cells(
    session: Session, posted: tuple[ColumnElement[bool], ...], column_of: dict[str, int]
) -> dict[int, list[int]]:
    width = max(column_of.values()) + 1
    cells: dict[int, list[int]] = defaultdict(lambda: [0] * width)
    lines = (
        select(VoucherLine.voucher_id, VoucherLine.item, VoucherLine.amount)
        .join(Voucher, Voucher.id == VoucherLine.voucher_id)
        .where(*posted)
    )
    for voucher_id, item, amount in session.execute(lines):
        cells[voucher_id][column_of[item]] += amount
    return cells


def _posted(unit_id: int, first: date, last: date) -> tuple[ColumnElement[bool], ...]:
    return (
        Voucher.unit_id == unit_id,
        Voucher.status == "posted",
        Voucher.pair_id.is_(None),
        Voucher.voucher_on.between(first, last),
    )
