"""What an activity cost: a draft payment made from it and linked to it."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.activities.kinds import find_kind
from unionapp.activities.records import require_activity
from unionapp.activities.tables import Activity
from unionapp.errors import Refusal
from unionapp.finance.tables import Voucher
from unionapp.finance.vouchers.drafting import write_draft
from unionapp.finance.vouchers.drafts import LineDraft, VoucherDraft
from unionapp.finance.vouchers.open_years import require_open
from unionapp.finance.vouchers.register import VoucherRow, voucher_row
from unionapp.organisation.office import Office


def draft_voucher(
    office: Office, activity_id: int, counterparty: str, *, kind: str = "PC"
) -> VoucherRow:
    """Make a draft payment for what an activity cost; the accountant completes and posts it.

    Raises:
        Refusal: activity.unknown, activity.cancelled, activity.no_cost, activity.has_voucher, and
            what a draft voucher needs.
    """
    with office.change("activity.draft_voucher") as session:
        activity = require_activity(session, office.unit.id, activity_id)
        _require_cost(session, activity)
        amount = activity.amount or 0
        draft = VoucherDraft(
            kind=kind,
            voucher_on=_payday(session, office, activity.held_on),
            counterparty=counterparty,
            reason=activity.title,
            amount=amount,
            lines=(LineDraft(find_kind(activity.kind).item, amount),),
        )
        voucher = write_draft(session, office, draft, None)
        session.flush()
        activity.voucher_id = voucher.id
        session.flush()
        return voucher_row(session, voucher.id)


def _payday(session: Session, office: Office, held_on: date) -> date:
    day = min(held_on, office.today)
    try:
        require_open(session, office.unit.id, day)
    except Refusal:
        return office.today  # what belongs to a locked month is paid now
    return day


def cost_voucher(office: Office, activity_id: int) -> VoucherRow | None:
    """The payment made for an activity; None where there is none, or the draft was thrown away."""
    query = (
        select(Voucher.id)
        .join(Activity, Activity.voucher_id == Voucher.id)
        .where(Activity.unit_id == office.unit.id, Activity.id == activity_id)
    )
    with office.read() as session:
        voucher_id = session.scalar(query)
        return None if voucher_id is None else voucher_row(session, voucher_id)


def _require_cost(session: Session, activity: Activity) -> None:
    if not activity.amount:
        raise Refusal("activity.no_cost", title=activity.title)
    # a draft that was thrown away leaves its number behind
    if activity.voucher_id and session.get(Voucher, activity.voucher_id):
        raise Refusal("activity.has_voucher", title=activity.title)
