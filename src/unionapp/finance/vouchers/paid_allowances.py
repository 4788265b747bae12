"""Payments of allowances that are written already: nobody is paid for the same months twice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from unionapp.finance.tables import Voucher, VoucherLine
from unionapp.finance.vouchers.numbering import Numbering
from unionapp.finance.vouchers.reversals import is_not_taken_back
from unionapp.organisation.office import Office
from unionapp.vietnamese.months import moved
from unionapp.vietnamese.names import fold
from unionapp.vietnamese.periods import Period

ALLOWANCE_ITEM = "EXP_PAY_ALLOW"


@dataclass(frozen=True, slots=True)
class PaidAllowance:
    """A payment of allowances; `period` is what its reason names, None where it names none."""

    voucher_id: int
    number: str
    voucher_on: date
    amount: int
    period: Period | None

    @property
    def words(self) -> str:
        """How it is called: its number, or a draft of its day; and what it pays for."""
        name = self.number or f"bản nháp ngày {self.voucher_on:%d/%m/%Y}"
        return f"{name} ({self.period.label})" if self.period else name


def list_paid_allowances(office: Office, period: Period) -> tuple[PaidAllowance, ...]:
    """The payments, drafts too, for months of a period; and those of its days that name none."""
    with office.read() as session:
        return paid_allowances(session, office.unit.id, period)


def paid_allowances(session: Session, unit_id: int, period: Period) -> tuple[PaidAllowance, ...]:
    """What `list_paid_allowances` tells, inside an open session."""
    vouchers = session.scalars(_standing(unit_id)).all()
    if not vouchers:
        return ()
    numbering, labels = Numbering(session, unit_id), _labels(period)
    found = (
        PaidAllowance(
            row.id,
            numbering.write(row.kind, row.number, row.voucher_on),
            row.voucher_on,
            row.amount,
            _named(row.reason, labels),
        )
        for row in vouchers
    )
    return tuple(paid for paid in found if _concerns(paid, period))


def _standing(unit_id: int) -> Select[Voucher]:
    on_item = select(VoucherLine.voucher_id).where(VoucherLine.item == ALLOWANCE_ITEM)
    return (
        select(Voucher)
        .where(Voucher.unit_id == unit_id, Voucher.amount > 0)
        .where(Voucher.id.in_(on_item), is_not_taken_back())
        .order_by(Voucher.voucher_on, Voucher.id)
    )


def _concerns(paid: PaidAllowance, period: Period) -> bool:
    if paid.period is None:
        return period.covers(paid.voucher_on)
    return paid.period.first <= period.last and period.first <= paid.period.last


def _named(reason: str, labels: Sequence[tuple[str, Period]]) -> Period | None:
    words = fold(reason)
    return next((period for label, period in labels if label in words), None)


def _labels(around: Period) -> list[tuple[str, Period]]:
    """Every run of months near a period as it is said; the longest words first.

    "Tháng 5 năm 2026" stands within "từ tháng 2 năm 2026 đến tháng 5 năm 2026".
    """
    runs = [(fold(run.label), run) for run in _runs(around)]
    return sorted(runs, key=lambda named: -len(named[0]))


def _runs(around: Period) -> Iterator[Period]:
    months = Period(moved(around.first, -12), moved(around.last, 12)).months()
    for at, first in enumerate(months):
        yield from (Period(first, last) for last in months[at : at + 12])
