"""One command run on an office's folder, as a script would run it."""

from collections.abc import Callable
from datetime import date

import pytest

from unionapp.commands.app import run
from unionapp.commands.door import Door
from unionapp.organisation.opening import create_data_folder, open_office

TODAY = date(2026, 3, 5)


@pytest.fixture
def bare_command(capsys, monkeypatch) -> Callable[..., tuple[int, str, str]]:
    """Runs one command as it is written; gives exit code, stdout and stderr."""
    monkeypatch.delenv("UNIONAPP_OFFICER", raising=False)

    def sign_in(folder, *, officer, password):
        return open_office(folder, today=TODAY, officer=officer, password=password)

    door = Door(lambda: TODAY, sign_in, create_data_folder, lambda _: None, lambda _: ())

    def call(*words):
        code = run([str(word) for word in words], door)
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def command(bare_command, office) -> Callable[..., tuple[int, str, str]]:
    """Runs one command on the office's folder."""
    return lambda *words: bare_command(*words, "--data", office.folder)
