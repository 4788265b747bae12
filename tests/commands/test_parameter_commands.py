"""parameter on the command line."""

import json
from datetime import date

import pytest

from unionapp.commands.app import run
from unionapp.commands.door import Door
from unionapp.organisation.opening import create_data_folder, open_office

TODAY = date(2026, 3, 5)


@pytest.fixture
def command(office, capsys, monkeypatch):
    """Runs one command on the office's folder; gives exit code and what it printed as JSON."""
    monkeypatch.delenv("UNIONAPP_OFFICER", raising=False)

    def sign_in(folder, *, officer, password):
        return open_office(folder, today=TODAY, officer=officer, password=password)

    door = Door(lambda: TODAY, sign_in, create_data_folder, lambda _: None, lambda _: ())

    def call(*words):
        code = run([*words, "--data", str(office.folder), "--json"], door)
        return code, json.loads(capsys.readouterr().out)

    return call


def test_an_own_value_is_set_listed_and_dropped(command):
    since = ("--from", "01/03/2026", "--group", "G3")
    code, done = command(
        "parameter", "set", "dues.rate", "0,7%", *since, "--basis", "NQ 01/NQ-CĐCS"
    )
    assert (code, done["value"], done["valid_from"]) == (0, "0.007", "2026-03-01")
    listed = command("parameter", "list", "--own")[1]["parameters"]
    assert [(it["key"], it["value"]) for it in listed] == [("dues.rate", "0.007")]
    assert command("parameter", "drop", "dues.rate", *since)[0] == 0
    assert command("parameter", "list", "--own")[1]["parameters"] == []


def test_what_the_law_fixes_is_refused_by_name(command):
    code, said = command(
        "parameter", "set", "base_salary", "1", "--from", "2026-03-01", "--basis", "x"
    )
    assert (code, said["error"]["code"]) == (1, "parameter.fixed_by_law")
    assert "Mức lương cơ sở" in said["error"]["message"]
