"""Which month a payroll says it is of."""

from datetime import date

import pytest

from unionapp.membership.roster.check import check_roster
from unionapp.membership.roster.pay_month import said_month, usual_pay_month

TODAY = date(2026, 4, 10)
PAYROLL = """{title};;;
STT;Họ và tên;Ngày sinh;{salary}
1;Nguyễn Thị Hường;05/03/1990;6200000
2;Trần Văn Bảo;06/07/1985;7100000
"""


def read(tmp_path, title="", salary="Lương", name="luong.csv"):
    path = tmp_path / name
    path.write_text(PAYROLL.format(title=title, salary=salary), encoding="utf-8-sig")
    return check_roster(path, today=TODAY)


@pytest.mark.parametrize(
    "line",
    [
        "BẢNG THANH TOÁN TIỀN LƯƠNG THÁNG 01 NĂM 2026",
        "Tháng 1/2026",
        "Bảng lương tháng 01 - 2026",
        "Kỳ lương T01/2026",
        "bang_luong_thang_01_2026",
    ],
)
def test_a_month_is_read_however_it_is_said(line):
    assert said_month(line) == "2026-01"


@pytest.mark.parametrize(
    "line",
    [
        "Nam Định, ngày 05 tháng 02 năm 2026",
        "Theo Thông tư 12/2025",
        "Tháng 13/2026",
        "Tháng 1",
        "Năm 2026",
    ],
)
def test_the_day_of_signing_and_the_number_of_a_law_are_no_month_of_pay(line):
    assert said_month(line) is None


def test_the_title_above_the_list_names_the_month(tmp_path):
    assert read(tmp_path, "Bảng lương tháng 01 năm 2026").pay_month == "2026-01"


def test_the_heading_of_the_pay_goes_before_the_title(tmp_path):
    reading = read(tmp_path, "Lập tháng 4/2026", salary="Tiền lương tháng 01/2026")
    assert reading.has_salaries
    assert reading.pay_month == "2026-01"


@pytest.mark.parametrize("name", ["luong-2026-01.csv", "Luong_T1.2026.csv", "01-2026.csv"])
def test_the_name_of_the_file_names_the_month_when_nothing_in_it_does(tmp_path, name):
    assert read(tmp_path, name=name).pay_month == "2026-01"


def test_a_file_that_names_no_month_or_a_later_one_is_taken_from_this_month(tmp_path):
    assert read(tmp_path, name="luong 05-01-2026.csv").pay_month is None
    assert usual_pay_month(read(tmp_path), TODAY) == "2026-04"
    later = read(tmp_path, "Bảng lương tháng 05/2026")
    assert (later.pay_month, usual_pay_month(later, TODAY)) == ("2026-05", "2026-04")
