"""Whose rating, of which year, by which criteria: three boxes above the score sheet."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel

from unionapp.desktop.desk import Desk
from unionapp.indicators.grading import CriteriaSet, criteria_for, sets_for
from unionapp.organisation.units import lower_units

YEARS = 4


class UnitChoice(QObject):
    """The unit and the year; the criteria are asked for only where the kind does not tell them."""

    changed = Signal()
    criteria_chosen = Signal()

    def __init__(
        self,
        desk: Desk,
        boxes: tuple[QComboBox, QComboBox],
        criteria: tuple[QLabel, QComboBox],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._office = desk.office
        self._units, self._years = boxes
        self._label, self._sets = criteria
        self._fill(desk)
        for box in boxes:
            box.currentIndexChanged.connect(self.changed)
        self._sets.currentIndexChanged.connect(self.criteria_chosen)

    @property
    def code(self) -> str:
        """The unit that is chosen."""
        return str(self._units.currentData()[0])

    @property
    def year(self) -> int:
        """The year that is chosen."""
        return int(self._years.currentData())

    @property
    def is_own(self) -> bool:
        """Whether the unit scores itself."""
        return self.code == self._office.unit.code

    @property
    def chosen(self) -> str:
        """The code of the criteria the officer chose; nothing where the kind tells them."""
        return "" if self._sets.isHidden() else str(self._sets.currentData() or "")

    def offer(self, kept: str) -> None:
        """Ask for the criteria where the kind does not tell them; `kept` was chosen before."""
        _, tier, kind = self._units.currentData()
        sets = sets_for(tier, kind)
        is_open = len(sets) > 1
        self._label.setVisible(is_open)
        self._sets.setVisible(is_open)
        self._sets.blockSignals(True)
        self._sets.clear()
        self._sets.addItem("Hãy chọn bộ tiêu chí…", "")
        for it in sets:
            self._sets.addItem(it.name, it.code)
            self._sets.setItemData(self._sets.count() - 1, it.name, Qt.ItemDataRole.ToolTipRole)
        self._sets.setCurrentIndex(max(0, self._sets.findData(kept)))
        self._sets.blockSignals(False)

    def criteria(self) -> CriteriaSet:
        """The criteria the unit is scored by.

        Raises:
            Refusal: rating.no_criteria, rating.choose_criteria.
        """
        _, tier, kind = self._units.currentData()
        return criteria_for(tier, kind, self.chosen)

    def go_to(self, unit_code: str) -> None:
        """Choose a unit by its code."""
        codes = [self._units.itemData(at)[0] for at in range(self._units.count())]
        if unit_code in codes:
            self._units.setCurrentIndex(codes.index(unit_code))

    def _fill(self, desk: Desk) -> None:
        unit = desk.office.unit
        own = (unit.code, unit.tier, unit.employer_type)
        self._units.addItem(f"{unit.name} (tự chấm)", own)
        for row in lower_units(desk.office):
            self._units.addItem(row.name, (row.code, row.tier, row.employer_type))
        this_year = desk.working_day.year
        for year in range(this_year, this_year - YEARS, -1):
            self._years.addItem(str(year), year)
