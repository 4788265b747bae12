"""Looks at a file before it is read: what it really is, and whether it is safe to unpack."""

import re
import zipfile
import zlib
from enum import Enum
from pathlib import Path
from xml.etree.ElementTree import ParseError

from unionapp.errors import Refusal
from unionapp.sheets.delimited import decode_bytes

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
_SHEET_ENDINGS = {".xls", ".xlsx", ".ods", ".xml", ".htm", ".html"}
_SNIFFED = 8192
_XML_2003 = "urn:schemas-microsoft-com:office:spreadsheet"
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_PAGE_START = re.compile(
    r"\s*<(?:!doctype html|!--|html|head|body|meta|style|table|div)", re.IGNORECASE
)


class Kind(Enum):
    """The kinds of file that can be read, by their content and not by their name."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    TEXT = "text"
    HTML = "html"
    XML_2003 = "xml 2003"


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
        start = file.read(_SNIFFED)
    if start.startswith(b"PK"):
        return _kind_of_zip(path)
    if start.startswith(_OLE):
        return _kind_of_ole(path)
    if kind := _kind_of_text(start, path.suffix.lower()):
        return kind
    raise Refusal("sheets.not_a_spreadsheet", file=path.name)


def check_extent(path: Path, rows: int, columns: int) -> None:
    """Refuses a sheet whose one stray cell far away would fill the memory.

    Raises:
        Refusal: the sheet is too large.
    """
    if rows * columns > MAX_CELLS:
        raise Refusal("sheets.too_large", file=path.name)


def _kind_of_text(start: bytes, ending: str) -> Kind | None:
    """What a file of letters is; web systems hand pages and tables out as .xls."""
    if start.startswith(b"%PDF"):
        return None
    letters = decode_bytes(start).lstrip("\ufeff")
    if ending in _SHEET_ENDINGS | _TEXT_ENDINGS:
        if letters.lstrip().startswith("<") and _XML_2003 in letters:
            return Kind.XML_2003
        if _PAGE_START.match(letters):
            return Kind.HTML
    if ending in _TEXT_ENDINGS:
        return Kind.TEXT
    return Kind.TEXT if ending in _SHEET_ENDINGS and _is_table(letters) else None


def _is_table(letters: str) -> bool:
    """Whether letters are lines that one sign cuts into cells."""
    lines = [line for line in letters.splitlines() if line.strip()]
    cut = any(sum(sign in line for line in lines) > 1 for sign in ("\t", ";", ","))
    return len(lines) > 1 and cut and not _CONTROLS.search(letters)


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
