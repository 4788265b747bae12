"""Section A of the yearly forms: who pays, on what wage fund, how many officers are full-time."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session

from unionapp.finance.tables import DuesRow
from unionapp.finance.yearly_tables import Contribution
from unionapp.membership.tables import Cadre
from unionapp.vietnamese.periods import Period

LABELS = {
    "contribution_workers": "Lao động đóng kinh phí (người)",
    "contribution_fund": "Quỹ lương đóng kinh phí",
    "dues_members": "Đoàn viên (người)",
    "dues_fund": "Quỹ lương đóng đoàn phí",
    "full_time": "Cán bộ công đoàn chuyên trách (người)",
}
_STORED = "basic_"  # beside the rows of a form, in the tables that keep them


@dataclass(frozen=True, slots=True)
class BasicFigures:
    """Section A: who pays and on what (months averaged for people, summed for funds)."""

    contribution_workers: int
    contribution_fund: int
    dues_members: int
    dues_fund: int
    full_time: int = 0


def read_basics(session: Session, unit_id: int, period: Period) -> BasicFigures:
    """The figures of a period from the contribution book, the dues lists and the officers."""
    months = (period.first, period.last)
    workers, fund, paid_months = session.execute(
        select(
            func.coalesce(func.sum(Contribution.workers), 0),
            func.coalesce(func.sum(Contribution.fund), 0),
            func.count(func.distinct(Contribution.month)),
        ).where(Contribution.unit_id == unit_id, Contribution.month.between(*months))
    ).one()
    members, base, dues_months = session.execute(
        select(
            func.count(),
            # Who is exempt in a month is a member all the same, but nobody pays on that pay.
            func.coalesce(func.sum(case((DuesRow.exempt_reason.is_(None), DuesRow.base))), 0),
            func.count(func.distinct(DuesRow.month)),
        ).where(DuesRow.unit_id == unit_id, DuesRow.month.between(*months))
    ).one()
    return BasicFigures(
        contribution_workers=_average(workers, paid_months),
        contribution_fund=fund,
        dues_members=_average(members, dues_months),
        dues_fund=base,
        full_time=_full_time(session, unit_id, period.end),
    )


def stored_basics(basics: BasicFigures) -> dict[str, int]:
    """The figures under the names they are kept by beside the rows of a form."""
    return {f"{_STORED}{name}": figure for name, figure in asdict(basics).items()}


def basics_among(rows: Mapping[str, int]) -> BasicFigures:
    """The figures kept beside the rows of a form; what is not there is nothing."""
    names = (field.name for field in fields(BasicFigures))
    return BasicFigures(**{name: rows.get(f"{_STORED}{name}", 0) for name in names})


def basic_labels() -> dict[str, str]:
    """What each figure is called, by the name it is kept under."""
    return {f"{_STORED}{name}": label for name, label in LABELS.items()}


def is_basic(row_id: str) -> bool:
    """Whether a kept row is a figure of section A and no row of the form."""
    return row_id.startswith(_STORED)


def _full_time(session: Session, unit_id: int, on: date) -> int:
    query = (
        select(func.count(func.distinct(Cadre.member_id)))
        .where(Cadre.unit_id == unit_id, Cadre.is_full_time, Cadre.started_on <= on)
        .where(or_(Cadre.ended_on.is_(None), Cadre.ended_on > on))
    )
    return session.scalar(query) or 0


def _average(total: int, months: int) -> int:
    return (2 * total + months) // (2 * months) if months else 0
