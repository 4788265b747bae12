"""Tables of units, officers and legal parameters."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from unionapp.database.base import Base, Id, Uid, UnitId


class Tier(Base):
    """A level of the organisation; which levels exist is data, not code."""

    __tablename__ = "tier"
    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    order_no: Mapped[int]
    can_consolidate: Mapped[bool]
    can_recognise: Mapped[bool]
    is_inner: Mapped[bool]
    closed_on: Mapped[date | None]
    legal_basis: Mapped[str]
    confidence: Mapped[str]


class Unit(Base):
    """A union organisation of any tier, from the confederation down to a union group."""

    __tablename__ = "unit"
    __table_args__ = (
        CheckConstraint("status IN ('active', 'paused', 'dissolved', 'merged')", name="status"),
        UniqueConstraint("code"),
    )
    id: Mapped[Id]
    uid: Mapped[Uid]
    code: Mapped[str]
    name: Mapped[str]
    short_name: Mapped[str | None]
    name_fold: Mapped[str]
    name_sort: Mapped[str]
    tier: Mapped[str] = mapped_column(ForeignKey("tier.code"))
    employer_type: Mapped[str | None]
    status: Mapped[str] = mapped_column(default="active")
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    profile: Mapped[str] = mapped_column(default="{}")


class UnitName(Base):
    """A name with the day it took effect: a letterhead prints the name of its own date."""

    __tablename__ = "unit_name"
    id: Mapped[Id]
    unit_id: Mapped[UnitId]
    name: Mapped[str]
    valid_from: Mapped[date]


class UnitParent(Base):
    """Which unit another one reports to, and from when to when."""

    __tablename__ = "unit_parent"
    id: Mapped[Id]
    unit_id: Mapped[UnitId]
    parent_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class UnitFigure(Base):
    """What a unit counts and types itself, such as its workers, as it stood at a month's end."""

    __tablename__ = "unit_figure"
    __table_args__ = (UniqueConstraint("unit_id", "month", "name"),)
    id: Mapped[Id]
    unit_id: Mapped[UnitId]
    month: Mapped[str]
    name: Mapped[str]
    value: Mapped[int]


class Officer(Base):
    """A person who signs in to this data folder."""

    __tablename__ = "officer"
    __table_args__ = (UniqueConstraint("name"),)
    id: Mapped[Id]
    uid: Mapped[Uid]
    unit_id: Mapped[UnitId]
    name: Mapped[str]
    role: Mapped[str]
    title: Mapped[str]
    is_active: Mapped[bool] = mapped_column(default=True)


class Parameter(Base):
    """A legal or local value with its days of validity, its basis and how sure we are of it."""

    __tablename__ = "parameter"
    __table_args__ = (
        UniqueConstraint("unit_id", "key", "segment", "valid_from"),
        CheckConstraint("confidence IN ('certain', 'probable', 'unsure')", name="confidence"),
        Index("ix_parameter_key_segment", "key", "segment", "valid_from"),
    )
    id: Mapped[Id]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    key: Mapped[str]
    segment: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    value: Mapped[str]
    legal_basis: Mapped[str]
    confidence: Mapped[str]


class AttachedFile(Base):
    """The bytes of a file as they came, kept once however often they are shown."""

    __tablename__ = "attached_file"
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    sha256: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int]
    content: Mapped[bytes]
