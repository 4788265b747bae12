"""How a cell's value is written in Vietnamese: 1.500.000 · (700.000) · 98,50 · 05/03/2026."""

from datetime import date

from unionapp.paper.document import Cell, Kind

_TO_VIETNAMESE = str.maketrans(",.", ".,")


def write_value(value: Cell, kind: Kind) -> str:
    """The printed text of a value."""
    if isinstance(value, int):  # first, for most cells of a book hold one
        return _write_whole(value, kind)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y") if value.year >= 1000 else value.isoformat()
    return f"{value:,.2f}".translate(_TO_VIETNAMESE)


def _write_whole(value: int, kind: Kind) -> str:
    if kind is Kind.ORDINAL or kind is Kind.TEXT:
        return str(value)
    if value <= 0 and kind is Kind.MONEY:
        return f"({-value:,})".replace(",", ".") if value else "-"
    return f"{value:,}".replace(",", ".")
