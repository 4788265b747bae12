"""What a page has done can be taken back from the window, by key and by button."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.preferences import Forgetful
from unionapp.finance.vouchers.drafting import delete_draft
from unionapp.finance.vouchers.register import list_vouchers

KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(qtbot, look, office):
    window = MainWindow(office, look=look, preferences=Forgetful())
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    yield window
    window.finish()


def keep_a_voucher(window):
    page = window.open("vouchers")
    page.add("PT")
    page.form.voucherOnEdit.set_value(page.desk.office.today)
    page.form.amountEdit.set_value(1_200_000)
    page.form.reasonEdit.set_value("Thu hỗ trợ")
    page.form.entry.save()
    return page


def test_desk_shell_and_status_line_share_one_list_from_the_beginning(window):
    assert window.desk.undo_list is window.undo_list
    assert window.open("vouchers").form.entry.undo_list is window.undo_list


def test_the_key_takes_back_what_a_page_has_done(qtbot, window, office):
    keep_a_voucher(window)
    assert len(list_vouchers(office)) == 1
    QTest.keyClick(window, Qt.Key.Key_Z, KEYS)
    assert list_vouchers(office) == ()
    assert window.status.text().startswith("Đã hoàn tác: đã cất phiếu thu")


def test_the_button_stays_in_sight_while_the_page_tells_of_its_deed(qtbot, window, office):
    keep_a_voucher(window)
    assert window.status.text().endswith("chưa ghi sổ")
    assert not window.status._undo.isHidden()
    QTest.mouseClick(window.status._undo, Qt.MouseButton.LeftButton)
    assert list_vouchers(office) == ()
    assert window.status._undo.isHidden()


def test_what_is_told_later_is_no_deed_and_hides_the_button(qtbot, window):
    keep_a_voucher(window)
    qtbot.wait(1)
    window.desk.tell("Đã in")
    assert window.status._undo.isHidden()


def test_what_can_no_longer_be_taken_back_is_said_and_is_no_fault(qtbot, window, office):
    keep_a_voucher(window)
    (row,) = list_vouchers(office)
    delete_draft(office, row.id)
    QTest.keyClick(window, Qt.Key.Key_Z, KEYS)
    assert "chứng từ" in window.status.text()
    assert "Đã hoàn tác" not in window.status.text()
    assert window.status._undo.isHidden()


def test_the_key_names_what_was_done_on_another_page_and_leaves_it(window, office):
    keep_a_voucher(window)
    window.open("members")
    for _ in range(2):
        QTest.keyClick(window, Qt.Key.Key_Z, KEYS)
    assert len(list_vouchers(office)) == 1
    assert window.status.text().startswith(
        "Ở trang này không có gì để hoàn tác. Ở trang «Thu, chi»"
    )
    window.open("vouchers")
    QTest.keyClick(window, Qt.Key.Key_Z, KEYS)
    assert list_vouchers(office) == ()


def test_the_button_takes_back_the_deed_it_stands_beside_on_any_page(window, office):
    keep_a_voucher(window)
    window.open("members")
    QTest.mouseClick(window.status._undo, Qt.MouseButton.LeftButton)
    assert list_vouchers(office) == ()


def test_where_nothing_was_done_the_key_says_so(window):
    QTest.keyClick(window, Qt.Key.Key_Z, KEYS)
    assert window.status.text() == "Không có việc nào để hoàn tác."
