"""The wage funds that employers declare: of one month, or of a whole year looked at first.

The amount due follows from the law of the month.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from unionapp.errors import Invalid, Problem, Refusal
from unionapp.finance.amounts import require_figure
from unionapp.finance.contributions.amounts_and_deadlines import contribution_due
from unionapp.finance.contributions.book import ContributionRow, contribution_row, find_month
from unionapp.finance.contributions.headcount import members_in, missing_workers
from unionapp.finance.contributions.owed import due_of, relief_in
from unionapp.finance.contributions.payers import require_payer
from unionapp.finance.vouchers.open_years import require_open
from unionapp.finance.yearly_tables import Contribution
from unionapp.organisation.least_wages import least_wage
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import legal_value
from unionapp.organisation.periods import read_month
from unionapp.vietnamese.months import last_day, month_text
from unionapp.vietnamese.names import clean_text

_MOST_WORKERS = 9_999_999

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
class FundLine:
    """What an employer declares for a month: its insured workers and their wage fund."""

    month: str
    workers: int
    fund: int


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


def record_contribution(
    office: Office, month: str, *, workers: int, fund: int, payer: str = ""
) -> ContributionRow:
    """Note the insured wage fund of a month; the amount due follows from the law of that month.

    Raises:
        Refusal: period.unreadable, period.locked, year.submitted, contribution.negative,
            money.too_large, contribution.freed, parameter.missing.
    """
    with office.change("contribution.record") as session:
        row = _note_fund(session, office, FundLine(month, workers, fund), payer)
        return contribution_row(session, office, row)


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
            contribution_row(session, office, _note_fund(session, office, change.line, payer))
            for change in changes
            if change.is_new
        )


def doubled_months(numbered: Iterable[tuple[int, str]]) -> dict[str, Problem]:
    """What speaks against each month that stands in more than one row, naming its rows."""
    rows: dict[str, list[int]] = defaultdict(list)
    for number, month in numbered:
        rows[month].append(number)
    return {
        month: Problem(
            "fund.twice",
            field=month,
            row=found[-1],
            value=month_text(month),
            suggestion=", ".join(map(str, found)),
        )
        for month, found in rows.items()
        if len(found) > 1
    }


def _note_fund(session: Session, office: Office, line: FundLine, payer: str) -> Contribution:
    payer = clean_text(payer)
    rate = _rate_for(session, office, line, payer)
    row = find_month(session, office.unit.id, line.month, payer)
    if row is None:
        row = Contribution(unit_id=office.unit.id, payer=payer, month=line.month)
    row.workers, row.fund, row.rate = line.workers, line.fund, str(rate)
    session.add(row)
    session.flush()
    return row


def _rate_for(session: Session, office: Office, line: FundLine, payer: str) -> Decimal:
    """The rate of the month that a fund is declared for, if it may be noted."""
    on = last_day(read_month(line.month))
    if not 0 <= line.workers <= _MOST_WORKERS or line.fund < 0:
        raise Refusal("contribution.negative")
    require_figure(line.fund)
    require_open(session, office.unit.id, on)
    if not payer:
        require_payer(session, office.unit.id, on)
    return legal_value(session, office.unit.id, "kpcd.rate", on).rate


def _preview(
    session: Session, office: Office, line: FundLine, payer: str, twice: Problem | None
) -> FundChange:
    stored = find_month(session, office.unit.id, line.month, payer)
    before = None if stored is None else FundLine(stored.month, stored.workers, stored.fund)
    if twice is not None:
        return FundChange(line, before=before, problem=twice)
    try:
        rate = _rate_for(session, office, line, payer)
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
