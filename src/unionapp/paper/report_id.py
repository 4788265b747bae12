"""Finds the report id that a printed file carries in its properties."""

import re
import zipfile
from html import unescape
from pathlib import Path

from unionapp.errors import Refusal, Trouble

CREATOR = "unionapp"
_IDENTIFIER = re.compile(rb"<dc:identifier[^>]*>([^<]*)</dc:identifier>")
_CORE = "docProps/core.xml"
_LARGEST_CORE = 1 << 20


def mark(report_id: str) -> str:
    """The identifier that a sheet or a letter carries among its properties."""
    return f"{CREATOR}:{report_id}"


def read_report_id(path: Path) -> str:
    """The report id of a PDF, XLSX or DOCX file that this program wrote.

    Raises:
        Trouble: the file cannot be read.
        Refusal: the file carries no report id of this program.
    """
    try:
        with path.open("rb") as file:
            is_pdf = file.read(5) == b"%PDF-"
        found = _read_pdf(path) if is_pdf else _read_office(path)
    except OSError as error:
        raise Trouble("paper.not_readable", file=path.name) from error
    if not found:
        raise Refusal("paper.no_report_id", file=path.name)
    return found


def _read_pdf(path: Path) -> str:
    from pypdfium2 import PdfDocument, PdfiumError  # noqa: PLC0415  # only `report inspect` needs it

    try:
        pdf = PdfDocument(path)
    except PdfiumError:
        return ""
    try:
        properties = pdf.get_metadata_dict()
    finally:
        pdf.close()
    return str(properties["Subject"]) if properties.get("Creator") == CREATOR else ""


def _read_office(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as file, file.open(_CORE) as part:
            match = _IDENTIFIER.search(part.read(_LARGEST_CORE))
    except (zipfile.BadZipFile, KeyError):
        return ""
    name, _, report_id = (
        unescape(match[1].decode("utf-8", "replace")).partition(":") if match else ("", "", "")
    )
    return report_id if name == CREATOR else ""
