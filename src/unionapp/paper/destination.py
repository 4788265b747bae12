"""Writes a file so that it is either whole or not there, and never writes over another."""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path
from uuid import uuid4

from unionapp.errors import Trouble

_DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def write_safely(path: Path, write: Callable[[Path], None]) -> Path:
    """Write beside the path, flush, read back, rename; returns the path really used.

    A folder that is not there yet is made.

    Raises:
        Trouble: the disk is full or the folder cannot be written; nothing was left behind.
    """
    if not path.name:
        raise Trouble("paper.not_writable", file=str(path), folder=str(path.parent))
    draft = path.with_name(f".{uuid4().hex}{path.suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write(draft)
        _flush(draft)
        return _move_to_free_name(draft, path)
    except OSError as error:
        code = "paper.disk_full" if error.errno in _DISK_FULL else "paper.not_writable"
        raise Trouble(code, file=path.name, folder=str(path.parent)) from error
    finally:
        _remove(draft)


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
        size = file.seek(0, os.SEEK_END)
    with path.open("rb") as file:
        read = sum(len(part) for part in iter(lambda: file.read(1 << 20), b""))
    if read != size or not size:
        raise OSError(errno.EIO, "what was read back is not what was written")


def _move_to_free_name(draft: Path, path: Path) -> Path:
    for number in count(1):
        target = path if number == 1 else path.with_name(f"{path.stem} ({number}){path.suffix}")
        try:
            _name(draft, target)
        except FileExistsError:
            continue
        _flush_folder(target.parent)
        return target
    raise AssertionError


def _name(draft: Path, target: Path) -> None:
    """Give the draft a name that is still free, in one step wherever the disk can."""
    if os.name == "nt":
        draft.rename(target)  # refuses a taken name there
        return
    try:
        target.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:  # USB sticks have no links
        if target.exists():
            raise FileExistsError from None
        draft.rename(target)


def _flush_folder(folder: Path) -> None:
    # the file is whole already; not every disk can flush a folder
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _remove(path: Path) -> None:
    with suppress(OSError):  # the trouble that brought us here is the one to tell
        path.unlink(missing_ok=True)
