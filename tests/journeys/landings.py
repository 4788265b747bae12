"""Whether the cursor stands where a finding of a year or a month has to lead."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.journeys.typist import Hands
from unionapp.finance.year.settlement import show_settlement

MONTH, YEAR = "2026-03", 2026
Record = int | None
Look = Callable[[Hands, QWidget, Record], bool]


def in_vouchers(hands: Hands, page: QWidget, voucher_id: Record) -> bool:
    table = page.list.table
    return hands.place is table and table.current_id() == voucher_id


def in_part(name: str) -> Look:
    """On the row of the record, in the list of a part of the books."""

    def look(hands: Hands, page: QWidget, record: Record) -> bool:
        part = getattr(page, name)
        is_shown = page.tabs.currentWidget() is part and hands.place is part.table
        return is_shown and part.table.current_id() == record

    return look


def in_book(key: str, row_id: Record = None) -> Look:
    """On the row of the record, or on another one, in a book."""

    def look(hands: Hands, page: QWidget, record: Record) -> bool:
        book = page.book
        is_shown = page.tabs.currentWidget() is book and book.bookBox.currentData() == key
        wanted = record if row_id is None else row_id
        return is_shown and hands.place is book.table and book.table.current_id() == wanted

    return look


def at_items(hands: Hands, page: QWidget, _record: Record) -> bool:
    box = page.book.bookBox
    return hands.place is box and box.currentData() == "items"


def at_row(row_id: str) -> Look:
    """On a row of the settlement."""

    def look(hands: Hands, page: QWidget, _record: Record) -> bool:
        report, office = page.report, page.desk.office
        rows = [row.id for row in show_settlement(office, YEAR).rows]
        is_shown = page.tabs.currentWidget() is report and hands.place is report.table
        return is_shown and rows[report.table.currentIndex().row()] == row_id

    return look


def at_opening(hands: Hands, page: QWidget, _record: Record) -> bool:
    field = page.report.opening_panel.accumulatedEdit
    return page.tabs.currentWidget() is page.report and field.isAncestorOf(hands.place)


def at_statement(hands: Hands, page: QWidget, kept: Record) -> bool:
    part = page.reconciliation
    is_shown = page.tabs.currentWidget() is part and hands.place is part.fileButton
    return is_shown and part.keptTable.current_id() == kept and part.accountBox.currentText() != ""


def at_count_of(last: date) -> Look:
    """In the counts; Ctrl+N begins the one of the last day."""

    def look(hands: Hands, page: QWidget, _record: Record) -> bool:
        hands.control(Qt.Key.Key_N)
        panel = page.counts.panel
        return panel.onEdit.isAncestorOf(hands.place) and panel.onEdit.value() == last

    return look


def at_member(hands: Hands, page: QWidget, member_id: Record) -> bool:
    table = page.list.table
    is_there = hands.place is table and page.list.month == MONTH
    return is_there and (member_id is None or table.current_id() == member_id)


def at_dues(hands: Hands, page: QWidget, _voucher_id: Record) -> bool:
    return hands.place is page.list.table and page.list.month == MONTH


def at_fund(hands: Hands, page: QWidget, _record: Record) -> bool:
    """On the first month without a fund; Enter asks for it."""
    table = page.list.table
    if hands.place is not table or table.current_id() != -202607:
        return False
    hands.press(Qt.Key.Key_Return)
    return page.fund_panel.isAncestorOf(hands.place)


def at_parameter(name: str) -> Look:
    def look(hands: Hands, page: QWidget, _record: Record) -> bool:
        table = page.parameters.table
        row = table.rows.row(table.currentIndex().row())
        return hands.place is table and row[0] == name

    return look


def at_profile(hands: Hands, page: QWidget, _record: Record) -> bool:
    part = page.profile
    return page.tabs.currentWidget() is part and part.cashierEdit.isAncestorOf(hands.place)


def at_disclosure(hands: Hands, page: QWidget, _record: Record) -> bool:
    part = page.disclosures
    is_shown = page.tabs.currentWidget() is part and hands.place is part.table
    return is_shown and part.table.rows.value(part.table.currentIndex().row(), 0) == "Quyết toán"
