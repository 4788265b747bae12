"""The register of activities, by kind and time."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from typing_extensions import override

from unionapp.activities.kinds import list_kinds
from unionapp.activities.lists import activity_ids, activity_rows
from unionapp.activities.rows import ActivityRow
from unionapp.activities.terms import days_left, ending_terms
from unionapp.desktop.desk import Desk
from unionapp.desktop.grids import Column, Kind, PagedModel
from unionapp.desktop.grids.paged import Row
from unionapp.desktop.page import ListPage
from unionapp.vietnamese.periods import Period

STATES = {"planned": "Dự kiến", "done": "Đã làm", "cancelled": "Đã hủy"}
SPANS = (
    ("Cả năm", None),
    ("Kỳ làm việc", "period"),
    ("Mọi năm", "all"),
    ("Sắp hết hạn", "ending"),
)
COLUMNS = (
    Column("held_on", "Ngày", 10, Kind.DATE, can_sort=False),
    Column("title", "Tên hoạt động", 27, can_sort=False),
    Column("status", "Tình trạng", 15, can_sort=False),
    Column("kind_name", "Loại", 24, can_sort=False),
    Column("attended", "Số dự", 7, Kind.COUNT, can_sort=False),
    Column("amount", "Kinh phí", 11, Kind.MONEY, can_sort=False),
    Column("unit", "Đơn vị", 24, can_sort=False),
)


@dataclass(frozen=True, slots=True)
class ActivityFilter:
    """What the filter line asks for."""

    search: str = ""
    kind: str | None = None
    span: str | None = None


class ActivityList(ListPage):
    """The activities of the period, by kind and by words."""

    concerns = frozenset({"activity", "activity_attendee", "activity_photo", "voucher"})

    def __init__(self, desk: Desk) -> None:
        super().__init__("activities", "Hoạt động", preferences=desk.preferences)
        self.desk = desk
        self.set_up_list(
            PagedModel(COLUMNS, self._ids, self._rows),
            noun="hoạt động",
            undo_list=desk.undo_list,
        )
        kinds = [(kind.name, kind.code) for kind in list_kinds()]
        self.kindBox = self.filters.add_box(
            "kindBox", "Loại hoạt động", [("Mọi loại", None), *kinds], letters=20
        )
        self.spanBox = self.filters.add_box("spanBox", "Thời gian", SPANS, letters=11)
        desk.period_changed.connect(self.show_list)

    @override
    def wanted(self) -> ActivityFilter | None:
        search = self.filters.text()
        found = ActivityFilter(search, self.kindBox.currentData(), self.spanBox.currentData())
        return found if found != ActivityFilter() else None

    def _ids(self, wanted: ActivityFilter | None, _sort: object) -> "array[int]":
        asked = wanted or ActivityFilter()
        if asked.span == "ending":
            return array("q", [it.activity_id for it in ending_terms(self.desk.office)])
        year = Period.parse(self.desk.period.first[:4])
        period = {None: year, "period": self.desk.period, "all": None}[asked.span]
        ids = activity_ids(self.desk.office, kind=asked.kind, period=period, search=asked.search)
        return array("q", ids)

    def _rows(self, ids: Sequence[int]) -> list[Row]:
        today = self.desk.office.today
        return [_cells(row, today) for row in activity_rows(self.desk.office, ids)]


def state_of(row: ActivityRow, today: date) -> str:
    """How an activity stands; what runs says when its end is near or over."""
    left = days_left(row.kind, row.ended_on, today) if row.status == "done" else None
    if left is None:
        return STATES.get(row.status, row.status)
    return f"Còn {left} ngày hết hạn" if left >= 0 else f"Hết hạn {-left} ngày"


def _cells(row: ActivityRow, today: date) -> Row:
    return (
        row.held_on,
        row.title,
        state_of(row, today),
        row.kind_name,
        row.attended,
        row.amount,
        row.about_unit_name,
    )
