"""Writes the smallest .xls that a reader of old Excel files accepts: one sheet, one font, texts and numbers."""

import struct
from pathlib import Path

_SECTOR = 512


def write_xls(
    path: Path, sheet: str, rows: list[list[object]], font: str, hidden: tuple[int, ...] = ()
) -> None:
    """A BIFF8 workbook in its container."""
    path.write_bytes(_container(_stream(sheet, rows, font, hidden)))


def _stream(sheet: str, rows: list[list[object]], font: str, hidden: tuple[int, ...]) -> bytes:
    top = _bof(0x0005) + _record(0x0042, struct.pack("<H", 1200))
    top += b"".join(_font(name) for name in ("Arial", "Arial", "Arial", "Arial", font))
    top += b"".join(_xf(number) for number in (0, 5))
    name = _short_text(sheet)
    start = len(top) + 4 + 4 + 2 + len(name) + 4
    top += _record(0x0085, struct.pack("<IH", start, 0) + name) + _record(0x000A, b"")
    body = _bof(0x0010) + b"".join(
        _row(row, len(cells), hidden=row in hidden) for row, cells in enumerate(rows)
    )
    for row, cells in enumerate(rows):
        body += b"".join(
            _cell(row, column, value) for column, value in enumerate(cells) if value is not None
        )
    return top + body + _record(0x000A, b"")


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _bof(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0x41, 0x06))


def _short_text(text: str) -> bytes:
    return struct.pack("<BB", len(text), 1) + text.encode("utf-16-le")


def _font(name: str) -> bytes:
    return _record(
        0x0031, struct.pack("<HHHHHBBBB", 220, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + _short_text(name)
    )


def _xf(font: int) -> bytes:
    return _record(0x00E0, struct.pack("<HHHBBBBIIH", font, 0, 1, 0x20, 0, 0, 0, 0, 0, 0x20C0))


def _row(row: int, width: int, *, hidden: bool) -> bytes:
    return _record(
        0x0208, struct.pack("<HHHHHHI", row, 0, width, 255, 0, 0, 0x0100 | (0x20 if hidden else 0))
    )


def _cell(row: int, column: int, value: object) -> bytes:
    if isinstance(value, int | float):
        return _record(0x0203, struct.pack("<HHHd", row, column, 0, float(value)))
    text = str(value)
    return _record(
        0x0204, struct.pack("<HHHHB", row, column, 1, len(text), 1) + text.encode("utf-16-le")
    )


def _container(stream: bytes) -> bytes:
    stream = stream.ljust(max(4096, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
    sectors = len(stream) // _SECTOR
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    assert len(table) <= 128, "one allocation sector is enough for a test file"
    table += [0xFFFFFFFF] * (128 - len(table))
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0
    )
    header += struct.pack("<I", 0) + b"\xff" * (108 * 4)
    entries = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry(
        "Workbook", 2, 0xFFFFFFFF, 2, len(stream)
    )
    entries += bytes(2 * 128)
    return header + struct.pack("<128I", *table) + entries + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    return encoded.ljust(64, b"\0") + struct.pack(
        "<HBBIII16xIQQIII",
        len(encoded),
        kind,
        1,
        0xFFFFFFFF,
        0xFFFFFFFF,
        child,
        0,
        0,
        0,
        start,
        size,
        0,
    )
