"""X.509 certificates of the union's own small authority: root, issuers, officers, units."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from unionapp.errors import Refusal

DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
CLOCK_TOLERANCE = timedelta(days=1)

_ROOT_LIFE = timedelta(days=15 * 365 + 3)
_ISSUER_LIFE = timedelta(days=7 * 365 + 1)
_TERM = timedelta(days=5 * 365 + 183)  # one term of office and a half year to hold the congress
_NAME_LENGTH = (
    64  # RFC 5280, appendix A: upper bounds of organization, unit, title and common name
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a certificate names: a unit, and the person who signs for it."""

    unit_code: str
    unit_name: str
    person: str = ""
    title: str = ""

    def to_name(self) -> x509.Name:
        """The distinguished name; the full names stand in package.json."""
        parts = [
            (NameOID.COUNTRY_NAME, "VN"),
            (NameOID.ORGANIZATION_NAME, _fit(self.unit_name)),
            (NameOID.ORGANIZATIONAL_UNIT_NAME, self.unit_code),
            (NameOID.COMMON_NAME, _fit(self.person or self.unit_name)),
            (NameOID.TITLE, _fit(self.title)),
        ]
        return x509.Name([x509.NameAttribute(oid, text) for oid, text in parts if text])


@dataclass(frozen=True, slots=True)
class Issuer:
    """An authority that can certify: its certificate and its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True)
class _Profile:
    """What a kind of certificate is good for, and for how long."""

    life: timedelta
    levels: int | None
    key_usage: x509.KeyUsage
    purposes: tuple[ObjectIdentifier, ...] = ()


def make_key() -> ec.EllipticCurvePrivateKey:
    """A new private key on the curve P-256, to sign or to decrypt with."""
    return ec.generate_private_key(ec.SECP256R1())


def make_root(subject: Subject, *, levels: int = 2, moment: datetime) -> Issuer:
    """The authority at the top: its own issuer."""
    key = make_key()
    profile = _Profile(_ROOT_LIFE, levels, _usage("key_cert_sign", "crl_sign"))
    return Issuer(_build(subject.to_name(), key.public_key(), profile, (key, None), moment), key)


def certify_issuer(
    subject: x509.Name,
    key: ec.EllipticCurvePublicKey,
    issuer: Issuer,
    *,
    levels: int = 0,
    moment: datetime,
) -> x509.Certificate:
    """A certificate with which a unit may certify the officers of the units below it."""
    profile = _Profile(_ISSUER_LIFE, levels, _usage("key_cert_sign", "crl_sign"))
    return _issue(subject, key, profile, issuer, moment)


def certify_signing(
    subject: x509.Name, key: ec.EllipticCurvePublicKey, issuer: Issuer, *, moment: datetime
) -> x509.Certificate:
    """An officer's certificate to sign with, for one term."""
    profile = _Profile(
        _TERM,
        None,
        _usage("digital_signature", "content_commitment"),
        # Plain `openssl cms -verify` wants emailProtection; documentSigning says what we mean.
        (ExtendedKeyUsageOID.EMAIL_PROTECTION, DOCUMENT_SIGNING),
    )
    return _issue(subject, key, profile, issuer, moment)


def certify_encryption(
    subject: x509.Name, key: ec.EllipticCurvePublicKey, issuer: Issuer, *, moment: datetime
) -> x509.Certificate:
    """A unit's certificate to which packages are encrypted."""
    purposes = (ExtendedKeyUsageOID.EMAIL_PROTECTION,)
    profile = _Profile(_TERM, None, _usage("key_agreement"), purposes)
    return _issue(subject, key, profile, issuer, moment)


def subject_of(name: x509.Name) -> Subject:
    """The unit and person a distinguished name stands for."""

    def first(oid: ObjectIdentifier) -> str:
        found = name.get_attributes_for_oid(oid)
        return str(found[0].value) if found else ""

    return Subject(
        unit_code=first(NameOID.ORGANIZATIONAL_UNIT_NAME),
        unit_name=first(NameOID.ORGANIZATION_NAME),
        person=first(NameOID.COMMON_NAME),
        title=first(NameOID.TITLE),
    )


def is_authority(certificate: x509.Certificate) -> bool:
    """Whether this certificate may certify others."""
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except (x509.ExtensionNotFound, ValueError):
        return False


def is_signed_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Whether `issuer` is the authority that made `certificate`."""
    if certificate.issuer != issuer.subject or not is_authority(issuer):
        return False
    try:
        certificate.verify_directly_issued_by(issuer)
    except Exception:  # noqa: BLE001 - hostile keys raise what they like
        return False
    return True


def write_certificates(*certificates: x509.Certificate) -> bytes:
    """The certificates as PEM."""
    return b"".join(certificate.public_bytes(Encoding.PEM) for certificate in certificates)


def read_certificates(data: bytes) -> tuple[x509.Certificate, ...]:
    """The certificates of a PEM file.

    Raises:
        Refusal: key.certificate_unreadable.
    """
    try:
        certificates = tuple(x509.load_pem_x509_certificates(data))
        for certificate in certificates:
            parse_whole(certificate)
    except ValueError:
        raise Refusal("key.certificate_unreadable") from None
    return certificates


def parse_whole(certificate: x509.Certificate) -> None:
    """Read every part of a certificate now; the parser would otherwise leave faults for later.

    Raises:
        ValueError: some part cannot be read.
    """
    try:
        certificate.subject, certificate.issuer, certificate.extensions  # noqa: B018
        certificate.not_valid_before_utc, certificate.not_valid_after_utc  # noqa: B018
        certificate.signature_hash_algorithm, certificate.public_key()
    except Exception as fault:
        raise ValueError("certificate") from fault


def _issue(
    subject: x509.Name,
    key: ec.EllipticCurvePublicKey,
    profile: _Profile,
    issuer: Issuer,
    moment: datetime,
) -> x509.Certificate:
    return _build(subject, key, profile, (issuer.key, issuer.certificate), moment)


def _build(
    subject: x509.Name,
    key: ec.EllipticCurvePublicKey,
    profile: _Profile,
    issuer: tuple[ec.EllipticCurvePrivateKey, x509.Certificate | None],
    moment: datetime,
) -> x509.Certificate:
    issuer_key, issuer_certificate = issuer
    ends_at = moment + profile.life
    if issuer_certificate is not None:
        ends_at = min(ends_at, issuer_certificate.not_valid_after_utc)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer_certificate.subject if issuer_certificate else subject)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(moment - CLOCK_TOLERANCE)
        .not_valid_after(ends_at)
        .add_extension(
            x509.BasicConstraints(ca=profile.levels is not None, path_length=profile.levels),
            critical=True,
        )
        .add_extension(profile.key_usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()),
            critical=False,
        )
    )
    if profile.purposes:
        builder = builder.add_extension(x509.ExtendedKeyUsage(profile.purposes), critical=False)
    return builder.sign(issuer_key, SHA256())


def _usage(*allowed: str) -> x509.KeyUsage:
    names = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    build: Callable[..., x509.KeyUsage] = x509.KeyUsage
    return build(**{name: name in allowed for name in names})


def _fit(text: str) -> str:
    cut = text.encode("utf-8")[:_NAME_LENGTH]
    return cut.decode("utf-8", "ignore").strip()
