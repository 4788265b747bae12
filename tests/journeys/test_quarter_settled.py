"""The accountant settles and hands over: from a figure to its vouchers, then onto a stick."""

import re
import shutil
from datetime import date

import pypdfium2
import pytest

from tests.desktop.conftest import look  # noqa: F401  # a fixture; it also asks for no screen
from tests.finance.setting import draft
from tests.journeys.test_accountant_year import Hands

from PySide6.QtCore import Qt  # isort: skip
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.preferences import Forgetful
from unionapp.desktop.printing import print_pane
from unionapp.finance.vouchers.accounts import open_accounts, set_opening
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.vouchers.register import list_vouchers, save_voucher, show_voucher
from unionapp.finance.year.settlement import show_settlement_of
from unionapp.reports.handing_over import hand_over
from unionapp.vietnamese.periods import Period

QUARTER = Period.parse("2026-Q1")
CARE = (("2026-01", 400_000), ("2026-02", 500_000), ("2026-03", 300_000))


@pytest.fixture
def office(make_office):
    """The first quarter: money in the till, a receipt and three visits."""
    opened = make_office(today=date(2026, 3, 31))
    set_opening(opened, open_accounts(opened)[0].id, 5_000_000, date(2026, 1, 1))
    post_voucher(opened, save_voucher(opened, draft("PT", 2_000_000, date(2026, 1, 9))).id)
    for month, amount in CARE:
        on = date.fromisoformat(f"{month}-20")
        visit = draft("PC", amount, on, item="31.03", reason=f"Thăm ốm {month}")
        post_voucher(opened, save_voucher(opened, visit).id)
    return opened


@pytest.fixture
def hands(qtbot, look, office):  # noqa: F811
    window = MainWindow(office, look=look, preferences=Forgetful())
    qtbot.addWidget(window)
    window.desk.work_in(QUARTER)
    yield Hands(qtbot, window)
    window.finish()


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "USB"
    folder.mkdir()
    return folder


def plain(text):
    return text.replace("\xa0", " ")


def open_settlement(hands):
    page = hands.page("settlement")
    hands.walk_to(page.tabs.tabBar())
    hands.press(Qt.Key.Key_Right)
    assert page.tabs.currentWidget() is page.report
    hands.walk_to(page.report.table)
    return page


def test_a_figure_opens_its_vouchers_and_one_of_them(hands, office):
    page = open_settlement(hands)
    table = page.report.table
    assert page.partBox.currentText() == "Quý I"
    assert not page.report.handInButton.isEnabled()  # a year is handed in, a quarter is not
    for _ in range(table.rows.rowCount()):
        if table.rows.value(table.currentIndex().row(), 2) == "31":
            break
        hands.press(Qt.Key.Key_Down)
    assert show_settlement_of(office, QUARTER).amount("care") == 1_200_000
    hands.press(Qt.Key.Key_Return)
    shown = [page.sources.table.rows.row(at) for at in range(3)]
    assert [row[3] for row in shown] == [amount for _, amount in CARE]
    assert plain(page.sources.sumLabel.text()) == (
        "Cộng 3 chứng từ: 1.200.000 đ, bằng số trên biểu"
    )
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    vouchers = hands.window.pageStack.currentWidget()
    opened = vouchers.list.table.current_id()
    assert show_voucher(office, opened).row.number == shown[1][1]
    assert "500.000 đ" in plain(vouchers.sheet.text())
    page = hands.page("settlement")
    hands.press(Qt.Key.Key_Escape)
    assert table.hasFocus()
    hands.press(Qt.Key.Key_F9)
    assert page.tabs.currentWidget() is page.checks


def test_a_stick_pulled_half_way_leaves_nothing_and_the_second_try_is_proved(
    hands, office, stick, tmp_path, monkeypatch
):
    before = (list_vouchers(office), show_settlement_of(office, QUARTER))
    monkeypatch.setattr(print_pane.QFileDialog, "getExistingDirectory", lambda *_: str(stick))
    page = open_settlement(hands)
    hands.press(Qt.Key.Key_F7)
    pane = page.printing
    hands.walk_to(pane.usbButton)

    def pulled_half_way(data, target, told):
        def tell(done, every):
            told(done, every)
            if done * 2 >= every:
                shutil.rmtree(stick, ignore_errors=True)

        return hand_over(data, target, tell)

    monkeypatch.setattr(print_pane, "hand_over", pulled_half_way)
    hands.press(Qt.Key.Key_Space)
    assert pane.banner.text().startswith("Chưa ghi xong – cắm lại")
    stick.mkdir()
    assert list(stick.iterdir()) == []

    monkeypatch.setattr(print_pane, "hand_over", hand_over)
    hands.press(Qt.Key.Key_Space)
    assert pane.banner.text().startswith("Đã đọc lại, khớp 100 %")
    (file,) = stick.iterdir()
    assert file.name == "CS-0147_settlement_2026-Q1.pdf"
    (code,) = re.findall(r"[A-Z2-7]{4}-[A-Z2-7]{4}", pane.banner.text())
    assert hand_over(file.read_bytes(), tmp_path / "lần nữa.pdf").code == code

    slip = tmp_path / "phiếu.pdf"
    pane.save_slip(slip)
    text = text_of(slip)
    for words in ("PHIẾU GIAO NHẬN", code, file.name, "CĐCS Công ty TNHH May Hoa Sen"):
        assert words in text
    assert (list_vouchers(office), show_settlement_of(office, QUARTER)) == before


def text_of(path):
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)
