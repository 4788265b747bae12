"""How papers speak of a person: ông or bà, when born, how long a member."""

from dataclasses import dataclass
from datetime import date

from unionapp.membership.members import MemberDetail, show_member
from unionapp.membership.privacy import spoken_value
from unionapp.organisation.office import Office
from unionapp.paper.document import Field
from unionapp.vietnamese.dates import keep_together, month_label, text_date

_TITLES = {"male": "ông", "female": "bà"}


def title_of(gender: str | None) -> str:
    """How a letter addresses somebody: ông, bà, or both where it is not known."""
    return _TITLES.get(gender or "", "ông (bà)")


def born(birth_date: str | None) -> str:
    """When somebody was born, as running text says it; nothing where it is not known."""
    text = birth_date or ""
    if len(text) == len("1990-03-05"):
        return keep_together(f"sinh ngày {text_date(date.fromisoformat(text))}")
    if len(text) == len("1990-03"):
        return keep_together(f"sinh {month_label(text)}")
    return keep_together(f"sinh năm {text}") if text else ""


def known_date(iso: str | None) -> str | None:
    """A date known in full or in part, as running text writes it."""
    if iso and len(iso) == len("1990-03-05"):
        return text_date(date.fromisoformat(iso))
    return spoken_value("joined_on", iso)


def months_between(first: date, last: date) -> int:
    """The whole months from one day to another."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return max(months - (last.day < first.day), 0)


def years_and_months(months: int) -> str:
    """A number of months as people say it: 10 năm 2 tháng."""
    years, rest = divmod(months, 12)
    parts = [f"{years} năm" if years else "", f"{rest} tháng" if rest or not years else ""]
    return " ".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whose record fills a form, or nobody: then every line is left to be written on."""

    detail: MemberDetail | None

    def says(self, name: str) -> str | None:
        """What the record says of a field, as people read it."""
        if self.detail is None:
            return None
        return spoken_value(name, getattr(self.detail.draft, name))

    def day(self, name: str) -> str | None:
        """The day the record holds, as running text writes it."""
        return known_date(getattr(self.detail.draft, name)) if self.detail else None

    def field(self, label: str, name: str, *, bold: bool = False) -> Field:
        """A line of a form with its label."""
        is_date = name.endswith(("_on", "_date"))
        return Field(label, self.day(name) if is_date else self.says(name), bold=bold)


def person_of(office: Office, member_id: int | None) -> Person:
    """The person a form is made out for.

    Raises:
        Refusal: membership.unknown.
    """
    return Person(None if member_id is None else show_member(office, member_id))
