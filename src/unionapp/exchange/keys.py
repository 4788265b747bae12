"""The unit's own keys: founding an authority, asking for certificates, listing, revoking."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding
from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.exchange.certificates import (
    Issuer,
    Subject,
    certify_encryption,
    certify_signing,
    make_key,
    make_root,
    read_certificates,
    write_certificates,
)
from unionapp.exchange.enrolment import Authority
from unionapp.exchange.fingerprints import fingerprint_of
from unionapp.exchange.key_store import (
    ENCRYPT,
    ISSUE,
    SIGN,
    Standing,
    find_authority,
    keep_certificate,
    keep_key,
    keep_list,
    load_authority,
    load_trust,
)
from unionapp.exchange.requests import EnrolmentRequest, make_request, read_request
from unionapp.exchange.revocation import Revocation, make_revocation_list, newest_list
from unionapp.exchange.tables import Certificate, StoredList
from unionapp.exchange.trust import sha256_of
from unionapp.exchange.writing import write_new_file
from unionapp.organisation.office import Office
from unionapp.organisation.tables import Tier

REASON_LETTERS = 5
_SOON = timedelta(days=100)


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A certificate as lists show it."""

    id: int
    unit: str
    unit_name: str
    person: str
    purpose: str
    is_own: bool
    is_anchor: bool
    is_issued: bool
    state: str
    valid_until: date
    fingerprint: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Requested:
    """A request for certificates, written to a file; the digits are read to the upper unit."""

    path: Path
    fingerprint: str
    asks_to_issue: bool


def found_root(office: Office) -> KeyRow:
    """Make this unit the root of trust and certify the officer at the keyboard.

    Raises:
        Refusal: key.no_authority_tier, key.authority_exists.
    """
    with office.change("key.root") as session:
        _require_consolidating(session, office)
        if find_authority(session, office) is not None:
            raise Refusal("key.authority_exists")
        moment = office.clock()
        root = make_root(Subject(office.unit.code, office.unit.name), moment=moment)
        keep_key(session, office, ISSUE, root.key)
        anchor = Standing(is_anchor=True)
        row = keep_certificate(session, office, root.certificate, anchor)
        _certify_self(session, office, root, moment)
        _issue_list(session, office, root, [])
        return _row(row)


def request_certificates(office: Office, output: Path) -> Requested:
    """Make new keys for the officer and write the request (.cdreq) for the upper unit.

    A unit whose tier consolidates asks for the right to certify the units below it, too.

    Raises:
        Trouble: exchange.unwritable; no key was kept.
    """
    with office.change("key.request") as session:
        purposes = [SIGN, ENCRYPT]
        if _is_consolidating(session, office) and find_authority(session, office) is None:
            purposes.append(ISSUE)
        keys = [make_key() for _ in purposes]
        for purpose, key in zip(purposes, keys, strict=True):
            keep_key(session, office, purpose, key)
        request = make_request(_subject(office), *keys)
        path = _write_request(request, output)
    return Requested(path, request.fingerprint, request.issuing is not None)


def list_keys(office: Office) -> tuple[KeyRow, ...]:
    """Every certificate this unit holds, issued or believes in, oldest first."""
    query = select(Certificate).filter_by(unit_id=office.unit.id).order_by(Certificate.id)
    with office.read() as session:
        return tuple(_row(row) for row in session.scalars(query))


def revoke_certificate(office: Office, identifier: int, reason: str) -> KeyRow:
    """Put a certificate this unit issued on its list of revoked ones, under the next number.

    Raises:
        Refusal: key.unknown, key.not_issued_here, key.already_revoked, key.reason_needed; else as
            `load_authority`.
    """
    if len(reason.strip()) < REASON_LETTERS:
        raise Refusal("key.reason_needed", letters=REASON_LETTERS)
    authority = load_authority(office)
    with office.change("key.revoke") as session:
        row = session.get(Certificate, identifier)
        if row is None or row.unit_id != office.unit.id:
            raise Refusal("key.unknown", id=identifier)
        if not row.is_issued:
            raise Refusal("key.not_issued_here")
        if row.state == "revoked":
            raise Refusal("key.already_revoked", revoked_at=row.revoked_at)
        row.state, row.revoked_at, row.reason = "revoked", office.moment(), reason.strip()
        session.flush()
        _issue_list(session, office, authority.issuer, _revocations(session, office))
        return _row(row)


def keep_list_fresh(office: Office) -> None:
    """Issue this unit's list anew before it grows stale, if its key is at hand.

    Without this a unit that certifies nobody for a year could receive nothing any more.

    Raises:
        Refusal: key.certificate_unreadable.
    """
    with office.read() as session:
        row = find_authority(session, office)
    if row is None:
        return
    (issuer,) = read_certificates(row.pem.encode())
    newest = newest_list(load_trust(office).revocation_lists, issuer)
    ends_at = newest.next_update_utc if newest is not None else None
    if ends_at is not None and ends_at > office.clock() + _SOON:
        return
    try:
        authority = load_authority(office)
    except Refusal:
        return  # another officer holds the key; the packages will say that the list is stale
    with office.change("key.list") as session:
        renew_list(session, office, authority)


def renew_list(session: Session, office: Office, authority: Authority) -> None:
    """Issue the authority's list anew, so that its days run from now.

    Raises:
        Refusal: key.list_unreadable.
    """
    _issue_list(session, office, authority.issuer, _revocations(session, office))


def export_trust(office: Office, folder: Path) -> tuple[Path, ...]:
    """Write the authorities this unit believes and their lists, for `package verify --trust`.

    Raises:
        Refusal: key.no_trust.
        Trouble: exchange.unwritable.
    """
    trust = load_trust(office)
    if not trust.certificates:
        raise Refusal("key.no_trust")
    files = [
        (f"{'root' if one.issuer == one.subject else 'issuer'}.pem", write_certificates(one))
        for one in trust.certificates
    ]
    files += [
        (f"list-{number}.crl", one.public_bytes(Encoding.DER))
        for number, one in enumerate(trust.revocation_lists, start=1)
    ]
    return tuple(write_new_file(folder, name, data, check=lambda _: None) for name, data in files)


def _require_consolidating(session: Session, office: Office) -> None:
    if not _is_consolidating(session, office):
        raise Refusal("key.no_authority_tier")


def _is_consolidating(session: Session, office: Office) -> bool:
    return session.get_one(Tier, office.unit.tier).can_consolidate


def _subject(office: Office) -> Subject:
    unit, officer = office.unit, office.officer
    return Subject(unit.code, unit.name, officer.name, officer.title)


def _certify_self(session: Session, office: Office, root: Issuer, moment: datetime) -> None:
    name = _subject(office).to_name()
    for purpose, certify in ((SIGN, certify_signing), (ENCRYPT, certify_encryption)):
        key = make_key()
        keep_key(session, office, purpose, key)
        certificate = certify(name, key.public_key(), root, moment=moment)
        keep_certificate(session, office, certificate, Standing(is_issued=True))


def _issue_list(
    session: Session, office: Office, issuer: Issuer, revocations: list[Revocation]
) -> None:
    query = select(StoredList.number).filter_by(
        unit_id=office.unit.id, issuer_sha256=sha256_of(issuer.certificate)
    )
    number = max(session.scalars(query), default=0) + 1
    content = make_revocation_list(issuer, revocations, number=number, moment=office.clock())
    keep_list(session, office, issuer.certificate, content)


def _revocations(session: Session, office: Office) -> list[Revocation]:
    query = select(Certificate).filter_by(unit_id=office.unit.id, is_issued=True, state="revoked")
    return [
        Revocation(int(row.serial, 16), datetime.fromisoformat(row.revoked_at or row.added_at))
        for row in session.scalars(query)
    ]


def _write_request(request: EnrolmentRequest, output: Path) -> Path:
    return write_new_file(output.parent, output.name, request.to_pem(), check=read_request)


def _row(row: Certificate) -> KeyRow:
    (certificate,) = read_certificates(row.pem.encode())
    return KeyRow(
        id=row.id,
        unit=row.holder_code,
        unit_name=row.holder_name,
        person=row.person,
        purpose=row.purpose,
        is_own=row.private_key_id is not None,
        is_anchor=row.is_anchor,
        is_issued=row.is_issued,
        state=row.state,
        valid_until=row.valid_until,
        fingerprint=fingerprint_of(certificate),
        reason=row.reason,
    )
