"""The vouchers that were written: listed, found and shown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from unionapp.errors import Refusal
from unionapp.finance.tables import (
    FundAccount,
    Voucher,
    VoucherApproval,
    VoucherLine,
)
from unionapp.finance.vouchers.drafts import LineDraft, VoucherDraft
from unionapp.finance.vouchers.numbering import Numbering
from unionapp.finance.vouchers.reversals import reversal_of
from unionapp.finance.vouchers.search_words import says
from unionapp.finance.vouchers.signers import Signers, person_of, signers_of
from unionapp.organisation.office import Office
from unionapp.vietnamese.amounts import amount_in_words
from unionapp.vietnamese.names import fold
from unionapp.vietnamese.periods import Period


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
    """A voucher with everything on it; `draft` is what the form shows.

    `person` is who signs as the other side, empty where that is no person known here.
    """

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
    person: str = ""

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
        reversed_by_id=reversal_of(session, voucher.id),
        signers=signers_of(session, voucher),
        approved_at=None if approval is None else approval.approved_at,
        approved_by=None if approval is None else approval.approved_by,
        person=person_of(session, voucher),
    )


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
