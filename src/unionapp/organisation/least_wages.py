"""The least wage of the region a unit works in, to hold declared wages against."""

from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.organisation.parameters import law_value, legal_value
from unionapp.vietnamese.months import last_day


def least_wage(session: Session, unit_id: int, month: str) -> int:
    """What an enterprise of the unit's region may not pay less than; nothing where not known.

    Until a unit says where it works, the lowest of the four regions is taken.
    """
    on = last_day(month)
    try:
        region = legal_value(session, unit_id, "wage.region", on).value
        return law_value(session, "regional_min_wage", on, region).amount
    except Refusal:
        return 0
