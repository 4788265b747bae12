"""Lists of revoked certificates (CRL), which an authority signs and hands down by file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding

from unionapp.errors import Refusal
from unionapp.exchange.certificates import CLOCK_TOLERANCE, Issuer

# A list has to last from one yearly enrolment to the next, travel time included.
_LIFE = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Revocation:
    """One certificate that counts no more, from a moment on."""

    serial: int
    revoked_at: datetime
    reason: x509.ReasonFlags = x509.ReasonFlags.unspecified


def make_revocation_list(
    issuer: Issuer, revocations: Sequence[Revocation], *, number: int, moment: datetime
) -> bytes:
    """The authority's list number `number`, in DER; numbers may only rise."""
    authority_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key())
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(moment - CLOCK_TOLERANCE)
        .next_update(moment + _LIFE)
        .add_extension(x509.CRLNumber(number), critical=False)
        .add_extension(authority_key, critical=False)
    )
    for revocation in revocations:
        builder = builder.add_revoked_certificate(_entry(revocation))
    return builder.sign(issuer.key, SHA256()).public_bytes(Encoding.DER)


def read_revocation_list(data: bytes) -> x509.CertificateRevocationList:
    """A list from DER or PEM.

    Raises:
        Refusal: key.list_unreadable.
    """
    try:
        is_pem = data.lstrip().startswith(b"-----BEGIN")
        found = x509.load_pem_x509_crl(data) if is_pem else x509.load_der_x509_crl(data)
        # The parser leaves faults in these parts for later, when nobody expects them.
        found.issuer, found.extensions, found.next_update_utc  # noqa: B018
        for entry in found:
            entry.serial_number, entry.revocation_date_utc, entry.extensions  # noqa: B018
    except Exception:  # noqa: BLE001 - hostile lists raise what they like
        raise Refusal("key.list_unreadable") from None
    return found


def newest_list(
    lists: Iterable[x509.CertificateRevocationList], issuer: x509.Certificate
) -> x509.CertificateRevocationList | None:
    """The list with the highest number among those the authority itself signed."""
    own = [one for one in lists if one.issuer == issuer.subject and _is_signed_by(one, issuer)]
    return max(own, key=list_number, default=None)


def list_number(revocation_list: x509.CertificateRevocationList) -> int:
    """The number of a list; one without a number counts as the oldest."""
    try:
        found = revocation_list.extensions.get_extension_for_class(x509.CRLNumber)
    except (x509.ExtensionNotFound, ValueError):
        return -1
    return found.value.crl_number


def _is_signed_by(one: x509.CertificateRevocationList, issuer: x509.Certificate) -> bool:
    key = issuer.public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey | rsa.RSAPublicKey):
        return False
    return one.is_signature_valid(key)


def _entry(revocation: Revocation) -> x509.RevokedCertificate:
    builder = (
        x509.RevokedCertificateBuilder()
        .serial_number(revocation.serial)
        .revocation_date(revocation.revoked_at)
    )
    if revocation.reason is not x509.ReasonFlags.unspecified:
        builder = builder.add_extension(x509.CRLReason(revocation.reason), critical=False)
    return builder.build()
