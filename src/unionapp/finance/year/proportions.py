"""How spending is spread over its purposes, beside the limits (QĐ 4290/QĐ-TLĐ)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.findings import Finding, warn
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import LegalValue, legal_value
from unionapp.vietnamese.amounts import percent

_RELATIONS = {"31": "ít nhất", "32": "khoảng", "33": "nhiều nhất"}
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


@dataclass(frozen=True, slots=True)
class RuledShare:
    """A share beside what the rules of its day want; without a rule the words are empty."""

    share: Proportion
    rule: str
    needs_check: bool


def rule_shares(office: Office, year: int, shares: Sequence[Proportion]) -> tuple[RuledShare, ...]:
    """Lay the shares of a year beside the rules valid at its end, the unit's own first."""
    last = date(year, 12, 31)
    with office.read() as session:
        rules = {
            code: _rule(session, office.unit.id, last, "spend.share", code) for code in _RELATIONS
        }
    return tuple(_ruled(share, rules.get(share.code)) for share in shares)


def proportions_of(filled: Mapping[str, int]) -> tuple[Proportion, ...]:
    """The shares of 31 to 34 in all spending of the form."""
    total = filled["own_spending"]
    amounts = {code: sum(filled[row] for row in rows) for code, rows in _ROWS.items()}
    return tuple(
        Proportion(code, amount, total, percent(amount, total, 2))
        for code, amount in amounts.items()
    )


def spending_limits(session: Session, unit_id: int, on: date) -> tuple[Limit, ...]:
    """The limits on a day, none before there were any; whether 33 takes 34 in is a parameter."""
    taken_in = _rule(session, unit_id, on, "spend.admin_includes_pay")
    with_pay = taken_in is not None and taken_in.flag
    administration = (*_ROWS["33"], *_ROWS["34"]) if with_pay else _ROWS["33"]
    bounds = (
        ("31", "31", _ROWS["31"]),
        ("33", "33+34" if with_pay else "33", administration),
    )
    return tuple(
        Limit(name, rows, is_least=code == "31", value=rule)
        for code, name, rows in bounds
        if (rule := _rule(session, unit_id, on, "spend.share", code)) is not None
    )


def check_proportions(filled: Mapping[str, int], limits: tuple[Limit, ...]) -> tuple[Finding, ...]:
    """Every share beyond its limit, as a warning (V-22)."""
    return tuple(_excess(filled, limit) for limit in limits if _is_beyond(filled, limit))


def _rule(
    session: Session, unit_id: int, on: date, key: str, segment: str = ""
) -> LegalValue | None:
    try:
        return legal_value(session, unit_id, key, on, segment)
    except Refusal:  # no rule was in force yet
        return None


def _ruled(share: Proportion, rule: LegalValue | None) -> RuledShare:
    if rule is None:
        return RuledShare(share, "", needs_check=False)
    words = f"{_RELATIONS[share.code]} {_percent(rule)}"
    return RuledShare(share, words, rule.needs_check)


def _percent(rule: LegalValue) -> str:
    return percent(int(rule.rate * 10_000), 10_000)


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
        relation=_RELATIONS["31" if limit.is_least else "33"],
        limit=_percent(limit.value),
    )


def _amount(filled: Mapping[str, int], limit: Limit) -> int:
    return sum(filled[row] for row in limit.rows)
