"""How a cell's value is written in Vietnamese: 1.500.000 · 98,50 · 05/03/2026."""

from datetime import date
from decimal import Decimal

from unionapp.paper.document import Cell, Kind

_TO_VIETNAMESE = str.maketrans(",.", ".,")


def write_value(value: Cell, kind: Kind) -> str:
    """The printed text of a value."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y") if value.year >= 1000 else value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:,.2f}".translate(_TO_VIETNAMESE)
    return str(value) if kind in {Kind.ORDINAL, Kind.TEXT} else f"{value:,}".replace(",", ".")
