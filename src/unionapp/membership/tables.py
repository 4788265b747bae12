"""Tables of members, what happened to them, what they earn, their posts, and their rights."""

from datetime import date

from sqlalchemy import CheckConstraint, Computed, ForeignKey, Index, UniqueConstraint
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column

import unionapp.organisation.tables  # noqa: F401  # what the keys below point to
from unionapp.database.base import Base, Id, Uid, UnitId


def _own_uid(context: DefaultExecutionContext) -> bytes:
    uid: bytes = context.get_current_parameters()["uid"]  # type: ignore[no-untyped-call]
    return uid


_NUMBERED = ("phone", "id_number", "union_card", "employee_code", "bhxh_no", "national_code")
_JOINED = " || ' ' || ".join(("code", *(f"coalesce({name}, '')" for name in _NUMBERED)))


class Member(Base):
    """One person in one unit; leaving and coming back are events, never a second row.

    `name_fold` begins with a space, so that LIKE '% hoa%' finds syllables by their beginning, and
    ends with the initials. `person_uid` goes along to the next unit. `status` repeats what the
    events say, for lists.
    """

    __tablename__ = "member"
    __table_args__ = (
        CheckConstraint("gender IN ('male', 'female')", name="gender"),
        UniqueConstraint("unit_id", "code"),
        UniqueConstraint("unit_id", "id_number"),
        # everything a list needs to be searched and put in order stands in one index
        Index(
            "ix_member_list",
            "unit_id",
            "name_sort",
            "birth_date",
            "id",
            "name_fold",
            "status",
            "group_id",
            "numbers",
        ),
        Index("ix_member_name_tone_key", "unit_id", "name_tone_key"),
        Index("ix_member_import_id", "import_id"),
        Index("ix_member_group_id", "group_id"),
    )
    id: Mapped[Id]
    uid: Mapped[Uid]
    person_uid: Mapped[bytes] = mapped_column(default=_own_uid)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    code: Mapped[str]
    national_code: Mapped[str | None]
    full_name: Mapped[str]
    name_fold: Mapped[str]
    name_sort: Mapped[str]
    name_tone_key: Mapped[str]
    # written by the database itself, for a run of digits of any of them is searched for
    numbers: Mapped[str] = mapped_column(Computed(_JOINED, persisted=True), deferred=True)
    gender: Mapped[str | None]
    birth_date: Mapped[str | None]
    id_type: Mapped[str | None]
    id_number: Mapped[str | None]
    id_issued_on: Mapped[str | None]
    id_issued_by: Mapped[str | None]
    old_id_number: Mapped[str | None]
    nationality: Mapped[str | None]
    phone: Mapped[str | None]
    email: Mapped[str | None]
    address: Mapped[str | None]
    current_address: Mapped[str | None]
    hometown: Mapped[str | None]
    ethnicity: Mapped[str | None]
    is_ethnic_minority: Mapped[bool | None]
    religion: Mapped[str | None]
    marital_status: Mapped[str | None]
    education: Mapped[str | None]
    qualification: Mapped[str | None]
    speciality: Mapped[str | None]
    politics: Mapped[str | None]
    languages: Mapped[str | None]
    position: Mapped[str | None]
    profession: Mapped[str | None]
    department: Mapped[str | None]
    skill_grade: Mapped[str | None]
    contract: Mapped[str | None]
    union_position: Mapped[str | None]
    union_card: Mapped[str | None]
    card_type: Mapped[str | None]
    card_issued_on: Mapped[str | None]
    bhxh_no: Mapped[str | None]
    employee_code: Mapped[str | None]
    hire_date: Mapped[str | None]
    joined_on: Mapped[str | None]
    join_place: Mapped[str | None]
    join_decision: Mapped[str | None]
    is_party: Mapped[bool | None]
    party_date: Mapped[str | None]
    party_official_on: Mapped[str | None]
    party_introduced_on: Mapped[str | None]
    youth_union: Mapped[bool | None]
    policy_object: Mapped[str | None]
    digital_signature_on: Mapped[str | None]
    digital_signature_by: Mapped[str | None]
    note: Mapped[str | None]
    status: Mapped[str]
    status_on: Mapped[date | None]
    held_until: Mapped[date | None]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"))


class MemberEvent(Base):
    """Something that happened to a membership.

    `effective_on` is the day it happened, `counted_on` the day the figures count it: the same,
    or the first day still open if it is entered late. `effect` is what it adds to the total.
    `dues_until` is the last month whose dues the unit before takes, known from a transfer slip.
    """

    __tablename__ = "member_event"
    __table_args__ = (
        CheckConstraint("effect IN (-1, 0, 1)", name="effect"),
        CheckConstraint("counted_on >= effective_on", name="counted_on"),
        Index("ix_member_event_unit_id_counted_on", "unit_id", "counted_on"),
        Index("ix_member_event_member_id", "member_id"),
    )
    id: Mapped[Id]
    uid: Mapped[Uid]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    kind: Mapped[str]
    effect: Mapped[int]
    effective_on: Mapped[date]
    counted_on: Mapped[date]
    recorded_at: Mapped[str]
    recorded_by: Mapped[str]
    decision_no: Mapped[str | None]
    decision_on: Mapped[date | None]
    reason: Mapped[str | None]
    other_unit: Mapped[str | None]
    dues_until: Mapped[str | None]
    group_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"))


class MemberSalary(Base):
    """The pay that dues are worked out from, valid from a month until the next row."""

    __tablename__ = "member_salary"
    __table_args__ = (
        CheckConstraint("amount >= 0", name="amount"),
        UniqueConstraint("member_id", "valid_from"),
        Index("ix_member_salary_unit_id_valid_from", "unit_id", "valid_from"),
    )
    id: Mapped[Id]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    valid_from: Mapped[str]
    amount: Mapped[int]
    coefficient: Mapped[str | None]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"))


class ImportBatch(Base):
    """One roster taken in; `old_values` keeps what updated members said before."""

    __tablename__ = "import_batch"
    id: Mapped[Id]
    uid: Mapped[Uid]
    unit_id: Mapped[UnitId]
    file_name: Mapped[str]
    imported_at: Mapped[str]
    imported_on: Mapped[date]
    officer: Mapped[str]
    imported: Mapped[int]
    updated: Mapped[int]
    skipped: Mapped[int]
    old_values: Mapped[str]
    undone_on: Mapped[date | None]


class Term(Base):
    """A term of office, begun by a congress."""

    __tablename__ = "term"
    __table_args__ = (CheckConstraint("last_on >= first_on", name="last_on"),)
    id: Mapped[Id]
    uid: Mapped[Uid]
    unit_id: Mapped[UnitId]
    name: Mapped[str]
    first_on: Mapped[date]
    last_on: Mapped[date]
    congress_on: Mapped[date | None]
    chair_election: Mapped[str | None]


class Cadre(Base):
    """A post somebody holds or held in a body of the union."""

    __tablename__ = "cadre"
    __table_args__ = (
        CheckConstraint("ended_on >= started_on", name="ended_on"),
        Index("ix_cadre_member_id", "member_id"),
    )
    id: Mapped[Id]
    uid: Mapped[Uid]
    unit_id: Mapped[UnitId]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    body: Mapped[str]
    post: Mapped[str]
    group_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    term_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"))
    started_on: Mapped[date]
    ended_on: Mapped[date | None]
    how: Mapped[str | None]
    decision_no: Mapped[str | None]
    decision_on: Mapped[date | None]
    is_full_time: Mapped[bool]
    allowance: Mapped[int | None]
    end_reason: Mapped[str | None]
    is_first_time: Mapped[bool]


class Training(Base):
    """A course somebody attended."""

    __tablename__ = "training"
    __table_args__ = (
        CheckConstraint("last_on >= first_on", name="last_on"),
        Index("ix_training_member_id", "member_id"),
    )
    id: Mapped[Id]
    uid: Mapped[Uid]
    unit_id: Mapped[UnitId]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    course: Mapped[str]
    topic: Mapped[str]
    organiser: Mapped[str | None]
    first_on: Mapped[date]
    last_on: Mapped[date]
    days: Mapped[int]
    is_online: Mapped[bool]
    certificate: Mapped[str | None]


class Hardship(Base):
    """A time of need in somebody's life; sensitive."""

    __tablename__ = "hardship"
    __table_args__ = (
        CheckConstraint("last_on >= first_on", name="last_on"),
        Index("ix_hardship_member_id", "member_id"),
    )
    id: Mapped[Id]
    uid: Mapped[Uid]
    unit_id: Mapped[UnitId]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    kind: Mapped[str]
    first_on: Mapped[date]
    last_on: Mapped[date | None]
    description: Mapped[str | None]


class Consent(Base):
    """What somebody agreed to have done with personal data, and when that was taken back."""

    __tablename__ = "consent"
    __table_args__ = (
        CheckConstraint("withdrawn_on >= given_on", name="withdrawn_on"),
        Index("ix_consent_member_id", "member_id"),
    )
    id: Mapped[Id]
    uid: Mapped[Uid]
    unit_id: Mapped[UnitId]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    purpose: Mapped[str]
    given_on: Mapped[date]
    form: Mapped[str]
    withdrawn_on: Mapped[date | None]


class DataRequest(Base):
    """A wish of somebody about their own data, with the days it has to be answered by."""

    __tablename__ = "data_request"
    __table_args__ = (
        CheckConstraint("closed_on >= received_on", name="closed_on"),
        Index("ix_data_request_member_id", "member_id"),
    )
    id: Mapped[Id]
    uid: Mapped[Uid]
    unit_id: Mapped[UnitId]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    kind: Mapped[str]
    received_on: Mapped[date]
    acknowledge_by: Mapped[date]
    due_on: Mapped[date]
    is_extended: Mapped[bool]
    closed_on: Mapped[date | None]
    outcome: Mapped[str | None]
    note: Mapped[str | None]


class MemberPhoto(Base):
    """A portrait, at most 300 KB of JPEG, in a table of its own so that lists never read it."""

    __tablename__ = "member_photo"
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    unit_id: Mapped[UnitId]
    jpeg: Mapped[bytes]
