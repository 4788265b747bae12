"""What the command line needs from outside: how an office is opened, what day it is.

The door is built in `__main__`, the only place that makes an office.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from unionapp.organisation.office import Office
from unionapp.organisation.opening import Created, NewFolder


class OpensOffice(Protocol):
    """Signs an officer in to a data folder."""

    def __call__(self, folder: Path, *, officer: str | None, password: str | None) -> Office: ...


@dataclass(frozen=True)
class Door:
    """The ways in."""

    today: Callable[[], date]
    open_office: OpensOffice
    create_folder: Callable[[Path, NewFolder], Created]
    play_demo: Callable[[Path | None], object]
    take_screenshots: Callable[[Path], tuple[Path, ...]]
