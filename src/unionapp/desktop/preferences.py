"""What a workstation remembers of taste; nothing of the union's own stands here."""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QSettings

from unionapp.desktop.key_sets import KEY_SETS
from unionapp.desktop.look import DEFAULT_TEXT_SIZE, TEXT_SIZES, THEMES


class Preferences(Protocol):
    """Short texts by name."""

    def read(self, name: str) -> str | None:
        """What was remembered under a name."""

    def write(self, name: str, value: str) -> None:
        """Remember a text."""


class Forgetful:
    """Remembers for the session only; for tests and for a first start."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    def read(self, name: str) -> str | None:
        return self._kept.get(name)

    def write(self, name: str, value: str) -> None:
        self._kept[name] = value


class SettingsFile:
    """Remembers in a small file of its own; a damaged file is worth no more than an empty one."""

    def __init__(self, file: Path) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    def read(self, name: str) -> str | None:
        kept = self._settings.value(_key(name))
        return kept if isinstance(kept, str) else None

    def write(self, name: str, value: str) -> None:
        self._settings.setValue(_key(name), value)


@dataclass(frozen=True, slots=True)
class Taste:
    """How an officer likes the program on this computer."""

    theme: str = "system"
    text_size: int = DEFAULT_TEXT_SIZE
    key_set: str = "default"
    is_slow_machine: bool = False


def read_taste(preferences: Preferences) -> Taste:
    """The taste that was remembered; what is unknown or damaged is as usual."""
    kept = {one.name: preferences.read(f"taste/{one.name}") for one in fields(Taste)}
    known: dict[str, Any] = {
        name: _ALLOWED[name][text]
        for name, text in kept.items()
        if text is not None and text in _ALLOWED[name]
    }
    return Taste(**known)


def write_taste(preferences: Preferences, taste: Taste) -> None:
    """Remember a taste."""
    for one in fields(Taste):
        preferences.write(f"taste/{one.name}", str(getattr(taste, one.name)))


def _key(name: str) -> str:
    # QSettings reads a comma list back as a list and a backslash as a folder.
    return name.replace("\\", "/")


_SWITCH: dict[str, object] = {"True": True, "False": False}
_ALLOWED: dict[str, dict[str, object]] = {
    "theme": {name: name for name in ("system", *THEMES)},
    "text_size": {str(size): size for size in TEXT_SIZES},
    "key_set": {name: name for name in KEY_SETS},
    "is_slow_machine": _SWITCH,
}
