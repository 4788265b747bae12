"""Whether fewer people are declared than are known to work there.

Who is short in people for 60 days does not pay (NĐ 105/2026/NĐ-CP art. 6(2)); the union knows of
its own members only, by the dues list of the month.
"""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from unionapp.finance.tables import DuesRow
from unionapp.organisation.office import Office


def members_in(session: Session, unit_id: int, month: str) -> int:
    """How many members the dues list of a month counts; none where there is no list."""
    query = select(func.count()).select_from(DuesRow).filter_by(unit_id=unit_id, month=month)
    return session.scalar(query) or 0


def count_members(office: Office, month: str) -> int:
    """How many members the dues list of a month counts."""
    with office.read() as session:
        return members_in(session, office.unit.id, month)
