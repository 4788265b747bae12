"""member and roster on the command line: words for people, one JSON document for scripts."""

import json
from datetime import date

import pytest

from unionapp.membership.lists import list_members
from unionapp.membership.members import show_member

TODAY = date(2026, 3, 5)


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "ds.csv"
    path.write_text(
        "STT,Họ và tên,Ngày sinh,Giới tính,Tổ\n"
        "1,Trần Văn An,03/02/1985,Nam,Tổ 1\n"
        "2,Lê Thị Bình,31/02/1990,Nữ,Tổ 2\n",
        encoding="utf-8",
    )
    return str(path)


def test_a_member_is_added_listed_and_shown(command):
    code, out, _ = command(
        "member",
        "add",
        "Trần Thị Bích",
        "--birth",
        "3/1990",
        "--gender",
        "nữ",
        "--salary",
        "6tr2",
        "--from",
        "2026-03",
        "--group",
        "Tổ 1",
        "--id-number",
        "037190001234",
        "--json",
    )
    row = json.loads(out)
    assert code == 0
    assert (row["full_name"], row["birth_date"], row["salary"]) == (
        "Trần Thị Bích",
        "1990-03",
        6_200_000,
    )
    _, out, _ = command("member", "list", "--search", "bich")
    assert "Trần Thị Bích" in out
    assert "1 đoàn viên." in out
    _, out, _ = command("member", "list", "--json")
    assert json.loads(out)["count"] == 1
    _, out, _ = command("member", "show", row["code"], "--json")
    detail = json.loads(out)
    assert detail["draft"]["id_number"] == "037******234"
    assert [event["kind"] for event in detail["events"]] == ["KET_NAP"]


def test_what_happens_is_recorded_and_a_rule_answers_in_words(command, office):
    command("member", "add", "Trần Thị Bích", "--gender", "nữ", "--joined", "01/02/2020")
    code, out, _ = command("member", "event", "1", "nghi_huu", "--on", "2026-03-01")
    assert (code, out) == (0, "Đã ghi «Nghỉ hưu» ngày 01/03/2026.\n")
    assert list_members(office) == ()
    code, out, err = command("member", "event", "1", "THOI_VIEC", "--on", "2026-03-02", "--json")
    assert code == 1
    assert json.loads(out)["error"]["code"] == "membership.event_not_allowed"
    assert "Không ghi được" in err
    code, _, err = command("member", "add", "Lê Ba", "--salary", "nhiều")
    assert (code, "không phải số tiền" in err) == (1, True)


def test_a_roster_is_checked_without_changing_anything(command, sheet, office):
    code, out, _ = command("roster", "check", sheet, "--today", "2026-03-05", "--json")
    (read,) = json.loads(out)["sheets"]
    assert code == 1
    assert (read["read"], read["accepted"], read["rejected"]) == (2, 1, 1)
    assert [problem["code"] for problem in read["problems"]] == ["INVALID_DATE"]
    assert list_members(office) == ()


def test_a_roster_with_errors_names_the_cells_and_imports_only_on_demand(command, sheet, office):
    code, _, err = command("roster", "import", sheet)
    assert code == 1
    assert "C3" in err
    assert list_members(office) == ()
    code, out, err = command("roster", "import", sheet, "--json")
    refused = json.loads(out)
    assert (code, refused["error"]["code"]) == (1, "roster.has_errors")
    checked = json.loads(command("roster", "check", sheet, "--json")[1])
    assert refused["sheets"] == checked["sheets"]
    code, out, _ = command("roster", "import", sheet, "--skip-problems", "--json")
    done = json.loads(out)
    assert (code, done["imported"], done["skipped"]) == (0, 1, 1)
    assert done["sheets"] == checked["sheets"]
    assert [row.full_name for row in list_members(office)] == ["Trần Văn An"]


def test_the_month_the_pay_counts_from_is_given_and_told(command, tmp_path, office):
    path = tmp_path / "luong.csv"
    text = "Họ và tên;Ngày sinh;Lương\nTrần Văn An;05/03/1990;6200000\n"
    path.write_text(text, encoding="utf-8-sig")
    code, _, err = command("roster", "import", str(path), "--salary-from", "2027-01")
    assert (code, "Tháng 01/2027 chưa đến" in err) == (1, True)
    code, out, _ = command("roster", "import", str(path), "--salary-from", "2026-01")
    assert code == 0
    assert "Lương trong danh sách áp dụng từ tháng 01/2026." in out
    (row,) = list_members(office)
    assert [pay.valid_from for pay in show_member(office, row.id).salaries] == ["2026-01"]


def test_a_file_that_is_no_spreadsheet_is_refused_in_one_sentence(command, tmp_path):
    path = tmp_path / "ds.xlsx"
    path.write_bytes(b"\x00\x01 no spreadsheet")
    code, out, err = command("roster", "check", str(path))
    assert (code, out) == (1, "")
    assert len(err.strip().splitlines()) == 1


def test_a_paper_of_a_member_is_printed_and_nothing_overwritten(command, tmp_path):
    command("member", "add", "Lò Thị Ẳng", "--on", "2026-03-02")
    words = ("member", "print", "1", "--paper", "admission-decision", "--format", "docx")
    output = tmp_path / "qd.docx"
    for name in ("qd.docx", "qd (2).docx"):
        code, out, _ = command(*words, "--output", str(output), "--json")
        assert code == 0
        assert json.loads(out)["path"] == str(tmp_path / name)
    assert command("member", "print", "1", "--paper", "nothing", "--output", "a.pdf")[0] == 2
    refused = command("member", "print", "99", "--paper", "card", "--output", str(output))
    assert refused[0] == 1


def test_a_slip_is_saved_and_this_unit_does_not_take_its_own_back(command, tmp_path):
    command("member", "add", "Trần Thị Bích", "--joined", "2010")
    slip = str(tmp_path / "phieu.txt")
    code, _, err = command("member", "slip", "1", "--output", slip)
    assert code == 1
    assert "Chuyển sinh hoạt đi" in err
    command("member", "event", "1", "CHUYEN_DI", "--on", "2026-03-05")
    assert command("member", "slip", "1", "--output", slip)[0] == 0
    code, _, err = command("member", "receive", slip)
    assert code == 1
    assert "chính đơn vị mình lập" in err


def test_an_admission_is_added_with_its_decision(command):
    command("member", "add", "Lê Hòa", "--on", "2026-03-01", "--decision-no", "05/QĐ-CĐCS")
    _, out, _ = command("member", "show", "1", "--json")
    [event] = json.loads(out)["events"]
    assert event["decision_no"] == "05/QĐ-CĐCS"


def test_a_mistaken_event_and_a_mistaken_person_are_taken_back(command, office):
    command("member", "add", "Trần Văn An", "--joined", "01/02/2020")
    [row] = list_members(office)
    command("member", "event", row.code, "NGHI_HUU", "--on", "01/03/2026")
    why = ("--reason", "ghi nhầm người cùng tên")
    code, out, _ = command("member", "withdraw-event", row.code, *why)
    assert (code, out) == (0, "Đã rút «Nghỉ hưu» ngày 01/03/2026.\n")
    code, _, err = command("member", "withdraw-event", row.code, *why)
    assert code != 0
    assert "biến động đầu tiên" in err
    code, out, _ = command("member", "remove", row.code, *why, "--json")
    assert json.loads(out)["removed"] == row.id
    assert list_members(office) == ()
