"""Keeping a trusted package: its place in the sender's chain, its row, its figures, its file."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.database.base import new_uid
from unionapp.database.bulk import insert_rows, next_id
from unionapp.errors import Refusal
from unionapp.exchange.certificates import is_signed_by, subject_of
from unionapp.exchange.chain import Known, Place, State, judge, next_missing
from unionapp.exchange.collecting import Receiving
from unionapp.exchange.envelope import SUFFIX as ENCRYPTED_SUFFIX
from unionapp.exchange.envelope import is_encrypted
from unionapp.exchange.key_store import own_authorities
from unionapp.exchange.received_records import keep_records
from unionapp.exchange.sealing import SUFFIX
from unionapp.exchange.settlements import TABLES as SETTLEMENTS
from unionapp.exchange.settlements import read_settlement_records
from unionapp.exchange.tables import PackageIn
from unionapp.exchange.verification import TrustedPackage
from unionapp.exchange.writing import write_new_file
from unionapp.organisation.office import Office
from unionapp.organisation.units import UnitRow, lower_units
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.periods import Period

INBOX = "inbox"


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a package; a refusal beside a row says that it is kept but not counted."""

    id: int | None
    refusal: Refusal | None


def keep_package(
    office: Office, package: TrustedPackage, data: bytes, receiving: Receiving
) -> Kept:
    """Keep a report of a lower unit, or say why not; forks and gaps are kept as evidence.

    Raises:
        Refusal: package.not_lower_unit, package.wrong_kind, E_UNTRUSTED, E_ROW.
        Trouble: exchange.unwritable.
    """
    period = period_of(package)
    sender = _sender_below(office, package, period)
    _require_own_issue(office, package)
    for table in SETTLEMENTS:
        read_settlement_records(package.rows(table))
    with office.read() as session:
        held = _held(session, office, package.package_id)
    if held is None:
        return _keep_new(office, package, data, sender, receiving)
    return _keep_again(office, held, period, receiving)


def period_of(package: TrustedPackage) -> Period:
    """The period a report is about.

    Raises:
        Refusal: package.wrong_kind for a report without a period.
    """
    months = package.descriptor.period
    if months is None:
        raise Refusal("package.wrong_kind")
    return Period(months.first, months.last)


def load_stream(session: Session, office: Office, sender_id: int, stream: str) -> list[PackageIn]:
    """Every package of a stream that is here, by its number."""
    query = (
        select(PackageIn)
        .filter_by(unit_id=office.unit.id, sender_id=sender_id, stream=stream)
        .order_by(PackageIn.sequence, PackageIn.id)
    )
    return list(session.scalars(query))


def known_of(rows: Sequence[PackageIn]) -> list[Known]:
    """The rows of a stream as the chain sees them."""
    return [
        Known(
            Place(row.package_id, row.sequence, row.previous_id, row.supersedes),
            State(row.state),
            datetime.fromisoformat(row.received_at).date(),
        )
        for row in rows
    ]


def advance(session: Session, office: Office, sender_id: int, stream: str) -> None:
    """Let waiting packages join the chain when the one they waited for is there."""
    while True:
        rows = load_stream(session, office, sender_id, stream)
        missing = next_missing(known_of(rows))
        row = next(
            (it for it in rows if it.state == State.WAITING and it.sequence == missing), None
        )
        if row is None or row.code is not None:
            return
        others = known_of([it for it in rows if it is not row])
        try:
            row.state = judge(others, _place_of_row(row))
        except Refusal as refusal:
            row.code = refusal.code
        session.flush()


def _sender_below(office: Office, package: TrustedPackage, period: Period) -> UnitRow:
    party = package.descriptor.sender
    for row in lower_units(office, on=period.end):
        if row.code == party.unit:
            return row
    raise Refusal("package.not_lower_unit", unit=party.name, period=period.label)


def _require_own_issue(office: Office, package: TrustedPackage) -> None:
    # A unit's officers are certified by the unit it reports to; a certificate that another
    # authority under the same root made for one of our units is not believed.
    own = own_authorities(office)
    for signature in package.signatures:
        if own and not any(is_signed_by(signature.certificate, one) for one in own):
            raise Refusal("E_UNTRUSTED")


def _held(session: Session, office: Office, package_id: str) -> PackageIn | None:
    query = select(PackageIn).filter_by(unit_id=office.unit.id, package_id=package_id)
    return session.scalar(query)


def _keep_again(office: Office, held: PackageIn, period: Period, receiving: Receiving) -> Kept:
    if held.state != State.REFUSED:
        received_on = datetime.fromisoformat(held.received_at)
        return Kept(held.id, Refusal("ALREADY", received_on=table_date(received_on)))
    if not receiving.takes(period):
        return Kept(held.id, receiving.refuse(period))
    with office.change("package.receive") as session:
        row = session.get_one(PackageIn, held.id)
        row.state, row.code = State.PENDING.value, None
    return Kept(held.id, None)


def _keep_new(
    office: Office, package: TrustedPackage, data: bytes, sender: UnitRow, receiving: Receiving
) -> Kept:
    path: Path | None = None
    try:
        with office.change("package.receive") as session:
            rows = load_stream(session, office, sender.id, package.descriptor.stream)
            state, refusal = _settle(known_of(rows), package, receiving)
            if state is None:
                return Kept(None, refusal)
            path = _write(office, package, data)
            row = _row(office, package, sender, path.name)
            row.file_sha256 = hashlib.sha256(data).hexdigest()
            row.state = state.value
            if refusal is not None and state is not State.WAITING:
                row.code = refusal.code  # a gap may close; the rest stays wrong
            session.add(row)
            session.flush()
            _insert_figures(session, package, sender.id, row.id)
            for table in SETTLEMENTS:
                keep_records(session, package, row.id, sender.id, table)
            advance(session, office, sender.id, row.stream)
            return Kept(row.id, refusal)
    except BaseException:
        if path is not None:
            path.unlink(missing_ok=True)
        raise


def _settle(
    known: list[Known], package: TrustedPackage, receiving: Receiving
) -> tuple[State | None, Refusal | None]:
    """The state in which a package is kept, if it is, and what is said about it."""
    try:
        state = judge(known, _place_of(package))
    except Refusal as refusal:
        return (State.FORK if refusal.code == "E_FORK" else None), refusal
    period = period_of(package)
    if not receiving.takes(period):
        # Its number is used up all the same: without the row, the next package would find a gap.
        return (State.REFUSED if state is State.PENDING else None), receiving.refuse(period)
    if state is State.WAITING:
        return state, Refusal("E_GAP", missing=next_missing(known))
    return state, None


def _place_of(package: TrustedPackage) -> Place:
    descriptor = package.descriptor
    previous, old = descriptor.previous, descriptor.supersedes
    return Place(
        package.package_id,
        descriptor.sequence,
        previous.package_id if previous else None,
        old.package_id if old else None,
    )


def _place_of_row(row: PackageIn) -> Place:
    return Place(row.package_id, row.sequence, row.previous_id, row.supersedes)


def _write(office: Office, package: TrustedPackage, data: bytes) -> Path:
    suffix = ENCRYPTED_SUFFIX if is_encrypted(data) else SUFFIX
    name = f"{package.package_id.removeprefix('sha256:')[:32]}{suffix}"
    return write_new_file(office.folder / INBOX, name, data, check=lambda _: None)


def _row(office: Office, package: TrustedPackage, sender: UnitRow, file: str) -> PackageIn:
    descriptor, place, period = package.descriptor, _place_of(package), period_of(package)
    subjects = [subject_of(one.certificate.subject) for one in package.signatures]
    return PackageIn(
        uid=new_uid(office.clock()),
        unit_id=office.unit.id,
        sender_id=sender.id,
        kind=descriptor.kind,
        stream=descriptor.stream,
        sequence=descriptor.sequence,
        version=descriptor.version,
        first_month=period.first,
        last_month=period.last,
        package_id=package.package_id,
        previous_id=place.previous_id,
        supersedes=place.supersedes,
        reason=descriptor.supersedes.reason if descriptor.supersedes else None,
        signers="; ".join(f"{one.person} ({one.title})" for one in subjects),
        file=file,
        received_at=office.moment(),
    )


def _insert_figures(
    session: Session, package: TrustedPackage, sender_id: int, package_in_id: int
) -> None:
    names = ("code", "numerator", "denominator", "unit")
    columns = ("id", "unit_id", "package_in_id", *names)
    first = next_id(session, "received_figure")
    rows = [
        (number, sender_id, package_in_id, *(record[name] for name in names))
        for number, record in enumerate(package.rows("figures"), start=first)
    ]
    insert_rows(session, "received_figure", columns, rows, package=package.package_id)
