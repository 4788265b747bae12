"""What every table shares: naming of constraints, column types, the travelling identity."""

import secrets
from datetime import date, datetime
from typing import Annotated

from sqlalchemy import Date, ForeignKey, LargeBinary, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The declarative base of every room's tables."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {str: Text(), bytes: LargeBinary(), date: Date()}  # noqa: RUF012  # SQLAlchemy's own form


Id = Annotated[int, mapped_column(primary_key=True)]
Uid = Annotated[bytes, mapped_column(unique=True)]
UnitId = Annotated[int, mapped_column(ForeignKey("unit.id"), index=True)]


def new_uid(moment: datetime) -> bytes:
    """A UUIDv7 (RFC 9562): milliseconds, then random; 16 bytes that sort by age."""
    raw = bytearray(int(moment.timestamp() * 1000).to_bytes(6, "big") + secrets.token_bytes(10))
    raw[6] = raw[6] & 0x0F | 0x70
    raw[8] = raw[8] & 0x3F | 0x80
    return bytes(raw)
