"""What an employer risks that does not pay: for information, an authority decides.

NĐ 12/2022/NĐ-CP art. 38, from 10/09/2026 NĐ 283/2026/NĐ-CP art. 42.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from unionapp.finance.contributions.book import ContributionRow
from unionapp.finance.splits import round_half_up
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import LegalValue, legal_value

_LATE, _NOTHING = "late", "nothing"


@dataclass(frozen=True, slots=True)
class Fine:
    """The least and the most that an organisation may be fined, and on which ground."""

    least: int
    most: int
    basis: str
    needs_check: bool


def fine_for(office: Office, rows: Sequence[ContributionRow]) -> Fine | None:
    """What the overdue months of an employer put it at risk of today; None if none is overdue.

    Who paid nothing at all is fined more than who paid late or short.
    """
    overdue = [row for row in rows if row.is_overdue]
    if not overdue:
        return None
    owed = sum(row.remaining for row in overdue)
    segment = _LATE if any(row.paid for row in rows) else _NOTHING
    with office.read() as session:
        return _fine(session, office.unit.id, office.today, owed, segment)


def _fine(session: Session, unit_id: int, on: date, owed: int, segment: str) -> Fine:
    least, most, cap, times = (
        legal_value(session, unit_id, key, on, where)
        for key, where in (
            ("kpcd.fine.least.rate", segment),
            ("kpcd.fine.most.rate", segment),
            ("kpcd.fine.cap", ""),
            ("kpcd.fine.times", ""),
        )
    )
    return Fine(
        least=_capped(owed, least, cap, times),
        most=_capped(owed, most, cap, times),
        basis=least.legal_basis,
        needs_check=any(value.needs_check for value in (least, most, cap, times)),
    )


def _capped(owed: int, rate: LegalValue, cap: LegalValue, times: LegalValue) -> int:
    """A share of what is owed; the law names it for a person, an organisation pays it twice."""
    return min(round_half_up(owed * rate.rate), cap.amount) * times.amount
