"""What asks for a look in the settlement of a lower unit, each line leading to its figure."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from unionapp.desktop.desk import Desk
from unionapp.desktop.grids import Column, DataTable
from unionapp.desktop.grids.sheet_model import SheetModel
from unionapp.finance.findings import Finding

_COLUMNS = (
    Column("code", "Quy tắc", 8, can_sort=False),
    Column("weight", "Mức", 10, can_sort=False),
    Column("words", "Điểm cần xem", 90, can_sort=False),
)
_MOST_ROWS = 4
_REPORTED = 2


class LowerFindings(DataTable):
    """A short list above the figures; it goes when there is nothing to look at."""

    said = Signal(str)

    def __init__(self, desk: Desk, figures: DataTable) -> None:
        super().__init__()
        self._figures = figures
        self._findings: Sequence[Finding] = ()
        self._places: Sequence[int | None] = ()
        self._model = SheetModel(_COLUMNS)
        self._model.setParent(self)
        self.set_up(self._model, "lower_findings", preferences=desk.preferences)
        self.setAccessibleName("Các điểm cần xem")
        self.opened.connect(self.go)
        self.pointed.connect(self._say)
        self.hide()

    def show_findings(self, findings: Sequence[Finding], row_ids: Sequence[str]) -> None:
        """Show findings, the errors first; `row_ids` are the rows of the figures in order."""
        ordered = self._findings = sorted(findings, key=lambda one: (not one.is_error, one.code))
        self._places = [
            row_ids.index(one.field) if one.field in row_ids else None for one in ordered
        ]
        self._model.put({at: _cells(one) for at, one in enumerate(ordered)})
        rows = min(len(ordered), _MOST_ROWS) + 1
        self.setFixedHeight(rows * (self.verticalHeader().defaultSectionSize() + 4))
        self.setVisible(bool(ordered))

    def go(self, at: int) -> None:
        """Put the cursor on the figure that a finding is about."""
        place = self._places[at]
        if place is not None:
            self._figures.setCurrentIndex(self._figures.rows.index(place, _REPORTED))
            self._figures.setFocus()

    def go_on(self) -> None:
        """Go to the figure of the next finding, round and round."""
        if not self._places:
            return
        index = self.currentIndex()
        at = (index.row() + 1) % len(self._places) if index.isValid() else 0
        self.setCurrentIndex(self._model.index(at, 0))
        self.go(at)

    def _say(self, at: object) -> None:
        # a narrow screen cuts the sentence off in its cell
        if isinstance(at, int) and at < len(self._findings):
            self.said.emit(self._findings[at].words)


def _cells(finding: Finding) -> tuple[str, str, str]:
    weight = "phải sửa" if finding.is_error else "cần xem"
    return (finding.code.partition(".")[0], weight, finding.words)
