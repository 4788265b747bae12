"""What is done with a voucher beside typing it: approval, files, lists, copies, what comes back."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.desktop.pages import show_page
from tests.desktop.strokes import type_keys
from tests.desktop.walk import clipped, nameless, too_large, unreachable
from tests.finance.setting import add_payer, draft
from unionapp.desktop.desk import Desk
from unionapp.desktop.vouchers.attachments_panel import size_words
from unionapp.desktop.vouchers.copy_panel import day_of
from unionapp.desktop.vouchers.voucher_menus import menu_of
from unionapp.desktop.vouchers.vouchers_page import VouchersPage
from unionapp.finance.vouchers.accounts import open_accounts, set_opening
from unionapp.finance.vouchers.approvals import refuse_voucher, waiting_for_approval
from unionapp.finance.vouchers.attachments import list_attachments
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.vouchers.recipients import Recipient, list_recipients, set_recipients
from unionapp.finance.vouchers.recurring import list_recurring
from unionapp.finance.vouchers.register import list_vouchers, show_voucher
from unionapp.membership.cadres import CadreDraft, appoint
from unionapp.vietnamese.periods import Period

DAY = date(2026, 3, 5)


@pytest.fixture
def office(make_office):
    opened = make_office(today=DAY)
    set_opening(opened, open_accounts(opened)[0].id, 10_000_000, date(2026, 1, 1))
    return opened


@pytest.fixture
def chair(office):
    return replace(office, officer=replace(office.officer, name="Lê Văn Tùng", role="chair"))


@pytest.fixture
def show(qtbot):
    def page_of(office):
        desk = Desk(office)
        desk.work_in(Period.parse("2026-03"))
        page = show_page(qtbot, VouchersPage(desk), 890, 540)
        page.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is page)
        page.recall_state()
        page.list.table.setFocus()
        return page

    return page_of


def save(office, amount=1_200_000, **details):
    return save_voucher(office, draft("PC", amount, DAY, **details))


def plain(text):
    return text.replace("\xa0", " ")


def rows_of(table):
    return [table.rows.row(at) for at in range(table.rows.rowCount())]


def test_the_chair_goes_through_what_waits_and_approves(show, office, chair):
    first, second = save(office), save(office, 300_000, counterparty="Trần Văn Bình")
    page = show(chair)
    page.go_to("waiting")
    assert [row.id for row in waiting_for_approval(chair)] == [first.id, second.id]
    assert page.list.table.rows.rowCount() == 2
    QTest.keyClick(page.list.table, Qt.Key.Key_F10)
    panel = page.beside.approve_panel
    assert "1.200.000 đ?" in plain(panel.titleLabel.text())
    assert "Chưa có tệp kèm" in panel.factsLabel.text()
    panel.entry.save()
    assert show_voucher(office, first.id).approved_by == "Lê Văn Tùng"
    assert [row.id for row in waiting_for_approval(chair)] == [second.id]
    assert page.list.table.rows.rowCount() == 1
    assert page.list.table.current_id() == second.id
    page.go_to(first.id)
    assert "Đã duyệt – Lê Văn Tùng – " in page.sheet.text()


def test_the_chair_reads_what_the_rules_say_before_deciding(show, office, chair):
    waits = save(office, attachments=0)
    page = show(chair)
    page.go_to(waits.id)
    QTest.keyClick(page.list.table, Qt.Key.Key_F10)
    told = page.beside.approve_panel.factsLabel.text()
    assert "Cần xem: Chứng từ chi chưa có chứng từ gốc" in told
    assert "chưa được chủ tịch duyệt" not in told


def test_the_chair_takes_an_approval_back_while_nothing_is_posted(show, office, chair):
    voucher = save(office)
    page = show(chair)
    page.go_to(voucher.id)
    assert not page.actions_["withdraw_approval"].isEnabled()
    page.beside.approve()
    page.beside.approve_panel.entry.save()
    page.go_to(voucher.id)
    assert not page.actions_["approve"].isEnabled()
    page.actions_["withdraw_approval"].trigger()
    assert show_voucher(office, voucher.id).approved_by is None
    assert page.actions_["approve"].isEnabled()
    page.desk.undo_list.undo()
    assert show_voucher(office, voucher.id).approved_by == "Lê Văn Tùng"
    writer = show(office)
    writer.go_to(voucher.id)
    assert not writer.actions_["withdraw_approval"].isEnabled()


def test_a_draft_goes_back_with_its_reason_and_the_writer_reads_it(show, office, chair):
    voucher = save(office)
    page = show(chair)
    page.go_to(voucher.id)
    page.beside.approve()
    panel = page.beside.approve_panel
    panel.refuseButton.click()
    assert "lý do trả lại" in panel.reasonEdit.problem
    panel.reasonEdit.set_value("Thiếu hóa đơn")
    panel.refuseButton.click()
    page = show(office)
    page.go_to(voucher.id)
    assert "Lê Văn Tùng trả lại: Thiếu hóa đơn" in page.sheet.text()
    assert "Bị trả lại" in page.sheet.text()
    assert not page.actions_["approve"].isEnabled()


def test_nobody_approves_a_payment_to_themselves(show, office, chair):
    voucher = save(office, counterparty="Lê Văn Tùng")
    page = show(chair)
    page.go_to(voucher.id)
    page.beside.approve()
    page.beside.approve_panel.entry.save()
    assert "không được tự duyệt" in page.beside.approve_panel.banner.text()
    assert show_voucher(office, voucher.id).approved_by is None


def test_files_are_added_dropped_pasted_and_taken_off_a_draft(show, office, tmp_path):
    voucher = save(office)
    page = show(office)
    page.go_to(voucher.id)
    QTest.keyClick(page.list.table, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    panel = page.beside.attachments
    assert page.side.currentWidget() is panel
    bill = tmp_path / "hóa đơn.pdf"
    bill.write_bytes(b"x" * 2048)
    panel.add_files([bill])
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(bill))])
    panel._take(dropped)
    assert "đã có trên chứng từ này" in panel.banner.text()
    picture = QImage(4, 4, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(picture)
    panel.paste()
    assert [row[:1] for row in rows_of(panel.table)] == [("hóa đơn.pdf",), ("anh-dan.png",)]
    assert rows_of(panel.table)[0][1] == "2 KB"
    assert "Tệp kèm" in page.sheet.text()
    panel.table.setCurrentIndex(panel.table.rows.index(0, 0))
    QTest.keyClick(panel.table, Qt.Key.Key_Delete)
    assert [row.name for row in list_attachments(office, voucher.id)] == ["anh-dan.png"]
    page.desk.undo_list.undo()
    assert len(list_attachments(office, voucher.id)) == 2
    panel.add_files([tmp_path / "không có.pdf"])
    assert "Không đọc được tệp" in panel.banner.text()


def test_a_folder_or_a_heavy_file_is_refused_before_it_is_read(
    show, office, tmp_path, monkeypatch
):
    page = show(office)
    page.go_to(save(office).id)
    page.beside.attach()
    panel = page.beside.attachments
    panel.add_files([tmp_path])
    assert "là một thư mục" in panel.banner.text()
    heavy = tmp_path / "video.mp4"
    with heavy.open("wb") as file:
        file.truncate(300 * 1024 * 1024)
    monkeypatch.setattr(type(heavy), "read_bytes", lambda _: pytest.fail("it was read"))
    panel.add_files([heavy])
    assert "lớn hơn 10 MB" in panel.banner.text()


def test_files_of_a_posted_voucher_open_and_more_may_come_but_none_goes(
    show, office, tmp_path, monkeypatch
):
    opened = []
    monkeypatch.setattr(
        "unionapp.desktop.vouchers.attachments_panel.QDesktopServices.openUrl", opened.append
    )
    voucher = save(office)
    page = show(office)
    page.go_to(voucher.id)
    page.beside.attach()
    page.beside.attachments.add_content("phieu.txt", "đã ký".encode())
    post_voucher(office, voucher.id)
    page.go_to(voucher.id)
    page.beside.attach()
    panel = page.beside.attachments
    assert panel.addButton.isEnabled()
    assert not panel.removeButton.isEnabled()
    QTest.keyClick(panel.table, Qt.Key.Key_Return)
    (url,) = opened
    assert Path(url.toLocalFile()).read_text(encoding="utf-8") == "đã ký"
    panel.add_content("phieu da ky.pdf", b"scan")
    QTest.keyClick(panel.table, Qt.Key.Key_Delete)
    names = [row.name for row in list_attachments(office, voucher.id)]
    assert names == ["phieu.txt", "phieu da ky.pdf"]


@pytest.mark.parametrize(
    ("size", "words"), [(900, "900 byte"), (312_000, "305 KB"), (1_500_000, "1,4 MB")]
)
def test_sizes_are_said_as_people_say_them(size, words):
    assert size_words(size) == words


def test_a_list_is_filled_from_the_members_and_makes_its_voucher_agree(show, office):
    for name in ("Nguyễn Thị Hoa", "Trần Văn Bình"):
        add_payer(office, name, 6_200_000)
    voucher = save(office, 500_000, item="31.02")
    page = show(office)
    page.go_to(voucher.id)
    page.over.list_recipients()
    pane = page.over.recipients
    pane.membersButton.click()
    assert [(row.name, row.each) for row in pane.list.rows()] == [
        ("Trần Văn Bình", 250_000),
        ("Nguyễn Thị Hoa", 250_000),
    ]
    pane.list.add_row()
    type_keys(pane.table, "C")
    editor = pane.table.findChild(QLineEdit)
    type_keys(editor, "ô Lan nấu ăn")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert "3 người, 750.000 đ" in plain(pane.sumLabel.text())
    assert "nhiều hơn phiếu 250.000 đ" in plain(pane.sumLabel.text())
    pane.amountButton.click()
    assert show_voucher(office, voucher.id).row.amount == 750_000
    assert list_recipients(office, voucher.id).adds_up
    assert page.currentWidget() is page.list
    assert "3 người, 750.000 đ" in plain(page.sheet.text())


def test_initials_name_a_member_in_the_list(show, office):
    add_payer(office, "Nguyễn Thị Hoa", 6_200_000)
    page = show(office)
    page.go_to(save(office).id)
    page.over.list_recipients()
    pane = page.over.recipients
    type_keys(pane.table, "n")
    editor = pane.table.findChild(QLineEdit)
    type_keys(editor, "th")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    (row,) = pane.list.rows()
    assert (row.name, row.member_id is not None) == ("Nguyễn Thị Hoa", True)


def test_a_voucher_is_copied_to_another_day_and_the_copy_can_be_taken_back(show, office):
    voucher = save(office)
    page = show(office)
    page.go_to(voucher.id)
    QTest.keyClick(page.list.table, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    panel = page.beside.copy_panel
    panel.whenEdit.set_value("next")
    assert panel.onEdit.value() == date(2026, 4, 5)
    panel.entry.save()
    assert [row.voucher_on for row in list_vouchers(office)] == [DAY, date(2026, 4, 5)]
    page.desk.undo_list.undo()
    assert len(list_vouchers(office)) == 1


def test_today_is_today_although_the_working_period_is_over(show, office):
    voucher = save(office)
    page = show(office)
    page.desk.work_in(Period.parse("2026-01"))
    assert page.desk.working_day < office.today
    page.go_to(voucher.id)
    page.beside.copy()
    panel = page.beside.copy_panel
    assert (panel.whenEdit.value(), panel.onEdit.value()) == ("today", office.today)


def test_the_last_day_of_a_long_month_becomes_the_last_of_a_short_one():
    assert day_of("next", date(2026, 1, 31), DAY) == date(2026, 2, 28)
    assert day_of("same", date(2026, 1, 31), DAY) == date(2026, 1, 31)


def test_what_comes_back_every_month_is_proposed_drafted_and_ended(show, office):
    voucher = save(office, 55_000, reason="Phí ngân hàng tháng 3 năm 2026")
    page = show(office)
    page.go_to(voucher.id)
    page.beside.repeat()
    panel = page.beside.repeat_panel
    assert (panel.dayEdit.value(), panel.firstEdit.kept()) == (5, "04/2026")
    panel.firstEdit.set_value("tháng tư")
    panel.entry.save()
    assert panel.firstEdit.problem
    panel.firstEdit.set_value("3/2026")
    panel.entry.save()
    page.go_to("recurring")
    pane = page.over.recurring
    assert [row[0] for row in rows_of(pane.table)] == ["chưa lập"]
    assert pane.draftButton.text() == "Lập nháp 1 phiếu"
    pane.draftButton.click()
    rows = list_vouchers(office)
    assert [row.reason for row in rows] == ["Phí ngân hàng tháng 3 năm 2026"] * 2
    page.go_to("recurring")
    assert [row[0] for row in rows_of(pane.table)] == ["đã lập"]
    page.desk.undo_list.undo()
    assert len(list_vouchers(office)) == 1
    page.go_to("recurring")
    pane.endButton.click()
    assert list_recurring(office) == ()
    assert "Chưa có phiếu định kỳ" in pane.hintLabel.text()
    page.desk.undo_list.undo()
    assert len(list_recurring(office)) == 1


def test_allowances_are_worked_out_from_coefficients_and_paid_with_their_list(show, office):
    chair = add_payer(office, "Lê Văn Tùng", 9_000_000)
    appoint(office, CadreDraft(chair, "CHU_TICH", date(2026, 1, 1)))
    page = show(office)
    page.go_to("allowances")
    pane = page.over.allowances
    assert "Chủ tịch" in pane.hintLabel.text()
    assert not pane.draftButton.isEnabled()
    pane.enter_coefficient(1)
    pane.panel.coefficientEdit.set_value("hai")
    pane.panel.decisionEdit.set_value("QĐ 5692/QĐ-TLĐ")
    pane.panel.entry.save()
    assert "lớn hơn 0" in pane.panel.coefficientEdit.problem
    pane.panel.coefficientEdit.set_value("0,2")
    pane.panel.entry.save()
    assert rows_of(pane.table) == [("Lê Văn Tùng", "Chủ tịch", "0,2", 468_000, 1, 468_000)]
    assert "Bốn trăm sáu mươi tám nghìn đồng" in pane.sumLabel.text()
    pane.draftButton.click()
    (voucher,) = list_vouchers(office)
    assert (voucher.amount, list_recipients(office, voucher.id).adds_up) == (468_000, True)
    assert Decimal("0.2") * 2_340_000 == 468_000
    page.go_to("allowances")
    assert "Đã lập phiếu: bản nháp ngày" in pane.sumLabel.text()
    assert not pane.draftButton.isEnabled()


@pytest.mark.parametrize("work", ["attach", "copy", "repeat", "approve", "list_recipients"])
def test_every_panel_is_named_reachable_and_fits_a_small_laptop(show, chair, work, qtbot):
    page = show(chair)
    page.go_to(save(chair).id)
    getattr(page.over if work == "list_recipients" else page.beside, work)()
    qtbot.wait(1)
    assert nameless(page) == []
    assert unreachable(page) == []
    assert clipped(page) == []
    assert not too_large(page, width=890, height=540)


@pytest.mark.parametrize("door", ["recurring", "allowances"])
def test_every_pane_is_named_reachable_and_fits_a_small_laptop(show, office, door, qtbot):
    page = show(office)
    page.go_to(door)
    qtbot.wait(1)
    assert nameless(page) == []
    assert unreachable(page) == []
    assert clipped(page) == []
    assert not too_large(page, width=890, height=540)


def test_a_voucher_sent_back_says_so_in_the_list(show, office, chair):
    voucher = save(office)
    refuse_voucher(chair, voucher.id, "Sai tên")
    page = show(office)
    assert rows_of(page.list.table)[0][7] == "Bị trả lại"


def test_the_menu_of_a_voucher_prints_its_list(show, office):
    voucher = save(office, 500_000, item="31.02")
    page = show(office)
    page.go_to(voucher.id)
    page.show_paper("recipients", "Danh sách ký nhận")
    assert "chưa có danh sách" in page.list.banner.text()
    add_payer(office, "Nguyễn Thị Hoa", 6_200_000)
    page.over.list_recipients()
    page.over.recipients.membersButton.click()
    page.over.recipients.saveButton.click()
    menu = menu_of(page)
    words = [action.text() for action in menu.actions() if action.text()]
    assert words[-2:] == ["In danh sách ký nhận", "In phiếu thăm hỏi"]
    menu.actions()[-2].trigger()
    assert page._paper is page.currentWidget()
    assert page._paper.pdf.startswith(b"%PDF")


def test_the_menu_of_a_receipt_prints_what_the_payer_takes_home(show, office):
    page = show(office)
    page.go_to(save_voucher(office, draft("PT", 250_000, date(2026, 3, 2))).id)
    menu = menu_of(page)
    by_words = {action.text(): action for action in menu.actions()}
    by_words["In biên lai thu tiền"].trigger()
    assert page._paper is page.currentWidget()
    assert page._paper.preview.page_count() == 2


def test_a_payment_has_its_request_and_no_receipt(show, office):
    page = show(office)
    page.go_to(save(office).id)
    by_words = {action.text(): action for action in menu_of(page).actions()}
    by_words["In giấy đề nghị thanh toán"].trigger()
    assert page._paper is page.currentWidget()
    page._paper.closed.emit()
    page.show_paper("receipt", "Biên lai thu tiền")
    assert "chỉ in từ phiếu thu" in page.list.banner.text()


@pytest.mark.parametrize(
    ("words", "is_blank", "is_large"),
    [
        ("In phiếu để trống ngày và số", True, False),
        ("In phiếu khổ A4", False, True),
        ("In phiếu khổ A4, để trống ngày và số", True, True),
    ],
)
def test_the_menu_prints_a_voucher_for_handwriting_and_larger(
    show, office, words, is_blank, is_large
):
    page = show(office)
    page.go_to(post_voucher(office, save_voucher(office, draft("PT", 1_000, DAY)).id).id)
    by_words = {action.text(): action for action in menu_of(page).actions()}
    by_words[words].trigger()
    with pypdfium2.PdfDocument(page._paper.pdf) as pdf:
        text = pdf[0].get_textpage().get_text_bounded()
        width = pdf[0].get_size()[0]
    assert ("Số: ……" in text) is is_blank
    assert (width > 500) is is_large


def test_without_a_voucher_nothing_can_be_printed(show, office):
    page = show(office)
    assert not page.actions_["preview"].isEnabled()
    page.show_stored(save(office).id)
    assert page.actions_["preview"].isEnabled()


def test_a_deleted_draft_comes_back_only_if_its_form_said_all_of_it(show, office):
    bare, listed = save(office), save(office)
    set_recipients(office, listed.id, [Recipient("Trần Văn Bình", listed.amount)])
    page = show(office)
    for voucher, left in ((listed, 1), (bare, 1)):
        page.go_to(voucher.id)
        page.delete()
        page.desk.undo_list.undo()
        assert len(list_vouchers(office)) == left


def test_a_voucher_outside_the_working_period_leaves_the_filter_as_it_is(show, office):
    save(office)
    page = show(office)
    page.form.begin_kind("PC")
    form = page.form
    form.voucherOnEdit.set_value(date(2026, 2, 10))
    form.counterpartyEdit.restore('["Chị Hoa"]')
    form.amountEdit.set_value(200_000)
    form.reasonEdit.set_value("Thăm ốm")
    form.entry.save()
    assert page.list.spanBox.currentData() is None
    assert page.list.table.rows.rowCount() == 1
    assert "nằm ngoài kỳ" in page.list.banner.text()
    page.list.banner._act()
    assert page.list.spanBox.currentData() == "all"
    assert page.list.table.rows.rowCount() == 2
