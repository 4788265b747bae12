"""The money a unit holds on a day: in the till, at banks, handed out in advance, on its way."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from unionapp.finance.tables import FundAccount, Voucher
from unionapp.finance.vouchers.accounts import SIGNED_AMOUNT


@dataclass(frozen=True, slots=True)
class MoneyHeld:
    """Where the money lies at the end of a day; `transit` left one account and reached none."""

    cash: int
    bank: int
    advances: int
    transit: int = 0

    @property
    def total(self) -> int:
        """All of it."""
        return self.cash + self.bank + self.advances + self.transit


def money_held(session: Session, unit_id: int, day: date) -> MoneyHeld:
    """The money at the end of a day: accounts opened and everything posted by then."""
    return _held(session, unit_id, opened_by=day, posted_by=day)


def money_brought(session: Session, unit_id: int, first: date, last: date) -> MoneyHeld:
    """The money some days begin with: held the evening before, or in an account opened in them."""
    return _held(session, unit_id, opened_by=last, posted_by=first - timedelta(days=1))


def _held(session: Session, unit_id: int, *, opened_by: date, posted_by: date) -> MoneyHeld:
    opened = (
        select(FundAccount.kind, func.sum(FundAccount.opening))
        .where(
            FundAccount.unit_id == unit_id,
            or_(FundAccount.opened_on.is_(None), FundAccount.opened_on <= opened_by),
        )
        .group_by(FundAccount.kind)
    )
    posted = (
        Voucher.unit_id == unit_id,
        Voucher.status == "posted",
        Voucher.voucher_on <= posted_by,
    )
    moved = (
        select(FundAccount.kind, func.sum(SIGNED_AMOUNT))
        .join(Voucher, Voucher.account_id == FundAccount.id)
        .where(*posted)
        .group_by(FundAccount.kind)
    )
    held = {"cash": 0, "bank": 0, "advance": 0}
    for kind, amount in (*session.execute(opened), *session.execute(moved)):
        held[kind] += amount
    # What left one account of a pair and has not reached the other yet is on its way.
    paired = select(func.sum(-SIGNED_AMOUNT)).where(*posted, Voucher.pair_id.is_not(None))
    transit = session.scalar(paired) or 0
    return MoneyHeld(held["cash"], held["bank"], held["advance"], transit)
