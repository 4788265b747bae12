"""activity on the command line: who came, photographs, the payment, what is about to end."""

import json
from datetime import date, timedelta

import pytest

from tests.commands.test_target_commands import CONFERENCE
from tests.desktop.offices import add_people
from tests.indicators.neighbourhood import do
from tests.paper.test_photographs import picture


@pytest.fixture
def meeting(command):
    command(*CONFERENCE)
    return "1"


def test_people_are_noted_and_counted(command, office, meeting):
    add_people(office)
    code, out, _ = command(
        "activity", "attend", meeting, "--member", "1", "--member", "2", "--json"
    )
    row = json.loads(out)
    assert (code, row["attended"], row["attended_female"]) == (0, 2, 1)
    assert command("activity", "attend", meeting, "--member", "99")[0] == 1


def test_photos_are_added_small_and_a_damaged_one_is_refused(command, meeting, tmp_path):
    (tmp_path / "a.jpg").write_bytes(picture(640, 480))
    (tmp_path / "b.jpg").write_bytes(b"no picture")
    code, out, _ = command("activity", "photo", meeting, str(tmp_path / "a.jpg"), "--json")
    [photo] = json.loads(out)["photos"]
    assert (code, photo["name"]) == (0, "a")
    assert photo["size"] <= 300_000
    code, _, err = command("activity", "photo", meeting, str(tmp_path / "b.jpg"))
    assert code == 1
    assert "Không đọc được ảnh" in err
    assert command("activity", "photo", meeting, str(tmp_path / "none.jpg"))[0] == 2


def test_the_cost_becomes_a_draft_once(command, meeting):
    code, out, _ = command("activity", "pay", meeting, "--to", "Nhà hàng Hương Sen", "--json")
    assert (code, json.loads(out)["amount"], json.loads(out)["status"]) == (0, 5_000_000, "draft")
    code, _, err = command("activity", "pay", meeting, "--to", "Nhà hàng Hương Sen")
    assert (code, "đã có phiếu chi" in err) == (1, True)


def test_what_is_about_to_end_is_listed(command, office):
    end = office.today + timedelta(days=12)
    do(office, "TULDTT", date(2024, 3, 1), ended_on=end, title="Thỏa ước A")
    code, out, _ = command("activity", "ending")
    assert code == 0
    assert "Thỏa ước A" in out
    assert "(12 ngày)" in out
