"""What stands on a PDF, read back from its file."""

import ctypes

import pypdfium2
from pypdfium2 import raw


def text_of(path):
    """Every word of it."""
    with pypdfium2.PdfDocument(path) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    return " ".join(" ".join(pages).split())


def size_of(pdf):
    """The sides of the first page in points, the short one first."""
    return tuple(sorted(round(side) for side in pdf[0].get_size()))


def fonts_of(pdf):
    """The fonts of the letters on the first page, each with whether it is embedded."""
    page = pdf[0]
    fonts = {}
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        font = raw.FPDFTextObj_GetFont(item.raw)
        size = raw.FPDFFont_GetBaseFontName(font, None, 0)
        name = ctypes.create_string_buffer(size)
        raw.FPDFFont_GetBaseFontName(font, name, size)
        fonts[name.value.decode()] = bool(raw.FPDFFont_GetIsEmbedded(font))
    return fonts


def drawn_square(path, count):
    """The modules of the square on the first page, dark ones true; `count` stand in a row."""
    scale = 8
    with pypdfium2.PdfDocument(path) as pdf:
        page = pdf[0]
        boxes = (it.get_bounds() for it in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]))
        ((left, _, right, top),) = (box for box in boxes if _is_square(*box))
        image = page.render(scale=scale).to_pil().convert("L")
        step, height = (right - left) / count, page.get_height()

    def is_dark(row, column):
        x, y = left + (column + 0.5) * step, height - top + (row + 0.5) * step
        return image.getpixel((int(x * scale), int(y * scale))) < 128

    return tuple(tuple(is_dark(row, column) for column in range(count)) for row in range(count))


def _is_square(left, bottom, right, top):
    return right - left > 40 and abs((right - left) - (top - bottom)) < 0.5
