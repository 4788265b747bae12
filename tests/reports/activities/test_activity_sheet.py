"""The sheet of an activity says who came, what it cost, and shows its photographs."""

from datetime import date
from zipfile import ZipFile

import pypdfium2
import pytest

from tests.indicators.neighbourhood import do
from tests.paper.test_photographs import picture
from unionapp.activities.photos import add_photo
from unionapp.reports.records import print_record

DAY = date(2026, 2, 10)


@pytest.fixture
def meeting(office):
    row = do(
        office, "HN_NLD", DAY, title="Hội nghị năm 2026", invited=121, attended=96,
        amount=3_500_000, form="hoi_nghi", quality="dat",
    )  # fmt: skip
    add_photo(office, row.id, "Toàn cảnh.jpg", picture(640, 480))
    add_photo(office, row.id, "Ký biên bản.jpg", picture(480, 640))
    return row.id


def test_the_sheet_prints_facts_and_photographs(office, meeting, tmp_path):
    made = print_record(
        office, "activity", meeting, file_format="pdf", output=tmp_path / "phieu.pdf"
    )
    with pypdfium2.PdfDocument(made.path) as pdf:
        pages = list(pdf)
        words = "".join(page.get_textpage().get_text_range() for page in pages)
        shown = [it for page in pages for it in page.get_objects() if it.type == 3]
    for said in ("96/121 người được mời (79,3%)", "3.500.000", "chưa lập phiếu chi", "Toàn cảnh"):
        assert said in words.replace("\xa0", " ")
    assert len(shown) == 2


def test_the_sheet_as_a_letter_holds_the_photographs_too(office, meeting, tmp_path):
    made = print_record(
        office, "activity", meeting, file_format="docx", output=tmp_path / "phieu.docx"
    )
    with ZipFile(made.path) as zipped:
        media = [name for name in zipped.namelist() if name.startswith("word/media/")]
    assert len(media) == 2
