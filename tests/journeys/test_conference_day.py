"""A conference with two photographs and its cost: typed, shown, paid and counted by keyboard."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from tests.desktop.offices import finished
from tests.desktop.pages import add_people
from tests.paper.test_photographs import scene
from unionapp.activities.costs import cost_voucher
from unionapp.activities.lists import list_activities
from unionapp.activities.photos import list_photos
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.preferences import Forgetful
from unionapp.finance.vouchers.accounts import open_accounts, set_opening
from unionapp.indicators.figures import measure
from unionapp.paper.photographs import MOST_BYTES
from unionapp.vietnamese.periods import Period

YEAR = Period.parse("2026")
NAME = "Hội nghị người lao động năm 2026"


@pytest.fixture
def window(office, look):
    add_people(office)
    set_opening(office, open_accounts(office)[0].id, 9_000_000, date(2026, 1, 1))
    return MainWindow(office, look=look, preferences=Forgetful())


@pytest.fixture
def photos(tmp_path):
    files = [tmp_path / f"anh {number}.jpg" for number in (1, 2)]
    files[0].write_bytes(scene(4000, 3000))
    files[1].write_bytes(scene(3000, 4000))
    return files


def test_a_conference_is_typed_shown_paid_and_counted(office, window, sit_down, qtbot, photos):
    assert measure(office, "hn_nld_nonstate_pct", YEAR).text == "0% (0/1)"
    hands = sit_down(window)
    page = window.open("activities")
    page.setFocus()
    hands.control(Qt.Key.Key_N)
    for answer in ("Hội nghị người lao động", NAME, "4/3", "", "Hội trường", ""):
        hands.enter(answer)
    for answer in ("121", "96", "60", "", "3tr5"):
        hands.enter(answer)
    assert "79,3%" in page.form.attendedEdit._hint.text()
    page.form.details.fields["form"].setFocus()
    hands.type("H")
    hands.control(Qt.Key.Key_S)
    [held] = list_activities(office)
    assert (held.title, held.attended, held.amount) == (NAME, 96, 3_500_000)
    assert measure(office, "hn_nld_nonstate_pct", YEAR).text == "100% (1/1)"

    hands.control(Qt.Key.Key_H)
    with finished(qtbot, page.desk):
        page.photo_panel.add_files(photos)
    kept = list_photos(office, held.id)
    assert [row.name for row in kept] == ["anh 1", "anh 2"]
    assert max(row.size for row in kept) <= MOST_BYTES
    hands.press(Qt.Key.Key_Escape)

    hands.press(Qt.Key.Key_F12)
    hands.enter("Nhà hàng Hương Sen")
    hands.control(Qt.Key.Key_S)
    voucher = cost_voucher(office, held.id)
    assert (voucher.status, voucher.amount) == ("draft", 3_500_000)
    assert "chưa ghi sổ" in page.sheet.text()
    hands.press(Qt.Key.Key_F12)
    assert window.pageStack.currentWidget().windowTitle() == "Chứng từ thu, chi"
