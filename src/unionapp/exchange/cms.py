"""Detached CAdES-B signatures: made and checked by pyHanko, fenced by rules of our own.

A signature that passes `read_signature` was made over exactly this content by the holder of the
key in its certificate. Whether that certificate may be believed is a question for `trust`.
"""

# pyHanko takes most of a second to import; it is loaded on first use, inside the functions that
# need it.

import asyncio
import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeAlias

from asn1crypto import cms as asn1
from asn1crypto import core, keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from unionapp.errors import Refusal
from unionapp.exchange import limits
from unionapp.exchange.certificates import parse_whole
from unionapp.exchange.der import lint_der

Asn1: TypeAlias = Any  # asn1crypto has no types

_SHA2 = "300b06096086480165030402{0}", "300d06096086480165030402{0}0500"
_DIGESTS = {
    bytes.fromhex(form.format(octet)): name
    for form in _SHA2
    for octet, name in (("01", "sha256"), ("02", "sha384"))
}
_SIGNATURES = frozenset(
    bytes.fromhex(algorithm)
    for algorithm in (
        "300a06082a8648ce3d040302",  # ecdsa-with-SHA256
        "300a06082a8648ce3d040303",  # ecdsa-with-SHA384
        "300d06092a864886f70d01010b0500",  # sha256WithRSAEncryption
        "300d06092a864886f70d01010c0500",  # sha384WithRSAEncryption
        "300d06092a864886f70d0101010500",  # rsaEncryption, the digest named elsewhere (RFC 3370)
    )
)
_REQUIRED = {
    "1.2.840.113549.1.9.3",  # contentType
    "1.2.840.113549.1.9.4",  # messageDigest
    "1.2.840.113549.1.9.5",  # signingTime
    "1.2.840.113549.1.9.16.2.47",  # signingCertificateV2
}
_COMMITMENT = "1.2.840.113549.1.9.16.2.16"
# CMSAlgorithmProtection; and S/MIME capabilities, which openssl adds without being asked.
_ALLOWED = {_COMMITMENT, "1.2.840.113549.1.9.52", "1.2.840.113549.1.9.15"}
_TIME_STAMP = "1.2.840.113549.1.9.16.2.14"


class Commitment(StrEnum):
    """What a signer answers for."""

    CREATION = "proof_of_creation"
    APPROVAL = "proof_of_approval"
    RECEIPT = "proof_of_receipt"


@dataclass(frozen=True, slots=True)
class Signer:
    """An officer with the key at hand; `chain` is what lies between certificate and root."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
    chain: tuple[x509.Certificate, ...] = ()
    commitment: Commitment = Commitment.CREATION


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature that fits its content; its signer is not yet known to be trusted."""

    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    signed_at: datetime


def sign(content: bytes, signer: Signer, *, moment: datetime) -> bytes:
    """A detached signature over the content, in DER."""
    from pyhanko.sign.ades.api import (  # noqa: PLC0415 - on first use
        CAdESSignedAttrSpec,
        GenericCommitment,
    )
    from pyhanko.sign.signers.pdf_cms import (  # noqa: PLC0415 - on first use
        PdfCMSSignedAttributes,
        SimpleSigner,
    )
    from pyhanko_certvalidator.registry import (  # noqa: PLC0415 - on first use
        SimpleCertificateStore,
    )

    pyhanko_signer = SimpleSigner(
        signing_cert=to_asn1(signer.certificate),
        signing_key=_key_to_asn1(signer),
        cert_registry=SimpleCertificateStore.from_certs(
            [to_asn1(certificate) for certificate in signer.chain]
        ),
    )
    commitment = GenericCommitment[signer.commitment.value.upper()].asn1
    signed = asyncio.run(
        pyhanko_signer.async_sign_general_data(
            content,
            digest_algorithm="sha256",
            use_cades=True,
            signed_attr_settings=PdfCMSSignedAttributes(
                signing_time=moment,
                cades_signed_attrs=CAdESSignedAttrSpec(commitment_type=commitment),
            ),
        )
    )
    return bytes(signed.dump())


def read_signature(data: bytes, content: bytes, *, file: str) -> Signature:
    """The signature in a .p7s file, checked against the content it stands for.

    Raises:
        Refusal: E_CMS for another form, E_ALG for a weak algorithm, E_DIGEST_SIGNED if other
            content was signed, E_SIG if the signature itself is false.
    """
    lint_der(data)
    _teach_attributes()
    try:
        signed, info = _unwrap(data)
        _check_form(signed, info)
        digest_name = _check_algorithms(signed, info)
        certificate, chain = _read_certificates(signed, info)
        signed_at = _signing_time(info)
    except Refusal:
        raise
    except Exception:  # noqa: BLE001 - hostile bytes make a parser raise what it likes
        raise Refusal("E_CMS", file=file) from None
    _check_key(certificate)
    _check_integrity(info, certificate, hashlib.new(digest_name, content).digest(), file)
    return Signature(certificate, chain, signed_at)


def _teach_attributes() -> None:
    """Let pyHanko name the attributes of CAdES before any is read.

    asn1crypto closes its list of names with the first one asked for; a signature read before
    the first one is made would leave it without them, and making one would fail.
    """
    from pyhanko.sign.ades import cades_asn1  # noqa: F401, PLC0415 - it registers what it knows


def to_asn1(certificate: x509.Certificate) -> Asn1:
    """The same certificate for pyHanko."""
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _key_to_asn1(signer: Signer) -> Asn1:
    der = signer.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return keys.PrivateKeyInfo.load(der)


def _unwrap(data: bytes) -> tuple[Asn1, Asn1]:
    content_info = asn1.ContentInfo.load(data, strict=True)
    _demand(content_info["content_type"].native == "signed_data")
    signed = content_info["content"]
    _demand(len(signed["signer_infos"]) == 1)
    return signed, signed["signer_infos"][0]


def _check_form(signed: Asn1, info: Asn1) -> None:
    _demand(signed["version"].native == "v1" and info["version"].native == "v1")
    _demand(signed["encap_content_info"]["content_type"].native == "data")
    _demand(_is_absent(signed["encap_content_info"]["content"]))
    _demand(_is_absent(signed["crls"]))
    _demand(info["sid"].name == "issuer_and_serial_number")
    attributes = Counter(attribute["type"].dotted for attribute in info["signed_attrs"])
    _demand(attributes.keys() >= _REQUIRED and attributes.keys() <= _REQUIRED | _ALLOWED)
    _demand(max(attributes.values()) == 1)
    _demand(all(len(attribute["values"]) == 1 for attribute in info["signed_attrs"]))
    if not _is_absent(info["unsigned_attrs"]):
        _demand(all(each["type"].dotted == _TIME_STAMP for each in info["unsigned_attrs"]))


def _check_algorithms(signed: Asn1, info: Asn1) -> str:
    digest = info["digest_algorithm"].dump()
    if digest not in _DIGESTS:
        raise Refusal("E_ALG")
    _demand([each.dump() for each in signed["digest_algorithms"]] == [digest])
    algorithm = info["signature_algorithm"]
    if algorithm.dump() not in _SIGNATURES and not _is_strong_pss(algorithm):
        raise Refusal("E_ALG")
    return _DIGESTS[digest]


def _is_strong_pss(algorithm: Asn1) -> bool:
    if algorithm["algorithm"].native != "rsassa_pss":
        return False
    parameters = algorithm["parameters"].native
    return bool(
        parameters["hash_algorithm"]["algorithm"] == "sha256"
        and parameters["mask_gen_algorithm"]["parameters"]["algorithm"] == "sha256"
        and parameters["salt_length"] == 32
    )


def _read_certificates(
    signed: Asn1,
    info: Asn1,
) -> tuple[x509.Certificate, tuple[x509.Certificate, ...]]:
    choices = list(signed["certificates"])
    _demand(1 <= len(choices) <= limits.CERTIFICATES)
    _demand(all(choice.name == "certificate" for choice in choices))
    sid = info["sid"].chosen
    signers: list[x509.Certificate] = []
    others: list[x509.Certificate] = []
    for choice in choices:
        found = choice.chosen
        _demand(found.serial_number > 0)
        is_signer = (
            found.issuer.dump() == sid["issuer"].dump()
            and found.serial_number == sid["serial_number"].native
        )
        certificate = x509.load_der_x509_certificate(found.dump())
        parse_whole(certificate)
        (signers if is_signer else others).append(certificate)
    _demand(len(signers) == 1 and len(set(others)) == len(others))
    return signers[0], tuple(others)


def _signing_time(info: Asn1) -> datetime:
    for attribute in info["signed_attrs"]:
        if attribute["type"].native == "signing_time":
            moment = attribute["values"][0].native
            _demand(isinstance(moment, datetime) and moment.tzinfo is not None)
            return moment  # type: ignore[no-any-return]
    raise ValueError


def _check_key(certificate: x509.Certificate) -> None:
    try:
        key = certificate.public_key()
    except Exception:  # noqa: BLE001 - unknown curves and key types raise what they like
        raise Refusal("E_ALG") from None
    strong_curve = isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name in {
        "secp256r1",
        "secp384r1",
    }
    strong_modulus = isinstance(key, rsa.RSAPublicKey) and 2048 <= key.key_size <= 8192
    if not strong_curve and not strong_modulus:
        raise Refusal("E_ALG")


def _check_integrity(
    info: Asn1,
    certificate: x509.Certificate,
    digest: bytes,
    file: str,
) -> None:
    from pyhanko.sign.validation.generic_cms import (  # noqa: PLC0415 - on first use
        validate_sig_integrity,
    )

    try:
        intact, valid = validate_sig_integrity(info, to_asn1(certificate), "data", digest)
    except Exception:  # noqa: BLE001 - whatever stops the check, nothing is proved
        raise Refusal("E_SIG", file=file) from None
    if not intact:
        raise Refusal("E_DIGEST_SIGNED", file=file)
    if not valid:
        raise Refusal("E_SIG", file=file)


def _is_absent(value: Asn1) -> bool:
    return value is core.VOID or isinstance(value, core.Void)


def _demand(holds: bool) -> None:  # noqa: FBT001 - the condition is the whole point
    if not holds:
        raise ValueError
