"""The only door: the window, or one command of the command line."""

import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unionapp.commands.door import Door
    from unionapp.organisation.office import Office

# Every import of weight stands inside the function that needs it: the login window is on screen
# before the database is loaded.


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the arguments say; without any, open the window, or play the demo headless."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words and _has_screen():
        return _open_window()
    from unionapp.commands.app import run  # noqa: PLC0415

    return run(words or ["demo"], _door())


def _has_screen() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _door() -> "Door":
    from unionapp.commands.door import Door  # noqa: PLC0415
    from unionapp.organisation.opening import create_data_folder  # noqa: PLC0415

    return Door(_today, _open_office, create_data_folder, _play_demo, _take_screenshots)


def _today() -> date:
    return date.today()  # noqa: DTZ011  # the working day is the local one


def _open_office(folder: Path, *, officer: str | None, password: str | None) -> "Office":
    from unionapp.organisation.opening import open_office  # noqa: PLC0415

    return open_office(folder, today=_today(), officer=officer, password=password)


def _play_demo(folder: Path | None) -> object:
    from unionapp.demo.playing import play  # noqa: PLC0415

    return play(folder or Path(tempfile.mkdtemp(prefix="unionapp-demo-")))


def _take_screenshots(output: Path) -> tuple[Path, ...]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from unionapp.demo.screenshots import take_screenshots  # noqa: PLC0415

    return take_screenshots(output)


def _open_window() -> int:
    from unionapp.desktop.application import open_window  # noqa: PLC0415

    return open_window(_today, _open_office)


if __name__ == "__main__":
    sys.exit(main())
