"""Activities as lists and reports show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import aliased

from unionapp.activities.drafts import attendance_problems
from unionapp.activities.kinds import kind_of
from unionapp.activities.tables import Activity
from unionapp.errors import Problem
from unionapp.organisation.tables import Unit

_COLUMNS = Activity.__table__.c


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity with the words of its kind and the unit it concerns."""

    id: int
    unit_id: int
    about_unit_id: int
    about_unit_code: str
    about_unit_name: str
    kind: str
    kind_name: str
    title: str
    held_on: date
    ended_on: date | None
    place: str
    invited: int | None
    attended: int | None
    attended_female: int | None
    beneficiaries: int | None
    amount: int | None
    result: str
    details: Mapping[str, Any]
    note: str
    voucher_id: int | None
    status: str
    cancel_reason: str | None

    @property
    def attendance_percent(self) -> Decimal | None:
        """People present of those invited, to one decimal; None where either is not known."""
        if not self.invited or self.attended is None:
            return None
        return (Decimal(self.attended * 100) / self.invited).quantize(Decimal("0.1"))

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What deserves a look: more people than invitations."""
        return attendance_problems(self.invited, self.attended, self.attended_female)


def row_query() -> Select[Any]:
    """Everything an `ActivityRow` shows, one row per activity."""
    about = aliased(Unit)
    names = [name for name in ActivityRow.__dataclass_fields__ if name in _COLUMNS]
    columns = [_COLUMNS[name] for name in names]
    return select(
        *columns, about.code.label("about_unit_code"), about.name.label("about_unit_name")
    ).join_from(Activity, about, about.id == Activity.about_unit_id)


def freeze(row: Row[Any]) -> ActivityRow:
    """A row of `row_query` as the value that surfaces get."""
    return ActivityRow(**row._mapping, kind_name=kind_of(row.kind).name)  # noqa: SLF001  # SQLAlchemy's public name
