"""Money between an upper unit and those below, on the page of the year."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.desktop.walk import clipped, nameless, too_large, unreachable
from tests.finance.setting import draft
from unionapp.desktop.command_box import wishes_of
from unionapp.desktop.desk import Desk
from unionapp.desktop.grids.paged import Edit
from unionapp.desktop.settlement.chain_panel import read_shares
from unionapp.desktop.settlement.lower_pane import LowerPane
from unionapp.desktop.settlement.settlement_page import SettlementPage
from unionapp.desktop.settlement.units_table import COLUMNS, VIEWS
from unionapp.desktop.vouchers.voucher_form import VoucherForm
from unionapp.errors import Refusal
from unionapp.finance.group.lower_settlements import (
    approve_lower_settlement,
    enter_lower_settlement,
    list_lower_settlements,
)
from unionapp.finance.levels.settlement_spans import SettlementSpan
from unionapp.finance.levels.split_chains import set_split_chain
from unionapp.finance.vouchers.accounts import add_bank_account, set_opening
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.vouchers.register import list_vouchers, show_voucher
from unionapp.finance.year.basics import BasicFigures
from unionapp.finance.year.versions import Source, store_version
from unionapp.organisation.units import UnitFacts, add_unit, lower_units
from unionapp.vietnamese.periods import Period


@pytest.fixture
def above(make_office):
    office = make_office("above", UnitFacts("KCN", "CT-09", "Công đoàn các KCN"), parent=None)
    bank = add_bank_account(office, "Agribank", bank="Agribank", number="1")
    set_opening(office, bank.id, 900_000_000, date(2026, 1, 1))
    add_unit(
        office, UnitFacts("CDCS", "CS-01", "CĐCS Hoa Sen", "DN_NGOAI"), since=date(2020, 1, 1)
    )
    return office


@pytest.fixture
def page(qtbot, above):
    desk = Desk(above)
    desk.work_in(Period.parse("2026"))
    shown = SettlementPage(desk)
    qtbot.addWidget(shown)
    shown.resize(940, 520)
    shown.show()
    qtbot.waitExposed(shown)
    shown.go_to("levels")
    yield shown
    wait_for(qtbot, shown)


def plain(text):
    return text.replace("\xa0", " ")


def rows_of(table):
    return [table.rows.row(at) for at in range(table.rows.rowCount())]


def wait_for(qtbot, page):
    """Let what runs in the background end."""
    qtbot.waitUntil(lambda: not page.desk.run.__self__.is_busy, timeout=20_000)


def move(page, way, amount):
    QTest.keyClick(page.levels.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    panel = page.levels.level_panel
    panel.wayEdit.set_value(way)
    panel.unitEdit.set_value("CS-01")
    panel.amountEdit.set_value(amount)
    panel.onEdit.set_value(date(2026, 3, 2))
    panel.entry.save()
    return list_vouchers(page.desk.office)[-1]


def test_money_is_drafted_with_its_unit_posted_and_counted(page, above, qtbot):
    assert [row[1] for row in rows_of(page.levels.table)] == ["chưa có quyết toán", ""]
    paid = move(page, "paid", 75_000_000)
    assert (paid.kind, paid.status, paid.counterparty) == ("BN", "draft", "CĐCS Hoa Sen")
    assert show_voucher(above, paid.id).draft.lower_unit_id is not None
    post_voucher(above, paid.id)
    came = move(page, "dues", 30_000_000)
    assert came.kind == "BC"
    post_voucher(above, came.id)
    page.refresh()
    unit, total = rows_of(page.levels.table)
    assert unit == (
        *("CĐCS Hoa Sen", "chưa có quyết toán", None),
        *(75_000_000, None, None, None, 30_000_000, None, None),
        *(None, None, None, None),
    )
    assert (total[0], total[3]) == ("Cộng", 75_000_000)
    wait_for(qtbot, page)
    assert "1 đơn vị chưa có quyết toán" in page.levels.transitLabel.text()
    assert "với đơn vị chưa báo cáo 105.000.000 đ" in plain(page.levels.transitLabel.text())


def test_the_way_to_the_draft_stays_when_the_page_is_read_again(page, above):
    wishes = []
    page.desk.wanted.connect(lambda *place: wishes.append(place))
    paid = move(page, "paid", 75_000_000)
    page.refresh()  # the window hears of the change and has every page read again
    banner = page.levels.banner
    assert banner.text() == "Chứng từ đang chờ ghi sổ."
    button = next(it for it in banner.findChildren(QPushButton) if it.text() == "Mở chứng từ")
    button.click()
    assert wishes == [("vouchers", paid.id)]


def test_the_form_of_vouchers_does_not_forget_the_unit(page, above, qtbot):
    paid = move(page, "paid", 75_000_000)
    form = VoucherForm(page.desk)
    qtbot.addWidget(form)
    form.begin_change(paid.id)
    form.amountEdit.set_value(80_000_000)
    form.entry.save()
    changed = show_voucher(above, paid.id).draft
    assert (changed.amount, changed.lower_unit_id is not None) == (80_000_000, True)


def test_a_unit_opens_its_vouchers_and_esc_leads_back(page, above):
    post_voucher(above, move(page, "paid", 75_000_000).id)
    page.refresh()
    heard = []
    page.desk.wanted.connect(lambda name, place: heard.append((name, place)))
    page.levels.table.setFocus()
    QTest.keyClick(page.levels.table, Qt.Key.Key_Return)
    assert page.currentWidget() is page.entries
    assert "Đã cấp 75.000.000 đ" in plain(page.entries.sumLabel.text())
    QTest.keyClick(page.entries.table, Qt.Key.Key_Return)
    (voucher,) = list_vouchers(above)
    assert heard == [("vouchers", voucher.id)]
    QTest.keyClick(page.entries.table, Qt.Key.Key_Escape)
    assert page.levels.table.hasFocus()


def type_figure(pane, label, column, value):
    model = pane.table.rows
    at = next(at for at in range(model.rowCount()) if label in model.value(at, 0))
    model.setData(model.index(at, column), value)


def test_a_settlement_on_paper_is_entered_checked_and_approved(page, above, qtbot):
    page.levels.formButton.click()
    pane = page.lower_form
    assert page.currentWidget() is pane
    assert "Chưa có quyết toán" in pane.hintLabel.text()
    type_figure(pane, "Đoàn phí công đoàn", 2, "40tr")
    type_figure(pane, "theo phân phối", 2, "70tr")
    type_figure(pane, "Chi trực tiếp", 2, "60tr")
    with pytest.raises(Refusal, match=r"form\.row_computed"):
        type_figure(pane, "Tổng cộng thu", 2, "1")
    pane.saveButton.click()
    (found,) = list_lower_settlements(above, 2026)
    assert (found.status, found.rows["total_receipts"]) == ("submitted", 110_000_000)
    type_figure(pane, "Chi trực tiếp", 3, "55tr")
    pane.approveButton.click()
    assert "Hãy ghi lý do" in pane.banner.text()
    type_figure(pane, "Chi trực tiếp", 4, "Hóa đơn không hợp lệ")
    pane.approveButton.click()
    (found,) = list_lower_settlements(above, 2026)
    assert (found.status, found.approved["care"]) == ("approved", 55_000_000)
    assert not pane.approveButton.isEnabled()
    QTest.keyClick(pane.table, Qt.Key.Key_Escape)
    assert page.levels.table.hasFocus()
    unit = rows_of(page.levels.table)[0]
    assert (unit[4], unit[5]) == (70_000_000, -70_000_000)
    wait_for(qtbot, page)
    assert rows_of(page.levels.table)[0][13] == 55_000_000
    assert "thu 40.000.000 đ" in plain(page.levels.transitLabel.text())


def test_what_was_owed_before_is_typed_where_no_year_before_is_known(page, above):
    page.levels.formButton.click()
    pane = page.lower_form
    type_figure(pane, "Đoàn phí, kinh phí công đoàn nộp", 2, "3tr")
    pane.saveButton.click()
    assert list_lower_settlements(above, 2026)[0].owed_before == 0
    type_figure(pane, "đầu kỳ (mã 60", 2, "2tr")
    pane.saveButton.click()
    (found,) = list_lower_settlements(above, 2026)
    assert (found.owed_before, found.rows["remitted"]) == (2_000_000, 3_000_000)
    page.lower_form.closed.emit()
    assert rows_of(page.levels.table)[0][6] == 5_000_000


def test_what_goes_up_is_shared_by_the_guide_of_the_year(page, above):
    post_voucher(above, move(page, "dues", 10_000_001).id)
    page.levels.share()
    panel = page.levels.chain_panel
    panel.sharesEdit.set_value("LĐLĐ tỉnh 60; Tổng Liên đoàn 30")
    panel.basisEdit.set_value("HD 12/HD-TLĐ")
    panel.entry.save()
    assert panel.sharesEdit.problem
    panel.sharesEdit.set_value("LĐLĐ tỉnh 60%; Tổng Liên đoàn = 40")
    panel.entry.save()
    assert "LĐLĐ tỉnh 6.000.001 đ, Tổng Liên đoàn 4.000.000 đ" in plain(
        page.levels.chainLabel.text()
    )


def test_shares_without_a_figure_are_refused():
    with pytest.raises(Refusal, match=r"split\.not_whole"):
        read_shares("LĐLĐ tỉnh")


def test_a_grassroots_unit_has_no_such_part(qtbot, office):
    page = SettlementPage(Desk(office))
    qtbot.addWidget(page)
    assert not page.tabs.isTabVisible(page.tabs.indexOf(page.levels))


def test_the_part_is_named_reachable_and_fits_a_small_laptop(page, qtbot):
    page.resize(900, 548)
    page.levels.add()
    qtbot.wait(1)
    assert nameless(page.levels) == []
    assert unreachable(page.levels) == []
    assert clipped(page.levels) == []
    assert not too_large(page, width=900, height=548)


def test_a_half_year_shows_what_is_on_its_way_and_is_typed_but_never_approved(page, above, qtbot):
    unit = lower_units(above)[0]
    sent = draft("BN", 15_000_000, date(2026, 6, 30), "EXP_LOWER", lower_unit_id=unit.id)
    later = replace(above, today=date(2026, 7, 5))
    post_voucher(later, save_voucher(later, sent).id)
    page.partBox.setCurrentText("6 tháng đầu năm")
    page.levels.settle()
    pane = page.lower_form
    pane._change([Edit(pane._ids.index("dues") + 1, "reported", 0, 10_000_000)])
    pane.save()
    assert "nhập tay" in pane.titleLabel.text()
    assert not pane.approveButton.isEnabled()
    assert list_lower_settlements(above, 2026)[0].status == "none"
    page.lower_form.closed.emit()
    row = rows_of(page.levels.table)[0]
    assert (row[3], row[4], row[5]) == (15_000_000, 0, 15_000_000)
    assert "6 tháng đầu năm 2026" in page.levels.headLabel.text()


def test_rates_stand_in_the_table_are_sorted_and_the_sum_stays_last(page, above, qtbot):
    """By hand: 36 of 40 dues are 90 %, 20 of 20 are 100 %, together 56 of 60 are 93,3 %."""
    facts = UnitFacts("CDCS", "CS-02", "CĐCS An Bình", "DN_NGOAI")
    add_unit(above, facts, since=date(2020, 1, 1))
    for code, dues, fund in (("CS-01", 36, 8_000), ("CS-02", 20, 4_000)):
        rows = {"dues": dues * 1_000_000}
        basics = BasicFigures(0, 0, 10, fund * 1_000_000)
        enter_lower_settlement(above, code, 2026, rows, basics)
    page.refresh()
    wait_for(qtbot, page)
    table = page.levels.table
    qtbot.waitUntil(lambda: rows_of(table)[0][2] is not None)
    table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    shown = [table.rows.index(at, 2).data() for at in range(3)]
    assert [row[0] for row in rows_of(table)] == ["CĐCS An Bình", "CĐCS Hoa Sen", "Cộng"]
    assert shown == ["100%", "90%", "93,3%"]
    assert "93,3% (56.000.000 đ / 60.000.000 đ)" in plain(page.levels.headLabel.text())
    assert "Mọi đơn vị đã có quyết toán" in page.levels.transitLabel.text()


def receive_in_a_package(above, number):
    """What CS-01 settled of the year, as its package brought it."""
    enter_lower_settlement(above, "CS-01", 2026, {"care": 12_000_000}, BasicFigures(0, 0, 0, 0))
    rows = dict(list_lower_settlements(above, 2026)[0].rows)
    (unit,) = lower_units(above)
    with above.change("package.accept") as session:
        whose = (unit.id, SettlementSpan(2026))
        store_version(session, above, whose, rows, budget={}, source=Source("01-PACK", number))


def press(pane, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(pane.window().focusWidget() or pane.table, key, modifier)


def type_keys(pane, text):
    for letter in text:
        QTest.keyClicks(pane.window().focusWidget(), letter)


def cell(pane, label, column):
    model = pane.table.rows
    at = next(at for at in range(model.rowCount()) if label in model.value(at, 0))
    return model.index(at, column)


def test_saving_over_a_package_approves_nothing_and_keeps_what_is_typed(page, above):
    receive_in_a_package(above, 2)
    page.levels.formButton.click()
    pane = page.lower_form
    type_figure(pane, "Chi trực tiếp", 3, "10tr")
    type_figure(pane, "Chi trực tiếp", 4, "Thiếu danh sách ký nhận")
    with pytest.raises(Refusal, match=r"settlement\.from_package"):
        type_figure(pane, "Chi trực tiếp", 2, "9tr")
    assert not pane.saveButton.isEnabled()
    press(pane, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "gói số 2" in pane.banner.text()
    (found,) = list_lower_settlements(above, 2026)
    assert (found.status, found.source, found.version) == ("submitted", "gói số 2", 2)
    typed = [cell(pane, "Chi trực tiếp", column).data() for column in (3, 4)]
    assert typed == ["10.000.000", "Thiếu danh sách ký nhận"]


def test_approved_by_keys_with_the_reason_beside_it_and_its_notice(page, above):
    receive_in_a_package(above, 2)
    page.levels.formButton.click()
    pane = page.lower_form
    press(pane, Qt.Key.Key_F7)
    assert "in được sau khi duyệt" in pane.banner.text()
    assert pane.approveButton.text() == "Duyệt quyết toán (F10)"
    assert "Duyệt quyết toán" in [wish.text for wish in wishes_of(pane.actions())]
    assert not pane.noticeButton.isVisible()
    type_figure(pane, "Chi trực tiếp", 4, "Thiếu danh sách ký nhận")
    pane.table.setCurrentIndex(cell(pane, "Chi trực tiếp", 3))
    type_keys(pane, "10000000")
    press(pane, Qt.Key.Key_F10)  # from within the cell that is still open
    (found,) = list_lower_settlements(above, 2026)
    assert (found.status, found.approved["care"]) == ("approved", 10_000_000)
    assert cell(pane, "Chi trực tiếp", 4).data() == "Thiếu danh sách ký nhận"
    assert pane.noticeButton.isVisible()
    press(pane, Qt.Key.Key_F7)
    assert page.currentWidget() is page.notice
    assert page.notice.pdf.startswith(b"%PDF")
    page.notice.closed.emit()
    assert page.currentWidget() is pane
    assert pane.table.hasFocus()


def test_a_figure_that_cannot_be_read_is_not_approved_as_reported(page, above):
    receive_in_a_package(above, 2)
    page.levels.formButton.click()
    pane = page.lower_form
    pane.table.setCurrentIndex(cell(pane, "Chi trực tiếp", 3))
    type_keys(pane, "10xyz")
    press(pane, Qt.Key.Key_F10)
    assert list_lower_settlements(above, 2026)[0].status == "submitted"
    assert pane.banner.isVisible()


def test_a_role_that_may_not_approve_is_told_why(page, above, qtbot):
    receive_in_a_package(above, 2)
    cashier = replace(above, officer=replace(above.officer, role="cashier"))
    pane = LowerPane(Desk(cashier))
    qtbot.addWidget(pane)
    pane.show_unit("CS-01", 2026)
    assert not pane.approveButton.isEnabled()
    for said in (pane.approveButton.toolTip(), pane.hintLabel.text()):
        assert "Vai Thủ quỹ không duyệt quyết toán" in said
    pane.deeds["approve"].trigger()
    assert "Vai Thủ quỹ" in pane.banner.text()
    assert list_lower_settlements(above, 2026)[0].status == "submitted"


def shown_columns(table):
    columns = table.rows.columns
    return [column.name for at, column in enumerate(columns) if not table.isColumnHidden(at)]


def width_of(table, name):
    return table.columnWidth(next(at for at, it in enumerate(COLUMNS) if it.name == name))


def test_columns_are_read_in_groups_that_fit_a_small_screen(page):
    table = page.levels.table
    assert shown_columns(table) == [
        *("name", "state", "collected", "down", "up", "owed", "closing"),
    ]
    page.levels.viewBox.setCurrentText("Tiền hai cấp")
    assert shown_columns(table) == [
        *("name", "paid_out", "received", "down", "remitted", "arrived", "up"),
    ]
    page.levels.viewBox.setCurrentText("Tỷ lệ, chỉ tiêu")
    assert {"collected", "sent", "kept", "planned"} <= set(shown_columns(table))
    for at in (0, 1, 2, 1, 0):
        page.levels.viewBox.setCurrentIndex(at)
        header = table.horizontalHeader()
        assert header.length() <= table.viewport().width()
        assert all(width_of(table, name) >= 60 for name in shown_columns(table))


def test_every_column_stands_in_some_group():
    assert {column.name for column in COLUMNS} == set().union(*VIEWS.values())


def test_the_settlement_opens_by_keys_and_esc_leads_back_to_its_unit(page, above):
    add_unit(above, UnitFacts("CDCS", "CS-02", "CĐCS Minh Quang"), since=date(2020, 1, 1))
    page.levels.refresh()
    page.levels.table.setFocus()
    QTest.keyClick(page.levels.table, Qt.Key.Key_Down)
    QTest.keyClick(page.levels.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert "CĐCS Minh Quang" in page.lower_form.titleLabel.text()
    QTest.keyClick(page.lower_form.table, Qt.Key.Key_Escape)
    assert page.levels.table.hasFocus()
    assert page.levels._current_code() == "CS-02"


def test_an_approved_settlement_says_so_and_whether_both_sides_agree(page, above, qtbot):
    receive_in_a_package(above, 2)
    page.levels.refresh()
    wait_for(qtbot, page)
    assert rows_of(page.levels.table)[0][1] == "chờ duyệt, khớp"
    approve_lower_settlement(above, "CS-01", 2026)
    page.levels.refresh()
    wait_for(qtbot, page)
    assert rows_of(page.levels.table)[0][1] == "đã duyệt, khớp"


def test_the_sums_that_an_approval_leads_to_are_seen_before_it(page, above):
    receive_in_a_package(above, 2)
    page.levels.formButton.click()
    pane = page.lower_form
    assert cell(pane, "Tích lũy cuối kỳ", 3).data() == "–"
    type_figure(pane, "Chi trực tiếp", 3, "10tr")
    assert cell(pane, "Tích lũy cuối kỳ", 2).data() == "(12.000.000)"
    assert cell(pane, "Tích lũy cuối kỳ", 3).data() == "(10.000.000)"
    assert cell(pane, "Chi tuyên truyền", 3).data() == "–"


def test_each_level_above_shows_what_is_due_to_it_beside_what_came(page, above, qtbot):
    """By hand: 12 due of dues, 10 came; 60 % of them are 7,2 and 6."""
    set_split_chain(
        above,
        2026,
        "dues",
        {"LĐLĐ tỉnh": Decimal("0.6"), "Tổng Liên đoàn": Decimal("0.4")},
        "HD 12/HD-TLĐ",
    )
    post_voucher(above, move(page, "dues", 10_000_000).id)
    rows = {"dues": 40_000_000, "remitted": 12_000_000}
    enter_lower_settlement(above, "CS-01", 2026, rows, BasicFigures(0, 0, 0, 0))
    page.levels.refresh()
    page.levels.share()
    wait_for(qtbot, page)
    told = plain(page.levels.chain_panel.accountLabel.text())
    assert "Đoàn phí cấp dưới phải nộp 12.000.000 đ, đã nộp 10.000.000 đ." in told
    assert "LĐLĐ tỉnh (60%): phải nộp 7.200.000 đ, đã nộp 6.000.000 đ, còn 1.200.000 đ" in told
    page.levels.chain_panel.kindEdit.set_value("kpcd")
    told = plain(page.levels.chain_panel.accountLabel.text())
    assert told == "Kinh phí công đoàn cấp dưới phải nộp 0 đ, đã nộp 0 đ."


def test_a_form_beside_the_table_gets_the_height_of_the_sums_below(page):
    page.levels.add()
    assert not page.levels.transitLabel.isVisible()
    QTest.keyClick(page.levels.level_panel.reasonEdit, Qt.Key.Key_Escape)
    assert page.levels.transitLabel.isVisible()
