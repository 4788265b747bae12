"""Reads the tables of a web page, which many systems hand out under the name of an .xls."""

from html.parser import HTMLParser
from pathlib import Path

from typing_extensions import override

from unionapp.errors import Refusal
from unionapp.sheets.delimited import decode_bytes
from unionapp.sheets.guards import check_extent
from unionapp.sheets.workbook import FontFilter, Merge, Sheet, Value, Workbook, without_empty_end

_SILENT = frozenset({"script", "style", "title"})
_BREAKS = frozenset({"br", "p", "div", "li"})
_WIDEST, _TALLEST = 500, 5000


def read_html(path: Path, _keep_font: FontFilter) -> Workbook:
    """The tables of a page, one below the other as a spreadsheet program shows them.

    Raises:
        Refusal: the page has no table, or one that is too large.
    """
    page = _Page()
    page.feed(decode_bytes(path.read_bytes()))
    page.close()
    page.end_row()
    if not page.rows:
        raise Refusal("sheets.not_a_spreadsheet", file=path.name)
    width = max(map(len, page.rows))
    check_extent(path, len(page.rows), width)
    rows: list[list[Value]] = [[*row, *[None] * (width - len(row))] for row in page.rows]
    return Workbook((Sheet(path.stem, without_empty_end(rows), merges=tuple(page.merges)),))


class _Page(HTMLParser):
    """Gathers the cells of every table; it loads nothing and follows no reference."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[Value]] = []
        self.merges: list[Merge] = []
        self._row: list[Value] | None = None
        self._text: list[str] | None = None
        self._span = (1, 1)
        self._silent = 0
        self._taken: dict[int, int] = {}

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._begin_table()
        elif tag == "tr":
            self._begin_row()
        elif tag in ("td", "th"):
            self._begin_cell(dict(attrs))
        elif tag in _BREAKS and self._text is not None:
            self._text.append("\n")

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag in ("tr", "table"):
            self.end_row()

    @override
    def handle_data(self, data: str) -> None:
        if self._text is not None and not self._silent:
            self._text.append(" ".join(data.split()) if data.strip() else " ")

    def end_row(self) -> None:
        """Puts the open row, if there is one, below the others."""
        self._end_cell()
        if self._row is not None:
            self.rows.append(self._row)
            self._row = None
            self._taken = {at: left - 1 for at, left in self._taken.items() if left > 1}

    def _begin_table(self) -> None:
        self.end_row()
        self._taken = {}
        if self.rows:
            self.rows.append([])

    def _begin_row(self) -> None:
        self.end_row()
        self._row = []

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        self._end_cell()
        if self._row is None:
            self._row = []
        self._text = []
        self._span = (
            _span(attributes.get("rowspan"), _TALLEST),
            _span(attributes.get("colspan"), _WIDEST),
        )

    def _end_cell(self) -> None:
        if self._text is None or self._row is None:
            return
        self._fill_taken(self._row)
        lines = (line.strip() for line in "".join(self._text).split("\n"))
        down, across = self._span
        top, left = len(self.rows), len(self._row)
        self._row += ["\n".join(line for line in lines if line) or None, *[None] * (across - 1)]
        if (down, across) != (1, 1):
            self.merges.append(Merge(top, left, top + down - 1, left + across - 1))
        if down > 1:
            self._taken |= dict.fromkeys(range(left, left + across), down)
        self._text = None

    def _fill_taken(self, row: list[Value]) -> None:
        """Steps over the places that a cell of an earlier row reaches down into."""
        while len(row) in self._taken:
            row.append(None)


def _span(written: str | None, most: int) -> int:
    return min(max(int(written), 1), most) if written and written.strip().isdecimal() else 1
