"""What a workstation remembers of taste: the caller decides where it is kept."""

from typing import Protocol


class Preferences(Protocol):
    """Short texts by name; nothing of the union's own stands here."""

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
