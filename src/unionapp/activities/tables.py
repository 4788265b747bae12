"""Tables of activities: things done, planned or called off, who came, and photographs of it."""

from datetime import date
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

import unionapp.membership.tables  # noqa: F401  # what the keys below point to
from unionapp.database.base import Base, Id, Uid, UnitId


class Activity(Base):
    """What a unit did; `about_unit_id` names whom it concerns, the unit itself or a lower one."""

    __tablename__ = "activity"
    __table_args__ = (
        CheckConstraint("status IN ('planned', 'done', 'cancelled')", name="status"),
        CheckConstraint("ended_on IS NULL OR ended_on >= held_on", name="ended_on"),
        Index("ix_activity_unit_id_held_on", "unit_id", "held_on"),
        Index("ix_activity_kind_about_unit_id_held_on", "kind", "about_unit_id", "held_on"),
    )
    id: Mapped[Id]
    uid: Mapped[Uid]
    unit_id: Mapped[UnitId]
    about_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    kind: Mapped[str]
    title: Mapped[str]
    title_fold: Mapped[str]
    held_on: Mapped[date]
    ended_on: Mapped[date | None]
    place: Mapped[str] = mapped_column(default="")
    invited: Mapped[int | None]
    attended: Mapped[int | None]
    attended_female: Mapped[int | None]
    beneficiaries: Mapped[int | None]
    amount: Mapped[int | None]
    result: Mapped[str] = mapped_column(default="")
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    note: Mapped[str] = mapped_column(default="")
    voucher_id: Mapped[int | None]
    created_at: Mapped[str]
    status: Mapped[str] = mapped_column(default="done")
    cancel_reason: Mapped[str | None]


class Attendee(Base):
    """A member who came to an activity, where people were noted and not only counted."""

    __tablename__ = "activity_attendee"
    __table_args__ = (UniqueConstraint("activity_id", "member_id"),)
    id: Mapped[Id]
    unit_id: Mapped[UnitId]
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)


class ActivityPhoto(Base):
    """A photograph of an activity; its bytes are kept once under their SHA-256."""

    __tablename__ = "activity_photo"
    __table_args__ = (
        UniqueConstraint("activity_id", "sha256"),
        ForeignKeyConstraint(
            ["unit_id", "sha256"], ["attached_file.unit_id", "attached_file.sha256"]
        ),
        Index("ix_activity_photo_unit_id_sha256", "unit_id", "sha256"),
    )
    id: Mapped[Id]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"))
    sha256: Mapped[str]
    name: Mapped[str]
    size: Mapped[int]
    added_at: Mapped[str]
    added_by: Mapped[str]
