"""Whether fewer people are declared than are known to work there.

Who is short in people 60 days after the deadline counts as not paying (NĐ 105/2026/NĐ-CP art.
6(2)). The union knows its own members only, by the dues list of the month, so that what is missing
here is the least that is missing.
"""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from unionapp.finance.tables import DuesRow
from unionapp.organisation.office import Office


def missing_workers(members: int, workers: int) -> int:
    """How many members are known beyond the workers declared; the least that are missing."""
    return max(members - workers, 0)


def members_in(session: Session, unit_id: int, month: str, payer: str = "") -> int:
    """How many of a payer's people the dues list of a month counts: none but the unit's own."""
    if payer:
        return 0
    query = select(func.count()).select_from(DuesRow).filter_by(unit_id=unit_id, month=month)
    return session.scalar(query) or 0


def count_on_dues_list(office: Office, month: str, payer: str = "") -> int:
    """How many of a payer's people the dues list of a month counts."""
    with office.read() as session:
        return members_in(session, office.unit.id, month, payer)
