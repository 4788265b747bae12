"""What lies on the stick: which files are packages, and which are left unopened.

Files are told apart by their first bytes, so that a renamed package is still found; nothing but
packages is ever opened.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from unionapp.errors import Refusal, Trouble
from unionapp.exchange import limits

_SUFFIXES = frozenset({".cdpkg", ".cdpkx"})
_SHEETS = frozenset({".xlsx", ".xls", ".xlsm", ".ods", ".csv"})
_STRAYS = frozenset({".lnk", ".inf", ".ini", ".db", ".ds_store", ".tmp", ".part"})
_MAGIC_AT, _MAGIC = 30, b"mimetypeapplication/vnd.etsi.asic-e+zip"


class Arrival(Enum):
    """What a file is, before it is opened."""

    PACKAGE = "package"
    SHEET = "sheet"
    STRAY = "stray"


@dataclass(frozen=True, slots=True)
class ArrivedFile:
    """A file that was found, and what it seems to be."""

    path: Path
    kind: Arrival


def find_files(places: Iterable[Path]) -> tuple[ArrivedFile, ...]:
    """The files named, and those in the folders named, in the order of their names.

    Raises:
        Trouble: exchange.unreadable if a place does not exist.
    """
    found: dict[Path, Arrival] = {}
    for place in places:
        if place.is_dir():
            for path in _files_below(place):
                found.setdefault(path, _sniff(path))
        elif place.exists():
            # A file the officer named is meant as a package, whatever it is called.
            found.setdefault(place, _named(_sniff(place), place))
        else:
            raise Trouble("exchange.unreadable", file=place.name)
    return tuple(ArrivedFile(path, kind) for path, kind in found.items())


def read_bounded(path: Path) -> bytes:
    """The bytes of a file, read once, so that nobody can swap them on the stick in between.

    Raises:
        Refusal: E_LIMIT.
        Trouble: exchange.unreadable.
    """
    try:
        with path.open("rb") as file:
            data = file.read(limits.PACKAGE_BYTES + 1)
    except OSError:
        raise Trouble("exchange.unreadable", file=path.name) from None
    if len(data) > limits.PACKAGE_BYTES:
        raise Refusal("E_LIMIT")
    return data


def _files_below(folder: Path) -> Iterator[Path]:
    paths = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return iter(sorted(paths, key=lambda path: (path.name.casefold(), str(path))))


def _named(kind: Arrival, path: Path) -> Arrival:
    is_stray = path.suffix.casefold() in _STRAYS or path.name.startswith(".")
    return Arrival.PACKAGE if kind is Arrival.STRAY and not is_stray else kind


def _sniff(path: Path) -> Arrival:
    suffix = path.suffix.casefold()
    if suffix in _STRAYS or path.name.startswith("."):
        return Arrival.STRAY
    if suffix in _SUFFIXES or _has_magic(path):
        return Arrival.PACKAGE
    return Arrival.SHEET if suffix in _SHEETS else Arrival.STRAY


def _has_magic(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(_MAGIC_AT + len(_MAGIC))
    except OSError:
        return True
    return head[_MAGIC_AT:] == _MAGIC
