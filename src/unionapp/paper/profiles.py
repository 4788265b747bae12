"""The measures of one kind of paper, from resources/paper/*.toml; millimetres and points."""

import tomllib
from dataclasses import dataclass
from functools import cache

from unionapp.assets import resource


@dataclass(frozen=True, slots=True)
class StateMeasures:
    """The head of a letter."""

    name: str
    name_size: float
    motto: str
    motto_size: float
    left_column: float
    right_column: float
    parent_size: float
    organisation_size: float
    organisation_rule: float
    star: bool
    number_size: float
    place_date_size: float
    subject_size: float
    number_gap: float


@dataclass(frozen=True, slots=True)
class TitleMeasures:
    """The name of the paper and what stands under it."""

    size: float
    abstract_size: float
    line_size: float
    side_size: float
    gap_above: float
    rule: float
    gap_below: float


@dataclass(frozen=True, slots=True)
class BodyMeasures:
    """Running text."""

    size: float
    small_size: float
    indent: float
    line_spacing: float
    paragraph_gap: float


@dataclass(frozen=True, slots=True)
class SignatureMeasures:
    """Signatures."""

    title_size: float
    note_size: float
    name_gap: float
    gap_above: float


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything that differs between a letter, a party letter, an accounting form and a list."""

    margins: tuple[float, float, float, float]  # top, bottom, left, right
    page_number: str
    page_number_size: float
    page_number_baseline: float
    state: StateMeasures
    title: TitleMeasures
    body: BodyMeasures
    signature: SignatureMeasures
    table_size: float
    recipients_label_size: float
    recipients_size: float


@cache
def load_profile(name: str) -> Profile:
    """The profile of this name.

    Raises:
        FileNotFoundError: resources/paper has no such profile.
    """
    data = tomllib.loads(resource("paper", f"{name}.toml").read_text(encoding="utf-8"))
    top, bottom, left, right = data["margins"]
    return Profile(
        margins=(top, bottom, left, right),
        page_number=data["page_number"],
        page_number_size=data["page_number_size"],
        page_number_baseline=data["page_number_baseline"],
        state=StateMeasures(**data["state"]),
        title=TitleMeasures(**data["title"]),
        body=BodyMeasures(**data["body"]),
        signature=SignatureMeasures(**data["signature"]),
        table_size=data["table"]["size"],
        recipients_label_size=data["recipients"]["label_size"],
        recipients_size=data["recipients"]["size"],
    )
