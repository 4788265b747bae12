"""What a scan of a package's XML finds beside the values."""

from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from unionapp.sheets.workbook import Position


@dataclass(slots=True)
class Findings:
    """What the scan found in one sheet; positions count from 0."""

    errors: dict[Position, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    unsaved_formulas: set[Position] = field(default_factory=set)
    fonts: dict[Position, str] = field(default_factory=dict)
    last_row: int = 0
    last_column: int = 0
    part: str = ""
    strays: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Package:
    """What the scan found in a whole file, by sheet name."""

    sheets: dict[str, Findings]
    is_1904: bool = False


def parse_xml(content: bytes) -> ET.Element:
    """The tree of one part of a package.

    Raises:
        ValueError: the part declares entities, which no spreadsheet program writes.
    """
    letters = content.replace(b"\0", b"") if b"\0" in content[:64] else content
    if b"<!DOCTYPE" in letters or b"<!ENTITY" in letters:
        raise ValueError("a document type in a spreadsheet part")
    return ET.fromstring(content)  # noqa: S314 - entities were turned away above
