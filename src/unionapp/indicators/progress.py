"""Progress: where every target stands on a day, what is missing, and who is nearest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.activities.tables import Activity
from unionapp.indicators.catalogue import Measure, find_measure, segments
from unionapp.indicators.counting import Counts, count, settle
from unionapp.indicators.figures import Explained, Figure, explain, figure_of
from unionapp.indicators.scope import Scope, open_scope
from unionapp.indicators.shipped_sets import TargetFacts
from unionapp.indicators.target_sets import TargetRow, targets_in
from unionapp.indicators.verdicts import Aim, Light, Verdict, judge, wish
from unionapp.organisation.office import Office
from unionapp.vietnamese.dates import text_date
from unionapp.vietnamese.periods import Period, whole_year

_NAMED = 3
_SECTORS = ("state", "non_state")
_REST = "Cấp trên cơ sở, chưa phân khu vực"


@dataclass(frozen=True, slots=True)
class SectorFigure:
    """The part of one sector in a figure; the parts of all sectors add up to it."""

    name: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class TargetProgress:
    """A target with its figure, its light and its words.

    `lacking` are the units of the denominator that do not count fully, the nearest first.
    `as_of` is the day the figure speaks of: never later than the target falls due. `sectors`
    split the figure where it speaks of several.
    """

    target_id: int
    set_code: str
    code: str
    name: str
    measure: str
    wish: str
    due_on: date | None
    as_of: date
    figure: Figure
    light: Light
    words: str
    missing: int | None
    lacking: tuple[str, ...]
    sectors: tuple[SectorFigure, ...] = ()


def target_progress(
    office: Office, *, as_of: date | None = None, set_code: str | None = None
) -> tuple[TargetProgress, ...]:
    """Where every target of the plans this unit follows stands on a day (default today)."""
    day = as_of or office.today
    with office.read() as session:
        counted = _Counted(session, office.unit.id)
        return tuple(_stand(counted, row, day) for row in targets_in(session, office, set_code))


def _split(scope: Scope, measure: Measure, counts: Counts) -> Iterator[SectorFigure]:
    named = {code: scope.members_of(code) for code in _SECTORS}
    rest = frozenset(scope.units) - frozenset().union(*named.values())
    parts = [(segments()[code].name, units) for code, units in named.items()]
    for name, units in (*parts, (_REST, rest)):
        inside = counts.within(units)
        if inside:
            yield SectorFigure(name, figure_of(measure, inside.total()))


def explain_target(office: Office, facts: TargetFacts, as_of: date) -> Explained:
    """The records behind where a target stands on a day: those its progress was counted from."""
    on = _day_of(facts, as_of)
    year = _year_of(on)
    return explain(office, facts.measure, year, choices=facts.choices, as_of=on)


class _Counted:
    """Counts each measure once per day and reading, however many targets ask for it."""

    def __init__(self, session: Session, home: int) -> None:
        self._session = session
        self._home = home
        self._scopes: dict[date, Scope] = {}
        self._counts: dict[tuple[object, ...], Counts] = {}
        self._sectors: dict[tuple[object, ...], tuple[SectorFigure, ...]] = {}

    def scope(self, day: date) -> Scope:
        """The scope of the year of a day, cut off after it."""
        if day not in self._scopes:
            self._scopes[day] = open_scope(self._session, self._home, _year_of(day), as_of=day)
        return self._scopes[day]

    def count(self, measure: Measure, day: date, choices: Mapping[str, str | int]) -> Counts:
        """What a measure counts on a day."""
        key = _key(measure, day, choices)
        if key not in self._counts:
            self._counts[key] = count(self.scope(day).choosing(choices), measure)
        return self._counts[key]

    def sectors(
        self, measure: Measure, day: date, choices: Mapping[str, str | int]
    ) -> tuple[SectorFigure, ...]:
        """The figure of each sector; nothing where only one is spoken of."""
        key = _key(measure, day, choices)
        if key not in self._sectors:
            counts, scope = self.count(measure, day, choices), self.scope(day)
            found = tuple(_split(scope, measure, counts))
            self._sectors[key] = found if len(found) > 1 else ()
        return self._sectors[key]


def _day_of(facts: TargetFacts, day: date) -> date:
    return min(day, facts.due_on) if facts.due_on else day


def _year_of(day: date) -> Period:
    return whole_year(day.year)


def _key(measure: Measure, day: date, choices: Mapping[str, str | int]) -> tuple[object, ...]:
    return (measure.code, day, tuple(sorted(measure.chosen(choices).items())))


def aim_of(facts: TargetFacts) -> Aim:
    """The aim of a target; "most" is judged by the threshold chosen for its measure."""
    measure = find_measure(facts.measure)
    value = facts.value
    if facts.comparison == "most":
        value = int(measure.chosen(facts.choices)["threshold"])
    return Aim(facts.comparison, value, facts.value_to, facts.unit, measure.counted)


def _stand(counted: _Counted, row: TargetRow, day: date) -> TargetProgress:
    facts = row.facts
    on = _day_of(facts, day)
    measure = find_measure(facts.measure)
    counts = counted.count(measure, on, facts.choices)
    figure = figure_of(measure, counts.total())
    aim = aim_of(facts)
    verdict = _judge(measure, aim, figure, is_known=bool(counts))
    scope = counted.scope(on).choosing(facts.choices)
    lacking = _lacking(scope, measure, counts) if verdict.missing else ()
    return TargetProgress(
        target_id=row.id,
        set_code=row.set_code,
        code=facts.code,
        name=facts.name,
        measure=measure.code,
        wish=facts.words or wish(aim),
        due_on=facts.due_on,
        as_of=on,
        figure=figure,
        light=verdict.light,
        words=_words(verdict, lacking, facts.due_on),
        missing=verdict.missing,
        lacking=lacking,
        sectors=counted.sectors(measure, on, facts.choices),
    )


def _judge(measure: Measure, aim: Aim, figure: Figure, *, is_known: bool) -> Verdict:
    if measure.is_typed and not is_known:
        asked = "; ".join(filter(None, (measure.numerator_words, measure.denominator_words)))
        return Verdict(Light.GREY, f"Chưa nhập số liệu: {asked}.", None)
    return judge(aim, figure.numerator, figure.denominator)


def _words(verdict: Verdict, lacking: tuple[str, ...], due_on: date | None) -> str:
    words = verdict.words.removesuffix(".")
    if lacking:
        words += f"; gần đạt nhất: {', '.join(lacking[:_NAMED])}"
    if verdict.missing and due_on:
        words += f"; hạn {text_date(due_on)}"
    return f"{words}."


def _lacking(scope: Scope, measure: Measure, counts: Counts) -> tuple[str, ...]:
    planned = _planning(scope, measure)
    short = counts.lacking()
    # units stand in Vietnamese order, and sorting keeps it among equals
    units = [unit for unit in scope.units if unit in short]
    units.sort(key=lambda unit: (unit not in planned, short[unit]))
    return tuple(scope.units[unit].name for unit in units)


def _planning(scope: Scope, measure: Measure) -> frozenset[int]:
    parts = (settle(part, measure.chosen(scope.choices)) for part in measure.numerator)
    kinds = {kind for part in parts for kind in part.kinds}
    planned = scope.once("planned activities", lambda: _planned_activities(scope))
    return frozenset(unit for kind, unit in planned if kind in kinds)


def _planned_activities(scope: Scope) -> frozenset[tuple[str, int]]:
    query = select(Activity.kind, Activity.about_unit_id).where(
        Activity.status == "planned", Activity.about_unit_id.in_(scope.unit_ids)
    )
    return frozenset((kind, unit) for kind, unit in scope.session.execute(query))
