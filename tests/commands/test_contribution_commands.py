"""kpcd on the command line: a year declared from a sheet, decisions noted and taken back."""

import json

import pytest

from unionapp.finance.contributions.declarations import record_contribution


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "quy-luong.csv"
    path.write_text(
        "Tháng;Số lao động;Quỹ lương\n1;100;800.000.000\n2;101;808.000.000\nCộng;;1.608.000.000\n",
        encoding="utf-8",
    )
    return path


def test_a_year_is_looked_at_then_declared_from_a_sheet(command, sheet):
    code, out, _ = command("kpcd", "declare", "2026", str(sheet), "--preview", "--json")
    looked = json.loads(out)
    assert (code, [one["due"] for one in looked["months"]]) == (0, [16_000_000, 16_160_000])
    assert json.loads(command("kpcd", "list", "2026", "--json")[1])["rows"] == []
    code, out, _ = command("kpcd", "declare", "2026", str(sheet))
    assert (code, "Đã khai 2 tháng" in out) == (0, True)
    code, out, _ = command("kpcd", "list", "2026")
    assert "01/2026" in out
    assert "808.000.000" in out
    code, out, _ = command("kpcd", "declare", "2026", str(sheet), "--preview")
    assert out.count("không đổi") == 2


def test_a_sheet_with_a_wrong_row_declares_nothing(command, sheet):
    sheet.write_text("Tháng;Quỹ lương\n1;800.000.000\n13;5\n", encoding="utf-8")
    code, out, err = command("kpcd", "declare", "2026", str(sheet), "--json")
    assert code == 1
    assert [one["code"] for one in json.loads(out)["error"]["problems"]] == [
        "fund.month_unreadable"
    ]
    assert "Tháng 1" in err
    assert "Dòng 3" in command("kpcd", "declare", "2026", str(sheet), "--preview")[1]


def test_one_payment_is_shared_among_the_months_still_owed(command, sheet):
    command("kpcd", "declare", "2026", sheet)
    code, out, _ = command("kpcd", "pay", "20tr", "--way", "PT", "--on", "04/03/2026", "--json")
    paid = json.loads(out)
    assert (code, [row["waiting"] for row in paid["rows"]]) == (0, [16_000_000, 4_000_000])
    assert paid["voucher"]["amount"] == 20_000_000
    code, _, err = command("kpcd", "pay", "20tr")
    assert (code, "chỉ còn nợ" in err) == (1, True)


@pytest.mark.parametrize("called", [("kpcd", "month"), ("dues", "kpcd")])
def test_a_month_is_declared_paid_and_looked_at_under_both_its_names(command, called):
    code, out, _ = command(*called, "2026-02", "--workers", "10", "--fund", "50tr", "--json")
    assert (code, [row["due"] for row in json.loads(out)["rows"]]) == (0, [1_000_000])
    code, out, _ = command(*called, "2026-02", "--paid", "400k", "--on", "04/03/2026", "--json")
    (row,) = json.loads(out)["rows"]
    assert (code, row["paid"], row["remaining"]) == (0, 400_000, 600_000)
    assert "còn 600.000" in command(*called, "2026-02")[1]


def test_a_month_that_was_not_declared_or_cannot_be_read_is_refused(command):
    code, out, _ = command("kpcd", "month", "2026-02", "--paid", "400k", "--json")
    assert (code, json.loads(out)["error"]["code"]) == (1, "contribution.unknown")
    code, out, _ = command("kpcd", "month", "tháng hai", "--json")
    assert (code, json.loads(out)["error"]["code"]) == (1, "period.unreadable")


def test_a_decision_is_noted_listed_and_taken_back(command, office):
    record_contribution(office, "2026-02", workers=10, fund=50_000_000)
    code, out, _ = command(
        "kpcd", "relieve", "suspend", "2026-02", "2026-03", "--decision", "12/QĐ", "--json"
    )
    assert (code, [row["due"] for row in json.loads(out)["rows"]]) == (0, [0])
    code, out, _ = command("kpcd", "reliefs", "--json")
    (relief,) = json.loads(out)["reliefs"]
    assert (relief["kind"], relief["months"]) == ("suspend", 1)
    assert "Tạm dừng đóng" in command("kpcd", "reliefs")[1]
    number = str(relief["id"])
    code, _, err = command("kpcd", "take-back", number, "--reason", "nhầm")
    assert (code, "10 ký tự" in err) == (1, True)
    code, out, _ = command("kpcd", "take-back", number, "--reason", "Ghi nhầm tháng áp dụng")
    assert (code, "tính lại 1 tháng" in out) == (0, True)
    assert json.loads(command("kpcd", "reliefs", "--json")[1])["reliefs"] == []
