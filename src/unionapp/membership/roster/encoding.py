"""Turns a sheet typed in legacy fonts into Unicode before anything else looks at it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

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
    """A sheet's rows in Unicode, what they were typed in, and the cells that had lost letters."""

    rows: Sequence[Sequence[Value]]
    encoding: str
    lossy: frozenset[Position] = frozenset()


def is_legacy_font(font: str) -> bool:
    """Whether a font shows legacy codes as Vietnamese."""
    return encoding_of_font(font) is not None


def decode_sheet(sheet: Sheet) -> DecodedSheet:
    """A sheet in Unicode: cells by their font, the others by what their column holds."""
    columns = _doubtful_columns(sheet)
    if not sheet.fonts and not columns:
        return DecodedSheet(sheet.rows, "unicode")
    rows = [list(row) for row in sheet.rows]
    used: Counter[str] = Counter()
    lossy = _decode_by_font(rows, sheet, used)
    lossy |= _decode_by_column(rows, columns, used)
    return DecodedSheet(rows, _main(used), frozenset(lossy))


@dataclass(frozen=True, slots=True)
class _Column:
    """The different texts of a column that no font explains."""

    index: int
    texts: tuple[str, ...]


def _doubtful_columns(sheet: Sheet) -> list[_Column]:
    """The columns whose texts could be in another encoding than Unicode."""
    explained = Counter(column for _, column in sheet.fonts)
    found = []
    for index, values in enumerate(zip_longest(*sheet.rows)):
        strings = [value for value in values if type(value) is str]
        if len(strings) == explained[index]:
            continue
        if "".join(strings).isascii() and detect_encoding(strings[:200]) != "viqr":
            continue
        if explained[index]:
            strings = [
                value
                for row, value in enumerate(values)
                if type(value) is str and (row, index) not in sheet.fonts
            ]
        found.append(_Column(index, tuple(dict.fromkeys(strings))))
    return found


def _decode_by_font(rows: list[list[Value]], sheet: Sheet, used: Counter[str]) -> set[Position]:
    lossy: set[Position] = set()
    told = {font: encoding_of_font(font) for font in set(sheet.fonts.values())}
    known: dict[tuple[str, str], tuple[str, bool]] = {}
    for position, font in sheet.fonts.items():
        row, column = position
        value = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
        encoding = told[font]
        if encoding is None or not isinstance(value, str) or (value.isascii() and not encoding[1]):
            continue
        found = known.get((font, value))
        if found is None:
            found = known[font, value] = _by_font(value, encoding[0], upper=encoding[1])
            used[encoding[0]] += found[0] != value
        rows[row][column] = found[0]
        if found[1]:
            lossy.add(position)
    return lossy


def _by_font(text: str, encoding: str, *, upper: bool) -> tuple[str, bool]:
    """A text typed in a font, in Unicode, and whether it lost letters."""
    decoded = decode(text, encoding, upper=upper)
    return decoded, encoding == "tcvn3" and lost_letters(decoded)


def _decode_by_column(
    rows: list[list[Value]], columns: list[_Column], used: Counter[str]
) -> set[Position]:
    lossy: set[Position] = set()
    likely = _likely(columns, used)
    for column in columns:
        encoding: str | None = detect_encoding(_sample(column), prefer=likely)
        single = encoding in _MODERN
        if single:
            used["decomposed"] += encoding == "decomposed"
            encoding = _fallback(column, likely)
        if encoding is not None:
            lossy |= _decode_column(rows, column, encoding, used, single=single)
    return lossy


def _likely(columns: list[_Column], used: Counter[str]) -> str:
    """The encoding of the whole sheet, which settles short columns."""
    legacy = [(count, name) for name, count in used.items() if name not in _MODERN]
    if legacy:
        return max(legacy)[1]
    texts = [text for column in columns for text in _sample(column) if not text.isascii()]
    found = detect_encoding(texts)
    if found not in _MODERN:
        return found
    votes = Counter(detect_encoding(_sample(column)) for column in columns)
    return next((name for name, _ in votes.most_common() if name not in _MODERN), "unicode")


def _sample(column: _Column) -> tuple[str, ...]:
    return column.texts[:: max(len(column.texts) // _SAMPLE, 1)]


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
    decoded = {
        text: decode(text, encoding)
        for text in column.texts
        if not single or looks_decoded_better(text, encoding)
    }
    used[encoding] += sum(text != before for before, text in decoded.items())
    lossy: set[Position] = set()
    if not decoded:
        return lossy
    spoilt = {text for text in decoded.values() if encoding == "tcvn3" and lost_letters(text)}
    for number, row in enumerate(rows):
        value = row[column.index] if column.index < len(row) else None
        if isinstance(value, str) and value in decoded:
            row[column.index] = decoded[value]
            if decoded[value] in spoilt:
                lossy.add((number, column.index))
    return lossy


def _main(used: Counter[str]) -> str:
    legacy = [(count, name) for name, count in used.items() if count and name not in _MODERN]
    if legacy:
        return max(legacy)[1]
    return "decomposed" if used["decomposed"] else "unicode"
