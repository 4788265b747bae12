"""The table of frozen reports."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

import unionapp.organisation.tables  # noqa: F401  # what the keys below point to
from unionapp.database.base import Base, Id, Uid, UnitId


class ReportSnapshot(Base):
    """One version of a report as it was made; later edits of the records never change it."""

    __tablename__ = "report_snapshot"
    __table_args__ = (
        UniqueConstraint("unit_id", "report", "first_month", "last_month", "version"),
    )
    id: Mapped[Id]
    uid: Mapped[Uid]
    unit_id: Mapped[UnitId]
    report: Mapped[str]
    first_month: Mapped[str]
    last_month: Mapped[str]
    version: Mapped[int]
    report_id: Mapped[str] = mapped_column(index=True)
    digest: Mapped[str]
    content: Mapped[bytes]
    made_at: Mapped[str]
    made_by: Mapped[str]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("report_snapshot.id"))
    reason: Mapped[str | None]


class ReportText(Base):
    """What an officer wrote into a section of a letter; the next period may take it up again."""

    __tablename__ = "report_text"
    __table_args__ = (
        UniqueConstraint("unit_id", "report", "first_month", "last_month", "section"),
    )
    id: Mapped[Id]
    unit_id: Mapped[UnitId]
    report: Mapped[str]
    first_month: Mapped[str]
    last_month: Mapped[str]
    section: Mapped[str]
    text: Mapped[str]
