"""The figures of a year that no voucher carries: opening fund, obligation, what is owed."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.books.money_held import money_held
from unionapp.finance.forms import Form, fill_form
from unionapp.finance.items import scheme_on
from unionapp.finance.levels.obligations import opening_payable, read_obligations
from unionapp.finance.vouchers.item_sums import by_item, item_sums
from unionapp.finance.yearly_tables import YearOpening
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import legal_value


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
        Refusal: opening.approved, the level above has approved another figure.
    """
    with office.change("year.open") as session:
        row = session.get(YearOpening, (office.unit.id, year))
        if row is not None and row.origin == "approved":
            raise Refusal("opening.approved", year=year)
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


def read_opening(session: Session, unit_id: int, year: int) -> Opening:
    """What a year begins with: as approved or stated, else the money held less what is owed."""
    stated = session.get(YearOpening, (unit_id, year))
    if stated is not None:
        return Opening(year, stated.accumulated, stated.payable_up, stated.origin)
    payable = opening_payable(session, unit_id, year)
    held = money_held(session, unit_id, date(year - 1, 12, 31)).total
    return Opening(year, held - payable, payable, "computed")


def fill_year(session: Session, unit_id: int, year: int, form: Form) -> dict[str, int]:
    """Every row of a form from the books of a year."""
    last = date(year, 12, 31)
    booked = by_item(item_sums(session, unit_id, date(year, 1, 1), last))
    return fill_form(form, scheme_on(last), booked, year_figures(session, unit_id, year))


def year_figures(session: Session, unit_id: int, year: int) -> dict[str, int]:
    """The named figures that forms ask for."""
    owed, by_obligation = (
        read_obligations(session, unit_id, year),
        remits_due(session, unit_id, year),
    )
    return {
        "opening": read_opening(session, unit_id, year).accumulated,
        "remitted": owed.due if by_obligation else owed.paid,
        "payable": owed.owed if by_obligation else 0,
    }


def remits_due(session: Session, unit_id: int, year: int) -> bool:
    """Whether the form shows what was due upwards in a year, and not only what was paid."""
    basis = legal_value(session, unit_id, "settlement.remit_basis", date(year, 12, 31))
    return basis.value == "obligation"
