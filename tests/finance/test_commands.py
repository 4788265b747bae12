"""dues, voucher and period on the command line: the same use cases, JSON and exit codes."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tests.finance.setting import add_payer
from unionapp.commands.app import run
from unionapp.commands.door import Door
from unionapp.organisation.office import Office


@pytest.fixture
def command(office: Office, monkeypatch, capsys) -> Callable[..., tuple[int, dict]]:
    monkeypatch.setattr(type(office), "close", lambda self: None)
    door = Door(
        today=lambda: date(2026, 3, 5),
        open_office=lambda folder, officer, password: replace(office),
        create_folder=None,
        play_demo=None,
        take_screenshots=None,
    )

    def play(*words: str) -> tuple[int, dict]:
        code = run([*words, "--json"], door)
        return code, json.loads(capsys.readouterr().out)

    def speak(*words: str) -> tuple[int, str]:
        code = run(words, door)
        said = capsys.readouterr()
        return code, said.out + said.err

    play.speak = speak
    return play


def test_dues_are_made_listed_and_collected(office: Office, command) -> None:
    member = add_payer(office, "Nguyễn Thị Hoa", 30_000_000)
    add_payer(office, "Trần Văn Bình", 6_200_000)
    code, made = command("dues", "make", "2025-06")
    assert (code, made["month"], made["total"]) == (0, "2025-06", 296_000)
    due = {row["member_id"]: row for row in made["rows"]}[member]
    assert (due["full_name"], due["group"], due["due"], due["paid"]) == (
        "Nguyễn Thị Hoa",
        "G3",
        234_000,
        0,
    )
    assert (due["base"], due["rate"], made["legal"]["cap"]) == (30_000_000, "0.01", 234_000)
    code, done = command("dues", "collect", "2025-06", "--except", "tvb")
    assert (code, done["collected"], done["owed"], done["up"]) == (0, 234_000, 62_000, 70_200)
    assert done["voucher"]["status"] == "draft"
    code, listed = command("dues", "list", "2025-06")
    assert (listed["paid"], listed["owed"]) == (234_000, 62_000)


def test_people_read_the_list_as_a_table(office: Office, command) -> None:
    add_payer(office, "Nguyễn Thị Hoa", 30_000_000)
    code, said = command.speak("dues", "make", "2025-07")
    assert code == 0
    assert "Nguyễn Thị Hoa" in said
    assert "150.000" in said
    assert "0,5% tiền lương đóng BHXH" in said
    assert command.speak("dues", "collect", "2025-07", "--post")[0] == 0


def test_a_voucher_is_added_posted_listed_shown_and_reversed(office: Office, command) -> None:
    code, made = command(
        "voucher",
        "add",
        "--kind",
        "PT",
        "--date",
        "2026-03-02",
        "--amount",
        "5tr",
        "--who",
        "Ban giám đốc",
        "--reason",
        "Chuyên môn hỗ trợ",
        "--item",
        "25.01",
    )
    assert (code, made["voucher"]["amount"], made["in_words"]) == (
        0,
        5_000_000,
        "Năm triệu đồng chẵn",
    )
    code, posted = command("voucher", "post", str(made["voucher"]["id"]))
    assert posted["voucher"]["number"] == "PT001/2026"
    code, spent = command(
        "voucher",
        "add",
        "--kind",
        "PC",
        "--date",
        "05/03/2026",
        "--amount",
        "1.200.000",
        "--who",
        "Nguyễn Thị Hoa",
        "--reason",
        "thăm ốm",
        "--item",
        "31.03=1000000",
        "--item",
        "EXP_PROP_GENDER=200000",
        "--attachments",
        "1",
        "--post",
    )
    assert spent["voucher"]["number"] == "PC001/2026"
    code, listed = command("voucher", "list", "--period", "2026-03", "--search", "tham om")
    assert [row["number"] for row in listed["vouchers"]] == ["PC001/2026"]
    code, back = command("voucher", "reverse", str(spent["voucher"]["id"]), "--reason", "Ghi nhầm")
    assert back["voucher"]["amount"] == -1_200_000
    code, shown = command("voucher", "show", str(spent["voucher"]["id"]))
    assert shown["reversed_by_id"] == back["voucher"]["id"]
    assert "PC002/2026" in command.speak("voucher", "list")[1]


def test_a_refused_posting_exits_with_one_and_its_code(office: Office, command) -> None:
    code, made = command(
        "voucher",
        "add",
        "--kind",
        "PC",
        "--amount",
        "900k",
        "--who",
        "Nguyễn Thị Hoa",
        "--reason",
        "Thăm ốm",
        "--item",
        "31.03",
        "--attachments",
        "1",
    )
    assert [warning["code"] for warning in made["warnings"]] == ["V-03"]
    code, said = command("voucher", "post", str(made["voucher"]["id"]))
    assert (code, said["error"]["code"]) == (1, "V-03")
    assert "900.000" in said["error"]["message"]


def test_an_amount_that_is_none_is_bad_usage(command) -> None:
    assert command.speak("voucher", "add", "--kind", "PT", "--amount", "abc")[0] == 2


def test_a_month_is_locked_and_unlocked_with_a_reason(office: Office, command) -> None:
    code, locked = command("period", "lock", "2026-02")
    assert (code, locked["locked_by"]) == (0, "Nguyễn Thị Hòa")
    code, said = command(
        "voucher",
        "add",
        "--kind",
        "PT",
        "--date",
        "2026-02-20",
        "--amount",
        "5000",
        "--who",
        "A",
        "--reason",
        "B",
        "--item",
        "25.02",
    )
    assert (code, said["error"]["code"]) == (1, "period.locked")
    assert "Nguyễn Thị Hòa" in said["error"]["message"]
    assert command("period", "list")[1]["locked"][0]["month"] == "2026-02"
    code, opened = command("period", "unlock", "2026-02", "--reason", "Bổ sung chứng từ sót")
    assert (code, opened["locked"]) == (0, False)
