"""What the level above checks in the settlement of a lower unit (C-02 to C-07)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from unionapp.finance.findings import Finding, fail, warn
from unionapp.finance.forms import Form, add_up
from unionapp.finance.levels.lower_statements import PAYABLE_BEFORE, state
from unionapp.finance.splits import round_half_up
from unionapp.finance.year.basics import BasicFigures
from unionapp.vietnamese.amounts import group_digits, percent

_MAIN_ROWS = ("dues", "kpcd", "other", "upper", "own_spending", "remitted")
_GROWTH, _TOLERANCE = Decimal("0.30"), Decimal("0.05")


@dataclass(frozen=True)
class LowerReport:
    """A lower unit's settlement, and what the level above knows of it; None where it does not.

    The rates are those of the law in the months reported; that of dues hangs on the kind of
    employer, and is unknown with it. Beside the rows of the form stands what was owed before.
    """

    rows: Mapping[str, int]
    basics: BasicFigures
    dues_rate: Decimal | None
    kpcd_rate: Decimal
    kpcd_kept: Decimal
    is_take_home: bool = False
    approved_closing: int | None = None
    paid_out: int | None = None
    remitted: int | None = None
    last_year: Mapping[str, int] | None = None


def check_lower_report(report: LowerReport, form: Form) -> tuple[Finding, ...]:
    """Everything the level above should look at before it approves."""
    return (
        *_check_sums(report, form),
        *_check_opening(report),
        *_check_money_between(report),
        *_check_basics(report),
        *_check_growth(report, form),
    )


def _check_sums(report: LowerReport, form: Form) -> Iterator[Finding]:
    """Every sum is added up again from the rows below it (C-02)."""
    added = add_up(form, report.rows)
    for row in form.rows:
        stated = report.rows.get(row.id, 0)
        if row.sum and stated != added[row.id]:
            yield fail(
                "C-02",
                row.id,
                row=f"{row.code} {row.label}".strip(),
                stated=group_digits(stated),
                added=group_digits(added[row.id]),
            )


def _check_opening(report: LowerReport) -> Iterator[Finding]:
    """The opening fund is the closing that was approved last (C-03)."""
    approved, opening = report.approved_closing, report.rows.get("opening", 0)
    if approved is not None and approved != opening:
        yield fail(
            "C-03", "opening", opening=group_digits(opening), approved=group_digits(approved)
        )


def _check_money_between(report: LowerReport) -> Iterator[Finding]:
    """What one side says it sent, the other has received; the rest is in transit (C-04, C-05)."""
    theirs = state(report.rows, report.rows.get(PAYABLE_BEFORE, 0))
    for code, row_id, stated, ours in (
        ("C-04", "upper", theirs.received, report.paid_out),
        ("C-05", "remitted", theirs.sent, report.remitted),
    ):
        if ours is not None and ours != stated:
            yield warn(
                code,
                row_id,
                theirs=group_digits(stated),
                ours=group_digits(ours),
                difference=group_digits(abs(stated - ours)),
                before=group_digits(theirs.owed_before),
                due=group_digits(theirs.due),
                owed=group_digits(theirs.owed),
            )


def _check_basics(report: LowerReport) -> Iterator[Finding]:
    """Section A against itself and against the dues collected (C-06)."""
    basics = report.basics
    if basics.dues_members > basics.contribution_workers > 0:
        yield warn("C-06.members", "dues_members", members=basics.dues_members,
                   workers=basics.contribution_workers)  # fmt: skip
    if not report.is_take_home and basics.dues_fund > basics.contribution_fund > 0:
        yield warn("C-06.fund", "dues_fund", dues=group_digits(basics.dues_fund),
                   contribution=group_digits(basics.contribution_fund))  # fmt: skip
    yield from _check_dues(report)
    yield from _check_contribution(report)


def _check_dues(report: LowerReport) -> Iterator[Finding]:
    """The dues beside the wage fund they are worked out from, at the rate of the group."""
    dues, fund = report.rows.get("dues", 0), report.basics.dues_fund
    if report.dues_rate is None:
        if dues or fund:
            yield warn("C-06.group", "dues")
        return
    expected = round_half_up(fund * report.dues_rate)
    if expected and abs(dues - expected) > expected * _TOLERANCE:
        yield warn("C-06.dues", "dues", dues=group_digits(dues), expected=group_digits(expected))


def _check_contribution(report: LowerReport) -> Iterator[Finding]:
    """The contribution beside the wage fund: all of it (23), or the share sent back (28.01)."""
    due = report.basics.contribution_fund * report.kpcd_rate
    collected, shared = report.rows.get("kpcd", 0), report.rows.get("upper_share", 0)
    row_id, booked = ("kpcd", collected) if collected else ("upper_share", shared)
    expected = round_half_up(due if collected else due * report.kpcd_kept)
    if expected and abs(booked - expected) > expected * _TOLERANCE:
        yield warn(
            "C-06.kpcd", row_id, booked=group_digits(booked), expected=group_digits(expected)
        )


def _check_growth(report: LowerReport, form: Form) -> Iterator[Finding]:
    """A main row that moved by more than three tenths since last year (C-07)."""
    labels = {row.id: f"{row.code} {row.label}".strip() for row in form.rows}
    for row_id in _MAIN_ROWS:
        before, now = (report.last_year or {}).get(row_id, 0), report.rows.get(row_id, 0)
        if before > 0 and abs(now - before) > before * _GROWTH:
            yield warn("C-07", row_id, row=labels[row_id], share=percent(now, before))
