"""The dark and light modules of a square that machines read (ISO/IEC 18004)."""

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from itertools import groupby

from PIL import Image, ImageDraw
from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel

QUIET = 4  # light modules around the square, without which readers do not find it
_PIXELS = 6  # of one module


@lru_cache(maxsize=64)
def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """The rows of the square, dark modules true; a seventh of it may be dirty."""
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(QR8bitByte(text.encode()))
    code.make()
    return tuple(tuple(map(bool, row)) for row in code.modules)


def dark_runs(text: str) -> Iterator[tuple[int, int, int]]:
    """The dark modules as runs: column, row, length."""
    for row, line in enumerate(modules(text)):
        column = 0
        for is_dark, run in groupby(line):
            length = len(list(run))
            if is_dark:
                yield column, row, length
            column += length


def picture(text: str) -> BytesIO:
    """The square with its light border as a PNG."""
    side = (len(modules(text)) + 2 * QUIET) * _PIXELS
    image = Image.new("1", (side, side), 1)
    pen = ImageDraw.Draw(image)
    for column, row, length in dark_runs(text):
        x, y = (QUIET + column) * _PIXELS, (QUIET + row) * _PIXELS
        pen.rectangle((x, y, x + length * _PIXELS - 1, y + _PIXELS - 1), fill=0)
    out = BytesIO()
    image.save(out, "PNG")
    out.seek(0)
    return out
