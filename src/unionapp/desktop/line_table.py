"""The lines of a voucher that is for several things: typed like a sheet, named in plain words."""

import json
from array import array
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date

from PySide6.QtCore import QObject, Signal

from unionapp.desktop.grids import Column, DataTable, Kind, PagedModel
from unionapp.desktop.grids.columns import Unreadable
from unionapp.desktop.grids.paged import Edit, Row
from unionapp.errors import Refusal
from unionapp.finance.items import scheme_on
from unionapp.finance.vouchers.drafts import LineDraft
from unionapp.finance.vouchers.templates import VoucherTemplate
from unionapp.vietnamese.names import fold, matches

_BLANK = LineDraft("", 0)


class LineTable(QObject):
    """Keeps the lines behind a table; Enter in the last row opens another one."""

    changed = Signal()

    def __init__(self, table: DataTable, item_of: Callable[[VoucherTemplate], str]) -> None:
        super().__init__(table)
        self._table = table
        self._item_of = item_of
        self._lines: list[LineDraft] = []
        self._templates: Sequence[VoucherTemplate] = ()
        self._day = date.min
        columns = (
            Column(
                "item",
                "Nghiệp vụ",
                34,
                is_editable=True,
                can_sort=False,
                write=self._name,
                read=self._read_item,
            ),
            Column("amount", "Số tiền", 11, Kind.MONEY, is_editable=True, can_sort=False),
            Column("note", "Ghi chú", 24, is_editable=True, can_sort=False),
        )
        self._model = PagedModel(columns, self._ids, self._rows, change=self._change)
        self._model.setParent(self)
        table.set_up(self._model, "voucher_lines")
        table.row_wanted.connect(self.add_line)

    def offer(self, templates: Sequence[VoucherTemplate], day: date) -> None:
        """What may be typed as the item of a line, and on which day items are looked up."""
        self._templates, self._day = templates, day

    def show_lines(self, lines: Sequence[LineDraft]) -> None:
        """Show some lines."""
        self._lines = list(lines)
        self._model.refresh()

    def lines(self) -> tuple[LineDraft, ...]:
        """The lines that say something."""
        return tuple(line for line in self._lines if line.item or line.amount)

    def total(self) -> int:
        """What the lines add up to."""
        return sum(line.amount for line in self._lines)

    def add_line(self, amount: int = 0) -> None:
        """Open another line."""
        self._lines.append(LineDraft("", amount))
        self._model.refresh()
        self._table.setCurrentIndex(self._model.index(len(self._lines) - 1, 0))

    def kept(self) -> str:
        """The lines as a draft keeps them."""
        return json.dumps([asdict(line) for line in self.lines()], ensure_ascii=False)

    def restore(self, kept: str) -> None:
        """Put back what `kept` gave."""
        self.show_lines([LineDraft(**line) for line in json.loads(kept or "[]")])

    def _ids(self, _wanted: object, _sort: object) -> "array[int]":
        return array("q", range(len(self._lines)))

    def _rows(self, ids: Sequence[int]) -> list[Row]:
        found = [self._lines[at] for at in ids]
        return [(line.item, line.amount, line.note) for line in found]

    def _change(self, edits: Sequence[Edit]) -> None:
        for edit in edits:
            facts = asdict(self._lines[edit.row_id])
            facts[edit.column] = edit.new or (0 if edit.column == "amount" else "")
            if edit.column == "item":
                facts["source"] = self._source_of(str(edit.new or ""))
            self._lines[edit.row_id] = LineDraft(**facts)
        self.changed.emit()

    def _source_of(self, item: str) -> str:
        fitting = (one.source for one in self._templates if self._item_of(one) == item)
        return next(fitting, "")

    def _name(self, item: str) -> str:
        if not item:
            return ""
        try:
            return scheme_on(self._day).find(item).name
        except Refusal:
            return item

    def _read_item(self, text: str) -> str:
        if not text.strip():
            return ""
        wanted = fold(text).strip()
        found = [one for one in self._templates if matches(text, one.name)]
        exact = [one for one in found if fold(one.name).startswith(wanted)]
        for group in (exact, found):
            if len(group) == 1:
                return self._item_of(group[0])
        try:
            return scheme_on(self._day).find(text).key
        except Refusal:
            raise Unreadable("NOT_IN_LIST") from None
