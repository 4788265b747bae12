"""Laying a month of a bank account beside the statement of the bank (đối chiếu số dư)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from unionapp.errors import Refusal
from unionapp.finance.books.accounts import require_account
from unionapp.finance.books.bank_statements import (
    BookedLine,
    Match,
    StatementLine,
    match_statement,
)
from unionapp.finance.books.cash_and_bank import read_book
from unionapp.finance.yearly_tables import BankReconciliation
from unionapp.organisation.office import Office
from unionapp.organisation.periods import read_month
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
