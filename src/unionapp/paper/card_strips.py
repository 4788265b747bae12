"""Squares for machines and cards to be cut out, as strips."""

from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from unionapp.paper.document import Card, CardGrid, Field, QrCode, Span
from unionapp.paper.fonts import ASCENT, LINE, Face, face
from unionapp.paper.letter_strips import DrawnStrip
from unionapp.paper.photographs import size_of
from unionapp.paper.qr_square import QUIET, dark_runs, modules
from unionapp.paper.sheet import MM, Page, Sheet, Strip
from unionapp.paper.wrapping import Word, balance, clean, fill_lines, words_of, wrap

_EDGE = 0.4
_PADDING = 3 * MM
_PORTRAIT = 20 * MM, 26 * MM
_BELOW_TITLE = 1.5 * MM
_ROOM_TO_SIGN = 5 * MM
_SMALLEST = 6.0


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
        face_of_card = _set_card(card, width - 2 * _PADDING, height - 2 * _PADDING, grid.size)
        face_of_card.draw(page, x + _PADDING, top + _PADDING)


def _draw_frame(page: Page, x: float, y: float, width: float, height: float) -> None:
    right, lower = x + width, y + height
    corners = ((x, y), (right, y), (right, lower), (x, lower), (x, y))
    page.grid(
        [(*a, *b) for a, b in pairwise(corners)],
        _EDGE,
    )


def _set_card(card: Card, width: float, height: float, size: float) -> "_CardFace":
    """The card in the wanted size, or as much smaller as its words need."""
    found = _CardFace(card, width, size)
    while found.height > height and size > _SMALLEST:
        size -= 0.5
        found = _CardFace(card, width, size)
    return found


def _within(jpeg: bytes, left: float, top: float) -> tuple[float, float, float, float]:
    """Where a portrait stands in its frame: whole, in the middle, as large as there is room."""
    (wide, high), (width, height) = size_of(jpeg), _PORTRAIT
    scale = min(width / wide, height / high)
    across, down = wide * scale, high * scale
    return left + (width - across) / 2, top + (height - down) / 2, across, down


class _CardFace:
    """What stands on one card, at places counted from its top left."""

    def __init__(self, card: Card, width: float, size: float) -> None:
        self._width, self._size = width, size
        self._texts: list[tuple[float, float, str, Face, float]] = []
        self._frame_top: float | None = None
        self._jpeg = card.jpeg
        self.height = self._set(card)

    def draw(self, page: Page, left: float, top: float) -> None:
        for x, baseline, text, shape, size in self._texts:
            page.text(left + x, top + baseline, text, shape, size)
        if self._frame_top is not None:
            if self._jpeg:
                page.picture(self._jpeg, _within(self._jpeg, left, top + self._frame_top))
            _draw_frame(page, left, top + self._frame_top, *_PORTRAIT)

    def _set(self, card: Card) -> float:
        small, bold, top, middle = self._size * 0.85, face(bold=True), 0.0, self._width / 2
        for line in card.head[:-1]:
            top = self._centered(line, middle, top, face(), small)
        for line in card.head[-1:]:
            top = self._centered(line, middle, top, bold, small)
        if card.title:
            top = self._centered(card.title, middle, top + 1 * MM, bold, self._size + 3)
        top += _BELOW_TITLE
        left = self._portrait(top) if card.portrait else 0.0
        below = self._lines(card.lines, left, top)
        if card.foot:
            italic = face(italic=True)
            below = self._centered(card.foot, self._width * 0.7, below + 1 * MM, italic, small)
            below += _ROOM_TO_SIGN
        return max(below, top + _PORTRAIT[1] if card.portrait else 0.0)

    def _portrait(self, top: float) -> float:
        wide, high = _PORTRAIT
        self._frame_top = top
        if not self._jpeg:
            self._centered("Ảnh", wide / 2, top + high / 2, face(italic=True), self._size * 0.85)
        return wide + 2 * MM

    def _centered(self, text: str, middle: float, top: float, shape: Face, size: float) -> float:
        for line in balance(clean(text), shape, size, self._width):
            x = middle - shape.width(line, size) / 2
            self._texts.append((x, top + ASCENT * size, line, shape, size))
            top += LINE * size
        return top

    def _lines(self, lines: tuple[Field, ...], left: float, top: float) -> float:
        size = self._size
        for item in lines:
            label = f"{item.label} " if item.label else ""
            spans = (Span(label), Span(item.value or "", bold=item.bold))
            for words in fill_lines(words_of(spans), size, self._width - left):
                self._words(words, left, top + ASCENT * size)
                top += LINE * size
            top += 0.15 * size
        return top

    def _words(self, words: list[Word], x: float, baseline: float) -> None:
        for word in words:
            for piece in word:
                self._texts.append((x, baseline, piece.text, piece.face, self._size))
                x += piece.face.width(piece.text, self._size)
            x += face().width(" ", self._size)
