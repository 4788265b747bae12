"""Checking a roster of 20.000 people in 25 columns, against the bare reading of the same sheet."""

import random
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import openpyxl
import python_calamine
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from unionapp.membership.roster.check import check_roster
from unionapp.vietnamese import legacy_tables as tables

PEOPLE, ROUNDS = 20_000, 5
TODAY = date(2026, 3, 5)
HEADERS = (
    "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Điện thoại", "Email", "Địa chỉ", "Quê quán", "Dân tộc",
    "Tôn giáo", "TĐVH", "TĐCM", "LLCT", "Chức vụ", "Đơn vị", "Chức vụ CĐ", "Ngày vào CĐ", "Số thẻ ĐV", "Số sổ BHXH",
    "Mã NV", "Ngày vào làm", "Ngày vào Đảng", "Lương", "Ghi chú",
)  # fmt: skip
FAMILIES = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
]
MIDDLES = ["Văn", "Thị", "Hữu", "Đức", "Minh", "Ngọc", "Thu", "Thanh", "Quang", "Xuân"]
GIVENS = [
    "An",
    "Bình",
    "Cường",
    "Dũng",
    "Hà",
    "Hải",
    "Hạnh",
    "Hoa",
    "Hương",
    "Hường",
    "Lan",
    "Linh",
    "Long",
    "Mai",
    "Minh",
    "Nam",
    "Nga",
    "Phương",
    "Sơn",
    "Vân",
]


def rows() -> list[tuple]:
    draw = random.Random(5)
    return [person(draw, number) for number in range(PEOPLE)]


def person(draw: random.Random, number: int) -> tuple:
    born = date(1965, 1, 1) + timedelta(days=draw.randrange(13_000))
    joined = date(2005, 1, 1) + timedelta(days=draw.randrange(6_000))
    female = draw.random() < 0.6
    sex = (2 if born.year >= 2000 else 0) + female
    id_number = f"0{draw.choice((40, 42, 79))}{sex}{born.year % 100:02}{number:06}"
    name = f"{draw.choice(FAMILIES)} {draw.choice(MIDDLES)} {draw.choice(MIDDLES)} {draw.choice(GIVENS)}"
    return (
        number + 1, name, born if number % 2 else f"{born:%d/%m/%Y}", "Nữ" if female else "Nam",
        int(id_number) if number % 3 == 0 else id_number, f"09{number:08}", f"dv{number}@example.com",
        f"Số {number} Lê Lợi", "Nam Đàn, Nghệ An", "Kinh", "Không", "12/12", "Đại học", "SC", "Công nhân",
        f"Tổ {number % 50}", None, joined, f"40{number:010}", f"79{number:08}", f"NV{number:05}",
        f"{joined:%d/%m/%Y}", None, 5_000_000 + number, None,
    )  # fmt: skip


def write(path: Path, people: list[tuple], font: str | None = None) -> None:
    codes = dict(zip(tables.TCVN3_LETTERS[:74], tables.TCVN3_CODES[:74], strict=True))
    typed = str.maketrans({letter: chr(code) for letter, code in codes.items()})
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("DS")
    look = Font(name=font)
    for values in (HEADERS, *people):
        if font is None:
            sheet.append(values)
            continue
        cells = [
            WriteOnlyCell(sheet, value.translate(typed) if isinstance(value, str) else value)
            for value in values
        ]
        for cell in cells:
            cell.font = look
        sheet.append(cells)
    book.save(path)


def ratio(path: Path) -> float:
    """The median over some rounds, each against the bare reading beside it."""
    return median(check_time(path) / bare_time(path) for _ in range(ROUNDS))


def bare_time(path: Path) -> float:
    start = perf_counter()
    with python_calamine.CalamineWorkbook.from_path(path) as book:
        assert len(book.get_sheet_by_index(0).to_python()) == PEOPLE + 1
    return perf_counter() - start


def check_time(path: Path) -> float:
    start = perf_counter()
    assert check_roster(path, today=TODAY).sheets[0].read == PEOPLE
    return perf_counter() - start


def measure() -> list[tuple[str, float, float]]:
    people = rows()
    with TemporaryDirectory() as place:
        modern, legacy = Path(place, "modern.xlsx"), Path(place, "legacy.xlsx")
        write(modern, people)
        write(legacy, people, ".VnTime")
        return [
            ("roster check of 20.000 × 25 cells, to the bare reading", ratio(modern), 6.0),
            ("the same in a legacy font, to the bare reading", ratio(legacy), 10.0),
        ]
