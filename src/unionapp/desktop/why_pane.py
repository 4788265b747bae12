"""Why a number is what it is: the records behind it, each one leads to its own page."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from unionapp.desktop.desk import Desk
from unionapp.desktop.grids import Column, Kind
from unionapp.desktop.notices import explaining
from unionapp.desktop.over_pane import OverPane
from unionapp.desktop.record_places import kind_of, month_of_record
from unionapp.desktop.short_list import ShortList
from unionapp.indicators.catalogue import find_measure
from unionapp.indicators.evidence import SourceRow
from unionapp.indicators.figures import Explained
from unionapp.indicators.progress import explain_target
from unionapp.indicators.shipped_sets import TargetFacts
from unionapp.indicators.target_sets import TargetRow
from unionapp.vietnamese.amounts import group_digits
from unionapp.vietnamese.dates import table_date

COLUMNS = (
    Column("label", "Bản ghi", 44),
    Column("kind", "Loại", 18),
    Column("unit", "Đơn vị", 30),
    Column("on", "Ngày", 11, Kind.DATE),
    Column("weight", "Góp vào số", 11, Kind.COUNT),
)


class WhyPane(OverPane):
    """Lists the records of one figure."""

    actionButton: QPushButton

    typed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "why_pane")
        self._sources: tuple[SourceRow, ...] = ()
        self._list = ShortList(self.table, COLUMNS, "targets/why", desk.preferences)
        self.table.opened.connect(self.open_record)
        self.actionButton.clicked.connect(self._open_current)

    def stand_over(self, page: str) -> None:
        """Stand over a whole page, named on the way back, and not beside a board."""
        self.backButton.setText(f"{page} (Esc)")
        if (column := self.layout()) is not None:
            column.setContentsMargins(16, 16, 16, 8)

    def show_target(self, row: TargetRow, as_of: date) -> None:
        """Show the records that were counted for a target until a day."""
        with explaining(self.banner):
            found = explain_target(self.desk.office, row.facts, as_of)
            self.show_found(row.facts.name, found, _hint(row.facts, found.rows, as_of))

    def show_found(self, name: str, found: Explained, hint: str) -> None:
        """Show the records behind any figure."""
        self._sources = found.rows
        self.say(f"Vì sao? {name}", hint)
        cells = {
            at: (it.label, kind_of(it).name, found.unit_name(it), it.on, it.weight)
            for at, it in enumerate(found.rows)
        }
        self._list.show(cells)
        self._list.point_to(None)
        self.actionButton.setEnabled(bool(self._sources))
        self.table.setFocus()

    def open_record(self, at: int) -> None:
        """Go to the page of a record; a typed figure is opened where it was typed."""
        source = self._sources[at]
        kind = kind_of(source)
        if not kind.page:
            self.typed.emit()
            return
        month = month_of_record(source)
        if month is not None:
            self.desk.lead_into(month)
        self.desk.open(kind.page, kind.place(self.desk.office, source))

    def _open_current(self) -> None:
        at = self.table.current_id()
        if at is not None:
            self.open_record(at)


def _hint(facts: TargetFacts, rows: tuple[SourceRow, ...], as_of: date) -> str:
    measure = find_measure(facts.measure)
    if not rows:
        return f"Chưa có bản ghi nào. Cần ghi: {measure.numerator_words}."
    counted = f"{group_digits(len(rows))} bản ghi đến {table_date(as_of)}."
    whole = f" Mẫu số: {measure.denominator_words}." if measure.is_ratio else ""
    return f"{counted} Tử số: {measure.numerator_words}.{whole}"
