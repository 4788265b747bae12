import pytest
from pypdfium2 import PdfDocument

from tests.paper import samples
from unionapp.paper.pdf import write_pdf


def page_texts(path):
    pdf = PdfDocument(path)
    try:
        return [page.get_textpage().get_text_bounded() for page in pdf]
    finally:
        pdf.close()


@pytest.mark.parametrize(
    "make",
    [
        samples.letter,
        samples.party_letter,
        samples.cash_book,
        samples.voucher,
        samples.member_list,
    ],
)
def test_every_sample_is_printed_with_its_report_id_on_each_page(make, tmp_path):
    document = make()
    for text in page_texts(write_pdf(document, tmp_path / "a.pdf")):
        assert f"Mã báo cáo: {document.report_id}" in text
