"""What people may ask of us about their own data, by when we owe an answer, and what they allow.

Nghị định 356/2025/NĐ-CP, Điều 5: acknowledged in 2 working days; 15 days to withdraw, restrict or
object, 10 to view, correct or copy, 20 to delete; each can be extended once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import func, select

from unionapp.database.base import new_uid
from unionapp.errors import Refusal
from unionapp.membership.cadres import CadreRow, list_cadres
from unionapp.membership.codes import code_name, find_code
from unionapp.membership.drafts import DRAFT_FIELDS
from unionapp.membership.events import EventRow, require_member
from unionapp.membership.hardships import HardshipRow, list_hardships
from unionapp.membership.members import MemberDetail, show_member
from unionapp.membership.privacy import (
    Look,
    field_purposes,
    list_looks,
    spoken_value,
)
from unionapp.membership.salaries import SalaryRow
from unionapp.membership.tables import Consent, DataRequest, Member, MemberPhoto
from unionapp.membership.trainings import TrainingRow, list_trainings
from unionapp.organisation.office import Office

ACKNOWLEDGE_WORKDAYS = 2


@dataclass(frozen=True, slots=True)
class RequestKind:
    """A right, and the days within which it has to be answered."""

    name: str
    days: int


REQUEST_KINDS: Final = {
    "view": RequestKind("Xem dữ liệu của mình", 10),
    "correct": RequestKind("Chỉnh sửa dữ liệu", 10),
    "copy": RequestKind("Cung cấp bản sao dữ liệu", 10),
    "withdraw": RequestKind("Rút lại sự đồng ý", 15),
    "restrict": RequestKind("Hạn chế xử lý dữ liệu", 15),
    "object": RequestKind("Phản đối xử lý dữ liệu", 15),
    "delete": RequestKind("Xóa dữ liệu", 20),
}


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request with its days."""

    id: int
    member_id: int
    full_name: str
    kind: str
    kind_name: str
    received_on: date
    acknowledge_by: date
    due_on: date
    is_extended: bool
    closed_on: date | None
    outcome: str | None
    note: str | None

    def is_overdue(self, today: date) -> bool:
        """Whether the answer is owed since."""
        return self.closed_on is None and self.due_on < today


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """What somebody agreed to."""

    id: int
    member_id: int
    purpose: str
    purpose_name: str
    given_on: date
    form: str
    withdrawn_on: date | None


@dataclass(frozen=True, slots=True)
class KeptFact:
    """One thing we keep about somebody, and why."""

    label: str
    value: str
    purpose: str
    basis: str


@dataclass(frozen=True, slots=True)
class MyData:
    """Everything a person may see of the own data."""

    code: str
    full_name: str
    facts: tuple[KeptFact, ...]
    events: tuple[EventRow, ...]
    salaries: tuple[SalaryRow, ...]
    posts: tuple[CadreRow, ...]
    trainings: tuple[TrainingRow, ...]
    hardships: tuple[HardshipRow, ...]
    photo_size: int
    consents: tuple[ConsentRow, ...]
    requests: tuple[RequestRow, ...]
    looks: tuple[Look, ...]


def receive_request(
    office: Office, member_id: int, kind: str, received_on: date, *, note: str | None = None
) -> RequestRow:
    """Register a request and work out its days.

    Raises:
        Refusal: membership.unknown, request.kind, request.in_future.
    """
    if kind not in REQUEST_KINDS:
        raise Refusal("request.kind", kinds=", ".join(REQUEST_KINDS))
    if received_on > office.today:
        raise Refusal("request.in_future")
    with office.change("request.receive") as session:
        member = require_member(session, office.unit.id, member_id)
        request = DataRequest(
            uid=new_uid(office.clock()),
            unit_id=office.unit.id,
            member_id=member.id,
            kind=kind,
            received_on=received_on,
            acknowledge_by=add_workdays(received_on, ACKNOWLEDGE_WORKDAYS),
            due_on=received_on + timedelta(days=REQUEST_KINDS[kind].days),
            is_extended=False,
            note=note,
        )
        session.add(request)
        session.flush()
        return _request_row(request, member.full_name)


def extend_request(office: Office, request_id: int) -> RequestRow:
    """Give an answer as many days again, which is allowed once.

    Raises:
        Refusal: request.unknown, request.closed, request.extended.
    """
    with office.change("request.extend") as session:
        request = session.get(DataRequest, request_id)
        if request is None or request.unit_id != office.unit.id:
            raise Refusal("request.unknown")
        if request.closed_on is not None:
            raise Refusal("request.closed")
        if request.is_extended:
            raise Refusal("request.extended")
        request.due_on += timedelta(days=REQUEST_KINDS[request.kind].days)
        request.is_extended = True
        return _request_row(request, session.get_one(Member, request.member_id).full_name)


def close_request(office: Office, request_id: int, outcome: str) -> RequestRow:
    """Record today's answer to a request.

    Raises:
        Refusal: request.unknown, request.closed, request.outcome_needed.
    """
    if not outcome.strip():
        raise Refusal("request.outcome_needed")
    with office.change("request.close") as session:
        request = session.get(DataRequest, request_id)
        if request is None or request.unit_id != office.unit.id:
            raise Refusal("request.unknown")
        if request.closed_on is not None:
            raise Refusal("request.closed")
        request.closed_on, request.outcome = office.today, outcome.strip()
        return _request_row(request, session.get_one(Member, request.member_id).full_name)


def list_requests(
    office: Office, *, member_id: int | None = None, open_only: bool = False
) -> tuple[RequestRow, ...]:
    """The requests by the day their answer is due."""
    query = (
        select(DataRequest, Member.full_name)
        .join(Member, Member.id == DataRequest.member_id)
        .where(DataRequest.unit_id == office.unit.id)
        .order_by(DataRequest.due_on, DataRequest.id)
    )
    if member_id is not None:
        query = query.where(DataRequest.member_id == member_id)
    if open_only:
        query = query.where(DataRequest.closed_on.is_(None))
    with office.read() as session:
        return tuple(_request_row(*found) for found in session.execute(query))


def give_consent(
    office: Office, member_id: int, purpose: str, given_on: date, form: str
) -> ConsentRow:
    """Record that somebody agreed to a purpose of the list `consent`, by which paper or form.

    Raises:
        Refusal: membership.unknown, consent.purpose, consent.form_needed.
    """
    code = find_code("consent", purpose)
    if code is None:
        raise Refusal("consent.purpose")
    if not form.strip():
        raise Refusal("consent.form_needed")
    with office.change("consent.give") as session:
        member = require_member(session, office.unit.id, member_id)
        consent = Consent(
            uid=new_uid(office.clock()),
            unit_id=office.unit.id,
            member_id=member.id,
            purpose=code,
            given_on=given_on,
            form=form.strip(),
        )
        session.add(consent)
        session.flush()
        return _consent_row(consent)


def withdraw_consent(office: Office, consent_id: int, on: date) -> ConsentRow:
    """Record that a consent was taken back.

    Raises:
        Refusal: consent.unknown, consent.withdrawn, consent.dates.
    """
    with office.change("consent.withdraw") as session:
        consent = session.get(Consent, consent_id)
        if consent is None or consent.unit_id != office.unit.id:
            raise Refusal("consent.unknown")
        if consent.withdrawn_on is not None:
            raise Refusal("consent.withdrawn")
        if on < consent.given_on:
            raise Refusal("consent.dates")
        consent.withdrawn_on = on
        return _consent_row(consent)


def list_consents(office: Office, member_id: int) -> tuple[ConsentRow, ...]:
    """What a member agreed to, oldest first."""
    query = (
        select(Consent)
        .filter_by(unit_id=office.unit.id, member_id=member_id)
        .order_by(Consent.given_on, Consent.id)
    )
    with office.read() as session:
        return tuple(map(_consent_row, session.scalars(query)))


def gather_my_data(office: Office, member_id: int) -> MyData:
    """Everything kept about somebody, with purpose and ground, for "xem dữ liệu của tôi".

    Raises:
        Refusal: membership.unknown.
    """
    detail = show_member(office, member_id)
    return MyData(
        code=detail.code,
        full_name=detail.draft.full_name,
        facts=tuple(_facts(detail)),
        events=detail.events,
        salaries=detail.salaries,
        posts=list_cadres(office, former=True, member_id=member_id),
        trainings=list_trainings(office, member_id=member_id),
        hardships=list_hardships(office, member_id=member_id),
        photo_size=photo_size(office, member_id),
        consents=list_consents(office, member_id),
        requests=list_requests(office, member_id=member_id),
        looks=list_looks(office, member_id=member_id),
    )


def photo_size(office: Office, member_id: int) -> int:
    """The bytes of the portrait that is kept, 0 where there is none."""
    query = select(func.length(MemberPhoto.jpeg)).filter_by(member_id=member_id)
    with office.read() as session:
        return session.scalar(query) or 0


def add_workdays(day: date, number: int) -> date:
    """The day so many working days later; Saturdays and Sundays do not count."""
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < 5
    return day


def _facts(detail: MemberDetail) -> Iterator[KeptFact]:
    for name in DRAFT_FIELDS:
        value = spoken_value(name, getattr(detail.draft, name))
        if name == "group_id":
            value = detail.group_name
        if value is not None:
            field = field_purposes()[name]
            yield KeptFact(field.label, value, field.purpose, field.basis)


def _request_row(request: DataRequest, full_name: str) -> RequestRow:
    return RequestRow(
        id=request.id,
        member_id=request.member_id,
        full_name=full_name,
        kind=request.kind,
        kind_name=REQUEST_KINDS[request.kind].name,
        received_on=request.received_on,
        acknowledge_by=request.acknowledge_by,
        due_on=request.due_on,
        is_extended=request.is_extended,
        closed_on=request.closed_on,
        outcome=request.outcome,
        note=request.note,
    )


def _consent_row(consent: Consent) -> ConsentRow:
    return ConsentRow(
        id=consent.id,
        member_id=consent.member_id,
        purpose=consent.purpose,
        purpose_name=code_name("consent", consent.purpose) or consent.purpose,
        given_on=consent.given_on,
        form=consent.form,
        withdrawn_on=consent.withdrawn_on,
    )
