"""Fingerprints people read to each other over the telephone: six groups of five digits."""

import hashlib
import re

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from unionapp.errors import Refusal

_DOMAIN = b"vn.congdoan.fpr.v1\0"
_DIGITS = 30
_BETWEEN = re.compile(r"[\s.\-–—]+")


def fingerprint(der: bytes) -> str:
    """The thirty digits of a certificate or request (99.6 bits)."""
    number = int.from_bytes(hashlib.sha256(_DOMAIN + der).digest(), "big") % 10**_DIGITS
    digits = f"{number:0{_DIGITS}}"
    return "-".join(digits[start : start + 5] for start in range(0, _DIGITS, 5))


def fingerprint_of(certificate: x509.Certificate) -> str:
    """The thirty digits of a certificate."""
    return fingerprint(certificate.public_bytes(Encoding.DER))


def read_fingerprint(text: str) -> str:
    """The digits an officer typed, in the form `fingerprint` gives.

    Raises:
        Refusal: key.fingerprint_form if these are not thirty digits.
    """
    digits = _BETWEEN.sub("", text.strip())
    if not re.fullmatch(rf"[0-9]{{{_DIGITS}}}", digits):
        raise Refusal("key.fingerprint_form")
    return "-".join(digits[start : start + 5] for start in range(0, _DIGITS, 5))


def check_fingerprint(typed: str, der: bytes) -> None:
    """Accept only the digits of exactly this certificate or request.

    Raises:
        Refusal: key.fingerprint_form, or key.fingerprint_differs.
    """
    if read_fingerprint(typed) != fingerprint(der):
        raise Refusal("key.fingerprint_differs")
