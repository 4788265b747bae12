"""Private keys at rest: PKCS#8 in PEM, under PBES2 with scrypt and AES-256-CBC.

The writers at hand protect PKCS#8 and PKCS#12 with 2 048 rounds of PBKDF2 only, which a stolen
laptop would not survive; scrypt with N = 2^17 costs every guess a third of a second and 128 MiB.
"""

import os
import unicodedata
from typing import ClassVar

from asn1crypto import algos, core, keys, pem
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from cryptography.hazmat.primitives.padding import PKCS7
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from unionapp.errors import Refusal

_COST, _BLOCK_SIZE, _PARALLEL = 2**17, 8, 1
_KEY_BYTES, _SALT_BYTES, _BLOCK_BYTES = 32, 16, 16


class _ScryptParameters(core.Sequence):  # type: ignore[misc]
    """RFC 7914, section 7."""

    _fields: ClassVar = [
        ("salt", core.OctetString),
        ("cost", core.Integer),
        ("block_size", core.Integer),
        ("parallel", core.Integer),
        ("key_length", core.Integer, {"optional": True}),
    ]


class _KeyDerivation(core.Sequence):  # type: ignore[misc]
    _fields: ClassVar = [("algorithm", core.ObjectIdentifier), ("parameters", core.Any)]


class _Encryption(core.Sequence):  # type: ignore[misc]
    """The parameters of PBES2 (RFC 8018, appendix A.4)."""

    _fields: ClassVar = [
        ("key_derivation", _KeyDerivation),
        ("cipher", algos.EncryptionAlgorithm),
    ]


class _ProtectedKey(core.Sequence):  # type: ignore[misc]
    class _Algorithm(core.Sequence):  # type: ignore[misc]
        _fields: ClassVar = [("algorithm", core.ObjectIdentifier), ("parameters", _Encryption)]

    _fields: ClassVar = [("algorithm", _Algorithm), ("data", core.OctetString)]


def protect_key(
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey, password: str | None
) -> bytes:
    """The key as PEM, unreadable without the password; open to all if there is none.

    Whether a key may lie open is the caller's decision.
    """
    plain = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    if password is None:
        return bytes(pem.armor("PRIVATE KEY", keys.PrivateKeyInfo.load(plain).dump()))
    salt, vector = os.urandom(_SALT_BYTES), os.urandom(_BLOCK_BYTES)
    derived = Scrypt(salt, _KEY_BYTES, _COST, _BLOCK_SIZE, _PARALLEL).derive(_encode(password))
    padder = PKCS7(AES.block_size).padder()
    encryptor = Cipher(AES(derived), CBC(vector)).encryptor()
    padded = padder.update(plain) + padder.finalize()
    protected = _describe(salt, vector, encryptor.update(padded) + encryptor.finalize())
    return bytes(pem.armor("ENCRYPTED PRIVATE KEY", protected.dump()))


def unprotect_key(
    data: bytes, password: str | None
) -> ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey:
    """The key in a PEM file.

    Raises:
        Refusal: key.wrong_password if the password is wrong or missing; key.unreadable if this is
            no such file.
    """
    is_protected = b"-----BEGIN ENCRYPTED PRIVATE KEY-----" in data
    secret = _encode(password or "") if is_protected else None
    try:
        key = load_pem_private_key(data, secret)
    except (ValueError, TypeError):
        raise Refusal("key.wrong_password" if is_protected else "key.unreadable") from None
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise Refusal("key.unreadable")
    return key


def _encode(password: str) -> bytes:
    # One person types ế as one character, another keyboard as three; both mean the same password.
    return unicodedata.normalize("NFC", password).encode("utf-8")


def _describe(salt: bytes, vector: bytes, encrypted: bytes) -> _ProtectedKey:
    scrypt = _ScryptParameters(
        {"salt": salt, "cost": _COST, "block_size": _BLOCK_SIZE, "parallel": _PARALLEL}
    )
    cipher = algos.EncryptionAlgorithm({"algorithm": "aes256_cbc", "parameters": vector})
    return _ProtectedKey(
        {
            "algorithm": {
                "algorithm": "1.2.840.113549.1.5.13",  # PBES2
                "parameters": {
                    "key_derivation": {
                        "algorithm": "1.3.6.1.4.1.11591.4.11",  # scrypt
                        "parameters": scrypt,
                    },
                    "cipher": cipher,
                },
            },
            "data": encrypted,
        }
    )
