"""A data folder on disk, told apart from foreign, newer and damaged ones."""

from dataclasses import dataclass
from pathlib import Path

from unionapp.database.dialects.sqlite import PLAIN_HEADER
from unionapp.database.keyring import Keyring, read_keyring
from unionapp.database.migrate import newest_schema
from unionapp.errors import Refusal, Trouble

HEAD_BYTES = 16


@dataclass(frozen=True, slots=True)
class FolderFacts:
    """What can be said of a folder before anybody signs in."""

    folder: Path
    officers: tuple[str, ...]
    needs_password: dict[str, bool]
    is_encrypted: bool


def data_path(folder: Path) -> Path:
    """Where the data file of a folder stands."""
    return folder / "data.db"


def keyring_path(folder: Path) -> Path:
    """Where the keyring of a folder stands."""
    return folder / "keyring.json"


def has_data(folder: Path) -> bool:
    """Whether a folder holds data already.

    Raises:
        Trouble: data.unreachable.
    """
    return _is_there(data_path(folder)) or _is_there(keyring_path(folder))


def look_at(folder: Path) -> FolderFacts:
    """Who may sign in to a folder.

    Raises:
        Trouble: data.missing, data.file_lost, data.foreign, data.damaged, data.keyring_*.
        Refusal: data.newer.
    """
    keyring = read_folder_keyring(folder)
    needs = {name: wrapped is not None for name, wrapped in keyring.officers.items()}
    return FolderFacts(folder, tuple(keyring.officers), needs, keyring.encrypted)


def read_folder_keyring(folder: Path) -> Keyring:
    """The keyring of a folder whose data file belongs to it.

    Raises:
        Trouble: data.missing, data.file_lost, data.foreign, data.damaged, data.keyring_*.
        Refusal: data.newer.
    """
    if not _is_there(data_path(folder)):
        is_lost = _is_there(keyring_path(folder))
        raise Trouble("data.file_lost" if is_lost else "data.missing", folder=str(folder))
    head = read_head(folder)
    keyring = read_keyring(keyring_path(folder))
    if keyring.schema > newest_schema():
        raise Refusal("data.newer")
    _require_same_file(keyring, head)
    return keyring


def read_head(folder: Path) -> bytes:
    """The first bytes of the data file: SQLCipher's salt, or SQLite's words.

    Raises:
        Trouble: data.damaged (shorter than a header), data.unreachable.
    """
    try:
        with data_path(folder).open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError:
        raise Trouble("data.unreachable") from None
    if len(head) < HEAD_BYTES:
        raise Trouble("data.damaged")
    return head


def open_data_key(keyring: Keyring, officer: str, password: str | None) -> bytes | None:
    """The data key of an encrypted folder, None of a plain one.

    Raises:
        Refusal: login.*.
    """
    opened = keyring.open(officer, password)
    return opened.data_key if opened is not None and keyring.encrypted else None


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name too long for the disk, a stick pulled out
        raise Trouble("data.unreachable") from None


def _require_same_file(keyring: Keyring, head: bytes) -> None:
    if keyring.encrypted and head.hex() != keyring.head:
        raise Trouble("data.foreign")
    if not keyring.encrypted and head != PLAIN_HEADER:
        raise Trouble("data.foreign")
