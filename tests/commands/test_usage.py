"""With --json stdout is one document however a command ends, and what is wrong is Vietnamese."""

import json
from datetime import date

import pytest

from unionapp.commands.app import run
from unionapp.commands.door import Door
from unionapp.organisation.opening import create_data_folder, open_office

TODAY = date(2026, 3, 5)


def a_door(**changes):
    ways = {
        "today": lambda: TODAY,
        "open_office": lambda folder, *, officer, password: open_office(
            folder, today=TODAY, officer=officer, password=password
        ),
        "create_folder": create_data_folder,
        "play_demo": lambda folder: None,
        "take_screenshots": lambda folder: (),
    }
    return Door(**(ways | changes))


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("bay", "Không có lệnh «bay»"),
        ("member fly", "Không có lệnh «fly»"),
        ("init --name X", "Thiếu --tier"),
        ("roster check", "Thiếu TỆP"),
        ("roster check a.xlsx --khong", "Không có tùy chọn «--khong»"),
        ("roster check a.xlsx --json=1", "Tùy chọn «--json»"),
        ("roster check a.xlsx --today 2026-02-30", "không phải ngày có thật"),
        ("roster check a.xlsx b.xlsx", "Không hiểu phần thừa «b.xlsx»"),
        ("activity photo 1 khong-co.jpg", "không có tệp này"),
        ("voucher post ba", "phải là số nguyên"),
        ("voucher add --kind ZZ --amount 1", "hãy chọn một trong: PT"),
        ("voucher add --kind PT --amount 1e9", "không phải số tiền"),
        ("report make cash-book --period 2026-13 --output x.pdf", "không phải kỳ"),
        ("init --tier CDCS --code A --name B --parent-name C", "phải ghi cả mã"),
    ],
)
def test_bad_usage_is_one_document_and_one_vietnamese_sentence(capsys, line, named):
    assert run([*line.split(), "--json"], a_door()) == 2
    told = capsys.readouterr()
    error = json.loads(told.out)["error"]
    assert error["code"] == "command.usage"
    assert named in error["message"]
    assert error["message"] in told.err
    assert "Error" not in told.err
    assert "unionapp" in error["message"]


def test_a_control_sign_in_the_line_is_bad_usage(capsys):
    assert run(["member", "add", "Trần\0Văn"], a_door()) == 2
    assert "ký tự không đọc được" in capsys.readouterr().err


def test_a_name_that_fills_a_page_is_bad_usage(capsys):
    assert run(["member", "add", "Trần " * 100], a_door()) == 2
    assert "nhiều nhất 200 chữ" in capsys.readouterr().err


def test_a_file_named_for_another_format_is_bad_usage(capsys, office):
    line = "report make cash-book --period 2026 --format pdf --output so.xlsx"
    assert run([*line.split(), "--data", str(office.folder)], a_door()) == 2
    assert "«so.xlsx» không hợp với dạng pdf" in capsys.readouterr().err


@pytest.mark.parametrize("line", ["--help", "voucher --help", "voucher add --help"])
def test_help_is_vietnamese(capsys, line):
    assert run(line.split(), a_door()) == 0
    page = capsys.readouterr().out
    assert page.startswith("Cách dùng: unionapp")
    assert "In trợ giúp này." in page
    for english in ("Usage", "Options", "Commands", "Show this", "required", " TEXT", " INTEGER"):
        assert english not in page


def test_our_own_bug_is_one_document_too(capsys):
    def fall_over(folder):
        raise KeyError("Nguyễn Thị Hòa")

    assert run(["demo", "--json"], a_door(play_demo=fall_over)) == 1
    told = capsys.readouterr()
    assert json.loads(told.out)["error"]["code"] == "program.bug"
    assert "Hòa" not in told.out + told.err


def test_a_refusal_is_said_once_and_a_problem_with_its_sentence(capsys, tmp_path):
    where = ["--data", str(tmp_path / "a"), "--json"]
    founding = ["init", "--tier", "CDCS", "--code", "A1", "--name", "X", "--no-encryption"]
    assert run([*founding, *where], a_door()) == 0
    capsys.readouterr()
    assert run(["member", "add", "Hoa", "--birth", "30/02/1990", *where], a_door()) == 1
    told = capsys.readouterr()
    error = json.loads(told.out)["error"]
    assert [problem["field"] for problem in error["problems"]] == ["birth_date"]
    assert told.err.count(error["message"]) == 1


@pytest.mark.parametrize("number", ["0", "99999999999999999999999"])
def test_a_number_nobody_has_is_refused_however_large(capsys, tmp_path, number):
    where = ["--data", str(tmp_path / "a"), "--json"]
    founding = ["init", "--tier", "CDCS", "--code", "A1", "--name", "X", "--no-encryption"]
    assert run([*founding, *where], a_door()) == 0
    for words in (["voucher", "post"], ["activity", "show"], ["member", "show"]):
        capsys.readouterr()
        assert run([*words, number, *where], a_door()) == 1
        assert json.loads(capsys.readouterr().out)["error"]["code"] != "program.bug"
