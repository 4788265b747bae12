"""Reading the wage funds of a year out of an accountant's sheet or a copied block."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from unionapp.errors import Refusal
from unionapp.finance.contributions.declarations import FundLine
from unionapp.finance.contributions.wage_sheets import (
    read_month_cell,
    read_wage_rows,
    read_wage_sheet,
)
from unionapp.sentences import problem_sentence

JANUARY, FEBRUARY = FundLine("2026-01", 100, 800_000_000), FundLine("2026-02", 101, 808_000_000)


def write(path, rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_a_yearly_sheet_is_read_below_its_titles_and_without_its_sums(tmp_path):
    sheet = read_wage_sheet(
        write(
            tmp_path / "quy-luong.xlsx",
            [
                ["CÔNG TY MAY HOA SEN"],
                ["BẢNG QUỸ LƯƠNG ĐÓNG BHXH NĂM 2026"],
                ["Tháng", "Số LĐ", "Quỹ lương", "KPCĐ 2 %"],
                ["Tháng 1", 100, 800_000_000, 16_000_000],
                ["Tháng 2", 101, "808.000.000", 16_160_000],
                ["Quý I", 201, 1_608_000_000, None],
                ["Tháng 3", None, None, None],
                ["Cộng cả năm", 201, 1_608_000_000, None],
            ],
        ),
        2026,
    )
    assert (sheet.lines, sheet.problems) == ((JANUARY, FEBRUARY), ())


def test_heads_may_stand_in_two_rows_and_the_columns_in_any_order(tmp_path):
    sheet = read_wage_sheet(
        write(
            tmp_path / "hai-dong.xlsx",
            [
                ["TT", "Tổng quỹ", "Số", "Tháng"],
                ["", "lương BHXH", "lao động", ""],
                [1, 800_000_000, 100, 1],
                [2, 808_000_000.4, 101, date(2026, 2, 1)],
            ],
        ),
        2026,
    )
    assert sheet.lines == (JANUARY, FEBRUARY)


def test_a_file_of_separated_values_is_read_like_a_workbook(tmp_path):
    path = tmp_path / "quy-luong.csv"
    text = "Tháng;Số lao động;Quỹ lương\n01/2026;100;800.000.000\n02/2026;101;808.000.000\n"
    path.write_text(text, encoding="utf-8")
    assert read_wage_sheet(path, 2026).lines == (JANUARY, FEBRUARY)


def test_what_cannot_be_read_is_named_by_its_row():
    rows = [
        ["Tháng", "Số lao động", "Quỹ lương"],
        ["Tháng 13", 100, 800_000_000],
        ["01/2025", 100, 800_000_000],
        ["Tháng 1", "một trăm", 800_000_000],
        ["Tháng 2", 101, 808_000_000],
    ]
    read = read_wage_rows(rows, 2026)
    assert read.lines == (FEBRUARY,)
    assert [(one.code, one.row) for one in read.problems] == [
        ("fund.month_unreadable", 2),
        ("fund.other_year", 3),
        ("fund.amount_unreadable", 4),
    ]


@pytest.mark.parametrize(
    ("heads", "rows"), [([["Tháng", "Số lao động", "Quỹ lương"]], "2, 4"), ([], "1, 3")]
)
def test_a_month_in_two_rows_is_left_out_and_both_rows_are_named(heads, rows):
    block = [*heads, ["T1", 100, 800_000_000], ["T2", 101, 808_000_000], ["T1", 5, 1]]
    read = read_wage_rows(block, 2026)
    assert read.lines == (FEBRUARY,)
    (problem,) = read.problems
    assert (problem.code, problem.value, problem.row) == ("fund.twice", "01/2026", len(block))
    assert f"(dòng {rows})" in problem_sentence(problem)


def test_a_sheet_without_the_needed_columns_says_which_are_needed(tmp_path):
    with pytest.raises(Refusal) as refused:
        read_wage_sheet(write(tmp_path / "ds.xlsx", [["Họ và tên", "Tổ"], ["Hòa", "May 1"]]), 2026)
    assert refused.value.code == "fund.no_columns"


@pytest.mark.parametrize(
    ("block", "lines"),
    [
        ([["T1", "100", "800.000.000"], ["T2", "101", "808000000"]], (JANUARY, FEBRUARY)),
        ([["1", "100", "800.000.000"], ["2", "101", "808000000"]], (JANUARY, FEBRUARY)),
        ([["T1", "800.000.000"]], (FundLine("2026-01", 0, 800_000_000),)),
    ],
)
def test_a_copied_block_needs_no_heads(block, lines):
    assert read_wage_rows(block, 2026).lines == lines


@pytest.mark.parametrize(
    "block",
    [
        [["9", "50.000.000"], ["10", "55.000.000"]],
        [["10", "50.000.000", "x"], ["9", "55.000.000", "x"]],
        [["100", "800.000.000"]],
        [["5"]],
        [],
    ],
)
def test_workers_beside_their_fund_are_not_taken_for_months(block):
    assert read_wage_rows(block, 2026) is None


@pytest.mark.parametrize(
    ("cell", "month"),
    [
        (1, "2026-01"),
        (1.0, "2026-01"),
        ("t12", "2026-12"),
        ("Tháng 3", "2026-03"),
        ("tháng 3 năm 2026", "2026-03"),
        ("03/2025", "2025-03"),
        ("2026-03-01", "2026-03"),
        (date(2026, 3, 31), "2026-03"),
        ("13", None),
        ("0", None),
        ("Cộng", None),
        (None, None),
        (True, None),
    ],
)
def test_months_are_read_as_accountants_write_them(cell, month):
    assert read_month_cell(cell, 2026) == month


@given(
    st.dictionaries(
        st.integers(1, 12), st.tuples(st.integers(0, 9999), st.integers(1, 10**12)), min_size=2
    )
)
def test_whatever_was_written_is_read_back(year):
    rows = [["Tháng", "Số lao động", "Quỹ lương"]]
    rows += [[f"Tháng {month}", workers, fund] for month, (workers, fund) in sorted(year.items())]
    read = read_wage_rows(rows, 2026)
    assert {line.month: (line.workers, line.fund) for line in read.lines} == {
        f"2026-{month:02}": figures for month, figures in year.items()
    }
    assert read.problems == ()
