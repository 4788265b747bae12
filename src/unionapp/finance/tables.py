"""Tables of money: accounts, vouchers and their lines, advances, dues and their lists."""

from datetime import date

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

import unionapp.membership.tables  # noqa: F401  # what the keys below point to
from unionapp.database.base import Base, Id, Uid, UnitId


class FundAccount(Base):
    """Where money lies: the till, or an account at a bank.

    `opening` is the balance at the beginning of `opened_on`; without a day it is nothing.
    """

    __tablename__ = "fund_account"
    __table_args__ = (
        CheckConstraint("kind IN ('cash', 'bank', 'advance')", name="kind"),
        UniqueConstraint("unit_id", "name"),
    )
    id: Mapped[Id]
    uid: Mapped[Uid]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[str]
    name: Mapped[str]
    bank: Mapped[str] = mapped_column(default="")
    number: Mapped[str] = mapped_column(default="")
    opening: Mapped[int] = mapped_column(default=0)
    opened_on: Mapped[date | None]
    is_active: Mapped[bool] = mapped_column(default=True)


class Voucher(Base):
    """A receipt or payment; a reversal repeats its original with a negative amount.

    A negative receipt that reverses none pays back what its recipients had paid too much.

    Both sides of a transfer carry the id of the paying side in `pair_id`. `lower_unit_id` is the
    lower unit that was paid or that remitted, on vouchers of a level above. `signers` names (JSON)
    the officers of when it was posted.
    """

    __tablename__ = "voucher"
    __table_args__ = (
        CheckConstraint("kind IN ('PT', 'PC', 'BC', 'BN', 'TU', 'HU')", name="kind"),
        CheckConstraint("status IN ('draft', 'posted')", name="status"),
        CheckConstraint("(status = 'posted') = (number IS NOT NULL)", name="number"),
        CheckConstraint(
            "amount > 0 OR (amount < 0 AND (reverses_id IS NOT NULL OR kind IN ('PT', 'BC')))",
            name="amount",
        ),
        UniqueConstraint("unit_id", "year", "kind", "number"),
        UniqueConstraint("reverses_id"),
        Index("ix_voucher_unit_id_voucher_on", "unit_id", "voucher_on"),
        Index("ix_voucher_account_id_voucher_on", "account_id", "voucher_on"),
        Index("ix_voucher_pair_id", "pair_id"),
        Index("ix_voucher_member_id", "member_id"),
        Index("ix_voucher_advance_id", "advance_id"),
        Index("ix_voucher_recurring_id", "recurring_id"),
        Index("ix_voucher_lower_unit_id", "lower_unit_id"),
    )
    id: Mapped[Id]
    uid: Mapped[Uid]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[str]
    year: Mapped[int]
    number: Mapped[int | None]
    voucher_on: Mapped[date]
    account_id: Mapped[int] = mapped_column(ForeignKey("fund_account.id"))
    counterparty: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    reason: Mapped[str]
    amount: Mapped[int]
    attachments: Mapped[int] = mapped_column(default=0)
    template: Mapped[str] = mapped_column(default="")
    search_fold: Mapped[str]
    status: Mapped[str] = mapped_column(default="draft")
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("voucher.id"))
    pair_id: Mapped[int | None] = mapped_column(ForeignKey("voucher.id"))
    advance_id: Mapped[int | None] = mapped_column(ForeignKey("advance.id"))
    recurring_id: Mapped[int | None] = mapped_column(ForeignKey("recurring_voucher.id"))
    lower_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    created_at: Mapped[str]
    created_by: Mapped[str]
    posted_at: Mapped[str | None]
    posted_by: Mapped[str | None]
    signers: Mapped[str] = mapped_column(default="")


class VoucherLine(Base):
    """A part of a voucher on one item and, if known, one source of money."""

    __tablename__ = "voucher_line"
    __table_args__ = (Index("ix_voucher_line_voucher_id", "voucher_id"),)
    id: Mapped[Id]
    unit_id: Mapped[UnitId]
    voucher_id: Mapped[int] = mapped_column(ForeignKey("voucher.id"))
    item: Mapped[str]
    source: Mapped[str] = mapped_column(default="")
    amount: Mapped[int]
    note: Mapped[str] = mapped_column(default="")


class VoucherApproval(Base):
    """That the chair approved a voucher, who and when; changing the draft takes it back."""

    __tablename__ = "voucher_approval"
    __table_args__ = (UniqueConstraint("voucher_id"),)
    id: Mapped[Id]
    unit_id: Mapped[UnitId]
    voucher_id: Mapped[int] = mapped_column(ForeignKey("voucher.id"))
    approved_at: Mapped[str]
    approved_by: Mapped[str]


class VoucherRefusal(Base):
    """That the chair sent a draft back, and why; open until the draft changes or is approved."""

    __tablename__ = "voucher_refusal"
    id: Mapped[Id]
    unit_id: Mapped[UnitId]
    voucher_id: Mapped[int] = mapped_column(ForeignKey("voucher.id"), index=True)
    refused_at: Mapped[str]
    refused_by: Mapped[str]
    reason: Mapped[str]
    is_open: Mapped[bool] = mapped_column(default=True)


class Attachment(Base):
    """A file on a voucher under the name it was given with."""

    __tablename__ = "attachment"
    __table_args__ = (
        UniqueConstraint("voucher_id", "sha256"),
        ForeignKeyConstraint(
            ["unit_id", "sha256"], ["attached_file.unit_id", "attached_file.sha256"]
        ),
        Index("ix_attachment_unit_id_sha256", "unit_id", "sha256"),
    )
    id: Mapped[Id]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    voucher_id: Mapped[int] = mapped_column(ForeignKey("voucher.id"))
    sha256: Mapped[str]
    name: Mapped[str]
    size: Mapped[int]
    added_at: Mapped[str]
    added_by: Mapped[str]


class RecurringVoucher(Base):
    """A voucher that comes back every month on a day, as a draft; `lines` is JSON."""

    __tablename__ = "recurring_voucher"
    __table_args__ = (
        CheckConstraint("day BETWEEN 1 AND 31", name="day"),
        CheckConstraint("amount > 0", name="amount"),
    )
    id: Mapped[Id]
    unit_id: Mapped[UnitId]
    day: Mapped[int]
    first_month: Mapped[str]
    last_month: Mapped[str | None]
    kind: Mapped[str]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("fund_account.id"))
    counterparty: Mapped[str]
    address: Mapped[str]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    reason: Mapped[str]
    amount: Mapped[int]
    template: Mapped[str]
    lines: Mapped[str]


class VoucherRecipient(Base):
    """A line of the list that recipients sign; the list adds up to its voucher."""

    __tablename__ = "voucher_recipient"
    __table_args__ = (
        CheckConstraint("quantity > 0 AND each > 0", name="amounts"),
        Index("ix_voucher_recipient_voucher_id", "voucher_id"),
        Index("ix_voucher_recipient_member_id", "member_id"),
    )
    id: Mapped[Id]
    unit_id: Mapped[UnitId]
    voucher_id: Mapped[int] = mapped_column(ForeignKey("voucher.id"))
    name: Mapped[str]
    team: Mapped[str] = mapped_column(default="")
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    quantity: Mapped[int]
    each: Mapped[int]
    note: Mapped[str] = mapped_column(default="")


class Advance(Base):
    """Money handed to somebody for a purpose; what is left of it is the sum of its vouchers."""

    __tablename__ = "advance"
    __table_args__ = (Index("ix_advance_member_id", "member_id"),)
    id: Mapped[Id]
    uid: Mapped[Uid]
    unit_id: Mapped[UnitId]
    person: Mapped[str]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    purpose: Mapped[str]
    advanced_on: Mapped[date]


class StoredDuesList(Base):
    """That the dues of a month were worked out, when, by whom, from which legal values (JSON)."""

    __tablename__ = "dues_list"
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    month: Mapped[str] = mapped_column(primary_key=True)
    dues_group: Mapped[str]
    made_at: Mapped[str]
    made_by: Mapped[str]
    legal: Mapped[str]


class DuesRow(Base):
    """What one member owes for one month and what was collected by which voucher.

    `statutory` is the part of `due` that the level above shares in. Once the month is locked the
    row stays as it is; what comes later is a `DuesAdjustment`.
    """

    __tablename__ = "dues"
    __table_args__ = (
        CheckConstraint("due >= 0 AND paid >= 0", name="amounts"),
        CheckConstraint("dues_group IN ('G1', 'G2', 'G3', 'G4')", name="dues_group"),
        UniqueConstraint("member_id", "month"),
        Index("ix_dues_voucher_id", "voucher_id"),
        Index(
            "ix_dues_above_rule",
            "unit_id",
            "voucher_id",
            sqlite_where=text("paid > statutory"),
            postgresql_where=text("paid > statutory"),
        ),
        {"sqlite_with_rowid": False},
    )
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    month: Mapped[str] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    dues_group: Mapped[str]
    base: Mapped[int]
    rate: Mapped[str]
    due: Mapped[int]
    statutory: Mapped[int]
    paid: Mapped[int] = mapped_column(default=0)
    exempt_reason: Mapped[str | None]
    override_reason: Mapped[str | None]
    voucher_id: Mapped[int | None] = mapped_column(ForeignKey("voucher.id"))


class DuesAdjustment(Base):
    """A later change to the dues of a month: arrears paid, a refund, an offset, a new rate.

    It is booked on a day of its own, whose month must be open.
    """

    __tablename__ = "dues_adjustment"
    __table_args__ = (
        CheckConstraint("kind IN ('payment', 'rate', 'refund', 'offset', 'undo')", name="kind"),
        Index("ix_dues_adjustment_unit_id_month", "unit_id", "month"),
        Index("ix_dues_adjustment_member_id", "member_id"),
        Index("ix_dues_adjustment_voucher_id", "voucher_id"),
    )
    id: Mapped[Id]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    month: Mapped[str]
    booked_on: Mapped[date]
    kind: Mapped[str]
    due_change: Mapped[int]
    statutory_change: Mapped[int]
    paid_change: Mapped[int]
    voucher_id: Mapped[int | None] = mapped_column(ForeignKey("voucher.id"))
    reason: Mapped[str]
