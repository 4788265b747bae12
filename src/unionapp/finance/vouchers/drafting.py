"""Vouchers written as drafts: kept, changed, thrown away."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from unionapp.database.base import new_uid
from unionapp.errors import Refusal
from unionapp.finance.items import scheme_on
from unionapp.finance.tables import (
    Advance,
    Attachment,
    Voucher,
    VoucherApproval,
    VoucherLine,
    VoucherRecipient,
    VoucherRefusal,
)
from unionapp.finance.vouchers.accounts import account_for
from unionapp.finance.vouchers.contribution_ties import release_contribution
from unionapp.finance.vouchers.drafts import VoucherDraft, require_keepable
from unionapp.finance.vouchers.dues_ties import release_dues
from unionapp.finance.vouchers.linked_vouchers import written_with
from unionapp.finance.vouchers.open_years import require_open
from unionapp.finance.vouchers.refusals import answer_refusals
from unionapp.finance.vouchers.register import VoucherRow, draft_of, require_draft, voucher_row
from unionapp.organisation.kept_files import drop_files
from unionapp.organisation.office import Office
from unionapp.organisation.tables import UnitParent
from unionapp.vietnamese.names import clean_text, fold

_BELONGINGS = (VoucherLine, VoucherRecipient, VoucherApproval, VoucherRefusal, Attachment)


def save_voucher(office: Office, draft: VoucherDraft, voucher_id: int | None = None) -> VoucherRow:
    """Keep a voucher as a draft, new or changed; it has no number yet.

    Raises:
        Refusal: V-01, year.submitted, period.locked, account.none, account.unknown,
            account.wrong_kind, item.no_scheme, voucher.unknown, voucher.posted,
            voucher.is_transfer, voucher.unknown_kind, voucher.attachments,
            voucher.unknown_source, voucher.too_long, voucher.not_a_lower_unit.
    """
    with office.change("voucher.save") as session:
        voucher = write_draft(session, office, draft, voucher_id)
        session.flush()
        return voucher_row(session, voucher.id)


def delete_draft(office: Office, voucher_id: int) -> None:
    """Throw a draft away with what was written with it; what it collected is owed again.

    A draft stands in no book, so one dated in a locked month may go too: the lock holds for what
    was posted, and for writing or dating anything into the month.

    Raises:
        Refusal: voucher.unknown, voucher.posted, period.locked.
    """
    with office.change("voucher.delete") as session:
        voucher = require_draft(session, office.unit.id, voucher_id)
        sides = written_with(session, voucher)
        shown = select(Attachment.sha256).where(
            Attachment.voucher_id.in_([side.id for side in sides])
        )
        files = session.scalars(shown).all()
        for side in sides:
            release_dues(session, office, side)
            release_contribution(session, side)
            for belonging in _BELONGINGS:
                session.execute(delete(belonging).filter_by(voucher_id=side.id))
            side.pair_id = None
        session.flush()
        for side in sides:
            session.delete(side)
        session.flush()
        _drop_empty_advance(session, voucher.advance_id)
        drop_files(session, office.unit.id, files)


def write_draft(
    session: Session, office: Office, draft: VoucherDraft, voucher_id: int | None = None
) -> Voucher:
    """Write a draft inside a transaction that is already open.

    Raises:
        Refusal: as `save_voucher`.
    """
    require_keepable(draft)
    require_open(session, office.unit.id, draft.voucher_on)
    if draft.lower_unit_id is not None:
        _require_lower_unit(session, office.unit.id, draft.lower_unit_id)
    account = account_for(session, office, draft.kind, draft.account_id)
    voucher = _new_voucher(office) if voucher_id is None else _single(session, office, voucher_id)
    before = None if voucher_id is None else draft_of(session, voucher)
    _put(session, voucher, draft, account.id)
    if before is not None and draft_of(session, voucher) != before:
        withdraw_approval(session, voucher)
    return voucher


def write_negative(
    session: Session,
    office: Office,
    draft: VoucherDraft,
    account_id: int,
    reverses: Voucher | None = None,
) -> Voucher:
    """Write a negative entry, which takes back a voucher or a part of what receipts brought.

    Nothing is asked of it here: as a draft its amount would be refused (V-01).
    """
    voucher = _new_voucher(office)
    if reverses is not None:
        voucher.reverses_id, voucher.advance_id = reverses.id, reverses.advance_id
    _put(session, voucher, draft, account_id)
    return voucher


def withdraw_approval(session: Session, voucher: Voucher) -> None:
    """Forget that a draft was approved: what was approved is about to change."""
    for approval in session.scalars(select(VoucherApproval).filter_by(voucher_id=voucher.id)):
        session.delete(approval)
    answer_refusals(session, voucher.id)
    session.flush()


def _drop_empty_advance(session: Session, advance_id: int | None) -> None:
    # An advance that was asked for and never handed out leaves nothing behind.
    left = select(Voucher.id).where(Voucher.advance_id == advance_id)
    if advance_id is not None and session.scalar(left.limit(1)) is None:
        session.delete(session.get_one(Advance, advance_id))


def _single(session: Session, office: Office, voucher_id: int) -> Voucher:
    voucher = require_draft(session, office.unit.id, voucher_id)
    if voucher.pair_id is not None:
        raise Refusal("voucher.is_transfer")
    return voucher


def _new_voucher(office: Office) -> Voucher:
    return Voucher(
        uid=new_uid(office.clock()),
        unit_id=office.unit.id,
        status="draft",
        number=None,
        created_at=office.moment(),
        created_by=office.officer.name,
    )


def _put(session: Session, voucher: Voucher, draft: VoucherDraft, account_id: int) -> None:
    _fill(voucher, draft)
    voucher.account_id = account_id
    session.add(voucher)
    session.flush()
    session.execute(delete(VoucherLine).filter_by(voucher_id=voucher.id))
    session.add_all(_lines_of(voucher, draft))


def _fill(voucher: Voucher, draft: VoucherDraft) -> None:
    voucher.kind, voucher.voucher_on = draft.kind, draft.voucher_on
    voucher.year = draft.voucher_on.year
    voucher.counterparty = clean_text(draft.counterparty)
    voucher.address = clean_text(draft.address)
    voucher.member_id = draft.member_id
    voucher.reason = clean_text(draft.reason)
    voucher.amount = draft.amount
    voucher.attachments = draft.attachments
    voucher.template = draft.template
    voucher.lower_unit_id = draft.lower_unit_id
    voucher.search_fold = fold(f"{voucher.kind} {voucher.counterparty} {voucher.reason}")


def _require_lower_unit(session: Session, unit_id: int, lower_id: int) -> None:
    linked = select(UnitParent.id).filter_by(unit_id=lower_id, parent_id=unit_id)
    if session.scalar(linked.limit(1)) is None:
        raise Refusal("voucher.not_a_lower_unit")


def _lines_of(voucher: Voucher, draft: VoucherDraft) -> list[VoucherLine]:
    # An unknown item is kept as typed in the draft; posting names it (V-06).
    scheme = scheme_on(draft.voucher_on)
    return [
        VoucherLine(
            unit_id=voucher.unit_id,
            voucher_id=voucher.id,
            item=scheme.key_of(line.item),
            source=line.source,
            amount=line.amount,
            note=clean_text(line.note),
        )
        for line in draft.lines
    ]
