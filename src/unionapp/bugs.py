"""The report of what is our own fault: versions and places in the code, never personal data."""

import platform
import traceback
from pathlib import Path

from unionapp import __version__
from unionapp.errors import CodedError

_MOST_LINES = 200


def describe_bug(error: BaseException, *parts: str) -> str:
    """What happened and where; messages of exceptions stay out, for they may name people.

    `parts` names what else took part, such as the version of Qt.
    """
    versions = (f"unionapp {__version__}", f"Python {platform.python_version()}", *parts)
    return "\n".join([" · ".join((*versions, platform.system())), *_chain(error)])


def _chain(error: BaseException) -> list[str]:
    lines: list[str] = []
    current: BaseException | None = error
    while current is not None and len(lines) < _MOST_LINES:
        lines.append(_name(current))
        frames = traceback.extract_tb(current.__traceback__)
        lines += [f"  {_place(one.filename)}:{one.lineno} {one.name}" for one in frames]
        current = current.__cause__ or current.__context__
    return lines


def _name(error: BaseException) -> str:
    # A coded error names its details but never shows them.
    return str(error) if isinstance(error, CodedError) else type(error).__name__


def _place(filename: str) -> str:
    # The folders above may hold the name of the officer.
    return "/".join(Path(filename).parts[-2:])
