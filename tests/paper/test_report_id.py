import zipfile

import pytest

from tests.paper import samples
from unionapp.errors import Refusal, Trouble
from unionapp.paper.document import Document, Paragraph
from unionapp.paper.docx import write_docx
from unionapp.paper.pdf import write_pdf
from unionapp.paper.report_id import read_report_id
from unionapp.paper.xlsx import write_xlsx
from unionapp.sentences import sentence_for

WRITERS = {"pdf": write_pdf, "xlsx": write_xlsx, "docx": write_docx}


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("report_id", ["BC-2026-H1-0005", "CĐCS-01/Q1 <&> 2026"])
def test_the_id_written_is_the_id_read(ending, report_id, tmp_path):
    document = Document(report_id, "Thử", "ke_toan", (Paragraph("x"),))
    path = WRITERS[ending](document, tmp_path / f"a.{ending}")
    assert read_report_id(path.rename(tmp_path / "đổi tên.bin")) == report_id


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 broken", b"PK\x03\x04broken", b"hello"])
def test_foreign_files_are_refused_in_vietnamese(content, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    with pytest.raises(Refusal) as refusal:
        read_report_id(path)
    assert refusal.value.code == "paper.no_report_id"
    assert "a.pdf" in sentence_for(refusal.value)


def test_an_office_file_of_another_program_is_refused(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("docProps/core.xml", "<x><dc:identifier>other:1</dc:identifier></x>")
    with pytest.raises(Refusal, match=r"paper\.no_report_id"):
        read_report_id(path)


def test_a_missing_file_is_trouble(tmp_path):
    with pytest.raises(Trouble, match=r"paper\.not_readable"):
        read_report_id(tmp_path / "a.pdf")


def test_a_document_without_id_prints_none(tmp_path):
    document = Document("", "Thử", "ke_toan", samples.voucher().blocks)
    with pytest.raises(Refusal):
        read_report_id(write_pdf(document, tmp_path / "a.pdf"))
