"""Asks for the legal value valid on a day; a day without a row is a refusal, never a guess."""

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from unionapp.assets import resource
from unionapp.errors import Refusal
from unionapp.organisation.office import Office
from unionapp.organisation.tables import Parameter

_NATION = 0  # no unit has this id, so that only the law answers


@dataclass(frozen=True, slots=True)
class LegalValue:
    """A value with the days it is valid, its basis, and whether it still has to be checked."""

    key: str
    segment: str
    value: str
    valid_from: date
    valid_to: date | None
    legal_basis: str
    confidence: str
    is_own: bool

    @property
    def amount(self) -> int:
        """The value as đồng or as a whole number."""
        return int(self.value)

    @property
    def rate(self) -> Decimal:
        """The value as an exact share: 0.005 for 0,5 %."""
        return Decimal(self.value)

    @property
    def flag(self) -> bool:
        """The value as yes or no."""
        return self.value == "true"

    @property
    def needs_check(self) -> bool:
        """Whether screens mark it "cần kiểm tra"."""
        return self.confidence != "certain"


class ValuesOverTime:
    """Every value a parameter has had, read once for those who ask of many days."""

    def __init__(self, session: Session, unit_id: int, key: str, segment: str = "") -> None:
        self._key, self._segment = key, segment
        query = (
            select(Parameter)
            .where(Parameter.key == key, Parameter.segment == segment)
            .where(or_(Parameter.unit_id == unit_id, Parameter.unit_id.is_(None)))
            .order_by(Parameter.unit_id.is_(None), Parameter.valid_from.desc())
        )
        self._rows = session.scalars(query).all()

    def on(self, day: date) -> LegalValue:
        """The value of a day; the unit's own row goes before the national one.

        Raises:
            Refusal: parameter.missing, no row is valid on that day.
        """
        for row in self._rows:
            if row.valid_from <= day and (row.valid_to is None or row.valid_to >= day):
                return _frozen(row)
        name, when = parameter_name(self._key), day.strftime("%d/%m/%Y")
        raise Refusal(
            "parameter.missing", key=self._key, name=name, segment=self._segment, on=when
        )


def legal_value(
    session: Session, unit_id: int, key: str, on: date, segment: str = ""
) -> LegalValue:
    """The value of a parameter on a day; the unit's own row goes before the national one.

    Raises:
        Refusal: parameter.missing, no row is valid on that day.
    """
    return ValuesOverTime(session, unit_id, key, segment).on(on)


def law_value(session: Session, key: str, on: date, segment: str = "") -> LegalValue:
    """The law's own value of a parameter on a day, whatever the unit has set for itself.

    Raises:
        Refusal: parameter.missing, no row is valid on that day.
    """
    return legal_value(session, _NATION, key, on, segment)


def parameter_name(key: str) -> str:
    """What a parameter is called on screen; one that a pack brought keeps its key."""
    return _names().get(key, key)


@cache
def _names() -> dict[str, str]:
    file = resource("translations", "parameters.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def list_parameters(office: Office) -> tuple[LegalValue, ...]:
    """Every parameter that applies to this unit, by key and day."""
    query = (
        select(Parameter)
        .where(or_(Parameter.unit_id == office.unit.id, Parameter.unit_id.is_(None)))
        .order_by(Parameter.key, Parameter.segment, Parameter.valid_from)
    )
    with office.read() as session:
        return tuple(_frozen(row) for row in session.scalars(query))


def set_own_parameter(  # a parameter is its six facts
    office: Office, key: str, value: str, *, valid_from: date, legal_basis: str, segment: str = ""
) -> LegalValue:
    """Give this unit its own value from a day on, such as a fixed amount or a rounding step."""
    with office.change("parameter.set") as session:
        query = select(Parameter).filter_by(
            unit_id=office.unit.id, key=key, segment=segment, valid_from=valid_from
        )
        row = session.scalar(query) or Parameter(
            unit_id=office.unit.id, key=key, segment=segment, valid_from=valid_from, valid_to=None
        )
        row.value, row.legal_basis, row.confidence = value, legal_basis, "certain"
        session.add(row)
        session.flush()
        return _frozen(row)


def _frozen(row: Parameter) -> LegalValue:
    return LegalValue(
        key=row.key,
        segment=row.segment,
        value=row.value,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        legal_basis=row.legal_basis,
        confidence=row.confidence,
        is_own=row.unit_id is not None,
    )
