"""Requests for certificates (.cdreq): PKCS#10 in PEM, one to sign and one to decrypt.

A unit that will certify the units below it adds a third.
Any tool can look at it: `openssl req -in F.cdreq -verify -noout -subject`.
"""

from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding

from unionapp.errors import Refusal
from unionapp.exchange.certificates import Subject, subject_of
from unionapp.exchange.fingerprints import fingerprint

SUFFIX = ".cdreq"

_END = b"-----END CERTIFICATE REQUEST-----"
_LARGEST = 64 * 1024


@dataclass(frozen=True, slots=True)
class EnrolmentRequest:
    """A request whose holder owns all its keys; who the holder is, only a call can prove."""

    subject: Subject
    signing: x509.CertificateSigningRequest
    encryption: x509.CertificateSigningRequest
    issuing: x509.CertificateSigningRequest | None = None

    @property
    def fingerprint(self) -> str:
        """The thirty digits both sides compare over the telephone; they cover every request."""
        return fingerprint(self.to_der())

    def to_der(self) -> bytes:
        """The requests, one behind the other."""
        return b"".join(part.public_bytes(Encoding.DER) for part in self._parts())

    def to_pem(self) -> bytes:
        """The content of a .cdreq file."""
        return b"".join(part.public_bytes(Encoding.PEM) for part in self._parts())

    def _parts(self) -> list[x509.CertificateSigningRequest]:
        return [part for part in (self.signing, self.encryption, self.issuing) if part is not None]


def make_request(
    subject: Subject,
    signing_key: ec.EllipticCurvePrivateKey,
    encryption_key: ec.EllipticCurvePrivateKey,
    issuing_key: ec.EllipticCurvePrivateKey | None = None,
) -> EnrolmentRequest:
    """A request for an officer's certificates; with a third key, to certify the units below too.

    Raises:
        Refusal: key.request_unreadable if one key is to serve two purposes.
    """
    builder = x509.CertificateSigningRequestBuilder().subject_name(subject.to_name())
    given = [key for key in (signing_key, encryption_key, issuing_key) if key is not None]
    return _check([builder.sign(key, SHA256()) for key in given])


def read_request(data: bytes) -> EnrolmentRequest:
    """The request in a .cdreq file.

    Raises:
        Refusal: key.request_unreadable if this is anything but two or three requests of one person
            for as many keys on P-256, each signed with its own key.
    """
    blocks = [block + _END + b"\n" for block in data.split(_END)[:-1]]
    if len(data) > _LARGEST or len(blocks) not in {2, 3}:
        raise Refusal("key.request_unreadable")
    try:
        parts = [x509.load_pem_x509_csr(block.lstrip()) for block in blocks]
    except ValueError:
        raise Refusal("key.request_unreadable") from None
    return _check(parts)


def public_key_of(request: x509.CertificateSigningRequest) -> ec.EllipticCurvePublicKey:
    """The key a request asks to have certified.

    Raises:
        Refusal: key.request_unreadable if it is not a key on P-256 whose holder signed the
            request.
    """
    try:
        key, is_own = request.public_key(), request.is_signature_valid
    except Exception:  # noqa: BLE001 - hostile keys raise what they like
        raise Refusal("key.request_unreadable") from None
    if not isinstance(key, ec.EllipticCurvePublicKey) or key.curve.name != "secp256r1":
        raise Refusal("key.request_unreadable")
    if not is_own:
        raise Refusal("key.request_unreadable")
    return key


def _check(parts: list[x509.CertificateSigningRequest]) -> EnrolmentRequest:
    keys = {public_key_of(part).public_numbers() for part in parts}
    names = {part.subject for part in parts}
    subject = subject_of(parts[0].subject)
    # One key for two purposes would let a decryption be passed off as a signature.
    if len(keys) != len(parts) or len(names) != 1:
        raise Refusal("key.request_unreadable")
    if not subject.unit_code or not subject.unit_name:
        raise Refusal("key.request_unreadable")
    return EnrolmentRequest(subject, *parts)
