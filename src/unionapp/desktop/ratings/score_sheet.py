"""The criteria of one unit and year as a grid: points and evidence are typed, figures speak."""

from array import array
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from unionapp.desktop.grids import Column, Edit, Kind, PagedModel, Sort
from unionapp.desktop.grids.paged import Row
from unionapp.indicators.grading import CriteriaSet, found_knock_outs, grade_of, scale
from unionapp.indicators.ratings import RatingRow, ScoreSheet

COLUMNS = (
    Column("text", "Tiêu chí", 29, can_sort=False),
    Column("max", "Tối đa", 6, Kind.COUNT, can_sort=False),
    Column("self", "Tự chấm", 8, Kind.COUNT, is_editable=True, can_sort=False),
    Column("appraised", "Thẩm định", 9, Kind.COUNT, is_editable=True, can_sort=False),
    Column("figure", "Số liệu", 14, can_sort=False),
    Column("evidence", "Minh chứng", 28, is_editable=True, can_sort=False),
    Column("group", "Nhóm", 30, can_sort=False),
)
APPRAISED, SELF = "appraised", "self"


class ScoreGrid(QObject):
    """What was typed until it is saved; `by` says whose column is open."""

    typed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.by = SELF
        self.is_open = True
        self.criteria: CriteriaSet | None = None
        self._points: dict[str, dict[str, int]] = {SELF: {}, APPRAISED: {}}
        self._evidence: dict[str, str] = {}
        self._figures: Mapping[str, str] = {}
        self.model = PagedModel(COLUMNS, self._ids, self._rows, change=self._change, parent=self)

    def show_rating(
        self, criteria: CriteriaSet | None, row: RatingRow | None, figures: Mapping[str, str]
    ) -> None:
        """Show a unit's criteria with what was scored so far."""
        self.criteria, self._figures = criteria, figures
        self._points = {
            SELF: dict(row.self_points) if row else {},
            APPRAISED: dict(row.appraised_points) if row else {},
        }
        self._evidence = dict(row.evidence) if row else {}
        self.model.refresh()

    def take_up(self, sheet: ScoreSheet) -> None:
        """Put what was left unfinished into the open column; other criteria take nothing."""
        known = {it.code for it in self.criteria.criteria} if self.criteria else set()
        self._points[self.by] = {it: sheet.points[it] for it in sheet.points if it in known}
        self._evidence |= {it: words for it, words in sheet.evidence.items() if it in known}
        self.model.refresh()

    @property
    def points(self) -> Mapping[str, int]:
        """The points of the open column."""
        return self._points[self.by]

    def sheet(self, knock_outs: Sequence[str], grade: str | None, reason: str) -> ScoreSheet:
        """What is handed in."""
        return ScoreSheet(
            dict(self.points), dict(self._evidence), tuple(knock_outs), grade, reason
        )

    def standing(self, knock_outs: Sequence[str]) -> tuple[int, str]:
        """The total and the grade it would give."""
        if self.criteria is None:
            return 0, ""
        total = sum(self.points.values())
        found = {*knock_outs, *found_knock_outs(self.criteria, self.points)}
        return total, scale().grades[grade_of(total, found)]

    def place_of(self, code: str | None) -> int | None:
        """Where a criterion stands."""
        rows = self.criteria.criteria if self.criteria else ()
        return next((at for at, it in enumerate(rows) if it.code == code), None)

    def _ids(self, _wanted: object, _sort: Sort | None) -> "array[int]":
        return array("q", range(len(self.criteria.criteria) if self.criteria else 0))

    def _rows(self, ids: Sequence[int]) -> list[Row]:
        if self.criteria is None:
            return []
        groups = dict(self.criteria.groups)
        return [
            (
                it.text, it.max, self._points[SELF].get(it.code),
                self._points[APPRAISED].get(it.code), self._figures.get(it.code, ""),
                self._evidence.get(it.code, ""), groups[it.group],
            )
            for it in (self.criteria.criteria[at] for at in ids)
        ]  # fmt: skip

    def _change(self, edits: Sequence[Edit]) -> None:
        if self.criteria is None or not self.is_open:
            return
        for edit in edits:
            code = self.criteria.criteria[edit.row_id].code
            if edit.column == "evidence":
                self._evidence[code] = edit.new or ""
            elif edit.column == self.by and edit.new is None:
                self._points[self.by].pop(code, None)
            elif edit.column == self.by:
                self._points[self.by][code] = edit.new
        self.typed.emit()
