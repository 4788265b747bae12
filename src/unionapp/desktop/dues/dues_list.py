"""The dues list of the working month: by group with subtotals, money added up."""

from array import array
from collections.abc import Iterator, Sequence
from itertools import groupby

from PySide6.QtWidgets import QComboBox
from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.grids import Column, Kind, PagedModel
from unionapp.desktop.grids.paged import Row
from unionapp.desktop.page import ListPage
from unionapp.errors import Refusal
from unionapp.finance.dues.lists import DuesList, DuesMember, DuesTeam, list_dues
from unionapp.membership.codes import code_name
from unionapp.vietnamese.amounts import group_digits
from unionapp.vietnamese.dates import month_label
from unionapp.vietnamese.names import fold, initials, matches

NO_TEAM = "Chưa xếp tổ"
COLUMNS = (
    Column("full_name", "Họ và tên", 21, can_sort=False),
    Column("base", "Lương tính", 10, Kind.MONEY, can_sort=False),
    Column("due", "Phải nộp", 9, Kind.MONEY, can_sort=False),
    Column("paid", "Đã nộp", 9, Kind.MONEY, can_sort=False),
    Column("owed", "Còn nợ", 9, Kind.MONEY, can_sort=False),
    Column("remark", "Ghi chú", 30, can_sort=False),
)
STATES = {"owing": "Còn nợ", "paid": "Đã nộp", "cap": "Mức trần", "exempt": "Được miễn"}


class DuesModel(PagedModel):
    """The rows of a dues list in memory; subtotals have ids below zero and stand in bold."""

    def __init__(self, page: "MonthList") -> None:
        super().__init__(COLUMNS, page.ids, page.rows)

    @override
    def is_total(self, row_id: int) -> bool:
        return row_id < 0


class MonthList(ListPage):
    """Who owes which dues in the month, and who has paid."""

    concerns = frozenset({"dues", "dues_list", "dues_adjustment", "member", "member_salary"})

    def __init__(self, desk: Desk) -> None:
        super().__init__("dues", "Đoàn phí", preferences=desk.preferences)
        self.desk = desk
        self.listed: DuesList | None = None
        self._by_id: dict[int, Row] = {}
        self.stateBox = QComboBox()
        self.stateBox.setObjectName("stateBox")
        self.stateBox.setAccessibleName("Tình trạng nộp")
        self.stateBox.addItem("Mọi người", None)
        for state, words in STATES.items():
            self.stateBox.addItem(words, state)
        self.set_up_list(DuesModel(self), noun="người", undo_list=desk.undo_list)
        self.add_filter(self.stateBox)
        desk.period_changed.connect(self.refresh)

    @property
    def month(self) -> str:
        """The month whose list is shown: that of the working day."""
        return f"{self.desk.working_day:%Y-%m}"

    @override
    def wanted(self) -> tuple[str, str | None] | None:
        found = (self.filters.text(), self.stateBox.currentData())
        return found if any(found) else None

    @override
    def show_list(self) -> None:
        label = month_label(self.month)
        self.titleLabel.setText(f"Đoàn phí {label}")
        super().show_list()

    @override
    def refresh(self) -> None:
        self.show_list()

    @override
    def count_words(self, count: int) -> str:
        people = sum(row_id > 0 for row_id in self._by_id) if count else 0
        return f"{group_digits(people)} người"

    def member(self, member_id: int | None) -> DuesMember | None:
        """The line of a member; None for a subtotal."""
        rows = self.listed.rows if self.listed is not None else ()
        return next((row for row in rows if row.member_id == member_id), None)

    def ids(self, wanted: tuple[str, str | None] | None, _sort: object) -> "array[int]":
        """The rows of a filter; a group whose people are all left out is left out, too."""
        self.listed = self._read()
        self._by_id = dict(_rows(self.listed, *(wanted or ("", None)))) if self.listed else {}
        return array("q", self._by_id)

    def rows(self, ids: Sequence[int]) -> list[Row]:
        """The cells of some rows."""
        return [self._by_id[row_id] for row_id in ids]

    def _read(self) -> DuesList | None:
        try:
            return list_dues(self.desk.office, self.month)
        except Refusal as refusal:
            if refusal.code != "dues.no_list":
                raise
            return None


def remark_of(row: DuesMember) -> str:
    """What deserves to be said of a line."""
    parts = ["Mức trần"] if row.is_at_cap else []
    if row.exempt_reason:
        parts.append(f"Miễn: {code_name('suspension', row.exempt_reason)}")
    if row.override_reason:
        parts.append(row.override_reason)
    if not row.base and not parts:
        parts.append("Chưa có lương")
    return "; ".join(parts)


def _rows(listed: DuesList, search: str, state: str | None) -> Iterator[tuple[int, Row]]:
    teams = {team.name: team for team in listed.teams}
    shown = (row for row in listed.rows if _fits(row, search, state))
    for number, (name, members) in enumerate(groupby(shown, lambda row: row.team), start=1):
        yield -number, _subtotal(teams[name])
        for row in members:
            yield row.member_id, _cells(row)


def _fits(row: DuesMember, search: str, state: str | None) -> bool:
    is_meant = {
        None: True,
        "owing": row.owed > 0,
        "paid": row.paid > 0,
        "cap": row.is_at_cap,
        "exempt": row.exempt_reason is not None,
    }[state]
    if not is_meant or not search:
        return is_meant
    wanted = fold(search).replace(" ", "")
    return matches(search, row.full_name) or initials(row.full_name).startswith(wanted)


def _subtotal(team: DuesTeam) -> Row:
    name = f"{team.name or NO_TEAM} ({team.members} người)"
    return (name, None, team.due, team.paid, team.due - team.paid, "")


def _cells(row: DuesMember) -> Row:
    return (f"    {row.full_name}", row.base, row.due, row.paid, row.owed, remark_of(row))
