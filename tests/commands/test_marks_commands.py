"""Two units tell their upper unit who is a member of both, and nothing else."""

import json
from dataclasses import replace
from datetime import date

import pytest

from tests.conftest import CDCS
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.members import add_member

TODAY = date(2026, 3, 5)
BOTH = MemberDraft(
    "Nguyễn Thị Hường", birth_date="1990-03-05", id_number="037190001234", joined_on="2020-01-01"
)


@pytest.fixture
def files(bare_command, make_office, tmp_path):
    bare_command("marks", "key", "--output", tmp_path / "khoa.txt")
    made = []
    for code in ("CS-1", "CS-2"):
        office = make_office(code, unit=replace(CDCS, code=code))
        add_member(office, BOTH, on=TODAY)
        add_member(office, MemberDraft(f"Người riêng {code}", birth_date="1985-01-01"), on=TODAY)
        made.append(tmp_path / f"{code}.json")
        key = tmp_path / "khoa.txt"
        data = office.folder
        told = bare_command(
            "marks", "make", "--data", data, "--key-file", key, "--output", made[-1]
        )
        assert told[0] == 0
        assert "2 đoàn viên" in told[1]
    return made


def test_who_is_in_both_units_is_found_and_nobody_is_named(bare_command, files):
    code, out, _ = bare_command("marks", "compare", *files, "--json")
    (shared,) = json.loads(out)["shared"]
    assert code == 0
    assert shared["kind"] == "number"
    assert [unit for unit, _ in shared["members"]] == ["CS-1", "CS-2"]
    for file in files:
        text = file.read_text("utf-8")
        assert "Hường" not in text
        assert "037190001234" not in text


def test_a_file_that_holds_no_marks_is_named(bare_command, files, tmp_path):
    other = tmp_path / "khac.json"
    other.write_text("[1, 2]", encoding="utf-8")
    code, _, said = bare_command("marks", "compare", files[0], other)
    assert code == 1
    assert "«khac.json»" in said


def test_a_file_is_compared_with_itself_and_finds_nobody(bare_command, files):
    assert "Không có ai" in bare_command("marks", "compare", files[0])[1]
