"""Laying a month of a bank account beside the statement of the bank (đối chiếu số dư)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.books.bank_statements import (
    BookedLine,
    Match,
    StatementLine,
    match_statement,
)
from unionapp.finance.books.cash_and_bank import read_book
from unionapp.finance.tables import FundAccount
from unionapp.finance.vouchers.accounts import balance_change, require_account
from unionapp.finance.yearly_tables import BankReconciliation
from unionapp.organisation.office import Office
from unionapp.organisation.periods import read_month
from unionapp.vietnamese.months import last_day
from unionapp.vietnamese.periods import Period


@dataclass(frozen=True)
class Reconciled:
    """A month laid beside the statement: the difference is explained by what stands alone."""

    account_id: int
    month: str
    book_closing: int
    statement_closing: int
    difference: int
    explained: int
    match: Match

    @property
    def is_settled(self) -> bool:
        """Whether what stands on one side only accounts for the whole difference."""
        return self.difference == self.explained


@dataclass(frozen=True, slots=True)
class KeptReconciliation:
    """The outcome kept for a month of an account, beside what the book says by now."""

    id: int
    account_id: int
    account: str
    month: str
    statement_closing: int
    book_closing: int
    book_closing_now: int
    matched: int
    only_in_book: int
    only_in_statement: int
    made_at: str
    made_by: str

    @property
    def difference(self) -> int:
        """How much more the statement said than the book did."""
        return self.statement_closing - self.book_closing

    @property
    def has_changed(self) -> bool:
        """Whether the book closes the month otherwise than when it was reconciled."""
        return self.book_closing_now != self.book_closing


def compare_statement(
    office: Office, account_id: int, month: str, lines: Sequence[StatementLine], closing: int
) -> Reconciled:
    """Match a statement with the bank book of a month; nothing is stored.

    Raises:
        Refusal: period.unreadable, account.unknown, account.not_a_bank.
    """
    read_month(month)
    period = Period.parse(month)
    with office.read() as session:
        account = require_account(session, office.unit.id, account_id)
        if account.kind != "bank":
            raise Refusal("account.not_a_bank", name=account.name)
        book = read_book(session, account, period)
    booked = [
        BookedLine(row.voucher_id, row.on, row.text, row.received - row.paid) for row in book.rows
    ]
    match = match_statement(booked, [line for line in lines if period.covers(line.on)])
    unbooked = sum(line.change for line in match.only_in_statement)
    in_transit = sum(entry.change for entry in match.only_in_book)
    return Reconciled(
        account_id=account_id,
        month=month,
        book_closing=book.closing,
        statement_closing=closing,
        difference=closing - book.closing,
        explained=unbooked - in_transit,
        match=match,
    )


def keep_reconciliation(office: Office, reconciled: Reconciled) -> Reconciled:
    """Note the outcome for the month; noted again, it replaces the earlier one."""
    with office.change("bank.reconcile") as session:
        row = session.scalar(
            select(BankReconciliation).filter_by(
                account_id=reconciled.account_id, month=reconciled.month
            )
        ) or BankReconciliation(
            unit_id=office.unit.id, account_id=reconciled.account_id, month=reconciled.month
        )
        row.statement_closing = reconciled.statement_closing
        row.book_closing = reconciled.book_closing
        row.matched = len(reconciled.match.pairs)
        row.only_in_book = len(reconciled.match.only_in_book)
        row.only_in_statement = len(reconciled.match.only_in_statement)
        row.made_at, row.made_by = office.moment(), office.officer.name
        session.add(row)
    return reconciled


def list_reconciliations(
    office: Office, year: int, account_id: int | None = None
) -> tuple[KeptReconciliation, ...]:
    """The reconciliations kept for a year, of one account or of all, by month and account."""
    query = _kept(office.unit.id).where(
        BankReconciliation.month.between(f"{year}-01", f"{year}-12")
    )
    if account_id is not None:
        query = query.where(BankReconciliation.account_id == account_id)
    with office.read() as session:
        rows = session.execute(query.order_by(BankReconciliation.month, FundAccount.id)).all()
        return tuple(_as_kept(session, row, account) for row, account in rows)


def show_reconciliation(office: Office, reconciliation_id: int) -> KeptReconciliation:
    """One reconciliation that was kept.

    Raises:
        Refusal: bank.no_reconciliation.
    """
    query = _kept(office.unit.id).where(BankReconciliation.id == reconciliation_id)
    with office.read() as session:
        found = session.execute(query).one_or_none()
        if found is None:
            raise Refusal("bank.no_reconciliation", reconciliation=reconciliation_id)
        return _as_kept(session, *found)


def _kept(unit_id: int) -> Select[BankReconciliation, FundAccount]:
    return (
        select(BankReconciliation, FundAccount)
        .join(FundAccount, FundAccount.id == BankReconciliation.account_id)
        .where(BankReconciliation.unit_id == unit_id)
    )


def _as_kept(
    session: Session, row: BankReconciliation, account: FundAccount
) -> KeptReconciliation:
    after = last_day(row.month) + timedelta(days=1)
    return KeptReconciliation(
        id=row.id,
        account_id=account.id,
        account=account.name,
        month=row.month,
        statement_closing=row.statement_closing,
        book_closing=row.book_closing,
        book_closing_now=account.opening + balance_change(session, account.id, before=after),
        matched=row.matched,
        only_in_book=row.only_in_book,
        only_in_statement=row.only_in_statement,
        made_at=row.made_at,
        made_by=row.made_by,
    )
