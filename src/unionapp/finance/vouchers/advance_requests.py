"""Requests for an advance: who asks for how much, what for, and when it will be accounted for."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.tables import Voucher
from unionapp.finance.vouchers.advances import AdvanceDraft, last_day_to_clear, require_advance
from unionapp.finance.vouchers.drafts import is_amount
from unionapp.membership.tables import Member
from unionapp.organisation.office import Office
from unionapp.organisation.tables import Unit
from unionapp.vietnamese.names import clean_text


@dataclass(frozen=True, slots=True)
class AdvanceRequest:
    """Who of which group asks for how much, what for, and by when it will be accounted for.

    What is not known yet is empty, `amount` None: it is written by hand.
    """

    person: str
    group: str
    purpose: str
    amount: int | None
    on: date
    clear_by: date


def request_of(office: Office, draft: AdvanceDraft) -> AdvanceRequest:
    """The request for an advance that is not handed out yet; it may be incomplete.

    Raises:
        Refusal: V-01, the amount is none that can be paid.
    """
    if draft.amount and not is_amount(draft.amount):
        raise Refusal("V-01")
    with office.read() as session:
        return _request(session, office, draft)


def show_request(office: Office, advance_id: int) -> AdvanceRequest:
    """The request that an advance answers, whether or not its vouchers are posted yet.

    Raises:
        Refusal: advance.unknown.
    """
    with office.read() as session:
        advance = require_advance(session, office.unit.id, advance_id)
        handed_over = select(Voucher.amount).filter_by(advance_id=advance_id, kind="TU")
        asked = AdvanceDraft(
            advance.person,
            advance.purpose,
            session.scalar(handed_over.order_by(Voucher.id).limit(1)) or 0,
            advance.advanced_on,
            member_id=advance.member_id,
        )
        return _request(session, office, asked)


def _request(session: Session, office: Office, draft: AdvanceDraft) -> AdvanceRequest:
    group = select(Unit.name).join(Member, Member.group_id == Unit.id)
    return AdvanceRequest(
        person=clean_text(draft.person),
        group=session.scalar(group.where(Member.id == draft.member_id)) or "",
        purpose=clean_text(draft.purpose),
        amount=draft.amount or None,
        on=draft.on,
        clear_by=last_day_to_clear(session, office.unit.id, draft.on),
    )
