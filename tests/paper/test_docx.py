from itertools import pairwise

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from tests.paper import samples
from unionapp.paper.docx import write_docx

SAMPLES = [
    samples.letter,
    samples.party_letter,
    samples.cash_book,
    samples.voucher,
    samples.member_list,
]


@pytest.fixture(scope="module")
def letter(tmp_path_factory):
    return docx.Document(
        str(write_docx(samples.letter(), tmp_path_factory.mktemp("letter") / "a.docx"))
    )


def all_text(word):
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells]).replace(
        "\u00a0", " "
    )


@pytest.mark.parametrize("make", SAMPLES)
def test_every_sample_opens_with_its_title_and_id(make, tmp_path):
    document = make()
    word = docx.Document(str(write_docx(document, tmp_path / "a.docx")))
    assert word.core_properties.title == document.title
    footers = (word.sections[0].footer, word.sections[0].first_page_footer)
    assert {footer.paragraphs[0].text for footer in footers} == {
        f"Mã báo cáo: {document.report_id}"
    }


def test_the_heading_stands_in_two_columns(letter):
    left, _, right = letter.tables[0].rows[0].cells
    assert left.text.replace("\u00a0", " ").split("\n")[:3] == [
        "LIÊN ĐOÀN LAO ĐỘNG",
        "TỈNH NGHỆ AN",
        "CÔNG ĐOÀN CƠ SỞ CÔNG TY",
    ]
    assert right.text.split("\n")[:2] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    assert right.paragraphs[1].runs[0].bold
    assert right.paragraphs[1].runs[0].font.size.pt == 13


def test_rules_are_borders_as_long_as_the_decree_says(letter):
    _, _, right = letter.tables[0].rows[0].cells
    rule = right.paragraphs[-1]
    assert rule._p.pPr.find(qn("w:pBdr")) is not None
    indents = rule.paragraph_format.left_indent.mm + rule.paragraph_format.right_indent.mm
    assert 92 - indents == pytest.approx(56.1, abs=0.5)


def test_body_is_justified_and_indented(letter):
    body = next(p for p in letter.paragraphs if "Hướng dẫn" in p.text)
    assert body.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert body.paragraph_format.first_line_indent.mm == pytest.approx(12.7, abs=0.1)
    assert [run.bold for run in body.runs] == [True, False, False]


def test_page_number_stands_in_the_header_but_not_on_page_one(letter):
    section = letter.sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml


def test_the_signer_stands_level_with_the_recipients(letter):
    left, right = letter.tables[-1].rows[0].cells
    assert left.text.startswith("Nơi nhận:\n- LĐLĐ tỉnh Nghệ An (để b/c);")
    assert [line for line in right.text.split("\n") if line] == [
        "TM. BAN CHẤP HÀNH",
        "CHỦ TỊCH",
        "Nguyễn Thị Hằng Nga",
    ]


def test_tables_repeat_their_head_and_keep_their_words(tmp_path):
    word = docx.Document(str(write_docx(samples.cash_book(5), tmp_path / "a.docx")))
    table = next(t for t in word.tables if "Diễn giải" in all_text_of(t))
    heads = [
        row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None
        for row in table.rows
    ]
    assert heads == [True] * 3 + [False] * (len(table.rows) - 3)
    assert "Số dư đầu kỳ" in all_text_of(table)
    assert "5.000.000" in all_text_of(table)


def all_text_of(table):
    return "\n".join(cell.text for row in table.rows for cell in row.cells)


def test_tables_never_touch_each_other(tmp_path):
    word = docx.Document(str(write_docx(samples.voucher(), tmp_path / "a.docx")))
    tags = [child.tag for child in word.element.body]
    assert not [1 for a, b in pairwise(tags) if a == b == qn("w:tbl")]


def test_every_word_is_set_in_times(letter):
    fonts = {run.font.name for p in letter.paragraphs for run in p.runs if run.text.strip()}
    assert fonts == {"Times New Roman"}


def test_voucher_lines_hold_label_and_value(tmp_path):
    word = docx.Document(str(write_docx(samples.voucher(), tmp_path / "a.docx")))
    assert "Họ và tên người nộp tiền: Trần Thị Ẵm" in all_text(word)
    assert "Ghi chú: \t" in all_text(word)
