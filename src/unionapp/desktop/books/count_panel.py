"""Counting the till: pieces of every note, the difference to the book at once, and its reason."""

from itertools import takewhile
from types import MappingProxyType

from PySide6.QtWidgets import QLabel
from typing_extensions import override

from unionapp.desktop.books.note_table import NoteTable
from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import DateField, TextField
from unionapp.desktop.grids import DataTable
from unionapp.desktop.placed_panel import PlacedPanel
from unionapp.finance.books.cash_counts import (
    CountDraft,
    booked_cash,
    count_cash,
    difference_words,
)
from unionapp.organisation.profile import show_profile
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.dates import table_date


class CountPanel(PlacedPanel):
    """Records a count of the till."""

    onEdit: DateField
    boardEdit: TextField
    notesTable: DataTable
    sumLabel: QLabel
    reasonEdit: TextField

    places = MappingProxyType({"V-30": "reasonEdit", "count.in_future": "onEdit"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "books/count_panel", hidden={"pieces": "Số tờ đã đếm"})
        self.drafted = self.hidden["pieces"]
        self.drafted.left.connect(self._take_again)
        self.notes = NoteTable(self.notesTable)
        self.notes.changed.connect(self._keep_pieces)
        self.notes.changed.connect(self._add_up)
        self.onEdit.left.connect(self._add_up)

    def start(self) -> None:
        """Begin an empty count of the working day."""
        self.begin("Kiểm kê quỹ tiền mặt")
        self.onEdit.set_value(self.desk.working_day)
        self.boardEdit.set_value(", ".join(self._board()))
        self.notes.show_pieces({})
        self._add_up()
        self.onEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        self.need("onEdit")
        board = tuple(name.strip() for name in self.boardEdit.text().split(",") if name.strip())
        draft = CountDraft(
            on=self.onEdit.value() or self.desk.working_day,
            pieces=self.notes.pieces(),
            board=board,
            reason=self.reasonEdit.value() or "",
        )
        done = count_cash(self.desk.office, draft)
        return f"Đã ghi kiểm kê quỹ ngày {table_date(done.on)}: {dong(done.counted)}", done

    def _board(self) -> list[str]:
        """Who counts, as the minutes seat them: accountant, cashier, committee."""
        named = show_profile(self.desk.office)
        known = takewhile(bool, (named.accountant, named.cashier, named.chair))
        return list(known) or [self.desk.office.officer.name]

    def _add_up(self) -> None:
        on = self.onEdit.value() or self.desk.working_day
        booked, counted = booked_cash(self.desk.office, on), self.notes.total()
        words = difference_words(counted - booked)
        self.sumLabel.setText(f"Sổ {dong(booked)} · đếm được {dong(counted)} · {words}")

    def _keep_pieces(self) -> None:
        counted = self.notes.pieces().items()
        self.drafted.set_value(" ".join(f"{note}:{pieces}" for note, pieces in counted))

    def _take_again(self) -> None:
        """Show the pieces again that the draft names."""
        pairs = (pair.split(":") for pair in self.drafted.text().split())
        self.notes.show_pieces({int(note): int(pieces) for note, pieces in pairs})
        self._add_up()
