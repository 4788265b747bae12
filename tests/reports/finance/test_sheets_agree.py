"""Every paper of finance as a spreadsheet: worked out anew it shows the figures of the print."""

import pytest

from tests.reports.finance.recalculated import Sheet, figures_of_pages, figures_of_sheet
from tests.reports.finance.setting import PERIOD_PAPERS, RECORD_PAPERS, pages_of, papers
from unionapp.paper.document import Document, Table, TotalRow
from unionapp.paper.pdf import write_pdf
from unionapp.paper.xlsx import write_xlsx

NAMES = [f"{report}-{period}" for report, period in PERIOD_PAPERS]
NAMES += [f"{kind}-of-{name}" for kind, name in RECORD_PAPERS]
TYPED = {
    "Lũy kế từ đầu năm",  # of months that the sheet does not hold
    "Tích lũy đầu kỳ",
    "Đoàn phí, kinh phí công đoàn còn phải nộp cấp trên",
}
_FORM = {"Cộng thu": "E", "Tổng cộng thu": "E", "Tích lũy cuối kỳ": "E"}
# Where 1.000 more is typed, into the first figure of a column or of a row, and what follows from it.
FLOWS = (
    ("cash-book-2026-Q2", "F", "", {"Cộng phát sinh trong kỳ": "F", "Số dư cuối kỳ": "H"}),
    ("bank-book-2026", "E", "", {"Cộng phát sinh trong kỳ": "E", "Số dư cuối kỳ": "G"}),
    ("item-book-2026-Q2", "E", "", {"Cộng phát sinh trong kỳ": "DE", "Số dư cuối kỳ": "P"}),
    ("advances-book-2026", "E", "", {"Cộng": "EH"}),
    ("contribution-book-2026", "F", "", {"Cộng": "FHJ"}),
    ("dues-book-2026", "E", "", {"Cộng: 2 người": "EO", "Tổng cộng: 6 người": "EO"}),
    ("shares-2026-03", "F", "", {"Tổng cộng": "FH"}),
    ("obligations-book-2026", "D", "", {"Cộng trong kỳ": "D", "Còn nợ cuối kỳ": "F"}),
    ("cash-count-2026-12", "C", "", {"Cộng tiền kiểm kê": "D"}),
    ("recipients-of-gifts", "C", "", {"Cộng: 2 người": "E", "Tổng cộng: 3 người": "E"}),
    ("settlement-2026", "E", "Đoàn phí công đoàn", _FORM),
    ("settlement-2026", "D", "Tiền mặt tại quỹ", {"Cộng (1)": "D", "Chênh lệch (1) − (2)": "D"}),
    ("estimate-2027", "E", "Đoàn phí công đoàn", _FORM),
)


@pytest.fixture(scope="module")
def documents(busy):
    return papers(*busy)


@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_worked_out_anew_shows_what_is_printed(documents, name, tmp_path):
    document = documents[name]
    sheet = Sheet(write_xlsx(document, tmp_path / "a.xlsx"))
    for place in sheet.formulas():
        assert sheet.figure(place) == sheet.stored[place].value, place
    printed = figures_of_pages(pages_of(write_pdf(document, tmp_path / "a.pdf")))
    assert figures_of_sheet(sheet) == printed


@pytest.mark.parametrize("name", NAMES)
def test_what_adds_up_is_a_formula(documents, name, tmp_path):
    document = documents[name]
    sheet = Sheet(write_xlsx(document, tmp_path / "a.xlsx"))
    live = {place.strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for place in sheet.formulas()}
    values = {str(at): row for at, row in enumerate(sheet.rows(), start=1)}
    for cells in totals_of(document):
        rows = [at for at, row in values.items() if words_of(row) == words_of(cells)]
        assert rows, cells
        assert live & set(rows), cells


def totals_of(document: Document) -> list[tuple]:
    tables = (block for block in document.blocks if isinstance(block, Table))
    rows = (row for table in tables for row in table.rows if isinstance(row, TotalRow))
    return [
        row.cells
        for row in rows
        if not TYPED & set(row.cells) and any(isinstance(it, int) and it for it in row.cells)
    ]


def words_of(cells) -> list[object]:
    return [it for it in cells if it not in (None, "")]


@pytest.mark.parametrize(("name", "column", "words", "follows"), FLOWS)
def test_what_follows_from_a_figure_follows_in_the_sheet(
    documents, name, column, words, follows, tmp_path
):
    sheet = Sheet(write_xlsx(documents[name], tmp_path / "a.xlsx"))
    before = dict(enumerate(sheet.rows(), start=1))
    places = (f"{column}{at}" for at, row in before.items() if not words or words in row)
    place = next(it for it in places if sheet.is_typed(it) and sheet.figure(it))
    sheet.type_into(place, sheet.figure(place) + 1000)
    changed: dict[str, str] = {}
    for at, row in enumerate(sheet.rows(), start=1):
        label = next((it for it in row if isinstance(it, str) and it in follows), None)
        for letter, was, now in zip("ABCDEFGHIJKLMNOP", before[at], row, strict=False):
            if label and was != now:
                changed[label] = changed.get(label, "") + letter
    assert changed == follows
