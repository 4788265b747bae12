"""Protects the data key: one wrap per officer, a recovery wrap, a secret for each officer.

An officer's password opens two things: the data key, shared by all officers of the folder, and the
officer's own secret, which locks that officer's signing key and which no recovery sheet can open.
"""

import math
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from unionapp.errors import Refusal

KEY_BYTES = 32
_SCRYPT = {"n": 2**16, "r": 8, "p": 1}  # 64 MiB: bearable on a 4 GB laptop
_MOST_COST = 2**23  # 1 GiB: a damaged number must not ask for more memory than there is
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no 0 O 1 I L U: read over the phone and typed
_GROUPS, _GROUP_LETTERS = 6, 5


@dataclass(frozen=True, slots=True)
class Opened:
    """What a password opens."""

    data_key: bytes
    secret: bytes


def new_key() -> bytes:
    """32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def new_recovery_code() -> str:
    """A code for the recovery sheet: six groups of five letters, 147 bits."""
    groups = (
        "".join(secrets.choice(_ALPHABET) for _ in range(_GROUP_LETTERS)) for _ in range(_GROUPS)
    )
    return "-".join(groups)


def plain_code(typed: str) -> str:
    """A recovery code as typed, without spaces, dashes and case."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def wrap(opened: Opened, password: str, context: str) -> dict[str, Any]:
    """Lock a key and a secret under a password (scrypt, AES-GCM), bound to file and officer."""
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    sealed = AESGCM(_derive(password, salt, _SCRYPT)).encrypt(
        nonce, opened.data_key + opened.secret, context.encode()
    )
    return {
        "kdf": "scrypt",
        **_SCRYPT,
        "salt": salt.hex(),
        "nonce": nonce.hex(),
        "sealed": sealed.hex(),
    }


def is_wrap(wrapped: Mapping[str, Any]) -> bool:
    """Whether this has the form of what `wrap` makes, at a cost a laptop can bear."""
    try:
        cost = [int(wrapped[name]) for name in _SCRYPT]
        for name in ("salt", "nonce", "sealed"):
            bytes.fromhex(wrapped[name])
    except (KeyError, TypeError, ValueError):
        return False
    n, *rest = cost
    is_power_of_two = n > 1 and n & (n - 1) == 0
    return is_power_of_two and min(rest) > 0 and math.prod(cost) <= _MOST_COST


def unwrap(wrapped: dict[str, Any], password: str, context: str) -> Opened:
    """Open what `wrap` locked.

    Raises:
        Refusal: login.wrong_password.
    """
    parameters = {name: int(wrapped[name]) for name in ("n", "r", "p")}
    key = _derive(password, bytes.fromhex(wrapped["salt"]), parameters)
    try:
        plain = AESGCM(key).decrypt(
            bytes.fromhex(wrapped["nonce"]), bytes.fromhex(wrapped["sealed"]), context.encode()
        )
    except InvalidTag:
        raise Refusal("login.wrong_password") from None
    return Opened(plain[:KEY_BYTES], plain[KEY_BYTES:])


def _derive(password: str, salt: bytes, parameters: dict[str, int]) -> bytes:
    # NFC: the same password typed on another system may arrive decomposed
    typed = unicodedata.normalize("NFC", password).encode()
    return Scrypt(
        salt=salt, length=KEY_BYTES, n=parameters["n"], r=parameters["r"], p=parameters["p"]
    ).derive(typed)
