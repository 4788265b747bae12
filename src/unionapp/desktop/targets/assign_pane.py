"""The numbers lower units are given on a target, typed down the list like in Excel."""

from array import array
from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton

from unionapp.desktop.desk import Desk
from unionapp.desktop.grids import Column, Edit, Kind, PagedModel, Sort
from unionapp.desktop.grids.paged import Row
from unionapp.desktop.over_pane import OverPane
from unionapp.errors import Refusal
from unionapp.indicators.assignments import (
    AssignmentChange,
    assign,
    assignment_history,
    list_assignments,
    withdraw,
)
from unionapp.indicators.figures import figures_below
from unionapp.indicators.target_sets import TargetRow
from unionapp.organisation.units import UnitRow, list_units
from unionapp.sentences import sentence_for
from unionapp.vietnamese.amounts import group_digits
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.periods import whole_year

COLUMNS = (
    Column("code", "Mã", 12, can_sort=False),
    Column("name", "Đơn vị", 44, can_sort=False),
    Column("now", "Đang đạt", 22, can_sort=False),
    Column("value", "Số giao", 12, Kind.COUNT, is_editable=True, can_sort=False),
    Column("note", "Ghi chú", 30, is_editable=True, can_sort=False),
)
HINT = (
    "Gõ số giao ({unit}) cho từng đơn vị; Enter xuống dòng, dán được cả cột từ Excel. "
    "Xóa trống ô số giao là rút lại."
)
NOBODY = "Đơn vị chưa có cấp dưới nào để giao. Thêm ở trang Tổ chức trước."
_VALUE, _NOTE = 3, 4


class AssignPane(OverPane):
    """A grid of the lower units; what was given before stands below it."""

    totalLabel: QLabel
    historyLabel: QLabel
    printButton: QPushButton

    print_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "targets/assign_pane")
        self._target: TargetRow | None = None
        self._units: dict[int, UnitRow] = {}
        self._rows: dict[int, Row] = {}
        self._history: tuple[AssignmentChange, ...] = ()
        self.model = PagedModel(COLUMNS, self._ids, self._read, change=self._change, parent=self)
        self.table.set_up(
            self.model, "targets/assign", preferences=desk.preferences, undo_list=desk.undo_list
        )
        self.table.refused.connect(self._explain)
        self.table.unreadable.connect(lambda words: self.banner.say(words, "warning"))
        self.table.pointed.connect(self._tell_history)
        self.printButton.clicked.connect(self.print_asked)

    def show_target(self, row: TargetRow) -> None:
        """Offer every lower unit its number on a target."""
        self._target = row
        self._units = {unit.id: unit for unit in list_units(self.desk.office)}
        self._load(row)
        hint = HINT.format(unit=row.facts.unit) if self._units else NOBODY
        self.say(f"Giao cấp dưới: {row.facts.name}", hint)
        self.model.refresh()
        if self._units:
            self.table.setCurrentIndex(self.model.index(0, _VALUE))
        self._tell()
        self.table.setFocus()

    def _load(self, row: TargetRow) -> None:
        office, day, facts = self.desk.office, self.desk.working_day, row.facts
        year = whole_year(day.year)
        now = figures_below(office, facts.measure, year, choices=facts.choices, as_of=day)
        given = {it.unit_code: it for it in list_assignments(office, row.id)}
        self._history = assignment_history(office, row.id)
        self._rows = {}
        for unit in self._units.values():
            known, figure = given.get(unit.code), now.get(unit.id)
            value, note = (known.value, known.note) if known else (None, "")
            reached = figure.text if figure else ""
            self._rows[unit.id] = (unit.code, unit.name, reached, value, note)

    def _ids(self, _wanted: object, _sort: Sort | None) -> "array[int]":
        return array("q", self._rows)

    def _read(self, ids: Sequence[int]) -> list[Row]:
        return [self._rows[it] for it in ids]

    def _change(self, edits: Sequence[Edit]) -> None:
        if self._target is None:
            return
        changed = {it.row_id: list(self._rows[it.row_id]) for it in edits}
        for edit in edits:
            changed[edit.row_id][_VALUE if edit.column == "value" else _NOTE] = edit.new
        for row_id, cells in changed.items():
            self._rows[row_id] = self._write(self._target, row_id, cells)
        self._history = assignment_history(self.desk.office, self._target.id)
        self.banner.hide()
        self._tell()

    def _write(self, target: TargetRow, row_id: int, cells: list[object]) -> Row:
        office, code, value = self.desk.office, self._units[row_id].code, cells[_VALUE]
        if isinstance(value, int):
            given = assign(office, target.id, code, value, str(cells[_NOTE] or ""))
            return (*cells[:_VALUE], given.value, given.note)
        if self._rows[row_id][_VALUE] is None:
            raise Refusal("target.value_needed")
        withdraw(office, target.id, code)
        return (*cells[:_VALUE], None, "")

    def _explain(self, refusal: Refusal) -> None:
        self.banner.say(sentence_for(refusal), "warning")

    def _tell(self, *_: object) -> None:
        self.totalLabel.setText(_total_words(self._target, self._rows.values()))
        self._tell_history()

    def _tell_history(self, *_: object) -> None:
        unit = self._units.get(self.table.current_id() or 0)
        changes = [it for it in self._history if unit and it.unit_code == unit.code]
        words = " → ".join(map(_change_words, changes))
        self.historyLabel.setText(f"Đã giao {unit.name}: {words}." if unit and words else "")


def _total_words(target: TargetRow | None, rows: Iterable[Row]) -> str:
    values = [row[_VALUE] for row in rows if isinstance(row[_VALUE], int)]
    if target is None or not values:
        return ""
    given = f"Đã giao {len(values)} đơn vị"
    facts = target.facts
    if facts.unit == "%" or facts.value is None:
        return f"{given}."
    total = sum(values)
    short = facts.value - total
    rest = f"còn {group_digits(short)} chưa giao" if short > 0 else "đã giao đủ"
    wanted = f"{group_digits(facts.value)} {facts.unit}"
    return f"{given}, tổng {group_digits(total)} trên {wanted}; {rest}."


def _change_words(change: AssignmentChange) -> str:
    number = "rút lại" if change.value is None else group_digits(change.value)
    return f"{number} ({table_date(change.at[:10])}, {change.officer})"
