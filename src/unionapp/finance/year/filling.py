"""Every row of a form from the books of a year or of a part of one."""

from datetime import timedelta

from sqlalchemy.orm import Session

from unionapp.finance.books.item_sums import by_item, item_sums
from unionapp.finance.books.money_held import money_brought, money_held
from unionapp.finance.forms import SETTLEMENT_FORM, Form, fill_form, form_on
from unionapp.finance.items import scheme_on
from unionapp.finance.levels.obligations import (
    Obligations,
    opening_payable,
    read_obligations,
    remits_due,
)
from unionapp.finance.year.corrections import deducted_before
from unionapp.finance.year.opening import read_opening
from unionapp.vietnamese.periods import Period, whole_year


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
    unbooked = _unbooked(session, unit_id, period)
    return fill_form(form, scheme_on(period.end), booked, unbooked)


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


def _unbooked(session: Session, unit_id: int, period: Period) -> dict[str, int]:
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
    form = form_on(SETTLEMENT_FORM, before.end)
    closed = fill_period(session, unit_id, before, form)["closing"]
    if opening.origin != "computed":
        return closed
    brought = money_brought(session, unit_id, period.start, period.end).total
    return closed + brought - money_held(session, unit_id, before.end).total
