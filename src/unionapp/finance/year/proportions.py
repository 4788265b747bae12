"""How spending is spread over its purposes, beside the limits (QĐ 4290/QĐ-TLĐ)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from unionapp.finance.findings import Finding, warn
from unionapp.organisation.parameters import LegalValue, legal_value
from unionapp.vietnamese.amounts import percent

_ROWS = {"31": ("care",), "32": ("propaganda",), "33": ("administration",), "34": ("pay",)}


@dataclass(frozen=True, slots=True)
class Proportion:
    """The share of a purpose in spending; numerator and denominator are divided last."""

    code: str
    amount: int
    total: int
    text: str


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit on a share: at least, about, or at most."""

    code: str
    rows: tuple[str, ...]
    is_least: bool
    value: LegalValue


def proportions_of(filled: Mapping[str, int]) -> tuple[Proportion, ...]:
    """The shares of 31 to 34 in all spending of the form."""
    total = filled["own_spending"]
    amounts = {code: sum(filled[row] for row in rows) for code, rows in _ROWS.items()}
    return tuple(
        Proportion(code, amount, total, percent(amount, total, 2))
        for code, amount in amounts.items()
    )


def spending_limits(session: Session, unit_id: int, on: date) -> tuple[Limit, ...]:
    """The limits on a day; whether 33 takes 34 in is a parameter."""
    with_pay = legal_value(session, unit_id, "spend.admin_includes_pay", on).flag

    def share(code: str) -> LegalValue:
        return legal_value(session, unit_id, "spend.share", on, code)

    administration = (*_ROWS["33"], *_ROWS["34"]) if with_pay else _ROWS["33"]
    return (
        Limit("31", _ROWS["31"], is_least=True, value=share("31")),
        Limit("33+34" if with_pay else "33", administration, is_least=False, value=share("33")),
    )


def check_proportions(filled: Mapping[str, int], limits: tuple[Limit, ...]) -> tuple[Finding, ...]:
    """Every share beyond its limit, as a warning (V-22)."""
    return tuple(_excess(filled, limit) for limit in limits if _is_beyond(filled, limit))


def _is_beyond(filled: Mapping[str, int], limit: Limit) -> bool:
    amount, total = _amount(filled, limit), filled["own_spending"]
    allowed = total * limit.value.rate
    return total > 0 and (amount < allowed if limit.is_least else amount > allowed)


def _excess(filled: Mapping[str, int], limit: Limit) -> Finding:
    return warn(
        "V-22",
        limit.rows[0],
        purpose=limit.code,
        share=percent(_amount(filled, limit), filled["own_spending"], 2),
        relation="ít nhất" if limit.is_least else "nhiều nhất",
        limit=percent(int(limit.value.rate * 10000), 10000),
    )


def _amount(filled: Mapping[str, int], limit: Limit) -> int:
    return sum(filled[row] for row in limit.rows)
