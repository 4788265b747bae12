"""What the level above corrected in a settlement, and what was paid back of it since.

The approved closing opens the next year though the money did not move: what was struck out is a
claim on whoever spent it, what was added is a debt, until a voucher settles it.
"""

from datetime import date

from sqlalchemy.orm import Session

from unionapp.finance.books.money_held import money_brought
from unionapp.finance.levels.obligations import has_books_before, opening_payable, remits_due
from unionapp.finance.vouchers.item_sums import by_item, item_sums
from unionapp.finance.yearly_tables import YearOpening

RECOVERED, PAID_BACK = "CORRECTION_IN", "CORRECTION_OUT"


def corrections_left(session: Session, unit_id: int, day: date) -> int:
    """Corrections not settled by the end of a day: above nothing a claim, below it a debt.

    Raises:
        Refusal: parameter.missing.
    """
    brought = _brought(session, unit_id, day.year)
    recovered, paid_back = corrections_settled(session, unit_id, date(day.year, 1, 1), day)
    return brought - recovered + paid_back


def corrections_settled(
    session: Session, unit_id: int, first: date, last: date
) -> tuple[int, int]:
    """What came in and what went out for corrections in a stretch of days."""
    booked = by_item(item_sums(session, unit_id, first, last))
    return booked.get(RECOVERED, 0), booked.get(PAID_BACK, 0)


def deducted_before(session: Session, unit_id: int, year: int) -> int:
    """What the fund a year opens with leaves out as owed upwards.

    It is nothing where the form before showed only what was paid.

    Raises:
        Refusal: parameter.missing.
    """
    stated = session.get(YearOpening, (unit_id, year))
    is_typed = stated is not None and stated.origin == "typed"
    is_shown = remits_due(session, unit_id, year if is_typed else year - 1)
    return opening_payable(session, unit_id, year) if is_shown else 0


def _brought(session: Session, unit_id: int, year: int) -> int:
    stated = session.get(YearOpening, (unit_id, year))
    january = date(year, 1, 1)
    if stated is not None and stated.origin == "approved":
        held = money_brought(session, unit_id, january, january).total
        return stated.accumulated + deducted_before(session, unit_id, year) - held
    if stated is not None or not has_books_before(session, unit_id, year):
        return 0
    return corrections_left(session, unit_id, date(year - 1, 12, 31))
