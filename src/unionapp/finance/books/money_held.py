"""The money a unit holds on a day: in the till, at banks, and handed out in advance."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from unionapp.finance.tables import FundAccount, Voucher
from unionapp.finance.vouchers.accounts import SIGNED_AMOUNT


@dataclass(frozen=True, slots=True)
class MoneyHeld:
    """Where the money lies at the end of a day."""

    cash: int
    bank: int
    advances: int

    @property
    def total(self) -> int:
        """All of it."""
        return self.cash + self.bank + self.advances


def money_held(session: Session, unit_id: int, day: date) -> MoneyHeld:
    """The money at the end of a day: openings and everything posted by then."""
    held = {"cash": 0, "bank": 0, "advance": 0}
    opened = (
        select(FundAccount.kind, func.sum(FundAccount.opening))
        .where(FundAccount.unit_id == unit_id)
        .group_by(FundAccount.kind)
    )
    moved = (
        select(FundAccount.kind, func.sum(SIGNED_AMOUNT))
        .join(Voucher, Voucher.account_id == FundAccount.id)
        .where(
            FundAccount.unit_id == unit_id,
            Voucher.status == "posted",
            Voucher.voucher_on <= day,
        )
        .group_by(FundAccount.kind)
    )
    for kind, amount in (*session.execute(opened), *session.execute(moved)):
        held[kind] += amount
    return MoneyHeld(held["cash"], held["bank"], held["advance"])
