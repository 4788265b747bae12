"""What stands behind a figure of the year: its vouchers, or the figures that it adds up."""

from collections.abc import Iterator

from unionapp.desktop.desk import Desk
from unionapp.desktop.grids import Column, Kind
from unionapp.desktop.grids.paged import Row
from unionapp.desktop.grids.sheet_model import SheetModel
from unionapp.desktop.notices import explaining
from unionapp.desktop.table_pane import TablePane
from unionapp.finance.year.row_sources import (
    RowSources,
    SourceLine,
    SourcePart,
    show_row_sources,
)
from unionapp.vietnamese.amounts import dong, group_digits
from unionapp.vietnamese.periods import Period

_COLUMNS = (
    Column("on", "Ngày", 11, Kind.DATE, can_sort=False),
    Column("number", "Chứng từ", 13, can_sort=False),
    Column("reason", "Diễn giải", 42, can_sort=False),
    Column("amount", "Số tiền", 14, Kind.MONEY, can_sort=False),
    Column("who", "Người nộp, nhận", 22, can_sort=False),
    Column("item", "Mục", 30, can_sort=False),
)
# Balances are no sum of vouchers of the year; they stand in a book.
_BOOKS = {"payable": "obligations", "opening": "account"}
_NOTHING = "Sổ chưa có khoản nào cho dòng này."


class SourcesPane(TablePane):
    """Goes from a figure to what it is made of, down to the voucher; Esc goes back a step."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._trail: list[RowSources] = []
        self._model = SheetModel(_COLUMNS)
        self._model.setParent(self)
        self.table.set_up(self._model, "figure_sources", preferences=desk.preferences)
        self.table.opened.connect(self._open)
        self.openButton = self.add_deed("Mở (Enter)", self._open_current, is_primary=True)

    @property
    def shown(self) -> RowSources:
        """The figure that is shown."""
        return self._trail[-1]

    def show_row(self, form: str, period: Period, row: str) -> None:
        """Begin with a figure of a form."""
        self._trail.clear()
        self._go_into(form, period, row)

    def go_back(self) -> bool:
        """Show the figure that this one is part of; False from the first."""
        if len(self._trail) < 2:
            return False
        self._trail.pop()
        self._show()
        return True

    def _go_into(self, form: str, period: Period, row: str) -> None:
        with explaining(self.banner):
            self._trail.append(show_row_sources(self.desk.office, form, period, row))
            self._show()

    def _show(self) -> None:
        found = self.shown
        code = f" (mã số {found.code})" if found.code else ""
        self.say(f"{found.label}{code}: {dong(found.amount)}", _hint(found))
        self._model.put(dict(enumerate(_rows(found), start=1)))
        self.table.setCurrentIndex(self._model.index(0, 0))
        self.sumLabel.setText(_sum_of(found))
        self.openButton.setEnabled(bool(self._model.rowCount()))
        self.table.setFocus()

    def _open_current(self) -> None:
        if (at := self.table.current_id()) is not None:
            self._open(at)

    def _open(self, at: int) -> None:
        found = self.shown
        if at > len(found.parts):
            self.desk.open("vouchers", found.lines[at - 1 - len(found.parts)].voucher_id)
        elif row := found.parts[at - 1].row:
            self._go_into(found.form, found.period, row)
        else:
            self.desk.open("books", _BOOKS.get(found.row, "account"))


def _rows(found: RowSources) -> Iterator[Row]:
    yield from (_part(part) for part in found.parts)
    yield from (_line(line) for line in found.lines)


def _part(part: SourcePart) -> Row:
    return (None, "", part.label, part.amount, "", "")


def _line(line: SourceLine) -> Row:
    item = f"{line.item} {line.item_name}"
    return (line.on, line.number, line.reason, line.amount, line.counterparty, item)


def _hint(found: RowSources) -> str:
    if not found.parts and not found.lines:
        return _NOTHING
    if found.parts and not found.lines:
        return "Số này cộng từ các dòng dưới đây; Enter xem tiếp dòng đó từ đâu ra."
    return f"Các chứng từ đã ghi sổ {found.period.label}; Enter mở chứng từ."


def _sum_of(found: RowSources) -> str:
    total = sum(part.amount for part in found.parts) + sum(line.amount for line in found.lines)
    vouchers = len({line.voucher_id for line in found.lines})
    count = f" {group_digits(vouchers)} chứng từ" if vouchers else ""
    if total == found.amount:
        return f"Cộng{count}: {dong(total)}, bằng số trên biểu"
    return f"Cộng{count}: {dong(total)}, LỆCH {dong(total - found.amount)} so với số trên biểu"
