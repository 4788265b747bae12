"""A year at the upper level by command line: two units on USB sticks, one on paper.

The figures are those of the same story told by use cases (tests/exchange/test_settlements.py).
"""

import json
from datetime import date
from decimal import Decimal

import pypdfium2
import pytest

from tests.conftest import fixed_clock
from tests.exchange.test_settlements import AFTER, MILLION, pay_and_receive, sewing, upper, wood
from unionapp.commands.app import run
from unionapp.commands.door import Door
from unionapp.finance.levels.split_chains import set_split_chain
from unionapp.indicators.statistics import type_row
from unionapp.organisation.officers import add_officer
from unionapp.organisation.opening import create_data_folder, open_office
from unionapp.organisation.units import UnitFacts, add_unit
from unionapp.vietnamese.periods import Period

__all__ = ["sewing", "upper", "wood"]  # fixtures of that story
FORM = Period("2025-12", "2026-11")
PAPER = ("10=2tr", "22=4tr", "28.01=6tr", "31=3tr", "39=1200000")


@pytest.fixture
def command(capsys):
    def sign_in(folder, *, officer, password):
        today = AFTER
        return open_office(
            folder, today=today, officer=officer, password=password, clock=fixed_clock
        )

    door = Door(lambda: AFTER, sign_in, create_data_folder, lambda _: None, lambda _: ())

    def call(office, *words):
        code = run([*(str(word) for word in words), "--data", str(office.folder), "--json"], door)
        return code, json.loads(capsys.readouterr().out)

    def speak(office, *words):
        code = run([*(str(word) for word in words), "--data", str(office.folder)], door)
        return code, capsys.readouterr().out.replace("\xa0", " ")

    call.speak = speak
    return call


def rows(*given):
    return [word for row in given for word in ("--row", row)]


def lock_and_hand_in(command, unit):
    for month in range(1, 13):
        assert command(unit, "period", "lock", f"2026-{month:02}")[0] == 0
    assert command(unit, "period", "settle", "2026", "--hand-in")[1]["status"] == "submitted"


def seal_and_receive(command, unit, upper, folder):
    code, sealed = command(
        unit, "package", "seal", "--period", "2026", "--output", folder, "--slip"
    )
    assert code == 0
    slip = folder / f"giao-nhan_{sealed['path'].rpartition('/')[2].removesuffix('.cdpkg')}.pdf"
    with pypdfium2.PdfDocument(slip) as pdf:
        assert sealed["file_code"] in pdf[0].get_textpage().get_text_range()
    code, received = command(upper, "package", "receive", sealed["path"])
    (item,) = received["items"]
    assert (code, item["file_code"]) == (0, sealed["file_code"])
    return item


def keep_at_home(command, unit, usb):
    """An error keeps the report at home until it is mended."""
    type_row(unit, "1-HDCD", "3", FORM, 2)
    type_row(unit, "1-HDCD", "4", FORM, 5)
    code, refused = command(unit, "package", "seal", "--period", "2026", "--output", usb)
    assert (code, refused["error"]["code"]) == (1, "report.has_errors")
    assert refused["error"]["problems"][0]["message"]
    assert list(usb.iterdir()) == []
    type_row(unit, "1-HDCD", "4", FORM, 2)


def test_a_year_goes_up_by_command_line_and_comes_back_as_next_years_opening(
    command, upper, sewing, wood, tmp_path
):
    add_unit(upper, UnitFacts("CDCS", "CS-0300", "CĐCS Hoa Mai"), since=date(2020, 1, 1))
    pay_and_receive(upper)
    usb = tmp_path / "usb"
    usb.mkdir()
    for unit in (sewing, wood):
        lock_and_hand_in(command, unit)

    keep_at_home(command, sewing, usb)

    # somebody had typed the sewing unit's figures from its paper draft
    code, typed = command(upper, "settlement", "enter", "CS-0147", 2026, *rows("22=9tr"))
    assert (code, typed["source"]) == (0, "nhập tay")
    item = seal_and_receive(command, sewing, upper, usb)
    code, refused = command(upper, "package", "accept", item["id"])
    assert (code, refused["error"]["code"]) == (1, "settlement.typed_differs")
    assert command(upper, "package", "accept", item["id"], "--replace-typed")[0] == 0
    item = seal_and_receive(command, wood, upper, usb)
    assert command(upper, "package", "accept", item["id"])[0] == 0
    code, listed = command(upper, "settlement", "list", 2026)
    assert [one["status"] for one in listed["units"]].count("none") == 1
    code, paper = command(upper, "settlement", "enter", "CS-0300", 2026, *rows(*PAPER))
    assert (code, paper["rows"]["closing"]) == (0, 7_800_000)

    code, group = command(upper, "settlement", "group", 2026)
    assert (group["rows"]["closing"], group["rows"]["payable"]) == (574 * MILLION, 0)
    assert group["on_its_way"] == {"down": 0, "up": 3 * MILLION}
    assert (group["owed_up"], group["outside"], group["missing"]) == (MILLION, 0, [])
    code, said = command.speak(upper, "settlement", "group", 2026)
    assert "Đang chuyển 3.000.000 đ; cấp dưới còn nợ 1.000.000 đ" in said

    approval = (*rows("31=9tr"), "--reason", "31=Phiếu chi 11 thiếu danh sách ký nhận")
    code, approved = command(upper, "settlement", "approve", 2026, "--unit", "CS-0200", *approval)
    assert (code, approved["approved"]["closing"]) == (0, 45 * MILLION)
    notice = tmp_path / "thong-bao.pdf"
    assert command(upper, "settlement", "notice", "CS-0200", 2026, "--output", notice)[0] == 0
    with pypdfium2.PdfDocument(notice) as pdf:
        told = " ".join(page.get_textpage().get_text_range() for page in pdf)
    assert "45.000.000" in told
    code, opened = command(wood, "settlement", "approve", 2026, *approval)
    assert (code, opened["opening_next"]) == (0, 45 * MILLION)


def test_what_is_typed_is_read_as_officers_write_it(command, upper, wood):
    for row, problem in (
        ("22", "command.usage"),
        ("22=mười", "command.usage"),
        ("99=5", "form.row_unknown"),
        ("22=-5", "settlement.row_negative"),
    ):
        code, refused = command(upper, "settlement", "enter", "CS-0200", 2026, "--row", row)
        assert (code, refused["error"]["code"]) == (2 if "usage" in problem else 1, problem)
    given = rows("dues=1tr", "60-dau=2tr", "60=500000")
    code, found = command(upper, "settlement", "enter", "CS-0200", 2026, "--part", "H1", *given)
    assert (code, found["owed_before"], found["part"]) == (0, 2 * MILLION, "H1")
    code, said = command.speak(upper, "settlement", "list", 2026, "--part", "H1")
    assert "chờ duyệt" in said
    missing = command(upper, "settlement", "notice", "CS-0200", 2026, "--output", "x.pdf")[1]
    assert missing["error"]["code"] == "settlement.none"
    unknown = command(upper, "settlement", "notice", "CS-9999", 2026, "--output", "x.pdf")[1]
    assert unknown["error"]["code"] == "settlement.not_lower"


def test_a_role_that_may_not_is_refused_at_the_command_line_too(command, upper, wood):
    for name, role in (("Lê Văn Tám", "inspector"), ("Phạm Thị Ba", "cashier")):
        add_officer(upper, name, role, own_password=None, new_password=None)
    enter = ("settlement", "enter", "CS-0200", 2026, *rows("22=1tr"))
    code, refused = command(upper, *enter, "--officer", "Lê Văn Tám")
    assert (code, refused["error"]["code"]) == (1, "settlement.writer_needed")
    assert "Vai Ủy ban kiểm tra chỉ xem" in refused["error"]["message"]
    assert command(upper, *enter, "--officer", "Phạm Thị Ba")[0] == 0
    approve = ("settlement", "approve", 2026, "--unit", "CS-0200")
    code, refused = command(upper, *approve, "--officer", "Phạm Thị Ba")
    assert (code, refused["error"]["code"]) == (1, "settlement.approver_needed")
    assert command(upper, *approve, "--officer", upper.officer.name)[0] == 0


def test_a_settlement_is_taken_back_and_its_version_still_shown(command, wood, tmp_path):
    for month in range(1, 13):
        command(wood, "period", "lock", f"2026-{month:02}")
    handed_in = command(wood, "period", "settle", "2026", "--hand-in")[1]
    code, refused = command(wood, "settlement", "take-back", 2026, "--reason", "ngắn")
    assert (code, refused["error"]["code"]) == (1, "period.reason_needed")
    reason = "Cấp trên trả lại để bổ sung"
    code, done = command(wood, "settlement", "take-back", 2026, "--reason", reason)
    assert (code, done["version"], done["status"]) == (0, 1, "returned")
    (kept,) = command(wood, "settlement", "versions", 2026)[1]["versions"]
    assert (kept["version"], kept["status"]) == (1, "returned")
    code, shown = command(wood, "settlement", "show", 2026, 1)
    assert (code, shown["status"], shown["rows"]) == (0, "returned", handed_in["rows"])
    assert "đã rút về" in command.speak(wood, "settlement", "versions", 2026)[1]
    assert "đã rút về" in command.speak(wood, "settlement", "show", 2026, 1)[1]
    paper = tmp_path / "lan1.pdf"
    assert command(wood, "settlement", "show", 2026, 1, "--output", paper)[0] == 0
    with pypdfium2.PdfDocument(paper) as pdf:
        text = " ".join(pdf[0].get_textpage().get_text_range().split())
    assert "BẢN CŨ: lần nộp 1 ngày" in text
    assert "đã rút về, không còn giá trị" in text
    assert command(wood, "settlement", "show", 2026, 2)[1]["error"]["code"] == (
        "settlement.no_version"
    )


def test_what_goes_up_is_told_for_each_level_by_what_is_due_and_what_came(command, upper, wood):
    """By hand: 1,2 due of dues and half a million of the contribution, nothing came yet."""
    given = rows("22=4tr", "23=2tr", "39=1700000")
    assert command(upper, "settlement", "enter", "CS-0200", 2026, *given)[0] == 0
    code, said = command.speak(upper, "settlement", "shares", 2026)
    assert "Đoàn phí: cấp dưới phải nộp 1.200.000 đ, đã nộp 0 đ; chưa nhập tỷ lệ" in said
    guide = {"LĐLĐ tỉnh": Decimal("0.75"), "Tổng Liên đoàn": Decimal("0.25")}
    set_split_chain(upper, 2026, "kpcd", guide, "HD 12/HD-TLĐ")
    code, told = command(upper, "settlement", "shares", 2026)
    contribution = told["accounts"][1]
    assert (code, contribution["due"], contribution["came"]) == (0, 500_000, 0)
    assert [(it["level"], it["due"]) for it in contribution["levels"]] == [
        ("LĐLĐ tỉnh", 375_000),
        ("Tổng Liên đoàn", 125_000),
    ]
