"""Turns a sheet typed in legacy fonts into Unicode before anything else looks at it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from unionapp.sheets.workbook import Position, Sheet, Value
from unionapp.vietnamese.legacy_text import (
    decode,
    detect_encoding,
    encoding_of_font,
    is_decomposed,
    is_unicode,
    looks_decoded_better,
    lost_letters,
)

ENCODINGS = ("tcvn3", "vni", "viscii", "cp1258", "viqr")
_SAMPLE = 800
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
    lossy |= _decode_by_column(rows, columns, sheet, used)
    return DecodedSheet(rows, _main(used), frozenset(lossy))


def spell_out(sheet: Sheet, encoding: str) -> Sheet:
    """The sheet in Unicode as if all of it were typed in one encoding, whatever it looks like."""
    rows = [
        [
            decode(value, encoding, upper=_is_capital_font(sheet.fonts.get((row, column), "")))
            if isinstance(value, str)
            else value
            for column, value in enumerate(cells)
        ]
        for row, cells in enumerate(sheet.rows)
    ]
    return replace(sheet, rows=rows, fonts={})


def _is_capital_font(font: str) -> bool:
    told = encoding_of_font(font)
    return told is not None and told[1]


@dataclass(frozen=True, slots=True)
class _Column:
    """The different texts of a column that no font explains; `loose` if marks stand alone."""

    index: int
    texts: tuple[str, ...]
    loose: bool = False


def _doubtful_columns(sheet: Sheet) -> list[_Column]:
    """The columns whose texts could be in another encoding than Unicode."""
    explained = Counter(column for _, column in sheet.fonts)
    found: list[_Column] = []
    plain: list[_Column] = []
    for index, values in enumerate(zip_longest(*sheet.rows)):
        strings = [value for value in values if type(value) is str]
        if len(strings) == explained[index]:
            continue
        joined = "".join(strings)
        if joined.isascii():
            plain.append(_Column(index, tuple(strings)))
            continue
        if explained[index]:
            strings = [
                value
                for row, value in enumerate(values)
                if type(value) is str and (row, index) not in sheet.fonts
            ]
        found.append(_Column(index, tuple(dict.fromkeys(strings)), is_decomposed(joined)))
    return found + _in_viqr(plain)


def _in_viqr(columns: list[_Column]) -> list[_Column]:
    """Of columns without any mark those typed in VIQR; one that surely is explains the others."""
    if all(detect_encoding(column.texts[:200]) != "viqr" for column in columns):
        return []
    return [
        column
        for column in columns
        if detect_encoding(column.texts[:200], prefer="viqr") == "viqr"
    ]


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
    rows: list[list[Value]], columns: list[_Column], sheet: Sheet, used: Counter[str]
) -> set[Position]:
    lossy: set[Position] = set()
    likely = _likely(columns, used)
    mixed: list[_Column] = []
    for column in columns:
        found = detect_encoding(_sample(column), prefer=likely)
        encoding = "decomposed" if column.loose else found
        if encoding != "unicode":
            lossy |= _decode_column(rows, column, encoding, used)
        elif likely not in _MODERN:
            mixed.append(column)
    return lossy | _decode_mixed(rows, mixed, sheet, likely, used) if mixed else lossy


def _likely(columns: list[_Column], used: Counter[str]) -> str:
    """The legacy encoding of the sheet, which settles short columns and single cells."""
    legacy = [(count, name) for name, count in used.items() if name not in _MODERN]
    if legacy:
        return max(legacy)[1]
    if any(all(map(str.isascii, column.texts)) for column in columns):
        return "viqr"
    texts = [text for column in columns for text in _sample(column) if not text.isascii()]
    latin = [
        text
        for text in texts
        if all(ord(letter) < 0x2123 for letter in text) and not is_unicode(text)
    ]
    return detect_encoding(latin) if len(latin) > 1 else "unicode"


def _sample(column: _Column) -> tuple[str, ...]:
    return column.texts[:: max(len(column.texts) // _SAMPLE, 1)]


def _decode_column(
    rows: list[list[Value]], column: _Column, encoding: str, used: Counter[str]
) -> set[Position]:
    decoded = {text: decode(text, encoding) for text in column.texts}
    used[encoding] += sum(text != before for before, text in decoded.items())
    spoilt = {text for text in decoded.values() if encoding == "tcvn3" and lost_letters(text)}
    lossy: set[Position] = set()
    for number, row in enumerate(rows):
        value = row[column.index] if column.index < len(row) else None
        if isinstance(value, str) and value in decoded:
            row[column.index] = decoded[value]
            if decoded[value] in spoilt:
                lossy.add((number, column.index))
    return lossy


def _decode_mixed(
    rows: list[list[Value]],
    columns: list[_Column],
    sheet: Sheet,
    encoding: str,
    used: Counter[str],
) -> set[Position]:
    """Decodes what was typed in legacy codes among Unicode rows; a row was typed in one way."""
    lossy: set[Position] = set()
    judged: dict[str, bool] = {}
    for number, row in enumerate(rows):
        places = [
            column.index
            for column in columns
            if column.index < len(row) and (number, column.index) not in sheet.fonts
        ]
        texts = {
            at: value for at in places if isinstance(value := row[at], str) and not value.isascii()
        }
        for text in texts.values():
            if text not in judged:
                judged[text] = looks_decoded_better(text, encoding)
        legacy = any(judged[text] for text in texts.values()) and not any(
            map(is_unicode, texts.values())
        )
        for at, text in texts.items():
            if legacy or judged[text]:
                row[at] = decoded = decode(text, encoding)
                used[encoding] += decoded != text
                if encoding == "tcvn3" and lost_letters(decoded):
                    lossy.add((number, at))
    return lossy


def _main(used: Counter[str]) -> str:
    legacy = [(count, name) for name, count in used.items() if count and name not in _MODERN]
    if legacy:
        return max(legacy)[1]
    return "decomposed" if used["decomposed"] else "unicode"
