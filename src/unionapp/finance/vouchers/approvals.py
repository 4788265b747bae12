"""The chair approves vouchers; nobody approves a payment to themselves."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from unionapp.errors import Refusal
from unionapp.finance.findings import Finding, fail
from unionapp.finance.items import SPENDING
from unionapp.finance.tables import Voucher, VoucherApproval, VoucherRecipient, VoucherRefusal
from unionapp.finance.vouchers.drafting import withdraw_approval
from unionapp.finance.vouchers.drafts import RECEIPT_KINDS, direction_of, same_person
from unionapp.finance.vouchers.linked_vouchers import written_with
from unionapp.finance.vouchers.refusals import answer_refusals
from unionapp.finance.vouchers.register import (
    VoucherDetail,
    VoucherRow,
    require_draft,
    require_voucher,
    voucher_detail,
    voucher_rows,
)
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import legal_value
from unionapp.vietnamese.names import clean_text

APPROVER = "chair"


def approve_voucher(office: Office, voucher_id: int) -> VoucherDetail:
    """Approve a voucher, draft or posted, and the drafts that were written with it.

    Raises:
        Refusal: voucher.unknown, approval.chair_needed, approval.given, approval.own_payment.
    """
    _require_chair(office)
    with office.change("voucher.approve") as session:
        voucher = require_voucher(session, office.unit.id, voucher_id)
        sides = written_with(session, voucher)
        for side in sides:
            _require_approvable(session, office, side)
            answer_refusals(session, side.id)
        session.add_all(
            VoucherApproval(
                unit_id=office.unit.id,
                voucher_id=side.id,
                approved_at=office.moment(),
                approved_by=office.officer.name,
            )
            for side in sides
        )
        session.flush()
        return voucher_detail(session, voucher)


def withdraw_voucher_approval(office: Office, voucher_id: int) -> VoucherDetail:
    """Take back the approval of a draft.

    Raises:
        Refusal: voucher.unknown, voucher.posted, approval.chair_needed.
    """
    _require_chair(office)
    with office.change("voucher.withdraw_approval") as session:
        voucher = require_voucher(session, office.unit.id, voucher_id)
        if voucher.status == "posted":
            raise Refusal("voucher.posted")
        for side in written_with(session, voucher):
            withdraw_approval(session, side)
        return voucher_detail(session, voucher)


def refuse_voucher(office: Office, voucher_id: int, reason: str) -> VoucherDetail:
    """Send a draft back with a reason; an approval it had falls.

    Raises:
        Refusal: voucher.unknown, voucher.posted, approval.chair_needed, approval.reason_needed.
    """
    _require_chair(office)
    why = clean_text(reason)
    if not why:
        raise Refusal("approval.reason_needed")
    with office.change("voucher.refuse") as session:
        voucher = require_draft(session, office.unit.id, voucher_id)
        for side in written_with(session, voucher):
            withdraw_approval(session, side)
            session.add(
                VoucherRefusal(
                    unit_id=office.unit.id,
                    voucher_id=side.id,
                    refused_at=office.moment(),
                    refused_by=office.officer.name,
                    reason=why,
                )
            )
        session.flush()
        return voucher_detail(session, voucher)


def waiting_for_approval(office: Office) -> tuple[VoucherRow, ...]:
    """The drafts that are payments and that the chair has not decided on yet, oldest first.

    Of a transfer only the paying side stands in the list, of the clearing of an advance only the
    slip: approving it approves what was written with it.
    """
    slip = aliased(Voucher)
    has_slip = select(slip.id).where(
        slip.advance_id == Voucher.advance_id,
        slip.id != Voucher.id,
        slip.status == "draft",
        slip.kind == "HU",
        slip.pair_id.is_(None),
    )
    sent_back = select(VoucherRefusal.voucher_id).where(VoucherRefusal.is_open.is_(True))
    query = (
        select(Voucher.id)
        .outerjoin(VoucherApproval, VoucherApproval.voucher_id == Voucher.id)
        .where(Voucher.unit_id == office.unit.id, Voucher.status == "draft")
        .where(VoucherApproval.id.is_(None), Voucher.kind.not_in(sorted(RECEIPT_KINDS)))
        .where(Voucher.id.not_in(sent_back), ~has_slip.exists())
        .order_by(Voucher.voucher_on, Voucher.id)
    )
    with office.read() as session:
        ids = tuple(session.scalars(query))
    return tuple(row for row in voucher_rows(office, ids) if _pays_out(row.kind, row.pair_id))


def approved_along(office: Office, voucher_id: int) -> tuple[VoucherRow, ...]:
    """The other drafts that approving this one approves, such as the rest of a clearing.

    Raises:
        Refusal: voucher.unknown.
    """
    with office.read() as session:
        voucher = require_voucher(session, office.unit.id, voucher_id)
        others = [one.id for one in written_with(session, voucher) if one.id != voucher_id]
    return voucher_rows(office, others)


def check_approval(
    session: Session, unit_id: int, kind: str, on: date, voucher: Voucher | None
) -> Iterator[Finding]:
    """Whether a payment lacks the approval that the unit demands before posting (V-09).

    Raises:
        Refusal: parameter.missing.
    """
    if not _pays_out(kind, None if voucher is None else voucher.pair_id):
        return
    if _is_demanded(session, unit_id, on) and (
        voucher is None or not _is_approved(session, voucher.id)
    ):
        yield fail("V-09.approver", "approver")


def waits_for_approval(session: Session, voucher: Voucher) -> bool:
    """Whether a draft may not be posted before the chair has approved it.

    Raises:
        Refusal: parameter.missing.
    """
    findings = check_approval(session, voucher.unit_id, voucher.kind, voucher.voucher_on, voucher)
    return any(findings)


def _require_chair(office: Office) -> None:
    if office.officer.role != APPROVER:
        raise Refusal("approval.chair_needed", name=office.officer.name)


def _is_demanded(session: Session, unit_id: int, on: date) -> bool:
    return legal_value(session, unit_id, "voucher.needs_approval", on).flag


def _pays_out(kind: str, pair_id: int | None) -> bool:
    # An advance coming back to the till is written as HU too, but pays nobody.
    return direction_of(kind) == SPENDING and (kind != "HU" or pair_id is None)


def _is_approved(session: Session, voucher_id: int) -> bool:
    found = select(VoucherApproval.id).filter_by(voucher_id=voucher_id)
    return session.scalar(found) is not None


def _require_approvable(session: Session, office: Office, voucher: Voucher) -> None:
    if _is_approved(session, voucher.id):
        raise Refusal("approval.given")
    # Between till and bank nobody is paid; an advance is handed to somebody.
    is_handed = voucher.pair_id is None or voucher.advance_id is not None
    is_payment = is_handed and _pays_out(voucher.kind, voucher.pair_id)
    receivers = _receivers(session, voucher)
    if is_payment and all(same_person(name, office.officer.name) for name in receivers):
        raise Refusal("approval.own_payment", name=office.officer.name)


def _receivers(session: Session, voucher: Voucher) -> list[str]:
    """Who gets the money: those who sign the list if there is one, else the one person named."""
    listed = select(VoucherRecipient.name).filter_by(voucher_id=voucher.id)
    return list(session.scalars(listed)) or [voucher.counterparty]
