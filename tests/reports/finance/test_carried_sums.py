"""Long books: every page ends with the sums so far, and the next one begins with them."""

import re
from datetime import date, timedelta
from itertools import accumulate, pairwise

import pytest

from tests.reports.finance.setting import pages_of
from unionapp.finance.books.cash_and_bank import Book, BookRow
from unionapp.finance.books.receipts_spending import ItemBook, ItemColumn, ItemRow
from unionapp.paper.pdf import write_pdf
from unionapp.paper.table_strips import BROUGHT_FORWARD, CARRIED_OVER
from unionapp.reports.finance import bank_book, cash_book, item_book
from unionapp.vietnamese.amounts import group_digits
from unionapp.vietnamese.periods import Period

YEAR = Period.parse("2026")
OPENING, ROWS = 5_000_000, 200
AMOUNTS = [1_000_000 + 1_237 * at for at in range(ROWS)]
CHANGES = [-amount if at % 3 == 2 else amount for at, amount in enumerate(AMOUNTS)]
BALANCES = [*accumulate(CHANGES, initial=OPENING)][1:]
NUMBERS = [f"{'PC' if change < 0 else 'PT'}{at:03}/2026" for at, change in enumerate(CHANGES, 1)]
ITEMS = (
    ItemColumn("dues", "Đoàn phí", "22", is_receipt=True),
    ItemColumn("misc", "Thu khác", "25", is_receipt=True),
    ItemColumn("care", "Chăm lo", "31", is_receipt=False),
    ItemColumn("admin", "Hành chính", "33", is_receipt=False),
)


def day(at: int) -> date:
    return date(2026, 1, 1) + timedelta(days=at)


def money_book(*_given) -> Book:
    rows = tuple(
        BookRow(
            voucher_id=at,
            on=day(at),
            receipt_number=number if change > 0 else "",
            payment_number="" if change > 0 else number,
            text="Thu, chi hoạt động công đoàn" + " của tổ công đoàn" * (at % 5),
            received=max(change, 0),
            paid=max(-change, 0),
            balance=balance,
        )
        for at, (number, change, balance) in enumerate(
            zip(NUMBERS, CHANGES, BALANCES, strict=True)
        )
    )
    received, paid = (sum(getattr(row, it) for row in rows) for it in ("received", "paid"))
    facts = (1, "bank", "VietinBank", "VietinBank", "0101", YEAR, OPENING, rows)
    return Book(*facts, received, paid, received, paid, BALANCES[-1], None)


def items_of(at: int) -> tuple[int, ...]:
    change = CHANGES[at]
    place = (0 if at % 2 else 1) if change > 0 else (2 if at % 2 else 3)
    return tuple(abs(change) if place == it else 0 for it in range(len(ITEMS)))


def books_of_items(*_given) -> ItemBook:
    rows = tuple(
        ItemRow(at, day(at), number, "Thu, chi", max(change, 0), max(-change, 0), items_of(at))
        for at, (number, change) in enumerate(zip(NUMBERS, CHANGES, strict=True))
    )
    totals = tuple(map(sum, zip(*(row.cells for row in rows), strict=True)))
    received, spent = sum(row.received for row in rows), sum(row.spent for row in rows)
    return ItemBook(YEAR, "", ITEMS, OPENING, rows, received, spent, totals, BALANCES[-1], 0, 0)


def sums_after(count: int) -> list[int]:
    """Received and paid by the first rows of a book, and what was left."""
    begun = CHANGES[:count]
    received = sum(change for change in begun if change > 0)
    return [received, received - sum(begun), BALANCES[count - 1]]


def item_sums_after(count: int) -> list[int]:
    received, spent, left = sums_after(count)
    dues, misc, care, admin = map(sum, zip(*map(items_of, range(count)), strict=True))
    return [received, dues, misc, spent, care, admin, left]


BOOKS = {
    "S11-H": (cash_book, "cash_book", cash_book.cash_book_paper, money_book, sums_after),
    "S12-H": (bank_book, "cash_book", bank_book.bank_book_paper, money_book, sums_after),
    "S82-TLĐ": (
        item_book,
        "receipts_spending_book",
        item_book.item_book_paper,
        books_of_items,
        item_sums_after,
    ),
}


@pytest.mark.parametrize("code", BOOKS)
def test_each_page_of_a_long_book_carries_the_right_sums(office, monkeypatch, tmp_path, code):
    room, name, paper, book, sums = BOOKS[code]
    monkeypatch.setattr(room, name, book)
    monkeypatch.setattr(bank_book, "open_accounts", lambda _office: [Account()])
    pages = pages_of(write_pdf(paper(office, YEAR), tmp_path / "book.pdf"))
    assert len(pages) >= 5
    counts = [*accumulate(len(re.findall(r"P[TC]\d{3}/2026", page)) for page in pages)]
    assert counts[-1] == ROWS
    for (count, page), (_, following) in pairwise(zip(counts, pages, strict=True)):
        expected = " ".join(map(group_digits, sums(count)))
        assert line_of(page, CARRIED_OVER) == f"{CARRIED_OVER} {expected}"
        assert line_of(following, BROUGHT_FORWARD) == f"{BROUGHT_FORWARD} {expected}"
    last = " ".join(map(group_digits, sums(ROWS)[:-1]))
    assert line_of(pages[-1], "Cộng phát sinh") == f"Cộng phát sinh trong kỳ {last}"
    assert CARRIED_OVER not in pages[-1]
    assert BROUGHT_FORWARD not in pages[0]


class Account:
    """The account that the book of this test is kept for."""

    id, kind = 1, "bank"


def line_of(page: str, words: str) -> str:
    return next(line for line in page.splitlines() if line.startswith(words))
