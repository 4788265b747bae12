"""Where the record behind a number is looked at: its kind in words, its page, its place there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from unionapp.indicators.evidence import SourceRow
from unionapp.membership.lists import list_changes
from unionapp.organisation.office import Office
from unionapp.vietnamese.months import month_of
from unionapp.vietnamese.periods import Period

Place = Callable[[Office, SourceRow], object]


@dataclass(frozen=True, slots=True)
class RecordKind:
    """What a record is called, and the page that shows it."""

    name: str
    page: str = ""
    place: Place = lambda _office, row: row.row_id
    months: bool = False


def kind_of(row: SourceRow) -> RecordKind:
    """The kind of record that stands behind a number."""
    return _KINDS.get(row.table, RecordKind(row.table))


def month_of_record(row: SourceRow) -> Period | None:
    """The month a page has to work in to show the record; None if it shows it anyway."""
    if not kind_of(row).months or row.on is None:
        return None
    return Period(month_of(row.on), month_of(row.on))


def _member_of_event(office: Office, row: SourceRow) -> object:
    if row.on is None:
        return None
    month = month_of(row.on)
    changes = list_changes(office, Period(month, month))
    return next((it.member_id for it in changes if it.event_id == row.row_id), None)


def _named(place: str) -> Place:
    return lambda _office, _row: place


def _month(_office: Office, row: SourceRow) -> object:
    return month_of(row.on) if isinstance(row.on, date) else None


def _nowhere(_office: Office, _row: SourceRow) -> object:
    return None


_KINDS: Mapping[str, RecordKind] = MappingProxyType(
    {
        "member": RecordKind("Đoàn viên", "members"),
        "member_event": RecordKind("Biến động đoàn viên", "members", _member_of_event),
        "hardship": RecordKind("Hoàn cảnh khó khăn", "members", _nowhere),
        "activity": RecordKind("Hoạt động", "activities"),
        # a name on the list of attendance is a member's
        "activity_attendee": RecordKind("Người dự hoạt động", "members"),
        "voucher": RecordKind("Chứng từ", "vouchers"),
        "fund_account": RecordKind("Số dư đầu của quỹ", "vouchers", _named("accounts")),
        "dues": RecordKind("Đoàn phí của tháng", "dues", _nowhere, months=True),
        "contribution": RecordKind("Kinh phí công đoàn", "contributions", _month),
        "budget_line": RecordKind("Dự toán", "settlement", _named("estimate")),
        "settlement": RecordKind("Quyết toán cấp dưới", "settlement", _named("levels")),
        "disclosure": RecordKind("Công khai tài chính", "settlement", _named("disclosures")),
        "term": RecordKind("Nhiệm kỳ", "cadres", _named("terms")),
        "cadre": RecordKind("Cán bộ", "cadres"),
        "training": RecordKind("Lớp bồi dưỡng", "cadres", _named("trainings")),
        "unit": RecordKind("Đơn vị", "structure"),
        "rating": RecordKind("Xếp loại", "ratings"),
        "duty": RecordKind("Nhiệm vụ", "targets", _named("duties")),
        "duty_done": RecordKind("Nhiệm vụ đã xong", "targets", _named("duties")),
        "figure": RecordKind("Số nhập tay"),
    }
)
