"""Breaking Vietnamese text into lines."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import inf

from unionapp.paper.document import Span, Text
from unionapp.paper.fonts import Face, face

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BEFORE_NUMBER = re.compile(r"\b(ngày|tháng|năm|số|quý|khoản|điều) (?=\d|[IVX]+\b)", re.IGNORECASE)
_AFTER_NUMBER = re.compile(r"(?<=\d) (?=(?:tháng|đồng|năm|người|%))")
_COMPOUNDS = re.compile(
    r"\b(LIÊN|CÔNG|LAO|CƠ|THÀNH|VIỆT|TRÁCH|HỮU|TỔNG|ỦY|BAN CHẤP|ĐẢNG|XUẤT|TRƯỜNG|ĐẠI|MỘT|CỔ|SẢN"
    r"|TIỂU|TRUNG|THU,) (?=(?:ĐOÀN|TY|ĐỘNG|SỞ|PHỐ|NAM|NHIỆM|HẠN|LIÊN|BAN|HÀNH|BỘ|KHẨU|THÀNH|HỌC"
    r"|PHẦN|NGHIỆP|XUẤT|VIÊN|CHI)\b)",
    re.IGNORECASE,
)
_MOST_BALANCED = 4  # lines; a longer heading is running text
_GOOD_BREAKS = (
    "TỈNH",
    "THÀNH\u00a0PHỐ",
    "VIỆT\u00a0NAM",
    "CÔNG\u00a0TY",
    "TRƯỜNG",
    "LIÊN\u00a0ĐOÀN",
    "THU,\u00a0CHI",
)
_TOO_SHORT = 0.3  # of the width: an abbreviation is not left alone for the sake of a good place


def clean(text: str) -> str:
    """The text as it can be drawn: composed letters, no control characters."""
    text = unicodedata.normalize("NFC", text)
    return text if text.isprintable() else _CONTROL.sub("", text.replace("\t", " "))


def plain(text: Text) -> str:
    """The words of a text without their shapes."""
    return text if isinstance(text, str) else "".join(span.text for span in text)


def bind(text: str) -> str:
    """The text with numbers tied to the word they belong to: ngày 05, 6 tháng, 90 %."""
    return _AFTER_NUMBER.sub("\u00a0", _BEFORE_NUMBER.sub("\\1\u00a0", text))


def wrap(text: str, face: Face, size: float, width: float) -> list[str]:
    """The lines of a text no wider than `width`; a word too long is broken inside."""
    if "\n" not in text and face.width(text, size) <= width:
        return [text]
    lines: list[str] = []
    for part in text.split("\n"):
        lines += _wrap_part(part, face, size, width)
    return lines


def _wrap_part(text: str, face: Face, size: float, width: float) -> list[str]:
    lines, line, used = [], "", 0.0
    blank = face.width(" ", size)
    # split(" ") and not split(): a non-breaking space must stay inside its word
    for word in text.split(" "):
        need = face.width(word, size)
        if not line and need <= width:
            line, used = word, need
        elif line and used + blank + need <= width:
            line, used = f"{line} {word}", used + blank + need
        else:
            if line:
                lines.append(line)
            *full, line = _cut(word, face, size, width)
            lines += full
            used = face.width(line, size)
    return [*lines, line]


def _cut(word: str, face: Face, size: float, width: float) -> list[str]:
    pieces = [""]
    if face.width(word, size) <= width:
        return [word]
    for letter in word:
        if pieces[-1] and face.width(pieces[-1] + letter, size) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def balance(text: str, face: Face, size: float, width: float) -> list[str]:
    """The lines of a heading: as few as fit, about equally long, broken at good places.

    Vietnamese letterheads break where the name does: before TỈNH, THÀNH PHỐ, CÔNG TY, TRƯỜNG.
    """
    text = _COMPOUNDS.sub("\\1\u00a0", bind(text))
    lines = wrap(text, face, size, width)
    if 1 < len(lines) <= _MOST_BALANCED and "\n" not in text:
        lines = _most_even(text.split(" "), len(lines), face, size, width) or lines
    return [line.replace("\u00a0", " ") for line in lines]


def _most_even(words: list[str], count: int, face: Face, size: float, width: float) -> list[str]:
    splits = (_cut_at(words, cuts) for cuts in combinations(range(1, len(words)), count - 1))
    scored = ((_unevenness(lines, face, size, width), lines) for lines in splits)
    best, lines = min(scored, key=lambda pair: pair[0], default=(inf, []))
    return lines if best < inf else []


def _cut_at(words: list[str], cuts: Iterable[int]) -> list[str]:
    return [" ".join(words[a:b]) for a, b in pairwise([0, *cuts, len(words)])]


def _unevenness(lines: list[str], face: Face, size: float, width: float) -> float:
    widths = [face.width(line, size) for line in lines]
    if max(widths) > width:
        return inf
    good = sum(
        lines[at].startswith(_GOOD_BREAKS) and widths[at - 1] > _TOO_SHORT * width
        for at in range(1, len(lines))
    )
    return max(widths) - min(widths) - good * 0.6 * width


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a word in one face; a word has several when its shape changes inside."""

    text: str
    face: Face


Word = tuple[Piece, ...]


def words_of(text: Text, *, bold: bool = False, italic: bool = False) -> list[Word]:
    """The words of a text, each piece in its face."""
    spans = (Span(text),) if isinstance(text, str) else text
    words: list[list[Piece]] = [[]]
    for span in spans:
        shape = face(bold=bold or span.bold, italic=italic or span.italic)
        for index, part in enumerate(bind(clean(span.text)).replace("\n", " ").split(" ")):
            if index:
                words.append([])
            if part:
                words[-1].append(Piece(part, shape))
    return [tuple(word) for word in words if word]


def word_width(word: Word, size: float) -> float:
    """How wide a word is, in points."""
    return sum(piece.face.width(piece.text, size) for piece in word)


def loosen(line: list[Word]) -> list[Word]:
    """The words of a line, their non-breaking spaces opened to be stretched like the others."""
    loose: list[Word] = []
    for word in line:
        pieces: list[Piece] = []
        for piece in word:
            *heads, tail = piece.text.split("\u00a0")
            for head in heads:
                loose.append((*pieces, Piece(head, piece.face)))
                pieces = []
            pieces.append(Piece(tail, piece.face))
        loose.append(tuple(pieces))
    return loose


def fill_lines(
    words: list[Word], size: float, width: float, indent: float = 0
) -> list[list[Word]]:
    """Words set into lines, the first one shorter by the indent."""
    space = face().width(" ", size)
    lines: list[list[Word]] = [[]]
    used = indent
    for word in words:
        wide = word_width(word, size)
        if lines[-1] and used + wide > width:
            lines.append([])
            used = 0.0
        lines[-1].append(word)
        used += wide + space
    return [loosen(line) for line in lines]
