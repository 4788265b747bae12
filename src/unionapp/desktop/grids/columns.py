"""What a column of a table is: its title, its width and how its values are written and read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Any

from unionapp.vietnamese.amounts import group_digits, read_typed_amount, table_amount
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.reading import Unreadable


class Kind(Enum):
    """What the values are, which decides side, spelling and sums."""

    TEXT = auto()
    MONEY = auto()
    COUNT = auto()
    DATE = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `width` counts letters, so that it follows the text size."""

    name: str
    title: str
    width: int
    kind: Kind = Kind.TEXT
    is_editable: bool = False
    can_sort: bool = True
    adds_up: bool = True  # a balance or the number of a version says nothing added up
    write: Callable[[Any], str] | None = None
    read: Callable[[str], Any] | None = None

    @property
    def is_number(self) -> bool:
        """Whether values stand at the right and can be added up."""
        return self.kind in (Kind.MONEY, Kind.COUNT)

    def show(self, value: Any) -> str:  # noqa: ANN401 - columns hold values of many kinds
        """The value as the table shows it."""
        if self.write is not None:
            return self.write(value)
        return _WRITERS[self.kind](value)

    def parse(self, text: str) -> Any:  # noqa: ANN401
        """The value of a text that was typed or pasted.

        Raises:
            Unreadable: the text has no one meaning here.
        """
        if self.read is not None:
            return self.read(text)
        text = text.strip()
        if self.is_number:
            return read_typed_amount(text) if text else None
        return text or None

    def plain(self, value: Any) -> str:  # noqa: ANN401
        """The value as other programs want it: figures without brackets or dashes."""
        if self.is_number and isinstance(value, int):
            return str(value)
        return self.show(value)

    def editing(self, value: Any) -> str:  # noqa: ANN401
        """The value as it stands in the cell while it is being changed."""
        if self.is_number and isinstance(value, int):
            return group_digits(value)
        return self.show(value)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _count(value: int | None) -> str:
    return "" if value is None else group_digits(value)


def _date(value: date | str | None) -> str:
    return table_date(value)


_WRITERS: dict[Kind, Callable[[Any], str]] = {
    Kind.TEXT: _text,
    Kind.MONEY: table_amount,
    Kind.COUNT: _count,
    Kind.DATE: _date,
}

__all__ = ["Column", "Kind", "Unreadable"]
