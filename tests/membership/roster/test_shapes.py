"""The shapes of tables that officers send."""

from datetime import date

import pytest

HEAD = ("TT", "Họ và tên", "Năm sinh", "Giới tính", "Điện thoại")
AN = (1, "Nguyễn Văn An", 1980, "Nam", "0912345678")
BINH = (2, "Trần Thị Bình", 1985, "Nữ", "0912345679")


def fields(reading, *names):
    return [tuple(record.fields.get(name) for name in names) for record in reading.records]


def names(reading):
    return [record.fields["full_name"] for record in reading.records]


@pytest.mark.parametrize("above", [0, 1, 7, 19, 30])
def test_the_header_may_stand_anywhere_near_the_top(check, above):
    reading = check(*[("ghi chú",)] * above, HEAD, AN, BINH)
    assert reading.header_rows == (above + 1,)
    assert names(reading) == ["Nguyễn Văn An", "Trần Thị Bình"]


def test_a_header_may_be_divided_without_merged_cells(check):
    reading = check(
        ("Họ và tên", "Năm sinh", None, "Trình độ", None, "Ngày vào"),
        (None, "Nam", "Nữ", "VH", "CM", "CĐ"),
        ("Nguyễn Văn An", 1980, None, "12/12", "ĐH", "5/2010"),
        ("Trần Thị Bình", None, 1985, "12/12", "CĐ", 2011),
    )
    assert reading.header_rows == (1, 2)
    assert fields(reading, "gender", "birth_date", "education", "qualification", "union_date") == [
        ("male", "1980", "12/12", "ĐH", "2010-05"),
        ("female", "1985", "12/12", "CĐ", "2011"),
    ]


def test_groups_above_the_header_belong_to_it(check):
    reading = check(
        ("TT", "Thông tin người lao động", None, "Thông tin công đoàn", None),
        (None, "Họ và tên", "Năm sinh", "Ngày vào", "Số thẻ"),
        ("(1)", "(2)", "(3)", "(4)", "(5)"),
        (1, "Lê Văn Ân", 1980, "2/2010", "T1"),
        merges=["A1:A2", "B1:C1", "D1:E1"],
    )
    assert reading.header_rows == (1, 2)
    assert fields(reading, "full_name", "union_date", "union_card") == [
        ("Lê Văn Ân", "2010-02", "T1")
    ]


def test_an_allowance_for_a_post_is_no_post(check):
    reading = check(
        ("TT", "Họ và tên", "Phụ cấp", None, "Họ tên vợ/chồng"),
        (None, None, "Chức vụ", "Độc hại"),
        (1, "Nguyễn Văn An", 0.3, 0.1, "Trần Thị B"),
        merges=["A1:A2", "B1:B2", "C1:D1", "E1:E2"],
    )
    assert set(reading.columns) == {"full_name"}
    assert reading.records[0].fields == {"full_name": "Nguyễn Văn An"}


def test_one_merged_header_may_stand_over_a_name_in_two_columns(check):
    reading = check(
        ("TT", "Họ và tên", None, "Năm sinh"), (1, "Nguyễn Văn", "An", 1980), merges=["B1:C1"]
    )
    assert names(reading) == ["Nguyễn Văn An"]
    assert reading.columns["full_name"] == ("B", "C")


def test_a_name_may_go_on_in_a_column_without_header(check):
    reading = check(
        ("Họ và tên", None, "Năm sinh"), ("Nguyễn Văn", "An", 1980), ("Trần Thị", "Bình", 1981)
    )
    assert names(reading) == ["Nguyễn Văn An", "Trần Thị Bình"]


def test_a_merged_date_header_stands_over_day_month_and_year(check):
    reading = check(
        ("TT", "Họ và tên", "Ngày sinh", None, None),
        (1, "Nguyễn Văn An", 5, 3, 1980),
        (2, "Trần Thị Bình", None, None, 1985),
        merges=["C1:E1"],
    )
    assert fields(reading, "birth_date") == [("1980-03-05",), ("1985",)]


def test_every_row_may_be_merged_as_the_header_is(check):
    reading = check(
        ("TT", "Họ và tên", None, "Ngày sinh", None, None),
        (1, "Nguyễn Văn An", None, "5/3/1980", None, None),
        merges=["B1:C1", "D1:F1", "B2:C2", "D2:F2"],
    )
    assert fields(reading, "full_name", "birth_date") == [("Nguyễn Văn An", "1980-03-05")]


def test_years_under_nam_and_nu_tell_birth_and_gender(check):
    reading = check(
        ("TT", "Họ tên", "Nam", "Nữ"), (1, "Lê Ân", 1980, None), (2, "Lê Bích", None, 1985)
    )
    assert fields(reading, "gender", "birth_date") == [("male", "1980"), ("female", "1985")]


def test_only_women_are_marked(check):
    reading = check(("TT", "Họ tên", "Nữ"), (1, "Lê Ân", None), (2, "Lê Bích", "x"))
    assert fields(reading, "gender") == [("male",), ("female",)]


def test_both_marks_conflict(check):
    reading = check(
        ("TT", "Họ tên", "Nam", "Nữ"), (1, "Lê Ân", "x", "x"), (2, "Lê Bích", None, "x")
    )
    assert [problem.code for problem in reading.problems] == ["GENDER_CONFLICT"]
    assert fields(reading, "gender") == [(None,), ("female",)]


def test_sections_totals_notes_and_signatures_are_no_people(check):
    reading = check(
        HEAD,
        ("I", "VĂN PHÒNG"),
        AN,
        (None, "BAN GIÁM HIỆU"),
        BINH,
        ("Cộng: 2 người",),
        ("Ghi chú: đã đối chiếu",),
        ("Trang 1/1",),
        (),
        (None, "NGƯỜI LẬP BIỂU", None, None, "CHỦ TỊCH"),
        (),
        (None, "Lê Thị Lập", None, None, "Trần Văn Chủ"),
    )
    assert fields(reading, "full_name", "unit") == [
        ("Nguyễn Văn An", "VĂN PHÒNG"),
        ("Trần Thị Bình", "BAN GIÁM HIỆU"),
    ]
    assert (reading.read, reading.ignored) == (2, 9)


def test_a_signature_ends_a_list_without_running_numbers(check):
    reading = check(
        ("Họ và tên", "Năm sinh", "Chức vụ"),
        ("Nguyễn Văn An", 1980, "Kế toán"),
        ("Lê Thị Cúc", 1990, "Chủ tịch"),
        ("Thủ trưởng đơn vị",),
        ("Phạm Văn Thủ", None, "x"),
    )
    assert names(reading) == ["Nguyễn Văn An", "Lê Thị Cúc"]


def test_a_repeated_header_and_a_second_table_are_understood(check):
    reading = check(
        HEAD,
        AN,
        HEAD,
        BINH,
        (),
        ("Danh sách bổ sung",),
        ("Họ tên", "SN", "STT"),
        ("Lê Cúc Hoa", 1990, 1),
    )
    assert names(reading) == ["Nguyễn Văn An", "Trần Thị Bình", "Lê Cúc Hoa"]
    assert fields(reading, "birth_date")[-1] == ("1990",)


def test_two_tables_may_stand_side_by_side(check):
    reading = check((*HEAD, None, *HEAD), (*AN, None, *BINH))
    assert sorted(names(reading)) == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert {record.row for record in reading.records} == {2}


def test_a_cell_merged_over_a_group_speaks_for_all_of_it(check):
    reading = check(
        ("TT", "Tổ", "Họ và tên", "Năm sinh"),
        (1, "Tổ dệt", "Lê Ân", 1980),
        (2, None, "Lê Bích", 1981),
        (3, "Tổ may", "Lê Cúc", 1982),
        merges=["B2:B3"],
    )
    assert fields(reading, "unit") == [("Tổ dệt",), ("Tổ dệt",), ("Tổ may",)]


def test_a_person_over_two_rows_is_read_once(check):
    reading = check(
        HEAD, AN, (None, None, None, None, "0987654321"), BINH, merges=["A2:A3", "B2:B3", "C2:C3"]
    )
    assert names(reading) == ["Nguyễn Văn An", "Trần Thị Bình"]


def test_numbered_blank_rows_are_ignored_and_nameless_people_named(check):
    reading = check(HEAD, AN, (2,), (3,), (4, None, 1990, "Nam", "0912345670"))
    assert (reading.read, reading.accepted, reading.rejected, reading.ignored) == (2, 1, 1, 2)
    assert [(p.code, p.row, p.column) for p in reading.problems] == [("MISSING_NAME", 5, "B")]


def test_one_cell_may_hold_several_facts(check):
    reading = check(
        ("TT", "Họ và tên, năm sinh, quê quán", "Chức vụ/Đơn vị", "CCCD, ngày cấp", "ĐT/Email"),
        (
            1,
            "Nguyễn Văn An\n1980\nVinh",
            "Kế toán / Tổ 1",
            "001080012345\n12/5/2021",
            "a@example.com",
        ),
        (
            2,
            "Trần Thị Bình (SN 1985)",
            "Thủ quỹ, Tổ 2",
            "001185012345, cấp ngày 1/1/2022",
            "0912345678",
        ),
    )
    assert fields(
        reading, "full_name", "birth_date", "hometown", "position", "unit", "id_number"
    ) == [
        ("Nguyễn Văn An", "1980", "Vinh", "Kế toán", "Tổ 1", "001080012345"),
        ("Trần Thị Bình", "1985", None, "Thủ quỹ", "Tổ 2", "001185012345"),
    ]
    assert fields(reading, "email", "phone") == [("a@example.com", None), (None, "0912345678")]


def test_months_of_fees_are_found_however_they_are_written(check):
    reading = check(
        ("TT", "Họ tên", "T1", "Tháng 02/2026", date(2026, 3, 1), "Cộng quý I", "Tổng cộng"),
        (1, "Nguyễn Văn An", 50000, "50.000đ", "-", 100000, 100000),
    )
    assert reading.records[0].fields["fees"] == {"T1": 50000, "T2": 50000}
    assert reading.records[0].fields["fee_total"] == 100000
    assert reading.problems == ()


def test_months_may_be_bare_numbers_under_a_heading(check):
    reading = check(
        ("TT", "Họ tên", "Tháng", None, None),
        (None, None, 1, 2, 3),
        (1, "Nguyễn Văn An", 5000, 5000, 5000),
        merges=["C1:E1"],
    )
    assert reading.records[0].fields["fees"] == {"T1": 5000, "T2": 5000, "T3": 5000}


def test_names_keep_their_own_ways(check):
    reading = check(
        HEAD[:3],
        (1, "H'HEN NIÊ", 1990),
        (2, "y phôn ksor", 1991),
        (3, "Ông Lê Văn Tám", 1992),
        ("04", "4. Đỗ Thị  Năm", 1993),
        (5, "ĐẶNG THỊ THUÝ (A)", 1994),
    )
    assert names(reading) == [
        "H'Hen Niê",
        "Y Phôn Ksor",
        "Lê Văn Tám",
        "Đỗ Thị Năm",
        "Đặng Thị Thuý (A)",
    ]


def test_headers_without_marks_and_in_english_are_known(check):
    reading = check(
        ("No.", "Full name", "DOB", "Sex", "Mobile", "Dept"),
        (1, "NGUYEN VAN AN", "1990-03-05", "M", "0912345678", "Line 1"),
    )
    assert fields(reading, "full_name", "birth_date", "gender", "unit") == [
        ("Nguyen Van An", "1990-03-05", "male", "Line 1")
    ]


def test_a_family_name_that_is_also_a_heading_stays_a_person(check):
    reading = check(
        ("TT", "Họ tên", "Đoàn phí"),
        (1, "Tăng Thị Mai", 5000),
        (2, "Ca Văn Lẩu", 5000),
        (3, "Phan Trường Ban", 5000),
    )
    assert reading.accepted == 3


def test_words_that_could_be_headers_are_left_in_their_cells(check):
    reading = check(
        ("TT", "Họ tên", "Giới tính", "Chức vụ", "Dân tộc"),
        (1, "Lê Thị Ân", "Nữ", "Người lao động", "Kinh"),
        (2, "Lê Hải Nam", "Nam", "Nhân viên", "Kinh"),
    )
    assert fields(reading, "position") == [("Người lao động",), ("Nhân viên",)]
    assert reading.ignored == 0


def test_a_header_repeated_in_loose_marks_or_other_spacing_is_no_person(check):
    reading = check(
        HEAD,
        AN,
        ("TT", "Ho\u0323  va\u0300 te\u0302n", "Năm sinh", "Giới tính", "Điện thoại"),
        BINH,
    )
    assert names(reading) == ["Nguyễn Văn An", "Trần Thị Bình"]


def test_running_numbers_may_be_formulas_that_were_never_saved(check):
    reading = check(
        ("TT", "Họ tên", "Năm sinh"), ("=ROW()-1", "Lê Văn Ân", 1980), ("=A2+1", "Lê Văn Bá", 1981)
    )
    assert names(reading) == ["Lê Văn Ân", "Lê Văn Bá"]
    assert reading.problems == ()


def test_a_name_that_is_an_error_is_a_missing_name(check):
    reading = check(("TT", "Họ tên", "Năm sinh"), (1, "#REF!", 1980), (2, "Lê Văn Bá", 1981))
    assert {problem.code for problem in reading.problems} == {"CELL_ERROR", "MISSING_NAME"}
    assert (reading.read, reading.rejected) == (2, 1)


def test_posts_may_stand_before_the_names(check):
    reading = check(
        ("Chức vụ", "Họ và tên", "Đơn vị"),
        ("Chủ tịch", "Lê Văn Ân", "Văn phòng"),
        ("Kế toán", "Lê Văn Bá", "Văn phòng"),
        ("Ủy viên", "Lê Thị Cúc", "Tổ 1"),
    )
    assert names(reading) == ["Lê Văn Ân", "Lê Văn Bá", "Lê Thị Cúc"]


@pytest.mark.parametrize("title", ["I. Tổ may 1", "1) Tổ may 1", "A - Tổ may 1", "Tổ may 1"])
def test_the_number_before_a_section_is_no_part_of_the_units_name(check, title):
    reading = check(HEAD, (title,), AN, BINH)
    assert fields(reading, "unit") == [("Tổ may 1",), ("Tổ may 1",)]
