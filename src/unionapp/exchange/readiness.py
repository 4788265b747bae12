"""What a report still lacks before it is sealed, and what changed at home since it was."""

from collections.abc import Iterator
from dataclasses import dataclass

from unionapp.errors import CodedError, Severity
from unionapp.exchange.key_store import load_decryption_keys
from unionapp.exchange.outbox import SentRow
from unionapp.exchange.records import Record
from unionapp.exchange.verification import open_package
from unionapp.finance.vouchers.register import list_vouchers
from unionapp.indicators.figures import Figure, figures_of
from unionapp.indicators.forms import StatForm, list_forms
from unionapp.indicators.statistics import fill_form
from unionapp.membership.lists import list_members
from unionapp.organisation.office import Office
from unionapp.sentences import problem_sentence, sentence
from unionapp.vietnamese.periods import Period

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


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that is no longer what was sealed; None where there was or is none."""

    code: str
    name: str
    sealed: str | None
    now: str | None


def check_report(office: Office, period: Period) -> tuple[Flaw, ...]:
    """What is wrong with the report of a period or worth a look, the errors first."""
    flaws = (*_forms(office, period), *_drafts(office, period), *_members(office))
    return tuple(sorted(flaws, key=lambda flaw: not flaw.is_error))


def changes_since(office: Office, sent: SentRow) -> tuple[FigureChange, ...]:
    """The figures of a sealed package that the records have left; none if its file is gone."""
    if sent.period is None or not sent.path.is_file():
        return ()
    now = {figure.code: figure for figure in figures_of(office, sent.period)}
    try:
        package = open_package(sent.path, keys=load_decryption_keys(office))
        figures = (_as_figure(row, now) for row in package.rows("figures"))
        sealed = {figure.code: figure for figure in figures}
    except CodedError:
        return ()
    every = dict.fromkeys((*sealed, *now))
    return tuple(
        FigureChange(code, _name(code, sealed, now), _text(sealed.get(code)), _text(now.get(code)))
        for code in every
        if _text(sealed.get(code)) != _text(now.get(code))
    )


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


def _members(office: Office) -> Iterator[Flaw]:
    unknown = [row for row in list_members(office) if row.gender is None]
    if unknown:
        yield Flaw("members", unknown[0].id, sentence("report.gender_missing", count=len(unknown)))


def _as_figure(row: Record, now: dict[str, Figure]) -> Figure:
    code, unit = str(row["code"]), str(row["unit"])
    top, whole = row["numerator"], row["denominator"]
    name = now[code].name if code in now else code
    return Figure(code, name, int(str(top)), None if whole is None else int(str(whole)), unit)


def _name(code: str, *sides: dict[str, Figure]) -> str:
    return next((side[code].name for side in sides if code in side), code)


def _text(figure: Figure | None) -> str | None:
    return None if figure is None else figure.text
