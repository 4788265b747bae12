"""Panels, panes and menus of the pages of finance, brought to the front one after the other."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QWidget

from unionapp.desktop.books.books_page import BooksPage
from unionapp.desktop.contributions.contributions_page import ContributionsPage
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.settlement.settlement_page import SettlementPage
from unionapp.desktop.vouchers.voucher_menus import menu_of
from unionapp.desktop.vouchers.vouchers_page import VouchersPage
from unionapp.finance.vouchers.register import list_vouchers


def finance_views(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Every further view with its name, shown for as long as the caller takes to look at it."""
    yield from _voucher_views(window)
    yield from _book_views(window)
    yield from _contribution_views(window)


def settlement_views(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """What a year that was handed in twice shows."""
    page = window.open("settlement")
    if isinstance(page, SettlementPage):
        page.go_to("settlement")
        yield "settlement_ca-nam", window
        page.report.show_versions()
        yield "settlement_cac-lan-nop", window
        page.go_to("disclosures")
        yield "settlement_da-cong-khai", window


def _voucher_views(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    page = window.open("vouchers")
    if not isinstance(page, VouchersPage):
        return
    vouchers = {row.reason: row.id for row in list_vouchers(window.desk.office)}
    panels: tuple[tuple[str, str, Callable[[], object]], ...] = (
        ("chia-dong", "Chương trình", lambda: None),
        ("nhan-ban", "Chương trình", page.beside.copy),
        ("lap-hang-thang", "Chương trình", page.beside.repeat),
        ("tep-kem", "Tặng quà", page.beside.attach),
        ("ky-nhan", "Tặng quà", page.over.list_recipients),
        ("chua-ghi-so", "Phụ cấp", lambda: None),
        ("phu-cap", "Phụ cấp", page.over.show_allowances),
        ("dinh-ky", "Phụ cấp", page.over.show_recurring),
        ("cho-duyet", "Phụ cấp", page.show_waiting),
    )
    for name, reason, deed in panels:
        found = next((at for words, at in vouchers.items() if words.startswith(reason)), None)
        if found is not None:
            page.side.close_panel()
            page.go_to(found)
            deed()
            yield f"vouchers_{name}", window
    page.show_listing()
    menu = menu_of(page)
    menu.adjustSize()
    yield "vouchers_viec-khac", menu


def _book_views(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    page = window.open("books")
    if not isinstance(page, BooksPage):
        return
    for book in ("items", "dues", "obligations"):
        page.go_to(book)
        yield f"books_so-{book}", window
    page.go_to("counts")
    page.counts.point_to(page.counts.table.rows.row_id(0))
    yield "books_mot-lan-kiem-ke", window
    page.counts.add()
    yield "books_dem-quy", window
    page.go_to("advances")
    page.advances.point_to(page.advances.table.rows.row_id(1))
    page.advances.clear()
    yield "books_thanh-toan-tam-ung", window


def _contribution_views(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    page = window.open("contributions")
    if isinstance(page, ContributionsPage):
        year = window.desk.working_day.year
        page.go_to(f"{year}-05")
        yield "contributions_mot-thang", window
        for name, deed in (
            ("da-dong", page.pay),
            ("mien-giam", page.relieve),
            ("bu-tru", page.net),
        ):
            page.go_to(f"{year}-05")
            deed()
            yield f"contributions_{name}", window
