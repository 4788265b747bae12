"""What was booked on each item and source in a stretch of days, from posted vouchers only."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from unionapp.finance.items import Scheme
from unionapp.finance.tables import Voucher, VoucherLine
from unionapp.vietnamese.months import month_of

ItemSums = Mapping[tuple[str, str], int]


def item_sums(session: Session, unit_id: int, first: date, last: date) -> ItemSums:
    """The booked amount by item and source; reversals have taken their originals back."""
    query = (
        select(VoucherLine.item, VoucherLine.source, func.sum(VoucherLine.amount))
        .join(Voucher, Voucher.id == VoucherLine.voucher_id)
        .where(
            Voucher.unit_id == unit_id,
            Voucher.status == "posted",
            Voucher.voucher_on.between(first, last),
        )
        .group_by(VoucherLine.item, VoucherLine.source)
    )
    return {(item, source): amount for item, source, amount in session.execute(query)}


def month_sums(session: Session, unit_id: int, year: int) -> Mapping[str, ItemSums]:
    """The booked amount by item and source for every month of a year that has any."""
    days = (
        select(Voucher.voucher_on, VoucherLine.item, VoucherLine.source,
               func.sum(VoucherLine.amount))
        .join(Voucher, Voucher.id == VoucherLine.voucher_id)
        .where(
            Voucher.unit_id == unit_id,
            Voucher.status == "posted",
            Voucher.voucher_on.between(date(year, 1, 1), date(year, 12, 31)),
        )
        .group_by(Voucher.voucher_on, VoucherLine.item, VoucherLine.source)
    )  # fmt: skip
    months: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for day, item, source, amount in session.execute(days):
        months[month_of(day)][item, source] += amount
    return months


def by_item(sums: ItemSums) -> dict[str, int]:
    """The sums without regard to the source."""
    items: dict[str, int] = defaultdict(int)
    for (item, _), amount in sums.items():
        items[item] += amount
    return dict(items)


def family_sum(
    sums: ItemSums, scheme: Scheme, item: str, sources: Iterable[str] | None = None
) -> int:
    """What was booked on an item and everything below it, from some sources if they are named."""
    family = scheme.family(item)
    wanted = None if sources is None else frozenset(sources)
    return sum(
        amount
        for (key, source), amount in sums.items()
        if key in family and (wanted is None or source in wanted)
    )
