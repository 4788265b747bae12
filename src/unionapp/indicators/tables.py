"""Tables of figures that were typed or received, target sets, ratings, duties done."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

import unionapp.organisation.tables  # noqa: F401  # what the keys below point to
from unionapp.database.base import Base, Id, Uid, UnitId


class UnitFigure(Base):
    """A figure of one unit and period that an officer typed or a package brought.

    It stands beside what the records give and goes before it; a typed one has a reason.
    """

    __tablename__ = "figure"
    __table_args__ = (
        CheckConstraint("origin IN ('typed', 'received')", name="origin"),
        CheckConstraint("last_month >= first_month", name="months"),
        UniqueConstraint("unit_id", "measure", "first_month", "last_month", "origin"),
    )
    id: Mapped[Id]
    uid: Mapped[Uid]
    unit_id: Mapped[UnitId]
    measure: Mapped[str]
    first_month: Mapped[str]
    last_month: Mapped[str]
    numerator: Mapped[int]
    denominator: Mapped[int | None]
    origin: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    noted_at: Mapped[str]
    noted_by: Mapped[str]


class TargetSet(Base):
    """A plan a unit follows: one of the shipped documents, or its own."""

    __tablename__ = "target_set"
    __table_args__ = (UniqueConstraint("unit_id", "code"),)
    id: Mapped[Id]
    uid: Mapped[Uid]
    unit_id: Mapped[UnitId]
    code: Mapped[str]
    name: Mapped[str]
    document: Mapped[str] = mapped_column(default="")
    issuer: Mapped[str] = mapped_column(default="")
    issued_on: Mapped[date | None]
    adopted_at: Mapped[str]
    is_active: Mapped[bool] = mapped_column(default=True)


class Target(Base):
    """One line of a plan: a measure, a comparison, a value, and until when."""

    __tablename__ = "target"
    __table_args__ = (
        CheckConstraint(
            "comparison IN ('at_least', 'more_than', 'equal', 'about', 'between', 'most',"
            " 'before')",
            name="comparison",
        ),
        CheckConstraint("span IN ('year', 'years', 'once', 'half')", name="span"),
        UniqueConstraint("set_id", "code"),
    )
    id: Mapped[Id]
    uid: Mapped[Uid]
    unit_id: Mapped[UnitId]
    set_id: Mapped[int] = mapped_column(ForeignKey("target_set.id"), index=True)
    code: Mapped[str]
    position: Mapped[int]
    measure: Mapped[str]
    name: Mapped[str]
    comparison: Mapped[str]
    value: Mapped[int | None]
    value_to: Mapped[int | None]
    words: Mapped[str] = mapped_column(default="")
    unit_label: Mapped[str]
    span: Mapped[str]
    due_on: Mapped[date | None]
    choices: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    segment: Mapped[str] = mapped_column(default="")
    level: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class Assignment(Base):
    """The number an upper unit gives a lower one on a target."""

    __tablename__ = "target_assignment"
    __table_args__ = (UniqueConstraint("target_id", "to_unit_id"),)
    id: Mapped[Id]
    uid: Mapped[Uid]
    unit_id: Mapped[UnitId]
    target_id: Mapped[int] = mapped_column(ForeignKey("target.id"), index=True)
    to_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    value: Mapped[int]
    note: Mapped[str] = mapped_column(default="")


class Rating(Base):
    """The yearly grade of a unit: its own scores, the appraisal from above, the decision."""

    __tablename__ = "rating"
    __table_args__ = (
        CheckConstraint("status IN ('self', 'appraised', 'decided')", name="status"),
        CheckConstraint(
            "grade IS NULL OR grade IN ('xuat_sac', 'tot', 'hoan_thanh', 'khong')", name="grade"
        ),
        UniqueConstraint("unit_id", "about_unit_id", "year"),
    )
    id: Mapped[Id]
    uid: Mapped[Uid]
    unit_id: Mapped[UnitId]
    about_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    year: Mapped[int]
    criteria: Mapped[str]
    sector: Mapped[str] = mapped_column(default="")
    scores: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    knock_outs: Mapped[list[str]] = mapped_column(JSON, default=list)
    grade: Mapped[str | None]
    reason: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="self")
    decision_no: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date | None]


class DutyDone(Base):
    """That a duty with a deadline was done, and when."""

    __tablename__ = "duty_done"
    __table_args__ = (UniqueConstraint("unit_id", "duty", "due_on"),)
    id: Mapped[Id]
    uid: Mapped[Uid]
    unit_id: Mapped[UnitId]
    duty: Mapped[str]
    due_on: Mapped[date]
    done_on: Mapped[date]
    note: Mapped[str] = mapped_column(default="")
