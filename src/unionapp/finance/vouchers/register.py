"""Vouchers: kept as drafts, thrown away, listed and shown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session, aliased

from unionapp.database.base import new_uid
from unionapp.errors import Refusal
from unionapp.finance.items import scheme_on
from unionapp.finance.tables import (
    Advance,
    Attachment,
    FundAccount,
    Voucher,
    VoucherApproval,
    VoucherLine,
    VoucherRecipient,
    VoucherRefusal,
)
from unionapp.finance.vouchers.accounts import account_for
from unionapp.finance.vouchers.contribution_ties import release_contribution
from unionapp.finance.vouchers.drafts import LineDraft, VoucherDraft, require_keepable
from unionapp.finance.vouchers.dues_ties import release_dues
from unionapp.finance.vouchers.linked_vouchers import written_with
from unionapp.finance.vouchers.numbering import Numbering
from unionapp.finance.vouchers.open_years import require_open
from unionapp.finance.vouchers.refusals import answer_refusals
from unionapp.finance.vouchers.search_words import says
from unionapp.finance.vouchers.signers import Signers, signers_of
from unionapp.organisation.kept_files import drop_files
from unionapp.organisation.office import Office
from unionapp.organisation.tables import UnitParent
from unionapp.vietnamese.amounts import amount_in_words
from unionapp.vietnamese.names import clean_text, fold
from unionapp.vietnamese.periods import Period

_BELONGINGS = (VoucherLine, VoucherRecipient, VoucherApproval, VoucherRefusal, Attachment)


@dataclass(frozen=True, slots=True)
class VoucherRow:
    """A voucher in a list; `number` is empty until it is posted."""

    id: int
    kind: str
    number: str
    voucher_on: date
    counterparty: str
    reason: str
    amount: int
    account: str
    status: str
    is_reversed: bool
    reverses_id: int | None
    pair_id: int | None
    is_approved: bool = False


@dataclass(frozen=True, slots=True)
class VoucherStep:
    """What was done with a voucher, by whom, at which moment (UTC)."""

    what: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class VoucherDetail:
    """A voucher with everything on it; `draft` is what the form shows."""

    row: VoucherRow
    draft: VoucherDraft
    in_words: str
    created_at: str
    created_by: str
    posted_at: str | None
    posted_by: str | None
    reversed_by_id: int | None
    signers: Signers
    approved_at: str | None = None
    approved_by: str | None = None

    @property
    def history(self) -> tuple[VoucherStep, ...]:
        """What was done with it, in order: written, approved, posted."""
        steps = (
            ("Đã lập", self.created_by, self.created_at),
            ("Đã duyệt", self.approved_by, self.approved_at),
            ("Đã ghi sổ", self.posted_by, self.posted_at),
        )
        done = [VoucherStep(what, by, at) for what, by, at in steps if by and at]
        return tuple(sorted(done, key=lambda step: step.at))


def save_voucher(office: Office, draft: VoucherDraft, voucher_id: int | None = None) -> VoucherRow:
    """Keep a voucher as a draft, new or changed; it has no number yet.

    Raises:
        Refusal: V-01, period.locked, account.none, account.wrong_kind, voucher.unknown,
            voucher.posted, voucher.is_transfer, voucher.unknown_kind, voucher.attachments,
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


def list_vouchers(
    office: Office, period: Period | None = None, kind: str | None = None, search: str = ""
) -> tuple[VoucherRow, ...]:
    """The vouchers of a period in the order of their days and numbers."""
    return voucher_rows(office, voucher_ids(office, period, kind, search))


def voucher_ids(
    office: Office, period: Period | None = None, kind: str | None = None, search: str = ""
) -> tuple[int, ...]:
    """The ids behind `list_vouchers`, for lists that read their rows page by page."""
    query = select(Voucher.id).where(Voucher.unit_id == office.unit.id)
    if period is not None:
        query = query.where(Voucher.voucher_on.between(period.start, period.end))
    if kind:
        query = query.where(Voucher.kind == kind)
    query = query.where(*(says(word) for word in fold(search).split()))
    with office.read() as session:
        return tuple(session.scalars(query.order_by(*_LIST_ORDER)))


def voucher_rows(office: Office, ids: Sequence[int]) -> tuple[VoucherRow, ...]:
    """The rows of some vouchers, in the order of the ids."""
    with office.read() as session:
        found: dict[int, VoucherRow] = {}
        for start in range(0, len(ids), 500):
            page = _rows_query().where(Voucher.id.in_(ids[start : start + 500]))
            found |= {row.id: row for row in _read_rows(session, page)}
    return tuple(found[id_] for id_ in ids if id_ in found)


def show_voucher(office: Office, voucher_id: int) -> VoucherDetail:
    """A voucher with its lines.

    Raises:
        Refusal: voucher.unknown.
    """
    with office.read() as session:
        return voucher_detail(session, require_voucher(session, office.unit.id, voucher_id))


def voucher_detail(session: Session, voucher: Voucher) -> VoucherDetail:
    """A voucher with everything on it, inside an open session."""
    approval = session.scalar(select(VoucherApproval).filter_by(voucher_id=voucher.id))
    return VoucherDetail(
        row=voucher_row(session, voucher.id),
        draft=draft_of(session, voucher),
        in_words=amount_in_words(voucher.amount),
        created_at=voucher.created_at,
        created_by=voucher.created_by,
        posted_at=voucher.posted_at,
        posted_by=voucher.posted_by,
        reversed_by_id=session.scalar(select(Voucher.id).where(Voucher.reverses_id == voucher.id)),
        signers=signers_of(session, voucher),
        approved_at=None if approval is None else approval.approved_at,
        approved_by=None if approval is None else approval.approved_by,
    )


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
    _fill(voucher, draft, account)
    session.add(voucher)
    session.flush()
    session.execute(delete(VoucherLine).filter_by(voucher_id=voucher.id))
    session.add_all(_lines_of(voucher, draft))
    if before is not None and draft_of(session, voucher) != before:
        withdraw_approval(session, voucher)
    return voucher


def withdraw_approval(session: Session, voucher: Voucher) -> None:
    """Forget that a draft was approved: what was approved is about to change."""
    for approval in session.scalars(select(VoucherApproval).filter_by(voucher_id=voucher.id)):
        session.delete(approval)
    answer_refusals(session, voucher.id)
    session.flush()


def require_voucher(session: Session, unit_id: int, voucher_id: int) -> Voucher:
    """A voucher of this unit.

    Raises:
        Refusal: voucher.unknown.
    """
    voucher = session.scalar(select(Voucher).filter_by(unit_id=unit_id, id=voucher_id))
    if voucher is None:
        raise Refusal("voucher.unknown", voucher=voucher_id)
    return voucher


def require_draft(session: Session, unit_id: int, voucher_id: int) -> Voucher:
    """A voucher that may still be changed.

    Raises:
        Refusal: voucher.unknown, voucher.posted.
    """
    voucher = require_voucher(session, unit_id, voucher_id)
    if voucher.status == "posted":
        raise Refusal("voucher.posted")
    return voucher


def draft_of(session: Session, voucher: Voucher) -> VoucherDraft:
    """What the form of a stored voucher shows."""
    lines = session.scalars(
        select(VoucherLine).filter_by(voucher_id=voucher.id).order_by(VoucherLine.id)
    )
    return VoucherDraft(
        kind=voucher.kind,
        voucher_on=voucher.voucher_on,
        counterparty=voucher.counterparty,
        reason=voucher.reason,
        amount=voucher.amount,
        lines=tuple(LineDraft(row.item, row.amount, row.source, row.note) for row in lines),
        account_id=voucher.account_id,
        address=voucher.address,
        member_id=voucher.member_id,
        attachments=voucher.attachments,
        template=voucher.template,
        lower_unit_id=voucher.lower_unit_id,
    )


def voucher_row(session: Session, voucher_id: int) -> VoucherRow:
    """The list row of one voucher."""
    return _read_rows(session, _rows_query().where(Voucher.id == voucher_id))[0]


_LIST_ORDER = (Voucher.voucher_on, Voucher.status.desc(), Voucher.kind, Voucher.number, Voucher.id)
_Reversal = aliased(Voucher)


def _rows_query() -> Select[Voucher, str, int, int]:
    return (
        select(Voucher, FundAccount.name, _Reversal.id, VoucherApproval.id)
        .join(FundAccount, FundAccount.id == Voucher.account_id)
        .outerjoin(_Reversal, _Reversal.reverses_id == Voucher.id)
        .outerjoin(VoucherApproval, VoucherApproval.voucher_id == Voucher.id)
    )


def _read_rows(session: Session, query: Select[Voucher, str, int, int]) -> list[VoucherRow]:
    rows = session.execute(query).all()
    if not rows:
        return []
    numbering = Numbering(session, rows[0][0].unit_id)
    return [
        replace(
            _as_row(voucher, name, numbering), is_reversed=bool(reversal), is_approved=bool(ok)
        )
        for voucher, name, reversal, ok in rows
    ]


def _as_row(voucher: Voucher, account: str, numbering: Numbering) -> VoucherRow:
    return VoucherRow(
        id=voucher.id,
        kind=voucher.kind,
        number=numbering.write(voucher.kind, voucher.number, voucher.voucher_on),
        voucher_on=voucher.voucher_on,
        counterparty=voucher.counterparty,
        reason=voucher.reason,
        amount=voucher.amount,
        account=account,
        status=voucher.status,
        is_reversed=False,
        reverses_id=voucher.reverses_id,
        pair_id=voucher.pair_id,
    )


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


def _fill(voucher: Voucher, draft: VoucherDraft, account: FundAccount) -> None:
    voucher.kind, voucher.voucher_on = draft.kind, draft.voucher_on
    voucher.year = draft.voucher_on.year
    voucher.account_id = account.id
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
    return [
        VoucherLine(
            unit_id=voucher.unit_id,
            voucher_id=voucher.id,
            item=_item_key(line.item, draft.voucher_on),
            source=line.source,
            amount=line.amount,
            note=clean_text(line.note),
        )
        for line in draft.lines
    ]


def _item_key(text: str, on: date) -> str:
    # An unknown item is kept as typed in the draft; posting names it (V-06).
    try:
        return scheme_on(on).find(text).key
    except Refusal:
        return text
