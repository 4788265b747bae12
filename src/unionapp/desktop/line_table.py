"""The lines of a voucher that is for several things: typed like a sheet, named in plain words."""

import json
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace
from datetime import date

from PySide6.QtCore import QObject, Signal

from unionapp.desktop.grids import Column, DataTable, Kind, PagedModel
from unionapp.desktop.grids.columns import Unreadable
from unionapp.desktop.grids.paged import Edit, Row
from unionapp.errors import Refusal
from unionapp.finance.findings import Finding
from unionapp.finance.items import scheme_on
from unionapp.finance.vouchers.drafts import LineDraft
from unionapp.finance.vouchers.templates import VoucherTemplate
from unionapp.vietnamese.names import fold, matches


class LineTable(QObject):
    """Keeps the lines behind a table; Enter in the last row opens another one."""

    changed = Signal()

    def __init__(self, table: DataTable, item_of: Callable[[VoucherTemplate], str]) -> None:
        super().__init__(table)
        self._table = table
        self._item_of = item_of
        self._lines: list[LineDraft] = []
        self._chosen: list[str] = []  # the template of each line, where one was chosen
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
        table.walk_by_enter("item", "amount")
        table.row_wanted.connect(self.add_line)

    def offer(self, templates: Sequence[VoucherTemplate], day: date) -> None:
        """What may be typed as the item of a line, and on which day items are looked up."""
        self._templates, self._day = templates, day
        known = self._templates_by_mark()
        self._chosen = [
            mark if mark in known else self._template_of(line)
            for mark, line in zip(self._chosen, self._lines, strict=True)
        ]

    def show_lines(self, lines: Sequence[LineDraft]) -> None:
        """Show some lines."""
        self._lines = list(lines)
        self._chosen = [self._template_of(line) for line in lines]
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
        self._chosen.append("")
        self._model.refresh()
        self._table.setCurrentIndex(self._model.index(len(self._lines) - 1, 0))

    def lead_to(self, findings: Iterable[Finding]) -> bool:
        """Put the cursor on the first line that a finding is about; False if it shows none."""
        at = next((one.details["line"] for one in findings if "line" in one.details), None)
        if not isinstance(at, int) or at >= len(self._lines) or self._table.isHidden():
            return False
        self._table.setCurrentIndex(self._model.index(at, 0))
        self._table.setFocus()
        return True

    def kept(self) -> str:
        """The lines as a draft keeps them."""
        return json.dumps([asdict(line) for line in self.lines()], ensure_ascii=False)

    def restore(self, kept: str) -> None:
        """Put back what `kept` gave."""
        self.show_lines([LineDraft(**line) for line in json.loads(kept or "[]")])

    def _ids(self, _wanted: object, _sort: object) -> "array[int]":
        return array("q", range(len(self._lines)))

    def _rows(self, ids: Sequence[int]) -> list[Row]:
        return [
            (
                self._chosen[at] or self._lines[at].item,
                self._lines[at].amount,
                self._lines[at].note,
            )
            for at in ids
        ]

    def _change(self, edits: Sequence[Edit]) -> None:
        for edit in edits:
            line = self._lines[edit.row_id]
            if edit.column == "item":
                self._lines[edit.row_id] = self._choose(edit.row_id, str(edit.new or ""))
            elif edit.column == "amount":
                self._lines[edit.row_id] = replace(line, amount=edit.new or 0)
            else:
                self._lines[edit.row_id] = replace(line, note=str(edit.new or ""))
        self.changed.emit()

    def _choose(self, at: int, said: str) -> LineDraft:
        """The line with what its first cell says: a template, or an item of the chart."""
        template = self._templates_by_mark().get(said)
        self._chosen[at] = said if template is not None else ""
        if template is None:
            return replace(self._lines[at], item=said, source="")
        return replace(self._lines[at], item=self._item_of(template), source=template.source)

    def _template_of(self, line: LineDraft) -> str:
        fitting = (
            mark
            for mark, one in self._templates_by_mark().items()
            if line.item and (self._item_of(one), one.source) == (line.item, line.source)
        )
        return next(fitting, "")

    def _templates_by_mark(self) -> dict[str, VoucherTemplate]:
        # no item of the chart is written so
        return {f"@{one.code}": one for one in self._templates}

    def _name(self, said: str) -> str:
        template = self._templates_by_mark().get(said)
        if template is not None or not said:
            return template.name if template else ""
        try:
            return scheme_on(self._day).find(said).name
        except Refusal:
            return said

    def _read_item(self, text: str) -> str:
        if not text.strip():
            return ""
        wanted = fold(text).strip()
        found = {
            mark: one
            for mark, one in self._templates_by_mark().items()
            if any(matches(text, words) for words in (one.name, *one.says))
        }
        exact = [mark for mark, one in found.items() if fold(one.name).startswith(wanted)]
        for group in (exact, list(found)):
            if len(group) == 1:
                return group[0]
        try:
            return scheme_on(self._day).find(text).key
        except Refusal:
            raise Unreadable("NOT_IN_LIST") from None
