"""Whose names stand under a voucher: those in office when it was posted, whenever it prints."""

import json
from dataclasses import asdict, astuple, dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.finance.tables import Voucher
from unionapp.finance.vouchers.drafts import same_person
from unionapp.membership.tables import Member
from unionapp.organisation.profile import profile_of
from unionapp.organisation.tables import Officer
from unionapp.vietnamese.names import clean_text


@dataclass(frozen=True, slots=True)
class Signers:
    """The officers who sign vouchers; one nobody named is empty."""

    chair: str = ""
    accountant: str = ""
    cashier: str = ""


def keep_signers(session: Session, voucher: Voucher) -> None:
    """Keep the officers of now with a voucher that is being posted, if the unit has named any."""
    named = _officers(session, voucher.unit_id)
    if named != Signers():
        voucher.signers = json.dumps(asdict(named), ensure_ascii=False)


def signers_of(session: Session, voucher: Voucher) -> Signers:
    """Who signs a voucher: as kept when it was posted; for others the officers of now."""
    if voucher.signers:
        return Signers(**json.loads(voucher.signers))
    return _officers(session, voucher.unit_id)


def person_of(session: Session, voucher: Voucher) -> str:
    """Who pays or receives, if known to be a person; a firm or a list signs with no name."""
    name = voucher.counterparty
    if voucher.member_id is not None or _is_member(session, voucher.unit_id, name):
        return name
    officers = session.scalars(select(Officer.name).filter_by(unit_id=voucher.unit_id))
    known = (*officers, *astuple(signers_of(session, voucher)))
    return name if any(same_person(name, other) for other in known) else ""


def _is_member(session: Session, unit_id: int, name: str) -> bool:
    query = select(Member.id).filter_by(unit_id=unit_id, full_name=clean_text(name))
    return session.scalar(query.limit(1)) is not None


def _officers(session: Session, unit_id: int) -> Signers:
    profile = profile_of(session, unit_id)
    return Signers(profile.chair, profile.accountant, profile.cashier)
