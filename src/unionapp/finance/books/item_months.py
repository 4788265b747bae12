"""Posted receipts and payments by month and item, as the level above asks for them."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select

from unionapp.finance.tables import Voucher, VoucherLine
from unionapp.finance.vouchers.drafts import RECEIPT_KINDS
from unionapp.organisation.office import Office
from unionapp.vietnamese.months import month_of
from unionapp.vietnamese.periods import Period

Direction = Literal["receipt", "payment"]


@dataclass(frozen=True, slots=True)
class ItemMonth:
    """What was booked on an item in a month, one way, and by how many vouchers."""

    month: str
    direction: Direction
    item: str
    amount: int
    vouchers: int


def list_item_months(office: Office, period: Period) -> tuple[ItemMonth, ...]:
    """What the unit itself earned and spent; money moved between its accounts is neither."""
    query = (
        select(Voucher.id, Voucher.kind, Voucher.voucher_on, VoucherLine.item, VoucherLine.amount)
        .join(VoucherLine, VoucherLine.voucher_id == Voucher.id)
        .where(Voucher.unit_id == office.unit.id, Voucher.status == "posted")
        .where(Voucher.pair_id.is_(None))
        .where(Voucher.voucher_on.between(period.start, period.end))
    )
    amounts: Counter[tuple[str, Direction, str]] = Counter()
    vouchers: defaultdict[tuple[str, Direction, str], set[int]] = defaultdict(set)
    with office.read() as session:
        for voucher, kind, day, item, amount in session.execute(query):
            direction: Direction = "receipt" if kind in RECEIPT_KINDS else "payment"
            key = (month_of(day), direction, item)
            amounts[key] += amount
            vouchers[key].add(voucher)
    return tuple(ItemMonth(*key, amounts[key], len(found)) for key, found in vouchers.items())
