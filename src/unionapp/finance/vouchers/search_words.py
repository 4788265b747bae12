"""What one word typed over the list of vouchers may mean: a number, an amount, a day, a text."""

import re
from collections.abc import Iterator

from sqlalchemy import ColumnElement, String, and_, cast, extract, func, or_

from unionapp.finance.tables import Voucher
from unionapp.vietnamese.amounts import read_typed_amount
from unionapp.vietnamese.reading import Unreadable

_NUMBER = re.compile(r"(pt|pc|bc|bn|tu|hu)?-?0*(\d{1,6})(?:[/-](\d{4}))?")
_GROUPED = re.compile(r"-?(\d{4,}|\d{1,3}[.,]\d{3}(?:[.,]\d{0,3})*)")
_SPOKEN = re.compile(r"\d[\d.,]*(?:trieu|tr|ty|nghin|ngan|k)\d*")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?")
_MONTH = re.compile(r"(\d{1,2})[/.-](\d{4})")


def says(word: str) -> ColumnElement[bool]:
    """Whether a voucher says a folded word anywhere an officer sees it in the list."""
    readings = (_number, _amount, _spoken_amount, _day, _month)
    said = (condition for read in readings for condition in read(word))
    return or_(Voucher.search_fold.contains(word, autoescape=True), *said)


def _number(word: str) -> Iterator[ColumnElement[bool]]:
    if found := _NUMBER.fullmatch(word):
        kind, number, year = found.groups()
        parts = [Voucher.number == int(number)]
        if kind:
            parts.append(Voucher.kind == kind.upper())
        if year:
            parts.append(Voucher.year == int(year))
        yield and_(*parts)


def _amount(word: str) -> Iterator[ColumnElement[bool]]:
    # the list follows every stroke: the first digits of an amount find it already
    if found := _GROUPED.fullmatch(word):
        digits = re.sub(r"\D", "", found[1])
        yield cast(func.abs(Voucher.amount), String).startswith(digits)


def _spoken_amount(word: str) -> Iterator[ColumnElement[bool]]:
    if _SPOKEN.fullmatch(word):
        try:
            yield func.abs(Voucher.amount) == read_typed_amount(word)
        except Unreadable:
            return


def _day(word: str) -> Iterator[ColumnElement[bool]]:
    if found := _DAY.fullmatch(word):
        day, month, year = found.groups()
        yield _on(year=year, month=month, day=day)


def _month(word: str) -> Iterator[ColumnElement[bool]]:
    if found := _MONTH.fullmatch(word):
        yield _on(year=found[2], month=found[1])


def _on(**parts: str | None) -> ColumnElement[bool]:
    return and_(
        *(
            extract(part, Voucher.voucher_on) == int(value)
            for part, value in parts.items()
            if value is not None
        )
    )
