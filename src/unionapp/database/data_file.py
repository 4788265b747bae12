"""One open data file: reading, changing, and word of what each change touched."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import local

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from unionapp.database.dialects import sqlite
from unionapp.database.faults import speaking_plainly
from unionapp.database.journal import Actor, start_journal, touched_tables

Listener = Callable[[frozenset[str]], None]
Deed = Callable[[Session], None]


class DataFile:
    """Reads and changes one data file; whoever listens hears which tables a change touched."""

    def __init__(self, path: Path, key: bytes | None = None) -> None:
        self.path = path
        self._key = key
        self._engine: Engine = sqlite.make_engine(path, key)
        self._writer = self._engine.execution_options(writes=True)
        self._listeners: list[Listener] = []
        self._along = local()  # long work on another thread carries nobody else's deeds

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session on one consistent state of the file; nothing it does is kept.

        Raises:
            Trouble: the file is damaged, busy or out of reach.
        """
        with speaking_plainly(), Session(self._engine, autoflush=False) as session:
            yield session

    @contextmanager
    def change(self, actor: Actor) -> Iterator[Session]:
        """A session whose changes are journalled and kept together, or not at all.

        Raises:
            Refusal: a rule inside the file says no (a locked period, a posted voucher).
            Trouble: the file is damaged, busy, full or out of reach.
        """
        with speaking_plainly(), Session(self._writer) as session:
            session.connection()  # begins now: nobody writes between our first read and write
            start_journal(session, actor)
            yield session
            self._do_along(session)
            session.commit()
            touched = touched_tables(session)
        for listener in tuple(self._listeners):
            listener(touched)

    @contextmanager
    def along(self, deed: Deed) -> Iterator[None]:
        """Let the first change made inside do this too, in its own transaction."""
        self._along.deed = deed
        try:
            yield
        finally:
            self._along.deed = None

    def _do_along(self, session: Session) -> None:
        deed: Deed | None = getattr(self._along, "deed", None)
        if deed is not None:
            self._along.deed = None
            deed(session)

    def listen(self, listener: Listener) -> None:
        """Call `listener` with the touched tables after every change."""
        self._listeners.append(listener)

    def copy_to(self, target: Path) -> None:
        """Write a consistent copy beside; the file may stay in use.

        Raises:
            Trouble: the copy could not be written.
        """
        with speaking_plainly():
            sqlite.copy_file(self.path, target, self._key)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()
