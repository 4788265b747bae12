"""The sample data of the demo, from resources/demo/story.toml."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from unionapp.assets import resource
from unionapp.indicators.shipped_sets import TargetFacts
from unionapp.organisation.units import UnitFacts
from unionapp.vietnamese.periods import Period


@dataclass(frozen=True, slots=True)
class Leaver:
    """Who leaves, told by the place on the list, when and how."""

    kind: str
    on: date
    position: int


@dataclass(frozen=True, slots=True)
class SampleUnit:
    """A grassroots union of the demo."""

    facts: UnitFacts
    roster: Path
    officer: str
    chair: str
    cashier: str
    place: str
    workers: tuple[int, int]
    opening: int
    newcomers: tuple[str, ...]
    leavers: tuple[Leaver, ...]


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """What a grassroots union of the demo set out to do in the year."""

    code: str
    name: str
    targets: tuple[TargetFacts, ...]


@dataclass(frozen=True, slots=True)
class UpperPlan:
    """The plan the upper unit follows; `given` are the numbers of its unions on one target."""

    code: str
    assigned: str
    given: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """Everything the demo is played with."""

    today: date
    period: Period
    founded: date
    password: str
    salary_from: str
    reports: tuple[str, ...]
    upper: UnitFacts
    upper_officer: str
    units: tuple[SampleUnit, ...]
    payments: tuple[dict[str, Any], ...]
    activities: tuple[dict[str, Any], ...]
    upper_activities: tuple[dict[str, Any], ...]
    own_plan: OwnPlan
    upper_plan: UpperPlan
    duties_done: tuple[dict[str, Any], ...]
    upper_duties_done: tuple[dict[str, Any], ...]


def read_sample() -> Sample:
    """The sample that is shipped."""
    facts = tomllib.loads(resource("demo", "story.toml").read_text(encoding="utf-8"))
    upper = facts["upper"]
    return Sample(
        today=facts["today"],
        period=Period.parse(facts["period"]),
        founded=facts["founded"],
        password=facts["password"],
        salary_from=facts["salary_from"],
        reports=tuple(facts["reports"]),
        upper=UnitFacts(upper["tier"], upper["code"], upper["name"]),
        upper_officer=upper["officer"],
        units=tuple(_unit(unit) for unit in facts["unit"]),
        payments=tuple(facts["payment"]),
        activities=tuple(facts["activity"]),
        upper_activities=tuple(facts["upper_activity"]),
        own_plan=_own_plan(facts["own_plan"]),
        upper_plan=_upper_plan(facts["upper_plan"]),
        duties_done=tuple(facts["duty_done"]),
        upper_duties_done=tuple(facts["upper_duty_done"]),
    )


def _own_plan(row: dict[str, Any]) -> OwnPlan:
    targets = (
        TargetFacts(code=f"CT-{number}", span="year", **target)
        for number, target in enumerate(row["target"], start=1)
    )
    return OwnPlan(row["code"], row["name"], tuple(targets))


def _upper_plan(row: dict[str, Any]) -> UpperPlan:
    given = tuple((one["unit"], one["value"]) for one in row["given"])
    return UpperPlan(row["code"], row["assigned"], given)


def _unit(row: dict[str, Any]) -> SampleUnit:
    workers, women = row["workers"]
    return SampleUnit(
        facts=UnitFacts(row["tier"], row["code"], row["name"], row["employer_type"]),
        roster=resource("demo", row["roster"]),
        officer=row["officer"],
        chair=row["chair"],
        cashier=row["cashier"],
        place=row["place"],
        workers=(workers, women),
        opening=row["opening"],
        newcomers=tuple(row["newcomers"]),
        leavers=tuple(Leaver(**leaver) for leaver in row["leaver"]),
    )
