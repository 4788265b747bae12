"""The inbox: packages from the units below, each judged by itself; answers from the unit above."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from sqlalchemy import select

from unionapp.errors import CodedError, Refusal
from unionapp.exchange.arrivals import Arrival, ArrivedFile, find_files, read_bounded
from unionapp.exchange.chain import STATE_NAMES, State
from unionapp.exchange.collecting import Receiving, open_collection, receiving_of
from unionapp.exchange.descriptor import Descriptor
from unionapp.exchange.envelope import DecryptionKey, is_encrypted
from unionapp.exchange.fingerprints import fingerprint_of
from unionapp.exchange.key_store import load_decryption_keys, load_trust
from unionapp.exchange.keys import keep_list_fresh
from unionapp.exchange.preview import preview_package
from unionapp.exchange.receipts import Answer, take_receipt
from unionapp.exchange.received import keep_package
from unionapp.exchange.tables import PackageIn
from unionapp.exchange.trust import TrustAnchors
from unionapp.exchange.verification import SealedPackage, confirm, open_package
from unionapp.organisation.office import Office
from unionapp.organisation.tables import Unit
from unionapp.reports.handing_over import comparison_code
from unionapp.sentences import sentence, sentence_for
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.periods import Period

Outcome = Literal["received", "waiting", "receipt", "already", "refused", "ignored"]
_OUTCOMES: dict[str, Outcome] = {"ALREADY": "already", "E_GAP": "waiting"}


@dataclass(frozen=True, slots=True)
class ReceivedItem:
    """What became of one file; `fingerprints` name signers nobody here knows.

    `file_code` is the code on the slip that came with the file; `notes` say what to look at before
    the package is accepted.
    """

    file: Path
    outcome: Outcome
    code: str | None
    message: str
    id: int | None = None
    unit: str | None = None
    unit_name: str | None = None
    period: Period | None = None
    sequence: int | None = None
    version: int | None = None
    fingerprints: tuple[str, ...] = ()
    file_code: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Received:
    """What became of each file, in the order of their names."""

    items: tuple[ReceivedItem, ...]

    def count(self, *outcomes: Outcome) -> int:
        """How many files came out so."""
        return sum(item.outcome in outcomes for item in self.items)


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A package of the inbox."""

    id: int
    unit: str
    unit_name: str
    period: Period
    sequence: int
    version: int
    state: str
    state_name: str
    code: str | None
    signers: str
    received_at: str
    decided_at: str | None
    decided_by: str | None
    decision: str | None
    deadline: date | None
    reason: str | None
    package_id: str
    file_code: str
    path: Path


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every file of one delivery is judged by."""

    office: Office
    trust: TrustAnchors
    receiving: Receiving
    keys: Callable[[], Sequence[DecryptionKey]]


def receive_packages(
    office: Office,
    paths: Sequence[Path],
    *,
    period: Period | None = None,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Received:
    """Judge every file by itself and keep the good ones; a bad file never stops a good one.

    A period is taken alone, and its collection is opened. `progress` hears how many of how many
    files are done, and may raise to stop; what was kept until then stays kept.

    Raises:
        Trouble: exchange.unreadable if a place does not exist.
    """
    files = find_files(paths)
    if period is not None:
        open_collection(office, period)
    keep_list_fresh(office)
    # Opening the keys takes a moment, which only an encrypted package is worth.
    keys = cache(lambda: load_decryption_keys(office))
    desk = _Desk(office, load_trust(office), receiving_of(office, period), keys)
    items = []
    for number, file in enumerate(files, start=1):
        items.append(_receive(desk, file))
        progress(number, len(files))
    return Received(_look_again(office, items))


def list_inbox(office: Office, period: Period | None = None) -> tuple[InboxRow, ...]:
    """The packages that arrived, by unit in Vietnamese order, newest version first."""
    query = (
        select(PackageIn, Unit.code, Unit.name)
        .join(Unit, Unit.id == PackageIn.sender_id)
        .where(PackageIn.unit_id == office.unit.id)
        .order_by(Unit.name_sort, PackageIn.sequence.desc(), PackageIn.id.desc())
    )
    if period is not None:
        query = query.filter(
            PackageIn.first_month == period.first, PackageIn.last_month == period.last
        )
    with office.read() as session:
        return tuple(_row(office, row, code, name) for row, code, name in session.execute(query))


def _receive(desk: _Desk, file: ArrivedFile) -> ReceivedItem:
    if file.kind is Arrival.STRAY:
        return ReceivedItem(file.path, "ignored", None, sentence("package.ignored"))
    if file.kind is Arrival.SHEET:
        return _refused(file.path, Refusal("package.unsigned_sheet"))
    try:
        data = read_bounded(file.path)
        sealed = open_package(data, keys=desk.keys() if is_encrypted(data) else ())
    except CodedError as error:
        return _refused(file.path, error)
    code = comparison_code(hashlib.sha256(data).hexdigest())
    item = replace(_describe(file.path, sealed.descriptor), file_code=code)
    try:
        return _judge(desk, item, sealed, data)
    except CodedError as error:
        return replace(_saying(item, error), fingerprints=_unknown_signers(sealed, error))


def _judge(desk: _Desk, item: ReceivedItem, sealed: SealedPackage, data: bytes) -> ReceivedItem:
    office, descriptor = desk.office, sealed.descriptor
    package = confirm(sealed, desk.trust, moment=office.clock(), recipient=office.unit.code)
    if descriptor.kind == "receipt":
        return _answered(item, take_receipt(office, package))
    if descriptor.kind not in {"report", "correction"}:
        raise Refusal("package.wrong_kind")
    kept = keep_package(office, package, data, desk.receiving)
    if kept.refusal is not None:
        return replace(_saying(item, kept.refusal), id=kept.id)
    notes = () if kept.id is None else preview_package(office, kept.id).lines
    return _welcome(replace(item, id=kept.id, notes=notes))


def _describe(path: Path, descriptor: Descriptor) -> ReceivedItem:
    months = descriptor.period
    return ReceivedItem(
        path,
        "received",
        None,
        "",
        unit=descriptor.sender.unit,
        unit_name=descriptor.sender.name,
        period=Period(months.first, months.last) if months else None,
        sequence=descriptor.sequence,
        version=descriptor.version,
    )


def _welcome(item: ReceivedItem) -> ReceivedItem:
    code = "package.received" if item.version == 1 else "package.received_version"
    message = sentence(code, version=item.version)
    return replace(item, outcome="received", code=None, message=message)


def _answered(item: ReceivedItem, answer: Answer) -> ReceivedItem:
    deadline = table_date(answer.deadline) if answer.deadline else None
    message = sentence(
        f"package.receipt_{answer.state}",
        sequence=answer.sequence,
        file_code=answer.file_code or "…",
        reason=answer.reason,
        deadline=deadline,
    )
    return replace(item, outcome="receipt", message=message)


def _refused(path: Path, error: CodedError) -> ReceivedItem:
    return _saying(ReceivedItem(path, "refused", None, ""), error)


def _saying(item: ReceivedItem, error: CodedError) -> ReceivedItem:
    outcome = _OUTCOMES.get(error.code, "refused")
    return replace(item, outcome=outcome, code=error.code, message=sentence_for(error))


def _unknown_signers(sealed: SealedPackage, error: CodedError) -> tuple[str, ...]:
    if error.code != "E_UNTRUSTED":
        return ()
    return tuple(fingerprint_of(signature.certificate) for signature in sealed.signatures)


def _look_again(office: Office, items: Sequence[ReceivedItem]) -> tuple[ReceivedItem, ...]:
    """A file that had to wait may have found its predecessor later in the same delivery."""
    waiting = [item.id for item in items if item.outcome == "waiting"]
    query = select(PackageIn.id).where(PackageIn.id.in_(waiting), PackageIn.state == "pending")
    with office.read() as session:
        settled = set(session.scalars(query)) if waiting else set()
    return tuple(
        _welcome(item) if item.id in settled and item.outcome == "waiting" else item
        for item in items
    )


def _row(office: Office, row: PackageIn, code: str, name: str) -> InboxRow:
    return InboxRow(
        id=row.id,
        unit=code,
        unit_name=name,
        period=Period(row.first_month, row.last_month),
        sequence=row.sequence,
        version=row.version,
        state=row.state,
        state_name=STATE_NAMES[State(row.state)],
        code=row.code,
        signers=row.signers,
        received_at=row.received_at,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        decision=row.decision,
        deadline=row.deadline,
        reason=row.reason,
        package_id=row.package_id,
        file_code=comparison_code(row.file_sha256),
        path=office.folder / "inbox" / row.file,
    )
