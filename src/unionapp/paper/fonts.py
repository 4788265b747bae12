"""The bundled Tinos faces: how wide words are and how they are spelled inside a PDF."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Protocol

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from unionapp.assets import resource

_SPELLED = 20_000  # texts kept: books repeat their figures
ASCENT = 0.891  # of the size, from the top of a single line to its baseline
LINE = 1.149  # a single line; below 1.14 the marks of Ễ and Ẫ run into the line above


class DynamicFont(Protocol):
    """What the spellers need of a reportlab font; a PDF file is only passed through."""

    def splitString(self, text: str, doc: object) -> list[tuple[int, bytes]]:  # noqa: N802
        """The codes of a text, subset by subset."""
        ...

    def getSubsetInternalName(self, subset: int, doc: object) -> str:  # noqa: N802
        """The name of a subset inside the file."""
        ...

    def stringWidth(self, text: str, size: float) -> float:  # noqa: N802
        """The width of a text in points."""
        ...


@dataclass(frozen=True, eq=False, slots=True)
class Face:
    """One letter shape of Tinos."""

    name: str
    font: DynamicFont
    width: Callable[[str, float], float]  # of a text at a size, in points


def face(*, bold: bool = False, italic: bool = False) -> Face:
    """The face of this shape, registered with reportlab once."""
    shapes = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic"}
    return _load(shapes.get((bold, italic), "BoldItalic"))


@cache
def _load(shape: str) -> Face:
    name = f"Tinos-{shape}"
    # asciiReadable would leave no room for all Vietnamese letters in one subset
    font = TTFont(name, str(resource("fonts", f"{name}.ttf")), asciiReadable=False)
    pdfmetrics.registerFont(font)
    return Face(name, font, font.stringWidth)


class _OtherSubsetError(Exception):
    """The letter stands in a second subset of the font."""


# Tinos lacks them
_STAND_INS = str.maketrans("☐☑☒✓✔", "□■■xx")


class _Codes(dict[int, str]):
    """Letter to escaped byte of the first subset, learned one letter at a time."""

    def __init__(self, font: DynamicFont, document: object) -> None:
        super().__init__()
        self._font, self._document = font, document

    def __missing__(self, letter: int) -> str:
        subset, code = self._font.splitString(chr(letter).translate(_STAND_INS), self._document)[0]
        if subset:
            raise _OtherSubsetError
        self[letter] = _escape(code)
        return self[letter]


def _escape(codes: bytes) -> str:
    return "".join(chr(c) if 32 <= c < 127 and c not in b"()\\" else f"\\{c:03o}" for c in codes)


class Speller:
    """Turns text of one face into text operators of one PDF file.

    `spell(text, size)` gives the operators that show a text at the present place.
    """

    def __init__(self, face: Face, document: object) -> None:
        self._font, self._document = face.font, document
        self._codes = _Codes(face.font, document)
        face.font.splitString(" ", document)
        self.name: str = face.font.getSubsetInternalName(0, document)
        self.spell = lru_cache(_SPELLED)(self._spell)

    def _spell(self, text: str, size: float) -> str:
        try:
            return f"({text.translate(self._codes)}) Tj"
        except _OtherSubsetError:
            return self._spell_mixed(text, size)

    def _spell_mixed(self, text: str, size: float) -> str:
        parts = []
        for subset, codes in self._font.splitString(text.translate(_STAND_INS), self._document):
            name = self._font.getSubsetInternalName(subset, self._document)
            parts.append(f"{name} {size:g} Tf ({_escape(codes)}) Tj")
        return " ".join([*parts, f"{self.name} {size:g} Tf"])
