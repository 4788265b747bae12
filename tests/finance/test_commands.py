"""dues, voucher and period on the command line: the same use cases, JSON and exit codes."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tests.finance.setting import add_payer, draft
from unionapp.commands.app import run
from unionapp.commands.door import Door
from unionapp.finance.vouchers.recurring import Recurrence, save_recurring
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


def add_payment(command, *more: str) -> int:
    command("voucher", "add", "--kind", "PT", "--date", "2026-03-02", "--amount", "9tr", "--who",
            "Ban giám đốc", "--reason", "Hỗ trợ", "--item", "25.01", "--post")  # fmt: skip
    _, made = command("voucher", "add", "--kind", "PC", "--amount", "1tr2", "--who", "Nguyễn Thị Hoa",
                      "--reason", "Thăm ốm", "--item", "31.03", *more)  # fmt: skip
    return made["voucher"]["id"]


def test_the_chair_approves_and_nobody_else(office: Office, command, capsys) -> None:
    voucher = str(add_payment(command))
    code, said = command("voucher", "approve", voucher)
    assert (code, said["error"]["code"]) == (1, "approval.chair_needed")
    chair = replace(office, officer=replace(office.officer, name="Lê Văn Tùng", role="chair"))
    door = Door(
        today=lambda: date(2026, 3, 5),
        open_office=lambda folder, officer, password: chair,
        create_folder=None,
        play_demo=None,
        take_screenshots=None,
    )
    assert run(["voucher", "approve", voucher, "--json"], door) == 0
    history = json.loads(capsys.readouterr().out)["history"]
    assert [(step["what"], step["by"]) for step in history] == [
        ("Đã lập", "Nguyễn Thị Hòa"),
        ("Đã duyệt", "Lê Văn Tùng"),
    ]
    assert "Đã duyệt" in command.speak("voucher", "list")[1]


def test_a_voucher_is_copied_and_a_scan_attached(office: Office, command, tmp_path) -> None:
    voucher = add_payment(command, "--attachments", "1")
    code, copied = command("voucher", "copy", str(voucher), "--date", "2026-03-04")
    assert (code, copied["voucher"]["voucher_on"]) == (0, "2026-03-04")
    scan = tmp_path / "hóa đơn.pdf"
    scan.write_bytes(b"%PDF-1.7")
    code, attached = command("voucher", "attach", str(copied["voucher"]["id"]), str(scan))
    assert (code, attached["attachment"]["name"]) == (0, "hóa đơn.pdf")
    with scan.open("wb") as file:
        file.truncate(10 * 1024 * 1024 + 1)
    code, said = command("voucher", "attach", str(voucher), str(scan))
    assert (code, said["error"]["code"]) == (1, "attachment.too_large")


def test_recurring_vouchers_are_shown_and_drafted(office: Office, command) -> None:
    voucher = draft("PC", 468_000, date(2026, 3, 5), reason="Phụ cấp {month}")
    save_recurring(office, Recurrence(voucher, 5, "2026-01"))
    assert "Phụ cấp tháng 3 năm 2026" in command.speak("voucher", "recurring", "2026-03")[1]
    code, done = command("voucher", "recurring", "2026-03", "--draft")
    assert (code, done["vouchers"][0]["amount"]) == (0, 468_000)
    assert command("voucher", "recurring", "2026-03")[1]["due"] == []


def test_the_cash_book_is_shown_with_its_balance(office: Office, command) -> None:
    add_payment(command, "--post")
    code, book = command("voucher", "book", "--period", "2026-03")
    assert (code, [row["balance"] for row in book["rows"]]) == (0, [9_000_000, 7_800_000])
    assert "7.800.000" in command.speak("voucher", "book", "--period", "2026-03")[1]


def test_the_employers_contribution_is_noted_and_paid(office: Office, command) -> None:
    code, noted = command("dues", "kpcd", "2026-02", "--workers", "10", "--fund", "50tr")
    assert (code, noted["rows"][0]["due"], noted["rows"][0]["state"]) == (0, 1_000_000, "late")
    code, paid = command("dues", "kpcd", "2026-02", "--paid", "400k")
    assert paid["rows"][0]["remaining"] == 600_000
    assert "còn 600.000" in command.speak("dues", "kpcd", "2026-02")[1]


def test_a_draft_stops_the_lock_and_what_else_is_unfinished_is_named(office, command) -> None:
    voucher = add_payment(command)
    code, checked = command("period", "check", "2026-03")
    codes = [warning["code"] for warning in checked["warnings"]]
    assert (code, codes) == (1, ["V-11.drafts", "V-11.count"])
    assert [warning["severity"] for warning in checked["warnings"]] == ["error", "warning"]
    code, said = command.speak("period", "lock", "2026-03")
    assert code == 1
    assert "còn 1 chứng từ nháp (phiếu chi ngày " in said
    command("voucher", "post", str(voucher))
    code, locked = command("period", "lock", "2026-03")
    assert (code, locked["month"]) == (0, "2026-03")
    assert [warning["code"] for warning in locked["warnings"]] == ["V-11.count"]
    command("period", "unlock", "2026-03", "--reason", "Bổ sung chứng từ sót")
    assert "Chưa kiểm kê quỹ" in command.speak("period", "lock", "2026-03")[1]


def test_the_checks_of_a_year_are_told_with_their_severity(office: Office, command) -> None:
    add_payment(command, "--post")
    code, checked = command("period", "check", "2026")
    assert (code, checked["year"]) == (0, "2026")
    assert {found["severity"] for found in checked["warnings"]} == {"warning"}
    assert "V-20: Tham số" in command.speak("period", "check", "2026")[1]
    add_payment(command)
    code, checked = command("period", "check", "2026")
    errors = [found["code"] for found in checked["warnings"] if found["severity"] == "error"]
    assert (code, errors) == (1, ["V-11.drafts"])
    assert command("period", "check", "0000")[0] == 1


def test_the_settlement_of_a_year_is_shown_with_its_proof(office: Office, command) -> None:
    add_payment(command, "--post")
    code, form = command("period", "settle", "2026")
    amounts = {row["id"]: row["reported"] for row in form["rows"]}
    assert (code, amounts["total_receipts"], amounts["closing"]) == (0, 9_000_000, 7_800_000)
    assert form["reconciliation"]["difference"] == 0
    assert "7.800.000" in command.speak("period", "settle", "2026")[1]
    code, said = command("period", "settle", "2026", "--hand-in")
    assert (code, said["error"]["code"]) == (1, "settlement.not_over")


def test_posting_out_of_order_is_said_when_it_is_done(office: Office, command) -> None:
    add_payment(command, "--post")
    _, early = command("voucher", "add", "--kind", "PC", "--date", "2026-03-02", "--amount", "50k",
                       "--who", "Lê Văn Tám", "--reason", "Thăm ốm", "--item", "31.03")  # fmt: skip
    _, posted = command("voucher", "post", str(early["voucher"]["id"]))
    assert "V-05" in [warning["code"] for warning in posted["warnings"]]


def test_the_dues_of_one_member_lead_to_their_vouchers(office: Office, command) -> None:
    member = add_payer(office, "Nguyễn Thị Hoa", 10_000_000)
    command("dues", "make", "2026-02")
    command("dues", "collect", "2026-02", "--post")
    code, story = command("dues", "history", str(member))
    (entry,) = story["entries"]
    assert (code, entry["kind"], entry["paid"], entry["number"]) == (
        0,
        "listed",
        50_000,
        "PT001/2026",
    )
    assert "PT001/2026" in command.speak("dues", "history", str(member))[1]
