"""Blocks of cells in the clipboard, and the plan of what a pasted block would do."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from unionapp.desktop.grids.columns import Unreadable
from unionapp.desktop.grids.paged import Edit, PagedModel, can_fill

Block = list[list[str]]
# A quoted cell ends at a quote before a separator; a quote elsewhere is a letter like any other.
_CELL = re.compile(r'("(?:[^"]|"")*"(?=[\t\n]|\Z)|[^\t\n]*)([\t\n]|\Z)')


@dataclass(frozen=True, slots=True)
class PastePlan:
    """What a block would change, and what it would leave out and why."""

    edits: tuple[Edit, ...]
    locked: int
    unreadable: tuple[str, ...]
    outside: int

    def summary(self) -> str:
        """One sentence for the preview."""
        parts = [f"{len(self.edits)} ô sẽ đổi"]
        if self.locked:
            parts.append(f"{self.locked} ô không sửa được, bỏ qua")
        if self.unreadable:
            parts.append(f"{len(self.unreadable)} ô không đọc được, bỏ qua")
        if self.outside:
            parts.append(f"{self.outside} ô nằm ngoài bảng, bỏ qua")
        return "; ".join(parts) + "."


def read_block(text: str) -> Block:
    """Cells of a copied block; as Excel writes them, quoted ones may hold tabs and line breaks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    rows: Block = [[]]
    for found in _CELL.finditer(text):
        rows[-1].append(_unquote(found[1]))
        if found[2] == "\n":
            rows.append([])
        elif not found[2]:
            break
    return rows[:-1] if rows[-1] == [""] else rows


def write_block(rows: Sequence[Sequence[str]]) -> str:
    """Cells as Excel reads them from the clipboard."""
    return "\n".join("\t".join(map(_quote, row)) for row in rows)


def plan_paste(model: PagedModel, top: int, left: int, block: Block) -> PastePlan:
    """What pasting a block at a cell would do; nothing is changed yet."""
    edits: list[Edit] = []
    unreadable: list[str] = []
    locked = outside = 0
    for down, cells in enumerate(block):
        for right, text in enumerate(cells):
            row, column = top + down, left + right
            if row >= model.rowCount() or column >= model.columnCount():
                outside += 1
            elif not can_fill(model, row, column):
                locked += bool(text.strip()) or not model.can_edit(column)
            else:
                _plan_cell(model, (row, column), text, edits, unreadable)
    return PastePlan(tuple(edits), locked, tuple(unreadable), outside)


def _plan_cell(
    model: PagedModel, place: tuple[int, int], text: str, edits: list[Edit], unreadable: list[str]
) -> None:
    row, column = place
    try:
        new = model.columns[column].parse(text)
    except Unreadable:
        unreadable.append(text)
        return
    old = model.value(row, column)
    is_nothing = model.columns[column].is_number and not new and not old
    if new != old and not is_nothing:
        edits.append(Edit(model.row_id(row), model.columns[column].name, old, new))


def _unquote(cell: str) -> str:
    if len(cell) >= 2 and cell.startswith('"') and cell.endswith('"'):
        return cell[1:-1].replace('""', '"')
    return cell


def _quote(cell: str) -> str:
    if any(sign in cell for sign in '\t\n"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell
