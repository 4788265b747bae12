"""What each level above is due of what lower units owe, beside what has come in for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from unionapp.errors import Refusal
from unionapp.finance.group.lower_settlements import LowerSettlement, list_lower_settlements
from unionapp.finance.levels.lower_units import LowerMoney, list_lower_money
from unionapp.finance.levels.settlement_spans import SettlementSpan
from unionapp.finance.levels.split_chains import split_chain
from unionapp.finance.splits import split
from unionapp.organisation.office import Office


@dataclass(frozen=True, slots=True)
class LevelAccount:
    """One level above: its share, what is due to it, and what came in for it."""

    level: str
    rate: Decimal
    due: int
    came: int

    @property
    def left(self) -> int:
        """What is still to come; below nothing where more came than was due."""
        return self.due - self.came


@dataclass(frozen=True)
class ChainAccount:
    """One kind of money along the chain of a year; without a guide nobody is named.

    `due` is what lower units settled as due upwards, `came` what of it was booked here.
    """

    kind: str
    due: int
    came: int
    levels: tuple[LevelAccount, ...]


def list_chain_accounts(office: Office, year: int, *, part: str = "") -> tuple[ChainAccount, ...]:
    """Dues and contribution of a year or its part, shared among the levels above."""
    settled = list_lower_settlements(office, year, part=part)
    money = list_lower_money(office, SettlementSpan(year, part).period)
    return chain_accounts(office, year, settled, money)


def chain_accounts(
    office: Office, year: int, settled: Iterable[LowerSettlement], money: Iterable[LowerMoney]
) -> tuple[ChainAccount, ...]:
    """The same of what was read already; units that have not settled owe nothing that is known."""
    due = [_due(unit) for unit in settled if unit.is_here]
    came = [(it.dues, it.kpcd) for it in money]
    return (
        _account(office, year, "dues", sum(it for it, _ in due), sum(it for it, _ in came)),
        _account(office, year, "kpcd", sum(it for _, it in due), sum(it for _, it in came)),
    )


def _due(unit: LowerSettlement) -> tuple[int, int]:
    """Row 39 by its kinds: the share of the contribution collected there, the rest of dues."""
    whole, collected = unit.counting.get("remitted", 0), unit.counting.get("kpcd", 0)
    kpcd = min(split(collected, unit.kpcd_up).up, whole)
    return whole - kpcd, kpcd


def _account(office: Office, year: int, kind: str, due: int, came: int) -> ChainAccount:
    try:
        shares = zip(
            split_chain(office, year, kind, due),
            split_chain(office, year, kind, came),
            strict=True,
        )
    except Refusal:
        return ChainAccount(kind, due, came, ())  # nobody has entered the guide of the year yet
    levels = (LevelAccount(it.level, it.rate, it.amount, got.amount) for it, got in shares)
    return ChainAccount(kind, due, came, tuple(levels))
