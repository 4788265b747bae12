"""Makes the roster files F01 to F15 and the reading each must have: `python tests/data/rosters/make.py`.

Every file has another shape that officers send. What is expected comes from the people the file is made of, never
from the program. People, numbers and addresses are invented. The R files beside them were made by other means.
"""

import codecs
import json
import random
import sys
import unicodedata
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[2] / "src")]
from binary_workbook import write_xls  # noqa: E402

from unionapp.vietnamese import legacy_tables as tables  # noqa: E402

FAMILIES = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Phan",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Dương",
    "Lương",
    "Trương",
]
MIDDLES = {
    "male": ["Văn", "Hữu", "Đức", "Minh", "Quang", "Xuân"],
    "female": ["Thị", "Ngọc", "Thu", "Thanh", "Thùy", "Diệu"],
}
GIVEN = {
    "male": ["An", "Bình", "Cường", "Dũng", "Hải", "Long", "Phước", "Sơn", "Tuấn", "Vượng"],
    "female": ["Hà", "Hạnh", "Hường", "Lan", "Linh", "Mai", "Nga", "Phượng", "Thảo", "Yến"],
}
POSITIONS = ["Công nhân", "Kỹ sư", "Tổ trưởng", "Kế toán", "Thủ kho"]
UNITS = ["Tổ cắt", "Tổ may 1", "Phòng Kỹ thuật", "Văn phòng"]
Person = dict[str, object]


class Expected:
    """The reading a file must have."""

    def __init__(self, file: str, description: str) -> None:
        self.file, self.description = file, description
        self.records: list[dict[str, object]] = []
        self.errors: list[dict[str, object]] = []
        self.warnings: list[dict[str, str]] = []

    def record(
        self, sheet: str, row: int, person: Person, *only: str, without: Sequence[str] = ()
    ) -> None:
        fields = {name: value for name, value in person.items() if (not only or name in only)}
        self.records.append(
            {
                "sheet": sheet,
                "row": row,
                "fields": {n: v for n, v in fields.items() if n not in without},
            }
        )

    def error(self, sheet: str, row: int, field: str | None, code: str) -> None:
        self.errors.append({"sheet": sheet, "row": row, "field": field, "code": code})

    def warn(self, code: str, sheet: str) -> None:
        self.warnings.append({"code": code, "sheet": sheet})

    def save(self) -> None:
        document = {
            "file": self.file,
            "description": self.description,
            "today": "2026-03-05",
            "records": self.records,
            "errors": self.errors,
            "file_warnings": self.warnings,
        }
        text = json.dumps(document, ensure_ascii=False, indent=0)
        (HERE / f"{Path(self.file).stem}.expected.json").write_text(text + "\n", encoding="utf-8")


def people(count: int, seed: int) -> list[Person]:
    """Invented people whose identity numbers fit their sex and year of birth."""
    chance = random.Random(seed)
    found = []
    for number in range(count):
        gender = chance.choice(["male", "female"])
        born = date(1968, 1, 1) + timedelta(days=chance.randrange(12500))
        joined = date(max(born.year + 19, 1995), 1, 1) + timedelta(days=chance.randrange(4000))
        sex = (2 if born.year >= 2000 else 0) + (gender == "female")
        name = f"{chance.choice(FAMILIES)} {chance.choice(MIDDLES[gender])} {chance.choice(GIVEN[gender])}"
        found.append(
            {
                "full_name": name,
                "gender": gender,
                "birth_date": born.isoformat(),
                "id_number": f"{chance.choice(['040', '042', '079', '001'])}{sex}{born.year % 100:02}{seed:02}{number:04}",
                "phone": f"09{seed:02}{number:06}",
                "position": chance.choice(POSITIONS),
                "unit": UNITS[number * len(UNITS) // count],
                "union_date": min(joined, date(2025, 6, 1)).isoformat(),
            }
        )
    return found


def day(iso: object) -> date:
    return date.fromisoformat(str(iso))


def slashed(iso: object) -> str:
    return day(iso).strftime("%d/%m/%Y")


def vn(gender: object) -> str:
    return {"male": "Nam", "female": "Nữ"}[str(gender)]


def put(sheet: Worksheet, row: int, *values: object) -> None:
    for column, value in enumerate(values, 1):
        if value is not None:
            sheet.cell(row, column, value)


def book(title: str) -> tuple[openpyxl.Workbook, Worksheet]:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = title
    return workbook, sheet


def f01_marks() -> Expected:
    """Names in two columns, the date of birth in three, marks of x, letterhead, signatures."""
    want = Expected("F01_danh_dau_x.xlsx", "Họ đệm/tên hai cột, ngày sinh ba cột, đánh dấu x")
    workbook, ws = book("Danh sách ĐV")
    put(
        ws,
        1,
        "LIÊN ĐOÀN LAO ĐỘNG TỈNH A",
        None,
        None,
        None,
        None,
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    )
    put(ws, 2, "CÔNG ĐOÀN CƠ SỞ TRƯỜNG B", None, None, None, None, "Độc lập - Tự do - Hạnh phúc")
    put(ws, 4, "DANH SÁCH ĐOÀN VIÊN")
    put(ws, 5, "Người lập: Trần Văn Lập")
    put(
        ws,
        6,
        "STT",
        "Họ và tên",
        None,
        "Ngày tháng năm sinh",
        None,
        None,
        "Nữ",
        "Đảng viên",
        "DTTS",
        "Chức vụ",
        "Ghi chú",
    )
    put(ws, 7, None, "Họ đệm", "Tên", "Ngày", "Tháng", "Năm")
    for merge in ("B6:C6", "D6:F6", "A6:A7", "G6:G7", "H6:H7", "I6:I7", "J6:J7", "K6:K7", "A4:K4"):
        ws.merge_cells(merge)
    put(ws, 8, "A", "B", "C", 1, 2, 3, 4, 5, 6, 7, 8)
    for number, person in enumerate(people(24, 1), 1):
        row = 8 + number
        family, given = str(person["full_name"]).rsplit(" ", 1)
        born = day(person["birth_date"])
        party, minority = number % 3 == 0, number % 7 == 0
        parts: list[object] = [born.day, born.month, born.year]
        if number == 5:
            parts, person["birth_date"] = [None, None, born.year], str(born.year)
        if number == 6:
            parts = [31, "02", born.year]
            del person["birth_date"]
            want.error(ws.title, row, "birth_date", "INVALID_DATE")
        put(
            ws,
            row,
            number,
            family,
            given,
            *parts,
            "x" if person["gender"] == "female" else None,
            "X" if party else None,
            "x" if minority else None,
            person["position"],
        )
        person |= {"is_party": party, "is_ethnic_minority": minority}
        want.record(
            ws.title,
            row,
            person,
            "full_name",
            "gender",
            "birth_date",
            "position",
            "is_party",
            "is_ethnic_minority",
        )
    put(ws, 33, "Cộng: 24 đoàn viên")
    put(
        ws,
        35,
        None,
        "NGƯỜI LẬP BIỂU",
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        "TM. BAN CHẤP HÀNH",
    )
    put(ws, 39, None, "Trần Văn Lập", None, None, None, None, None, None, None, "Lê Thị Chủ Tịch")
    workbook.save(HERE / want.file)
    return want


def f02_fees() -> Expected:
    """A year of fees, months under one heading, sums that do not agree."""
    want = Expected("F02_doan_phi_thang.xlsx", "Đoàn phí T1..T12, cộng sai, số dạng chữ, số âm")
    workbook, ws = book("Thu 2025")
    put(ws, 1, "BẢNG THU ĐOÀN PHÍ CÔNG ĐOÀN NĂM 2025")
    put(
        ws,
        3,
        "TT",
        "Họ và tên",
        "Đơn vị",
        "Tiền lương",
        "Số tiền đóng đoàn phí các tháng",
        *[None] * 11,
        "Cộng",
    )
    put(ws, 4, None, None, None, None, *[f"T{month}" for month in range(1, 13)])
    for merge in ("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:P3", "Q3:Q4"):
        ws.merge_cells(merge)
    monthly = [0] * 12
    grand = 0
    for number, person in enumerate(people(20, 2), 1):
        row = 4 + number
        amounts: list[int | None] = [50000 + number * 1000] * 12
        if number % 4 == 0:
            amounts[6:8] = [None, None]
        cells: list[object] = list(amounts)
        if number == 3:
            cells[0] = "53.000"
        if number == 7:
            cells[2], amounts[2] = "nghỉ TS", None
            want.error(ws.title, row, "fees", "AMOUNT_INVALID")
        if number == 9:
            cells[1] = amounts[1] = -59000
            want.error(ws.title, row, "fees", "AMOUNT_NEGATIVE")
        fees = {f"T{month}": value for month, value in enumerate(amounts, 1) if value is not None}
        total = sum(fees.values()) + (1000 if number == 11 else 0)
        if number == 11:
            want.error(ws.title, row, "fee_total", "TOTAL_MISMATCH")
        put(
            ws, row, number, person["full_name"], person["unit"], 5_000_000 + number, *cells, total
        )
        grand += total
        monthly = [a + (b or 0) for a, b in zip(monthly, amounts, strict=True)]
        person |= {"salary": 5_000_000 + number, "fees": fees, "fee_total": total}
        want.record(ws.title, row, person, "full_name", "unit", "salary", "fees", "fee_total")
    monthly[0] -= 53000
    put(ws, 25, "Tổng cộng", None, None, None, *monthly, grand)
    want.error(ws.title, 25, "fees", "TOTAL_MISMATCH")
    workbook.save(HERE / want.file)
    return want


def f03_sheets() -> Expected:
    """Several sheets in other column orders, hidden sheets and rows, a summary, duplicates across sheets."""
    want = Expected(
        "F03_nhieu_trang.xlsx",
        "Nhiều trang tính, thứ tự cột khác nhau, trang ẩn, dòng ẩn, trang tổng hợp",
    )
    workbook, guide = book("Hướng dẫn")
    put(guide, 1, "Ghi đủ họ tên, ngày sinh; gửi trước ngày 25 hằng tháng.")
    everyone = people(30, 3)
    first = workbook.create_sheet("Tổ 1")
    put(first, 2, "Stt", "Họ tên", "Ngày sinh", "GT", "CCCD")
    for number, person in enumerate(everyone[:15], 1):
        put(
            first,
            2 + number,
            number,
            person["full_name"],
            day(person["birth_date"]),
            vn(person["gender"]),
            person["id_number"],
        )
        want.record("Tổ 1", 2 + number, person, "full_name", "birth_date", "gender", "id_number")
    for row in (5, 6):
        first.row_dimensions[row].hidden = True
    second = workbook.create_sheet("Tổ 2")
    put(
        second,
        1,
        "Số định danh cá nhân",
        "ĐT",
        "Ngày vào CĐ",
        "Phái",
        "NTNS",
        "Họ và tên đoàn viên",
        "STT",
    )
    everyone[29]["id_number"] = everyone[4]["id_number"]
    for number, person in enumerate(everyone[15:], 1):
        put(
            second,
            1 + number,
            person["id_number"],
            int(str(person["phone"])),
            slashed(person["union_date"]),
            vn(person["gender"]).upper(),
            slashed(person["birth_date"]),
            str(person["full_name"]).upper(),
            number,
        )
        want.record(
            "Tổ 2",
            1 + number,
            person,
            "full_name",
            "birth_date",
            "gender",
            "id_number",
            "phone",
            "union_date",
        )
        want.error("Tổ 2", 1 + number, "phone", "PHONE_LEADING_ZERO")
    want.error("Tổ 2", 16, "id_number", "DUP_ID")
    for code in ("ID_GENDER_MISMATCH", "ID_YEAR_MISMATCH"):
        want.error("Tổ 2", 16, "id_number", code)
    old = workbook.create_sheet("Cũ")
    old.sheet_state = "hidden"
    put(old, 1, "STT", "Họ tên", "Ngày sinh")
    put(old, 2, 1, "Nguyễn Văn Cũ", "01/01/1980")
    summary = workbook.create_sheet("Tổng hợp")
    put(summary, 1, "TT", "Đơn vị", "Tổng số", "Nữ")
    for number, unit in enumerate(UNITS, 1):
        put(summary, 1 + number, number, unit, 10, 5)
    want.warn("SUMMARY_SHEETS", "Hướng dẫn")
    want.warn("HIDDEN_SHEETS", "Cũ")
    want.warn("HIDDEN_ROWS", "Tổ 1")
    want.warn("SUMMARY_SHEETS", "Tổng hợp")
    workbook.save(HERE / want.file)
    return want


def f04_side_by_side() -> Expected:
    """Two tables beside one another, a signature below."""
    want = Expected("F04_hai_bang_canh_nhau.xlsx", "Hai bảng đặt cạnh nhau")
    workbook, ws = book("Sheet1")
    put(ws, 1, "DANH SÁCH ĐOÀN VIÊN NHẬN QUÀ TẾT")
    put(
        ws,
        3,
        *["TT", "Họ và tên", "Năm sinh", "Bộ phận"],
        None,
        *["TT", "Họ và tên", "Năm sinh", "Bộ phận"],
    )
    everyone = people(25, 4)
    for number, person in enumerate(everyone, 1):
        person["birth_date"] = str(person["birth_date"])[:4]
        row, shift = (3 + number, 0) if number <= 13 else (3 + number - 13, 5)
        cells = (number, person["full_name"], int(str(person["birth_date"])), person["unit"])
        for offset, value in enumerate(cells, 1):
            ws.cell(row, shift + offset, value)
        want.record("Sheet1", row, person, "full_name", "birth_date", "unit")
    put(ws, 18, None, "Người lập", None, None, None, None, "Chủ tịch")
    put(ws, 22, None, "Lê Văn Ký", None, None, None, None, "Trần Thị Duyệt")
    workbook.save(HERE / want.file)
    return want


def f05_insurance() -> Expected:
    """A list for social insurance: three header rows, parents that change the meaning, lettered index, sections."""
    want = Expected("F05_bao_hiem.xlsx", "Mẫu D02: tiêu đề 3 dòng, Phụ cấp › Chức vụ, mục I, I.1")
    workbook, ws = book("D02-LT")
    put(ws, 1, "Tên đơn vị: CÔNG TY TNHH C")
    put(ws, 2, "DANH SÁCH LAO ĐỘNG THAM GIA BHXH, BHYT, BHTN")
    put(
        ws,
        4,
        "STT",
        "Họ và tên",
        "Mã số BHXH",
        "Ngày tháng năm sinh",
        "Nữ",
        "Số CCCD/ĐDCN/Hộ chiếu",
        "Cấp bậc, chức vụ, chức danh nghề, nơi làm việc",
        "Tiền lương",
        None,
        None,
        None,
        "Từ tháng, năm",
        "Ghi chú",
    )
    put(ws, 5, None, None, None, None, None, None, None, "Hệ số/Mức lương", "Phụ cấp")
    put(
        ws,
        6,
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        "Chức vụ",
        "Thâm niên VK (%)",
        "Phụ cấp lương",
    )
    for merge in (*(f"{letter}4:{letter}6" for letter in "ABCDEFGLM"), "H4:K4", "H5:H6", "I5:K5"):
        ws.merge_cells(merge)
    put(ws, 7, "A", "B", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
    put(ws, 8, "I", "Tăng")
    put(ws, 9, "I.1", "Lao động")
    row = 9
    for number, person in enumerate(people(12, 5), 1):
        row += 1
        if number == 9:
            put(ws, row, "II", "Giảm")
            put(ws, row + 1, "II.1", "Lao động")
            row += 2
        bhxh: object = f"79{number:08}"
        wage: object = 4_960_000 + number * 10_000
        if number == 2:
            bhxh = 123456
            want.error(ws.title, row, "bhxh_no", "BHXH_LEADING_ZERO")
            bhxh, person["bhxh_no"] = 123456789, "0123456789"
        else:
            person["bhxh_no"] = bhxh
        if number == 4:
            wage = 2.34
            person["salary_coef"] = "2.34"
        else:
            person["salary"] = wage
        put(
            ws,
            row,
            number,
            person["full_name"],
            bhxh,
            slashed(person["birth_date"]),
            "x" if person["gender"] == "female" else None,
            person["id_number"],
            person["position"],
            wage,
            0.3 if number == 1 else None,
            None,
            200_000,
            "01/2026",
        )
        want.record(
            ws.title,
            row,
            person,
            "full_name",
            "bhxh_no",
            "birth_date",
            "gender",
            "id_number",
            "position",
            "salary",
            "salary_coef",
        )
    put(ws, row + 1, None, "Cộng")
    put(ws, row + 3, None, "Lập biểu", None, None, None, None, None, "Thủ trưởng đơn vị")
    put(ws, row + 7, None, "Phạm Thị Biểu", None, None, None, None, None, "Vũ Văn Trưởng")
    workbook.save(HERE / want.file)
    return want


def _csv(want: Expected, encode: Callable[[str], bytes], separator: str, seed: int) -> Expected:
    stem = Path(want.file).stem
    lines = [["TT", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ", "Đơn vị"]]
    for number, person in enumerate(people(30, seed), 1):
        lines.append(
            [
                str(number),
                str(person["full_name"]),
                slashed(person["birth_date"]),
                vn(person["gender"]),
                str(person["position"]),
                str(person["unit"]),
            ]
        )
        want.record(
            stem, 1 + number, person, "full_name", "birth_date", "gender", "position", "unit"
        )
    text = "".join(separator.join(line) + "\r\n" for line in lines)
    (HERE / want.file).write_bytes(encode(text))
    return want


def tcvn3(text: str) -> str:
    codes = dict(zip(tables.TCVN3_LETTERS[:74], tables.TCVN3_CODES[:74], strict=True))
    return "".join(
        chr(codes.get(letter) or codes.get(letter.lower(), ord(letter))) for letter in text
    )


def vni(text: str) -> str:
    codes = dict(zip(tables.LETTERS, tables.VNI_CODES, strict=True))
    return "".join(codes.get(letter, letter) for letter in text)


def cp1258(text: str) -> bytes:
    """Bytes of the Windows page: vowels keep their hat, tones follow."""
    out = b""
    for letter in text:
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            apart = unicodedata.normalize("NFD", letter)
            tone = next(mark for mark in apart if mark in "\u0300\u0301\u0303\u0309\u0323")
            base = unicodedata.normalize("NFC", apart.replace(tone, ""))
            out += base.encode("cp1258") + tone.encode("cp1258")
    return out


def f06_cp1258() -> Expected:
    """A text table saved by an old Windows program."""
    want = Expected("F06_windows_1258.csv", "CSV Windows-1258, phân cách ;")
    want.warn("ENCODING_CONVERTED", "F06_windows_1258")
    return _csv(want, cp1258, ";", 6)


def f07_tcvn3() -> Expected:
    """A text table in TCVN3 without any font to tell."""
    want = Expected("F07_tcvn3.csv", "CSV TCVN3, phân cách ,")
    want.warn("ENCODING_CONVERTED", "F07_tcvn3")
    return _csv(want, lambda text: tcvn3(text).encode("latin-1"), ",", 7)


def f08_utf16() -> Expected:
    """What Excel saves as "Unicode text"."""
    want = Expected("F08_unicode_text.txt", "UTF-16, phân cách bằng Tab")
    return _csv(want, lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"), "\t", 8)


def f09_vni_xls() -> Expected:
    """An old Excel file in a VNI font."""
    want = Expected("F09_vni.xls", "Excel 97-2003, phông VNI-Times")
    rows: list[list[object]] = [
        [vni("DANH SÁCH ĐOÀN VIÊN")],
        [],
        [vni(text) for text in ("TT", "Họ và tên", "Năm sinh", "Nam/Nữ", "Quê quán")],
    ]
    for number, person in enumerate(people(40, 9), 1):
        born = str(person["birth_date"])[:4]
        rows.append(
            [
                number,
                vni(str(person["full_name"])),
                int(born),
                vni(vn(person["gender"])),
                vni("Đô Lương"),
            ]
        )
        want.record(
            "DS",
            3 + number,
            person | {"birth_date": born, "hometown": "Đô Lương"},
            "full_name",
            "birth_date",
            "gender",
            "hometown",
        )
    rows.append([vni("Cộng: 40 đồng chí")])
    write_xls(HERE / want.file, "DS", rows, "VNI-Times", hidden=(7,))
    want.warn("ENCODING_CONVERTED", "DS")
    want.warn("HIDDEN_ROWS", "DS")
    return want


def f10_swapped() -> Expected:
    """Dates typed day first into an Excel that reads month first; names and units merged or decomposed."""
    want = Expected("F10_dao_ngay_thang.xlsx", "Excel kiểu Mỹ đảo ngày tháng; Unicode tổ hợp")
    workbook, ws = book("DS")
    put(ws, 1, "Số TT", "Họ, chữ đệm, tên", "Sinh ngày", "Giới tính", "Dân tộc")
    for number, person in enumerate(people(20, 10), 1):
        born = day(person["birth_date"])
        meant: object = born.strftime("%d/%m/%Y")
        if born.day <= 12:
            meant = date(born.year, born.day, born.month)
            person["birth_date"] = meant.isoformat()
        name = (
            unicodedata.normalize("NFD", str(person["full_name"]))
            if number == 4
            else person["full_name"]
        )
        put(ws, 1 + number, number, name, meant, vn(person["gender"]), "Kinh")
        want.record(
            "DS",
            1 + number,
            person | {"ethnicity": "Kinh"},
            "full_name",
            "birth_date",
            "gender",
            "ethnicity",
        )
    want.warn("DATE_SWAP_SUSPECT", "DS")
    want.warn("ENCODING_CONVERTED", "DS")
    workbook.save(HERE / want.file)
    return want


SPOILT = {
    3: (5, "#REF!", "position", "CELL_ERROR"),
    5: (4, "=E4", "phone", "FORMULA_TEXT"),
    6: (2, "12/25/1990", "birth_date", "MONTH_GT_12"),
    7: (2, "5/8", "birth_date", "YEAR_MISSING"),
}


def f11_pages() -> Expected:
    """Printed pages: the header again on each, then a second table in another order."""
    want = Expected(
        "F11_lap_tieu_de.xlsx",
        "Tiêu đề lặp lại mỗi trang, bảng thứ hai đổi thứ tự cột, ô lỗi, công thức",
    )
    workbook, ws = book("In")
    row = 0
    everyone = people(36, 11)
    header = ("TT", "Họ và tên", "Ngày sinh", "Giới tính", "Điện thoại", "Chức vụ")
    for number, person in enumerate(everyone[:24], 1):
        if number % 8 == 1:
            put(ws, row + 1, f"Trang {number // 8 + 1}/3")
            put(ws, row + 2, *header)
            put(ws, row + 3, "(1)", "(2)", "(3)", "(4)", "(5)", "(6)")
            row += 3
        row += 1
        cells: list[object] = [
            number,
            person["full_name"],
            slashed(person["birth_date"]),
            vn(person["gender"]),
            person["phone"],
            person["position"],
        ]
        without: tuple[str, ...] = ()
        if number in SPOILT:
            column, spoilt, field, code = SPOILT[number]
            cells[column], without = spoilt, (field,)
            want.error("In", row, field, code)
        put(ws, row, *cells)
        if number == 3:
            ws.cell(row, 6).data_type = "e"
        want.record(
            "In",
            row,
            person,
            "full_name",
            "birth_date",
            "gender",
            "phone",
            "position",
            without=without,
        )
    row += 3
    put(ws, row, "Họ và tên", "Đơn vị", "Năm sinh", "TT")
    for number, person in enumerate(everyone[24:], 1):
        row += 1
        person["birth_date"] = str(person["birth_date"])[:4]
        put(ws, row, person["full_name"], person["unit"], person["birth_date"], number)
        want.record("In", row, person, "full_name", "unit", "birth_date")
    workbook.save(HERE / want.file)
    return want


def f12_groups() -> Expected:
    """Headings over groups of columns, English and unaccented headers, a VNI column without its font."""
    want = Expected("F12_nhom_cot.xlsx", "Nhóm cột Thông tin cá nhân/Công đoàn, tiêu đề không dấu")
    workbook, ws = book("Data")
    put(ws, 1, "DANH SACH CONG DOAN VIEN")
    ws.merge_cells("A1:J1")
    put(
        ws,
        2,
        "No.",
        "Thông tin cá nhân",
        None,
        None,
        None,
        None,
        "Công đoàn",
        None,
        None,
        "Remark",
    )
    put(
        ws,
        3,
        None,
        "Ho va ten",
        "Ngay sinh",
        "Gioi tinh",
        "Dia chi",
        "Email",
        "Ngày vào",
        "Chức vụ",
        "Số thẻ",
    )
    for merge in ("A2:A3", "B2:F2", "G2:I2", "J2:J3"):
        ws.merge_cells(merge)
    for number, person in enumerate(people(22, 12), 1):
        person |= {
            "address": f"Số {number} Lê Lợi, Vinh",
            "email": f"dv{number}@example.com",
            "union_card": f"4000{number:08}",
            "union_position": "Ủy viên BCH" if number == 1 else None,
        }
        put(
            ws,
            3 + number,
            number,
            person["full_name"],
            day(person["birth_date"]),
            vn(person["gender"])[0:3],
            person["address"],
            person["email"],
            day(person["union_date"]),
            person["union_position"],
            person["union_card"],
            "mới" if number == 2 else None,
        )
        if number == 2:
            person["note"] = "mới"
        wanted = {key: value for key, value in person.items() if value is not None}
        want.record(
            "Data",
            3 + number,
            wanted,
            "full_name",
            "birth_date",
            "gender",
            "address",
            "email",
            "union_date",
            "union_position",
            "union_card",
            "note",
        )
    workbook.save(HERE / want.file)
    return want


def f13_ods() -> Expected:
    """A LibreOffice sheet."""
    want = Expected("F13_libreoffice.ods", "Tệp .ods")
    rows: list[list[object]] = [
        ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CMND", "Đơn vị công tác"]
    ]
    for number, person in enumerate(people(16, 13), 1):
        person["id_number"] = f"18{number:07}"
        rows.append(
            [
                number,
                person["full_name"],
                day(person["birth_date"]),
                vn(person["gender"]),
                person["id_number"],
                person["unit"],
            ]
        )
        want.record(
            "Bảng1", 1 + number, person, "full_name", "birth_date", "gender", "id_number", "unit"
        )
        want.error("Bảng1", 1 + number, "id_number", "ID_OLD_CMND")
    _write_ods(HERE / want.file, "Bảng1", rows)
    return want


def _write_ods(path: Path, name: str, rows: list[list[object]]) -> None:
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    body = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}><office:body>'
        f'<office:spreadsheet><table:table table:name="{name}">{body}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        f"</manifest:manifest>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)


def _ods_cell(value: object) -> str:
    if isinstance(value, date):
        return (
            f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"/>'
        )
    if isinstance(value, int):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'


def f14_mixed_fonts() -> Expected:
    """A sheet without telling fonts, most of it VNI, with two columns typed later in Unicode."""
    want = Expected(
        "F14_vni_khong_phong.xlsx", "VNI nhưng phông đã đổi sang Times New Roman; vài cột Unicode"
    )
    workbook, ws = book("Sheet1")
    put(
        ws,
        1,
        *(vni(text) for text in ("STT", "Họ và tên", "Phái", "Năm sinh", "Chức danh")),
        "Đơn vị",
        "Mã NV",
    )
    everyone = people(30, 14)
    for number, person in enumerate(everyone, 1):
        born = str(person["birth_date"])[:4]
        person |= {
            "birth_date": born,
            "employee_code": f"NV{number:03}" if number != 20 else "NV003",
        }
        put(
            ws,
            1 + number,
            number,
            vni(str(person["full_name"])),
            vni(vn(person["gender"])),
            int(born),
            vni(str(person["position"])),
            person["unit"],
            person["employee_code"],
        )
        want.record(
            "Sheet1",
            1 + number,
            person,
            "full_name",
            "gender",
            "birth_date",
            "position",
            "unit",
            "employee_code",
        )
    want.error("Sheet1", 21, "employee_code", "DUP_CODE")
    want.warn("ENCODING_CONVERTED", "Sheet1")
    for cells in ws.iter_rows():
        for cell in cells:
            cell.font = Font(name="Times New Roman")
    workbook.save(HERE / want.file)
    return want


def f15_mixed_rows() -> Expected:
    """TCVN3 rows and later Unicode rows in the same columns, with no font left to tell them apart."""
    want = Expected("F15_lan_lon_tcvn3.xlsx", "Dòng TCVN3 lẫn dòng Unicode, phông đã đổi hết")
    workbook, ws = book("Sheet1")
    header = ("TT", "Họ và tên", "Ngày sinh", "Nam/Nữ", "Quê quán", "Số thẻ ĐV")
    put(ws, 1, *map(tcvn3, header))
    homes = ["Nghi Lộc", "Đô Lương", "Hưng Nguyên", "Quỳnh Lưu"]
    for number, person in enumerate(people(40, 15), 1):
        typed = tcvn3 if number <= 30 else str
        person |= {"hometown": homes[number % 4], "union_card": f"4000{number:08}"}
        texts = (
            person["full_name"],
            slashed(person["birth_date"]),
            vn(person["gender"]),
            person["hometown"],
        )
        put(ws, 1 + number, number, *(typed(str(text)) for text in texts), person["union_card"])
        want.record(
            "Sheet1",
            1 + number,
            person,
            "full_name",
            "birth_date",
            "gender",
            "hometown",
            "union_card",
        )
    want.warn("ENCODING_CONVERTED", "Sheet1")
    workbook.save(HERE / want.file)
    return want


MAKERS = (
    f01_marks,
    f02_fees,
    f03_sheets,
    f04_side_by_side,
    f05_insurance,
    f06_cp1258,
    f07_tcvn3,
    f08_utf16,
    f09_vni_xls,
    f10_swapped,
    f11_pages,
    f12_groups,
    f13_ods,
    f14_mixed_fonts,
    f15_mixed_rows,
)

if __name__ == "__main__":
    for maker in MAKERS:
        maker().save()
