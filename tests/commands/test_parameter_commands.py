"""parameter on the command line."""

import json
from datetime import date

TODAY = date(2026, 3, 5)


def answer(command, *words):
    code, out, _ = command("parameter", *words, "--json")
    return code, json.loads(out)


def test_an_own_value_is_set_listed_and_dropped(command):
    since = ("--from", "01/03/2026", "--group", "G3")
    code, done = answer(command, "set", "dues.rate", "0,7%", *since, "--basis", "NQ 01/NQ-CĐCS")
    assert (code, done["value"], done["valid_from"]) == (0, "0.007", "2026-03-01")
    listed = answer(command, "list", "--own")[1]["parameters"]
    assert [(it["key"], it["value"]) for it in listed] == [("dues.rate", "0.007")]
    assert answer(command, "drop", "dues.rate", *since)[0] == 0
    assert answer(command, "list", "--own")[1]["parameters"] == []


def test_what_the_law_fixes_is_refused_by_name(command):
    since = ("--from", "2026-03-01")
    code, said = answer(command, "set", "base_salary", "1", *since, "--basis", "x")
    assert (code, said["error"]["code"]) == (1, "parameter.fixed_by_law")
    assert "Mức lương cơ sở" in said["error"]["message"]
