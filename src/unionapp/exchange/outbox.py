"""The outbox: sealing what goes to the upper unit, a second signature, and what became of it."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cryptography import x509
from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.exchange.cms import Commitment
from unionapp.exchange.descriptor import Months, Party, Replacement
from unionapp.exchange.dispatch import Letter, dispatching
from unionapp.exchange.envelope import SUFFIX as ENCRYPTED_SUFFIX
from unionapp.exchange.key_store import (
    load_decryption_keys,
    load_signer,
    own_encryption_certificates,
    upper_encryption_certificate,
)
from unionapp.exchange.package_contents import gather
from unionapp.exchange.readiness import refuse_flaws
from unionapp.exchange.sealing import PackageContents, cosign
from unionapp.exchange.tables import PackageOut
from unionapp.exchange.verification import open_package
from unionapp.organisation.office import Office
from unionapp.organisation.units import parent_of
from unionapp.reports.handing_over import comparison_code
from unionapp.vietnamese.names import clean_text
from unionapp.vietnamese.periods import Period

SUMMARY, DETAILED = "summary", "detailed"
PROFILES = (SUMMARY, DETAILED)
REASON_LETTERS = 10
STATE_NAMES = {
    "sealed": "đã chốt, chờ cấp trên trả lời",
    "accepted": "cấp trên đã nhận",
    "returned": "cấp trên trả lại",
    "superseded": "đã có bản thay thế",
}


@dataclass(frozen=True, slots=True)
class Sealed:
    """A package on the disk, ready to be carried to the upper unit."""

    path: Path
    package_id: str
    period: Period | None
    recipient: str
    sequence: int
    version: int
    signatures: int

    @property
    def file_code(self) -> str | None:
        """The code both sides read to each other; None once the file is gone."""
        return _code_of(self.path)


@dataclass(frozen=True, slots=True)
class SentRow:
    """A package of the outbox; `decision` is what the upper unit wrote back."""

    id: int
    kind: str
    period: Period | None
    recipient: str
    sequence: int
    version: int
    state: str
    state_name: str
    sealed_at: str
    sealed_by: str
    package_id: str
    path: Path
    reason: str | None
    decision: str | None
    deadline: date | None

    @property
    def file_code(self) -> str | None:
        """The code both sides read to each other; None once the file is gone."""
        return _code_of(self.path)


def seal_package(
    office: Office,
    period: Period,
    *,
    profile: str = SUMMARY,
    output: Path,
    reason: str | None = None,
    signatures: int = 1,
) -> Sealed:
    """Freeze the reports of a period, seal them to the upper unit, and note the package.

    A period that was sent before goes out as the next version, with a reason. With two
    `signatures` the upper unit takes the package only once another officer has signed it too.

    Raises:
        Refusal: package.no_upper_unit, package.period_ahead, package.unknown_profile,
            package.detailed_needs_key, package.reason_needed, report.has_errors; else
            as `load_signer` and `gather`.
        Trouble: exchange.unwritable; no number was used.
    """
    recipient = _recipient(office, period, profile)
    envelope = _envelope(office, recipient) if profile == DETAILED else ()
    signer = load_signer(office)
    refuse_flaws(office, period)
    with office.read() as session:
        _replacement(session, office, recipient, period, reason)
    gathered = gather(office, period, with_members=profile == DETAILED)
    with dispatching(office, "package.seal") as dispatch:
        before, replaced = _replacement(dispatch.session, office, recipient, period, reason)
        letter = Letter(
            kind="report" if before is None else "correction",
            recipient=recipient,
            period=Months(period.first, period.last),
            version=1 if before is None else before.version + 1,
            supersedes=replaced,
            signatures_required=signatures,
            profile=profile,
            encrypt_to=envelope,
        )
        row = dispatch.send(
            letter,
            lambda descriptor: PackageContents(descriptor, gathered.tables, gathered.reports),
            signer,
            output,
        )
        if before is not None:
            _supersede(dispatch.session, before)
        return _sealed(row, signatures=1)


def sign_package(office: Office, path: Path, *, output: Path | None = None) -> Sealed:
    """Add the signature of a second officer; a copy is written, the package keeps its id.

    Raises:
        Refusal: package.not_own, package.already_signed; else as `load_signer` and `cosign`.
        Trouble: exchange.unreadable, exchange.unwritable.
    """
    signer = load_signer(office, Commitment.APPROVAL)
    keys = load_decryption_keys(office) if path.suffix == ENCRYPTED_SUFFIX else ()
    descriptor = open_package(path, keys=keys).descriptor
    if descriptor.sender.unit != office.unit.code:
        raise Refusal("package.not_own", unit=descriptor.sender.name)
    signed = cosign(
        path,
        signer,
        moment=office.clock(),
        output_dir=output,
        keys=keys,
        encrypt_to=_envelope(office, descriptor.recipient) if keys else (),
    )
    with office.change("package.sign") as session:
        row = session.scalar(
            select(PackageOut).filter_by(unit_id=office.unit.id, package_id=signed.package_id)
        )
        if row is not None:
            row.path = str(signed.path)
    months = descriptor.period
    return Sealed(
        signed.path,
        signed.package_id,
        None if months is None else Period(months.first, months.last),
        descriptor.recipient.unit,
        descriptor.sequence,
        descriptor.version,
        signed.signatures,
    )


def list_outbox(office: Office, period: Period | None = None) -> tuple[SentRow, ...]:
    """The packages this unit sealed, newest first."""
    query = select(PackageOut).filter_by(unit_id=office.unit.id)
    if period is not None:
        query = query.filter_by(first_month=period.first, last_month=period.last)
    with office.read() as session:
        rows = session.scalars(query.order_by(PackageOut.id.desc()))
        return tuple(_sent(row) for row in rows)


def _code_of(path: Path) -> str | None:
    if not path.is_file():
        return None
    return comparison_code(hashlib.sha256(path.read_bytes()).hexdigest())


def _recipient(office: Office, period: Period, profile: str) -> Party:
    if profile not in PROFILES:
        raise Refusal("package.unknown_profile", profile=profile)
    if period.start > office.today:
        raise Refusal("package.period_ahead", period=period.label)
    upper = parent_of(office)
    if upper is None:
        raise Refusal("package.no_upper_unit")
    return Party(upper.code, upper.name)


def _envelope(office: Office, recipient: Party) -> tuple[x509.Certificate, ...]:
    """Who may open a package with personal data: the upper unit, and the sender again."""
    upper = upper_encryption_certificate(office, recipient.unit)
    if upper is None:
        raise Refusal("package.detailed_needs_key")
    return (upper, *own_encryption_certificates(office))


def _replacement(
    session: Session, office: Office, recipient: Party, period: Period, reason: str | None
) -> tuple[PackageOut | None, Replacement | None]:
    """The package of this period that the next one replaces."""
    query = (
        select(PackageOut)
        .filter_by(unit_id=office.unit.id, recipient_code=recipient.unit, stream="report")
        .filter_by(first_month=period.first, last_month=period.last)
        .order_by(PackageOut.version.desc())
    )
    last = session.scalar(query.limit(1))
    if last is None:
        return None, None
    words = clean_text(reason or "")
    if len(words) < REASON_LETTERS:
        raise Refusal(
            "package.reason_needed",
            period=period.label,
            version=last.version,
            letters=REASON_LETTERS,
        )
    return last, Replacement(last.package_id, words)


def _supersede(session: Session, before: PackageOut) -> None:
    """Put away the version that is replaced, and one before it that counted again."""
    same = ("unit_id", "recipient_code", "stream", "first_month", "last_month")
    query = select(PackageOut).filter_by(**{name: getattr(before, name) for name in same})
    for row in session.scalars(query.where(PackageOut.version <= before.version)):
        row.state = "superseded"


def _sealed(row: PackageOut, signatures: int) -> Sealed:
    return Sealed(
        Path(row.path),
        row.package_id,
        _period(row),
        row.recipient_code,
        row.sequence,
        row.version,
        signatures,
    )


def _period(row: PackageOut) -> Period | None:
    if row.first_month is None or row.last_month is None:
        return None
    return Period(row.first_month, row.last_month)


def _sent(row: PackageOut) -> SentRow:
    return SentRow(
        id=row.id,
        kind=row.kind,
        period=_period(row),
        recipient=row.recipient_code,
        sequence=row.sequence,
        version=row.version,
        state=row.state,
        state_name=STATE_NAMES[row.state],
        sealed_at=row.sealed_at,
        sealed_by=row.sealed_by,
        package_id=row.package_id,
        path=Path(row.path),
        reason=row.reason,
        decision=row.decision,
        deadline=row.deadline,
    )
