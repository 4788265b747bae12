"""Vouchers found by the words people say of them: "phiếu chi 1tr2 tháng 3", "PC-0007"."""

import re
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from unionapp.finance.tables import Voucher
from unionapp.finance.vouchers.register import VoucherRow, voucher_rows
from unionapp.organisation.office import Office
from unionapp.vietnamese.amounts import read_typed_amount
from unionapp.vietnamese.months import month_of
from unionapp.vietnamese.names import fold
from unionapp.vietnamese.periods import Period
from unionapp.vietnamese.reading import Unreadable

MOST = 8
_KINDS = {
    "PT": re.compile(r"\b(?:phieu thu|pt)\b"),
    "PC": re.compile(r"\b(?:phieu chi|pc)\b"),
    "BC": re.compile(r"\b(?:(?:giay )?bao co|bc)\b"),
    "BN": re.compile(r"\b(?:(?:giay )?bao no|bn)\b"),
    "TU": re.compile(r"\btam ung\b"),
}
_NUMBER = re.compile(r"\b(pt|pc|bc|bn|tu|hu)(?: ?- ?)?0*(\d{1,6})\b(?:/((?:19|20)\d{2})\b)?")
_MONTH = re.compile(r"\b(?:thang ?|t)(1[0-2]|0?[1-9])\b(?:(?: ?/ ?| nam | )((?:19|20)\d{2})\b)?")
_QUARTER = re.compile(r"\b(?:quy ?|q)(iv|i{1,3}|[1-4])\b(?:(?: ?/ ?| nam | )((?:19|20)\d{2})\b)?")
_YEAR = re.compile(r"\bnam ((?:19|20)\d{2})\b")
_AMOUNT = re.compile(
    r"\b\d[\d.,]* ?(?:trieu|tr|ty|nghin|ngan|k)(?: ?\d+)?\b|\b\d{1,3}(?:[.,]\d{3})+\b|\b\d{4,}\b"
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


@dataclass(frozen=True, slots=True)
class Sought:
    """What the words say of a voucher; what they do not say is open."""

    kind: str | None = None
    number: int | None = None
    amount: int | None = None
    period: Period | None = None
    words: tuple[str, ...] = ()

    @property
    def is_certain(self) -> bool:
        """Whether vouchers are meant at all, and not just any word."""
        return any(it is not None for it in (self.kind, self.number, self.amount, self.period))


def read_sought(text: str, today: date) -> Sought:
    """Understand what was typed, with or without marks; a month without a year is the last one."""
    left = fold(text)
    sought = Sought()
    for read in (_read_number, _read_kind, _read_period, _read_amount):
        sought, left = read(sought, left, today)
    words = tuple(word for word in re.split(r"[^\w]+", left) if word)
    return replace(sought, words=words)


def seek_vouchers(office: Office, text: str, *, most: int = MOST) -> tuple[VoucherRow, ...]:
    """The vouchers the words mean, the latest first; none unless vouchers are meant."""
    sought = read_sought(text, office.today)
    if not sought.is_certain:
        return ()
    query = select(Voucher.id).where(Voucher.unit_id == office.unit.id)
    for column, wanted in (
        (Voucher.kind, sought.kind),
        (Voucher.number, sought.number),
        (Voucher.amount, sought.amount),
    ):
        if wanted is not None:
            query = query.where(column == wanted)
    if sought.period is not None:
        query = query.where(Voucher.voucher_on.between(sought.period.start, sought.period.end))
    for word in sought.words:
        query = query.where(Voucher.search_fold.contains(word, autoescape=True))
    order = (Voucher.voucher_on.desc(), Voucher.id.desc())
    with office.read() as session:
        ids = list(session.scalars(query.order_by(*order).limit(most)))
    rows = {row.id: row for row in voucher_rows(office, ids)}
    return tuple(rows[voucher_id] for voucher_id in ids)


def _read_number(sought: Sought, left: str, _today: date) -> tuple[Sought, str]:
    found = _NUMBER.search(left)
    if found is None:
        return sought, left
    year = None if found[3] is None else Period.parse(found[3])
    said = replace(sought, kind=found[1].upper(), number=int(found[2]), period=year)
    return said, _cut(left, found)


def _read_kind(sought: Sought, left: str, _today: date) -> tuple[Sought, str]:
    for kind, words in _KINDS.items():
        if sought.kind is None and (found := words.search(left)):
            return replace(sought, kind=kind), _cut(left, found)
    return sought, left


def _read_period(sought: Sought, left: str, today: date) -> tuple[Sought, str]:
    if found := _MONTH.search(left):
        period = _latest(f"{int(found[1]):02}", found[2], today)
    elif found := _QUARTER.search(left):
        period = _latest(f"Q{_ROMAN.get(found[1], found[1])}", found[2], today)
    elif found := _YEAR.search(left):
        period = Period.parse(found[1])
    else:
        return sought, left
    return replace(sought, period=period), _cut(left, found)


def _read_amount(sought: Sought, left: str, _today: date) -> tuple[Sought, str]:
    found = _AMOUNT.search(left)
    if found is None:
        return sought, left
    try:
        amount = read_typed_amount(found[0])
    except Unreadable:
        return sought, left
    return replace(sought, amount=amount), _cut(left, found)


def _latest(part: str, year: str | None, today: date) -> Period:
    if year is not None:
        return Period.parse(f"{year}-{part}")
    period = Period.parse(f"{today.year}-{part}")
    return period if period.first <= month_of(today) else Period.parse(f"{today.year - 1}-{part}")


def _cut(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"
