import re
import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import PdfDocument

from tests.paper import samples
from tests.paper.measuring import page_texts, place
from unionapp.paper.document import (
    Column,
    Document,
    Field,
    GroupRow,
    HeaderSpan,
    KeyValueLines,
    Kind,
    LetterClosing,
    PageBreak,
    Paragraph,
    SignatureRow,
    Signer,
    Spacer,
    Table,
    Title,
    TotalRow,
)
from unionapp.paper.pdf import write_pdf
from unionapp.paper.table_strips import BROUGHT_FORWARD, CARRIED_OVER

SAMPLES = [
    samples.letter,
    samples.party_letter,
    samples.cash_book,
    samples.voucher,
    samples.member_list,
]


def printed(tmp_path, *blocks, profile="ke_toan", **more):
    return write_pdf(Document("MBC-1", "Thử", profile, blocks, **more), tmp_path / "thu.pdf")


@pytest.mark.parametrize("make", SAMPLES)
def test_every_page_carries_the_report_id(make, tmp_path):
    document = make()
    for text in page_texts(write_pdf(document, tmp_path / "a.pdf")):
        assert f"Mã báo cáo: {document.report_id}" in text


def test_the_text_of_a_voucher_reads_as_it_is_printed(tmp_path):
    text = page_texts(write_pdf(samples.voucher(), tmp_path / "a.pdf"))[0]
    assert text.split("\n") == [
        "LĐLĐ tỉnh Nghệ An",
        "CĐCS Công ty TNHH May Hưng Nguyên",
        "Mẫu số: C40-BB",
        "(Ban hành kèm theo Thông tư số 24/2024/TT-BTC",
        "ngày 17/4/2024 của Bộ Tài chính)",
        "PHIẾU THU",
        "Ngày 05 tháng 3 năm 2026",
        "Quyển số: ……",
        "Số: PT001",
        "Nợ: ……",
        "Có: ……",
        "Họ và tên người nộp tiền: Trần Thị Ẵm ",
        "Địa chỉ: Tổ công đoàn phân xưởng may số 2 ",
        "Nội dung: Thu đoàn phí công đoàn tháng 02 năm 2026 ",
        "Số tiền: 1.500.000 đồng Kèm theo: 02 chứng từ gốc ",
        "(Viết bằng chữ): Một triệu năm trăm nghìn đồng ",
        "Ghi chú:",
        "Thủ trưởng đơn vị Kế toán trưởng Người lập Người nộp Thủ quỹ",
        "(Ký, họ tên, đóng dấu) (Ký, họ tên) (Ký, họ tên) (Ký, họ tên) (Ký, họ tên)",
        "Mã báo cáo: PT-2026-0001",
    ]


@pytest.mark.parametrize("make", SAMPLES)
def test_only_the_bundled_serif_is_in_the_file_and_it_is_embedded(make, tmp_path):
    data = write_pdf(make(), tmp_path / "a.pdf").read_bytes()
    names = set(re.findall(rb"/BaseFont /([^\s/]+)", data))
    assert names
    assert all(name.startswith(b"AAAAAA+Tinos-") for name in names)
    assert data.count(b"/FontFile2") == len(names)


@pytest.mark.parametrize("make", SAMPLES)
def test_the_same_document_gives_the_same_bytes(make, tmp_path):
    first = write_pdf(make(), tmp_path / "a.pdf")
    assert first.read_bytes() == write_pdf(make(), tmp_path / "b.pdf").read_bytes()


def test_properties_name_the_report_and_its_author(tmp_path):
    path = printed(tmp_path, Paragraph("Nội dung"), author="CĐCS May Hưng Nguyên")
    properties = PdfDocument(path).get_metadata_dict()
    assert (properties["Title"], properties["Subject"]) == ("Thử", "MBC-1")
    assert properties["Author"] == "CĐCS May Hưng Nguyên"


def test_decomposed_letters_are_composed_before_they_are_drawn(tmp_path):
    text = unicodedata.normalize("NFD", "Nguyễn Thị Ẵm, Thừa Thiên Huế")
    assert "Nguyễn Thị Ẵm, Thừa Thiên Huế" in page_texts(printed(tmp_path, Paragraph(text)))[0]


def test_control_characters_vanish_and_ticks_become_letters_the_font_has(tmp_path):
    table = Table((Column("Tên"), Column("Có")), (("A\x00\x0bn\x1f", "✓"),))
    text = page_texts(printed(tmp_path, Paragraph("B\x07ình"), table))[0]
    assert "Bình" in text
    assert "An x" in text


def test_more_letters_than_one_font_subset_holds_are_all_readable(tmp_path):
    letters = [chr(c) for c in range(0x21, 0x180) if chr(c).isalpha()] + list(
        "ẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
    )
    letters = [c for c in letters if unicodedata.normalize("NFC", c) == c and ord(c) != 0x149]
    path = printed(tmp_path, *[Paragraph(f"x{c}y") for c in letters])
    text = "".join(page_texts(path))
    assert [c for c in letters if f"x{c}y" not in text] == []


def test_a_table_over_three_pages_repeats_its_head_on_each(tmp_path):
    table = Table(
        (Column("STT", 1, Kind.ORDINAL), Column("Họ và tên", 4)),
        [(i, f"Người {i}") for i in range(1, 121)],
    )
    texts = page_texts(printed(tmp_path, table))
    assert len(texts) == 3
    assert all(" ".join(text.split()).startswith("STT Họ và tên") for text in texts)
    rows = [int(number) for text in texts for number in re.findall(r"Người (\d+)", text)]
    assert rows == list(range(1, 121))
    assert [f"Trang {n}/3" in text for n, text in enumerate(texts, 1)] == [True] * 3


def test_a_book_carries_its_sums_from_page_to_page(tmp_path):
    texts = page_texts(write_pdf(samples.cash_book(), tmp_path / "a.pdf"))
    assert len(texts) > 2
    carried = [re.search(rf"{CARRIED_OVER} (.*)", text) for text in texts]
    brought = [re.search(rf"{BROUGHT_FORWARD} (.*)", text) for text in texts]
    assert carried[-1] is None
    assert brought[0] is None
    assert [match[1] for match in carried[:-1]] == [match[1] for match in brought[1:]]


def test_sums_carried_are_the_sums_of_the_rows_above(tmp_path):
    columns = (
        Column("Diễn giải", 3),
        Column("Thu", 1, Kind.NUMBER, total=True),
        Column("Chi", 1, Kind.NUMBER, total=True),
        Column("Tồn", 1, Kind.NUMBER, running=(1, 2)),
    )
    rows = [("Dư đầu kỳ", None, None, 1000)] + [
        ("Thu", 10, None, 1000 + 10 * i) for i in range(1, 80)
    ]
    texts = page_texts(printed(tmp_path, Table(columns, rows, carry=True)))
    plus, balance = map(
        int, re.search(rf"{CARRIED_OVER} (\d+) ([\d.]+)", texts[0].replace(".", "")).groups()
    )
    assert plus == 10 * len(re.findall(r"^Thu 10 ", texts[0], re.MULTILINE))
    assert balance == 1000 + plus


def test_a_book_that_ends_with_its_page_carries_nothing_over(tmp_path):
    columns = (Column("Diễn giải", 3), Column("Thu", 1, Kind.NUMBER, total=True))
    for count in range(40, 60):
        texts = page_texts(
            printed(
                tmp_path, Table(columns, [("Thu", 10)] * count, carry=True), Paragraph("Hết sổ.")
            )
        )
        continued = "Thu 10" in texts[-1] if len(texts) > 1 else False
        assert (CARRIED_OVER in texts[0]) == continued


def test_a_total_is_never_the_first_row_of_a_page_and_a_group_never_the_last(tmp_path):
    columns = (Column("Tên", 2), Column("Tiền", 1, Kind.NUMBER))
    for count in range(44, 54):
        rows = [("Người", 1)] * count + [
            TotalRow(("Cộng tổ", count)),
            GroupRow("Tổ 2"),
            ("Người", 1),
        ]
        texts = page_texts(printed(tmp_path, Table(columns, rows)))
        assert not any(re.match(r"Tên Tiền\nCộng tổ", text) for text in texts)
        assert not any(re.search(r"Tổ 2\n(Mã báo cáo|Trang)", text) for text in texts)


def test_a_signature_never_stands_alone_on_a_page(tmp_path):
    closing = LetterClosing(("- Lưu: VT.",), ("TM. BAN CHẤP HÀNH", "CHỦ TỊCH"), "Nguyễn Thị Nga")
    for count in range(20, 48, 3):
        lines = [Paragraph(f"Dòng thứ {i}.") for i in range(count)]
        texts = page_texts(printed(tmp_path, *lines, closing, profile="cong_doan"))
        signed = next(text for text in texts if "CHỦ TỊCH" in text)
        assert signed.count("Dòng thứ") >= 2
        assert "Nguyễn Thị Nga" in signed


def test_a_table_row_stays_with_the_signatures_below_it(tmp_path):
    signatures = SignatureRow(
        (Signer("Người lập"), Signer("Chủ tịch")), "Vinh, ngày 05 tháng 3 năm 2026"
    )
    for count in range(38, 50):
        table = Table(
            (Column("STT", 1, Kind.ORDINAL), Column("Tên")), [(i, "Người") for i in range(count)]
        )
        texts = page_texts(printed(tmp_path, table, Spacer(3), signatures))
        signed = next(text for text in texts if "Chủ tịch" in text)
        assert signed.count("Người\n") >= 2


def test_a_page_break_begins_a_new_page(tmp_path):
    texts = page_texts(printed(tmp_path, Paragraph("Trước"), PageBreak(), Paragraph("Sau")))
    assert ["Trước" in text for text in texts] == [True, False]
    assert ["Sau" in text for text in texts] == [False, True]


def test_a_cell_longer_than_a_page_loses_no_word(tmp_path):
    words = [f"từ{i}" for i in range(3000)]
    texts = page_texts(
        printed(
            tmp_path,
            Table(
                (Column("STT", 1, Kind.ORDINAL), Column("Nội dung", 3)), ((1, " ".join(words)),)
            ),
        )
    )
    assert len(texts) > 1
    assert re.findall(r"từ\d+", " ".join(texts)) == words


def test_a_figure_too_wide_for_its_column_is_set_smaller_and_never_broken(tmp_path):
    columns = (Column("A", 20), Column("B", 1, Kind.NUMBER))
    path = printed(tmp_path, Table(columns, (("x", 123_456_789_000),)))
    assert "123.456.789.000" in page_texts(path)[0]
    assert place(path, "123.456").size < place(path, "x").size


def test_heads_of_two_levels_and_marks_are_printed(tmp_path):
    columns = (
        Column("Ngày", 1, Kind.DATE, mark="A"),
        Column("Thu", mark="1"),
        Column("Chi", mark="2"),
    )
    path = printed(
        tmp_path, Table(columns, ((date(2026, 3, 5), "x", "y"),), (HeaderSpan("Số tiền", 1, 2),))
    )
    above, below, mark = place(path, "Số tiền"), place(path, "Thu"), place(path, "1")
    assert above.baseline < below.baseline < mark.baseline
    assert above.middle == pytest.approx((below.middle + place(path, "Chi").middle) / 2, abs=0.5)
    assert "05/03/2026" in page_texts(path)[0]


def test_an_empty_table_prints_its_head_and_one_empty_row(tmp_path):
    assert "Họ và tên" in page_texts(printed(tmp_path, Table((Column("Họ và tên"),), ())))[0]


def test_blank_fields_leave_dotted_lines_and_no_dots_in_the_text(tmp_path):
    path = printed(tmp_path, KeyValueLines(((Field("Lý do:", blanks=2),),)))
    assert page_texts(path)[0].startswith("Lý do:\n")
    shapes = PdfDocument(path)[0].get_objects(filter=[2])
    assert sum(1 for _ in shapes) == 2


def test_a_single_page_form_has_no_page_number(tmp_path):
    assert "Trang" not in page_texts(printed(tmp_path, Title("Phiếu thu")))[0]


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(st.tuples(st.text(max_size=60), st.integers(-(10**14), 10**14)), max_size=8))
def test_any_text_and_figure_can_be_printed(rows, tmp_path_factory):
    table = Table((Column("Tên", 2), Column("Tiền", 1, Kind.NUMBER)), rows)
    path = printed(
        tmp_path_factory.mktemp("any"), Paragraph("a " + "".join(text for text, _ in rows)), table
    )
    text = "".join(page_texts(path))
    assert all(f"{figure:,}".replace(",", ".") in text for _, figure in rows)
