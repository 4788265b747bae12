"""What is wrong with cells, rows and totals, and how the reading says so."""

import json

import openpyxl
import pytest

from tests.conftest import TODAY
from unionapp.errors import Refusal, Severity
from unionapp.membership.roster.cells import WARNINGS
from unionapp.membership.roster.check import check_roster
from unionapp.membership.roster.marked_file import write_marked_roster
from unionapp.membership.roster.reading import as_json
from unionapp.sentences import sentence

ROW_CODES = [
    "MISSING_NAME",
    "MISSING_BIRTH",
    "INVALID_DATE",
    "MONTH_GT_12",
    "NOT_A_DATE",
    "AMBIGUOUS_DATE",
    "YEAR_MISSING",
    "OUT_OF_RANGE",
    "FUTURE",
    "UNION_BEFORE_BIRTH",
    "ID_LEADING_ZERO",
    "ID_BAD_LENGTH",
    "ID_NOT_DIGITS",
    "ID_SCIENTIFIC",
    "ID_OLD_CMND",
    "ID_GENDER_MISMATCH",
    "ID_YEAR_MISMATCH",
    "PHONE_LEADING_ZERO",
    "PHONE_BAD",
    "BHXH_LEADING_ZERO",
    "GENDER_CONFLICT",
    "GENDER_MISSING",
    "DUP_ID",
    "DUP_CODE",
    "DUP_CARD",
    "DUP_PERSON",
    "AMOUNT_INVALID",
    "AMOUNT_NEGATIVE",
    "TOTAL_MISMATCH",
    "CELL_ERROR",
    "FORMULA_TEXT",
    "ENCODING_LOSSY",
]
FILE_CODES = [
    "ENCODING_CONVERTED",
    "HIDDEN_SHEETS",
    "HIDDEN_ROWS",
    "STRAY_CELLS",
    "SUMMARY_SHEETS",
    "DATE_SWAP_SUSPECT",
]


def found(reading):
    return [(problem.row, problem.field, problem.code) for problem in reading.problems]


@pytest.mark.parametrize("code", ROW_CODES + FILE_CODES)
def test_every_code_of_the_contract_has_its_sentence(code):
    assert sentence(code, value="x", suggestion="y", sheet="DS", detail="z")


@pytest.mark.parametrize(
    ("header", "value", "field", "code", "kept"),
    [
        ("Ngày sinh", "31/02/1990", "birth_date", "INVALID_DATE", None),
        ("Ngày sinh", "12/25/1990", "birth_date", "MONTH_GT_12", None),
        ("Ngày sinh", "không nhớ", "birth_date", "NOT_A_DATE", None),
        ("Ngày sinh", "121990", "birth_date", "AMBIGUOUS_DATE", None),
        ("Ngày sinh", "5/8", "birth_date", "YEAR_MISSING", None),
        ("Ngày sinh", "5/8/2015", "birth_date", "OUT_OF_RANGE", None),
        ("Ngày sinh", "", "birth_date", "MISSING_BIRTH", None),
        ("Ngày vào CĐ", "1/1/2030", "union_date", "FUTURE", None),
        ("CCCD", 80189995341, "id_number", "ID_LEADING_ZERO", "080189995341"),
        ("CCCD", 1178993101, "id_number", "ID_LEADING_ZERO", "001178993101"),
        ("CCCD", "3,80850E+11", "id_number", "ID_SCIENTIFIC", None),
        ("CCCD", "044189O91782", "id_number", "ID_NOT_DIGITS", None),
        ("CCCD", "0010909937977", "id_number", "ID_BAD_LENGTH", None),
        ("CMND", "182345678", "id_number", "ID_OLD_CMND", "182345678"),
        ("SĐT", 912345678, "phone", "PHONE_LEADING_ZERO", "0912345678"),
        ("SĐT", "09300000", "phone", "PHONE_BAD", None),
        ("Số sổ BHXH", 123456789, "bhxh_no", "BHXH_LEADING_ZERO", "0123456789"),
        ("Giới tính", "?", "gender", "GENDER_MISSING", None),
        ("Lương", "abc", "salary", "AMOUNT_INVALID", None),
        ("Đoàn phí", -5000, "fee_total", "AMOUNT_NEGATIVE", -5000),
        ("Chức vụ", "#REF!", "position", "CELL_ERROR", None),
        ("SĐT", "=B2", "phone", "FORMULA_TEXT", None),
    ],
)
def test_a_bad_cell_is_named_and_kept_only_if_it_could_be_mended(
    check, header, value, field, code, kept
):
    reading = check(("TT", "Họ và tên", header, "Ghi chú"), (1, "Lê Văn Ân", value, "x"))
    (problem,) = reading.problems
    assert (problem.row, problem.column, problem.field, problem.code) == (2, "C", field, code)
    assert problem.severity is (Severity.WARNING if code in WARNINGS else Severity.ERROR)
    assert reading.records[0].fields.get(field) == kept
    assert reading.records[0].status == ("accepted" if code in WARNINGS else "rejected")


def test_a_number_of_identity_is_held_against_gender_and_birth(check):
    reading = check(
        ("Họ và tên", "Năm sinh", "GT", "CCCD"), ("Lê Văn Ân", 1980, "Nam", "001185012345")
    )
    assert {code for _, _, code in found(reading)} == {"ID_GENDER_MISMATCH", "ID_YEAR_MISMATCH"}
    assert reading.accepted == 1


def test_nobody_joins_before_being_born(check):
    reading = check(("Họ và tên", "Ngày sinh", "Ngày vào CĐ"), ("Lê Văn Ân", "1/1/1990", "5/1980"))
    assert found(reading) == [(2, "union_date", "UNION_BEFORE_BIRTH")]
    assert "union_date" not in reading.records[0].fields


def test_duplicates_are_named_at_the_later_row_and_keep_their_value(check):
    reading = check(
        ("TT", "Họ và tên", "Năm sinh", "CCCD", "Mã NV", "Số thẻ ĐV"),
        (1, "Lê Văn Hoà", 1980, "001080012345", "A1", "T1"),
        (2, "Đỗ Văn Ba", 1980, "001080012345", None, None),
        (3, "Đỗ Văn Tư", 1981, None, "a1", None),
        (4, "Đỗ Văn Năm", 1982, None, None, "T1"),
        (5, "LÊ VĂN HÒA", 1980, None, None, None),
    )
    assert found(reading) == [
        (3, "id_number", "DUP_ID"),
        (4, "employee_code", "DUP_CODE"),
        (5, "union_card", "DUP_CARD"),
        (6, "full_name", "DUP_PERSON"),
    ]
    assert {problem.suggestion for problem in reading.problems} == {"dòng 2"}
    assert reading.records[1].fields["id_number"] == "001080012345"


def test_a_book_with_a_sheet_per_month_holds_no_duplicates(write_book):
    rows = [("TT", "Họ tên", "Ngày sinh", "Mã NV"), (1, "Lê Văn Ân", "1/1/1980", "A1")]
    reading = check_roster(write_book({"T1": rows, "T2": rows}), today=TODAY)
    assert [sheet.read for sheet in reading.sheets] == [1, 1]
    assert reading.problems == ()


def test_a_sum_of_fees_that_does_not_agree_is_shown_right(check):
    reading = check(("TT", "Họ tên", "T1", "T2", "Cộng"), (1, "Lê Văn Ân", 5000, 5000, 11000))
    (problem,) = reading.problems
    assert (problem.code, problem.column, problem.suggestion) == ("TOTAL_MISMATCH", "E", "10.000")


def test_a_wrong_total_is_named_at_its_own_row(check):
    reading = check(
        ("TT", "Họ tên", "Đoàn phí"),
        (1, "Lê Văn Ân", 5000),
        (2, "Lê Văn Bá", "5.000"),
        ("Cộng: 3 người", None, 5000),
    )
    assert found(reading) == [(4, None, "TOTAL_MISMATCH"), (4, "fee_total", "TOTAL_MISMATCH")]
    assert reading.accepted == 2


def test_a_formula_that_was_never_saved_is_no_empty_cell(write_book):
    path = write_book({"DS": [("Họ tên", "SĐT", "Ghi chú"), ("Lê Văn Ân", "=1+1", "a")]})
    sheet = check_roster(path, today=TODAY).sheets[0]
    assert found(sheet) == [(2, "phone", "FORMULA_TEXT")]


def test_hidden_and_summary_sheets_are_named_and_not_read(write_book):
    people = [("TT", "Họ tên", "Năm sinh"), (1, "Lê Văn Ân", 1980)]
    units = [("TT", "Tên", "Tổng số"), (1, "Tổ 1", 20), (2, "Phòng Kế toán", 5)]
    path = write_book({"DS": people, "Cũ": people, "Tổng hợp": units})
    book = openpyxl.load_workbook(path)
    book["Cũ"].sheet_state = "hidden"
    book["DS"].row_dimensions[2].hidden = True
    book.save(path)
    reading = check_roster(path, today=TODAY)
    assert [sheet.sheet for sheet in reading.sheets] == ["DS"]
    assert {(warning.code, warning.sheet) for warning in reading.warnings} == {
        ("HIDDEN_SHEETS", "Cũ"),
        ("SUMMARY_SHEETS", "Tổng hợp"),
        ("HIDDEN_ROWS", "DS"),
    }


def test_a_hidden_sheet_is_read_when_it_is_asked_for(write_book):
    people = [("TT", "Họ tên", "Năm sinh"), (1, "Lê Văn Ân", 1980)]
    path = write_book({"DS": people, "Cũ": people})
    assert [s.sheet for s in check_roster(path, today=TODAY, sheet="Cũ").sheets] == ["Cũ"]
    with pytest.raises(Refusal, match="sheets.no_such_sheet"):
        check_roster(path, today=TODAY, sheet="Mới")


def test_a_file_without_a_list_of_people_is_refused(write_book):
    with pytest.raises(Refusal, match="roster.no_header"):
        check_roster(write_book({"A": [("a", "b"), (1, 2)]}), today=TODAY)


def test_the_json_form_is_the_promised_one(write_book):
    path = write_book({"DS": [("TT", "Họ tên", "Ngày sinh"), (1, "Lê Văn Ân", "31/02/1990")]})
    document = json.loads(json.dumps(as_json(check_roster(path, today=TODAY))))
    message = sentence("INVALID_DATE", value="31/02/1990")
    assert document == {
        "file": "ds.xlsx",
        "sheets": [
            {
                "sheet": "DS",
                "header_rows": [1],
                "columns": {"full_name": ["B"], "birth_date": ["C"]},
                "encoding": "unicode",
                "read": 1,
                "accepted": 0,
                "rejected": 1,
                "ignored": 0,
                "records": [
                    {"row": 2, "status": "rejected", "fields": {"full_name": "Lê Văn Ân"}}
                ],
                "problems": [
                    {
                        "row": 2,
                        "column": "C",
                        "field": "birth_date",
                        "value": "31/02/1990",
                        "code": "INVALID_DATE",
                        "severity": "error",
                        "message": message,
                        "suggestion": None,
                    }
                ],
            }
        ],
        "warnings": [],
    }


def test_the_sender_gets_the_file_back_with_red_cells(write_book, tmp_path):
    path = write_book({"DS": [("TT", "Họ tên", "Ngày sinh"), (1, "Lê Văn Ân", "31/02/1990")]})
    output = write_marked_roster(path, check_roster(path, today=TODAY), tmp_path / "tra lai.xlsx")
    cell = openpyxl.load_workbook(output)["DS"]["C2"]
    assert cell.value == "31/02/1990"
    assert cell.fill.start_color.rgb == "FFFFC7CE"
    assert cell.comment.text == sentence("INVALID_DATE", value="31/02/1990")
    again = write_marked_roster(path, check_roster(path, today=TODAY), tmp_path / "tra lai.xlsx")
    assert again.name == "tra lai (2).xlsx"
