"""The legal parameters: each with its days, its basis, and whether it still has to be checked."""

from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QWidget

from unionapp.desktop.desk import Desk
from unionapp.desktop.forms import load_form
from unionapp.desktop.grids import Column, DataTable, Kind
from unionapp.desktop.short_list import Row, ShortList
from unionapp.organisation.parameters import LegalValue, list_parameters, parameter_name
from unionapp.vietnamese.amounts import group_digits, percent_text
from unionapp.vietnamese.names import matches

_COLUMNS = (
    Column("name", "Tham số", 44),
    Column("segment", "Nhóm", 8),
    Column("value", "Giá trị", 14),
    Column("from", "Từ ngày", 11, Kind.DATE),
    Column("to", "Đến ngày", 11, Kind.DATE),
    Column("check", "Tin cậy", 14),
    Column("basis", "Căn cứ", 40),
)
_SHARES = (".rate", "_share", ".share", "split.kpcd.up", "split.dues.up")
_FLAGS = {"true": "có", "false": "không"}


class ParametersPart(QWidget):
    """The table of parameters."""

    filterEdit: QLineEdit
    nowCheck: QCheckBox
    checkCheck: QCheckBox
    countLabel: QLabel
    table: DataTable
    basisLabel: QLabel

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form("organisation/parameters", self)
        self._desk = desk
        self._values: tuple[LegalValue, ...] = ()
        self._in_force: frozenset[LegalValue] = frozenset()
        self._list = ShortList(self.table, _COLUMNS, "parameters", desk.preferences)
        self.nowCheck.setChecked(True)
        self.filterEdit.textChanged.connect(self.show_list)
        self.nowCheck.toggled.connect(self.show_list)
        self.checkCheck.toggled.connect(self.show_list)
        self.table.pointed.connect(self._show_basis)
        self.refresh()

    def refresh(self) -> None:
        """Read the parameters again."""
        self._values = list_parameters(self._desk.office)
        self._in_force = _in_force(self._values, self._desk.office.today)
        self.show_list()

    def show_list(self) -> None:
        """Show the parameters that the filter lets through."""
        rows = {at: _row(value) for at, value in enumerate(self._values) if self._is_wanted(value)}
        self._list.show(rows)
        doubtful = sum(self._values[at].needs_check for at in rows)
        self.countLabel.setText(f"{len(rows)} giá trị, {doubtful} cần kiểm tra")

    def _is_wanted(self, value: LegalValue) -> bool:
        told = f"{parameter_name(value.key)} {value.legal_basis}"
        return (
            (value in self._in_force or not self.nowCheck.isChecked())
            and (value.needs_check or not self.checkCheck.isChecked())
            and (not self.filterEdit.text() or matches(self.filterEdit.text(), told))
        )

    def _show_basis(self, at: int | None) -> None:
        if at is None:
            self.basisLabel.setText("Chọn một dòng để đọc đủ căn cứ.")
            return
        value = self._values[at]
        doubt = " Cần kiểm tra lại với văn bản gốc." if value.needs_check else ""
        self.basisLabel.setText(f"{parameter_name(value.key)}: {value.legal_basis}.{doubt}")


def _in_force(values: tuple[LegalValue, ...], today: date) -> frozenset[LegalValue]:
    """The value of each key and segment that a calculation of today would use."""
    found: dict[tuple[str, str], LegalValue] = {}
    for value in sorted(values, key=lambda it: (it.is_own, it.valid_from)):
        if value.valid_from <= today and (value.valid_to is None or value.valid_to >= today):
            found[value.key, value.segment] = value
    return frozenset(found.values())


def _row(value: LegalValue) -> Row:
    trust = "cần kiểm tra" if value.needs_check else "chắc chắn"
    return (
        parameter_name(value.key),
        value.segment,
        _shown(value),
        value.valid_from,
        value.valid_to,
        "của đơn vị" if value.is_own else trust,
        value.legal_basis,
    )


def _shown(value: LegalValue) -> str:
    """A share as officers say it: 0,5%; a coefficient stays the number it is."""
    text = value.value
    if text in _FLAGS:
        return _FLAGS[text]
    if text.isdecimal():
        return group_digits(int(text))
    if value.key.endswith(_SHARES):
        return percent_text(Decimal(text))
    return text.replace(".", ",")
