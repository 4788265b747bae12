"""Whose names stand under a voucher: those in office when it was posted, whenever it prints."""

import json
from dataclasses import asdict, dataclass

from sqlalchemy.orm import Session

from unionapp.finance.tables import Voucher
from unionapp.organisation.profile import profile_of


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


def _officers(session: Session, unit_id: int) -> Signers:
    profile = profile_of(session, unit_id)
    return Signers(profile.chair, profile.accountant, profile.cashier)
