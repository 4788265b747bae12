"""Turns a sheet typed in legacy fonts into Unicode before anything else looks at it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from unionapp.sheets.workbook import Position, Sheet, Value
from unionapp.vietnamese.legacy_text import (
    decode,
    detect_encoding,
    encoding_of_font,
    looks_decoded_better,
    lost_letters,
)

_SAMPLE = 2000
_MODERN = ("unicode", "decomposed")


@dataclass(frozen=True, slots=True)
class DecodedSheet:
    """A sheet's rows in Unicode, what they were typed in, and the cells that lost letters before they came here."""

    rows: Sequence[Sequence[Value]]
    encoding: str
    lossy: frozenset[Position] = frozenset()


def is_legacy_font(font: str) -> bool:
    """Whether a font shows legacy codes as Vietnamese."""
    return encoding_of_font(font) is not None


def decode_sheet(sheet: Sheet) -> DecodedSheet:
    """A sheet in Unicode: cells by their font first, the other cells by what their column holds."""
    columns = [_Column(index, values) for index, values in enumerate(_texts_by_column(sheet))]
    if not sheet.fonts and not any(column.texts for column in columns):
        return DecodedSheet(sheet.rows, "unicode")
    rows = [list(row) for row in sheet.rows]
    used: Counter[str] = Counter()
    lossy = _decode_by_font(rows, sheet, used)
    lossy |= _decode_by_column(rows, columns, used)
    return DecodedSheet(rows, _main(used), frozenset(lossy))


@dataclass(slots=True)
class _Column:
    index: int
    texts: dict[str, list[int]]


def _texts_by_column(sheet: Sheet) -> Iterable[dict[str, list[int]]]:
    """The texts of each column that could be legacy, with their rows; cells with a telling font are left out."""
    width = max(map(len, sheet.rows), default=0)
    for column in range(width):
        values = [row[column] if column < len(row) else None for row in sheet.rows]
        strings = [value for value in values if type(value) is str]
        texts: dict[str, list[int]] = {}
        if not "".join(strings).isascii() or detect_encoding(strings[:200]) == "viqr":
            for row, value in enumerate(values):
                if type(value) is str and (row, column) not in sheet.fonts:
                    texts.setdefault(value, []).append(row)
        yield texts


def _decode_by_font(rows: list[list[Value]], sheet: Sheet, used: Counter[str]) -> set[Position]:
    lossy: set[Position] = set()
    for (row, column), font in sheet.fonts.items():
        found = encoding_of_font(font)
        value = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
        if found is None or not isinstance(value, str):
            continue
        encoding, upper = found
        rows[row][column] = _decoded(value, encoding, upper=upper)
        used[encoding] += rows[row][column] != value
        if encoding == "tcvn3" and _is_lossy(value):
            lossy.add((row, column))
    return lossy


@lru_cache(maxsize=65536)
def _decoded(text: str, encoding: str, *, upper: bool = False) -> str:
    return decode(text, encoding, upper=upper)


@lru_cache(maxsize=65536)
def _is_lossy(text: str) -> bool:
    return lost_letters(_decoded(text, "tcvn3"))


def _decode_by_column(
    rows: list[list[Value]], columns: list[_Column], used: Counter[str]
) -> set[Position]:
    lossy: set[Position] = set()
    likely = _likely(columns, used)
    for column in columns:
        encoding = _encoding_of(column, likely)
        if encoding in _MODERN:
            used[encoding] += len(column.texts) if encoding == "decomposed" else 0
            encoding, single = _fallback(column, likely), True
        else:
            single = False
        if encoding is not None:
            lossy |= _decode_column(rows, column, encoding, used, single=single)
    return lossy


def _likely(columns: list[_Column], used: Counter[str]) -> str:
    """The encoding of the whole sheet, which settles short columns."""
    legacy = [(count, name) for name, count in used.items() if name not in _MODERN]
    if legacy:
        return max(legacy)[1]
    texts = [
        text for column in columns for text in list(column.texts)[:_SAMPLE] if not text.isascii()
    ]
    found = detect_encoding(texts)
    if found not in _MODERN:
        return found
    votes = Counter(detect_encoding(_sample(column)) for column in columns if column.texts)
    return next((name for name, _ in votes.most_common() if name not in _MODERN), "unicode")


def _sample(column: _Column) -> list[str]:
    texts = list(column.texts)
    return texts[:: max(len(texts) // _SAMPLE, 1)]


def _encoding_of(column: _Column, likely: str) -> str:
    if not column.texts:
        return "unicode"
    sample = _sample(column)
    return detect_encoding(sample, prefer=likely)


def _fallback(column: _Column, likely: str) -> str | None:
    """The legacy encoding single cells of a Unicode column may still be in."""
    if likely not in _MODERN:
        return likely
    plain = [text for text in _sample(column) if not text.isascii()]
    latin = [text for text in plain if all(ord(letter) < 256 for letter in text)]
    found = detect_encoding(latin) if len(latin) > 1 else "unicode"
    return None if found in _MODERN else found


def _decode_column(
    rows: list[list[Value]], column: _Column, encoding: str, used: Counter[str], *, single: bool
) -> set[Position]:
    lossy: set[Position] = set()
    for text, places in column.texts.items():
        if single and not looks_decoded_better(text, encoding):
            continue
        decoded = _decoded(text, encoding)
        used[encoding] += decoded != text
        for row in places:
            rows[row][column.index] = decoded
        if encoding == "tcvn3" and _is_lossy(text):
            lossy.update((row, column.index) for row in places)
    return lossy


def _main(used: Counter[str]) -> str:
    legacy = [(count, name) for name, count in used.items() if count and name not in _MODERN]
    if legacy:
        return max(legacy)[1]
    return "decomposed" if used["decomposed"] else "unicode"
