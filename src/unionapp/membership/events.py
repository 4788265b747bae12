"""Recording what happens to a membership."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.database.base import new_uid
from unionapp.errors import Refusal
from unionapp.membership.codes import code_name, find_code
from unionapp.membership.groups import require_group
from unionapp.membership.life_cycle import (
    KINDS,
    EventKind,
    Happened,
    Standing,
    Status,
    effect,
    replay,
    status_before,
)
from unionapp.membership.tables import Cadre, Member, MemberEvent
from unionapp.organisation.locks import last_locked_month
from unionapp.organisation.office import Office
from unionapp.organisation.tables import Unit
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.months import first_day, next_month
from unionapp.vietnamese.names import clean_text

REASON_LETTERS = 10
_POST_ENDS = {
    EventKind.THOI_VIEC: "THOI_VIEC",
    EventKind.CHUYEN_DI: "CHUYEN_CONG_TAC",
    EventKind.NGHI_HUU: "NGHI_HUU",
    EventKind.KHAI_TRU: "KY_LUAT",
    EventKind.TU_TRAN: "TU_TRAN",
}


@dataclass(frozen=True, slots=True)
class EventDraft:
    """An event as typed; `reason` of a suspension is one of the list `suspension`."""

    kind: str
    on: date
    decision_no: str | None = None
    decision_on: date | None = None
    reason: str | None = None
    other_unit: str | None = None
    group_id: int | None = None


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event as a member's history shows it."""

    id: int
    kind: str
    kind_name: str
    effect: int
    effective_on: date
    counted_on: date
    recorded_at: str
    recorded_by: str
    decision_no: str | None
    decision_on: date | None
    reason: str | None
    other_unit: str | None
    group_name: str | None

    @property
    def is_late(self) -> bool:
        """Whether the books of its day were locked when it was entered."""
        return self.counted_on != self.effective_on


def record_event(office: Office, member_id: int, draft: EventDraft) -> EventRow:
    """Record that something happened to a member.

    Raises:
        Refusal: membership.unknown, membership.unknown_event, membership.event_in_future,
            membership.event_not_allowed, membership.event_contradicted (what is recorded later
            could not have happened), membership.reason_needed, membership.approval_needed,
            membership.unknown_group.
    """
    with office.change("member.event") as session:
        member = require_member(session, office.unit.id, member_id)
        event = append_event(session, office, member, draft)
        session.flush()
        return _row(session, event)


def record_for_many(office: Office, member_ids: Sequence[int], draft: EventDraft) -> int:
    """Record one event for many members by one decision, for all of them or for none.

    Raises:
        Refusal: as `record_event`, of the first member it is not possible for.
    """
    with office.change("member.event_for_many") as session:
        for member_id in member_ids:
            append_event(
                session, office, require_member(session, office.unit.id, member_id), draft
            )
    return len(member_ids)


def require_member(session: Session, unit_id: int, member_id: int) -> Member:
    """The member of this unit with this id.

    Raises:
        Refusal: membership.unknown.
    """
    member = session.get(Member, member_id)
    if member is None or member.unit_id != unit_id:
        raise Refusal("membership.unknown")
    return member


def append_event(
    session: Session, office: Office, member: Member, draft: EventDraft
) -> MemberEvent:
    """Add an event to a member's story and move the member to the state it leads to.

    Raises:
        Refusal: as `record_event`.
    """
    kind = _require_kind(draft.kind)
    _check(session, office, kind, draft)
    history = story_of(session, member.id)
    happened = happened_in(history)
    adds = effect(status_before(happened, draft.on), kind)
    standing = _follow(happened, Happened(kind, draft.on, adds))
    event = MemberEvent(
        uid=new_uid(office.clock()),
        unit_id=office.unit.id,
        member_id=member.id,
        kind=kind,
        effect=adds,
        effective_on=draft.on,
        counted_on=_counted_on(session, office.unit.id, draft.on, history),
        recorded_at=office.moment(),
        recorded_by=office.officer.name,
        decision_no=clean_text(draft.decision_no or "") or None,
        decision_on=draft.decision_on,
        reason=_reason(kind, draft.reason),
        other_unit=clean_text(draft.other_unit or "") or None,
        group_id=draft.group_id,
    )
    session.add(event)
    _move(member, kind, draft, history)
    member.status, member.status_on = standing.status, standing.since
    if adds < 0:
        _end_posts(session, member, kind, draft.on)
    return event


def first_open_day(session: Session, unit_id: int) -> date | None:
    """The first day after the last locked month, None where no month is locked."""
    last = last_locked_month(session, unit_id)
    return None if last is None else first_day(next_month(last))


def events_of(session: Session, member_id: int) -> tuple[EventRow, ...]:
    """A member's story, oldest first."""
    return tuple(_row(session, event) for event in story_of(session, member_id))


def happened_in(story: Sequence[MemberEvent]) -> list[Happened]:
    """A stored story as the state machine needs it."""
    return [Happened(EventKind(e.kind), e.effective_on, e.effect) for e in story]


def story_of(session: Session, member_id: int) -> Sequence[MemberEvent]:
    """The stored events of a member, oldest first."""
    query = (
        select(MemberEvent)
        .where(MemberEvent.member_id == member_id)
        .order_by(MemberEvent.effective_on, MemberEvent.id)
    )
    return session.scalars(query).all()


def _follow(happened: Sequence[Happened], new: Happened) -> Standing:
    """Where a story leads with one event more; a refusal names what came later and forbids it."""
    later = sorted((event for event in happened if event.on > new.on), key=lambda it: it.on)
    known = [event for event in happened if event.on <= new.on]
    standing = replay([*known, new])
    for number, event in enumerate(later, start=1):
        try:
            standing = replay([*known, new, *later[:number]])
        except Refusal as refused:
            raise Refusal(
                "membership.event_contradicted",
                event=KINDS[new.kind].name,
                on=table_date(new.on),
                later=KINDS[event.kind].name,
                later_on=table_date(event.on),
            ) from refused
    return standing


def _require_kind(text: str) -> EventKind:
    try:
        return EventKind(text)
    except ValueError:
        kinds = ", ".join(EventKind)
        raise Refusal("membership.unknown_event", event=text, events=kinds) from None


def _check(session: Session, office: Office, kind: EventKind, draft: EventDraft) -> None:
    if draft.on > office.today:
        raise Refusal("membership.event_in_future", event=KINDS[kind].name)
    if kind is EventKind.DIEU_CHINH:
        _check_adjustment(draft)
    if kind is EventKind.TAM_DUNG and find_code("suspension", draft.reason) is None:
        raise Refusal("membership.suspension_reason")
    if kind is EventKind.CHUYEN_TO and draft.group_id is None:
        raise Refusal("membership.unknown_group")
    require_group(session, office.unit.id, draft.group_id)


def _check_adjustment(draft: EventDraft) -> None:
    # it changes figures that were already reported: somebody must have agreed, on paper
    if len((draft.reason or "").strip()) < REASON_LETTERS:
        raise Refusal("membership.reason_needed", letters=REASON_LETTERS)
    if not (draft.decision_no or "").strip() or draft.decision_on is None:
        raise Refusal("membership.approval_needed")


def _reason(kind: EventKind, text: str | None) -> str | None:
    if kind is EventKind.TAM_DUNG:
        return find_code("suspension", text)
    return clean_text(text or "") or None


def _counted_on(session: Session, unit_id: int, on: date, history: Sequence[MemberEvent]) -> date:
    # never before an earlier event was counted: nobody may count twice on any day
    earlier = [event.counted_on for event in history if event.effective_on <= on]
    return max([on, first_open_day(session, unit_id) or on, *earlier])


def _move(
    member: Member, kind: EventKind, draft: EventDraft, history: Sequence[MemberEvent]
) -> None:
    moved_since = any(e.group_id for e in history if e.effective_on > draft.on)
    if draft.group_id is not None and not moved_since:
        member.group_id = draft.group_id
    if KINDS[kind].leads_to is Status.ACTIVE and not member.joined_on:
        member.joined_on = draft.on.isoformat()


def _end_posts(session: Session, member: Member, kind: EventKind, on: date) -> None:
    # who is no member holds no post
    query = select(Cadre).where(Cadre.member_id == member.id, Cadre.ended_on.is_(None))
    for cadre in session.scalars(query):
        cadre.ended_on = max(on, cadre.started_on)
        cadre.end_reason = _POST_ENDS.get(kind, "TU_NHIEM")
    member.union_position = None


def _row(session: Session, event: MemberEvent) -> EventRow:
    group = session.get(Unit, event.group_id) if event.group_id else None
    kind = EventKind(event.kind)
    reason = code_name("suspension", event.reason) if kind is EventKind.TAM_DUNG else event.reason
    return EventRow(
        id=event.id,
        kind=kind.value,
        kind_name=KINDS[kind].name,
        effect=event.effect,
        effective_on=event.effective_on,
        counted_on=event.counted_on,
        recorded_at=event.recorded_at,
        recorded_by=event.recorded_by,
        decision_no=event.decision_no,
        decision_on=event.decision_on,
        reason=reason,
        other_unit=event.other_unit,
        group_name=group.name if group else None,
    )
