"""Backups: data and keyring in one file, read back when made, restored beside, never over.

The data stay encrypted as they are; a backup opens with the passwords of the day it was made.
"""

import hashlib
import json
import os
import tempfile
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from unionapp import __version__
from unionapp.database.migrate import newest_schema, schema_of
from unionapp.errors import Refusal, Trouble
from unionapp.organisation.data_folder import (
    data_path,
    has_data,
    keyring_path,
    open_data_key,
    read_folder_keyring,
)
from unionapp.organisation.office import Office

_MANIFEST = "backup.json"
_PARTS = ("data.db", "keyring.json")
_MOST_BYTES = 8 * 2**30
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """What a backup says of itself."""

    path: Path
    unit: str
    unit_name: str
    made_at: str
    schema: int
    program: str
    size: int


def make_backup(office: Office, folder: Path) -> BackupFacts:
    """Write a backup of this data folder and read it back before it gets its name.

    Raises:
        Trouble: backup.not_written, data.* (nothing half-written stays under the final name).
    """
    code = office.unit.code.replace("/", "-")
    target = _free_name(folder, f"unionapp_{code}_{office.clock():%Y%m%d-%H%M%S}")
    draft = target.with_suffix(".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as work:
            _write(draft, _collect(office, Path(work)), _facts_of(office))
        _require_whole(draft)
        draft.rename(target)
    except OSError:
        raise Trouble("backup.not_written", folder=str(folder)) from None
    finally:
        _drop(draft)
    return read_backup(target)


def read_backup(path: Path) -> BackupFacts:
    """What a backup says of itself, once every part has been found whole.

    Raises:
        Trouble: backup.damaged, backup.unreadable.
        Refusal: backup.foreign (not a backup of this program).
    """
    facts = _require_whole(path)
    return BackupFacts(
        path=path,
        unit=facts["unit"],
        unit_name=facts["unit_name"],
        made_at=facts["made_at"],
        schema=int(facts["schema"]),
        program=facts["program"],
        size=path.stat().st_size,
    )


def verify_backup(path: Path, officer: str, password: str | None) -> BackupFacts:
    """Open a backup in a temporary place as a restore would.

    Raises:
        Trouble: backup.damaged, backup.unreadable, data.*.
        Refusal: backup.foreign, data.newer, login.*.
    """
    facts = read_backup(path)
    with tempfile.TemporaryDirectory() as work:
        _unpack(path, Path(work))
        keyring = read_folder_keyring(Path(work))
        name = officer or next(iter(keyring.officers))
        schema_of(data_path(Path(work)), open_data_key(keyring, name, password))
    return facts


def restore_backup(path: Path, folder: Path) -> BackupFacts:
    """Unpack a backup into a folder that holds no data.

    Raises:
        Trouble: backup.damaged, backup.unreadable, backup.not_written.
        Refusal: backup.foreign, data.exists, data.newer.
    """
    if has_data(folder):
        raise Refusal("data.exists", folder=str(folder))
    facts = read_backup(path)
    if facts.schema > newest_schema():
        raise Refusal("data.newer")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _unpack(path, folder)
    except OSError:
        _drop(data_path(folder), keyring_path(folder))
        raise Trouble("backup.not_written", folder=str(folder)) from None
    return facts


def _collect(office: Office, work: Path) -> dict[str, Path]:
    office.data.copy_to(work / "data.db")
    return {"data.db": work / "data.db", "keyring.json": keyring_path(office.folder)}


def _facts_of(office: Office) -> dict[str, object]:
    return {
        "format": 1,
        "unit": office.unit.code,
        "unit_name": office.unit.name,
        "made_at": office.moment(),
        "schema": newest_schema(),
        "program": __version__,
    }


def _write(target: Path, parts: dict[str, Path], facts: dict[str, object]) -> None:
    digests = {name: _digest_file(path) for name, path in parts.items()}
    with target.open("xb") as raw:
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr(_MANIFEST, json.dumps({**facts, "sha256": digests}))
            for name, path in parts.items():
                archive.write(path, name)
        raw.flush()
        os.fsync(raw.fileno())


def _require_whole(path: Path) -> dict[str, Any]:
    try:
        with zipfile.ZipFile(path) as archive:
            if sorted(archive.namelist()) != sorted((_MANIFEST, *_PARTS)):
                raise Refusal("backup.foreign", file=path.name)
            if sum(part.file_size for part in archive.infolist()) > _MOST_BYTES:
                raise Refusal("backup.foreign", file=path.name)
            facts: dict[str, Any] = json.loads(archive.read(_MANIFEST))
            digests = {name: _digest_part(archive, name) for name in _PARTS}
    except FileNotFoundError:
        raise Trouble("backup.unreadable", file=path.name) from None
    except (zipfile.BadZipFile, OSError, ValueError, EOFError):
        raise Trouble("backup.damaged", file=path.name) from None
    if facts.get("sha256") != digests:
        raise Trouble("backup.damaged", file=path.name)
    return facts


def _digest_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _digest_part(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with archive.open(name) as part:
        while chunk := part.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _unpack(path: Path, folder: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        for name in _PARTS:
            archive.extract(name, folder)


def _drop(*files: Path) -> None:
    for file in files:
        with suppress(OSError):  # the trouble that brought us here is the one to tell
            file.unlink(missing_ok=True)


def _free_name(folder: Path, stem: str) -> Path:
    candidate, number = folder / f"{stem}.unionbak", 1
    while candidate.exists():
        number += 1
        candidate = folder / f"{stem} ({number}).unionbak"
    return candidate
