"""Values a unit sets for itself by a resolution: which ones, for whom, and how low they may go."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.assets import resource
from unionapp.errors import Refusal
from unionapp.organisation.employer_types import find_employer_type
from unionapp.organisation.locks import require_open
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import (
    LegalValue,
    law_value,
    legal_value,
    parameter_name,
    set_own_parameter,
)
from unionapp.organisation.tables import Parameter
from unionapp.organisation.value_words import HOW, read_value, spell_value
from unionapp.vietnamese.names import clean_text

_DUES = "dues."


@dataclass(frozen=True, slots=True)
class OwnRule:
    """What a unit may set: the groups it is set for, its answers, the law it may not go below."""

    kind: str
    segments: Sequence[str] = ("",)
    choices: Mapping[str, str] = field(default_factory=dict)
    least: Sequence[str] = ()
    hint: str = ""


@cache
def own_rules() -> Mapping[str, OwnRule]:
    """Everything a unit may set for itself, by key."""
    file = resource("law", "own_values.toml")
    entries = tomllib.loads(file.read_text("utf-8"))
    return MappingProxyType({key: OwnRule(**facts) for key, facts in entries.items()})


def segments_for(office: Office, key: str) -> Sequence[str]:
    """The groups this unit may set a value for: of the four groups of dues only its own.

    Raises:
        Refusal: unit.unknown_employer_type.
    """
    segments, employer_type = own_rules()[key].segments, office.unit.employer_type
    if not key.startswith(_DUES) or segments == ("",) or employer_type is None:
        return segments
    own = find_employer_type(employer_type).dues_group
    return tuple(segment for segment in segments if segment == own)


def spell_own_value(key: str, value: str) -> str:
    """A value as the list of answers has it, or else as officers say such values."""
    rule = own_rules().get(key)
    return (rule.choices.get(value) if rule else None) or spell_value(key, value)


def set_own_value(  # a value is its six facts
    office: Office, key: str, typed: str, *, valid_from: date, legal_basis: str, segment: str = ""
) -> LegalValue:
    """Give this unit its own value from a day on, as an officer types it.

    Raises:
        Refusal: parameter.fixed_by_law, parameter.unknown_segment, parameter.basis_needed,
            parameter.unreadable, parameter.below_law, period.locked.
    """
    rule, basis = _require_rule(office, key, segment), clean_text(legal_basis)
    if not basis:
        raise Refusal("parameter.basis_needed", name=parameter_name(key))
    value = _read(key, rule, typed)
    with office.read() as session:
        require_open(session, office.unit.id, valid_from)
        _require_least(session, key, value, valid_from, segment)
    return set_own_parameter(
        office, key, value, valid_from=valid_from, legal_basis=basis, segment=segment
    )


def drop_own_value(office: Office, key: str, valid_from: date, segment: str = "") -> LegalValue:
    """Take an own value away, so that the law's holds again; returns what it was.

    Raises:
        Refusal: parameter.not_own, period.locked.
    """
    with office.change("parameter.drop") as session:
        require_open(session, office.unit.id, valid_from)
        asked = {"unit_id": office.unit.id, "key": key, "segment": segment}
        row = session.scalar(select(Parameter).filter_by(**asked, valid_from=valid_from))
        if row is None or key not in own_rules():
            raise Refusal("parameter.not_own", name=parameter_name(key))
        dropped = legal_value(session, office.unit.id, key, valid_from, segment)
        session.delete(row)
        return dropped


def _require_rule(office: Office, key: str, segment: str) -> OwnRule:
    rule, name = own_rules().get(key), parameter_name(key)
    if rule is None:
        raise Refusal("parameter.fixed_by_law", name=name)
    allowed = segments_for(office, key)
    if segment not in allowed:
        groups = ", ".join(filter(None, allowed)) or "–"
        raise Refusal("parameter.unknown_segment", name=name, segment=segment, groups=groups)
    return rule


def _read(key: str, rule: OwnRule, typed: str) -> str:
    text = clean_text(typed)
    try:
        return read_value(rule.kind, text, rule.choices)
    except (Refusal, ValueError) as error:
        name = parameter_name(key)
        raise Refusal("parameter.unreadable", text=text, name=name, how=HOW[rule.kind]) from error


def _require_least(session: Session, key: str, value: str, on: date, segment: str) -> None:
    """Only what is certain binds; a least value still to be checked refuses nothing."""
    law = [
        law_value(session, one, on, segment if one.startswith(_DUES) else "")
        for one in own_rules()[key].least
    ]
    if not law or any(part.needs_check for part in law):
        return
    least = Decimal(1)
    for part in law:
        least *= part.rate
    if Decimal(value) < least:
        said = f"{least.normalize():f}"
        raise Refusal(
            "parameter.below_law",
            name=parameter_name(key),
            least=spell_value(key, said),
            basis=law[-1].legal_basis,
        )
