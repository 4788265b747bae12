"""The list that recipients sign (danh sách ký nhận): it adds up to its payment (V-07)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.tables import Voucher, VoucherRecipient
from unionapp.finance.vouchers.drafting import withdraw_approval
from unionapp.finance.vouchers.drafts import is_amount, require_short
from unionapp.finance.vouchers.register import require_draft, require_voucher
from unionapp.organisation.office import Office
from unionapp.vietnamese.amounts import amount_in_words
from unionapp.vietnamese.names import clean_text


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person on the list: how many shares of how much each."""

    name: str
    each: int
    quantity: int = 1
    team: str = ""
    member_id: int | None = None
    note: str = ""

    @property
    def amount(self) -> int:
        """What the person receives."""
        return self.quantity * self.each


@dataclass(frozen=True)
class RecipientList:
    """The list of a voucher with its sum and the subtotals of its groups."""

    voucher_id: int
    rows: tuple[Recipient, ...]
    total: int
    in_words: str
    voucher_amount: int
    teams: tuple[tuple[str, int], ...]

    @property
    def adds_up(self) -> bool:
        """Whether the list equals its voucher."""
        return self.total == self.voucher_amount


def set_recipients(office: Office, voucher_id: int, rows: Sequence[Recipient]) -> RecipientList:
    """Replace the list of a draft; an approval it had falls.

    Raises:
        Refusal: voucher.unknown, voucher.posted, V-01, recipient.name_needed, voucher.too_long.
    """
    for row in rows:
        _check(row)
    with office.change("voucher.recipients") as session:
        voucher = require_draft(session, office.unit.id, voucher_id)
        withdraw_approval(session, voucher)
        write_recipients(session, voucher, rows)
        return _list(session, voucher.id, voucher.amount)


def _check(row: Recipient) -> None:
    if not all(is_amount(figure) for figure in (row.each, row.quantity, row.amount)):
        raise Refusal("V-01")
    if not clean_text(row.name):
        raise Refusal("recipient.name_needed")
    require_short(row.name, "recipient", 200)
    require_short(row.note, "note", 500)


def write_recipients(session: Session, voucher: Voucher, rows: Sequence[Recipient]) -> None:
    """Replace the list of a draft inside a transaction that is already open."""
    session.execute(delete(VoucherRecipient).filter_by(voucher_id=voucher.id))
    session.add_all(
        VoucherRecipient(
            unit_id=voucher.unit_id,
            voucher_id=voucher.id,
            name=clean_text(row.name),
            team=clean_text(row.team),
            member_id=row.member_id,
            quantity=row.quantity,
            each=row.each,
            note=clean_text(row.note),
        )
        for row in rows
    )
    session.flush()


def list_recipients(office: Office, voucher_id: int) -> RecipientList:
    """The list of a voucher.

    Raises:
        Refusal: voucher.unknown.
    """
    with office.read() as session:
        voucher = require_voucher(session, office.unit.id, voucher_id)
        # what is paid back stands on a negative receipt
        return _list(session, voucher.id, abs(voucher.amount))


def listed_amount(session: Session, voucher_id: int) -> int | None:
    """What the list of a voucher adds up to; None without a list."""
    total: int | None = session.scalar(
        select(func.sum(VoucherRecipient.quantity * VoucherRecipient.each)).where(
            VoucherRecipient.voucher_id == voucher_id
        )
    )
    return total


def shares_of(session: Session, voucher_id: int) -> tuple[int, ...]:
    """What each person on the list of a voucher receives altogether."""
    query = (
        select(func.sum(VoucherRecipient.quantity * VoucherRecipient.each))
        .where(VoucherRecipient.voucher_id == voucher_id)
        .group_by(VoucherRecipient.name, VoucherRecipient.team, VoucherRecipient.member_id)
    )
    return tuple(session.scalars(query))


def _list(session: Session, voucher_id: int, amount: int) -> RecipientList:
    query = select(VoucherRecipient).filter_by(voucher_id=voucher_id)
    rows = tuple(
        Recipient(row.name, row.each, row.quantity, row.team, row.member_id, row.note)
        for row in session.scalars(query.order_by(VoucherRecipient.id))
    )
    total = sum(row.amount for row in rows)
    return RecipientList(voucher_id, rows, total, amount_in_words(total), amount, _teams(rows))


def _teams(rows: tuple[Recipient, ...]) -> tuple[tuple[str, int], ...]:
    return tuple(
        (team, sum(row.amount for row in members))
        for team, members in groupby(rows, lambda row: row.team)
    )
