"""Cadres: who holds which post in which body, by which election, for which term."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from unionapp.database.base import new_uid
from unionapp.errors import Refusal
from unionapp.membership.codes import code_name, find_code
from unionapp.membership.events import require_member
from unionapp.membership.groups import require_group
from unionapp.membership.life_cycle import COUNTED
from unionapp.membership.posts import bodies, posts, require_post
from unionapp.membership.tables import Cadre, Member, Term
from unionapp.organisation.office import Office
from unionapp.organisation.tables import Unit
from unionapp.vietnamese.names import clean_text


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term of office."""

    id: int
    name: str
    first_on: date
    last_on: date
    congress_on: date | None
    chair_election: str | None


@dataclass(frozen=True, slots=True)
class CadreDraft:
    """A post as typed; `how` is a code or a name of the list `cadre_how`."""

    member_id: int
    post: str
    started_on: date
    group_id: int | None = None
    term_id: int | None = None
    how: str | None = None
    decision_no: str | None = None
    decision_on: date | None = None
    is_full_time: bool = False
    allowance: int | None = None


@dataclass(frozen=True, slots=True)
class CadreRow:
    """A post somebody holds or held, with what lists of the executive say of the person."""

    id: int
    member_id: int
    full_name: str
    gender: str | None
    birth_date: str | None
    hometown: str | None
    ethnicity: str | None
    qualification: str | None
    politics: str | None
    party_date: str | None
    position: str | None
    body: str
    body_name: str
    post: str
    post_name: str
    group_name: str | None
    term_name: str | None
    started_on: date
    ended_on: date | None
    how: str | None
    decision_no: str | None
    decision_on: date | None
    is_full_time: bool
    is_first_time: bool
    hours: int
    end_reason: str | None


def add_term(
    office: Office,
    first_on: date,
    last_on: date,
    *,
    congress_on: date | None = None,
    chair_election: str | None = None,
) -> TermRow:
    """Open a term of office.

    Raises:
        Refusal: cadre.term_dates.
    """
    if last_on <= first_on:
        raise Refusal("cadre.term_dates")
    with office.change("term.add") as session:
        term = Term(
            uid=new_uid(office.clock()),
            unit_id=office.unit.id,
            name=f"Nhiệm kỳ {first_on.year} - {last_on.year}",
            first_on=first_on,
            last_on=last_on,
            congress_on=congress_on,
            chair_election=find_code("cadre_how", chair_election),
        )
        session.add(term)
        session.flush()
        return _term_row(term)


def list_terms(office: Office) -> tuple[TermRow, ...]:
    """The terms of this unit, newest first."""
    query = select(Term).filter_by(unit_id=office.unit.id).order_by(Term.first_on.desc())
    with office.read() as session:
        return tuple(map(_term_row, session.scalars(query)))


def appoint(office: Office, draft: CadreDraft) -> CadreRow:
    """Put a member in a post.

    Raises:
        Refusal: membership.unknown, cadre.no_member, cadre.unknown_post, cadre.post_taken,
            cadre.holds_post, cadre.group_needed, membership.unknown_group.
    """
    with office.change("cadre.appoint") as session:
        member = require_member(session, office.unit.id, draft.member_id)
        post = require_post(draft.post)
        _check(session, office, member, draft)
        earlier = select(Cadre.id).filter_by(member_id=member.id, post=post.code)
        cadre = Cadre(
            uid=new_uid(office.clock()),
            unit_id=office.unit.id,
            member_id=member.id,
            body=post.body,
            post=post.code,
            group_id=draft.group_id,
            term_id=draft.term_id,
            started_on=draft.started_on,
            how=find_code("cadre_how", draft.how),
            decision_no=clean_text(draft.decision_no or "") or None,
            decision_on=draft.decision_on,
            is_full_time=draft.is_full_time,
            allowance=draft.allowance,
            is_first_time=session.scalar(earlier) is None,
        )
        session.add(cadre)
        session.flush()
        _write_union_position(session, member)
        return _rows(session, [cadre])[0]


def end_post(office: Office, cadre_id: int, on: date, reason: str) -> CadreRow:
    """End a post, for a reason of the list `cadre_end`.

    Raises:
        Refusal: cadre.unknown, cadre.ended, cadre.end_before_start, cadre.end_reason.
    """
    with office.change("cadre.end") as session:
        cadre = session.get(Cadre, cadre_id)
        if cadre is None or cadre.unit_id != office.unit.id:
            raise Refusal("cadre.unknown")
        if cadre.ended_on is not None:
            raise Refusal("cadre.ended")
        if on < cadre.started_on:
            raise Refusal("cadre.end_before_start")
        code = find_code("cadre_end", reason)
        if code is None:
            raise Refusal("cadre.end_reason")
        cadre.ended_on, cadre.end_reason = on, code
        session.flush()
        _write_union_position(session, session.get_one(Member, cadre.member_id))
        return _rows(session, [cadre])[0]


def list_cadres(
    office: Office,
    *,
    on: date | None = None,
    body: str | None = None,
    former: bool = False,
    member_id: int | None = None,
) -> tuple[CadreRow, ...]:
    """Who holds a post on a day (default today), by rank and name; `former` adds those before."""
    day = on or office.today
    query = (
        select(Cadre)
        .join(Member, Member.id == Cadre.member_id)
        .where(Cadre.unit_id == office.unit.id, Cadre.started_on <= day)
        .order_by(Member.name_sort, Cadre.started_on)
    )
    if not former:
        query = query.where(_holds_on(day))
    if body is not None:
        query = query.where(Cadre.body == body)
    if member_id is not None:
        query = query.where(Cadre.member_id == member_id)
    rank = {code: place for place, code in enumerate(posts())}
    with office.read() as session:
        found = sorted(session.scalars(query), key=lambda cadre: rank[cadre.post])
        return tuple(_rows(session, found))


def _holds_on(day: date) -> ColumnElement[bool]:
    return or_(Cadre.ended_on.is_(None), Cadre.ended_on > day)


def _check(session: Session, office: Office, member: Member, draft: CadreDraft) -> None:
    post = require_post(draft.post)
    if member.status not in COUNTED:
        raise Refusal("cadre.no_member")
    if post.body == "TO" and draft.group_id is None:
        raise Refusal("cadre.group_needed", post=post.name)
    require_group(session, office.unit.id, draft.group_id)
    holders = (
        select(Cadre.member_id)
        .where(Cadre.unit_id == office.unit.id, Cadre.post == post.code)
        .where(Cadre.group_id.is_not_distinct_from(draft.group_id))
        .where(_holds_on(draft.started_on))
    )
    held_by = session.scalars(holders).all()
    if member.id in held_by:
        raise Refusal("cadre.holds_post", post=post.name)
    if post.is_single and held_by:
        raise Refusal("cadre.post_taken", post=post.name)


def _write_union_position(session: Session, member: Member) -> None:
    query = select(Cadre.post).where(Cadre.member_id == member.id, Cadre.ended_on.is_(None))
    held = set(session.scalars(query))
    names = [post.name for code, post in posts().items() if code in held]
    member.union_position = ", ".join(names) or None


def _term_row(term: Term) -> TermRow:
    election = code_name("cadre_how", term.chair_election)
    return TermRow(term.id, term.name, term.first_on, term.last_on, term.congress_on, election)


def _rows(session: Session, cadres: Iterable[Cadre]) -> list[CadreRow]:
    return [_row(session, cadre) for cadre in cadres]


def _row(session: Session, cadre: Cadre) -> CadreRow:
    member = session.get_one(Member, cadre.member_id)
    group = session.get(Unit, cadre.group_id) if cadre.group_id else None
    term = session.get(Term, cadre.term_id) if cadre.term_id else None
    post = posts()[cadre.post]
    return CadreRow(
        id=cadre.id,
        member_id=member.id,
        full_name=member.full_name,
        gender=member.gender,
        birth_date=member.birth_date,
        hometown=member.hometown,
        ethnicity=code_name("ethnicity", member.ethnicity),
        qualification=code_name("qualification", member.qualification),
        politics=code_name("politics", member.politics),
        party_date=member.party_date,
        position=member.position,
        body=cadre.body,
        body_name=bodies()[cadre.body],
        post=post.code,
        post_name=post.name,
        group_name=group.name if group else None,
        term_name=term.name if term else None,
        started_on=cadre.started_on,
        ended_on=cadre.ended_on,
        how=code_name("cadre_how", cadre.how),
        decision_no=cadre.decision_no,
        decision_on=cadre.decision_on,
        is_full_time=cadre.is_full_time,
        is_first_time=cadre.is_first_time,
        hours=post.hours,
        end_reason=code_name("cadre_end", cadre.end_reason),
    )
