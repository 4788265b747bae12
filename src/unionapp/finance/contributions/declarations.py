"""The wage funds of a whole year declared at once, looked at before they are noted."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from unionapp.errors import Invalid, Problem, Refusal
from unionapp.finance.contributions.amounts_and_deadlines import contribution_due
from unionapp.finance.contributions.headcount import members_in, missing_workers
from unionapp.finance.contributions.owed import due_of, relief_in
from unionapp.finance.contributions.register import (
    ContributionRow,
    FundLine,
    contribution_row,
    find_month,
    note_fund,
    rate_for,
)
from unionapp.finance.contributions.wage_sheets import doubled_months
from unionapp.organisation.least_wages import least_wage
from unionapp.organisation.office import Office
from unionapp.vietnamese.months import month_text
from unionapp.vietnamese.names import clean_text

# what a refusal is called as the problem of one month among twelve
_PROBLEMS = {
    "contribution.negative": "fund.negative",
    "contribution.freed": "fund.freed",
    "money.too_large": "fund.too_large",
    "parameter.missing": "fund.no_law",
    "period.locked": "fund.locked",
    "period.unreadable": "fund.month_unreadable",
    "year.submitted": "fund.submitted",
}


@dataclass(frozen=True, slots=True)
class FundChange:
    """What declaring a month would do: the amount due, what it replaces, what speaks against it.

    Two things ask for a look: `is_low`, less than the lowest wage for every worker, as when a
    sheet counts in thousands; and `missing`, the members that the dues list has beyond the
    workers declared.
    """

    line: FundLine
    due: int = 0
    before: FundLine | None = None
    is_low: bool = False
    missing: int = 0
    problem: Problem | None = None

    @property
    def is_new(self) -> bool:
        """Whether declaring it changes anything."""
        return self.line != self.before


def preview_funds(
    office: Office, lines: Sequence[FundLine], payer: str = ""
) -> tuple[FundChange, ...]:
    """What declaring some months would do; nothing is written."""
    twice = doubled_months((number, line.month) for number, line in enumerate(lines, start=1))
    with office.read() as session:
        return tuple(
            _preview(session, office, line, clean_text(payer), twice.get(line.month))
            for line in lines
        )


def record_funds(
    office: Office, lines: Sequence[FundLine], payer: str = ""
) -> tuple[ContributionRow, ...]:
    """Note the wage funds of several months in one step; what is already noted so stays.

    Raises:
        Invalid: the problems of every month; nothing was noted.
    """
    changes = preview_funds(office, lines, payer)
    problems = tuple(change.problem for change in changes if change.problem is not None)
    if problems:
        raise Invalid(problems)
    with office.change("contribution.record_year") as session:
        return tuple(
            contribution_row(session, office, note_fund(session, office, change.line, payer))
            for change in changes
            if change.is_new
        )


def _preview(
    session: Session, office: Office, line: FundLine, payer: str, twice: Problem | None
) -> FundChange:
    stored = find_month(session, office.unit.id, line.month, payer)
    before = None if stored is None else FundLine(stored.month, stored.workers, stored.fund)
    if twice is not None:
        return FundChange(line, before=before, problem=twice)
    try:
        rate = rate_for(session, office, line, payer)
    except Refusal as refusal:
        if stored is not None and line == before:  # what stays as it was may be locked
            return FundChange(line, due_of(session, stored), before)
        return FundChange(line, before=before, problem=_problem(_PROBLEMS[refusal.code], line))
    due = contribution_due(line.fund, rate, relief_in(session, office.unit.id, payer, line.month))
    is_low = line.fund < line.workers * least_wage(session, office.unit.id, line.month)
    members = members_in(session, office.unit.id, line.month, payer)
    return FundChange(line, due, before, is_low, missing_workers(members, line.workers))


def _problem(code: str, line: FundLine) -> Problem:
    return Problem(code, field=line.month, value=month_text(line.month))
