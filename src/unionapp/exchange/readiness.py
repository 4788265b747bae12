"""What a report still lacks before it is sealed."""

from collections.abc import Iterator
from dataclasses import dataclass

from unionapp.errors import Invalid, Problem, Severity
from unionapp.finance.books.item_months import list_item_months
from unionapp.finance.group.settlement_exchange import report_settlement
from unionapp.finance.vouchers.register import list_vouchers
from unionapp.indicators.forms import StatForm, list_forms
from unionapp.indicators.statistics import fill_form
from unionapp.membership.lists import list_members
from unionapp.organisation.office import Office
from unionapp.sentences import problem_sentence, sentence
from unionapp.vietnamese.periods import Period, whole_year

_FORM_MONTHS = (6, 12)


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something to mend or to look at before a report is sealed, and where it stands.

    `subject` is what it is about: statistics, vouchers, members; `place` leads to it there.
    """

    subject: str
    place: int | str
    words: str
    is_error: bool = False


def check_report(office: Office, period: Period) -> tuple[Flaw, ...]:
    """What is wrong with the report of a period or worth a look, the errors first."""
    flaws = (
        *_forms(office, period),
        *_drafts(office, period),
        *_settlement(office, period),
        *_members(office),
    )
    return tuple(sorted(flaws, key=lambda flaw: not flaw.is_error))


def refuse_flaws(office: Office, period: Period) -> None:
    """Let no report go out with errors; warnings only ask for a look.

    Raises:
        Invalid: report.has_errors, each error a problem in the words of the check.
    """
    errors = [flaw for flaw in check_report(office, period) if flaw.is_error]
    if errors:
        problems = (Problem("report.flaw", field=it.subject, value=it.words) for it in errors)
        raise Invalid(tuple(problems), "report.has_errors")


def _forms(office: Office, period: Period) -> Iterator[Flaw]:
    if len(period.months()) not in _FORM_MONTHS:
        return
    for form in list_forms():
        if office.unit.tier in form.tiers:
            yield from _form_flaws(office, form, form.period_in(period))


def _form_flaws(office: Office, form: StatForm, period: Period) -> Iterator[Flaw]:
    for problem in fill_form(office, form.id, period).problems:
        words = f"{form.form_code}: {problem_sentence(problem)}"
        yield Flaw("statistics", form.id, words, problem.severity is Severity.ERROR)


def _drafts(office: Office, period: Period) -> Iterator[Flaw]:
    drafts = [row for row in list_vouchers(office, period) if row.status == "draft"]
    if drafts:
        words = sentence("report.drafts_left", count=len(drafts), period=period.label)
        yield Flaw("vouchers", drafts[0].id, words)


def _settlement(office: Office, period: Period) -> Iterator[Flaw]:
    """A year that is over and has money goes up without its settlement until that is handed in."""
    year = period.end.year
    if period != whole_year(year) or period.end >= office.today:
        return
    if report_settlement(office, period) is None and list_item_months(office, period):
        yield Flaw("settlement", "settlement", sentence("report.not_handed_in", year=year))


def _members(office: Office) -> Iterator[Flaw]:
    unknown = [row for row in list_members(office) if row.gender is None]
    if unknown:
        yield Flaw("members", unknown[0].id, sentence("report.gender_missing", count=len(unknown)))
