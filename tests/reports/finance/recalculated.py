"""Spreadsheets worked out anew, and the figures that a sheet and a printed paper show."""

import re
from collections import Counter
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from unionapp.paper.table_strips import BROUGHT_FORWARD, CARRIED_OVER

_FIGURE = re.compile(r"(\()?(-?)(?<![\d.,/])(\d{1,3}(?:\.\d{3})+)(?![\d.]*\d)(\))?")
_SUM = re.compile(r"(SUM|SUBTOTAL)\((?:9,)?([A-Z]+\d+):([A-Z]+\d+)\)")
_TERM = re.compile(r"([+-]?)([A-Z]+\d+(?:\*[A-Z]+\d+)*)")


class Sheet:
    """A written sheet: its formulas are worked out here, whatever value was stored beside them."""

    def __init__(self, path: Path) -> None:
        self._cells: Worksheet = load_workbook(path).active
        self.stored: Worksheet = load_workbook(path, data_only=True).active
        self._known: dict[str, float] = {}

    def formulas(self) -> dict[str, str]:
        """Every formula by its cell."""
        return {
            cell.coordinate: cell.value
            for row in self._cells.iter_rows()
            for cell in row
            if cell.data_type == "f"
        }

    def is_typed(self, place: str) -> bool:
        """Whether a cell holds a figure of its own."""
        return self._cells[place].data_type == "n" and self._cells[place].value is not None

    def type_into(self, place: str, figure: float) -> None:
        """Type another figure, as an officer does who looks what follows from it."""
        self._cells[place] = figure
        self._known.clear()

    def rows(self) -> list[list[object]]:
        """Every cell, figures worked out."""
        return [[self.value(cell.coordinate) for cell in row] for row in self._cells.iter_rows()]

    def value(self, place: str) -> object:
        """What a cell shows."""
        cell = self._cells[place]
        return self.figure(place) if cell.data_type == "f" else cell.value

    def figure(self, place: str) -> float:
        """The figure of a cell; words and empty cells are nothing."""
        if place not in self._known:
            cell = self._cells[place]
            is_live = cell.data_type == "f"
            self._known[place] = self._work_out(cell.value[1:]) if is_live else _number(cell.value)
        return self._known[place]

    def _work_out(self, formula: str) -> float:
        if found := _SUM.fullmatch(formula):
            name, first, last = found.groups()
            inside = [cell for row in self._cells[f"{first}:{last}"] for cell in row]
            if name == "SUBTOTAL":  # passes over what adds up itself
                inside = [cell for cell in inside if not str(cell.value).startswith("=SUBTOTAL")]
            return sum(self.figure(cell.coordinate) for cell in inside)
        assert "".join("".join(term) for term in _TERM.findall(formula)) == formula, formula
        total = 0.0
        for sign, product in _TERM.findall(formula):
            amount = 1.0
            for place in product.split("*"):
                amount *= self.figure(place)
            total += -amount if sign == "-" else amount
        return total


def figures_of_sheet(sheet: Sheet) -> Counter[int]:
    """Every figure of a thousand or more that a sheet shows, in cells and in words."""
    found = Counter[int]()
    for row in sheet.rows():
        for value in row:
            if isinstance(value, str):
                found.update(_figures(value))
            elif isinstance(value, int | float) and abs(value) >= 1000:
                found[round(value)] += 1
    return found


def figures_of_pages(pages: list[str]) -> Counter[int]:
    """Every such figure on printed pages, but for the sums carried from page to page."""
    found = Counter[int]()
    for page in pages:
        for line in page.splitlines():
            if not line.startswith((CARRIED_OVER, BROUGHT_FORWARD)):
                found.update(_figures(line))
    return found


def _figures(text: str) -> list[int]:
    found = []
    for opened, sign, digits, closed in _FIGURE.findall(text):
        amount = int(digits.replace(".", ""))
        found.append(-amount if sign or (opened and closed) else amount)
    return found


def _number(value: object) -> float:
    return value if isinstance(value, int | float) else 0.0
