"""The page being drawn and the stack of strips that fills pages.

Everything on paper is a strip: a line of a paragraph, a row of a table, a whole signature block.
Strips are stacked from the top; those that must stay together move to the next page together.
Points from the top left corner.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from unionapp.paper.document import Document, Orientation
from unionapp.paper.fonts import Face, Speller
from unionapp.paper.profiles import Profile

MM = 72 / 25.4
_SIZES = {"A4": (210, 297), "A5": (148, 210), "A3": (297, 420)}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper and the part of it that is written on."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float

    @property
    def text_width(self) -> float:
        """The width between the margins."""
        return self.right - self.left


def sheet_of(document: Document, profile: Profile) -> Sheet:
    """The sheet a document is printed on."""
    short, long = _SIZES[document.page_size]
    wide = document.orientation is Orientation.LANDSCAPE
    width, height = (long * MM, short * MM) if wide else (short * MM, long * MM)
    top, bottom, left, right = (margin * MM for margin in profile.margins)
    return Sheet(width, height, top, height - bottom, left, width - right)


Run = tuple[float, float, str]  # x, baseline below the top, text


def heading_columns(sheet: Sheet, profile: Profile) -> tuple[float, float]:
    """The two invisible columns of a letter; wider paper widens both alike."""
    _, _, left, right = profile.margins
    spare = sheet.text_width - (_SIZES["A4"][0] - left - right) * MM
    state = profile.state
    return state.left_column * MM + spare / 2, state.right_column * MM + spare / 2


class Ink:
    """The spellers of one PDF file, one for each face in use."""

    def __init__(self, pdf: object) -> None:
        self._pdf = pdf
        self._spellers: dict[Face, Speller] = {}

    def speller(self, face: Face) -> Speller:
        """The speller of a face."""
        if face not in self._spellers:
            self._spellers[face] = Speller(face, self._pdf)
        return self._spellers[face]


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph and its place, counted from the lower left corner."""

    jpeg: bytes
    x: float
    y: float
    width: float
    height: float


class Page:
    """The operators of one page: lines first, then all text in one text object."""

    def __init__(self, ink: Ink, height: float) -> None:
        self._ink = ink
        self._height = height
        self._font: tuple[Face | None, float] = (None, 0)
        self._speller: Speller
        self._shapes: list[str] = []
        self._texts: list[str] = []
        self.pictures: list[Picture] = []
        self.restarts = False

    def text(self, x: float, baseline: float, text: str, face: Face, size: float) -> None:
        """Draw a text from x rightwards."""
        self.texts([(x, 0, text)], baseline, face, size)

    def texts(self, runs: Iterable[Run], top: float, face: Face, size: float) -> None:
        """Draw many texts of one face, their baselines counted from `top`."""
        if self._font != (face, size):
            self._font = (face, size)
            self._speller = self._ink.speller(face)
            self._texts.append(f"{self._speller.name} {size:g} Tf")
        spell, add, top = self._speller.spell, self._texts.append, self._height - top
        for x, down, text in runs:
            add(f"1 0 0 1 {x:.2f} {top - down:.2f} Tm {spell(text, size)}")

    def line(self, x1: float, x2: float, y: float, weight: float = 0.6) -> None:
        """Draw a horizontal rule."""
        y = self._height - y
        self._shapes.append(f"{weight:g} w {x1:.2f} {y:.2f} m {x2:.2f} {y:.2f} l S")

    def dots(self, x1: float, x2: float, y: float) -> None:
        """Draw a dotted line to write on."""
        y = self._height - y
        self._shapes.append(f"q 0.7 w 1 J [0 2.4] 0 d {x1:.2f} {y:.2f} m {x2:.2f} {y:.2f} l S Q")

    def grid(self, lines: Iterable[tuple[float, float, float, float]], weight: float) -> None:
        """Draw many lines as one path."""
        h = self._height
        path = [f"{a:.2f} {h - b:.2f} m {c:.2f} {h - d:.2f} l" for a, b, c, d in lines]
        self._shapes.append(f"{weight:g} w\n" + "\n".join(path) + "\nS")

    def fill(self, boxes: Iterable[tuple[float, float, float, float]]) -> None:
        """Fill boxes, each given by its left, top, width and height."""
        h = self._height
        path = [f"{x:.3f} {h - y - b:.3f} {a:.3f} {b:.3f} re" for x, y, a, b in boxes]
        self._shapes.append("\n".join(path) + "\nf")

    def picture(self, jpeg: bytes, box: tuple[float, float, float, float]) -> None:
        """Show a photograph in a box given by its left, top, width and height."""
        x, y, width, height = box
        self.pictures.append(Picture(jpeg, x, self._height - y - height, width, height))

    def operators(self) -> list[str]:
        """The finished content of the page."""
        return [*self._shapes, "BT", *self._texts, "ET"]


class Head(Protocol):
    """What a table repeats at the top, and carries at the foot, of each of its pages."""

    height: float
    foot: float

    def open(self, page: Page, top: float) -> float:
        """Draw the head; returns its height."""
        ...

    def close(self, page: Page, *, goes_on: bool) -> None:
        """Draw the foot and the lines of this page's part."""
        ...


class Strip(Protocol):
    """A piece of the document that is never cut."""

    height: float
    gap: float  # above it, except at the top of a page
    keep: bool  # on one page with the next strip

    @property
    def head(self) -> Head | None:
        """The table it is a row of."""
        ...

    def draw(self, page: Page, top: float) -> None:
        """Draw the strip."""
        ...


@dataclass(slots=True)
class BreakStrip:
    """Ends the page; with `restart` the next one is the first of a new letter."""

    restart: bool = False
    height: float = 0.0
    gap: float = 0.0
    keep: bool = False
    head: Head | None = None

    def draw(self, page: Page, top: float) -> None:
        """Nothing stands on it."""


def fill_pages(strips: Iterable[Strip], sheet: Sheet, ink: Ink) -> list[Page]:
    """The pages a document needs."""
    stack = _Stack(sheet, ink)
    for group in _groups(strips):
        stack.put_together(group)
    stack.finish()
    return stack.pages


def _groups(strips: Iterable[Strip]) -> Iterator[list[Strip]]:
    group: list[Strip] = []
    for strip in strips:
        group.append(strip)
        if not strip.keep:
            yield group
            group = []
    if group:
        yield group


class _Stack:
    def __init__(self, sheet: Sheet, ink: Ink) -> None:
        self._sheet, self._ink = sheet, ink
        self._head: Head | None = None
        self._y, self._fresh = sheet.top, True
        self.pages: list[Page] = []
        self._turn(None)

    def put_together(self, group: list[Strip]) -> None:
        if not self._holds(group) and not self._fresh:
            self._turn(group[0].head)
        for strip in group:
            self._put(strip)

    def finish(self) -> None:
        self._change_head(None)

    def _put(self, strip: Strip) -> None:
        if isinstance(strip, BreakStrip):
            self._turn(None)
            self.pages[-1].restarts = strip.restart
            return
        if not self._holds([strip]) and not self._fresh:
            self._turn(strip.head)
        if strip.head is not self._head:
            self._change_head(strip.head)
        if self._y > self._sheet.top:
            self._y += strip.gap
        strip.draw(self.pages[-1], self._y)
        self._y += strip.height
        self._fresh = False

    def _holds(self, group: list[Strip]) -> bool:
        need, head = 0.0, self._head
        for strip in group:
            need += strip.gap + strip.height
            if strip.head is not head:
                need += strip.head.height if strip.head else 0
                head = strip.head
        need += head.foot if head else 0
        return self._y + need <= self._sheet.bottom + 0.01

    def _change_head(self, head: Head | None, *, goes_on: bool = False) -> None:
        if self._head:
            self._head.close(self.pages[-1], goes_on=goes_on)
        self._head = head
        if head and not goes_on:
            self._y += head.open(self.pages[-1], self._y)

    def _turn(self, next_head: Head | None) -> None:
        goes_on = self._head is not None and self._head is next_head
        if self.pages:
            self._change_head(next_head if goes_on else None, goes_on=goes_on)
        self.pages.append(Page(self._ink, self._sheet.height))
        self._y = self._sheet.top
        self._fresh = True
        if goes_on and next_head:
            self._y += next_head.open(self.pages[-1], self._y)
