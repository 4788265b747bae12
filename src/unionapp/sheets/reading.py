"""Opens a spreadsheet of any kind."""

from collections.abc import Callable
from pathlib import Path

from unionapp.errors import Refusal, Trouble
from unionapp.sheets.guards import Kind, kind_of
from unionapp.sheets.workbook import FontFilter, Workbook


def no_font(_font: str) -> bool:
    """Keeps no font: for readers that only need the values."""
    return False


def read_workbook(path: Path, *, keep_font: FontFilter = no_font) -> Workbook:
    """Every sheet of a file as typed cells, with the fonts that `keep_font` wants.

    Raises:
        Refusal: the file is no spreadsheet, empty, too large, damaged or locked with a password.
        Trouble: the file cannot be read from the disk.
    """
    try:
        workbook = _reader(kind_of(path))(path, keep_font)
    except OSError as error:
        raise Trouble("sheets.unreadable", file=path.name) from error
    if not any(sheet.rows for sheet in workbook.sheets):
        raise Refusal("sheets.empty", file=path.name)
    return workbook


def _reader(kind: Kind) -> Callable[[Path, FontFilter], Workbook]:
    # Each reader is loaded on first use, so that the program starts without any of them.
    if kind is Kind.TEXT:
        from unionapp.sheets.delimited import read_delimited  # noqa: PLC0415

        return read_delimited
    if kind is Kind.HTML:
        from unionapp.sheets.html_table import read_html  # noqa: PLC0415

        return read_html
    if kind is Kind.XML_2003:
        from unionapp.sheets.xml_2003 import read_xml_2003  # noqa: PLC0415

        return read_xml_2003
    if kind is Kind.XLS:
        from unionapp.sheets.xls import read_xls  # noqa: PLC0415

        return read_xls
    from unionapp.sheets.zipped import read_zipped  # noqa: PLC0415

    return read_zipped
