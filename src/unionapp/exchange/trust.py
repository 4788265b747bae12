"""Whether a signer may be believed: the path to a known authority, dates, purpose and revocation.

The causes are looked for in a fixed order, so that the officer reads the plain reason; pyHanko's
path validation has the last word. The order: clock, path, purpose, dates, revocation, pyHanko.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

from unionapp.errors import Refusal, Trouble
from unionapp.exchange.certificates import (
    CLOCK_TOLERANCE,
    is_authority,
    is_signed_by,
    read_certificates,
    subject_of,
)
from unionapp.exchange.cms import Signature, to_asn1
from unionapp.exchange.revocation import newest_list, read_revocation_list

_LONGEST_PATH = 6


@dataclass(frozen=True, slots=True)
class TrustAnchors:
    """What the verifier knows beforehand.

    A certificate none of whose issuers is among `certificates` is an anchor: the root, or a single
    certificate the verifier chose to trust. `pins` names the units of officers whose certificates
    come from a public authority, by the certificate's SHA-256. Who certifies others sets
    `demands_lists`: without a fresh list it refuses. If `issuers` are named, one of them has to
    have certified an officer itself: else one unit below could issue for its neighbour.
    """

    certificates: tuple[x509.Certificate, ...] = ()
    revocation_lists: tuple[x509.CertificateRevocationList, ...] = ()
    pins: Mapping[str, str] = field(default_factory=dict)
    demands_lists: bool = False
    issuers: tuple[x509.Certificate, ...] = ()

    def anchors(self) -> tuple[x509.Certificate, ...]:
        """The certificates believed without asking anyone."""
        return tuple(
            certificate
            for certificate in self.certificates
            if certificate.issuer == certificate.subject
            or sha256_of(certificate) in self.pins
            or not any(is_signed_by(certificate, other) for other in self.certificates)
        )

    def admits(self, signer: x509.Certificate) -> bool:
        """Whether the right authority certified this officer."""
        if not self.issuers or sha256_of(signer) in self.pins:
            return True
        return any(is_signed_by(signer, issuer) for issuer in self.issuers)

    def unit_of(self, certificate: x509.Certificate) -> str:
        """The code of the unit an officer signs for."""
        pinned = self.pins.get(sha256_of(certificate))
        return pinned or subject_of(certificate.subject).unit_code


def read_anchors(sources: Iterable[Path | bytes]) -> TrustAnchors:
    """Trust from files or their contents: certificates in PEM, lists in DER or PEM, in any order.

    Raises:
        Refusal: key.certificate_unreadable or key.list_unreadable.
        Trouble: exchange.unreadable if a file cannot be read.
    """
    certificates: list[x509.Certificate] = []
    lists: list[x509.CertificateRevocationList] = []
    for source in sources:
        data = _read_bytes(source)
        if b"-----BEGIN CERTIFICATE-----" in data:
            certificates += read_certificates(data)
        elif b"-----BEGIN" in data and not _list_blocks(data):
            raise Refusal("key.certificate_unreadable")
        lists += [read_revocation_list(block) for block in _list_blocks(data)]
    return TrustAnchors(tuple(dict.fromkeys(certificates)), tuple(lists))


def check_signer(signature: Signature, trust: TrustAnchors, *, moment: datetime) -> list[str]:
    """Accept the signer of a signature as of a moment; return the codes of warnings.

    Raises:
        Refusal: E_CLOCK, E_UNTRUSTED, E_CMS, E_KEY_USAGE, E_NOT_YET_VALID, E_EXPIRED, E_REVOKED,
            E_CRL_MISSING or E_CRL_STALE.
    """
    if signature.signed_at > moment + CLOCK_TOLERANCE:
        raise Refusal("E_CLOCK", moment=f"{moment:%d/%m/%Y %H:%M} UTC")
    path = _find_path(signature, trust)
    signer = path[0]
    _check_purpose(signer, is_pinned=sha256_of(signer) in trust.pins)
    for certificate in path:
        _check_dates(certificate, moment)
    _check_dates(signer, signature.signed_at)
    warnings = [
        warning
        for certificate, issuer in pairwise(path)
        for warning in _check_revocation(certificate, issuer, trust, moment)
    ]
    _validate_path(path, trust, moment)
    return list(dict.fromkeys(warnings))


def sha256_of(certificate: x509.Certificate) -> str:
    """The SHA-256 of a certificate, as openssl prints it but without colons."""
    return certificate.fingerprint(SHA256()).hex()


def _read_bytes(source: Path | bytes) -> bytes:
    if isinstance(source, bytes):
        return source
    try:
        return source.read_bytes()
    except OSError:
        raise Trouble("exchange.unreadable", file=source.name) from None


def _list_blocks(data: bytes) -> list[bytes]:
    begin, end = b"-----BEGIN X509 CRL-----", b"-----END X509 CRL-----"
    if b"-----BEGIN" not in data:
        return [data]
    return [begin + part.split(end)[0] + end + b"\n" for part in data.split(begin)[1:]]


def _find_path(signature: Signature, trust: TrustAnchors) -> Sequence[x509.Certificate]:
    """The certificates from the signer to the first anchor."""
    known = (*trust.certificates, *signature.chain)
    chain = [signature.certificate]
    while len(chain) < _LONGEST_PATH:
        issuers = [one for one in known if one not in chain and is_signed_by(chain[-1], one)]
        if not issuers:
            break
        # An authority renewed under the same key has two certificates; the later one counts.
        chain.append(max(issuers, key=lambda one: one.not_valid_after_utc))
    anchors = trust.anchors()
    reached = [place for place, certificate in enumerate(chain) if certificate in anchors]
    if not reached or not trust.admits(signature.certificate):
        raise Refusal("E_UNTRUSTED")
    # Other certificates are under no signature: whoever carries the file could change them.
    if not set(signature.chain) <= {*chain, *trust.certificates}:
        raise Refusal("E_CMS")
    return chain[: reached[0] + 1]


def _check_purpose(certificate: x509.Certificate, *, is_pinned: bool) -> None:
    extensions = {extension.oid: extension.value for extension in certificate.extensions}
    usage = extensions.get(x509.KeyUsage.oid)
    if not isinstance(usage, x509.KeyUsage) or not usage.digital_signature:
        raise Refusal("E_KEY_USAGE")
    purposes = extensions.get(x509.ExtendedKeyUsage.oid)
    is_officer = (
        isinstance(purposes, x509.ExtendedKeyUsage)
        and ExtendedKeyUsageOID.EMAIL_PROTECTION in purposes
    )
    # Public authorities have purposes of their own; a pin names the very certificate.
    if is_authority(certificate) or not (is_officer or is_pinned):
        raise Refusal("E_KEY_USAGE")


def _check_dates(certificate: x509.Certificate, moment: datetime) -> None:
    if moment < certificate.not_valid_before_utc:
        raise Refusal("E_NOT_YET_VALID", moment=moment)
    if moment > certificate.not_valid_after_utc:
        raise Refusal("E_EXPIRED", moment=moment)


def _check_revocation(
    certificate: x509.Certificate, issuer: x509.Certificate, trust: TrustAnchors, moment: datetime
) -> list[str]:
    newest = newest_list(trust.revocation_lists, issuer)
    if newest is None:
        if trust.demands_lists:
            raise Refusal("E_CRL_MISSING")
        return ["W_CRL_MISSING"]
    entry = newest.get_revoked_certificate_by_serial_number(certificate.serial_number)
    if entry is not None and entry.revocation_date_utc <= moment:
        raise Refusal("E_REVOKED")
    if newest.next_update_utc is not None and newest.next_update_utc >= moment:
        return []
    if trust.demands_lists:
        raise Refusal("E_CRL_STALE")
    return ["W_CRL_STALE"]


def _validate_path(
    path: Sequence[x509.Certificate], trust: TrustAnchors, moment: datetime
) -> None:
    # Loaded on first use: pyHanko takes most of a second to import.
    from pyhanko_certvalidator import (  # noqa: PLC0415 - on first use
        CertificateValidator,
        ValidationContext,
    )

    context = ValidationContext(
        # Without explicit roots the operating system's list would be believed.
        trust_roots=[to_asn1(path[-1])],
        other_certs=[to_asn1(certificate) for certificate in path[1:-1]],
        crls=[one.public_bytes(Encoding.DER) for one in trust.revocation_lists],
        moment=moment,
        allow_fetching=False,
        revocation_mode="require" if trust.demands_lists else "soft-fail",
    )
    validator = CertificateValidator(to_asn1(path[0]), validation_context=context)
    try:
        asyncio.run(validator.async_validate_usage({"digital_signature"}))
    except Exception:  # noqa: BLE001 - whatever stops the check, nothing is proved
        raise Refusal("E_UNTRUSTED") from None
