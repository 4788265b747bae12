"""Squares and cards: what is drawn is what the code says, in every format."""

import zipfile
from pathlib import Path

import docx
import pypdfium2
import pytest
from openpyxl import load_workbook

from unionapp.paper.document import (
    Card,
    CardGrid,
    Document,
    Field,
    NationalHeading,
    Paragraph,
    QrCode,
)
from unionapp.paper.docx import write_docx
from unionapp.paper.pdf import write_pdf
from unionapp.paper.qr_square import QUIET, dark_runs, modules, picture
from unionapp.paper.xlsx import write_xlsx

TEXT = "CDVN-CHUYEN-1|Lò Thị Ẳng|1990-03-05|037190001234|Công đoàn cơ sở Công ty May Hưng Nguyên"
NAMES = ("Nguyễn Thị Hường", "Đặng Văn Ưởng", "Lò Thị Ẳng")


def paper(*blocks: object) -> Document:
    return Document(report_id="", title="Giấy", profile="danh_sach", blocks=blocks)


def cards(number: int) -> CardGrid:
    made = tuple(
        Card(
            ("Công đoàn các khu công nghiệp", "Công đoàn cơ sở May Hoa Sen"),
            "THẺ ĐOÀN VIÊN",
            (Field("Họ và tên:", NAMES[i % 3], bold=True), Field("Mã số:", f"{i:06}")),
            portrait=True,
        )
        for i in range(number)
    )
    return CardGrid(made, 86, 54)


def codewords(text: str) -> list[int]:
    """The first bytes a reader finds: walked in the order of the standard, mask taken off."""
    grid = modules(text)
    size = len(grid)
    mask = read_mask(grid)
    bits = [
        grid[row][column] ^ mask(row, column)
        for row, column in data_places(size)
        if not is_function(row, column, size)
    ]
    return [int("".join(str(int(b)) for b in bits[i : i + 8]), 2) for i in range(0, 80, 8)]


def read_mask(grid):
    pattern = [grid[8][i] for i in (0, 1, 2, 3, 4, 5)]
    number = int("".join(str(int(b)) for b in pattern), 2) ^ 0b101010
    return (
        lambda r, c: (r + c) % 2 == 0,
        lambda r, _c: r % 2 == 0,
        lambda _r, c: c % 3 == 0,
        lambda r, c: (r + c) % 3 == 0,
        lambda r, c: (r // 2 + c // 3) % 2 == 0,
        lambda r, c: (r * c) % 2 + (r * c) % 3 == 0,
        lambda r, c: ((r * c) % 2 + (r * c) % 3) % 2 == 0,
        lambda r, c: ((r + c) % 2 + (r * c) % 3) % 2 == 0,
    )[number >> 1 & 7]


def data_places(size):
    column, upward = size - 1, True
    while column > 0:
        if column == 6:
            column -= 1
        rows = range(size - 1, -1, -1) if upward else range(size)
        for row in rows:
            yield row, column
            yield row, column - 1
        column, upward = column - 2, not upward


def is_function(row, column, size):
    in_corner = (row < 9 and column < 9) or (row < 9 and column >= size - 8)
    return in_corner or (row >= size - 8 and column < 9) or row == 6 or column == 6


def test_a_square_begins_with_its_bytes_as_the_standard_says():
    text = "Ẳng"
    assert len(modules(text)) == 21
    first = codewords(text)
    length = len(text.encode())
    assert first[0] == 0b0100_0000 | length >> 4
    assert first[1] >> 4 == length & 15
    halves = [half for byte in first[1:] for half in (byte >> 4, byte & 15)][1:]
    read = bytes(a << 4 | b for a, b in zip(halves[::2], halves[1::2], strict=False))
    assert read[:length].decode() == text


def test_a_square_is_drawn_module_for_module(tmp_path):
    path = write_pdf(paper(QrCode(TEXT, ("Mã chuyển sinh hoạt",))), tmp_path / "qr.pdf")
    assert drawn_modules(path, 34) == [list(row) for row in modules(TEXT)]


def drawn_modules(path: Path, millimetres: float) -> list[list[bool]]:
    with pypdfium2.PdfDocument(path) as pdf:
        image = pdf[0].render(scale=8).to_pil().convert("L")
    count = len(modules(TEXT))
    step = millimetres * 72 / 25.4 * 8 / (count + 2 * QUIET)
    left, top = 20 * 72 / 25.4 * 8, 15 * 72 / 25.4 * 8

    def is_dark(row: int, column: int) -> bool:
        x, y = (left + (QUIET + column + 0.5) * step, top + (QUIET + row + 0.5) * step)
        return image.getpixel((int(x), int(y))) < 128

    return [[is_dark(row, column) for column in range(count)] for row in range(count)]


def test_runs_cover_every_dark_module_once():
    dark = {(c + i, r) for c, r, n in dark_runs(TEXT) for i in range(n)}
    rows = enumerate(modules(TEXT))
    assert dark == {(c, r) for r, row in rows for c, on in enumerate(row) if on}
    assert picture(TEXT).getvalue().startswith(b"\x89PNG")


@pytest.mark.parametrize(("number", "pages"), [(1, 1), (8, 1), (9, 2), (20, 3)])
def test_eight_cards_stand_on_a_sheet(tmp_path, number, pages):
    path = write_pdf(paper(cards(number)), tmp_path / "the.pdf")
    with pypdfium2.PdfDocument(path) as pdf:
        assert len(pdf) == pages
        text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    assert text.count("THẺ ĐOÀN VIÊN") == number
    assert all(name in " ".join(text.split()) for name in NAMES[:number])


def test_a_sheet_lists_the_cards_one_in_a_row(tmp_path):
    book = load_workbook(write_xlsx(paper(cards(3)), tmp_path / "the.xlsx"))
    rows = [row for row in book.active.iter_rows(values_only=True) if row[1] in NAMES]
    assert [row[1:3] for row in rows] == [(name, f"{i:06}") for i, name in enumerate(NAMES)]


def test_a_letter_shows_the_square_as_a_picture_and_the_motto_with_its_rule(tmp_path):
    document = paper(NationalHeading(), Paragraph("Kính gửi"), QrCode(TEXT, ("Quét mã này.",)))
    path = write_docx(document, tmp_path / "don.docx")
    with zipfile.ZipFile(path) as parts:
        assert any(name.endswith(".png") for name in parts.namelist())
    word = docx.Document(str(path))
    lines = [paragraph.text for paragraph in word.paragraphs]
    assert lines[:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert "w:pBdr" in word.paragraphs[2]._p.xml
    assert word.tables[0].rows[0].cells[1].text == "Quét mã này."


def test_a_sheet_says_the_square_as_words(tmp_path):
    book = load_workbook(write_xlsx(paper(NationalHeading(), QrCode(TEXT)), tmp_path / "a.xlsx"))
    values = [cell for row in book.active.iter_rows(values_only=True) for cell in row if cell]
    assert values == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", TEXT]


def test_long_words_are_set_smaller_rather_than_over_the_edge(tmp_path):
    long = "Công đoàn cơ sở Công ty Trách nhiệm hữu hạn Một thành viên May xuất khẩu Hưng Nguyên"
    fields = tuple(Field(f"Mục {i}:", long) for i in range(5))
    grid = CardGrid((Card((long, long), "HỒ SƠ ĐOÀN VIÊN", fields),), 87, 62, size=14)
    path = write_pdf(paper(grid), tmp_path / "nhan.pdf")
    with pypdfium2.PdfDocument(path) as pdf:
        page = pdf[0].get_textpage()
        boxes = [page.get_charbox(i) for i in range(page.count_chars())]
    lowest = min(bottom for _, bottom, _, top in boxes if top > bottom)
    assert lowest > (297 - 15 - 62) * 72 / 25.4
