"""Keys, certificates and revocation lists as the data file keeps them."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from unionapp.database.bulk import insert_rows, next_id
from unionapp.errors import Refusal
from unionapp.exchange.certificates import (
    Issuer,
    is_authority,
    is_signed_by,
    read_certificates,
    subject_of,
    write_certificates,
)
from unionapp.exchange.cms import Commitment, Signer
from unionapp.exchange.enrolment import Authority
from unionapp.exchange.envelope import DecryptionKey
from unionapp.exchange.private_keys import protect_key, unprotect_key
from unionapp.exchange.revocation import list_number, newest_list, read_revocation_list
from unionapp.exchange.tables import Certificate, PrivateKey, StoredList
from unionapp.exchange.trust import TrustAnchors, sha256_of
from unionapp.organisation.office import Office

SIGN, ENCRYPT, ISSUE = "sign", "encrypt", "issue"
_PUBLIC = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a certificate is to this unit."""

    is_anchor: bool = False
    is_issued: bool = False


def secret_of(office: Office) -> str | None:
    """What the officer's keys are locked with; None in a folder without passwords."""
    return None if office.officer.secret is None else office.officer.secret.hex()


def keep_key(
    session: Session, office: Office, purpose: str, key: ec.EllipticCurvePrivateKey
) -> int:
    """Keep a private key under the officer's secret; return its row."""
    identifier = next_id(session, "private_key")
    names = ("id", "unit_id", "officer_id", "purpose", "public_sha256", "content", "made_at")
    content = protect_key(key, secret_of(office))
    row = (identifier, office.unit.id, office.officer.id, purpose)
    insert_rows(
        session,
        "private_key",
        names,
        [(*row, _public_sha256(key.public_key()), content, office.moment())],
        purpose=purpose,
    )
    return identifier


def keep_certificate(
    session: Session, office: Office, certificate: x509.Certificate, standing: Standing
) -> Certificate:
    """Keep a certificate, joined with its private key; a known one gains standing."""
    digest = sha256_of(certificate)
    known = session.scalar(select(Certificate).filter_by(unit_id=office.unit.id, sha256=digest))
    if known is not None:
        known.is_anchor = known.is_anchor or standing.is_anchor
        known.is_issued = known.is_issued or standing.is_issued
        return known
    row = _row_of(office, certificate, standing)
    row.private_key_id = session.scalar(
        select(PrivateKey.id).filter_by(public_sha256=_public_sha256(certificate.public_key()))
    )
    session.add(row)
    session.flush()
    return row


def keep_list(session: Session, office: Office, issuer: x509.Certificate, content: bytes) -> int:
    """Keep a revocation list; one already here or older than the newest is left aside.

    Raises:
        Refusal: key.list_unreadable.
    """
    number = list_number(read_revocation_list(content))
    digest = sha256_of(issuer)
    query = select(StoredList.number).filter_by(unit_id=office.unit.id, issuer_sha256=digest)
    if number > max(session.scalars(query), default=-1):
        session.add(
            StoredList(
                unit_id=office.unit.id,
                issuer_sha256=digest,
                number=number,
                content=content,
                added_at=office.moment(),
            )
        )
    return number


def load_signer(office: Office, commitment: Commitment = Commitment.CREATION) -> Signer:
    """The officer with the newest valid certificate to sign with.

    Raises:
        Refusal: key.no_certificate, key.expired, key.wrong_password.
    """
    with office.read() as session:
        row, content = _own(session, office, SIGN)
        known = _certificates(session, office)
    (certificate,) = read_certificates(row.pem.encode())
    if certificate.not_valid_after_utc < office.clock():
        raise Refusal("key.expired", until=row.valid_until)
    return Signer(
        certificate, _open_key(office, content), _intermediates(certificate, known), commitment
    )


def find_authority(session: Session, office: Office) -> Certificate | None:
    """The newest certificate with which this unit certifies others."""
    query = (
        select(Certificate)
        .filter_by(unit_id=office.unit.id, purpose=ISSUE, state="valid")
        .where(Certificate.private_key_id.is_not(None))
        .order_by(Certificate.id.desc())
    )
    return session.scalar(query.limit(1))


def load_authority(office: Office) -> Authority:
    """The authority of this unit, with its key.

    Raises:
        Refusal: key.no_authority, key.other_officer, key.wrong_password.
    """
    with office.read() as session:
        row = find_authority(session, office)
        if row is None:
            raise Refusal("key.no_authority")
        key = session.get_one(PrivateKey, row.private_key_id)
        known = _certificates(session, office)
    if key.officer_id != office.officer.id:
        raise Refusal("key.other_officer")
    (certificate,) = read_certificates(row.pem.encode())
    chain = _issuers_of(certificate, known)
    return Authority(Issuer(certificate, _open_key(office, key.content)), tuple(reversed(chain)))


def own_authorities(office: Office) -> tuple[x509.Certificate, ...]:
    """Every certificate with which this unit certifies or has certified others.

    Raises:
        Refusal: key.certificate_unreadable.
    """
    query = (
        select(Certificate.pem)
        .filter_by(unit_id=office.unit.id, purpose=ISSUE)
        .where(Certificate.private_key_id.is_not(None))
    )
    with office.read() as session:
        return _read_all(session.scalars(query))


def authorities_above(office: Office) -> tuple[x509.Certificate, ...]:
    """Whoever certified this unit's officers, and whoever stands above.

    Raises:
        Refusal: key.certificate_unreadable.
    """
    query = (
        select(Certificate.pem)
        .filter_by(unit_id=office.unit.id, purpose=SIGN)
        .where(Certificate.private_key_id.is_not(None))
    )
    with office.read() as session:
        own = _read_all(session.scalars(query))
        known = _certificates(session, office)
    return tuple(dict.fromkeys(one for mine in own for one in _issuers_of(mine, known)))


def load_trust(office: Office) -> TrustAnchors:
    """Whom this unit believes; who certifies others demands fresh lists.

    Raises:
        Refusal: key.certificate_unreadable, key.list_unreadable.
    """
    with office.read() as session:
        certificates = [one for one in _certificates(session, office) if is_authority(one)]
        query = select(StoredList.content).filter_by(unit_id=office.unit.id)
        lists = [read_revocation_list(content) for content in session.scalars(query)]
        has_authority = find_authority(session, office) is not None
    newest = [newest_list(lists, certificate) for certificate in certificates]
    kept = tuple(one for one in newest if one is not None)
    return TrustAnchors(tuple(certificates), kept, demands_lists=has_authority)


def newest_lists(office: Office) -> tuple[bytes, ...]:
    """The newest revocation list of every authority known here, in DER.

    Raises:
        Refusal: key.certificate_unreadable, key.list_unreadable.
    """
    return tuple(one.public_bytes(Encoding.DER) for one in load_trust(office).revocation_lists)


def encryption_certificate(office: Office) -> x509.Certificate | None:
    """The officer's newest certificate to which others encrypt what they send to this unit.

    Raises:
        Refusal: key.certificate_unreadable.
    """
    with office.read() as session:
        query = _own_query(office, ENCRYPT).limit(1)
        found = session.execute(query).first()
    return None if found is None else read_certificates(found[0].pem.encode())[0]


def upper_encryption_certificate(office: Office, code: str) -> x509.Certificate | None:
    """The newest encryption certificate that another unit handed down.

    Raises:
        Refusal: key.certificate_unreadable.
    """
    query = (
        select(Certificate.pem)
        .filter_by(unit_id=office.unit.id, purpose=ENCRYPT, holder_code=code, state="valid")
        .order_by(Certificate.id.desc())
    )
    with office.read() as session:
        pem = session.scalar(query.limit(1))
    return None if pem is None else read_certificates(pem.encode())[0]


def own_encryption_certificates(office: Office) -> tuple[x509.Certificate, ...]:
    """Those of every officer of this unit, so that each of them can open what it sent.

    Raises:
        Refusal: key.certificate_unreadable.
    """
    query = (
        select(Certificate.pem)
        .filter_by(unit_id=office.unit.id, purpose=ENCRYPT, state="valid")
        .where(Certificate.private_key_id.is_not(None))
        .order_by(Certificate.id)
    )
    with office.read() as session:
        return _read_all(session.scalars(query))


def load_decryption_keys(office: Office) -> tuple[DecryptionKey, ...]:
    """The officer's keys to open what was encrypted to this unit, also those of old days.

    Raises:
        Refusal: key.unreadable, key.wrong_password, key.certificate_unreadable.
    """
    with office.read() as session:
        found = session.execute(_own_query(office, ENCRYPT)).all()
    return tuple(
        DecryptionKey(read_certificates(row.pem.encode())[0], _open_key(office, content))
        for row, content in found
    )


def _own(session: Session, office: Office, purpose: str) -> tuple[Certificate, bytes]:
    query = _own_query(office, purpose).where(Certificate.state == "valid")
    found = session.execute(query.limit(1)).first()
    if found is None:
        raise Refusal("key.no_certificate", officer=office.officer.name)
    return found[0], found[1]


def _own_query(office: Office, purpose: str) -> Select[Certificate, bytes]:
    """The officer's certificates with their keys, newest first."""
    return (
        select(Certificate, PrivateKey.content)
        .join(PrivateKey, PrivateKey.id == Certificate.private_key_id)
        .where(Certificate.unit_id == office.unit.id, Certificate.purpose == purpose)
        .where(PrivateKey.officer_id == office.officer.id)
        .order_by(Certificate.id.desc())
    )


def _certificates(session: Session, office: Office) -> list[x509.Certificate]:
    query = select(Certificate.pem).filter_by(unit_id=office.unit.id).order_by(Certificate.id)
    return list(_read_all(session.scalars(query)))


def _read_all(pems: Iterable[str]) -> tuple[x509.Certificate, ...]:
    return tuple(one for pem in pems for one in read_certificates(pem.encode()))


def _issuers_of(
    certificate: x509.Certificate, known: Iterable[x509.Certificate]
) -> list[x509.Certificate]:
    """From the issuer of a certificate up to the root."""
    above: list[x509.Certificate] = []
    last = certificate
    while last.issuer != last.subject:
        issuer = next((one for one in known if is_signed_by(last, one)), None)
        if issuer is None or issuer in above:
            break
        above.append(issuer)
        last = issuer
    return above


def _intermediates(
    certificate: x509.Certificate, known: Iterable[x509.Certificate]
) -> tuple[x509.Certificate, ...]:
    return tuple(one for one in _issuers_of(certificate, known) if one.issuer != one.subject)


def _open_key(office: Office, content: bytes) -> ec.EllipticCurvePrivateKey:
    key = unprotect_key(content, secret_of(office))
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise Refusal("key.unreadable")
    return key


def _public_sha256(key: object) -> str:
    public_bytes = getattr(key, "public_bytes")  # noqa: B009  # every kind of public key has it
    return hashlib.sha256(public_bytes(*_PUBLIC)).hexdigest()


def _row_of(office: Office, certificate: x509.Certificate, standing: Standing) -> Certificate:
    subject = subject_of(certificate.subject)
    return Certificate(
        unit_id=office.unit.id,
        holder_code=subject.unit_code,
        holder_name=subject.unit_name,
        person=subject.person,
        title=subject.title,
        purpose=_purpose_of(certificate),
        serial=f"{certificate.serial_number:x}",
        sha256=sha256_of(certificate),
        pem=write_certificates(certificate).decode("ascii"),
        valid_until=certificate.not_valid_after_utc.date(),
        is_anchor=standing.is_anchor,
        is_issued=standing.is_issued,
        added_at=office.moment(),
    )


def _purpose_of(certificate: x509.Certificate) -> str:
    if is_authority(certificate):
        return ISSUE
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    return SIGN if usage.digital_signature else ENCRYPT
