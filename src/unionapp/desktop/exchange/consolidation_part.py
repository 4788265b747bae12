"""Consolidation: what each unit reported, what it comes to, and who is missing."""

from pathlib import Path

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QSplitter

from unionapp.desktop.desk import Desk
from unionapp.desktop.exchange.part import ExchangePart
from unionapp.desktop.grids import Column, DataTable, Kind
from unionapp.desktop.short_list import ShortList
from unionapp.desktop.tasks import Task
from unionapp.exchange.annex import write_annex
from unionapp.exchange.consolidation import Consolidated, Quantity, consolidate
from unionapp.indicators.catalogue import list_measures
from unionapp.indicators.figures import Figure
from unionapp.vietnamese.periods import Period

_UNITS = (
    Column("name", "Đơn vị", 24),
    Column("version", "Bản", 5, Kind.COUNT, adds_up=False),
    Column("members", "Đoàn viên", 10, Kind.COUNT),
    Column("female", "Nữ", 8, Kind.COUNT),
    Column("dues", "Đoàn phí (đồng)", 14, Kind.MONEY),
    Column("signers", "Người ký", 20),
)
_MISSING = (
    Column("code", "Mã", 10),
    Column("name", "Đơn vị", 34),
    Column("state", "Tình trạng", 24),
)
_TOTALS = (Column("name", "Chỉ tiêu", 32), Column("figure", "Số liệu", 22))


class ConsolidationPart(ExchangePart):
    """Three tables and one heading for the working period."""

    stateLabel: QLabel
    sumButton: QPushButton
    saveButton: QPushButton
    splitter: QSplitter
    unitTable: DataTable
    missingLabel: QLabel
    missingTable: DataTable
    totalTable: DataTable

    def __init__(self, desk: Desk) -> None:
        super().__init__("exchange/consolidation", desk)
        self._result: Consolidated | None = None
        self._units = ShortList(self.unitTable, _UNITS, "units_summed", desk.preferences)
        self._missing = ShortList(self.missingTable, _MISSING, "units_missing", desk.preferences)
        self._totals = ShortList(self.totalTable, _TOTALS, "totals", desk.preferences)
        self.splitter.setSizes([600, 430])
        self.sumButton.clicked.connect(self.refresh)
        self.saveButton.clicked.connect(self._ask_folder)
        QShortcut(QKeySequence("F9"), self).activated.connect(self.refresh)

    def refresh(self) -> None:
        """Add up what was accepted for the working period."""
        office, period = self.desk.office, self.desk.period
        self.work(lambda _progress: consolidate(office, period), self.show_result)

    def show_result(self, result: Consolidated) -> None:
        """Show the sums."""
        self._result = result
        self.stateLabel.setText(_state(result))
        self.saveButton.setEnabled(result.counted > 0)
        self._units.show(
            {
                at: (
                    unit.name,
                    unit.version,
                    unit.totals.get("members"),
                    unit.totals.get("female"),
                    unit.totals.get("dues"),
                    unit.signers,
                )
                for at, unit in enumerate(result.units)
            }
        )
        self._missing.show(
            {
                at: (unit.code, unit.name, unit.state_name)
                for at, unit in enumerate(result.missing_units)
            }
        )
        self.missingLabel.setVisible(bool(result.missing_units))
        self.missingTable.setVisible(bool(result.missing_units))
        self._totals.show(dict(enumerate(_figures(result))))

    def save_to(self, folder: Path) -> Task:
        """Write the annex as a sheet and as a PDF."""
        office, result = self.desk.office, self._result
        assert result is not None  # noqa: S101  # the button waits for it
        return self.work(
            lambda _progress: write_annex(office, result, folder),
            lambda paths: self.say_saved("Đã lưu bảng tổng hợp (PDF và Excel):", paths[0]),
        )

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "Chọn nơi lưu bảng tổng hợp")
        if name:
            self.save_to(Path(name))


def _state(result: Consolidated) -> str:
    counted = f"{result.counted}/{result.expected} đơn vị"
    if not result.expected:
        return f"{_label(result.period)}: chưa có đơn vị cấp dưới nào"
    return (
        f"{_label(result.period)}: {f'TẠM TÍNH {counted}' if result.missing else f'đủ {counted}'}"
    )


def _label(period: Period) -> str:
    return f"{period.label[0].upper()}{period.label[1:]}"


def _figures(result: Consolidated) -> list[tuple[str, str]]:
    return [
        (it.name, _text(it.code, it.unit, result.sums[it.code]))
        for it in list_measures()
        if it.code in result.sums
    ]


def _text(code: str, unit: str, quantity: Quantity) -> str:
    return Figure(code, code, quantity.numerator, quantity.denominator, unit).text
