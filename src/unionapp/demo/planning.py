"""What the units of the demo set out to do, and what they did of it in time."""

from collections.abc import Iterable
from typing import Any

from unionapp.activities.drafts import ActivityDraft
from unionapp.activities.records import save_activity
from unionapp.demo.samples import Sample
from unionapp.indicators.assignments import assign
from unionapp.indicators.duty_records import mark_done
from unionapp.indicators.target_sets import found_set, list_targets, save_target, use_set
from unionapp.organisation.office import Office
from unionapp.organisation.units import lower_units


def plan_year(office: Office, sample: Sample) -> str:
    """Write a grassroots union's own plan and note its duties; say what was done."""
    plan = sample.own_plan
    found_set(office, plan.code, plan.name)
    for target in plan.targets:
        save_target(office, plan.code, target)
    _note_duties(office, sample.duties_done)
    return f"{office.unit.code}: «{plan.name}», {len(plan.targets)} chỉ tiêu."


def guide_unions(upper: Office, sample: Sample) -> str:
    """Follow a plan, give the unions their numbers, hold what is held for them."""
    plan = use_set(upper, sample.upper_plan.code)
    targets = {row.facts.code: row.id for row in list_targets(upper, plan.code)}
    for unit, value in sample.upper_plan.given:
        assign(upper, targets[sample.upper_plan.assigned], unit, value)
    ids = {unit.code: unit.id for unit in lower_units(upper)}
    for activity in sample.upper_activities:
        hold(upper, {**activity, "about_unit_id": ids.get(activity.get("unit", ""))})
    _note_duties(upper, sample.upper_duties_done)
    return f"{upper.unit.code}: theo «{plan.name}», {plan.targets} chỉ tiêu."


def hold(office: Office, activity: dict[str, Any]) -> None:
    """Note one activity as the story tells it."""
    facts = {name: value for name, value in activity.items() if name not in {"on", "unit"}}
    save_activity(office, ActivityDraft(**facts, held_on=activity["on"]))


def _note_duties(office: Office, duties: Iterable[dict[str, Any]]) -> None:
    for duty in duties:
        mark_done(office, duty["duty"], duty["due_on"], duty["done_on"])
