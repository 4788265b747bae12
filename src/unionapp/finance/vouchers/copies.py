"""A voucher written once more: the same people, items and amounts on another day."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.tables import Attachment, Voucher, VoucherRecipient
from unionapp.finance.vouchers.contribution_ties import contributed_by
from unionapp.finance.vouchers.drafting import write_draft
from unionapp.finance.vouchers.drafts import TYPED_KINDS
from unionapp.finance.vouchers.dues_ties import collected_by
from unionapp.finance.vouchers.linked_vouchers import pair_of
from unionapp.finance.vouchers.recipients import listed_amount
from unionapp.finance.vouchers.register import VoucherRow, draft_of, require_voucher, voucher_row
from unionapp.finance.vouchers.transfers import Transfer, write_transfer
from unionapp.organisation.office import Office


def copy_voucher(office: Office, voucher_id: int, on: date | None = None) -> VoucherRow:
    """Draft a voucher like another one, today unless a day is given; its papers are not copied.

    A reversal is copied as what it reversed, a transfer with both its sides.

    Raises:
        Refusal: voucher.unknown, voucher.not_copied (advances), period.locked, account.wrong_kind.
    """
    day = on or office.today
    with office.change("voucher.copy") as session:
        voucher = require_voucher(session, office.unit.id, voucher_id)
        if voucher.reverses_id is not None:
            voucher = session.get_one(Voucher, voucher.reverses_id)
        if voucher.advance_id is not None or voucher.kind not in TYPED_KINDS:
            raise Refusal("voucher.not_copied")
        if voucher.pair_id is not None:
            return _copy_transfer(session, office, voucher, day)
        draft = replace(draft_of(session, voucher), voucher_on=day, attachments=0)
        copy = write_draft(session, office, draft)
        _copy_recipients(session, voucher, copy)
        return voucher_row(session, copy.id)


def stands_alone(office: Office, voucher_id: int) -> bool:
    """Whether the form of a voucher says all of it: no other side, list, papers or dues with it.

    Raises:
        Refusal: voucher.unknown.
    """
    with office.read() as session:
        voucher = require_voucher(session, office.unit.id, voucher_id)
        if any((voucher.pair_id, voucher.advance_id, voucher.recurring_id)):
            return False
        papers = select(Attachment.id).filter_by(voucher_id=voucher.id).limit(1)
        lists = (collected_by, contributed_by, listed_amount)
        return session.scalar(papers) is None and not any(
            total_of(session, voucher.id) for total_of in lists
        )


def _copy_transfer(session: Session, office: Office, voucher: Voucher, day: date) -> VoucherRow:
    paying, receiving = pair_of(session, voucher)
    arrives = day + (receiving.voucher_on - paying.voucher_on)
    moved = Transfer(
        paying.account_id,
        receiving.account_id,
        paying.amount,
        day,
        arrives,
        reason=paying.reason,
        counterparty=paying.counterparty,
    )
    copies = dict(
        zip((paying.id, receiving.id), write_transfer(session, office, moved), strict=True)
    )
    return voucher_row(session, copies[voucher.id].id)


def _copy_recipients(session: Session, original: Voucher, copy: Voucher) -> None:
    query = select(VoucherRecipient).filter_by(voucher_id=original.id)
    session.add_all(
        VoucherRecipient(
            unit_id=row.unit_id,
            voucher_id=copy.id,
            name=row.name,
            team=row.team,
            member_id=row.member_id,
            quantity=row.quantity,
            each=row.each,
            note=row.note,
        )
        for row in session.scalars(query.order_by(VoucherRecipient.id)).all()
    )
    session.flush()
