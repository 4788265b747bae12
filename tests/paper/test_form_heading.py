"""What stands under the unit of a form stands there in every format."""

import docx
import pypdfium2
from openpyxl import load_workbook

from unionapp.paper.document import Document, FormHeading
from unionapp.paper.docx import write_docx
from unionapp.paper.pdf import write_pdf
from unionapp.paper.xlsx import write_xlsx

UNDER = ("Địa chỉ: Lô A5, KCN Amata", "Mã QHNS: 1098765")
FORM = Document(
    "",
    "Phiếu thu",
    "chung_tu",
    (FormHeading(("Đơn vị: LĐLĐ tỉnh Nghệ An",), "CĐCS Hoa Sen", "Mẫu số: C40-BB", under=UNDER),),
    page_size="A5",
)


def test_address_and_budget_code_stand_under_the_unit(tmp_path):
    with pypdfium2.PdfDocument(write_pdf(FORM, tmp_path / "phieu.pdf")) as pdf:
        printed = pdf[0].get_textpage().get_text_bounded()
    word = docx.Document(str(write_docx(FORM, tmp_path / "phieu.docx")))
    typed = "\n".join(cell.text for row in word.tables[0].rows for cell in row.cells)
    sheet = load_workbook(write_xlsx(FORM, tmp_path / "phieu.xlsx")).active
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    for text in (printed, typed, "\n".join(cells)):
        places = [text.index(line) for line in ("CĐCS Hoa Sen", *UNDER)]
        assert places == sorted(places)
