"""Reads text tables (.csv, .txt, .tsv) in whatever encoding and with whatever separator."""

import csv
from collections import Counter
from pathlib import Path

from unionapp.errors import Refusal
from unionapp.sheets.workbook import FontFilter, Sheet, Workbook, without_empty_end

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SEPARATORS = ",;\t|"


def read_delimited(path: Path, _keep_font: FontFilter) -> Workbook:
    """A text table as one sheet named after the file.

    Raises:
        Refusal: the file is no text, or has a line that cannot be split.
    """
    text = decode_bytes(path.read_bytes())
    if "\0" in text:
        raise Refusal("sheets.not_a_spreadsheet", file=path.name)
    lines = text.splitlines(keepends=True)
    try:
        rows = [
            [None if value.isspace() else _unquoted(value) or None for value in row]
            for row in csv.reader(lines, delimiter=separator_of(lines))
        ]
    except csv.Error as error:
        raise Refusal("sheets.damaged", file=path.name) from error
    return Workbook((Sheet(path.stem, without_empty_end(rows)),))


def _unquoted(value: str) -> str:
    """A field as meant: programs write ="0123" so that a spreadsheet keeps the zero."""
    if value.startswith('="') and value.endswith('"') and len(value) > 2:
        value = value[2:-1]
    return value.replace("\r\n", "\n")


def decode_bytes(content: bytes) -> str:
    """The text of a file: Unicode if it can be, otherwise each byte as cp1252 shows it."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    if zeros := content[:4000].count(0):
        little = content[1:4000:2].count(0) * 2 > zeros
        return content.decode("utf-16-le" if little else "utf-16-be", "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return "".join(map(_shown_by_cp1252, content))


def _shown_by_cp1252(code: int) -> str:
    return bytes([code]).decode("cp1252", "ignore") or chr(code)


def separator_of(lines: list[str]) -> str:
    """The separator that splits most lines, and splits them alike."""
    sample = [line for line in lines[:60] if line.strip()]
    if sample and sample[0].lower().startswith("sep="):
        return sample[0].strip()[4:5] or ","
    scores = {mark: _evenness(sample, mark) for mark in _SEPARATORS}
    return max(_SEPARATORS, key=lambda mark: scores[mark])


def _evenness(sample: list[str], separator: str) -> tuple[int, int]:
    widths = Counter(len(row) for row in csv.reader(sample, delimiter=separator))
    usual, times = max(
        widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]), default=(1, 0)
    )
    return (times if usual > 1 else 0, usual)
