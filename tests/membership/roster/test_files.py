"""Every roster file in tests/data/rosters is read as its expected reading says."""

import json
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from unionapp.membership.roster.check import check_roster
from unionapp.membership.roster.reading import as_json
from unionapp.vietnamese.names import tone_key

FOLDER = Path(__file__).resolve().parents[2] / "data" / "rosters"
EXPECTED = sorted(FOLDER.glob("*.expected.json"))


def named(path):
    return pytest.param(path, id=path.stem.removesuffix(".expected"))


EVERY = [named(path) for path in EXPECTED]
OURS = [named(path) for path in EXPECTED if path.name.startswith("F")]


@cache
def expected(path):
    return json.loads(path.read_text(encoding="utf-8"))


@cache
def read(path):
    want = expected(path)
    today = date.fromisoformat(want["today"])
    return as_json(check_roster(path.parent / want["file"], today=today))


def people(path):
    return Counter(
        (sheet["sheet"], record["row"], tone_key(record["fields"]["full_name"].casefold()))
        for sheet in read(path)["sheets"]
        for record in sheet["records"]
    )


def problems(path):
    return [
        (sheet["sheet"], problem["row"], problem["field"], problem["code"])
        for sheet in read(path)["sheets"]
        for problem in sheet["problems"]
    ]


@pytest.mark.parametrize("path", EVERY)
def test_every_person_is_found_and_nobody_else(path):
    wanted = Counter(
        (record["sheet"], record["row"], tone_key(record["fields"]["full_name"].casefold()))
        for record in expected(path)["records"]
    )
    assert people(path) == wanted


@pytest.mark.parametrize("path", EVERY)
def test_every_field_is_read_right(path):
    wrong = []
    for want, fields in paired(path):
        for name, value in want["fields"].items():
            accepted = [value, *want.get("alt", {}).get(name, [])]
            found = fields.get(name)
            same = [str(found).casefold() == str(each).casefold() for each in accepted]
            if not any(same):
                wrong.append((want["row"], name, value, found))
    assert wrong == []


def paired(path):
    found = {
        (
            sheet["sheet"],
            record["row"],
            tone_key(record["fields"]["full_name"].casefold()),
        ): record["fields"]
        for sheet in read(path)["sheets"]
        for record in sheet["records"]
    }
    for want in expected(path)["records"]:
        key = (want["sheet"], want["row"], tone_key(want["fields"]["full_name"].casefold()))
        yield want, found[key]


@pytest.mark.parametrize("path", OURS)
def test_no_field_is_invented(path):
    for want, fields in paired(path):
        assert fields.keys() <= want["fields"].keys(), want["row"]


@pytest.mark.parametrize("path", EVERY)
def test_every_problem_that_must_be_named_is_named(path):
    found = set(problems(path))
    missing = [
        error
        for error in expected(path)["errors"]
        if error.get("must", True)
        and not any(
            (error["sheet"], error["row"], error["field"], code) in found
            for code in (error["code"], *error.get("codes_ok", []))
        )
    ]
    assert missing == []


@pytest.mark.parametrize("path", EVERY)
def test_no_row_without_fault_is_blamed(path):
    faulty = {(error["sheet"], error["row"]) for error in expected(path)["errors"]}
    assert [each for each in problems(path) if each[:2] not in faulty] == []


@pytest.mark.parametrize("path", OURS)
def test_the_warnings_are_those_expected(path):
    found = {(warning["code"], warning["sheet"]) for warning in read(path)["warnings"]}
    assert found == {(each["code"], each["sheet"]) for each in expected(path)["file_warnings"]}


def test_a_legacy_sheet_is_said_to_be_converted():
    path = FOLDER / "R05_tcvn3_vntime.expected.json"
    assert [warning["code"] for warning in read(path)["warnings"]] == ["ENCODING_CONVERTED"]
    assert read(path)["sheets"][0]["encoding"] == "tcvn3"


@pytest.mark.parametrize("path", EVERY)
def test_the_counts_agree_with_the_rows(path):
    for sheet in read(path)["sheets"]:
        statuses = Counter(record["status"] for record in sheet["records"])
        nameless = sum(problem["code"] == "MISSING_NAME" for problem in sheet["problems"])
        assert sheet["read"] == sheet["accepted"] + sheet["rejected"]
        assert sheet["accepted"] == statuses["accepted"]
        assert sheet["rejected"] == statuses["rejected"] + nameless
        assert sheet["ignored"] >= 0


@pytest.mark.parametrize("path", EVERY)
def test_a_row_is_rejected_exactly_when_it_has_an_error(path):
    for sheet in read(path)["sheets"]:
        errors = {p["row"] for p in sheet["problems"] if p["severity"] == "error"}
        if len({record["row"] for record in sheet["records"]}) < len(sheet["records"]):
            continue  # tables side by side share their rows
        for record in sheet["records"]:
            assert (record["status"] == "rejected") == (record["row"] in errors)
