"""The cash book S11-H and the bank books S12-H: opening, movements, sums, closing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.finance.balance import Movement, run_balance
from unionapp.finance.tables import FundAccount, Voucher
from unionapp.finance.vouchers.accounts import (
    ensure_cash,
    find_account,
    open_till,
    require_account,
)
from unionapp.finance.vouchers.drafts import RECEIPT_KINDS
from unionapp.finance.vouchers.numbering import Numbering
from unionapp.organisation.office import Office
from unionapp.vietnamese.periods import Period


@dataclass(frozen=True, slots=True)
class BookRow:
    """One voucher in a book: its number stands under receipts or under payments."""

    voucher_id: int
    on: date
    receipt_number: str
    payment_number: str
    text: str
    received: int
    paid: int
    balance: int


@dataclass(frozen=True)
class Book:
    """A cash or bank book of a period, with the sums since January."""

    account_id: int
    kind: str
    account: str
    bank: str
    number: str
    period: Period
    opening: int
    rows: tuple[BookRow, ...]
    received: int
    paid: int
    received_since_january: int
    paid_since_january: int
    closing: int
    opened_on: date | None


@dataclass(frozen=True, slots=True)
class _Posted:
    movement: Movement
    kind: str
    text: str


def cash_book(office: Office, account_id: int | None, period: Period) -> Book:
    """The book of an account, the till if none is named, over a period.

    Raises:
        Refusal: account.unknown.
    """
    open_till(office)
    with office.read() as session:
        account = _account(session, office, account_id)
        return read_book(session, account, period)


def read_book(session: Session, account: FundAccount, period: Period) -> Book:
    """The book of an account over a period, inside an open session."""
    posted, start = _posted(session, account, period.end), period.start
    before = [one for one in posted if one.movement.on < start]
    within = {one.movement.voucher_id: one for one in posted if one.movement.on >= start}
    january = start.replace(month=1)
    year = [one for one in posted if one.movement.on >= january]
    # What an account was opened with is not in its book before that day.
    is_open = account.opened_on is None or account.opened_on <= period.end
    opened_with = account.opening if is_open else 0
    opening = opened_with + sum(one.movement.change for one in before)
    numbering = Numbering(session, account.unit_id)
    running = run_balance(opening, (one.movement for one in within.values()))
    rows = tuple(
        _row(within[movement.voucher_id], balance, numbering) for movement, balance in running
    )
    return Book(
        account_id=account.id,
        kind=account.kind,
        account=account.name,
        bank=account.bank,
        number=account.number,
        period=period,
        opening=opening,
        rows=rows,
        received=sum(row.received for row in rows),
        paid=sum(row.paid for row in rows),
        received_since_january=_sum(year, receipts=True),
        paid_since_january=_sum(year, receipts=False),
        closing=rows[-1].balance if rows else opening,
        opened_on=account.opened_on,
    )


def _account(session: Session, office: Office, account_id: int | None) -> FundAccount:
    if account_id is not None:
        return require_account(session, office.unit.id, account_id)
    return find_account(session, office.unit.id, "cash") or ensure_cash(session, office)


def _posted(session: Session, account: FundAccount, until: date) -> list[_Posted]:
    query = select(
        Voucher.id,
        Voucher.voucher_on,
        Voucher.number,
        Voucher.kind,
        Voucher.amount,
        Voucher.reason,
    ).where(
        Voucher.account_id == account.id,
        Voucher.status == "posted",
        Voucher.voucher_on <= until,
    )
    return [
        _Posted(Movement(id_, on, number or 0, kind in RECEIPT_KINDS, amount), kind, reason)
        for id_, on, number, kind, amount, reason in session.execute(query)
    ]


def _row(posted: _Posted, balance: int, numbering: Numbering) -> BookRow:
    movement = posted.movement
    number = numbering.write(posted.kind, movement.number, movement.on)
    return BookRow(
        voucher_id=movement.voucher_id,
        on=movement.on,
        receipt_number=number if movement.is_receipt else "",
        payment_number="" if movement.is_receipt else number,
        text=posted.text,
        received=movement.amount if movement.is_receipt else 0,
        paid=0 if movement.is_receipt else movement.amount,
        balance=balance,
    )


def _sum(posted: Iterable[_Posted], *, receipts: bool) -> int:
    return sum(one.movement.amount for one in posted if one.movement.is_receipt is receipts)
