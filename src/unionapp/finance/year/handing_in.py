"""Handing a settlement in and taking it back; every version is kept."""

from datetime import date

from unionapp.errors import Refusal
from unionapp.finance.findings import refuse_errors
from unionapp.finance.forms import SETTLEMENT_FORM, form_on
from unionapp.finance.levels.settlement_spans import SettlementSpan
from unionapp.finance.vouchers.open_years import standing_settlement
from unionapp.finance.year.basics import read_basics, stored_basics
from unionapp.finance.year.budget import budget_of
from unionapp.finance.year.checks import check_books, check_opening
from unionapp.finance.year.proof import check_proof, reconcile
from unionapp.finance.year.settlement import SettlementForm, current_figures, read_settlement
from unionapp.finance.year.versions import store_version
from unionapp.finance.year.year_end import require_locked_year
from unionapp.organisation.locks import require_opener
from unionapp.organisation.office import Office
from unionapp.vietnamese.names import clean_text
from unionapp.vietnamese.periods import whole_year


def hand_in_settlement(office: Office, year: int) -> SettlementForm:
    """Freeze the figures of a year as the next version; printing later gives the same numbers.

    Raises:
        Refusal: settlement.not_over, settlement.approved, V-11.year, V-12, V-13, V-15.
    """
    if office.today <= date(year, 12, 31):
        raise Refusal("settlement.not_over", year=year)
    with office.change("settlement.hand_in") as session:
        before = standing_settlement(session, office.unit.id, year)
        if before is not None and before.status == "approved":
            raise Refusal("settlement.approved", year=year)
        require_locked_year(session, office.unit.id, year)
        filled = current_figures(session, office.unit.id, year)
        basics = read_basics(session, office.unit.id, whole_year(year))
        refuse_errors(check_opening(session, office.unit.id, year))
        refuse_errors(check_books(session, office.unit.id, year))
        refuse_errors(check_proof(reconcile(filled)))
        form = form_on(SETTLEMENT_FORM, date(year, 12, 31))
        budget = budget_of(session, office.unit.id, year, form)
        rows = {**filled, **stored_basics(basics)}
        store_version(session, office, (office.unit.id, SettlementSpan(year)), rows, budget)
        return read_settlement(session, office.unit.id, year)


def take_back_settlement(office: Office, year: int, reason: str) -> None:
    """Take a settlement back that the level above returned; its year may be opened again.

    Raises:
        Refusal: period.opener_needed, period.reason_needed, settlement.none,
            settlement.approved.
    """
    require_opener(office, reason)
    with office.change(f"settlement.take_back: {clean_text(reason)}") as session:
        settlement = standing_settlement(session, office.unit.id, year)
        if settlement is None:
            raise Refusal("settlement.none", year=year)
        if settlement.status == "approved":
            raise Refusal("settlement.approved", year=year)
        settlement.status = "returned"
