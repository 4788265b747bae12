"""What a member owes for a month (đoàn phí): QĐ 1908/QĐ-TLĐ art. 23, QĐ 61/QĐ-TLĐ."""

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

FIXED_GROUP = "G4"
_INSURED_GROUPS = frozenset({"G1", "G3"})


@dataclass(frozen=True, slots=True)
class DuesLaw:
    """What the law says on dues in one month, for one group of payers.

    `rate` may be the unit's own, higher one; only what `statutory_rate` yields is shared upwards.
    """

    group: str
    rate: Decimal
    statutory_rate: Decimal
    cap: int | None
    insurance_ceiling: int
    fixed_amount: int
    rounding: int = 1


@dataclass(frozen=True, slots=True)
class Payer:
    """What decides a member's dues: the pay, and why nothing is due, if so."""

    salary: int
    exempt_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """The dues of one member for one month."""

    group: str
    base: int
    rate: Decimal
    due: int
    statutory: int
    exempt_reason: str | None = None
    override_reason: str | None = None


def compute_due(payer: Payer, law: DuesLaw) -> Due:
    """The dues of a month: pay × rate up to the ceiling, the fixed amount, or nothing."""
    base = _base(payer.salary, law)
    if payer.exempt_reason is not None:
        return Due(law.group, base, law.rate, 0, 0, exempt_reason=payer.exempt_reason)
    if law.group == FIXED_GROUP:
        return Due(law.group, base, law.rate, law.fixed_amount, law.fixed_amount)
    due = _capped(_round_to(base * law.rate, law.rounding), law.cap)
    legal = _capped(_round_to(base * law.statutory_rate, law.rounding), law.cap)
    return Due(law.group, base, law.rate, due, min(due, legal))


def override_due(due: Due, amount: int, reason: str) -> Due:
    """The same dues with an amount set by hand, and why."""
    return replace(
        due,
        due=amount,
        statutory=min(amount, due.statutory),
        override_reason=reason,
    )


def statutory_part(amount: int, statutory: int, before: int = 0) -> int:
    """What the level above shares in of an amount paid after `before` was.

    The statutory dues are paid first; what the unit collects above them stays with it whole.
    """
    return min(before + amount, statutory) - min(before, statutory)


def _base(salary: int, law: DuesLaw) -> int:
    # Social insurance is never paid on more than its ceiling; take-home pay (G2) has none.
    return min(salary, law.insurance_ceiling) if law.group in _INSURED_GROUPS else salary


def _capped(amount: int, cap: int | None) -> int:
    return amount if cap is None else min(amount, cap)


def _round_to(amount: Decimal, step: int) -> int:
    steps = (amount / step).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return int(steps) * step
