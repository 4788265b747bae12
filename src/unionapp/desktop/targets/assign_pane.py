"""The numbers lower units are given on a target, typed down the list like in Excel."""

from array import array
from collections.abc import Sequence

from unionapp.desktop.desk import Desk
from unionapp.desktop.grids import Column, Edit, Kind, PagedModel, Sort
from unionapp.desktop.grids.paged import Row
from unionapp.desktop.targets.over_pane import OverPane
from unionapp.errors import Refusal
from unionapp.indicators.figures import unit_shares
from unionapp.indicators.target_sets import TargetRow, assign, list_assignments
from unionapp.organisation.units import UnitRow, lower_units
from unionapp.sentences import sentence_for
from unionapp.vietnamese.amounts import group_digits, percent
from unionapp.vietnamese.periods import Period

COLUMNS = (
    Column("code", "Mã", 12, can_sort=False),
    Column("name", "Đơn vị", 44, can_sort=False),
    Column("now", "Đang đạt", 18, can_sort=False),
    Column("value", "Số giao", 12, Kind.COUNT, is_editable=True, can_sort=False),
    Column("note", "Ghi chú", 30, is_editable=True, can_sort=False),
)
_VALUE, _NOTE = 3, 4


class AssignPane(OverPane):
    """A grid of the lower units."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "targets/assign_pane")
        self._target_id = 0
        self._units: dict[int, UnitRow] = {}
        self._rows: dict[int, Row] = {}
        self.model = PagedModel(COLUMNS, self._ids, self._read, change=self._change, parent=self)
        self.table.set_up(
            self.model, "targets/assign", preferences=desk.preferences, undo_list=desk.undo_list
        )
        self.table.refused.connect(self._explain)
        self.table.unreadable.connect(lambda words: self.banner.say(words, "warning"))

    def show_target(self, row: TargetRow) -> None:
        """Offer every lower unit its number on a target."""
        self._target_id = row.id
        self._units = {unit.id: unit for unit in lower_units(self.desk.office)}
        self._load(row)
        hint = "Gõ số giao cho từng đơn vị; Enter xuống dòng, dán được cả cột từ Excel."
        nobody = "Đơn vị chưa có cấp dưới nào để giao. Thêm ở trang Tổ chức trước."
        self.say(f"Giao cấp dưới: {row.facts.name}", hint if self._units else nobody)
        self.model.refresh()
        if self._units:
            self.table.setCurrentIndex(self.model.index(0, _VALUE))
        self.table.setFocus()

    def _load(self, row: TargetRow) -> None:
        office = self.desk.office
        year = Period.parse(str(self.desk.working_day.year))
        facts = row.facts
        shares = unit_shares(office, facts.measure, year, choices=dict(facts.choices))
        now = {it.unit_id: _figure(it.numerator, it.denominator) for it in shares}
        given = {it.unit_code: it for it in list_assignments(office, row.id)}
        self._rows = {}
        for unit in self._units.values():
            known = given.get(unit.code)
            value, note = (known.value, known.note) if known else (None, "")
            self._rows[unit.id] = (unit.code, unit.name, now.get(unit.id, ""), value, note)

    def _ids(self, _wanted: object, _sort: Sort | None) -> "array[int]":
        return array("q", self._rows)

    def _read(self, ids: Sequence[int]) -> list[Row]:
        return [self._rows[it] for it in ids]

    def _change(self, edits: Sequence[Edit]) -> None:
        changed = {it.row_id: list(self._rows[it.row_id]) for it in edits}
        for edit in edits:
            changed[edit.row_id][_VALUE if edit.column == "value" else _NOTE] = edit.new
        if any(cells[_VALUE] is None for cells in changed.values()):
            raise Refusal("target.value_needed")
        for row_id, cells in changed.items():
            unit = self._units[row_id]
            row = assign(
                self.desk.office, self._target_id, unit.code, cells[_VALUE], cells[_NOTE] or ""
            )
            self._rows[row_id] = (*cells[:_VALUE], row.value, row.note)
        self.banner.hide()

    def _explain(self, refusal: Refusal) -> None:
        self.banner.say(sentence_for(refusal), "warning")


def _figure(numerator: int, denominator: int | None) -> str:
    if denominator is None:
        return group_digits(numerator)
    shown = f"{group_digits(numerator)}/{group_digits(denominator)}"
    return f"{percent(numerator, denominator)} ({shown})" if denominator else shown
