"""New files written safely: nothing half-written keeps a name, nothing is overwritten."""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

from unionapp.errors import Trouble


def write_new_file(
    folder: Path, name: str, data: bytes, *, check: Callable[[bytes], object]
) -> Path:
    """Write `name`, or `name (2)` if it is taken; `check` sees what came back from the disk.

    Raises:
        Trouble: exchange.unwritable; no file of that name was left behind.
        Refusal: whatever `check` raises.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor, temporary_name = tempfile.mkstemp(prefix=".", suffix=".part", dir=folder)
    except OSError:
        raise Trouble("exchange.unwritable", file=name) from None
    temporary = Path(temporary_name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        written = temporary.read_bytes()
        if written != data:
            raise Trouble("exchange.unwritable", file=name)
        check(written)
        return _move_to_free_name(temporary, folder, name)
    except OSError:
        raise Trouble("exchange.unwritable", file=name) from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _move_to_free_name(temporary: Path, folder: Path, name: str) -> Path:
    stem, suffix = Path(name).stem, Path(name).suffix
    for number in count(1):
        target = folder / (name if number == 1 else f"{stem} ({number}){suffix}")
        try:
            # Claims the name first: sticks know no hard links, and a plain rename would overwrite.
            target.open("xb").close()
        except FileExistsError:
            continue
        try:
            temporary.replace(target)
        except OSError:
            target.unlink(missing_ok=True)
            raise
        return target
    raise AssertionError("count never ends")
