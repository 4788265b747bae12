"""Which employers owe the contribution at all.

From 01/07/2025 the organs of the state, the armed forces and units that live on the budget alone
pay no more (NĐ 105/2026/NĐ-CP art. 2; Luật 97/2025/QH15).
"""

from datetime import date

from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.organisation.employer_types import find_employer_type
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import law_value, legal_value
from unionapp.organisation.profile import profile_of
from unionapp.organisation.tables import Unit
from unionapp.vietnamese.months import last_day, month_of, month_text
from unionapp.vietnamese.periods import Period

_EMPLOYER = "Người sử dụng lao động"
_KEY = "kpcd.is_payer"


def is_payer(session: Session, unit_id: int, on: date) -> bool:
    """Whether the employer of a unit owes the contribution on a day.

    What the unit set for itself goes before what the law says of its kind of employer.
    """
    own = legal_value(session, unit_id, _KEY, on)
    kind = session.get_one(Unit, unit_id).employer_type
    if own.is_own or kind is None:
        return own.flag
    try:
        return law_value(session, _KEY, on, kind).flag
    except Refusal:
        return own.flag


def payer_name(session: Session, unit_id: int, payer: str = "") -> str:
    """Who pays: the payer named, or the employer of the unit, or what the law calls it."""
    return payer or profile_of(session, unit_id).employer_name or _EMPLOYER


def paying_months(office: Office, period: Period) -> tuple[str, ...]:
    """The months of a period for which the employer of this unit owes the contribution."""
    with office.read() as session:
        return tuple(
            month
            for month in period.months()
            if is_payer(session, office.unit.id, last_day(month))
        )


def require_payer(session: Session, unit_id: int, on: date) -> None:
    """Refuse a fund of an employer that owes nothing.

    Raises:
        Refusal: contribution.freed.
    """
    if not is_payer(session, unit_id, on):
        code = session.get_one(Unit, unit_id).employer_type
        kind = find_employer_type(code).name if code else "Đơn vị"
        raise Refusal("contribution.freed", kind=kind, month=month_text(month_of(on)))
