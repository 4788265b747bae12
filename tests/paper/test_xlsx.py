import re
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.paper import samples
from unionapp.paper.document import (
    Column,
    Document,
    Field,
    GroupRow,
    HeaderSpan,
    KeyValueLines,
    Kind,
    PageBreak,
    Paragraph,
    Scope,
    SignatureRow,
    Signer,
    Span,
    Table,
    Title,
    TotalRow,
)
from unionapp.paper.fonts import LINE, face
from unionapp.paper.row_heights import RowHeights
from unionapp.paper.values import write_value
from unionapp.paper.wrapping import wrap
from unionapp.paper.xlsx import write_xlsx
from unionapp.paper.xlsx_columns import share
from unionapp.paper.xlsx_rows import column_letter

SAMPLES = [
    samples.letter,
    samples.party_letter,
    samples.cash_book,
    samples.voucher,
    samples.member_list,
]
MONEY = (
    Column("Diễn giải", 3),
    Column("Thu", 1, Kind.NUMBER, total=True),
    Column("Chi", 1, Kind.NUMBER, total=True),
    Column("Tồn", 1, Kind.NUMBER, running=(1, 2)),
)


def written(tmp_path, *blocks, **more):
    path = write_xlsx(
        Document("MBC-1", more.pop("title", "Thử"), "ke_toan", blocks, **more), tmp_path / "a.xlsx"
    )
    return path, load_workbook(path).active


def rows_of(sheet, first=2):
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first)]


@pytest.mark.parametrize("make", SAMPLES)
def test_every_sample_opens_with_its_title_and_id(make, tmp_path):
    document = make()
    book = load_workbook(write_xlsx(document, tmp_path / "a.xlsx"))
    assert book.properties.title == document.title
    assert book.active.oddFooter.left.text == f"Mã báo cáo: {document.report_id}"
    assert book.active.firstFooter.left.text == f"Mã báo cáo: {document.report_id}"
    texts = [
        cell.value
        for row in book.active.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    ]
    assert any(
        text in {"BÁO CÁO", "SỔ QUỸ TIỀN MẶT", "PHIẾU THU", "DANH SÁCH THU ĐOÀN PHÍ CÔNG ĐOÀN"}
        for text in texts
    )


@pytest.mark.parametrize("make", SAMPLES)
def test_the_same_document_gives_the_same_bytes(make, tmp_path):
    first = write_xlsx(make(), tmp_path / "a.xlsx")
    assert first.read_bytes() == write_xlsx(make(), tmp_path / "b.xlsx").read_bytes()


def test_values_keep_their_kind(tmp_path):
    columns = (
        Column("STT", kind=Kind.ORDINAL),
        Column("Họ và tên"),
        Column("Ngày sinh", kind=Kind.DATE),
        Column("Số định danh"),
        Column("Lương", kind=Kind.NUMBER),
        Column("Tỷ lệ", kind=Kind.DECIMAL),
    )
    row = (1, "Trần Thị Ẵm", date(1990, 3, 5), "040190000001", 5_310_000, Decimal("98.50"))
    _, sheet = written(tmp_path, Table(columns, (row, (None,) * 6)))
    cells = sheet[2]
    assert [cell.value for cell in cells] == [
        1,
        "Trần Thị Ẵm",
        datetime(1990, 3, 5),  # noqa: DTZ001  # what openpyxl reads
        "040190000001",
        5_310_000,
        98.5,
    ]
    assert [cell.number_format for cell in cells] == [
        "0",
        "@",
        "dd/mm/yyyy",
        "@",
        "#,##0",
        "#,##0.00",
    ]
    assert [cell.alignment.horizontal for cell in cells] == [
        "center",
        "left",
        "center",
        "left",
        "right",
        "right",
    ]
    assert {cell.font.name for cell in cells} == {"Times New Roman"}
    assert all(cell.border.left.style == cell.border.bottom.style == "thin" for cell in cells)
    assert [cell.value for cell in sheet[3]] == [None] * 6


def test_partial_and_very_old_dates_stay_text(tmp_path):
    column = Column("Ngày sinh", kind=Kind.DATE)
    _, sheet = written(tmp_path, Table((column, column), (("1985", date(1899, 1, 2)),)))
    assert [cell.value for cell in sheet[2]] == ["1985", "02/01/1899"]
    assert sheet["A2"].number_format == "@"


@pytest.mark.parametrize(
    "text", ["=1+1", "@SUM(A1)", "+84912345678", "-cmd|' /C calc'!A0", '=HYPERLINK("x")']
)
def test_text_never_becomes_a_formula(text, tmp_path):
    blocks = (
        Title(text),
        Paragraph(text),
        Table((Column(text), Column("Tiền", kind=Kind.NUMBER)), ((text, text), GroupRow(text))),
        KeyValueLines(((Field(text, text),),)),
        SignatureRow((Signer(text), Signer(text, text, text))),
    )
    path, sheet = written(tmp_path, *blocks)
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    with zipfile.ZipFile(path) as file:
        assert b"<f>" not in file.read("xl/worksheets/sheet1.xml")


def test_control_characters_markup_and_lookalikes_are_written_as_they_are_read(tmp_path):
    given_rows = (("A\x00\x0bn\x1f", "a<b>&\"c'"), ("a_xin_b", " đầu dòng"), ("hai\ndòng", "]]>"))
    _, sheet = written(tmp_path, Table((Column("Tên"), Column("Khác")), given_rows))
    assert rows_of(sheet) == [["An", "a<b>&\"c'"], ["a_xin_b", " đầu dòng"], ["hai\ndòng", "]]>"]]


def test_text_that_looks_like_a_letter_code_is_kept_from_being_decoded(tmp_path):
    path, _ = written(tmp_path, Table((Column("Tên"),), (("_x0041_",),)))
    with zipfile.ZipFile(path) as file:
        assert b"<t>_x005F_x0041_</t>" in file.read("xl/worksheets/sheet1.xml")


def test_decomposed_letters_are_composed(tmp_path):
    _, sheet = written(tmp_path, Table((Column("Tên"),), (("Nguye\u0302\u0303n",),)))
    assert sheet["A2"].value == "Nguyễn"


def test_totals_are_live_sums_with_their_value(tmp_path):
    rows = (
        ("Thu 1", 100, None, None),
        ("Chi 1", None, 30, None),
        TotalRow(("Cộng", 100, 30, None), Scope.ALL),
    )
    path, sheet = written(tmp_path, Table(MONEY, rows))
    assert [sheet["B4"].value, sheet["C4"].value] == ["=SUBTOTAL(9,B2:B3)", "=SUBTOTAL(9,C2:C3)"]
    values = load_workbook(path, data_only=True).active
    assert [values["B4"].value, values["C4"].value] == [100, 30]
    assert sheet["B4"].font.bold


def test_a_running_balance_follows_from_the_row_above(tmp_path):
    rows = (("Số dư đầu kỳ", None, None, 1000), ("Thu", 200, None, 1200), ("Chi", None, 50, 1150))
    path, sheet = written(tmp_path, Table(MONEY, rows))
    assert [sheet[f"D{row}"].value for row in (2, 3, 4)] == [1000, "=D2+B3-C3", "=D3+B4-C4"]
    values = load_workbook(path, data_only=True).active
    assert [values[f"D{row}"].value for row in (2, 3, 4)] == [1000, 1200, 1150]


def test_a_closing_line_repeats_the_last_balance(tmp_path):
    rows = (
        ("Số dư đầu kỳ", None, None, 1000),
        ("Thu", 200, None, 1200),
        TotalRow(("Cộng", 200, 0, None), Scope.ALL),
        TotalRow(("Số dư cuối kỳ", None, None, 1200)),
        TotalRow(("Số khác", None, None, 1300)),
    )
    path, sheet = written(tmp_path, Table(MONEY, rows))
    assert [sheet[f"D{row}"].value for row in (4, 5, 6)] == [None, "=D3", 1300]
    assert load_workbook(path, data_only=True).active["D5"].value == 1200


def test_a_row_adds_up_and_multiplies_its_own_figures_where_they_agree(tmp_path):
    columns = (
        Column("Mệnh giá", kind=Kind.NUMBER),
        Column("Số tờ", kind=Kind.NUMBER),
        Column("Thành tiền", kind=Kind.NUMBER, times=(1, 2), total=True),
        Column("Đã nộp", kind=Kind.NUMBER, total=True),
        Column("Còn lại", kind=Kind.NUMBER, adds=(3, -4), total=True),
    )
    rows = (
        (500, 4, 2000, 600, 1400),
        (500, 4, 1999, 600, 1),
        (500, None, None, None, None),
        TotalRow(("Cộng", None, 3999, 1200, 1401), Scope.ALL),
    )
    path, sheet = written(tmp_path, Table(columns, rows))
    shown = [[sheet[f"{column}{row}"].value for column in "CE"] for row in (2, 3, 4, 5)]
    assert shown == [
        ["=A2*B2", "=C2-D2"],
        [1999, 1],
        [None, None],
        ["=SUBTOTAL(9,C2:C4)", "=SUBTOTAL(9,E2:E4)"],
    ]
    values = load_workbook(path, data_only=True).active
    assert [values["C2"].value, values["E2"].value, values["E5"].value] == [2000, 1400, 1401]


def test_group_totals_and_the_grand_total_do_not_count_twice(tmp_path):
    columns = (Column("Tên"), Column("Tiền", kind=Kind.NUMBER, total=True))
    rows = (
        GroupRow("Tổ 1"),
        ("A", 1),
        ("B", 2),
        TotalRow(("Cộng tổ", 3), Scope.GROUP),
        GroupRow("Tổ 2"),
        ("C", 4),
        TotalRow(("Cộng tổ", 4), Scope.GROUP),
        TotalRow(("Tổng", 7), Scope.ALL),
    )
    _, sheet = written(tmp_path, Table(columns, rows))
    formulas = [sheet[f"B{row}"].value for row in (5, 8, 9)]
    assert formulas == ["=SUBTOTAL(9,B3:B4)", "=SUBTOTAL(9,B7:B7)", "=SUBTOTAL(9,B2:B8)"]
    assert "A2:B2" in {str(area) for area in sheet.merged_cells.ranges}


def test_a_formula_that_would_not_give_the_printed_figure_is_not_written(tmp_path):
    rows = (
        ("Thu", 100, None, 100),
        ("Thu", 50, None, 999),
        TotalRow(("Lũy kế", 400, None, None)),
        TotalRow(("Sai", 150, 7, None), Scope.ALL),
    )
    _, sheet = written(tmp_path, Table(MONEY, rows))
    assert [sheet["D3"].value, sheet["B4"].value, sheet["B5"].value, sheet["C5"].value] == [
        999,
        400,
        150,
        7,
    ]


def test_a_table_may_be_written_without_formulas(tmp_path):
    rows = (("Thu", 100, None, 100), TotalRow(("Cộng", 100, 0, None), Scope.ALL))
    _, sheet = written(tmp_path, Table(MONEY, rows, live=False))
    assert sheet["B3"].value == 100


def test_head_stays_in_sight_and_on_every_printed_page(tmp_path):
    columns = (Column("STT", mark="A"), Column("Thu", mark="1"), Column("Chi", mark="2"))
    table = Table(columns, [(str(i), "", "") for i in range(30)], (HeaderSpan("Số tiền", 1, 2),))
    _, sheet = written(tmp_path, Title("Sổ"), table)
    head = next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == "STT")
    assert sheet.freeze_panes == f"A{head + 3}"
    assert sheet.print_title_rows == f"${head}:${head + 2}"
    assert sheet.auto_filter.ref == f"A{head + 2}:C{head + 32}"
    assert {f"B{head}:C{head}", f"A{head}:A{head + 1}"} <= {
        str(area) for area in sheet.merged_cells.ranges
    }


def test_the_sheet_prints_on_the_paper_of_the_document(tmp_path):
    document = samples.member_list()
    sheet = load_workbook(write_xlsx(document, tmp_path / "a.xlsx")).active
    assert (str(sheet.page_setup.paperSize), sheet.page_setup.orientation) == ("9", "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.page_margins.left == pytest.approx(20 / 25.4)
    assert sheet.HeaderFooter.differentFirst
    letter = load_workbook(write_xlsx(samples.letter(), tmp_path / "b.xlsx")).active
    assert (letter.oddHeader.center.text, letter.firstHeader.center.text) == ("&P", None)


def test_blocks_after_a_table_stand_below_its_rows(tmp_path):
    table = Table((Column("Tên"), Column("Khác")), [(f"Người {i}", None) for i in range(50)])
    _, sheet = written(
        tmp_path,
        table,
        table,
        SignatureRow((Signer("Người lập"), Signer("Chủ tịch", name="Nguyễn Thị Nga"))),
    )
    column = [cell.value for cell in sheet["A"]]
    assert column[1:51] == column[53:103] == [f"Người {i}" for i in range(50)]
    assert column.index("Người lập") > 103
    assert "Nguyễn Thị Nga" in [cell.value for cell in sheet["B"]]


def test_the_states_name_stands_on_one_line_however_narrow_the_columns(tmp_path):
    sheet = load_workbook(write_xlsx(samples.letter(), tmp_path / "a.xlsx")).active
    assert sheet["C1"].value == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert "C1:E1" in {str(area) for area in sheet.merged_cells.ranges}
    assert sheet["C2"].font.underline == "single"


@given(st.lists(st.floats(1, 300), min_size=1, max_size=30), st.integers(1, 6))
def test_columns_are_dealt_out_without_gap_or_overlap(widths, count):
    count = min(count, len(widths))
    shares = share(widths, count)
    assert len(shares) == count
    assert [column for first, last in shares for column in range(first, last + 1)] == list(
        range(len(widths))
    )


def test_bold_words_inside_a_paragraph_stay_bold(tmp_path):
    path, _ = written(tmp_path, Paragraph((Span("Kết quả: ", bold=True), Span("đạt."))))
    value = load_workbook(path, rich_text=True).active["A1"].value
    assert [(str(part), part.font.b) for part in value] == [("Kết quả: ", True), ("đạt.", False)]


def test_titles_that_are_no_sheet_names_are_made_ones(tmp_path):
    _, sheet = written(
        tmp_path, Paragraph("x"), title="Báo cáo [quý 1/2026]: thu, chi và nhiều điều khác nữa"
    )
    assert sheet.title == "Báo cáo quý 1 2026 thu, chi và"


def test_an_ampersand_in_the_id_is_printed_not_obeyed(tmp_path):
    path = write_xlsx(Document("A&P", "Thử", "ke_toan", (Paragraph("x"),)), tmp_path / "a.xlsx")
    with zipfile.ZipFile(path) as file:
        footer = re.search(rb"<oddFooter>(.*?)</oddFooter>", file.read("xl/worksheets/sheet1.xml"))
    assert b"A&amp;&amp;P" in footer[1]


def test_column_letters():
    assert [column_letter(i) for i in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@settings(max_examples=40, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.text(max_size=40), st.integers(-(10**14), 10**14)), min_size=1, max_size=6
    )
)
def test_any_text_and_figure_can_be_written_and_read(rows, tmp_path_factory):
    table = Table((Column("Tên"), Column("Tiền", kind=Kind.NUMBER)), rows)
    _, sheet = written(tmp_path_factory.mktemp("any"), table)
    assert [row[1] for row in rows_of(sheet)] == [figure for _, figure in rows]


WORDS = st.lists(
    st.sampled_from(["Chi", "thăm", "hỏi", "đoàn", "viên", "ốm", "đau", "12", "Ưởng"]), max_size=30
)


@given(WORDS, st.floats(60, 300), st.booleans())
def test_a_row_is_as_high_as_its_words_need(words, room, is_bold):
    text, size = " ".join(words), 10
    table = Table((Column("Diễn giải"),), ((text,),))
    high = RowHeights(table, [room], size).of((text,), is_bold=is_bold)
    lines = len(wrap(text, face(bold=is_bold), size, room * 0.95))
    assert (1 if high is None else round((high - 3) / (LINE * size))) == lines


def test_a_group_has_the_whole_width_and_the_height_of_one_line(tmp_path):
    long = "Tổ công đoàn May xuất khẩu số 1 khu A"
    table = Table((Column("Tên", 0.3), Column("Nội dung", 5)), (GroupRow(long), (long, "x")))
    path = write_xlsx(Document("X", "Sổ", "ke_toan", (table,)), tmp_path / "a.xlsx")
    sheet = load_workbook(path).active
    heights = [sheet.row_dimensions[row].height for row in (2, 3)]
    assert heights[0] < 2 * 12 < heights[1]


def form_of(rows: int, pages: int = 1) -> Document:
    table = Table(
        (Column("Nội dung"), Column("Số tiền", kind=Kind.MONEY)), (("Thăm hỏi", 5),) * rows
    )
    signed = SignatureRow((Signer("Kế toán", "(Ký)", "Hòa"), Signer("Chủ tịch", "(Ký)", "Bình")))
    page = (Title("Sổ quỹ"), table, signed)
    blocks = [block for _ in range(pages) for block in (PageBreak(), *page)][1:]
    return Document("X", "Sổ", "ke_toan", tuple(blocks))


def test_a_form_a_little_too_long_is_printed_smaller_with_its_signatures(tmp_path):
    """Signatures on a page of their own are signed for nothing."""
    short, little, long = (
        load_workbook(write_xlsx(form_of(rows), tmp_path / f"{rows}.xlsx")).active
        for rows in (10, 45, 200)
    )
    assert [sheet.page_setup.fitToHeight for sheet in (short, little, long)] == [0, 1, 0]


def test_forms_one_after_the_other_keep_a_page_each_and_no_foreign_head(tmp_path):
    sheet = load_workbook(write_xlsx(form_of(45, pages=2), tmp_path / "a.xlsx")).active
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage
    assert 70 <= sheet.page_setup.scale < 100
    assert len(sheet.row_breaks.brk) == 1
    assert sheet.print_title_rows is None


def test_the_sheet_counts_its_columns_in_the_font_of_the_paper(tmp_path):
    book = load_workbook(write_xlsx(form_of(1), tmp_path / "a.xlsx"))
    assert book._fonts[0].name == "Times New Roman"


def test_columns_of_words_are_wide_enough_to_read_however_many_there_are(tmp_path):
    columns = tuple(Column(f"Cột {i}") for i in range(25))
    row = ("Nguyễn Thị Hằng Nga", "Nữ", *["Công nhân may công nghiệp bậc 3/6"] * 23)
    path = write_xlsx(
        Document("X", "Danh sách", "ke_toan", (Table(columns, (row,)),)), tmp_path / "a.xlsx"
    )
    widths = load_workbook(path).active.column_dimensions
    name, gender, job = (widths[letter].width for letter in "ABC")
    assert name > 16
    assert gender < 8
    assert name <= job < 25


def test_a_table_of_few_columns_stands_in_those_of_the_widest(tmp_path):
    wide = Table(
        (Column("TT", 0.5), Column("Nội dung", 3), *[Column("Số", 1, Kind.MONEY)] * 5), ()
    )
    few = Table((Column("TT", 0.5), Column("Nội dung", 9), Column("Tiền", 2, Kind.MONEY)), ())
    alone, beside = (
        sum(
            dimension.width
            for dimension in written(tmp_path, *tables)[1].column_dimensions.values()
        )
        for tables in ((wide,), (wide, few))
    )
    assert beside <= alone * 1.01


def test_who_signs_stands_on_one_line_over_narrow_columns(tmp_path):
    columns = (Column("Diễn giải", 9), *[Column("Số", 1)] * 3)
    names = ("Nguyễn Thị Ngọc Hường", "Đặng Văn Ưởng", "Lò Thị Ẳng", "Trần Thị Bích Ngọc")
    signed = SignatureRow(tuple(Signer("Kế toán thanh toán", "(Ký)", name) for name in names))
    _, sheet = written(tmp_path, Table(columns, ()), signed)
    said = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {*names, "Kế toán thanh toán"} <= said


def test_money_below_nothing_stands_in_brackets_and_nothing_is_a_dash(tmp_path):
    table = Table((Column("Số tiền", kind=Kind.MONEY),), ((-700_000,), (0,), (5,)))
    path = write_xlsx(Document("X", "Sổ", "ke_toan", (table,)), tmp_path / "a.xlsx")
    cell = load_workbook(path).active["A2"]
    assert (cell.value, cell.number_format) == (-700_000, '#,##0;(#,##0);"-"')
    written = [write_value(value, Kind.MONEY) for value in (-700_000, 0, 5, None)]
    assert written == ["(700.000)", "-", "5", ""]
    assert write_value(-700_000, Kind.NUMBER) == "-700.000"
