"""Squares for machines and cards to be cut out, as strips."""

from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from unionapp.paper.document import Card, CardGrid, Field, QrCode, Span
from unionapp.paper.fonts import ASCENT, LINE, Face, face
from unionapp.paper.letter_strips import DrawnStrip
from unionapp.paper.qr_square import QUIET, dark_runs, modules
from unionapp.paper.sheet import MM, Page, Sheet, Strip
from unionapp.paper.wrapping import balance, clean, fill_lines, words_of, wrap

_EDGE = 0.4
_PADDING = 3 * MM
_PORTRAIT = 20 * MM, 26 * MM
_BELOW_TITLE = 1.5 * MM


def square_strip(block: QrCode, sheet: Sheet, size: float) -> Strip:
    """A square at the left margin, its caption beside it."""
    side = block.millimetres * MM
    return DrawnStrip(side, partial(_draw_square, block, sheet, size), gap=2 * MM)


def _draw_square(block: QrCode, sheet: Sheet, size: float, page: Page, top: float) -> None:
    side = block.millimetres * MM
    module = side / (len(modules(block.text)) + 2 * QUIET)
    left, upper = sheet.left + QUIET * module, top + QUIET * module
    page.fill(
        (left + column * module, upper + row * module, length * module, module)
        for column, row, length in dark_runs(block.text)
    )
    x = sheet.left + side + 2 * MM
    lines = [
        line
        for text in block.caption
        for line in wrap(clean(text), face(italic=True), size, sheet.right - x)
    ]
    y = top + (side - LINE * size * len(lines)) / 2
    for line in lines:
        page.text(x, y + ASCENT * size, line, face(italic=True), size)
        y += LINE * size


def card_strips(grid: CardGrid, sheet: Sheet) -> Iterator[Strip]:
    """The rows of a card sheet; cards touch, so that one cut parts two of them."""
    height = grid.height * MM
    for start in range(0, len(grid.cards), grid.columns):
        row = grid.cards[start : start + grid.columns]
        yield DrawnStrip(height, partial(_draw_row, grid, row, sheet))


def _draw_row(
    grid: CardGrid, cards: tuple[Card, ...], sheet: Sheet, page: Page, top: float
) -> None:
    width, height = grid.width * MM, grid.height * MM
    left = sheet.left + (sheet.text_width - width * grid.columns) / 2
    for index, card in enumerate(cards):
        x = left + index * width
        _draw_frame(page, x, top, width, height)
        _CardDrawer(page, x + _PADDING, width - 2 * _PADDING, grid.size).draw(card, top + _PADDING)


def _draw_frame(page: Page, x: float, y: float, width: float, height: float) -> None:
    right, lower = x + width, y + height
    corners = ((x, y), (right, y), (right, lower), (x, lower), (x, y))
    page.grid(
        [(*a, *b) for a, b in pairwise(corners)],
        _EDGE,
    )


class _CardDrawer:
    """Draws one card between two heights."""

    def __init__(self, page: Page, left: float, width: float, size: float) -> None:
        self._page, self._left, self._width, self._size = page, left, width, size

    def draw(self, card: Card, top: float) -> None:
        small, bold = self._size * 0.85, face(bold=True)
        for line in card.head[:-1]:
            top = self._centered(line, top, face(), small)
        for line in card.head[-1:]:
            top = self._centered(line, top, bold, small)
        if card.title:
            top = self._centered(card.title, top + 1 * MM, bold, self._size + 3)
        top += _BELOW_TITLE
        left = self._left
        if card.portrait:
            wide, high = _PORTRAIT
            _draw_frame(self._page, left, top, wide, high)
            self._in_frame("Ảnh", left, top, wide, high)
            left += wide + 2 * MM
        top = self._lines(card.lines, left, top)
        if card.foot:
            self._centered_right(card.foot, top + 1 * MM)

    def _centered_right(self, text: str, top: float) -> None:
        size, italic = self._size * 0.85, face(italic=True)
        middle = self._left + self._width * 0.7
        x = middle - italic.width(clean(text), size) / 2
        self._page.text(x, top + ASCENT * size, clean(text), italic, size)

    def _centered(self, text: str, top: float, shape: Face, size: float) -> float:
        for line in balance(clean(text), shape, size, self._width):
            x = self._left + (self._width - shape.width(line, size)) / 2
            self._page.text(x, top + ASCENT * size, line, shape, size)
            top += LINE * size
        return top

    def _in_frame(self, text: str, x: float, y: float, wide: float, high: float) -> None:
        size, italic = self._size * 0.85, face(italic=True)
        middle = x + (wide - italic.width(text, size)) / 2
        self._page.text(middle, y + high / 2, text, italic, size)

    def _lines(self, lines: tuple[Field, ...], left: float, top: float) -> float:
        size, room = self._size, self._left + self._width - left
        for item in lines:
            label = f"{item.label} " if item.label else ""
            spans = (Span(label), Span(item.value or "", bold=item.bold))
            for words in fill_lines(words_of(spans), size, room):
                x = left
                for word in words:
                    for piece in word:
                        self._page.text(x, top + ASCENT * size, piece.text, piece.face, size)
                        x += piece.face.width(piece.text, size)
                    x += face().width(" ", size)
                top += LINE * size
            top += 0.15 * size
        return top
