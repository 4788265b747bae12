"""Finds ui/ and resources/ in a checkout, in an installed wheel and in a frozen build."""

import sys
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def _root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [Path(frozen)] if frozen else []
    candidates += [_PACKAGE / "_assets", _PACKAGE.parents[1]]
    for root in candidates:
        if (root / "resources").is_dir() and (root / "ui").is_dir():
            return root
    raise FileNotFoundError("resources/ and ui/ are missing from this installation")


def resource(*parts: str) -> Path:
    """The path of a file or folder below resources/.

    Raises:
        FileNotFoundError: this installation lacks it.
    """
    path = _root().joinpath("resources", *parts)
    if not path.exists():
        raise FileNotFoundError(f"resources/{'/'.join(parts)} is missing from this installation")
    return path


def form(name: str) -> Path:
    """The path of a Qt Designer form below ui/, named without its ending.

    Raises:
        FileNotFoundError: this installation lacks it.
    """
    path = _root().joinpath("ui", *f"{name}.ui".split("/"))
    if not path.exists():
        raise FileNotFoundError(f"ui/{name}.ui is missing from this installation")
    return path
