"""Tables of keys and certificates, of packages sent and received, and of their figures."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

import unionapp.organisation.tables  # noqa: F401  # what the keys below point to
from unionapp.database.base import Base, Id, Uid, UnitId


class PrivateKey(Base):
    """A private key as PKCS#8, under the secret of the officer who made it.

    It is inserted in bulk only, so that the journal never holds a key.
    """

    __tablename__ = "private_key"
    __table_args__ = (
        CheckConstraint("purpose IN ('sign', 'encrypt', 'issue')", name="purpose"),
        UniqueConstraint("public_sha256"),
        Index("ix_private_key_officer_id", "officer_id"),
    )
    id: Mapped[Id]
    unit_id: Mapped[UnitId]
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    purpose: Mapped[str]
    public_sha256: Mapped[str]
    content: Mapped[bytes]
    made_at: Mapped[str]


class Certificate(Base):
    """A certificate this unit holds, has issued, or believes in; one may be all three."""

    __tablename__ = "certificate"
    __table_args__ = (
        CheckConstraint("purpose IN ('sign', 'encrypt', 'issue')", name="purpose"),
        CheckConstraint("state IN ('valid', 'revoked')", name="state"),
        UniqueConstraint("unit_id", "sha256"),
        Index("ix_certificate_private_key_id", "private_key_id"),
    )
    id: Mapped[Id]
    unit_id: Mapped[UnitId]
    holder_code: Mapped[str]
    holder_name: Mapped[str]
    person: Mapped[str]
    title: Mapped[str]
    purpose: Mapped[str]
    serial: Mapped[str]
    sha256: Mapped[str]
    pem: Mapped[str]
    valid_until: Mapped[date]
    is_anchor: Mapped[bool]
    is_issued: Mapped[bool]
    private_key_id: Mapped[int | None] = mapped_column(ForeignKey("private_key.id"))
    state: Mapped[str] = mapped_column(default="valid")
    revoked_at: Mapped[str | None]
    reason: Mapped[str | None]
    added_at: Mapped[str]


class StoredList(Base):
    """A list of revoked certificates; the numbers of one issuer only rise."""

    __tablename__ = "revocation_list"
    __table_args__ = (UniqueConstraint("unit_id", "issuer_sha256", "number"),)
    id: Mapped[Id]
    unit_id: Mapped[UnitId]
    issuer_sha256: Mapped[str]
    number: Mapped[int]
    content: Mapped[bytes]
    added_at: Mapped[str]


class PackageOut(Base):
    """A package this unit sealed; its stream, recipient and sequence make the chain."""

    __tablename__ = "package_out"
    __table_args__ = (
        CheckConstraint("state IN ('sealed', 'accepted', 'returned', 'superseded')", name="state"),
        UniqueConstraint("unit_id", "recipient_code", "stream", "sequence"),
        Index("ix_package_out_package_id", "package_id"),
    )
    id: Mapped[Id]
    uid: Mapped[Uid]
    unit_id: Mapped[UnitId]
    kind: Mapped[str]
    stream: Mapped[str]
    recipient_code: Mapped[str]
    sequence: Mapped[int]
    first_month: Mapped[str | None]
    last_month: Mapped[str | None]
    version: Mapped[int]
    profile: Mapped[str | None]
    reason: Mapped[str | None]
    package_id: Mapped[str]
    path: Mapped[str]
    state: Mapped[str] = mapped_column(default="sealed")
    sealed_at: Mapped[str]
    sealed_by: Mapped[str]
    decided_at: Mapped[str | None]
    decision: Mapped[str | None]
    deadline: Mapped[date | None]
    receipt_sequence: Mapped[int | None]


class Collection(Base):
    """A period for which this unit is taking in packages."""

    __tablename__ = "collection"
    __table_args__ = (UniqueConstraint("unit_id", "first_month", "last_month"),)
    id: Mapped[Id]
    unit_id: Mapped[UnitId]
    first_month: Mapped[str]
    last_month: Mapped[str]
    opened_at: Mapped[str]
    opened_by: Mapped[str]
    closed_at: Mapped[str | None]


class PackageIn(Base):
    """A trusted package that arrived; rows are never deleted, forks and refusals are kept."""

    __tablename__ = "package_in"
    __table_args__ = (
        CheckConstraint(
            "state IN ('pending', 'waiting', 'accepted', 'returned', 'superseded', 'refused',"
            " 'fork')",
            name="state",
        ),
        UniqueConstraint("unit_id", "package_id"),
        Index("ix_package_in_sender_id", "sender_id", "stream", "sequence"),
    )
    id: Mapped[Id]
    uid: Mapped[Uid]
    unit_id: Mapped[UnitId]
    sender_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[str]
    stream: Mapped[str]
    sequence: Mapped[int]
    version: Mapped[int]
    first_month: Mapped[str]
    last_month: Mapped[str]
    package_id: Mapped[str]
    previous_id: Mapped[str | None]
    supersedes: Mapped[str | None]
    reason: Mapped[str | None]
    signers: Mapped[str]
    file: Mapped[str]
    file_sha256: Mapped[str]
    state: Mapped[str]
    code: Mapped[str | None]
    received_at: Mapped[str]
    decided_at: Mapped[str | None]
    decided_by: Mapped[str | None]
    decision: Mapped[str | None]
    deadline: Mapped[date | None]


class ReceivedFigure(Base):
    """One figure of a received package; ratios keep numerator and denominator."""

    __tablename__ = "received_figure"
    __table_args__ = (
        UniqueConstraint("package_in_id", "code"),
        Index("ix_received_figure_unit_id_code", "unit_id", "code"),
    )
    id: Mapped[Id]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    package_in_id: Mapped[int] = mapped_column(ForeignKey("package_in.id"))
    code: Mapped[str]
    numerator: Mapped[int]
    denominator: Mapped[int | None]
    unit: Mapped[str]


class ReceivedRecord(Base):
    """A record of another table of a received package, as its line says it, until it counts."""

    __tablename__ = "received_record"
    package_in_id: Mapped[int] = mapped_column(ForeignKey("package_in.id"), primary_key=True)
    source: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[UnitId]
    content: Mapped[str]
