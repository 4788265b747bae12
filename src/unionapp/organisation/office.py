"""The office: the one thing every use case is given.

It holds the data file, the unit, the officer and today. It is made at the door (`__main__`, the
demo, tests) and nowhere else, so that no use case needs a global or a hidden clock.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from unionapp.database.data_file import DataFile
from unionapp.database.journal import Actor

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class HomeUnit:
    """The unit whose books these are."""

    id: int
    code: str
    name: str
    tier: str
    employer_type: str | None


@dataclass(frozen=True, slots=True)
class SignedInOfficer:
    """Who sits at the keyboard; `secret` locks their signing key, None without a password."""

    id: int
    name: str
    role: str
    title: str
    secret: bytes | None = None


@dataclass(frozen=True)
class Office:
    """The data file, the unit, the officer and today."""

    folder: Path
    data: DataFile
    unit: HomeUnit
    officer: SignedInOfficer
    today: date
    clock: Clock = system_clock

    def read(self) -> AbstractContextManager[Session]:
        """A session on one consistent state of the data file."""
        return self.data.read()

    def change(self, use_case: str) -> AbstractContextManager[Session]:
        """A journalled transaction in the name of this officer and this use case."""
        return self.data.change(Actor(self.officer.name, use_case, self.moment()))

    def moment(self) -> str:
        """Now in UTC as it is stored."""
        return self.clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def on(self, day: date) -> "Office":
        """The same office with another working date."""
        return replace(self, today=day)

    def close(self) -> None:
        """Let go of the data file."""
        self.data.close()
