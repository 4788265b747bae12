"""The heads and feet that papers share: who writes, from where, on which day, who signs."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from unionapp.membership.cadres import list_cadres
from unionapp.organisation.office import Office
from unionapp.organisation.profile import UnitProfile, profile_of, profile_on, show_profile
from unionapp.organisation.tiers import consolidates
from unionapp.organisation.units import name_on, parent_of
from unionapp.paper.document import FormHeading, SignatureRow, Signer, StateHeading
from unionapp.vietnamese.dates import long_date

_COMMITTEE, _STANDING = "BAN CHẤP HÀNH", "BAN THƯỜNG VỤ"
_BLANK_PLACE = "…………"
_POSTS = {"chair": "CHU_TICH", "accountant": "KE_TOAN", "cashier": "THU_QUY"}
_BLANK_NUMBER = "Số:       /{symbol}"  # filled by hand on registration


@dataclass(frozen=True, slots=True)
class _Holder:
    """Who holds a post alone."""

    member_id: int
    name: str


def state_heading(office: Office, *, symbol: str, on: date) -> StateHeading:
    """The head of a letter after NĐ 30/2020/NĐ-CP; the number is left for handwriting."""
    parents, name, profile = _names(office, on)
    return StateHeading(
        parents=tuple(line.upper() for line in parents),
        organisation=name.upper(),
        number=_BLANK_NUMBER.format(symbol=f"{symbol}-{profile.symbol}"),
        place_date=place_date(profile, on),
    )


def form_heading(office: Office, *, on: date, form_code: str = "", legal: str = "") -> FormHeading:
    """The head of an accounting form."""
    parents, name, _ = _names(office, on)
    return FormHeading(parents=parents, unit=name, form_code=form_code, legal=legal)


def place_date(profile: UnitProfile, on: date) -> str:
    """Place and date: "Nghệ An, ngày 05 tháng 3 năm 2026"."""
    return f"{profile.place or _BLANK_PLACE}, {long_date(on)}"


def form_signers(
    office: Office, *titles: tuple[str, str], on: date | None = None
) -> tuple[Signer, ...]:
    """The signatures of a form; each title comes with the profile field of who signs.

    They are those in office on its day. Above the grassroots the standing committee signs, not
    the executive committee.
    """
    officers = officers_on(office, on or office.today)
    committee = _STANDING if consolidates(office.unit.tier) else _COMMITTEE
    return tuple(
        Signer(
            title.replace(_COMMITTEE, committee),
            "(Ký, họ tên, đóng dấu)" if field == "chair" else "(Ký, họ tên)",
            str(getattr(officers, field)),
        )
        for title, field in titles
    )


def officers_on(office: Office, on: date) -> UnitProfile:
    """The profile with the officers of a day: as their posts say, else as it named them then."""
    with office.read() as session:
        now = profile_of(session, office.unit.id)
        then = profile_on(session, office.unit.id, on)
    if on >= office.today:
        return now
    held, holding = _holders(office, on), _holders(office, office.today)
    names: dict[str, Any] = {}
    for field, post in _POSTS.items():
        if (holder := held.get(post)) is not None:
            # who holds the post still is spelled as papers of today spell them
            names[field] = getattr(now, field) if holder == holding.get(post) else holder.name
    return replace(then, **names)


def _holders(office: Office, on: date) -> dict[str, _Holder]:
    """Who holds each post on a day, where it is one person."""
    rows = [row for row in list_cadres(office, on=on) if row.post in _POSTS.values()]
    counts = Counter(row.post for row in rows)
    return {
        row.post: _Holder(row.member_id, row.full_name) for row in rows if counts[row.post] == 1
    }


def list_signatures(office: Office) -> SignatureRow:
    """Who drew the list up and the chair, on a day written by hand.

    The paper stays the same whenever it is printed, and is not dated before its period ends.
    """
    return SignatureRow(
        form_signers(
            office, ("Người lập biểu", "accountant"), ("TM. BAN CHẤP HÀNH\nCHỦ TỊCH", "chair")
        ),
        day_to_write(office),
    )


def day_to_write(office: Office) -> str:
    """The place, and a day left for handwriting."""
    return f"{show_profile(office).place or _BLANK_PLACE}, ngày …… tháng …… năm ………"


def _names(office: Office, on: date) -> tuple[tuple[str, ...], str, UnitProfile]:
    with office.read() as session:
        profile = profile_of(session, office.unit.id)
        name = name_on(session, office.unit.id, on)
        parents = profile.letterhead or _parent_name(session, office, on)
    return parents, name, profile


def _parent_name(session: Session, office: Office, on: date) -> tuple[str, ...]:
    parent = parent_of(office, on=on)
    return () if parent is None else (name_on(session, parent.id, on),)
