"""Compares the totals written in a sheet with what stands above them."""

import re
from collections.abc import Sequence
from typing import Any

from unionapp.membership.roster.layout import Table
from unionapp.membership.roster.people import Person
from unionapp.sheets.workbook import Value

_COUNT = re.compile(
    r"(\d[\d.]*)\s*(?:người|nguoi|đồng chí|đ/c|đoàn viên|đv\b|lao động|nhân viên|cnv|cán bộ|nlđ)",
    re.IGNORECASE,
)
_GRAND = re.compile(r"tổng|toàn", re.IGNORECASE)


class Totals:
    """The people of one table counted by section and altogether."""

    def __init__(self, table: Table) -> None:
        # Of two columns with one field only the first was read.
        places = {
            field: column.index for column in reversed(table.columns) for field in column.fields
        }
        self._money = tuple(
            (index, field)
            for field, index in places.items()
            if field in ("fee_total", "salary") or field.startswith("fees.")
        )
        self._all: list[Person | None] = []
        self._section_start = 0

    def add(self, person: Person | None) -> None:
        """Counts a person; None for one without a name."""
        self._all.append(person)

    def begin_section(self) -> None:
        """Starts counting a section."""
        self._section_start = len(self._all)

    def wrong_at(self, cells: Sequence[Value]) -> list[tuple[int | None, str | None, str]]:
        """What a total row gets wrong: column, field and the right figure."""
        texts = [value for value in cells if isinstance(value, str)]
        wrong = self._wrong_count(texts)
        wrong += [
            found
            for index, field in self._money
            for found in self._wrong_sum(cells[index], index, field)
        ]
        self.begin_section()
        return wrong

    def _wrong_count(self, texts: Sequence[str]) -> list[tuple[int | None, str | None, str]]:
        told = next((found for text in texts if (found := _COUNT.search(text))), None)
        if told is None:
            return []
        section, everyone = len(self._all) - self._section_start, len(self._all)
        if int(told[1].replace(".", "")) in (section, everyone):
            return []
        grand = any(_GRAND.match(text.strip()) for text in texts)
        return [(None, None, str(everyone if grand or not section else section))]

    def _wrong_sum(
        self, value: Value, index: int, field: str
    ) -> list[tuple[int | None, str | None, str]]:
        if (
            not isinstance(value, int | float)
            or isinstance(value, bool)
            or any(p is None for p in self._all)
        ):
            return []
        everyone = sum(_amount(person, field) for person in self._all)
        section = sum(_amount(person, field) for person in self._all[self._section_start :])
        if round(value) in (section, everyone):
            return []
        return [(index, field.partition(".")[0], f"{everyone:,}".replace(",", "."))]


def _amount(person: Person | None, field: str) -> int:
    if person is None:
        return 0
    fields: dict[str, Any] = person.fields
    if field.startswith("fees."):
        return int(fields.get("fees", {}).get(field[5:], 0))
    return int(fields.get(field, 0))
