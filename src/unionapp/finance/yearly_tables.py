"""Tables of the year: contributions, budget, settlement, cash counts, disclosure."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

import unionapp.finance.tables  # noqa: F401  # what the keys below point to
from unionapp.database.base import Base, Id, Uid, UnitId


class Contribution(Base):
    """The wage fund of a month that an employer owes the union on (kinh phí công đoàn, KPCĐ).

    The amount is not kept: it follows from fund, rate and the decisions of relief.
    """

    __tablename__ = "contribution"
    __table_args__ = (
        UniqueConstraint("unit_id", "payer", "month"),
        CheckConstraint("workers >= 0 AND fund >= 0", name="amounts"),
    )
    id: Mapped[Id]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    payer: Mapped[str] = mapped_column(default="")
    month: Mapped[str]
    workers: Mapped[int]
    fund: Mapped[int]
    rate: Mapped[str]


class ContributionPayment(Base):
    """What an employer paid, to the unit (with its voucher) or straight to the level above."""

    __tablename__ = "contribution_payment"
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount"),
        Index("ix_contribution_payment_contribution_id", "contribution_id"),
        Index("ix_contribution_payment_voucher_id", "voucher_id"),
    )
    id: Mapped[Id]
    unit_id: Mapped[UnitId]
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id"))
    paid_on: Mapped[date]
    amount: Mapped[int]
    voucher_id: Mapped[int | None] = mapped_column(ForeignKey("voucher.id"))


class ContributionRelief(Base):
    """A decision that an employer owes nothing, or less, for some months."""

    __tablename__ = "contribution_relief"
    __table_args__ = (CheckConstraint("kind IN ('exempt', 'suspend', 'reduce')", name="kind"),)
    id: Mapped[Id]
    unit_id: Mapped[UnitId]
    payer: Mapped[str] = mapped_column(default="")
    kind: Mapped[str]
    first_month: Mapped[str]
    last_month: Mapped[str]
    reduced_by: Mapped[str]
    decision_no: Mapped[str]
    decided_on: Mapped[date]


class YearOpening(Base):
    """What the books of a year begin with beside money: the fund and what is owed upwards."""

    __tablename__ = "year_opening"
    __table_args__ = (CheckConstraint("origin IN ('typed', 'approved')", name="origin"),)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    accumulated: Mapped[int]
    payable_up: Mapped[int]
    origin: Mapped[str]


class BudgetLine(Base):
    """The estimate of one form row for a year, and what the level above approved of it.

    `expected` is what the year before is expected to come to, where its books do not say it yet.
    """

    __tablename__ = "budget_line"
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    row: Mapped[str] = mapped_column(primary_key=True)
    amount: Mapped[int]
    approved: Mapped[int | None]
    expected: Mapped[int | None]


class Settlement(Base):
    """A version of a settlement as it was handed in; its rows never change again.

    `part` is empty for a whole year, else H1 or Q2 of what a lower unit sent within it. One that
    came in a package names it; without a package, it was typed here.
    """

    __tablename__ = "settlement"
    __table_args__ = (
        UniqueConstraint("unit_id", "year", "part", "version"),
        CheckConstraint(
            "status IN ('submitted', 'replaced', 'returned', 'approved')", name="status"
        ),
    )
    id: Mapped[Id]
    uid: Mapped[Uid]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    part: Mapped[str] = mapped_column(default="")
    version: Mapped[int]
    form: Mapped[str]
    status: Mapped[str]
    digest: Mapped[str]
    submitted_at: Mapped[str]
    submitted_by: Mapped[str]
    approved_at: Mapped[str | None]
    approved_by: Mapped[str | None]
    package_id: Mapped[str | None]
    package_number: Mapped[int | None]


class SettlementRow(Base):
    """A row of a settlement: estimate, reported, approved, and why the last two differ.

    `assigned` is the estimate as the level above assigned it.
    """

    __tablename__ = "settlement_row"
    settlement_id: Mapped[int] = mapped_column(ForeignKey("settlement.id"), primary_key=True)
    row: Mapped[str] = mapped_column(primary_key=True)
    unit_id: Mapped[UnitId]
    budget: Mapped[int | None]
    assigned: Mapped[int | None]
    reported: Mapped[int]
    approved: Mapped[int | None]
    reason: Mapped[str] = mapped_column(default="")


class CashCount(Base):
    """The till counted note by note, beside what the book says (biên bản kiểm kê quỹ)."""

    __tablename__ = "cash_count"
    __table_args__ = (Index("ix_cash_count_unit_id_counted_on", "unit_id", "counted_on"),)
    id: Mapped[Id]
    uid: Mapped[Uid]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("fund_account.id"))
    counted_on: Mapped[date]
    board: Mapped[str]
    notes: Mapped[str]
    counted: Mapped[int]
    booked: Mapped[int]
    reason: Mapped[str] = mapped_column(default="")


class BankReconciliation(Base):
    """A month of a bank account laid beside the statement of the bank."""

    __tablename__ = "bank_reconciliation"
    __table_args__ = (UniqueConstraint("account_id", "month"),)
    id: Mapped[Id]
    unit_id: Mapped[UnitId]
    account_id: Mapped[int] = mapped_column(ForeignKey("fund_account.id"))
    month: Mapped[str]
    statement_closing: Mapped[int]
    book_closing: Mapped[int]
    matched: Mapped[int]
    only_in_book: Mapped[int]
    only_in_statement: Mapped[int]
    made_at: Mapped[str]
    made_by: Mapped[str]


class SpendingNorm(Base):
    """The most that the unit's own rules allow on an item: for each person, or for a payment."""

    __tablename__ = "spending_norm"
    __table_args__ = (
        CheckConstraint("per IN ('person', 'payment')", name="per"),
        UniqueConstraint("unit_id", "item", "valid_from"),
    )
    id: Mapped[Id]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    item: Mapped[str]
    greatest: Mapped[int]
    per: Mapped[str] = mapped_column(default="person")
    valid_from: Mapped[date]
    resolution: Mapped[str]


class Disclosure(Base):
    """That estimate or settlement was made public, as art. 34 of Law 50/2024 asks."""

    __tablename__ = "disclosure"
    __table_args__ = (
        UniqueConstraint("unit_id", "year", "subject"),
        CheckConstraint("subject IN ('budget', 'settlement')", name="subject"),
        CheckConstraint(
            "second_way IN ('posted', 'notice', 'conference', 'website')", name="second_way"
        ),
    )
    id: Mapped[Id]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    subject: Mapped[str]
    committee_on: Mapped[date]
    second_way: Mapped[str]
    second_on: Mapped[date]
    evidence: Mapped[str] = mapped_column(default="")
