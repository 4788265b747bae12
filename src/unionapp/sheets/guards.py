"""Looks at a file before it is read: what it really is, and whether it is safe to unpack."""

import zipfile
import zlib
from enum import Enum
from pathlib import Path
from xml.etree.ElementTree import ParseError

from unionapp.errors import Refusal

MAX_FILE_BYTES = 60 * 1024 * 1024
MAX_UNPACKED_BYTES = 600 * 1024 * 1024
MAX_RATIO = 250
MAX_CELLS = 40_000_000
BROKEN_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    RuntimeError,
    KeyError,
    IndexError,
    ValueError,
    EOFError,
)
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_TEXT_ENDINGS = {".csv", ".txt", ".tsv"}


class Kind(Enum):
    """The kinds of file that can be read, by their content and not by their name."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    TEXT = "text"


def kind_of(path: Path) -> Kind:
    """What a file is.

    Raises:
        Refusal: it is empty, too large, locked with a password, damaged, or no spreadsheet.
    """
    size = path.stat().st_size
    if size == 0:
        raise Refusal("sheets.empty", file=path.name)
    if size > MAX_FILE_BYTES:
        raise Refusal("sheets.too_large", file=path.name)
    with path.open("rb") as file:
        start = file.read(8)
    if start.startswith(b"PK"):
        return _kind_of_zip(path)
    if start == _OLE:
        return _kind_of_ole(path)
    if path.suffix.lower() in _TEXT_ENDINGS and not start.startswith(b"%PDF"):
        return Kind.TEXT
    raise Refusal("sheets.not_a_spreadsheet", file=path.name)


def check_extent(path: Path, rows: int, columns: int) -> None:
    """Refuses a sheet whose one stray cell far away would fill the memory.

    Raises:
        Refusal: the sheet is too large.
    """
    if rows * columns > MAX_CELLS:
        raise Refusal("sheets.too_large", file=path.name)


def _kind_of_zip(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            locked = b"encryption-data" in _manifest(archive)
    except BROKEN_ARCHIVE as error:
        raise Refusal("sheets.damaged", file=path.name) from error
    if locked:
        raise Refusal("sheets.password_protected", file=path.name)
    _check_unpacked_size(path, members)
    names = {member.filename for member in members}
    for mark, kind in (("xl/workbook.xml", Kind.XLSX), ("xl/workbook.bin", Kind.XLSB)):
        if mark in names:
            return kind
    if "content.xml" in names and path.suffix.lower() == ".ods":
        return Kind.ODS
    raise Refusal("sheets.not_a_spreadsheet", file=path.name)


def _manifest(archive: zipfile.ZipFile) -> bytes:
    """The list of parts of an OpenDocument file, which also tells whether they are locked."""
    name = "META-INF/manifest.xml"
    return archive.read(name) if name in archive.namelist() else b""


def _check_unpacked_size(path: Path, members: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    bomb = unpacked > 20 * 1024 * 1024 and unpacked / packed > MAX_RATIO
    if bomb or unpacked > MAX_UNPACKED_BYTES:
        raise Refusal("sheets.too_large", file=path.name)


def _kind_of_ole(path: Path) -> Kind:
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Refusal("sheets.password_protected", file=path.name)
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return Kind.XLS
    raise Refusal("sheets.not_a_spreadsheet", file=path.name)
