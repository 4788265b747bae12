"""The envelope (.cdpkx): a finished package encrypted to the units that may open it.

CMS AuthEnvelopedData (RFC 5083) with AES-256-GCM; every recipient gets the content key by
ephemeral ECDH on P-256. All lengths but the content's are fixed, so that the reader cuts at known
places, writes the envelope anew from the pieces and compares: any other cipher, tag length or
recipient kind has another form and is refused.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.x963kdf import X963KDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from unionapp.errors import Refusal
from unionapp.exchange import limits

SUFFIX = ".cdpkx"

_TAG_BYTES, _NONCE_BYTES, _KEY_BYTES = 16, 12, 32
_POINT_BYTES, _NAME_BYTES, _WRAPPED_BYTES = 65, 20, 40

_SEQUENCE, _SET, _INTEGER, _BITS, _OCTETS = 0x30, 0x31, 0x02, 0x03, 0x04
_TYPE = bytes.fromhex("060b2a864886f70d0109100117")  # id-ct-authEnvelopedData
_DATA = bytes.fromhex("06092a864886f70d010701")  # id-data
_GCM = bytes.fromhex("060960864801650304012e")  # aes256-GCM
_WRAP = bytes.fromhex("300b060960864801650304012d")  # aes256-wrap
_AGREEMENT = bytes.fromhex("06062b8104010b01")  # dhSinglePass-stdDH-sha256kdf
_EC_KEY = bytes.fromhex("300906072a8648ce3d0201")  # id-ecPublicKey, on the recipient's curve


@dataclass(frozen=True, slots=True)
class DecryptionKey:
    """A unit's key to open envelopes with, and the certificate others encrypted to."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True)
class _Recipient:
    """One way to the content key, open to the holder of the named key."""

    point: bytes
    name: bytes
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class _Envelope:
    recipients: tuple[_Recipient, ...]
    nonce: bytes
    content: bytes
    tag: bytes


def is_encrypted(data: bytes) -> bool:
    """Whether these bytes begin like an envelope."""
    return data[:1] == bytes([_SEQUENCE]) and _TYPE in data[2 : 6 + len(_TYPE)]


def encrypt_package(data: bytes, recipients: Sequence[x509.Certificate]) -> bytes:
    """The envelope around a package; the sender's own certificate belongs among the recipients.

    Raises:
        Refusal: E_KEY_USAGE if a certificate is not one to encrypt to, E_LIMIT if there are too
            many.
    """
    if not 1 <= len(recipients) <= limits.RECIPIENTS:
        raise Refusal("E_LIMIT")
    content_key, nonce = os.urandom(_KEY_BYTES), os.urandom(_NONCE_BYTES)
    sealed = AESGCM(content_key).encrypt(nonce, data, None)
    infos = tuple(_address(certificate, content_key) for certificate in recipients)
    return _write(_Envelope(infos, nonce, sealed[:-_TAG_BYTES], sealed[-_TAG_BYTES:]))


def decrypt_package(data: bytes, keys: Sequence[DecryptionKey]) -> bytes:
    """The package in an envelope.

    Raises:
        Refusal: E_NOT_FOR_ME if none of the keys opens it, E_ENV if its form is wrong, E_ENV_TAG
            if its content was changed.
    """
    envelope = _read(data)
    content_key = _content_key(envelope, keys)
    try:
        return AESGCM(content_key).decrypt(envelope.nonce, envelope.content + envelope.tag, None)
    except InvalidTag:
        raise Refusal("E_ENV_TAG") from None


def _address(certificate: x509.Certificate, content_key: bytes) -> _Recipient:
    ephemeral = ec.generate_private_key(ec.SECP256R1())
    shared = ephemeral.exchange(ec.ECDH(), _public_key(certificate))
    point = ephemeral.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return _Recipient(
        point, _key_name(certificate), aes_key_wrap(_wrapping_key(shared), content_key)
    )


def _content_key(envelope: _Envelope, keys: Sequence[DecryptionKey]) -> bytes:
    by_name = {_key_name(key.certificate): key.key for key in keys}
    mine = [recipient for recipient in envelope.recipients if recipient.name in by_name]
    if not mine:
        raise Refusal("E_NOT_FOR_ME")
    recipient = mine[0]
    try:
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), recipient.point)
        shared = by_name[recipient.name].exchange(ec.ECDH(), point)
        content_key = aes_key_unwrap(_wrapping_key(shared), recipient.wrapped)
    except (ValueError, InvalidUnwrap):
        raise Refusal("E_ENV") from None
    return content_key


def _wrapping_key(shared: bytes) -> bytes:
    # RFC 5753, section 7.2: the algorithm of the key to be derived, and its length in bits.
    length = (8 * _KEY_BYTES).to_bytes(4, "big")
    info = _tlv(_SEQUENCE, _WRAP, _tlv(0xA2, _tlv(_OCTETS, length)))
    return X963KDF(SHA256(), _KEY_BYTES, info).derive(shared)


def _public_key(certificate: x509.Certificate) -> ec.EllipticCurvePublicKey:
    key = certificate.public_key()
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        raise Refusal("E_KEY_USAGE") from None
    if not isinstance(key, ec.EllipticCurvePublicKey) or key.curve.name != "secp256r1":
        raise Refusal("E_KEY_USAGE")
    if not usage.key_agreement:
        raise Refusal("E_KEY_USAGE")
    return key


def _key_name(certificate: x509.Certificate) -> bytes:
    # The key identifier names no person and no unit to whoever carries the file.
    found = certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier)
    return found.value.digest


def _write(envelope: _Envelope) -> bytes:
    blocks = sorted(_write_recipient(recipient) for recipient in envelope.recipients)
    parameters = _tlv(
        _SEQUENCE, _tlv(_OCTETS, envelope.nonce), _tlv(_INTEGER, bytes([_TAG_BYTES]))
    )
    content = _tlv(
        _SEQUENCE, _DATA, _tlv(_SEQUENCE, _GCM, parameters), _tlv(0x80, envelope.content)
    )
    body = _tlv(
        _SEQUENCE,
        _tlv(_INTEGER, b"\0"),
        _tlv(_SET, *blocks),
        content,
        _tlv(_OCTETS, envelope.tag),
    )
    return _tlv(_SEQUENCE, _TYPE, _tlv(0xA0, body))


def _write_recipient(recipient: _Recipient) -> bytes:
    originator = _tlv(0xA0, _tlv(0xA1, _EC_KEY, _tlv(_BITS, b"\0", recipient.point)))
    named = _tlv(0xA0, _tlv(_OCTETS, recipient.name))
    keys = _tlv(_SEQUENCE, _tlv(_SEQUENCE, named, _tlv(_OCTETS, recipient.wrapped)))
    agreement = _tlv(_SEQUENCE, _AGREEMENT, _WRAP)
    return _tlv(0xA1, _tlv(_INTEGER, b"\3"), originator, agreement, keys)


def _read(data: bytes) -> _Envelope:
    try:
        envelope = _cut(data)
    except IndexError:
        raise Refusal("E_ENV") from None
    if not envelope.recipients or _write(envelope) != data:
        raise Refusal("E_ENV")
    return envelope


def _cut(data: bytes) -> _Envelope:
    at, _ = _enter(data, 0)
    at, _ = _enter(data, at + len(_TYPE))
    at, _ = _enter(data, at)
    first, end = _enter(data, at + 3)
    if end - first > limits.RECIPIENTS * len(_MARKED):
        raise Refusal("E_LIMIT")
    blocks = [data[block : block + len(_MARKED)] for block in range(first, end, len(_MARKED))]
    at, _ = _enter(data, end)
    nonce_at = at + _NONCE_AT
    start, stop = _enter(data, nonce_at + _NONCE_BYTES + 3)
    return _Envelope(
        recipients=tuple(_cut_recipient(block) for block in blocks),
        nonce=data[nonce_at : nonce_at + _NONCE_BYTES],
        content=data[start:stop],
        tag=data[stop + 2 : stop + 2 + _TAG_BYTES],
    )


def _cut_recipient(block: bytes) -> _Recipient:
    return _Recipient(
        block[_POINT_AT : _POINT_AT + _POINT_BYTES],
        block[_NAME_AT : _NAME_AT + _NAME_BYTES],
        block[_WRAPPED_AT : _WRAPPED_AT + _WRAPPED_BYTES],
    )


def _tlv(tag: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    size = len(body)
    if size < 0x80:
        return bytes([tag, size]) + body
    octets = (size.bit_length() + 7) // 8
    return bytes([tag, 0x80 | octets]) + size.to_bytes(octets, "big") + body


def _enter(data: bytes, at: int) -> tuple[int, int]:
    """Where the content of the value that starts here begins and ends."""
    first = data[at + 1]
    octets = first & 0x7F if first & 0x80 else 0
    start = at + 2 + octets
    length = int.from_bytes(data[at + 2 : start], "big") if octets else first
    return start, start + length


# A recipient's block has one length; marks show where its three pieces lie.
_MARKED = _write_recipient(
    _Recipient(b"\xf1" * _POINT_BYTES, b"\xf2" * _NAME_BYTES, b"\xf3" * _WRAPPED_BYTES)
)
_POINT_AT, _NAME_AT, _WRAPPED_AT = (
    _MARKED.index(mark * 20) for mark in (b"\xf1", b"\xf2", b"\xf3")
)
_NONCE_AT = len(_DATA) + 2 + len(_GCM) + 2 + 2
