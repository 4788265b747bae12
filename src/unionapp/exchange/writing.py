"""New files written safely, and read back by those who will have to read them."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

from unionapp.errors import Trouble
from unionapp.paper.destination import write_safely


def write_new_file(
    folder: Path, name: str, data: bytes, *, check: Callable[[bytes], object] | None = None
) -> Path:
    """Write `name`, or `name (2)` if it is taken, and compare what came back from the disk.

    `check` may look at it too, before the file gets its name.

    Raises:
        Trouble: exchange.unwritable; no file of that name was left behind.
        Refusal: whatever `check` raises.
    """

    def write(draft: Path) -> None:
        with draft.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        written = draft.read_bytes()
        if written != data:
            raise OSError(errno.EIO, "what was read back is not what was written")
        if check is not None:
            check(written)

    try:
        folder.mkdir(parents=True, exist_ok=True)
        return write_safely(folder / name, write)
    except (OSError, Trouble):
        raise Trouble("exchange.unwritable", file=name) from None
