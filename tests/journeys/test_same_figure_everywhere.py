"""The year of the acceptance example says the same, to the đồng, wherever one looks.

On screen, on the printed page, in the spreadsheet worked out anew, in the package that goes up.
"""

import json
import zipfile
from datetime import date

import pytest

from tests.conftest import UPPER
from tests.exchange.offices import enrol, found_upper
from tests.finance.setting import hand_in
from tests.finance.year.test_full_year import type_the_year
from tests.reports.finance.recalculated import Sheet
from tests.reports.finance.setting import pages_of
from unionapp.desktop.books.books_page import BooksPage
from unionapp.desktop.desk import Desk
from unionapp.desktop.settlement.settlement_page import SettlementPage
from unionapp.exchange.outbox import seal_package
from unionapp.finance.books.receipts_spending import receipts_spending_book
from unionapp.finance.levels.obligations import list_obligations
from unionapp.finance.year.settlement import show_settlement
from unionapp.paper.document import Kind
from unionapp.paper.pdf import write_pdf
from unionapp.paper.values import write_value
from unionapp.paper.xlsx import write_xlsx
from unionapp.reports.making import preview_report
from unionapp.vietnamese.periods import Period

YEAR = Period.parse("2026")
AFTER = date(2027, 1, 20)
EXAMPLE = {
    "opening": 45_000_000,
    "dues": 44_280_000,
    "other": 20_120_000,
    "employer": 20_000_000,
    "misc": 120_000,
    "own_receipts": 64_400_000,
    "upper": 147_600_000,
    "upper_share": 147_600_000,
    "total_receipts": 212_000_000,
    "care": 110_000_000,
    "propaganda": 32_000_000,
    "administration": 9_600_000,
    "pay": 18_000_000,
    "own_spending": 169_600_000,
    "remitted": 13_284_000,
    "total_spending": 182_884_000,
    "closing": 74_116_000,
    "payable": 3_284_000,
}
# The column of S82-TLĐ beside the row of B07-TLĐ; what went up is paid there and due here.
BOOK_COLUMNS = {
    "22": "dues",
    "25": "other",
    "28": "upper",
    "31": "care",
    "32": "propaganda",
    "33": "administration",
    "34": "pay",
}


@pytest.fixture
def settled(make_office, tmp_path):
    """The year typed, handed in, and the place its package lies in."""
    office = make_office(today=AFTER)
    enrol(office, found_upper(make_office, unit=UPPER, today=AFTER), tmp_path)
    hand_in(type_the_year(office), 2026)
    return office


def sheet_rows(office, report, folder) -> list[list[object]]:
    return Sheet(
        write_xlsx(preview_report(office, report, YEAR), folder / f"{report}.xlsx")
    ).rows()


def text_of(office, report, folder) -> str:
    pages = pages_of(write_pdf(preview_report(office, report, YEAR), folder / f"{report}.pdf"))
    return " ".join("\n".join(pages).split())


def printed(amount: int) -> str:
    return write_value(amount, Kind.MONEY)


def shown_rows(table) -> list[tuple]:
    return [table.rows.row(at) for at in range(table.rows.rowCount())]


def test_the_settlement_says_the_same_wherever_one_looks(settled, qtbot, tmp_path):
    form = show_settlement(settled, 2026)
    lines = {row.id: row for row in form.rows}
    assert {row: form.amount(row) for row in EXAMPLE} == EXAMPLE

    desk = Desk(settled)
    desk.work_in(YEAR)
    page = SettlementPage(desk)
    qtbot.addWidget(page)
    page.go_to("settlement")
    on_screen = dict(zip(lines, shown_rows(page.report.table), strict=True))
    in_sheet = {
        (cells[1], cells[2] or ""): cells[4]
        for cells in sheet_rows(settled, "settlement", tmp_path)
        if cells[4] is not None
    }
    in_print = text_of(settled, "settlement", tmp_path)
    for row, amount in EXAMPLE.items():
        line = lines[row]
        assert on_screen[row][4] == amount, row
        assert in_sheet[line.label, line.code] == amount, row
        words = f"{line.label} {line.code}".strip()
        assert f"{words} {printed(amount)}" in in_print, row

    sealed = seal_package(settled, YEAR, output=tmp_path / "usb")
    with zipfile.ZipFile(sealed.path) as package:
        records = package.read("data/settlement.jsonl").decode().splitlines()
    sent = {record["row"]: record["reported"] for record in map(json.loads, records)}
    assert {row: sent[row] for row in EXAMPLE} == EXAMPLE
    proof = form.reconciliation
    assert [sent[f"held_{kind}"] for kind in ("cash", "bank", "advances")] == [
        proof.cash,
        proof.bank,
        proof.advances,
    ]


def test_the_book_of_items_adds_up_to_the_settlement_wherever_one_looks(settled, qtbot, tmp_path):
    book, form = receipts_spending_book(settled, YEAR), show_settlement(settled, 2026)
    totals = {column.code: total for column, total in zip(book.columns, book.totals, strict=True)}
    for code, row in BOOK_COLUMNS.items():
        assert totals[code] == form.amount(row), code
    assert totals["39"] == list_obligations(settled, 2026).paid == 10_000_000
    assert book.received == form.amount("total_receipts")
    assert book.spent == form.amount("own_spending") + totals["39"]

    desk = Desk(settled)
    desk.work_in(YEAR)
    page = BooksPage(desk)
    qtbot.addWidget(page)
    page.book.choose("items")
    sums = next(row for row in shown_rows(page.book.table) if row[2] == "Cộng phát sinh")
    assert sums[3:5] == (book.received, book.spent)
    assert sums[6:] == book.totals

    split = sum(column.is_receipt for column in book.columns)
    expected = [book.received, *book.totals[:split], book.spent, *book.totals[split:]]
    in_sheet = next(
        row
        for row in sheet_rows(settled, "item-book", tmp_path)
        if row[2] == "Cộng phát sinh trong kỳ"
    )
    assert in_sheet[3:-1] == expected
    words = " ".join(map(printed, expected))
    assert f"Cộng phát sinh trong kỳ {words}" in text_of(settled, "item-book", tmp_path)
    closing = form.reconciliation.held
    assert f"Số dư cuối kỳ {printed(closing)}" in text_of(settled, "item-book", tmp_path)
