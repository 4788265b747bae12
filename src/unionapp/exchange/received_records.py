"""Records of a received package kept as their lines say them, until the package counts."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.database.bulk import insert_rows
from unionapp.exchange.canonical import decode_json, encode_json
from unionapp.exchange.records import Record
from unionapp.exchange.tables import ReceivedRecord
from unionapp.exchange.verification import TrustedPackage

_COLUMNS = ("package_in_id", "source", "position", "unit_id", "content")


def keep_records(
    session: Session, package: TrustedPackage, package_in_id: int, sender_id: int, table: str
) -> None:
    """Keep the records of a table beside the row of their package."""
    rows = [
        (package_in_id, table, number, sender_id, encode_json(record).decode())
        for number, record in enumerate(package.rows(table), start=1)
    ]
    if rows:
        insert_rows(session, "received_record", _COLUMNS, rows, package=package.package_id)


def load_records(session: Session, package_in_id: int, table: str) -> Iterator[Record]:
    """The kept records of a table, in their order."""
    query = (
        select(ReceivedRecord.content)
        .filter_by(package_in_id=package_in_id, source=table)
        .order_by(ReceivedRecord.position)
    )
    for content in session.scalars(query):
        record = decode_json(content.encode(), file=table)
        if isinstance(record, dict):
            yield record
