"""What a year begins with: approved by the level above, stated, or worked out from the books."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.amounts import require_figure
from unionapp.finance.books.money_held import money_brought
from unionapp.finance.tables import FundAccount
from unionapp.finance.vouchers.open_years import require_open, standing_settlement
from unionapp.finance.year.corrections import corrections_left, deducted_before
from unionapp.finance.yearly_tables import YearOpening
from unionapp.organisation.office import Office


@dataclass(frozen=True, slots=True)
class Opening:
    """What a year begins with; `origin` is approved, typed or computed from the books."""

    year: int
    accumulated: int
    payable_up: int
    origin: str


def set_opening_fund(office: Office, year: int, accumulated: int, payable_up: int) -> Opening:
    """State what a year begins with, for units whose earlier books are not in this file.

    Raises:
        Refusal: opening.approved, the level above has approved another figure; money.too_large,
            opening.negative, year.submitted, period.locked.
    """
    require_figure(accumulated, payable_up)
    if accumulated < 0 or payable_up < 0:
        raise Refusal("opening.negative")
    with office.change("year.open") as session:
        row = session.get(YearOpening, (office.unit.id, year))
        if row is not None and row.origin == "approved":
            raise Refusal("opening.approved", year=year)
        require_open(session, office.unit.id, date(year, 1, 1))
        session.merge(
            YearOpening(
                unit_id=office.unit.id,
                year=year,
                accumulated=accumulated,
                payable_up=payable_up,
                origin="typed",
            )
        )
        session.flush()
        return read_opening(session, office.unit.id, year)


def read_opening(session: Session, unit_id: int, year: int, until: date | None = None) -> Opening:
    """What a year begins with: as approved or stated, else the money brought less what is owed.

    An account opened later in the year belongs to what the year brought, from its day on.

    Raises:
        Refusal: parameter.missing.
    """
    stated = session.get(YearOpening, (unit_id, year))
    if stated is not None:
        return Opening(year, stated.accumulated, stated.payable_up, stated.origin)
    brought = money_brought(session, unit_id, date(year, 1, 1), until or date(year, 12, 31))
    claims = corrections_left(session, unit_id, date(year - 1, 12, 31))
    payable = deducted_before(session, unit_id, year)
    return Opening(year, brought.total + claims - payable, payable, "computed")


def settled_opening(session: Session, unit_id: int, year: int) -> int | None:
    """The fund a year begins with, once it is stated or the year before was handed in.

    The year in which the books themselves begin has no year before to wait for.

    Raises:
        Refusal: parameter.missing.
    """
    is_stated = session.get(YearOpening, (unit_id, year)) is not None
    is_settled = is_stated or standing_settlement(session, unit_id, year - 1) is not None
    if is_settled or _books_begin_in(session, unit_id, year):
        return read_opening(session, unit_id, year).accumulated
    return None


def _books_begin_in(session: Session, unit_id: int, year: int) -> bool:
    first = session.scalar(
        select(func.min(FundAccount.opened_on)).where(FundAccount.unit_id == unit_id)
    )
    return first is not None and first.year == year
