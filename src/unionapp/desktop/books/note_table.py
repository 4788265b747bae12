"""The notes of the till, each with the pieces that were counted."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from unionapp.desktop.grids import Column, DataTable, Kind
from unionapp.desktop.grids.paged import Edit, Row
from unionapp.desktop.grids.sheet_model import SheetModel
from unionapp.finance.books.cash_counts import DENOMINATIONS

_COLUMNS = (
    Column("note", "Mệnh giá", 8, Kind.MONEY, can_sort=False, adds_up=False),
    Column("pieces", "Số tờ", 6, Kind.COUNT, is_editable=True, can_sort=False),
    Column("amount", "Thành tiền", 11, Kind.MONEY, can_sort=False),
)


class NoteTable(QObject):
    """Keeps the pieces behind a table that is typed into."""

    changed = Signal()

    def __init__(self, table: DataTable) -> None:
        super().__init__(table)
        self._pieces: dict[int, int | None] = dict.fromkeys(DENOMINATIONS)
        self._model = SheetModel(_COLUMNS, change=self._change)
        self._model.setParent(self)
        self._table = table
        table.set_up(self._model, "notes")
        self.show_pieces({})

    def show_pieces(self, pieces: Mapping[int, int]) -> None:
        """Begin with some pieces."""
        self._pieces = {note: pieces.get(note) for note in DENOMINATIONS}
        self._model.put(self._rows())
        self._table.setCurrentIndex(self._model.index(0, 1))

    def pieces(self) -> dict[int, int]:
        """What was counted; notes without pieces are left out."""
        return {note: pieces for note, pieces in self._pieces.items() if pieces}

    def total(self) -> int:
        """What the notes come to."""
        return sum(note * pieces for note, pieces in self.pieces().items())

    def _rows(self) -> dict[int, Row]:
        return {
            note: (note, pieces, note * pieces if pieces else None)
            for note, pieces in self._pieces.items()
        }

    def _change(self, edits: Sequence[Edit]) -> None:
        for edit in edits:
            self._pieces[edit.row_id] = edit.new
        self._model.put_again(self._rows())
        self.changed.emit()
