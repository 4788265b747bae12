"""keyring.json beside data.db: which file it is, which schema, who may open it.

It is read before the data file is touched, so that a wrong password, a newer version, a foreign
file and damage can be told apart.
"""

import hashlib
import json
import os
import uuid
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from unionapp.database.vault import (
    KEY_BYTES,
    Opened,
    is_wrap,
    new_key,
    new_recovery_code,
    plain_code,
    unwrap,
    wrap,
)
from unionapp.errors import Refusal, Trouble

FORMAT = 1
_RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Keyring:
    """The public facts of a data folder and the locked copies of its data key."""

    file_id: str
    schema: int
    encrypted: bool
    check: str | None = None
    head: str | None = None  # the first 16 bytes of data.db: SQLCipher's salt
    officers: dict[str, dict[str, Any] | None] = field(default_factory=dict)
    recovery: dict[str, Any] | None = None

    def open(self, officer: str, password: str | None) -> Opened | None:
        """The data key and the officer's secret; None where this officer has no password.

        Raises:
            Refusal: login.unknown_officer, login.password_needed, login.wrong_password.
        """
        if officer not in self.officers:
            raise Refusal("login.unknown_officer", officer=officer)
        wrapped = self.officers[officer]
        if wrapped is None:
            return None
        if not password:
            raise Refusal("login.password_needed")
        return self._checked(unwrap(wrapped, password, self._context(officer)))

    def open_by_recovery(self, code: str) -> Opened:
        """The data key by the code on the recovery sheet.

        Raises:
            Refusal: login.wrong_recovery_code.
        """
        try:
            return self._checked(
                unwrap(self.recovery or {}, plain_code(code), self._context(_RECOVERY))
            )
        except (Refusal, KeyError):
            raise Refusal("login.wrong_recovery_code") from None

    def with_officer(
        self, officer: str, password: str | None, data_key: bytes | None
    ) -> "Keyring":
        """A keyring that this officer can open too, or open with a new password.

        Raises:
            Refusal: login.password_needed (an encrypted folder wants one from everybody).
        """
        if self.encrypted and not password:
            raise Refusal("login.password_needed")
        wrapped = None
        if password:
            wrapped = wrap(
                Opened(data_key or bytes(KEY_BYTES), new_key()), password, self._context(officer)
            )
        return replace(self, officers={**self.officers, officer: wrapped})

    def _checked(self, opened: Opened) -> Opened:
        if self.encrypted and _fingerprint(opened.data_key) != self.check:
            raise Trouble("data.keyring_damaged")
        return opened

    def _context(self, officer: str) -> str:
        return f"{self.file_id}/{officer}"


def new_keyring(schema: int, data_key: bytes | None) -> tuple[Keyring, str | None]:
    """A keyring for a new folder and, where it is encrypted, the code for the recovery sheet."""
    bare = Keyring(file_id=str(uuid.uuid4()), schema=schema, encrypted=data_key is not None)
    if data_key is None:
        return bare, None
    code = new_recovery_code()
    context = f"{bare.file_id}/{_RECOVERY}"
    recovery = wrap(Opened(data_key, b""), plain_code(code), context)
    return replace(bare, check=_fingerprint(data_key), recovery=recovery), code


def read_keyring(path: Path) -> Keyring:
    """Read keyring.json.

    Raises:
        Trouble: data.keyring_missing, data.keyring_damaged.
        Refusal: data.newer (written by a newer program).
    """
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
        form = facts.pop("format")
        if form > FORMAT:
            raise Refusal("data.newer")
        if not _is_sound(facts):
            raise Trouble("data.keyring_damaged")
        return Keyring(**facts)
    except FileNotFoundError:
        raise Trouble("data.keyring_missing") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise Trouble("data.keyring_damaged") from None


def _is_sound(facts: dict[str, Any]) -> bool:
    wraps = (*facts["officers"].values(), facts["recovery"])
    return (
        isinstance(facts["schema"], int)
        and bool(facts["officers"])
        and all(wrapped is None or is_wrap(wrapped) for wrapped in wraps)
    )


def write_keyring(path: Path, keyring: Keyring) -> None:
    """Write keyring.json beside, flush it to disk, and only then put it in place."""
    names = ("file_id", "schema", "encrypted", "check", "head", "officers", "recovery")
    facts = {"format": FORMAT, **{name: getattr(keyring, name) for name in names}}
    beside = path.with_name(path.name + ".new")
    with beside.open("w", encoding="utf-8") as file:
        json.dump(facts, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _fingerprint(data_key: bytes) -> str:
    return hashlib.sha256(b"unionapp.data-key.v1\x00" + data_key).hexdigest()
