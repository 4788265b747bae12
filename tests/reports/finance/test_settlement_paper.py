"""B07-TLĐ and B14-TLĐ: every figure of the acceptance example, the proof, live sums."""

import dataclasses
from datetime import date

import pytest
from openpyxl import load_workbook

from tests.finance.setting import hand_in
from tests.finance.year.test_full_year import book
from tests.reports.finance.setting import YEAR, exemplary_year, printed
from unionapp.errors import Refusal
from unionapp.finance.year.approving import Approval, approve_settlement
from unionapp.finance.year.settlement import show_settlement
from unionapp.paper.document import GroupRow, Table, TotalRow
from unionapp.paper.xlsx import write_xlsx
from unionapp.reports.finance.settlement import proof_line, settlement_paper
from unionapp.reports.letters.sections import write_section
from unionapp.reports.making import preview_report
from unionapp.vietnamese.amounts import group_digits
from unionapp.vietnamese.periods import Period

EXAMPLE = {
    "I Tích lũy đầu kỳ 10": 45_000_000,
    "2.1 Đoàn phí công đoàn 22": 44_280_000,
    "2.2 Kinh phí công đoàn 23": 0,
    "2.3 Các khoản thu khác 25": 20_120_000,
    "a) Chuyên môn hỗ trợ 25.01": 20_000_000,
    "b) Thu khác tại đơn vị 25.02": 120_000,
    "Cộng thu": 64_400_000,
    "2.4 Tài chính công đoàn cấp trên cấp 28": 147_600_000,
    "Tổng cộng thu": 212_000_000,
    "3.1 Chi trực tiếp chăm lo, bảo vệ, đào tạo đoàn viên và người lao động 31": 110_000_000,
    "3.2 Chi tuyên truyền đoàn viên và người lao động 32": 32_000_000,
    "3.3 Chi quản lý hành chính 33": 9_600_000,
    "3.4 Chi lương, phụ cấp và các khoản phải nộp theo lương 34": 18_000_000,
    "Cộng chi": 169_600_000,
    "3.6 Đoàn phí, kinh phí công đoàn nộp cấp trên quản lý trực tiếp 39": 13_284_000,
    "Tổng cộng chi": 182_884_000,
    "IV Tích lũy cuối kỳ 50": 74_116_000,
    "V Đoàn phí, kinh phí công đoàn còn phải nộp cấp trên 60": 3_284_000,
}


def tables_of(document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def rows_of(table: Table) -> list[tuple]:
    return [
        row.cells if isinstance(row, TotalRow) else row
        for row in table.rows
        if not isinstance(row, GroupRow)
    ]


def test_every_figure_of_the_example_stands_on_its_row(example):
    table = tables_of(settlement_paper(example, YEAR))[1]
    reported = {" ".join(part for part in row[:3] if part): row[4] for row in rows_of(table)}
    assert {label: reported[label] for label in EXAMPLE} == EXAMPLE


def test_the_printed_page_shows_each_figure_of_the_example(example, tmp_path):
    text = printed(settlement_paper(example, YEAR), tmp_path).replace("\n", " ")
    for label, amount in EXAMPLE.items():
        assert f"{label.split(' ')[-1]} {group_digits(amount) if amount else '-'}" in text, label
    assert "Quỹ lương đóng kinh phí công đoàn đồng 9.840.000.000" in text
    assert "mục 31: 64,86%; mục 32: 18,87%; mục 33: 5,66%; mục 34: 10,61%" in text


def test_the_reconciliation_under_the_form_agrees(example, tmp_path):
    line = proof_line(show_settlement(example, 2026).reconciliation)
    assert line == (
        "Tiền mặt 39.280.000 + tiền gửi 38.120.000 + tạm ứng 0 = 77.400.000; tích lũy cuối kỳ "
        "74.116.000 + còn phải nộp cấp trên 3.284.000 = 77.400.000: khớp đúng."
    )
    text = printed(settlement_paper(example, YEAR), tmp_path).replace("\n", " ")
    assert line in text
    assert "Chênh lệch (1) − (2) -" in text


def test_a_form_that_does_not_agree_says_by_how_much(example):
    proof = show_settlement(example, 2026).reconciliation
    wrong = dataclasses.replace(proof, cash=proof.cash - 5_000, difference=-5_000)
    assert proof_line(wrong).endswith("CHÊNH LỆCH -5.000 đồng.")


def test_rows_that_do_not_concern_the_unit_leave_no_gap_in_the_numbers(example):
    numbers = [row[0] for row in rows_of(tables_of(settlement_paper(example, YEAR))[1])]
    assert [number for number in numbers if number.startswith("2.")] == [
        "2.1",
        "2.2",
        "2.3",
        "2.4",
    ]
    assert [number for number in numbers if number.startswith("3.")] == [
        f"3.{number}" for number in range(1, 7)
    ]


def test_the_sheet_adds_up_spending_and_the_proof_by_itself(example, tmp_path):
    path = write_xlsx(settlement_paper(example, YEAR), tmp_path / "b07.xlsx")
    formulas, values = (load_workbook(path, data_only=only).active for only in (False, True))
    live = {
        cell.value: values[cell.coordinate].value
        for row in formulas.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=")
    }
    sums = [value for formula, value in live.items() if "SUBTOTAL" not in formula]
    assert sorted(set(sums)) == [
        0,  # between what is held and where it comes from
        20_120_000,
        64_400_000,
        74_116_000,
        147_600_000,
        169_600_000,
        182_884_000,
        212_000_000,
    ]
    proof = [value for formula, value in live.items() if "SUBTOTAL" in formula]
    assert proof == [77_400_000, 77_400_000]


def test_what_the_committee_wrote_stands_in_the_remarks(tmp_path):
    office = exemplary_year(tmp_path / "data")
    write_section(office, "settlement", YEAR, "reasons", "Quỹ lương tăng từ tháng 7.")
    text = printed(settlement_paper(office, YEAR), tmp_path)
    assert "Nguyên nhân tăng, giảm thu, chi: Quỹ lương tăng từ tháng 7." in text
    office.close()


def test_the_approved_column_is_printed_and_the_frozen_figures_stay(tmp_path):
    office = exemplary_year(tmp_path / "data")
    hand_in(office, 2026)
    approve_settlement(office, 2026, {"misc": Approval(100_000, "Bỏ khoản ghi trùng")})
    book(office, "PT", 900_000, date(2027, 1, 5), "25.02")
    rows = {row[2]: row for row in rows_of(tables_of(settlement_paper(office, YEAR))[1])}
    assert rows["25.02"][4:] == (120_000, 100_000)
    assert rows["50"][4:] == (74_116_000, 74_096_000)
    shown = preview_report(office, "settlement-disclosure", YEAR)
    disclosed = {row[2]: row for row in rows_of(tables_of(shown)[0])}
    assert disclosed["50"][4] == 74_096_000
    office.close()


def test_the_approval_names_each_difference_with_its_reason(tmp_path):
    office = exemplary_year(tmp_path / "data")
    with pytest.raises(Refusal, match=r"settlement\.not_approved"):
        preview_report(office, "settlement-approval", YEAR)
    hand_in(office, 2026)
    approve_settlement(office, 2026, {"misc": Approval(100_000, "Bỏ khoản ghi trùng")})
    document = preview_report(office, "settlement-approval", YEAR)
    rows = {row[2]: row for row in rows_of(tables_of(document)[0])}
    assert rows["25.02"][3:] == (120_000, 100_000, -20_000)
    text = printed(document, tmp_path).replace("\n", " ")
    assert "mã số 25.02): -20.000 đồng. Lý do: Bỏ khoản ghi trùng." in text
    assert "chuyển sang năm 2027: 74.096.000 đồng" in text
    assert "còn phải nộp cấp trên: 3.284.000 đồng." in text
    office.close()


def test_the_approval_with_three_differences_stays_on_one_page(tmp_path):
    office = exemplary_year(tmp_path / "data")
    hand_in(office, 2026)
    approvals = {
        "misc": Approval(100_000, "Bỏ khoản ghi trùng"),
        "care": Approval(109_000_000, "Thiếu chứng từ hợp lệ của đợt thăm hỏi tháng 9"),
        "administration": Approval(9_000_000, "Chi vượt định mức của Quy chế chi tiêu nội bộ"),
    }
    approve_settlement(office, 2026, approvals)
    text = printed(preview_report(office, "settlement-approval", YEAR), tmp_path)
    assert "-----" not in text
    assert text.count("Lý do:") == 3
    assert "TM. BAN THƯỜNG VỤ" in text
    office.close()


@pytest.mark.parametrize("report", ["settlement", "estimate", "settlement-disclosure"])
def test_a_year_without_books_can_be_printed(office, report):
    assert preview_report(office, report, Period.parse("2024")).blocks


def test_the_estimate_stands_beside_the_year_before(busy):
    office, _ = busy
    document = preview_report(office, "estimate", Period.parse("2027"))
    rows = {row[2]: row for row in rows_of(tables_of(document)[1])}
    before = show_settlement(office, 2026)
    assert rows["31"][3] == before.amount("care")
    assert rows["31"][4] == round(before.amount("care") * 1.05, -3)
    assert rows["50"][3] == before.amount("closing")
