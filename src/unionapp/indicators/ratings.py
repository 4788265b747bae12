"""The yearly grade: a unit scores itself, the level above appraises, a decision grants it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.database.base import new_uid
from unionapp.errors import Invalid, Problem, Refusal
from unionapp.indicators.figures import Figure, measure
from unionapp.indicators.grading import (
    CriteriaSet,
    criteria_for,
    criteria_sets,
    found_knock_outs,
    grade_of,
    scale,
)
from unionapp.indicators.tables import Rating
from unionapp.organisation.employer_types import find_employer_type
from unionapp.organisation.office import Office
from unionapp.organisation.tables import Unit
from unionapp.organisation.units import find_unit
from unionapp.vietnamese.names import clean_text
from unionapp.vietnamese.periods import whole_year

REASON_LETTERS = 10


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """Points by criterion, evidence in words, knock-outs; `grade` overrides with a reason.

    `criteria` names the set where the kind of the unit does not.
    """

    points: Mapping[str, int]
    evidence: Mapping[str, str] = field(default_factory=dict)
    knock_outs: tuple[str, ...] = ()
    grade: str | None = None
    reason: str = ""
    criteria: str = ""


@dataclass(frozen=True, slots=True)
class RatingRow:
    """Where the grade of a unit for a year stands."""

    id: int
    unit_code: str
    unit_name: str
    year: int
    criteria: str
    self_points: Mapping[str, int]
    appraised_points: Mapping[str, int]
    evidence: Mapping[str, str]
    self_total: int
    appraised_total: int | None
    knock_outs: tuple[str, ...]
    grade: str | None
    grade_name: str
    reason: str
    status: str
    decision_no: str
    decided_on: date | None


def criteria_of(office: Office, chosen: str = "") -> CriteriaSet:
    """The criteria that this unit scores itself by.

    Raises:
        Refusal: rating.no_criteria, rating.choose_criteria.
    """
    return criteria_for(office.unit.tier, office.unit.employer_type, chosen)


def evidence_of(office: Office, year: int, chosen: str = "") -> tuple[tuple[str, Figure], ...]:
    """The figure that speaks for each criterion of this unit in a year.

    Raises:
        Refusal: rating.no_criteria, rating.choose_criteria.
    """
    period = whole_year(year)
    return tuple(
        (it.code, measure(office, it.measure, period))
        for it in criteria_of(office, chosen).criteria
        if it.measure
    )


def score_self(office: Office, year: int, sheet: ScoreSheet) -> RatingRow:
    """Score this unit; it may be done again until the level above has appraised it.

    Raises:
        Invalid: points are missing or too many, a knock-out is unknown.
        Refusal: rating.no_criteria, rating.choose_criteria, rating.decided, rating.reason_needed.
    """
    return _score(office, office.unit.code, year, sheet, "self")


def appraise(office: Office, unit_code: str, year: int, sheet: ScoreSheet) -> RatingRow:
    """Appraise a lower unit, on top of its own scores where they are here.

    Raises:
        Invalid: points are missing or too many, a knock-out is unknown.
        Refusal: unit.unknown, rating.no_criteria, rating.choose_criteria, rating.decided,
            rating.reason_needed.
    """
    return _score(office, unit_code, year, sheet, "appraised")


def decide(office: Office, unit_code: str, year: int, number: str, on: date) -> RatingRow:
    """Grant the grade by a decision; from then on it counts and stays as it is.

    Raises:
        Refusal: unit.unknown, rating.none, rating.decided, rating.number_needed.
    """
    if not clean_text(number):
        raise Refusal("rating.number_needed")
    with office.change("rating.decide") as session:
        unit = find_unit(session, unit_code)
        row = _find(session, office, unit.id, year)
        if row is None:
            raise Refusal("rating.none", unit=unit.name, year=year)
        _require_open(row, unit)
        row.status, row.decision_no, row.decided_on = "decided", clean_text(number), on
        session.flush()
        return _frozen(row, unit)


def list_ratings(office: Office, year: int) -> tuple[RatingRow, ...]:
    """The ratings of a year kept here, in Vietnamese order."""
    query = (
        select(Rating, Unit)
        .join(Unit, Unit.id == Rating.about_unit_id)
        .where(Rating.unit_id == office.unit.id, Rating.year == year)
        .order_by(Unit.name_sort, Unit.code)
    )
    with office.read() as session:
        return tuple(_frozen(row, unit) for row, unit in session.execute(query))


def find_rating(office: Office, rating_id: int) -> RatingRow:
    """One rating kept here.

    Raises:
        Refusal: rating.unknown.
    """
    query = (
        select(Rating, Unit)
        .join(Unit, Unit.id == Rating.about_unit_id)
        .where(Rating.unit_id == office.unit.id, Rating.id == rating_id)
    )
    with office.read() as session:
        found = session.execute(query).one_or_none()
        if found is None:
            raise Refusal("rating.unknown", id=rating_id)
        return _frozen(*found)


def _score(office: Office, unit_code: str, year: int, sheet: ScoreSheet, by: str) -> RatingRow:
    with office.change(f"rating.{by}") as session:
        unit = find_unit(session, unit_code)
        row = _find(session, office, unit.id, year)
        chosen = sheet.criteria or (row.criteria if row else "")
        criteria = criteria_for(unit.tier, unit.employer_type, chosen)
        check_sheet(criteria, sheet)
        row = row or _new(session, office, unit, year)
        _require_open(row, unit)
        row.criteria, row.status = criteria.code, by
        row.scores = _merged(row.scores, sheet, by)
        row.knock_outs = sorted({*sheet.knock_outs, *found_knock_outs(criteria, sheet.points)})
        row.grade = sheet.grade or grade_of(sum(sheet.points.values()), row.knock_outs)
        row.reason = clean_text(sheet.reason)
        session.flush()
        return _frozen(row, unit)


def check_sheet(criteria: CriteriaSet, sheet: ScoreSheet) -> None:
    """Refuse a sheet that could not be handed in.

    Raises:
        Invalid: points are missing or too many, a knock-out or the grade is unknown.
        Refusal: rating.reason_needed.
    """
    problems = []
    for it in criteria.criteria:
        points = sheet.points.get(it.code)
        if points is None:
            problems.append(Problem("rating.points_needed", field=it.code, suggestion=it.text))
        elif not 0 <= points <= it.max:
            most = str(it.max)
            problems.append(
                Problem(
                    "rating.too_many_points", field=it.code, value=str(points), suggestion=most
                )
            )
    problems += [
        Problem("rating.unknown_knock_out", field=name)
        for name in sheet.knock_outs
        if name not in scale().knock_outs
    ]
    if sheet.grade is not None and sheet.grade not in scale().grades:
        problems.append(Problem("rating.unknown_grade", field="grade", value=sheet.grade))
    if problems:
        raise Invalid(tuple(problems))
    for code in sheet.points:
        criteria.find(code)
    if sheet.grade is not None and len(clean_text(sheet.reason)) < REASON_LETTERS:
        raise Refusal("rating.reason_needed", letters=REASON_LETTERS)


def _merged(scores: Mapping[str, Any], sheet: ScoreSheet, by: str) -> dict[str, Any]:
    merged = {code: dict(given) for code, given in scores.items()}
    for code, points in sheet.points.items():
        given = merged.setdefault(code, {})
        given[by] = points
        if code in sheet.evidence:
            given["evidence"] = clean_text(sheet.evidence[code])
    return merged


def _find(session: Session, office: Office, about: int, year: int) -> Rating | None:
    query = select(Rating).filter_by(unit_id=office.unit.id, about_unit_id=about, year=year)
    return session.scalar(query)


def _new(session: Session, office: Office, unit: Unit, year: int) -> Rating:
    sector = find_employer_type(unit.employer_type).sector if unit.employer_type else ""
    row = Rating(
        uid=new_uid(office.clock()), unit_id=office.unit.id, about_unit_id=unit.id, year=year,
        criteria="", sector=sector, scores={}, knock_outs=[], status="self",
    )  # fmt: skip
    session.add(row)
    return row


def _require_open(row: Rating, unit: Unit) -> None:
    if row.status == "decided":
        raise Refusal("rating.decided", unit=unit.name, year=row.year, number=row.decision_no)


def _points(row: Rating, by: str) -> dict[str, int]:
    order = {it.code: it.criteria for it in criteria_sets()}.get(row.criteria, ())
    return {it.code: row.scores[it.code][by] for it in order if by in row.scores.get(it.code, {})}


def _frozen(row: Rating, unit: Unit) -> RatingRow:
    own, appraised = _points(row, "self"), _points(row, "appraised")
    return RatingRow(
        id=row.id,
        unit_code=unit.code,
        unit_name=unit.name,
        year=row.year,
        criteria=row.criteria,
        self_points=own,
        appraised_points=appraised,
        evidence={
            code: given["evidence"] for code, given in row.scores.items() if "evidence" in given
        },
        self_total=sum(own.values()),
        appraised_total=sum(appraised.values()) if appraised else None,
        knock_outs=tuple(row.knock_outs),
        grade=row.grade,
        grade_name=scale().grades.get(row.grade or "", ""),
        reason=row.reason,
        status=row.status,
        decision_no=row.decision_no,
        decided_on=row.decided_on,
    )
