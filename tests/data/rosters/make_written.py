"""Makes the roster files F16 to F28 and their readings: `python tests/data/rosters/make_written.py`.

Each is a small sheet written out row by row as offices really send it, next to what a careful person reads in it.
People, numbers and addresses are invented.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from binary_workbook import write_xls
from make import HERE, Expected, book, put, tcvn3
from openpyxl.styles import Font

Cells = Sequence[object]
Reading = Mapping[int, Mapping[str, object] | Sequence[Mapping[str, object]]]
_ = None


def person(name: str, gender: str = "", born: str = "", **others: object) -> dict[str, object]:
    """The fields of a record; gender as "m" or "f"."""
    fields: dict[str, object] = {"full_name": name, "birth_date": born, **others}
    fields["gender"] = {"m": "male", "f": "female", "": ""}[gender]
    return {field: value for field, value in fields.items() if value != ""}


def tell(
    want: Expected, sheet: str, reading: Reading, *errors: tuple[int, str | None, str]
) -> None:
    for row, found in reading.items():
        for fields in [found] if isinstance(found, Mapping) else found:
            want.record(sheet, row, dict(fields))
    for row, field, code in errors:
        want.error(sheet, row, field, code)


def write(
    want: Expected, sheet: str, rows: Iterable[Cells], merges: Sequence[str] = ()
) -> Expected:
    workbook, ws = book(sheet)
    for number, row in enumerate(rows, 1):
        put(ws, number, *row)
    for merge in merges:
        ws.merge_cells(merge)
    workbook.save(HERE / want.file)
    return want


def f16_staff() -> Expected:
    """Staff by department: titles and stars beside names, partial dates, subtotals, signatures with names."""
    want = Expected("F16_can_bo_cong_nhan_vien.xlsx", "CBCNV theo phòng ban, dòng cộng, chữ ký")
    rows: list[Cells] = [
        ("CÔNG TY TNHH MAY SAO MAI", _, _, _, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("PHÒNG HÀNH CHÍNH NHÂN SỰ", _, _, _, "Độc lập - Tự do - Hạnh phúc"),
        ("DANH SÁCH CÁN BỘ CÔNG NHÂN VIÊN",),
        (
            "STT",
            "Mã NV",
            "Họ và tên",
            "Nam",
            "Nữ",
            "Ngày sinh",
            "CMND/CCCD",
            "Chức danh",
            "Ngày vào Cty",
        ),
        ("I. BAN GIÁM ĐỐC",),
        (
            1,
            "NV001",
            "Ông Nguyễn Văn An",
            "x",
            _,
            "02-3-1985",
            "037085001234",
            "Giám đốc",
            "01/05/2010",
        ),
        (
            2,
            "NV002",
            "Bà: Trần Thị Bình",
            _,
            "x",
            "1985",
            "037185001235",
            "P. Giám đốc",
            "06/2011",
        ),
        (_, _, "Cộng (I): 02 người"),
        ("II. PHÒNG KẾ TOÁN",),
        (
            3,
            "NV003",
            "LÊ THỊ CÚC (*)",
            _,
            "X",
            "03/1990",
            "001190004567",
            "Kế toán trưởng",
            "15/8/2012",
        ),
        (4, "NV004", "Phạm Dũng - Tổ phó", "X", _, "15.7.1992", 37092004568, "Kế toán viên", 2015),
        (_, _, "Cộng (II): 03 người"),
        ("Tổng cộng: 04 người",),
        ("(*) Đang nghỉ thai sản",),
        (_, _, "Người lập biểu", _, _, _, _, "Giám đốc"),
        (_, _, "(Ký, ghi rõ họ tên)", _, _, _, _, "(Ký, đóng dấu)"),
        (_, _, "Lê Thị Cúc", _, _, _, _, "Nguyễn Văn An"),
    ]
    board, money = {"unit": "BAN GIÁM ĐỐC"}, {"unit": "PHÒNG KẾ TOÁN"}
    reading = {
        6: person(
            "Nguyễn Văn An", "m", "1985-03-02", employee_code="NV001", id_number="037085001234",
            position="Giám đốc", hire_date="2010-05-01", **board,
        ),
        7: person(
            "Trần Thị Bình", "f", "1985", employee_code="NV002", id_number="037185001235",
            position="P. Giám đốc", hire_date="2011-06", **board,
        ),
        10: person(
            "Lê Thị Cúc", "f", "1990-03", employee_code="NV003", id_number="001190004567",
            position="Kế toán trưởng", hire_date="2012-08-15", **money,
        ),
        11: person(
            "Phạm Dũng", "m", "1992-07-15", employee_code="NV004", id_number="037092004568",
            position="Kế toán viên", hire_date="2015", **money,
        ),
    }  # fmt: skip
    tell(
        want, "CBCNV", reading, (11, "id_number", "ID_LEADING_ZERO"), (12, None, "TOTAL_MISMATCH")
    )
    return write(want, "CBCNV", rows, ("A1:D1", "E1:I1", "A3:I3", "A5:I5", "A9:I9"))


def f17_committee() -> Expected:
    """The short biographical list of an executive: home below the name, years under Nam and Nữ, party dates in two."""
    want = Expected(
        "F17_trich_ngang_bch.xlsx", "Trích ngang BCH: quê dưới tên, Nam/Nữ, Đảng dự bị/chính thức"
    )
    rows: list[Cells] = [
        ("DANH SÁCH TRÍCH NGANG",),
        ("Nhân sự tham gia Ban Chấp hành khóa V, nhiệm kỳ 2025 - 2030",),
        ("TT", "Họ và tên, quê quán", "Năm sinh", _, "Dân tộc", "Tôn giáo", "Trình độ", _, _, "Ngày vào Đảng", _,
         "Chức vụ", _, _, "Ghi chú"),
        (_, _, "Nam", "Nữ", _, _, "Văn hóa", "Chuyên môn", "LLCT", "Dự bị", "Chính thức",
         "Chính quyền", "Đảng", "Công đoàn"),
        (1, "Nguyễn Văn Thành\nXã Gia Viễn, tỉnh Ninh Bình", 75, _, "Kinh", "Không", "12/12", "ĐH Luật", "Cao cấp",
         "03/02/2000", "03/02/2001", "Trưởng phòng", "Bí thư", "Chủ tịch"),
        (2, "Trần Thị Hoa\nXã Yên Mô, tỉnh Ninh Bình", _, "1982", "nt", "Công giáo", "nt", "CĐ Kế toán", _,
         _, _, "Kế toán trưởng", _, "Ủy viên", "Tái cử"),
        ("Danh sách gồm 02 đồng chí",),
    ]  # fmt: skip
    reading = {
        5: person(
            "Nguyễn Văn Thành", "m", "1975", hometown="Xã Gia Viễn, tỉnh Ninh Bình", ethnicity="Kinh",
            religion="Không", education="12/12", qualification="ĐH Luật", politics="Cao cấp",
            party_date="2000-02-03", position="Trưởng phòng", union_position="Chủ tịch",
        ),
        6: person(
            "Trần Thị Hoa", "f", "1982", hometown="Xã Yên Mô, tỉnh Ninh Bình", ethnicity="Kinh",
            religion="Công giáo", education="12/12", qualification="CĐ Kế toán", position="Kế toán trưởng",
            union_position="Ủy viên", note="Tái cử",
        ),
    }  # fmt: skip
    tell(want, "Sheet1", reading)
    merges = [
        "C3:D3",
        "G3:I3",
        "J3:K3",
        "L3:N3",
        *(f"{c}3:{c}4" for c in "ABEFO"),
        "A1:O1",
        "A2:O2",
    ]
    return write(want, "Sheet1", rows, merges)


def f18_facts_together() -> Expected:
    """Several facts in a cell, in ever other ways, and headers that ask for them in brackets."""
    want = Expected(
        "F18_nhieu_y_mot_o.xlsx",
        "Họ tên, năm sinh, giới tính chung ô; địa chỉ và điện thoại chung ô",
    )
    rows: list[Cells] = [
        (
            "STT",
            "Họ tên, năm sinh, giới tính",
            "Địa chỉ, điện thoại",
            "Số CCCD, ngày cấp",
            "Mã NV/Bộ phận",
        ),
        (
            1,
            "Nguyễn Văn A, 1980, nam",
            "Thôn 3, xã Ea Tu, 0912345678",
            "001080123456, cấp ngày 1/7/2021",
            "NV01/Cắt",
        ),
        (2, "Trần Thị B, 12/5/1985, nữ", "Số 5 Lê Lợi - 0987 654 321", "001185123457", "NV02/May"),
        (
            3,
            "Lê Văn C (1990) - Nam",
            "Tổ 7, P. Tân An; ĐT: 0905.111.222",
            "001090123458; Công an tỉnh",
            "NV03/May",
        ),
        (4, "Đỗ Thị D\nsinh 3/1991\nNữ", "Xã Ea Kao", "001191123459\n05/8/2022", "NV04/Là"),
    ]
    reading = {
        2: person(
            "Nguyễn Văn A", "m", "1980", address="Thôn 3, xã Ea Tu", phone="0912345678",
            id_number="001080123456", employee_code="NV01", unit="Cắt",
        ),
        3: person(
            "Trần Thị B", "f", "1985-05-12", address="Số 5 Lê Lợi", phone="0987654321",
            id_number="001185123457", employee_code="NV02", unit="May",
        ),
        4: person(
            "Lê Văn C", "m", "1990", address="Tổ 7, P. Tân An", phone="0905111222",
            id_number="001090123458", employee_code="NV03", unit="May",
        ),
        5: person(
            "Đỗ Thị D", "f", "1991-03", address="Xã Ea Kao", id_number="001191123459",
            employee_code="NV04", unit="Là",
        ),
    }  # fmt: skip
    tell(want, "Tổ 5", reading)
    return write(want, "Tổ 5", rows)


def f19_wages() -> Expected:
    """A payroll: allowances, deductions with the fee among them, the wage insured beside other wages."""
    want = Expected(
        "F19_bang_luong.xlsx", "Bảng lương: phụ cấp, các khoản trích có đoàn phí, mục bộ phận"
    )
    rows: list[Cells] = [
        ("BẢNG THANH TOÁN TIỀN LƯƠNG THÁNG 3 NĂM 2026",),
        ("STT", "Mã", "Họ và tên", "Chức vụ", "Tổng lương thực tế", "Phụ cấp", _, "Ngày công", "Lương đóng BH",
         "Trích vào lương", _, _, _, "Thực lĩnh", "Ký nhận"),
        (_, _, _, _, _, "Ăn trưa", "Điện thoại", _, _, "BHXH (8%)", "BHYT (1,5%)", "Đoàn phí", "Cộng"),
        ("I", "Bộ phận quản lý"),
        (1, "QL01", "Nguyễn Văn Ân", "Giám đốc", 21230000, 730000, 500000, 26, 20000000, 1600000, 300000, 100000,
         2000000, 19230000),
        (2, "QL02", "Trần Thị Bé", "Kế toán", "10.930.000", 730000, 200000, 25, "10.000.000đ", 800000, 150000,
         "50.000", 1000000, 9930000),
        ("II", "Bộ phận thi công"),
        (3, "TC01", "Lê Văn Ca", "Thợ xây", "7,73tr", 730000, _, 26, "7tr", 560000, 105000, "35k", 700000, 7030000),
        (_, _, "Cộng", _, 39890000, 2190000, 700000, 77, 37000000, 2960000, 555000, 190000, 3700000, 36190000),
        (_, "Người lập biểu", _, _, "Kế toán trưởng", _, _, _, "Giám đốc"),
    ]  # fmt: skip
    reading = {
        5: person(
            "Nguyễn Văn Ân", employee_code="QL01", position="Giám đốc", salary=20000000, fee_total=100000,
            unit="Bộ phận quản lý",
        ),
        6: person(
            "Trần Thị Bé", employee_code="QL02", position="Kế toán", salary=10000000, fee_total=50000,
            unit="Bộ phận quản lý",
        ),
        8: person(
            "Lê Văn Ca", employee_code="TC01", position="Thợ xây", salary=7000000, fee_total=35000,
            unit="Bộ phận thi công",
        ),
    }  # fmt: skip
    tell(want, "BL", reading, (9, "fee_total", "TOTAL_MISMATCH"))
    merges = ["F2:G2", "J2:M2", *(f"{column}2:{column}3" for column in "ABCDEHINO")]
    return write(want, "BL", rows, merges)


def f20_school() -> Expected:
    """A school: the training is ticked under its name, the service began in a year, a month or on a day."""
    want = Expected(
        "F20_truong_hoc.xlsx", "Trình độ đánh dấu x dưới ThS/ĐH/CĐ/TC, đảng viên x, tổ chuyên môn"
    )
    rows: list[Cells] = [
        ("TRƯỜNG THCS B",),
        ("TT", "Họ và tên", "Ngày sinh", "Nữ", "Dân tộc", "Đảng viên", "Trình độ chuyên môn", _, _, _, "Mã ngạch",
         "Hệ số", "Năm vào ngành", "Nhiệm vụ được giao", "Lý luận chính trị", _),
        (_, _, _, _, _, _, "ThS", "ĐH", "CĐ", "TC", _, _, _, _, "SC", "TC"),
        ("I", "Ban giám hiệu"),
        (1, "Nguyễn Thị Thu Hà", "15/08/1975", "x", "Kinh", "x", _, "x", _, _, "V.07.04.31", "5,36", 1997,
         "Hiệu trưởng", _, "x"),
        ("II", "Tổ Khoa học tự nhiên"),
        (2, "Trần Quang Huy", "20/11/1988", _, "Mường", _, "x", _, _, _, "V.07.04.32", "3,33", "09/2011",
         "Toán 9A, 9B", "x", _),
        (3, "Lê Thị Mơ", "1/6/1990", "x", "Kinh", _, _, _, "x", _, "V.07.04.32", 3, "2013", "Lý"),
        ("Danh sách gồm có 03 người",),
    ]  # fmt: skip
    reading = {
        5: person(
            "Nguyễn Thị Thu Hà", "f", "1975-08-15", ethnicity="Kinh", is_party=True, qualification="ĐH",
            salary_coef="5.36", hire_date="1997", position="Hiệu trưởng", politics="TC", unit="Ban giám hiệu",
        ),
        7: person(
            "Trần Quang Huy", "m", "1988-11-20", ethnicity="Mường", is_party=False, qualification="ThS",
            salary_coef="3.33", hire_date="2011-09", position="Toán 9A, 9B", politics="SC",
            unit="Tổ Khoa học tự nhiên",
        ),
        8: person(
            "Lê Thị Mơ", "f", "1990-06-01", ethnicity="Kinh", is_party=False, qualification="CĐ",
            salary_coef="3.00", hire_date="2013", position="Lý", unit="Tổ Khoa học tự nhiên",
        ),
    }  # fmt: skip
    tell(want, "GV", reading)
    merges = ["G2:J2", "O2:P2", *(f"{column}2:{column}3" for column in "ABCDEFKLMN")]
    return write(want, "GV", rows, merges)


def f21_export() -> Expected:
    """What a personnel program writes: English names run together, numbers kept by ="…", semicolons."""
    want = Expected(
        "F21_phan_mem_nhan_su.csv", 'Xuất từ phần mềm nhân sự: tiêu đề tiếng Anh, ô ="…"'
    )
    lines = [
        "sep=;",
        "EmployeeID;FullName;Gender;DOB;IDNumber;Mobile;Department / Bộ phận;JobTitle;StartDate;BasicSalary;Status",
        'NV001;Lê Văn Ân;M;1980-03-05;="037080000001";="0912345678";Sản xuất;Công nhân;2010-05-01;6200000;Active',
        'NV002;"Đỗ Thị ""Bé""";F;05/03/1981 00:00:00;="037181000002";912345679;Kho;Thủ kho;29287.0;"6200000,00";Active',
    ]
    (HERE / want.file).write_bytes(("\ufeff" + "\r\n".join(lines)).encode())
    reading = {
        3: person(
            "Lê Văn Ân", "m", "1980-03-05", employee_code="NV001", id_number="037080000001", phone="0912345678",
            unit="Sản xuất", position="Công nhân", hire_date="2010-05-01", salary=6200000,
        ),
        4: person(
            'Đỗ Thị "Bé"', "f", "1981-03-05", employee_code="NV002", id_number="037181000002", phone="0912345679",
            unit="Kho", position="Thủ kho", hire_date="1980-03-07", salary=6200000,
        ),
    }  # fmt: skip
    tell(want, "F21_phan_mem_nhan_su", reading, (4, "phone", "PHONE_LEADING_ZERO"))
    return want


def f22_fees() -> Expected:
    """Fees of two quarters with a sum each, one paid late, and one month that only has a tick."""
    want = Expected(
        "F22_doan_phi_quy.xlsx",
        "Đoàn phí theo quý, cộng từng quý và cộng 6 tháng, ô chỉ đánh dấu x",
    )
    rows: list[Cells] = [
        (
            "TT",
            "Họ và tên",
            "Quý I",
            _,
            _,
            _,
            "Quý II",
            _,
            _,
            _,
            "Cộng 6 tháng",
            "Hình thức đóng đoàn phí",
        ),
        (_, _, "01/2026", "02/2026", "03/2026", "Cộng", "Tháng Tư", "Th.5", 6, "Cộng"),
        (
            1,
            "Lê Văn Ân",
            10000,
            10000,
            10000,
            30000,
            "10.000",
            "10.000đ",
            "10 000",
            30000,
            60000,
            "Tiền mặt",
        ),
        (2, "Lê Thị Bé", 10000, "-", 10000, 20000, _, _, _, 0, 20000, "Chuyển khoản"),
        (3, "Lê Văn Ca", "x", 10000, _, 10000, _, _, _, _, 10000, _),
        ("Cộng", _, 20000, 20000, 20000, 60000, 10000, 10000, 10000, 30000, 90000),
    ]
    six = {f"T{month}": 10000 for month in range(1, 7)}
    reading = {
        3: person("Lê Văn Ân", fees=six, fee_total=60000),
        4: person("Lê Thị Bé", fees={"T1": 10000, "T3": 10000}, fee_total=20000),
        5: person("Lê Văn Ca", fees={"T2": 10000}, fee_total=10000),
    }
    tell(want, "Thu", reading, (5, "fees", "AMOUNT_INVALID"))
    merges = ["A1:A2", "B1:B2", "C1:F1", "G1:J1", "K1:K2", "L1:L2"]
    return write(want, "Thu", rows, merges)


def f23_printed_pages() -> Expected:
    """Two printed pages, each with its letterhead, two header rows, index row, and a sum carried over."""
    want = Expected(
        "F23_hai_trang_in.xlsx", "Tiêu đề hai dòng lặp lại mỗi trang, cộng chuyển trang, mang sang"
    )

    def page(number: int, *people: Cells) -> list[Cells]:
        return [
            ("CÔNG ĐOÀN CƠ SỞ X", _, _, _, f"Trang {number}/2"),
            ("Số\nTT", "Họ và tên", "Ngày sinh", _, "Ghi chú"),
            (_, _, "Nam", "Nữ", _),
            (1, 2, 3, 4, 5),
            *people,
        ]

    rows = [
        *page(
            1,
            ("I", "Tổ may 1"),
            (1, "Lê Văn Ân", "1/2/1980"),
            (2, "Lê Thị Bé", _, "3/4/1981", "KT"),
            (_, "Cộng chuyển trang sau", "2 người"),
        ),
        *page(
            2,
            (_, "Mang sang", "2 người"),
            (3, "Lê Văn Ca", "1982"),
            ("II", "Tổ may 2"),
            (4, "Lê Thị Do", _, 1983),
            ("Tổng cộng: 04 người",),
        ),
    ]
    reading = {
        6: person("Lê Văn Ân", "m", "1980-02-01", unit="Tổ may 1"),
        7: person("Lê Thị Bé", "f", "1981-04-03", unit="Tổ may 1", note="KT"),
        14: person("Lê Văn Ca", "m", "1982", unit="Tổ may 1"),
        16: person("Lê Thị Do", "f", "1983", unit="Tổ may 2"),
    }
    tell(want, "In", reading)
    return write(want, "In", rows, ["C2:D2", "C10:D10"])


def f24_headcounts_xls() -> Expected:
    """An old Excel file in a TCVN3 font: unit rows count heads and wages, numbering by decimals."""
    want = Expected(
        "F24_dong_don_vi.xls", "Dòng đơn vị có số người và quỹ lương, đánh số 1.1, 1.2"
    )
    rows: list[list[object]] = [
        ["TT", "Họ và tên", "Năm sinh", "Nữ", "Chức vụ", "Lương"],
        ["1", "Phòng Hành chính", _, 1, _, 18000000],
        ["1.1", "Lê Văn Ân", 1980, _, "Tổ trưởng", 10000000],
        ["1.2", "Đỗ Thị Hường", 1981, "x", "Nhân viên", 8000000],
        ["2", "Tổ Bảo vệ", _, _, _, 7000000],
        ["2.1", "Lương Văn Phước", 1982, _, "Nhân viên", 7000000],
        [_, "Tổng cộng", _, 1, _, 25000000],
    ]
    typed = [[tcvn3(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    write_xls(HERE / want.file, "DS", typed, ".VnTime")
    reading = {
        3: person(
            "Lê Văn Ân",
            "m",
            "1980",
            position="Tổ trưởng",
            salary=10000000,
            unit="Phòng Hành chính",
        ),
        4: person(
            "Đỗ Thị Hường",
            "f",
            "1981",
            position="Nhân viên",
            salary=8000000,
            unit="Phòng Hành chính",
        ),
        6: person(
            "Lương Văn Phước", "m", "1982", position="Nhân viên", salary=7000000, unit="Tổ Bảo vệ"
        ),
    }
    tell(want, "DS", reading)
    want.warn("ENCODING_CONVERTED", "DS")
    return want


def f25_men_and_women() -> Expected:
    """Men on the left, women on the right, the heading over each table tells the sex."""
    want = Expected(
        "F25_nam_trai_nu_phai.xlsx", "Bảng nam bên trái, bảng nữ bên phải, “-nt-” thay cho đơn vị"
    )
    rows: list[Cells] = [
        ("NAM", _, _, _, _, "NỮ"),
        ("TT", "Họ và tên", "Năm sinh", "Tổ", _, "TT", "Họ và tên", "Năm sinh", "Tổ"),
        (1, "Lê Văn Ân", 1980, "Tổ 1", _, 1, "Lê Thị Ca", 1983, "Tổ 2"),
        (2, "Lê Văn Bá", 1981, "-nt-", _, 2, "Lê Thị Do", 1984, '"'),
        (3, "Lê Văn En", "1985", "Tổ 3"),
    ]
    reading = {
        3: [
            person("Lê Văn Ân", "m", "1980", unit="Tổ 1"),
            person("Lê Thị Ca", "f", "1983", unit="Tổ 2"),
        ],
        4: [
            person("Lê Văn Bá", "m", "1981", unit="Tổ 1"),
            person("Lê Thị Do", "f", "1984", unit="Tổ 2"),
        ],
        5: person("Lê Văn En", "m", "1985", unit="Tổ 3"),
    }
    tell(want, "DS", reading)
    return write(want, "DS", rows, ["A1:D1", "F1:I1"])


def f26_as_typed() -> Expected:
    """Every cell typed in its own way: names, dates, numbers, sexes and money."""
    want = Expected(
        "F26_moi_o_mot_kieu.xlsx", "Tên, ngày, số, giới tính, tiền viết mỗi ô một kiểu"
    )
    head = (
        "TT",
        "Họ và tên",
        "Phái",
        "Ngày sinh",
        "CMND cũ",
        "Số CCCD",
        "Điện thoại",
        "Lương đóng BHXH",
        "Đoàn phí",
    )
    rows: list[Cells] = [
        head,
        (1, "ÔNG NGUYỄN VĂN AN", "Ông", "02-3-1985", "164000001", "037 085 001 234", "0912.345.678", "6.200.000đ", "31.000"),
        (2, "Th.S Ngô Thị Hà", "bà", "2/3/85", _, 37185001235, "+84 912 345 679", "6,2tr", "31,000"),
        (3, "Đ/c Lê Văn Cường**", "Nam ", 31108, _, "3,70850E+10", 912345680, "6200000 VND", 31000.0),
        (4, "nguyễn thị dung", "2", "05 tháng 3 năm 1985", _, "'037185001237", "0912345682 - 0987654321", "6 200 000", "31.000 đ"),
        (5, "6. Hoàng  Giang (TP)", 1, date(1985, 3, 5), "Mất", "037085001238 (12/5/2021)", "01682345678", "6,200,000.00", "31k"),
        (6, "K’ Brêu", "x", "31/02/1985", _, "03708500123A", "không có", "sáu triệu", "-"),
        (7, "TRẦN THỊ OANH (B)", "Nữ", "1985", 164123457, "chưa làm", "024 3825 1234", 4.98, _),
    ]  # fmt: skip
    wage = {"salary": 6200000, "fee_total": 31000}
    reading = {
        2: person(
            "Nguyễn Văn An",
            "m",
            "1985-03-02",
            id_number="037085001234",
            phone="0912345678",
            **wage,
        ),
        3: person(
            "Ngô Thị Hà", "f", "1985-03-02", id_number="037185001235", phone="0912345679", **wage
        ),
        4: person("Lê Văn Cường", "m", "1985-03-02", phone="0912345680", **wage),
        5: person(
            "Nguyễn Thị Dung",
            "f",
            "1985-03-05",
            id_number="037185001237",
            phone="0912345682",
            **wage,
        ),
        6: person("Hoàng Giang", "m", "1985-03-05", id_number="037085001238", **wage),
        7: person("K' Brêu"),
        8: person(
            "Trần Thị Oanh (B)",
            "f",
            "1985",
            id_number="164123457",
            phone="02438251234",
            salary_coef="4.98",
        ),
    }
    tell(
        want, "DS", reading,
        (3, "id_number", "ID_LEADING_ZERO"), (4, "id_number", "ID_SCIENTIFIC"), (4, "phone", "PHONE_LEADING_ZERO"),
        (6, "phone", "PHONE_BAD"), (7, "gender", "GENDER_MISSING"), (7, "birth_date", "INVALID_DATE"),
        (7, "id_number", "ID_NOT_DIGITS"), (7, "phone", "PHONE_BAD"), (7, "salary", "AMOUNT_INVALID"),
        (8, "id_number", "ID_NOT_DIGITS"),
    )  # fmt: skip
    return write(want, "DS", rows)


_HEAD = ("STT", "Họ và tên", "Giới tính", "Ngày sinh", "Đơn vị", "Địa chỉ")
_PEOPLE = (
    ("Nguyễn Thị Hường", "Nữ", "05/03/1985", "Tổ may 1", "Thôn Đông, xã Ninh Giang"),
    ("Trần Văn Dũng", "Nam", "1979", "Tổ may 2", "Phường Đông Thành"),
    ("Lê Bá Hà", "Nam", "12/1990", "Phòng Kỹ thuật", "Xã Gia Vượng"),
    ("Đỗ Xuân Trường", "Nam", "30/04/1975", "Bảo vệ", "Xã Quỳnh Lưu"),
)
_BORN = ("1985-03-05", "1979", "1990-12", "1975-04-30")


def _few_people(want: Expected, sheet: str) -> Expected:
    for row, ((name, sex, _born, unit, home), born) in enumerate(
        zip(_PEOPLE, _BORN, strict=True), 2
    ):
        gender = "f" if sex == "Nữ" else "m"
        tell(want, sheet, {row: person(name, gender, born, unit=unit, address=home)})
    want.warn("ENCODING_CONVERTED", sheet)
    return want


def f27_viqr() -> Expected:
    """VIQR as old e-mail programs wrote it; one column has a mark in its header only."""
    signs = dict(zip("\u0300\u0301\u0309\u0303\u0323\u0306\u0302\u031b", "`'?~.(^+", strict=True))

    def viqr(text: str) -> str:
        apart = unicodedata.normalize("NFD", text.replace("đ", "dd").replace("Đ", "DD"))
        # hats stand before tones
        apart = re_ordered(apart)
        return "".join(signs.get(sign, sign) for sign in apart)

    want = Expected("F27_viqr.txt", "VIQR, phân cách bằng Tab")
    lines = ["\t".join(map(viqr, _HEAD))]
    lines += [viqr("\t".join((str(n), *row))) for n, row in enumerate(_PEOPLE, 1)]
    (HERE / want.file).write_text("\r\n".join(lines), encoding="ascii", newline="")
    return _few_people(want, "F27_viqr")


def re_ordered(apart: str) -> str:
    """Decomposed text with every hat or horn before the tone."""
    hats, result = "\u0306\u0302\u031b", list(apart)
    for at in range(1, len(result)):
        if result[at] in hats and unicodedata.combining(result[at - 1]):
            result[at - 1], result[at] = result[at], result[at - 1]
    return "".join(result)


def f28_read_as_bytes() -> Expected:
    """UTF-8 that was once opened as a Western page and saved so."""

    def spoilt(text: str) -> str:
        return "".join(
            bytes([code]).decode("cp1252", "ignore") or chr(code) for code in text.encode()
        )

    want = Expected("F28_utf8_doc_sai.xlsx", "UTF-8 bị mở nhầm bảng mã rồi lưu lại")
    workbook, ws = book("Sheet1")
    put(ws, 1, *map(spoilt, _HEAD))
    for number, row in enumerate(_PEOPLE, 1):
        put(ws, 1 + number, number, *map(spoilt, row))
    for cells in ws.iter_rows():
        for cell in cells:
            cell.font = Font(name="Arial")
    workbook.save(HERE / want.file)
    return _few_people(want, "Sheet1")


MAKERS = (
    f16_staff,
    f17_committee,
    f18_facts_together,
    f19_wages,
    f20_school,
    f21_export,
    f22_fees,
    f23_printed_pages,
    f24_headcounts_xls,
    f25_men_and_women,
    f26_as_typed,
    f27_viqr,
    f28_read_as_bytes,
)

if __name__ == "__main__":
    for maker in MAKERS:
        maker().save()
