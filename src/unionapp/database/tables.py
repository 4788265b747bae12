"""The tables that belong to the file itself: settings, journal, period locks."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from unionapp.database.base import Base, Id, UnitId


class Setting(Base):
    """A named fact of this file, such as its identity and the unit it belongs to."""

    __tablename__ = "setting"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class JournalEntry(Base):
    """Who changed what, when, by which use case; appended in the same transaction."""

    __tablename__ = "journal"
    __table_args__ = (
        CheckConstraint("action IN ('insert', 'update', 'delete', 'batch')", name="action"),
        Index("ix_journal_table_name_row_id", "table_name", "row_id"),
    )
    id: Mapped[Id]
    at: Mapped[str]
    officer: Mapped[str]
    use_case: Mapped[str]
    action: Mapped[str]
    table_name: Mapped[str]
    row_id: Mapped[str | None]
    old: Mapped[str | None]
    new: Mapped[str | None]


class PeriodLock(Base):
    """A month whose books are locked; triggers on the dated tables hold it."""

    __tablename__ = "period_lock"
    __table_args__ = (UniqueConstraint("unit_id", "month"),)
    id: Mapped[Id]
    unit_id: Mapped[UnitId]
    month: Mapped[str]
    locked_at: Mapped[str]
    locked_by: Mapped[str]
