"""The list of members: 200,000 rows, searched without accents and by initials."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.grids import Column, Kind, PagedModel
from unionapp.desktop.grids.paged import Row, Sort
from unionapp.desktop.page import ListPage
from unionapp.membership.groups import list_groups
from unionapp.membership.life_cycle import STATUS_NAMES
from unionapp.membership.lists import (
    KEYSTROKE_ROWS,
    MemberRow,
    find_members,
    member_ids,
    member_rows,
)
from unionapp.vietnamese.amounts import group_digits
from unionapp.vietnamese.identity import show_phone

GENDERS = {"male": "Nam", "female": "Nữ"}
STATUSES = (
    ("Đang là đoàn viên", None),
    ("Tất cả, kể cả đã rời", "all"),
    *((name, status.value) for status, name in STATUS_NAMES.items()),
)
COLUMNS = (
    Column("name", "Họ và tên", 24),
    Column("birth_date", "Ngày sinh", 10, Kind.DATE),
    Column("gender", "Nam/Nữ", 7, can_sort=False),
    Column("group", "Tổ công đoàn", 18),
    Column("position", "Chức vụ, công việc", 18, can_sort=False),
    Column("phone", "Điện thoại", 13, can_sort=False),
    Column("joined_on", "Vào CĐ", 10, Kind.DATE),
    Column("salary", "Lương đóng BHXH", 15, Kind.MONEY, can_sort=False),
    Column("code", "Mã", 14),
    Column("status", "Tình trạng", 20),
)


@dataclass(frozen=True, slots=True)
class MemberFilter:
    """What the filter line asks for; no status means those who are members now."""

    search: str = ""
    status: str | None = None
    group: int | None = None


class MemberList(ListPage):
    """The members, found by a few letters, state and group."""

    concerns = frozenset({"member", "member_event", "member_salary", "unit"})

    def __init__(self, desk: Desk) -> None:
        super().__init__("members", "Đoàn viên", preferences=desk.preferences)
        self._office = desk.office
        self.set_up_list(
            PagedModel(COLUMNS, self._ids, self._rows),
            noun="đoàn viên",
            undo_list=desk.undo_list,
        )
        self.statusBox = self.filters.add_box("statusBox", "Tình trạng", STATUSES, letters=14)
        self.groupBox = self.filters.add_box(
            "groupBox", "Tổ công đoàn", [("Mọi tổ", None)], letters=14
        )
        self._fill_groups()

    @override
    def wanted(self) -> MemberFilter | None:
        search = self.filters.text()
        found = MemberFilter(search, self.statusBox.currentData(), self.groupBox.currentData())
        return found if found != MemberFilter() else None

    @override
    def refresh(self) -> None:
        self._fill_groups()
        super().refresh()

    @override
    def count_words(self, count: int) -> str:
        if count == KEYSTROKE_ROWS and self._is_quick(self.wanted(), self.table.rows.sorting):
            return f"{group_digits(count)} đoàn viên đầu tiên"
        return super().count_words(count)

    def _ids(self, wanted: MemberFilter | None, sort: Sort | None) -> "array[int]":
        asked = wanted or MemberFilter()
        if self._is_quick(asked, sort):
            return find_members(self._office, asked.search, status=asked.status)
        order = sort or Sort("name")
        return member_ids(
            self._office,
            search=asked.search,
            status=asked.status,
            group=asked.group,
            sort=order.column,
            descending=order.is_descending,
        )

    def _rows(self, ids: Sequence[int]) -> list[Row]:
        return [_cells(row) for row in member_rows(self._office, ids)]

    @staticmethod
    def _is_quick(wanted: MemberFilter | None, sort: Sort | None) -> bool:
        # While letters are typed the first few hundred are enough, and come at once.
        return sort is None and wanted is not None and bool(wanted.search) and not wanted.group

    def _fill_groups(self) -> None:
        found = list_groups(self._office)
        groups = [(f"{group.name} ({group.total})", group.id) for group in found]
        chosen = self.groupBox.currentData()
        self.groupBox.blockSignals(True)
        self.groupBox.clear()
        for words, key in [("Mọi tổ", None), *groups]:
            self.groupBox.addItem(words, key)
        self.groupBox.setCurrentIndex(max(0, self.groupBox.findData(chosen)))
        self.groupBox.blockSignals(False)


def _cells(row: MemberRow) -> Row:
    return (
        row.full_name,
        row.birth_date,
        GENDERS.get(row.gender or "", ""),
        row.group_name,
        row.position,
        show_phone(row.phone) if row.phone else "",
        row.joined_on,
        row.salary,
        row.code,
        row.status_name,
    )
