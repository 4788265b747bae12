"""How spending is spread over its purposes, beside the limits (QĐ 4290/QĐ-TLĐ)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.findings import Finding, warn
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import LegalValue, legal_value
from unionapp.vietnamese.amounts import percent

_RELATIONS = {"31": "ít nhất", "32": "khoảng", "33": "nhiều nhất"}
_BASES = {"spending": "tổng chi", "income": "số thu được dùng", "budget": "dự toán chi"}
_ROWS = {"31": ("care",), "32": ("propaganda",), "33": ("administration",), "34": ("pay",)}


@dataclass(frozen=True, slots=True)
class Proportion:
    """The share of a purpose in its base; numerator and denominator are divided last."""

    code: str
    amount: int
    total: int
    text: str
    base: str = _BASES["spending"]


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit on a share: at least, about (give or take `tolerance`), or at most."""

    code: str
    rows: tuple[str, ...]
    relation: str
    value: LegalValue
    tolerance: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class ShareBase:
    """What shares are taken of; which of them the rule means is not certain."""

    name: str
    amount: int


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


def share_base(
    session: Session,
    unit_id: int,
    on: date,
    filled: Mapping[str, int],
    budget: Mapping[str, int],
) -> ShareBase:
    """What shares are taken of on a day: all spending, the income to be used, or the estimate."""
    chosen = _rule(session, unit_id, on, "spend.base")
    base = "spending" if chosen is None else chosen.value
    amounts = {
        "spending": filled["own_spending"],
        "income": filled["total_receipts"] - filled["remitted"],
        "budget": budget.get("own_spending", 0),
    }
    return ShareBase(_BASES[base], amounts[base])


def proportions_of(filled: Mapping[str, int], base: ShareBase) -> tuple[Proportion, ...]:
    """The shares of 31 to 34 in their base."""
    amounts = {code: sum(filled[row] for row in rows) for code, rows in _ROWS.items()}
    return tuple(
        Proportion(code, amount, base.amount, percent(amount, base.amount, 2), base.name)
        for code, amount in amounts.items()
    )


def spending_limits(session: Session, unit_id: int, on: date) -> tuple[Limit, ...]:
    """The limits on a day, none before there were any; whether 33 takes 34 in is a parameter."""
    taken_in = _rule(session, unit_id, on, "spend.admin_includes_pay")
    with_pay = taken_in is not None and taken_in.flag
    names = {"31": "31", "32": "32", "33": "33+34" if with_pay else "33"}
    rows = {**_ROWS, "33": (*_ROWS["33"], *_ROWS["34"]) if with_pay else _ROWS["33"]}
    around = _rule(session, unit_id, on, "spend.tolerance")
    tolerance = Decimal(0) if around is None else around.rate
    return tuple(
        Limit(name, rows[code], relation=_RELATIONS[code], value=rule, tolerance=tolerance)
        for code, name in names.items()
        if (rule := _rule(session, unit_id, on, "spend.share", code)) is not None
    )


def check_proportions(
    filled: Mapping[str, int], limits: tuple[Limit, ...], base: ShareBase
) -> tuple[Finding, ...]:
    """Every share beyond its limit, as a warning (V-22)."""
    return tuple(
        _excess(filled, limit, base) for limit in limits if _is_beyond(filled, limit, base)
    )


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


def _is_beyond(filled: Mapping[str, int], limit: Limit, base: ShareBase) -> bool:
    if base.amount <= 0:
        return False
    over = _amount(filled, limit) - base.amount * limit.value.rate
    if limit.relation == _RELATIONS["32"]:
        return abs(over) > base.amount * limit.tolerance
    return over < 0 if limit.relation == _RELATIONS["31"] else over > 0


def _excess(filled: Mapping[str, int], limit: Limit, base: ShareBase) -> Finding:
    return warn(
        "V-22",
        limit.rows[0],
        purpose=limit.code,
        share=percent(_amount(filled, limit), base.amount, 2),
        base=base.name,
        relation=limit.relation,
        limit=_percent(limit.value),
    )


def _amount(filled: Mapping[str, int], limit: Limit) -> int:
    return sum(filled[row] for row in limit.rows)
