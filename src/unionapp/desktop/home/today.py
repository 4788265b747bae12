"""What stands on the first page: at most three lines of work, three figures, the charts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from unionapp.activities.terms import ending_terms
from unionapp.errors import Refusal
from unionapp.exchange.consolidation import UnitFigures, consolidate
from unionapp.exchange.inbox import list_inbox
from unionapp.exchange.outbox import list_outbox
from unionapp.finance.books.fund_totals import total_funds
from unionapp.finance.contributions.book import contributions_in
from unionapp.finance.dues.lists import list_dues
from unionapp.finance.vouchers.approvals import APPROVER, waiting_for_approval
from unionapp.finance.vouchers.refusals import list_refusals, refused_ids
from unionapp.finance.vouchers.register import list_vouchers
from unionapp.indicators.duty_records import DutyRow, pressing_duties
from unionapp.indicators.progress import TargetProgress, target_progress
from unionapp.membership.lists import MemberCounts, count_members
from unionapp.organisation.clock import clock_words, day_written_ahead
from unionapp.organisation.office import Office
from unionapp.organisation.tiers import consolidates
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.dates import table_date, text_date
from unionapp.vietnamese.months import month_of, previous_month
from unionapp.vietnamese.periods import Period, whole_year

LINES = 3
TARGETS = 4
MONTHS = 12
DAYS_AHEAD = 90
_HALF = 6
# where what a duty asks for is made; everything else stands on the list of duties
_PAGES = {
    "half-year": ("reports", "half-year"),
    "year": ("reports", "year"),
    "member-change": ("reports", "member-change"),
    "1-HDCD": ("statistics", None),
    "2-HDCD": ("statistics", None),
}


@dataclass(frozen=True, slots=True)
class Todo:
    """One line of work and the place where it is done."""

    text: str
    icon: str
    page: str
    place: object = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class MonthDues:
    """The dues of a month; None where no list was made yet."""

    month: str
    due: int | None
    paid: int


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """How one month ended."""

    month: str
    members: int
    received: int
    paid: int


@dataclass(frozen=True, slots=True)
class Below:
    """What the units below have reported for a period."""

    period: Period
    counted: int
    expected: int
    members: MemberCounts
    dues: int
    units: tuple[UnitFigures, ...]


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """Everything the first page shows."""

    todos: tuple[Todo, ...]
    members: MemberCounts
    dues: MonthDues
    cash: int
    months: tuple[MonthFigures, ...]
    targets: tuple[TargetProgress, ...] = ()
    below: Below | None = None
    steps: tuple[Todo, ...] = ()


def read_home(office: Office, period: Period, months: int = MONTHS) -> HomeFacts:
    """The facts of the first page on the last day of the period, or today within it.

    A slow machine asks for fewer months: their figures are most of the work.
    """
    day = min(period.end, office.today)
    month = month_of(day)
    return HomeFacts(
        todos=list_todos(office),
        members=count_members(office, day),
        dues=_dues(office, month),
        cash=total_funds(office, Period(month, month)).closing,
        months=tuple(_figures(office, one) for one in _months_until(month, months)),
        targets=_furthest_behind(office, day) if months > 1 else (),
        below=_below(office, period) if consolidates(office.unit.tier) else None,
    )


def list_todos(office: Office) -> tuple[Todo, ...]:
    """What to do today, the most pressing first; one line for each kind of work."""
    every = (
        *_wrong_clock(office),
        *_returned(office),
        *_arrived(office),
        *_to_approve(office),
        *_sent_back(office),
        *_due(office),
        *_owed_by_employers(office),
        *_unfinished(office),
        *_ending(office),
        *_due_later(office),
    )
    return every[:LINES]


def _below(office: Office, period: Period) -> Below:
    result = consolidate(office, period)
    totals = result.totals
    members = MemberCounts(totals.get("members", 0), totals.get("female", 0))
    return Below(
        period, result.counted, result.expected, members, totals.get("dues", 0), result.units
    )


def _wrong_clock(office: Office) -> Iterator[Todo]:
    ahead = day_written_ahead(office)
    if ahead is not None:
        yield Todo(clock_words(office, ahead), "warning", "home")


def _returned(office: Office) -> Iterator[Todo]:
    returned = [row for row in list_outbox(office) if row.state == "returned" and row.period]
    for row in returned[:1]:
        until = f", hạn gửi lại {text_date(row.deadline)}" if row.deadline else ""
        period = row.period.label if row.period else ""
        text = f"Báo cáo {period} bị trả lại{until}: {row.decision or ''}"
        yield Todo(text.rstrip(": ") + _and_more(len(returned)), "warning", "exchange", "outbox")


def _arrived(office: Office) -> Iterator[Todo]:
    waiting = [row for row in list_inbox(office) if row.state == "pending"]
    if waiting:
        yield Todo(f"{len(waiting)} gói báo cáo chờ duyệt", "inbox", "exchange", "inbox")


def _to_approve(office: Office) -> Iterator[Todo]:
    waiting = waiting_for_approval(office) if office.officer.role == APPROVER else ()
    if waiting:
        total = dong(sum(row.amount for row in waiting))
        yield Todo(
            f"{len(waiting)} khoản chi chờ duyệt, {total}", "success", "vouchers", "waiting"
        )


def _sent_back(office: Office) -> Iterator[Todo]:
    sent_back = refused_ids(office) if office.officer.role != APPROVER else frozenset[int]()
    if sent_back:
        first = min(sent_back)
        reason = list_refusals(office, first)[-1].reason
        text = f"Phiếu bị trả lại: {reason}{_and_more(len(sent_back))}"
        yield Todo(text, "warning", "vouchers", first)


def _due(office: Office) -> Iterator[Todo]:
    pressing = pressing_duties(office, DAYS_AHEAD)
    for duty in pressing[:1]:
        words = _duty_words(duty, office.today)
        page, place = _PAGES.get(duty.report, ("targets", "duties"))
        yield Todo(words, "calendar", page, place, _period_of(duty))


def _due_later(office: Office) -> Iterator[Todo]:
    others = pressing_duties(office, DAYS_AHEAD)[1:]
    if others:
        until = table_date(others[0].due_on)
        words = f"{len(others)} việc khác có hạn trong {DAYS_AHEAD} ngày tới, gần nhất {until}"
        yield Todo(words, "calendar", "targets", "duties")


def _owed_by_employers(office: Office) -> Iterator[Todo]:
    year = office.today.year
    two_years = Period(f"{year - 1}-01", f"{year}-12")
    late = [row for row in contributions_in(office, two_years) if row.is_overdue]
    if late:
        owed, month = dong(sum(row.remaining for row in late)), late[0].month
        yield Todo(
            f"{len(late)} tháng kinh phí quá hạn đóng, còn nợ {owed}",
            "warning",
            "contributions",
            month,
            Period.parse(month),
        )


def _period_of(duty: DutyRow) -> Period | None:
    """The period a due report tells of; None where the day alone says nothing of it."""
    year = duty.due_on.year
    if duty.report in {"half-year", "1-HDCD"}:
        return Period.parse(f"{year}-H1")
    if duty.report in {"year", "2-HDCD"}:
        return whole_year(year if duty.due_on.month > _HALF else year - 1)
    return None


def _ending(office: Office) -> Iterator[Todo]:
    ending = ending_terms(office)
    for term in ending[:1]:
        when = f"còn {term.days_left} ngày" if term.days_left > 0 else "hết hạn hôm nay"
        if term.days_left < 0:
            when = f"đã hết hạn {-term.days_left} ngày"
        words = f"{term.title}: {when} ({table_date(term.ends_on)})"
        yield Todo(words + _and_more(len(ending)), "warning", "activities", term.activity_id)


def _and_more(count: int) -> str:
    return f" (và {count - 1} việc khác)" if count > 1 else ""


def _duty_words(duty: DutyRow, today: date) -> str:
    left = (duty.due_on - today).days
    day = table_date(duty.due_on)
    if left < 0:
        return f"{duty.name}: quá hạn {-left} ngày ({day})"
    return f"{duty.name}: còn {left} ngày ({day})" if left else f"{duty.name}: hạn hôm nay ({day})"


def _unfinished(office: Office) -> Iterator[Todo]:
    drafts = [row for row in list_vouchers(office) if row.status == "draft"]
    if drafts:
        first = drafts[0]
        text = f"{len(drafts)} chứng từ chưa ghi sổ, cũ nhất ngày {table_date(first.voucher_on)}"
        yield Todo(text, "edit", "vouchers", first.id)


def _dues(office: Office, month: str) -> MonthDues:
    try:
        listed = list_dues(office, month)
    except Refusal:
        return MonthDues(month, None, 0)
    return MonthDues(month, listed.total, listed.paid)


def _furthest_behind(office: Office, day: date) -> tuple[TargetProgress, ...]:
    """The targets with the longest way to go first; what is reached fills up the rest."""
    known = [one for one in target_progress(office, as_of=day) if one.missing is not None]
    return tuple(sorted(known, key=_share_done)[:TARGETS])


def _share_done(target: TargetProgress) -> Fraction:
    planned = target.figure.numerator + (target.missing or 0)
    return Fraction(target.figure.numerator, planned) if planned else Fraction(1)


def _figures(office: Office, month: str) -> MonthFigures:
    period = Period(month, month)
    funds = total_funds(office, period)
    members = count_members(office, min(period.end, office.today)).total
    return MonthFigures(month, members, funds.received, funds.paid)


def _months_until(month: str, count: int) -> list[str]:
    months = [month]
    while len(months) < count:
        months.append(previous_month(months[-1]))
    return months[::-1]
