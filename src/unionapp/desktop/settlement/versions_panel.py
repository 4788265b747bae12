"""The settlement as it was handed in, time after time, and what each time changed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk
from unionapp.desktop.forms import load_form
from unionapp.desktop.grids import Column, DataTable, Kind
from unionapp.desktop.grids.sheet_model import SheetModel
from unionapp.desktop.look.roles import set_role
from unionapp.desktop.notices import Banner, explaining
from unionapp.desktop.stamps import local_stamp
from unionapp.finance.year.settlement import STATES
from unionapp.finance.year.versions import (
    SettlementVersion,
    compare_settlement_versions,
    list_settlement_versions,
)

_VERSIONS = (
    Column("version", "Lần", 5, Kind.COUNT, can_sort=False, adds_up=False),
    Column("state", "Tình trạng", 10, can_sort=False),
    Column("at", "Nộp lúc", 16, can_sort=False),
    Column("by", "Người nộp", 18, can_sort=False),
    Column("digest", "Mã số liệu", 10, can_sort=False),
)
_CHANGES = (
    Column("label", "Dòng đã đổi", 26, can_sort=False),
    Column("before", "Lần trước", 11, Kind.MONEY, can_sort=False),
    Column("after", "Lần này", 11, Kind.MONEY, can_sort=False),
    Column("change", "Chênh", 10, Kind.MONEY, can_sort=False),
)
_CODE = 8  # signs of the hash that people read to each other


class VersionsPanel(QFrame):
    """Lists the versions; the one pointed to is laid beside the one before it.

    Enter shows a version whole in the table of the settlement.
    """

    titleLabel: QLabel
    viewButton: QPushButton
    closeButton: QPushButton
    noticeColumn: QVBoxLayout
    versionsTable: DataTable
    changeLabel: QLabel
    changesTable: DataTable

    closed = Signal()
    opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._year = desk, desk.period.end.year
        self._versions: tuple[SettlementVersion, ...] = ()
        set_role(self, "panel")
        load_form("settlement/versions_panel", self)
        self.banner = Banner()
        self.noticeColumn.addWidget(self.banner)
        self._list, self._changes = SheetModel(_VERSIONS), SheetModel(_CHANGES)
        for model, table, name in (
            (self._list, self.versionsTable, "settlement_versions"),
            (self._changes, self.changesTable, "settlement_changes"),
        ):
            model.setParent(self)
            table.set_up(model, name, preferences=desk.preferences)
        self.versionsTable.pointed.connect(self._compare)
        self.versionsTable.opened.connect(self._open)
        self.viewButton.clicked.connect(self.view)
        self.closeButton.clicked.connect(self.closed)
        self.actions_ = Actions(self, {"postpone": self.closed.emit}, key_set=desk.key_set)

    def show_year(self, year: int) -> None:
        """Begin with the latest version of a year."""
        self._year = year
        with explaining(self.banner):
            self._versions = list_settlement_versions(self._desk.office, year)
            self.titleLabel.setText(f"Các lần nộp quyết toán năm {year}")
            self._list.put({one.version: _cells(one) for one in self._versions})
            self.versionsTable.setCurrentIndex(self._list.index(len(self._versions) - 1, 0))
            self.versionsTable.setFocus()

    def view(self) -> None:
        """Show the current version whole."""
        if (version := self.versionsTable.current_id()) is not None:
            self._open(version)

    def _open(self, version: int) -> None:
        self.opened.emit(next(one for one in self._versions if one.version == version))

    def _compare(self, version: int | None) -> None:
        self._changes.put({})
        self.changeLabel.setText("")
        if version is None:
            return
        if version == 1:
            self.changeLabel.setText("Lần nộp đầu tiên, không có gì để so.")
            return
        with explaining(self.banner):
            changed = compare_settlement_versions(
                self._desk.office, self._year, version - 1, version
            )
            self._changes.put(
                {
                    at: (row.label, row.before, row.after, row.change)
                    for at, row in enumerate(changed, start=1)
                }
            )
            words = f"khác lần {version - 1} ở {len(changed)} dòng" if changed else "không đổi"
            self.changeLabel.setText(f"Lần {version}: {words}")


def _cells(row: SettlementVersion) -> tuple[object, ...]:
    state = STATES[row.status]
    at = local_stamp(row.submitted_at)
    return (row.version, state, at, row.submitted_by, row.digest[:_CODE].upper())
