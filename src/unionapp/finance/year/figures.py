"""The figures of a year that no voucher carries: opening fund, obligation, what is owed."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.amounts import require_figure
from unionapp.finance.books.money_held import money_brought, money_held
from unionapp.finance.forms import Form, fill_form, form_on
from unionapp.finance.items import scheme_on
from unionapp.finance.levels.obligations import (
    Obligations,
    opening_payable,
    read_obligations,
    remits_due,
)
from unionapp.finance.tables import FundAccount
from unionapp.finance.vouchers.item_sums import by_item, item_sums
from unionapp.finance.vouchers.open_years import require_open, standing_settlement
from unionapp.finance.year.corrections import corrections_left, deducted_before
from unionapp.finance.yearly_tables import YearOpening
from unionapp.organisation.office import Office
from unionapp.vietnamese.periods import Period

FORM = "B07-TLĐ"


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


def fill_year(session: Session, unit_id: int, year: int, form: Form) -> dict[str, int]:
    """Every row of a form from the books of a year.

    Raises:
        Refusal: item.no_scheme.
    """
    return fill_period(session, unit_id, whole_year(year), form)


def fill_period(session: Session, unit_id: int, period: Period, form: Form) -> dict[str, int]:
    """Every row of a form from the books of a year or of a part of one.

    A part opens with what the months before it closed with, so that parts add up to the year.

    Raises:
        Refusal: item.no_scheme.
    """
    booked = by_item(item_sums(session, unit_id, period.start, period.end))
    figures = _period_figures(session, unit_id, period)
    return fill_form(form, scheme_on(period.end), booked, figures)


def whole_year(year: int) -> Period:
    """A year as a period."""
    return Period.parse(str(year))


def months_before(period: Period) -> Period | None:
    """The months of the same year that lie before a period; none before one from January on."""
    if period.start.month == 1:
        return None
    return Period(f"{period.start.year}-01", period.before().last)


def owed_before(session: Session, unit_id: int, period: Period) -> Obligations:
    """The account with the level above as it stood the day before a period began.

    Raises:
        Refusal: item.no_scheme.
    """
    year = period.start.year
    if period.start.month == 1:
        opening = opening_payable(session, unit_id, year)
        return Obligations(year, period.start - timedelta(days=1), opening, (), 0, 0, opening)
    return read_obligations(session, unit_id, year, period.start - timedelta(days=1))


def _period_figures(session: Session, unit_id: int, period: Period) -> dict[str, int]:
    year = period.end.year
    owed = read_obligations(session, unit_id, year, period.end)
    before = owed_before(session, unit_id, period)
    payable = owed.owed if remits_due(session, unit_id, year) else 0
    return {
        "opening": period_opening(session, unit_id, period),
        # What was due, as long as the form shows it; only what was paid where it does not.
        "remitted": owed.paid - before.paid + payable - payable_before(session, unit_id, period),
        "payable": payable,
    }


def payable_before(session: Session, unit_id: int, period: Period) -> int:
    """What the fund a period begins with leaves out as owed upwards.

    Raises:
        Refusal: parameter.missing.
    """
    year = period.start.year
    if period.start.month == 1:
        return deducted_before(session, unit_id, year)
    is_shown = remits_due(session, unit_id, year)
    return owed_before(session, unit_id, period).owed if is_shown else 0


def period_opening(session: Session, unit_id: int, period: Period) -> int:
    """The fund a period begins with: of the year, or as the months before closed.

    Raises:
        Refusal: form.no_edition.
    """
    opening = read_opening(session, unit_id, period.start.year, period.end)
    before = months_before(period)
    if before is None:
        return opening.accumulated
    form = form_on(FORM, before.end)
    closed = fill_period(session, unit_id, before, form)["closing"]
    if opening.origin != "computed":
        return closed
    brought = money_brought(session, unit_id, period.start, period.end).total
    return closed + brought - money_held(session, unit_id, before.end).total
