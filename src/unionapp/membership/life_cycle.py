"""What can happen to a membership, in which state, and what it does to the figures.

The identity of every report, *đầu kỳ + tăng − giảm ± điều chỉnh = cuối kỳ*, holds because an event
adds exactly what the change of state adds (Hướng dẫn 38/HD-TLĐ 2024; Quyết định 1454/QĐ-TLĐ).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Literal

from unionapp.errors import Refusal

CountsAs = Literal["new", "in", "out", "adjust", "none"]


class Status(StrEnum):
    """Where a person stands."""

    APPLICANT = "APPLICANT"
    ACTIVE = "ACTIVE"
    SUSPENDED = "SUSPENDED"
    TRANSFERRED_OUT = "TRANSFERRED_OUT"
    LEFT = "LEFT"
    REMOVED = "REMOVED"
    EXPELLED = "EXPELLED"
    RETIRED = "RETIRED"
    TERMINATED = "TERMINATED"
    DECEASED = "DECEASED"


STATUS_NAMES: Final = {
    Status.APPLICANT: "Chưa kết nạp",
    Status.ACTIVE: "Đang sinh hoạt",
    Status.SUSPENDED: "Tạm dừng sinh hoạt",
    Status.TRANSFERRED_OUT: "Đã chuyển sinh hoạt",
    Status.LEFT: "Đã xin ra khỏi công đoàn",
    Status.REMOVED: "Đã xóa tên",
    Status.EXPELLED: "Bị khai trừ",
    Status.RETIRED: "Đã nghỉ hưu",
    Status.TERMINATED: "Đã thôi việc",
    Status.DECEASED: "Từ trần",
}

COUNTED: Final = frozenset({Status.ACTIVE, Status.SUSPENDED})
_CLOSED: Final = frozenset(Status) - COUNTED - {Status.APPLICANT}
_REOPENED: Final = _CLOSED - {Status.DECEASED} | {Status.APPLICANT}


class EventKind(StrEnum):
    """The kinds of event; the codes are those of the statistics forms."""

    KET_NAP = "KET_NAP"
    CONG_NHAN = "CONG_NHAN"
    KET_NAP_LAI = "KET_NAP_LAI"
    CHUYEN_DEN = "CHUYEN_DEN"
    TIEP_NHAN_SAP_NHAP = "TIEP_NHAN_SAP_NHAP"
    CHUYEN_DI = "CHUYEN_DI"
    THOI_VIEC = "THOI_VIEC"
    NGHI_HUU = "NGHI_HUU"
    RA_KHOI = "RA_KHOI"
    XOA_TEN = "XOA_TEN"
    KHAI_TRU = "KHAI_TRU"
    TU_TRAN = "TU_TRAN"
    GIAI_THE = "GIAI_THE"
    TAM_DUNG = "TAM_DUNG"
    TRO_LAI = "TRO_LAI"
    CHUYEN_TO = "CHUYEN_TO"
    DIEU_CHINH = "DIEU_CHINH"


@dataclass(frozen=True, slots=True)
class KindFacts:
    """One kind: its name, the states it may happen in, the state it leads to (None: the same)."""

    name: str
    counts_as: CountsAs
    allowed_in: frozenset[Status]
    leads_to: Status | None
    paper: str | None = None


_NEW: Final = frozenset({Status.APPLICANT})
KINDS: Final = {
    EventKind.KET_NAP: KindFacts(
        "Kết nạp mới", "new", _NEW, Status.ACTIVE, "Đơn gia nhập; quyết định kết nạp"
    ),
    EventKind.CONG_NHAN: KindFacts(
        "Công nhận đoàn viên", "new", _NEW, Status.ACTIVE, "Danh sách; quyết định công nhận"
    ),
    EventKind.KET_NAP_LAI: KindFacts(
        "Kết nạp lại", "in", _REOPENED, Status.ACTIVE, "Đơn; quyết định của công đoàn cấp trên"
    ),
    EventKind.CHUYEN_DEN: KindFacts(
        "Chuyển sinh hoạt đến", "in", _REOPENED, Status.ACTIVE, "Thẻ hoặc giấy giới thiệu"
    ),
    EventKind.TIEP_NHAN_SAP_NHAP: KindFacts(
        "Tiếp nhận do sáp nhập, chia tách", "in", _REOPENED, Status.ACTIVE, "Quyết định"
    ),
    EventKind.CHUYEN_DI: KindFacts(
        "Chuyển sinh hoạt đi", "out", COUNTED, Status.TRANSFERRED_OUT, "Giấy giới thiệu"
    ),
    EventKind.THOI_VIEC: KindFacts(
        "Thôi việc, mất việc", "out", COUNTED, Status.TERMINATED, "Quyết định của đơn vị"
    ),
    EventKind.NGHI_HUU: KindFacts(
        "Nghỉ hưu", "out", COUNTED, Status.RETIRED, "Quyết định nghỉ hưu"
    ),
    EventKind.RA_KHOI: KindFacts(
        "Xin ra khỏi công đoàn", "out", COUNTED, Status.LEFT, "Đơn; quyết định"
    ),
    EventKind.XOA_TEN: KindFacts(
        "Xóa tên", "out", COUNTED, Status.REMOVED, "Quyết định của ban chấp hành"
    ),
    EventKind.KHAI_TRU: KindFacts(
        "Khai trừ", "out", COUNTED, Status.EXPELLED, "Quyết định kỷ luật"
    ),
    EventKind.TU_TRAN: KindFacts("Từ trần", "out", COUNTED, Status.DECEASED),
    EventKind.GIAI_THE: KindFacts(
        "Công đoàn cơ sở giải thể", "out", COUNTED, Status.TERMINATED, "Quyết định của cấp trên"
    ),
    EventKind.TAM_DUNG: KindFacts(
        "Tạm dừng sinh hoạt", "none", frozenset({Status.ACTIVE}), Status.SUSPENDED
    ),
    EventKind.TRO_LAI: KindFacts(
        "Trở lại sinh hoạt", "none", frozenset({Status.SUSPENDED}), Status.ACTIVE
    ),
    EventKind.CHUYEN_TO: KindFacts("Chuyển tổ, công đoàn bộ phận", "none", COUNTED, None),
    EventKind.DIEU_CHINH: KindFacts(
        "Điều chỉnh sai sót", "adjust", frozenset(Status), None, "Giải trình"
    ),
}


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as the state machine needs it; `effect` is known once it has been recorded."""

    kind: EventKind
    on: date
    effect: int | None = None


def after(status: Status, kind: EventKind) -> Status:
    """The state an event leads to; an adjustment turns counted into not counted and back.

    Raises:
        Refusal: membership.event_not_allowed.
    """
    facts = KINDS[kind]
    if status not in facts.allowed_in:
        raise _not_allowed(kind, status)
    if kind is EventKind.DIEU_CHINH:
        return Status.REMOVED if status in COUNTED else Status.ACTIVE
    return facts.leads_to or status


def effect(status: Status, kind: EventKind) -> int:
    """What an event in a state adds to the number of members: -1, 0 or 1.

    Raises:
        Refusal: membership.event_not_allowed.
    """
    return (after(status, kind) in COUNTED) - (status in COUNTED)


def _not_allowed(kind: EventKind, status: Status) -> Refusal:
    return Refusal(
        "membership.event_not_allowed", event=KINDS[kind].name, status=STATUS_NAMES[status]
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands and since when."""

    status: Status
    since: date | None = None


def replay(events: Iterable[Happened]) -> Standing:
    """Where the events lead, in the order of their days.

    Raises:
        Refusal: membership.event_not_allowed; an event is not allowed where it stands, or it was
            recorded with another effect than it would have now.
    """
    standing = Standing(Status.APPLICANT)
    for event in sorted(events, key=lambda event: event.on):
        status = after(standing.status, event.kind)
        if event.effect not in {None, effect(standing.status, event.kind)}:
            raise _not_allowed(event.kind, standing.status)
        if status is not standing.status:
            standing = Standing(status, event.on)
    return standing


def status_before(events: Iterable[Happened], day: date) -> Status:
    """The state in which an event of a day meets somebody: after all of that day or earlier.

    Raises:
        Refusal: membership.event_not_allowed.
    """
    return replay(event for event in events if event.on <= day).status


@dataclass(frozen=True, slots=True)
class Spell:
    """A time of membership; `last` is the day it ended, None while it lasts."""

    first: date
    last: date | None = None


def spells(events: Iterable[Happened]) -> tuple[Spell, ...]:
    """The times somebody was a member, oldest first: coming back opens another one."""
    found: list[Spell] = []
    for event in sorted(events, key=lambda event: event.on):
        if event.effect == 1:
            found.append(Spell(event.on))
        elif event.effect == -1 and found:
            found[-1] = Spell(found[-1].first, event.on)
    return tuple(found)


def allowed_kinds(status: Status) -> tuple[EventKind, ...]:
    """The kinds of event a screen offers for somebody in this state."""
    return tuple(kind for kind, facts in KINDS.items() if status in facts.allowed_in)


@dataclass(frozen=True, slots=True)
class Counted:
    """So many events of a kind, counted on a day."""

    kind: EventKind
    effect: int
    counted_on: date
    is_female: bool
    number: int = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people and how many of them are women."""

    total: int = 0
    female: int = 0

    def __add__(self, other: "Figure") -> "Figure":
        return Figure(self.total + other.total, self.female + other.female)

    def __sub__(self, other: "Figure") -> "Figure":
        return Figure(self.total - other.total, self.female - other.female)


@dataclass(frozen=True, slots=True)
class Movement:
    """Opening, what came, what went, closing; each kind by itself."""

    opening: Figure
    increases: dict[EventKind, Figure]
    decreases: dict[EventKind, Figure]
    adjustment: Figure

    @property
    def increase(self) -> Figure:
        """All who came."""
        return sum(self.increases.values(), Figure())

    @property
    def decrease(self) -> Figure:
        """All who went."""
        return sum(self.decreases.values(), Figure())

    @property
    def gross_new(self) -> Figure:
        """Phát triển mới: admitted or recognised for the first time."""
        return sum((f for k, f in self.increases.items() if KINDS[k].counts_as == "new"), Figure())

    @property
    def net(self) -> Figure:
        """Tăng thêm: closing less opening."""
        return self.increase - self.decrease + self.adjustment

    @property
    def closing(self) -> Figure:
        """Cuối kỳ."""
        return self.opening + self.net


def movement(events: Iterable[Counted], first: date, last: date) -> Movement:
    """The figures of the days from `first` to `last`."""
    events = tuple(event for event in events if event.counted_on <= last)
    opening = _sum(event for event in events if event.counted_on < first)
    within = [event for event in events if event.counted_on >= first]
    return Movement(
        opening,
        _by_kind(within, ("new", "in"), 1),
        _by_kind(within, ("out",), -1),
        _sum(event for event in within if KINDS[event.kind].counts_as == "adjust"),
    )


def _by_kind(
    events: Sequence[Counted], counts_as: tuple[CountsAs, ...], sign: int
) -> dict[EventKind, Figure]:
    kinds = [kind for kind, facts in KINDS.items() if facts.counts_as in counts_as]
    return {kind: _sum((e for e in events if e.kind is kind), sign) for kind in kinds}


def _sum(events: Iterable[Counted], sign: int = 1) -> Figure:
    figures = [(sign * e.effect * e.number, e.is_female) for e in events]
    return Figure(sum(n for n, _ in figures), sum(n for n, female in figures if female))
