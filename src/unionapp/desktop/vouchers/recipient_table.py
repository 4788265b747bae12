"""The people of a list that is signed: typed like a sheet; initials find a member."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from unionapp.desktop.grids import Column, DataTable, Kind, PagedModel
from unionapp.desktop.grids.paged import Edit, Row
from unionapp.finance.vouchers.recipients import Recipient
from unionapp.membership.lists import MemberRow

Find = Callable[[str], MemberRow | None]
_NOBODY = Recipient("", 0)


class RecipientTable(QObject):
    """Keeps the rows behind a table; Enter in the last row opens another one."""

    changed = Signal()

    def __init__(self, table: DataTable, find: Find) -> None:
        super().__init__(table)
        self._table, self._find = table, find
        self._rows: list[Recipient] = []
        columns = (
            Column("name", "Họ và tên", 26, is_editable=True, can_sort=False),
            Column("team", "Tổ", 16, is_editable=True, can_sort=False),
            Column("each", "Mỗi suất", 12, Kind.MONEY, is_editable=True, can_sort=False),
            Column("quantity", "Số suất", 8, Kind.COUNT, is_editable=True, can_sort=False),
            Column("amount", "Thành tiền", 13, Kind.MONEY, can_sort=False),
            Column("note", "Ghi chú", 20, is_editable=True, can_sort=False),
        )
        self._model = PagedModel(columns, self._ids, self._cells, change=self._change)
        self._model.setParent(self)
        table.set_up(self._model, "recipients")
        table.row_wanted.connect(self.add_row)

    def show_rows(self, rows: Sequence[Recipient]) -> None:
        """Show a list."""
        self._rows = list(rows)
        self._model.refresh()

    def rows(self) -> tuple[Recipient, ...]:
        """The rows that say something."""
        return tuple(row for row in self._rows if row.name or row.each)

    def total(self) -> int:
        """What the list adds up to."""
        return sum(row.amount for row in self._rows)

    def add_row(self) -> None:
        """Open another row."""
        self._rows.append(_NOBODY)
        self._model.refresh()
        self._table.setCurrentIndex(self._model.index(len(self._rows) - 1, 0))

    def add_members(self, members: Sequence[MemberRow], each: int) -> None:
        """Add those members who are not in the list yet."""
        known = {row.member_id for row in self._rows}
        self._rows += [_as_recipient(one, each) for one in members if one.id not in known]
        self._rows = [row for row in self._rows if row.name]
        self._model.refresh()
        self.changed.emit()

    def drop_selected(self) -> None:
        """Take the selected rows off the list."""
        gone = set(self._table.selected_ids())
        self._rows = [row for at, row in enumerate(self._rows) if at not in gone]
        self._model.refresh()
        self.changed.emit()

    def _ids(self, _wanted: object, _sort: object) -> "array[int]":
        return array("q", range(len(self._rows)))

    def _cells(self, ids: Sequence[int]) -> list[Row]:
        shown = (self._rows[at] for at in ids)
        return [
            (row.name, row.team, row.each, row.quantity, row.amount, row.note) for row in shown
        ]

    def _change(self, edits: Sequence[Edit]) -> None:
        for edit in edits:
            row = self._changed(self._rows[edit.row_id], edit)
            self._rows[edit.row_id] = self._shared(row, edit.row_id)
        self._model.refresh_rows()
        self.changed.emit()

    def _shared(self, row: Recipient, at: int) -> Recipient:
        """A person without a share gets that of the one above."""
        if row.name and not row.each and at:
            return replace(row, each=self._rows[at - 1].each)
        return row

    def _changed(self, row: Recipient, edit: Edit) -> Recipient:
        if edit.column == "name":
            return self._named(row, str(edit.new or ""))
        if edit.column == "each":
            return replace(row, each=edit.new or 0)
        if edit.column == "quantity":
            return replace(row, quantity=edit.new or 1)
        words = str(edit.new or "")
        return replace(row, team=words) if edit.column == "team" else replace(row, note=words)

    def _named(self, row: Recipient, text: str) -> Recipient:
        member = self._find(text)
        if member is None:
            return replace(row, name=text, member_id=None)
        return replace(_as_recipient(member, row.each), quantity=row.quantity, note=row.note)


def _as_recipient(member: MemberRow, each: int) -> Recipient:
    return Recipient(member.full_name, each, team=member.group_name or "", member_id=member.id)
