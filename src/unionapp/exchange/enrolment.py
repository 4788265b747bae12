"""Enrolment by file: an authority certifies a request and answers with a container.

The voice of a person the other side knows joins the two ends: before issuing, the authority types
the digits of the request; before installing, the unit types the digits of the root.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from unionapp.errors import Refusal
from unionapp.exchange.certificates import (
    Issuer,
    Subject,
    certify_encryption,
    certify_issuer,
    certify_signing,
    read_certificates,
    write_certificates,
)
from unionapp.exchange.descriptor import Descriptor
from unionapp.exchange.fingerprints import check_fingerprint
from unionapp.exchange.requests import EnrolmentRequest, public_key_of
from unionapp.exchange.sealing import PackageContents
from unionapp.exchange.trust import TrustAnchors, read_anchors
from unionapp.exchange.verification import SealedPackage, TrustedPackage, confirm, open_package

_ROOT, _CHAIN = "certs/root.pem", "certs/chain.pem"
_SIGNING, _ENCRYPTION = "certs/signing.pem", "certs/encryption.pem"
_ISSUING, _UPPER = "certs/issuing.pem", "certs/upper-encryption.pem"


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority and all that stands above it, the root first."""

    issuer: Issuer
    above: tuple[x509.Certificate, ...] = ()

    @property
    def root(self) -> x509.Certificate:
        """The certificate everybody pins."""
        return self.path[0]

    @property
    def path(self) -> tuple[x509.Certificate, ...]:
        """From the root to the authority itself."""
        return (*self.above, self.issuer.certificate)


@dataclass(frozen=True, slots=True)
class IssuedCertificates:
    """What an officer gets; `issuing` only if the unit in turn certifies the units below it."""

    signing: x509.Certificate
    encryption: x509.Certificate
    issuing: x509.Certificate | None = None


@dataclass(frozen=True, slots=True)
class Enrolment:
    """An answer whose root the officer has confirmed by voice."""

    package: TrustedPackage
    root: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    certificates: IssuedCertificates
    upper_encryption: x509.Certificate | None
    trust: TrustAnchors


def issue(
    request: EnrolmentRequest,
    typed_fingerprint: str,
    authority: Authority,
    *,
    levels: int | None = None,
    moment: datetime,
) -> IssuedCertificates:
    """Certify the keys of a request whose digits the officer heard over the telephone and typed.

    Only if `levels` is given may the unit certify the units below it, with that many levels of
    authorities beneath.

    Raises:
        Refusal: key.fingerprint_form or key.fingerprint_differs; nothing was certified.
    """
    check_fingerprint(typed_fingerprint, request.to_der())
    name, issuer = request.subject.to_name(), authority.issuer
    issued = IssuedCertificates(
        signing=certify_signing(name, public_key_of(request.signing), issuer, moment=moment),
        encryption=certify_encryption(
            name, public_key_of(request.encryption), issuer, moment=moment
        ),
    )
    if request.issuing is None or levels is None:
        return issued
    key = public_key_of(request.issuing)
    unit_name = Subject(request.subject.unit_code, request.subject.unit_name).to_name()
    issuing = certify_issuer(unit_name, key, issuer, levels=levels, moment=moment)
    return replace(issued, issuing=issuing)


def pack_enrolment(
    descriptor: Descriptor,
    issued: IssuedCertificates,
    authority: Authority,
    *,
    revocation_lists: Sequence[bytes] = (),
    upper_encryption: x509.Certificate | None = None,
) -> PackageContents:
    """The contents of the answer, to be sealed by an officer of the authority."""
    optional = {_ISSUING: issued.issuing, _UPPER: upper_encryption}
    files = {
        _ROOT: write_certificates(authority.root),
        _CHAIN: write_certificates(*authority.path),
        _SIGNING: write_certificates(issued.signing),
        _ENCRYPTION: write_certificates(issued.encryption),
    }
    files |= {name: write_certificates(one) for name, one in optional.items() if one is not None}
    files |= {f"crl/{place}.crl": der for place, der in enumerate(revocation_lists, start=1)}
    return PackageContents(replace(descriptor, kind="enrolment"), authority_files=files)


def open_enrolment(
    source: Path | bytes, typed_fingerprint: str, *, moment: datetime, recipient: str
) -> Enrolment:
    """The enrolment in a file, once the officer has typed the digits of its root.

    Raises:
        Refusal: key.fingerprint_form, key.fingerprint_differs, enrolment.wrong_kind,
            enrolment.incomplete; else as `open_package` and `confirm`.
    """
    sealed = open_package(source)
    files = _authority_files(sealed)
    root = _one_certificate(files, _ROOT)
    check_fingerprint(typed_fingerprint, root.public_bytes(Encoding.DER))
    chain = read_certificates(files.get(_CHAIN, b""))
    trust = read_anchors([files[_ROOT], *_lists(files)])
    trust = replace(trust, certificates=tuple(dict.fromkeys((root, *chain))))
    _refuse_other_roots(trust, root)
    package = confirm(sealed, trust, moment=moment, recipient=recipient)
    certificates = IssuedCertificates(
        _one_certificate(files, _SIGNING),
        _one_certificate(files, _ENCRYPTION),
        _optional_certificate(files, _ISSUING),
    )
    upper = _optional_certificate(files, _UPPER)
    return Enrolment(package, root, chain, certificates, upper, trust)


def _authority_files(sealed: SealedPackage) -> Mapping[str, bytes]:
    if sealed.descriptor.kind != "enrolment":
        raise Refusal("enrolment.wrong_kind")
    return {
        name: file.content()
        for name, file in sealed.files.items()
        if name.startswith(("certs/", "crl/"))
    }


def _lists(files: Mapping[str, bytes]) -> Iterator[bytes]:
    return (data for name, data in files.items() if name.startswith("crl/"))


def _one_certificate(files: Mapping[str, bytes], name: str) -> x509.Certificate:
    certificates = read_certificates(files[name]) if name in files else ()
    if len(certificates) != 1:
        raise Refusal("enrolment.incomplete")
    return certificates[0]


def _optional_certificate(files: Mapping[str, bytes], name: str) -> x509.Certificate | None:
    return _one_certificate(files, name) if name in files else None


def _refuse_other_roots(trust: TrustAnchors, root: x509.Certificate) -> None:
    # Only the root's digits were heard; a second anchor beside it would come in unheard.
    if set(trust.anchors()) != {root}:
        raise Refusal("E_UNTRUSTED")
