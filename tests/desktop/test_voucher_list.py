"""The list of vouchers and what stands beside it stay one: nothing is done to what is not shown."""

from datetime import date

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest

from tests.desktop.offices import a_desk, receive_money
from tests.desktop.pages import sit_before
from tests.finance.setting import draft
from unionapp.desktop.vouchers import attachments_panel
from unionapp.desktop.vouchers.vouchers_page import VouchersPage
from unionapp.finance.vouchers.accounts import add_bank_account, open_accounts
from unionapp.finance.vouchers.advances import (
    AdvanceDraft,
    clear_advance,
    give_advance,
    list_advances,
)
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.drafts import LineDraft
from unionapp.finance.vouchers.register import show_voucher
from unionapp.vietnamese.periods import Period

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot, look, office):
    return sit_before(qtbot, VouchersPage(a_desk(office)))


def search(page, text):
    page.list.filterEdit.setText(text)
    page.list.show_list()


def test_a_search_that_finds_nothing_leaves_no_voucher_beside_it(page, office):
    posted = receive_money(office)
    page.go_to(posted.id)
    assert page.actions_["reverse"].isEnabled()
    empty = page.sheet.text()
    search(page, "không có")
    assert page.shown is None
    assert page.sheet.text() != empty
    assert "5.000.000" not in page.sheet.text()
    assert not page.actions_["reverse"].isEnabled()
    search(page, "PT001")
    QTest.keyClick(page.list.filterEdit, Qt.Key.Key_Return)
    assert page.current().row.id == posted.id
    assert page.actions_["reverse"].isEnabled()


def test_the_row_with_the_cursor_is_posted_though_nothing_is_selected(page, office):
    receive_money(office)
    waits = save_voucher(office, draft("PC", 300_000, date(2026, 3, 4)))
    page.refresh()
    search(page, "300000")
    table = page.list.table
    table.selectionModel().setCurrentIndex(
        table.rows.index(0, 0), QItemSelectionModel.SelectionFlag.NoUpdate
    )
    table.clearSelection()
    table.setFocus()
    assert table.selected_ids() == []
    assert page.current().row.id == waits.id
    QTest.keyClick(table, Qt.Key.Key_G, CTRL)
    assert show_voucher(office, waits.id).row.status == "posted"


@pytest.mark.parametrize("where", ["panel", "list"])
def test_the_keys_that_show_the_files_choose_one_more_where_they_are_shown(
    page, office, monkeypatch, tmp_path, where
):
    bill = tmp_path / "hóa đơn.pdf"
    bill.write_bytes(b"x")
    asked = []

    def choose(*_args):
        asked.append(True)
        return [str(bill)], ""

    monkeypatch.setattr(attachments_panel.QFileDialog, "getOpenFileNames", choose)
    page.go_to(save_voucher(office, draft("PC", 300_000, date(2026, 3, 4))).id)
    QTest.keyClick(page.list.table, Qt.Key.Key_O, CTRL)
    panel = page.beside.attachments
    assert page.side.currentWidget() is panel
    assert not asked
    QTest.keyClick(panel.table if where == "panel" else page.list.table, Qt.Key.Key_O, CTRL)
    assert asked == [True]
    assert panel.table.rows.row(0)[0] == "hóa đơn.pdf"
    QTest.keyClick(panel.table, Qt.Key.Key_Escape)
    assert page.side.currentWidget() is page.sheet


def test_a_search_that_finds_nothing_closes_the_panel_of_the_voucher(page, office):
    page.go_to(receive_money(office).id)
    page.reverse()
    assert page.side.currentWidget() is page.reverse_panel
    page.list.filterEdit.setFocus()
    search(page, "không có")
    assert page.side.currentWidget() is page.sheet
    assert page.list.filterEdit.hasFocus()
    page.transfer()
    search(page, "không có gì")
    assert page.side.currentWidget() is page.transfer_panel


def test_that_a_voucher_lies_outside_is_said_until_the_next_is_kept(page, office):
    page.list.desk.work_in(Period.parse("2026-02"))
    outside = save_voucher(office, draft("PC", 300_000, date(2026, 3, 4)))
    page.show_typed(outside.id)
    page.refresh()  # the window hears of the change and has every page read again
    assert "nằm ngoài kỳ" in page.list.banner.text()
    inside = save_voucher(office, draft("PC", 200_000, date(2026, 2, 4)))
    page.show_typed(inside.id)
    assert page.list.banner.text() == ""
    assert page.current().row.id == inside.id


def test_of_two_accounts_money_goes_to_the_other(page, office):
    bank = add_bank_account(office, "Vietinbank", bank="VietinBank", number="0101")
    till = next(one for one in open_accounts(office) if one.kind == "cash")
    page.transfer()
    panel = page.transfer_panel
    panel.fromEdit.set_value(str(bank.id))
    assert panel.toEdit.value() == str(till.id)
    panel.fromEdit.set_value(str(till.id))
    assert panel.toEdit.value() == str(bank.id)


def test_what_is_shown_takes_away_no_more_of_the_filter_than_hides_it(page, office):
    inside = save_voucher(office, draft("PC", 200_000, date(2026, 3, 4)))
    search(page, "không có")
    page.show_stored(inside.id)
    assert page.current().row.id == inside.id
    assert page.list.filters.text() == ""
    assert page.list.spanBox.currentData() is None
    page.list.desk.work_in(Period.parse("2026-02"))
    page.show_stored(inside.id)
    assert page.list.spanBox.currentData() == "all"


def test_the_arrows_scroll_a_voucher_that_is_looked_at(page, office):
    page.go_to(save_voucher(office, draft("PC", 200_000, date(2026, 3, 4))).id)
    QTest.keyClick(page.list.table, Qt.Key.Key_F7)
    preview = page.currentWidget().preview
    assert preview.hasFocus()
    bar = preview.sheetArea.verticalScrollBar()
    assert bar.maximum() > 0
    QTest.keyClick(preview, Qt.Key.Key_Down)
    assert bar.value() > 0
    QTest.keyClick(preview, Qt.Key.Key_Escape)
    assert page.currentWidget() is page.list


def test_an_advance_stands_apart_from_the_till_and_is_taken_off_when_cleared(page, office):
    receive_money(office)
    given = give_advance(
        office, AdvanceDraft("Trần Thị Ẳng", "Tổ chức 8/3", 2_000_000, date(2026, 3, 2))
    )
    clear_advance(office, given.id, (LineDraft("EXP_PROP_GENDER", 1_500_000),), date(2026, 3, 9))
    page.refresh()
    rows = page.list.table.rows
    moved = {rows.row(at)[1].partition("/")[0]: rows.row(at)[3:6] for at in range(rows.rowCount())}
    assert moved == {
        "PT001": (5_000_000, None, None),
        "PC001": (None, 2_000_000, None),
        "TU001": (None, None, 2_000_000),
        "HU001": (None, None, -1_500_000),
        "HU002": (None, None, -500_000),
        "PT002": (500_000, None, None),
    }
    till = next(row for row in open_accounts(office) if row.kind == "cash")
    received, paid, held = (sum(row[at] or 0 for row in moved.values()) for at in range(3))
    assert received - paid == till.balance
    assert held == list_advances(office)[0].outstanding == 0


def test_advances_take_no_room_in_months_that_have_none(page, office):
    receive_money(office)
    page.refresh()
    at = [column.name for column in page.list.table.rows.columns].index("advanced")
    assert page.list.table.isColumnHidden(at)
    give_advance(office, AdvanceDraft("Trần Thị Ẳng", "Tổ chức 8/3", 2_000_000, date(2026, 3, 2)))
    page.refresh()
    assert not page.list.table.isColumnHidden(at)
    page.list.desk.work_in(Period.parse("2026-01"))
    assert page.list.table.isColumnHidden(at)


def test_a_draft_is_called_one_that_has_no_number_yet(page, office):
    page.go_to(save_voucher(office, draft("PC", 300_000, date(2026, 3, 4))).id)
    assert page.sheet.text().startswith("Phiếu chi (chưa có số)")
