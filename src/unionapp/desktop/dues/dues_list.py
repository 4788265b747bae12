"""The dues list of the working month: by group with subtotals, money added up."""

import re
from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from PySide6.QtWidgets import QComboBox
from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.grids import Column, Kind, PagedModel, Sort
from unionapp.desktop.grids.paged import Row
from unionapp.desktop.grids.sorting import sorted_ids
from unionapp.desktop.page import ListPage
from unionapp.errors import Refusal
from unionapp.finance.dues.lists import DuesList, DuesMember, DuesTeam, list_dues
from unionapp.vietnamese.amounts import dong, group_digits
from unionapp.vietnamese.dates import month_label
from unionapp.vietnamese.names import clean_text, fold, matches, sort_key

NO_TEAM = "Chưa xếp tổ"
_NAME = "full_name"
COLUMNS = (
    Column(_NAME, "Họ và tên", 26),
    Column("base", "Lương tính", 9, Kind.MONEY),
    Column("due", "Phải nộp", 8, Kind.MONEY),
    Column("paid", "Đã nộp", 8, Kind.MONEY),
    Column("owed", "Còn nợ", 8, Kind.MONEY),
    Column("remark", "Ghi chú", 30),
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
        self._read_for: str | None = None
        self._people: tuple[Person, ...] = ()
        self._by_id: dict[int, DuesMember | DuesTeam] = {}
        self.stateBox = QComboBox()
        self.stateBox.setObjectName("stateBox")
        self.stateBox.setAccessibleName("Tình trạng nộp")
        self.stateBox.addItem("Mọi người", None)
        for state, words in STATES.items():
            self.stateBox.addItem(words, state)
        self.set_up_list(DuesModel(self), noun="người", undo_list=desk.undo_list)
        self.add_filter(self.stateBox)
        self.filterEdit.returnPressed.connect(self._go_to_person)
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
        self._read_for = None
        self.show_list()

    @override
    def count_words(self, count: int) -> str:
        people = sum(row_id > 0 for row_id in self._by_id) if count else 0
        return f"{group_digits(people)} người"

    def member(self, member_id: int | None) -> DuesMember | None:
        """The line of a member; None for a subtotal."""
        rows = self.listed.rows if self.listed is not None else ()
        return next((row for row in rows if row.member_id == member_id), None)

    def ids(self, wanted: tuple[str, str | None] | None, sort: Sort | None) -> "array[int]":
        """The rows of a filter; a group whose people are all left out is left out, too.

        A group keeps its place, its people are sorted under it.

        The list is read once for a month and then only when it changed: twenty thousand rows
        take longer to read than a hand at the keyboard waits between two letters.
        """
        if self._read_for != self.month:
            self.listed, self._read_for = self._read(), self.month
            self._people = _people(self.listed.rows) if self.listed else ()
        shown = _fitting(self._people, *(wanted or ("", None)))
        self._by_id = dict(_rows(shown, sort))
        return array("q", self._by_id)

    def rows(self, ids: Sequence[int]) -> list[Row]:
        """The cells of some rows."""
        return [_cells(self._by_id[row_id]) for row_id in ids]

    def _go_to_person(self) -> None:
        """Enter in the search means somebody, not the sub-total of a group."""
        if (self.table.current_id() or 0) <= 0:
            self.point_to(next((row_id for row_id in self._by_id if row_id > 0), 0))

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
        parts.append(f"Miễn: {row.exempt_reason}")
    if row.override_reason:
        parts.append(row.override_reason)
    if row.ahead:
        parts.append("Đã nộp trước" if row.ahead >= row.due else f"Nộp trước {dong(row.ahead)}")
    if not row.base and not parts:
        parts.append("Chưa có lương")
    return "; ".join(parts)


class Person(NamedTuple):
    """A line and how its name is sought."""

    row: DuesMember
    folded: str  # with a space before every syllable
    initials: str


def _people(rows: Sequence[DuesMember]) -> tuple[Person, ...]:
    # folding all names at once is ten times as fast as one by one
    names = re.sub(r"[^\w\n]|_", " ", fold("\n".join(row.full_name for row in rows))).split("\n")
    return tuple(
        Person(row, f" {' '.join(name.split())}", "".join(word[0] for word in name.split()))
        for row, name in zip(rows, names, strict=True)
    )


def _fitting(people: Sequence[Person], search: str, state: str | None) -> Iterator[DuesMember]:
    words = re.findall(r"[^\W_]+", fold(clean_text(search)))
    for person in people:
        if _is_meant(person.row, state) and (not words or _is_sought(person, search, words)):
            yield person.row


def _is_sought(person: Person, search: str, words: list[str]) -> bool:
    if person.initials.startswith("".join(words)):
        return True
    # most names fall out at their bare letters; only the rest is looked at mark by mark
    if not all(word in person.folded for word in words):
        return False
    if len(words) == 1 and search.isascii():
        return f" {words[0]}" in person.folded
    return matches(search, person.row.full_name)


def _is_meant(row: DuesMember, state: str | None) -> bool:
    match state:
        case "owing":
            return row.owed > 0
        case "paid":
            return row.paid > 0
        case "cap":
            return row.is_at_cap
        case "exempt":
            return row.exempt_reason is not None
    return True


def _rows(
    shown: Iterator[DuesMember], sort: Sort | None
) -> Iterator[tuple[int, DuesMember | DuesTeam]]:
    for number, (name, group) in enumerate(groupby(shown, lambda row: row.team), start=1):
        members = {row.member_id: row for row in group}
        yield -number, _team(name, members.values())
        for member_id in _sorted(members, sort):
            yield member_id, members[member_id]


def _team(name: str, members: Collection[DuesMember]) -> DuesTeam:
    """What those of a group add up to whom the filter lets through."""
    due, paid = sum(row.due for row in members), sum(row.paid for row in members)
    return DuesTeam(name, len(members), due, paid)


def _sorted(members: Mapping[int, DuesMember], sort: Sort | None) -> list[int]:
    if sort is None:
        return list(members)
    if sort.column == _NAME:
        names = {it: sort_key(row.full_name) for it, row in members.items()}
        return sorted(names, key=names.__getitem__, reverse=sort.is_descending)
    return sorted_ids({it: _cells(row) for it, row in members.items()}, COLUMNS, sort)


def _cells(row: DuesMember | DuesTeam) -> Row:
    if isinstance(row, DuesTeam):
        name = f"{row.name or NO_TEAM} ({row.members} người)"
        return (name, None, row.due, row.paid, row.due - row.paid, "")
    return (f"    {row.full_name}", row.base, row.due, row.paid, row.owed, remark_of(row))
