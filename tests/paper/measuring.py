"""Measures what stands on a printed page; millimetres from the top left corner."""

from ctypes import c_double, create_string_buffer
from dataclasses import dataclass
from pathlib import Path

from pypdfium2 import PdfDocument, raw

MM = 25.4 / 72


@dataclass(frozen=True)
class Place:
    x0: float
    x1: float
    baseline: float
    size: float
    font: str

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True)
class Rule:
    x0: float
    x1: float
    y: float

    @property
    def length(self) -> float:
        return self.x1 - self.x0


def page_texts(path: Path) -> list[str]:
    pdf = PdfDocument(path)
    try:
        return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in pdf]
    finally:
        pdf.close()


def place(path: Path, needle: str, page: int = 0) -> Place:
    return places(path, needle, page)[0]


def places(path: Path, needle: str, page: int = 0) -> list[Place]:
    pdf = PdfDocument(path)
    try:
        sheet = pdf[page]
        text = sheet.get_textpage()
        search, found = text.search(needle, match_case=True), []
        while match := search.get_next():
            found.append(_measure(text, *match, sheet.get_height()))
        assert found, f"{needle!r} is not on page {page + 1}"
        return found
    finally:
        pdf.close()


def _measure(text, first: int, count: int, height: float) -> Place:
    x, y = c_double(), c_double()
    raw.FPDFText_GetCharOrigin(text, first, x, y)
    right = text.get_charbox(first + count - 1, loose=True)[2]
    size = raw.FPDFText_GetFontSize(text, first)
    font = raw.FPDFTextObj_GetFont(raw.FPDFText_GetTextObject(text, first))
    name = create_string_buffer(100)
    raw.FPDFFont_GetBaseFontName(font, name, 100)
    return Place(x.value * MM, right * MM, (height - y.value) * MM, size, name.value.decode())


def rules(path: Path, page: int = 0) -> list[Rule]:
    """The horizontal lines drawn alone, from the top down."""
    pdf = PdfDocument(path)
    try:
        sheet = pdf[page]
        height = sheet.get_height()
        found = []
        for item in sheet.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
            left, bottom, right, top = item.get_bounds()
            if top - bottom < 2:
                found.append(Rule(left * MM, right * MM, (height - (top + bottom) / 2) * MM))
        return sorted(found, key=lambda rule: rule.y)
    finally:
        pdf.close()
