"""The vouchers between this unit and one below, over a year."""

from unionapp.desktop.desk import Desk
from unionapp.desktop.grids import Column, Kind
from unionapp.desktop.grids.sheet_model import SheetModel
from unionapp.desktop.notices import explaining
from unionapp.desktop.table_pane import TablePane
from unionapp.finance.levels.lower_units import LowerEntry, list_lower_entries
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.periods import Period

_COLUMNS = (
    Column("on", "Ngày", 11, Kind.DATE, can_sort=False),
    Column("number", "Chứng từ", 13, can_sort=False),
    Column("text", "Diễn giải", 42, can_sort=False),
    Column("paid_out", "Đã cấp", 14, Kind.MONEY, can_sort=False),
    Column("dues", "Đoàn phí nộp", 14, Kind.MONEY, can_sort=False),
    Column("kpcd", "Kinh phí nộp", 14, Kind.MONEY, can_sort=False),
)


class EntriesPane(TablePane):
    """Lists them; Enter opens the voucher."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._entries: tuple[LowerEntry, ...] = ()
        self._model = SheetModel(_COLUMNS)
        self._model.setParent(self)
        self.table.set_up(self._model, "level_entries", preferences=desk.preferences)
        self.table.opened.connect(self._open)

    def show_unit(self, code: str, name: str, year: int) -> None:
        """Show the ledger of a unit."""
        with explaining(self.banner):
            period = Period.parse(str(year))
            self._entries = list_lower_entries(self.desk.office, code, period)
            self.say(f"{name}, năm {year}", "Các chứng từ đã ghi sổ; Enter mở chứng từ.")
            self._model.put(
                {
                    at: (row.on, row.number, row.text, row.paid_out, row.dues, row.kpcd)
                    for at, row in enumerate(self._entries)
                }
            )
            self.table.setCurrentIndex(self._model.index(0, 0))
            paid = sum(row.paid_out for row in self._entries)
            came = sum(row.dues + row.kpcd for row in self._entries)
            self.sumLabel.setText(f"Đã cấp {dong(paid)}, cấp dưới nộp {dong(came)}")

    def _open(self, at: int) -> None:
        self.desk.open("vouchers", self._entries[at].voucher_id)
