"""How the part that goes up is shared among the levels above; the yearly budget guide says how.

The percentages change every year and are not public everywhere, so none are shipped: an officer
enters those of the guide in hand.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from unionapp.errors import Refusal
from unionapp.finance.splits import round_half_up
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import LegalValue, legal_value, set_own_parameter
from unionapp.vietnamese.names import clean_text

CHAIN = "split.chain"
KINDS = MappingProxyType({"dues": "Đoàn phí", "kpcd": "Kinh phí công đoàn"})


@dataclass(frozen=True, slots=True)
class ChainShare:
    """What one level gets of an amount."""

    level: str
    rate: Decimal
    amount: int


def share_chain(total: int, rates: Mapping[str, Decimal]) -> tuple[ChainShare, ...]:
    """An amount along a chain; sums are rounded as they grow, so that the parts add up to it."""
    shares, given, reached = [], 0, Decimal(0)
    for level, rate in rates.items():
        reached += rate
        upto = round_half_up(total * reached)
        shares.append(ChainShare(level, rate, upto - given))
        given = upto
    return tuple(shares)


def set_split_chain(
    office: Office, year: int, kind: str, rates: Mapping[str, Decimal], legal_basis: str
) -> LegalValue:
    """Enter the shares of a year by level, in the order they are paid.

    Raises:
        Refusal: split.unknown_kind, split.not_whole.
    """
    _require_kind(kind)
    if any(rate <= 0 for rate in rates.values()) or sum(rates.values()) != 1:
        raise Refusal("split.not_whole")
    return set_own_parameter(
        office,
        CHAIN,
        "; ".join(f"{clean_text(level)} = {rate}" for level, rate in rates.items()),
        valid_from=date(year, 1, 1),
        legal_basis=legal_basis,
        segment=kind,
    )


def split_chain(office: Office, year: int, kind: str, total: int) -> tuple[ChainShare, ...]:
    """An amount shared by the chain that holds in a year.

    Raises:
        Refusal: split.unknown_kind, parameter.missing.
    """
    _require_kind(kind)
    with office.read() as session:
        chain = legal_value(session, office.unit.id, CHAIN, date(year, 12, 31), kind).value
    levels = (part.rsplit("=", 1) for part in chain.split(";"))
    return share_chain(total, {level.strip(): Decimal(rate.strip()) for level, rate in levels})


def _require_kind(kind: str) -> None:
    if kind not in KINDS:
        raise Refusal("split.unknown_kind", kind=kind)
