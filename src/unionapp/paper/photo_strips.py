"""Photographs as strips: a row of them, with the words under each."""

from collections.abc import Iterator
from functools import partial

from unionapp.paper.document import Photo, PhotoGrid
from unionapp.paper.fonts import ASCENT, LINE, face
from unionapp.paper.letter_strips import DrawnStrip
from unionapp.paper.photographs import size_of
from unionapp.paper.sheet import MM, Page, Sheet, Strip
from unionapp.paper.wrapping import balance, clean

_BETWEEN = 4 * MM
_ABOVE = 3 * MM
_HIGHEST = 75 * MM  # an upright picture is made narrower rather than fill the sheet
_TO_CAPTION = 1 * MM


def photo_strips(grid: PhotoGrid, sheet: Sheet, size: float) -> Iterator[Strip]:
    """The rows of a photo sheet; a row is never parted from its captions."""
    width = (sheet.text_width - _BETWEEN * (grid.columns - 1)) / grid.columns
    for start in range(0, len(grid.photos), grid.columns):
        row = [_Framed(it, width, size) for it in grid.photos[start : start + grid.columns]]
        height = max(it.height for it in row)
        yield DrawnStrip(height, partial(_draw_row, row, width, sheet), gap=_ABOVE)


def _draw_row(row: "list[_Framed]", width: float, sheet: Sheet, page: Page, top: float) -> None:
    for at, framed in enumerate(row):
        framed.draw(page, sheet.left + at * (width + _BETWEEN), top)


class _Framed:
    """One photograph in its share of the width."""

    def __init__(self, photo: Photo, width: float, size: float) -> None:
        wide, high = size_of(photo.jpeg)
        scale = min(width / wide, _HIGHEST / high)
        self._jpeg, self._column, self._size = photo.jpeg, width, size
        self._width, self._height = wide * scale, high * scale
        shape = face(italic=True)
        self._lines = balance(clean(photo.caption), shape, size, width) if photo.caption else []
        self.height = self._height + _TO_CAPTION + LINE * size * len(self._lines)

    def draw(self, page: Page, left: float, top: float) -> None:
        """Draw it in the middle of its column, the words below."""
        middle, shape = left + self._column / 2, face(italic=True)
        box = (middle - self._width / 2, top, self._width, self._height)
        page.picture(self._jpeg, box)
        y = top + self._height + _TO_CAPTION + ASCENT * self._size
        for line in self._lines:
            page.text(middle - shape.width(line, self._size) / 2, y, line, shape, self._size)
            y += LINE * self._size
