"""Sending and receiving in the window: the same files and verdicts as everywhere else."""

from datetime import date

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.desktop.offices import a_desk, add_people, finished, receive_money
from tests.desktop.walk import clipped, nameless, too_large
from tests.exchange.offices import CDCS, enrol, found_upper, tamper
from unionapp.desktop.exchange.exchange_page import ExchangePage
from unionapp.exchange.inbox import list_inbox
from unionapp.exchange.outbox import list_outbox, seal_package
from unionapp.sentences import sentence
from unionapp.vietnamese.periods import Period

FEBRUARY = Period.parse("2026-02")


@pytest.fixture
def upper(make_office):
    return found_upper(make_office)


@pytest.fixture
def unit(make_office):
    unit = make_office("unit")
    add_people(unit)
    receive_money(unit)
    return unit


@pytest.fixture
def open_page(qtbot, look):
    def open_it(office, place):
        desk = a_desk(office, FEBRUARY)
        with finished(qtbot, desk):
            page = ExchangePage(desk)
            qtbot.addWidget(page)
            page.resize(1080, 560)
            page.show()
            page.go_to(place)
        return page

    return open_it


@pytest.fixture
def enrolled(unit, upper, tmp_path):
    enrol(unit, upper, tmp_path)
    return unit


def test_keys_travel_by_file_and_digits_by_voice(qtbot, open_page, unit, upper, tmp_path):
    own, other = open_page(unit, "keys"), open_page(upper, "issuing")
    keys, issuing = own.parts["keys"], other.parts["issuing"]
    assert "chưa có chứng thư ký" in keys.stateLabel.text()
    with finished(qtbot, own._desk):
        keys.request_to(tmp_path / "xin.cdreq")
    issuing.fileEdit.set_value(str(tmp_path / "xin.cdreq"))
    issuing.digitsEdit.set_value("1" * 30)
    with finished(qtbot, other._desk):
        issuing.issue_to(tmp_path / "tra-loi.cdpkg")
    assert issuing.digitsEdit.problem == sentence("key.fingerprint_differs")
    issuing.digitsEdit.set_value(keys.askLine.text().replace("-", " "))
    with finished(qtbot, other._desk):
        issuing.issue_to(tmp_path / "tra-loi.cdpkg")
    keys.digitsEdit.set_value(issuing.answerLine.text())
    with finished(qtbot, own._desk):
        keys.install(tmp_path / "tra-loi.cdpkg")
    assert "ký được gói báo cáo" in keys.stateLabel.text()


def test_one_sentence_before_signing(open_page, enrolled):
    page = open_page(enrolled, "outbox")
    words = page.parts["outbox"].outlineLabel.text()
    assert "tháng 02 năm 2026" in words
    assert "bản 1" in words
    assert words.startswith("Báo cáo tháng 02 năm 2026, CS-0147 gửi CT-09, bản 1, ")
    assert words.endswith("0 lỗi, 0 cảnh báo, 0 số CCCD được gửi.")


def test_without_a_key_the_refusal_says_what_to_do(qtbot, open_page, unit, tmp_path):
    page = open_page(unit, "outbox")
    with finished(qtbot, page._desk):
        page.parts["outbox"].seal_to(tmp_path)
    said = sentence("key.no_certificate", officer="Nguyễn Thị Hòa")
    assert page.parts["outbox"].banner.text() == said
    assert list_outbox(unit) == ()


def test_after_sealing_f7_shows_the_slip_with_code_and_square(
    qtbot, open_page, enrolled, tmp_path
):
    page = open_page(enrolled, "outbox")
    part = page.parts["outbox"]
    assert not part.slipButton.isEnabled()
    with finished(qtbot, page._desk):
        part.seal_to(tmp_path / "usb")
    assert "F7 in phiếu giao nhận" in part.banner.text()
    assert part.slipButton.isEnabled()
    QTest.keyClick(part.table, Qt.Key.Key_F7)
    qtbot.waitUntil(page.slip.isVisible)
    (sent,) = list_outbox(enrolled)
    with pypdfium2.PdfDocument(page.slip.pdf) as pdf:
        assert sent.file_code in pdf[0].get_textpage().get_text_range()
    page.slip.save_to(tmp_path / "phieu.pdf")
    assert (tmp_path / "phieu.pdf").read_bytes() == page.slip.pdf
    QTest.keyClick(page.slip, Qt.Key.Key_Escape)
    assert page.tabs.isVisible()
    sent.path.unlink()
    part.show_slip()
    assert not page.slip.isVisible()


def test_a_package_is_sealed_and_a_second_needs_a_reason(qtbot, open_page, enrolled, tmp_path):
    page = open_page(enrolled, "outbox")
    part = page.parts["outbox"]
    with finished(qtbot, page._desk):
        part.seal_to(tmp_path / "usb")
    assert len(list((tmp_path / "usb").glob("*.cdpkg"))) == 1
    assert part._list.model.rowCount() == 1
    with finished(qtbot, page._desk):
        part.seal_to(tmp_path / "usb")
    assert part.reasonEdit.problem
    part.reasonEdit.set_value("Bổ sung đoàn viên mới kết nạp")
    with finished(qtbot, page._desk):
        part.seal_to(tmp_path / "usb")
    assert {row.version for row in list_outbox(enrolled)} == {1, 2}


def test_each_file_gets_its_own_verdict(qtbot, open_page, enrolled, upper, tmp_path):
    sealed = seal_package(enrolled, FEBRUARY, output=tmp_path / "usb")
    bad = tmp_path / "usb" / "sua.cdpkg"
    bad.write_bytes(sealed.path.read_bytes())
    tamper(bad)
    (tmp_path / "usb" / "autorun.inf").write_text("x", encoding="ascii")
    page = open_page(upper, "inbox")
    part = page.parts["inbox"]
    with finished(qtbot, page._desk):
        part.receive([tmp_path / "usb"])
    rows = [part._delivery.model.row(at) for at in range(part._delivery.model.rowCount())]
    assert {row[1]: row[2] for row in rows} == {
        "nhận": "",
        "không nhận": "E_DIGEST",
        "bỏ qua": "",
    }
    assert "Đã xem 3 tệp" in part.banner.text()


def test_accepted_packages_are_added_up(qtbot, open_page, enrolled, upper, tmp_path):
    seal_package(enrolled, FEBRUARY, output=tmp_path / "usb")
    page = open_page(upper, "inbox")
    inbox, total = page.parts["inbox"], page.parts["consolidation"]
    with finished(qtbot, page._desk):
        page.go_to("consolidation")
    assert "TẠM TÍNH 0/1" in total.stateLabel.text()
    assert total._missing.model.row(0)[1:] == (CDCS.name, "chưa gửi")
    page.go_to("inbox")
    with finished(qtbot, page._desk):
        inbox.receive([tmp_path / "usb"])
    with finished(qtbot, page._desk):
        QTest.keyClick(inbox.table, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert [row.state for row in list_inbox(upper)] == ["accepted"]
    with finished(qtbot, page._desk):
        page.go_to("consolidation")
    assert "đủ 1/1" in total.stateLabel.text()
    assert total._units.model.row(0)[2:4] == (3, 2)
    with finished(qtbot, page._desk):
        total.save_to(tmp_path / "bang")
    assert {path.suffix for path in (tmp_path / "bang").iterdir()} == {".pdf", ".xlsx"}


def test_a_return_needs_reason_and_day_and_reaches_the_sender(
    qtbot, open_page, enrolled, upper, tmp_path
):
    seal_package(enrolled, FEBRUARY, output=tmp_path / "usb")
    page = open_page(upper, "inbox")
    inbox = page.parts["inbox"]
    with finished(qtbot, page._desk):
        inbox.receive([tmp_path / "usb"])
    inbox.returnButton.click()
    assert inbox.deadlineEdit.problem
    inbox.deadlineEdit.set_value(date(2026, 3, 20))
    with finished(qtbot, page._desk):
        inbox.returnButton.click()
    assert inbox.reasonEdit.problem
    inbox.reasonEdit.set_value("Thiếu số liệu đoàn viên nữ")
    with finished(qtbot, page._desk):
        inbox.returnButton.click()
    (slip,) = (upper.folder / "outbox").glob("*.cdpkg")
    own = open_page(enrolled, "outbox")
    with finished(qtbot, own._desk):
        own.parts["outbox"].take_receipts([slip])
    assert [row.state for row in list_outbox(enrolled)] == ["returned"]
    assert "Thiếu số liệu đoàn viên nữ" in own.parts["outbox"].banner.text()


def test_a_grassroots_unit_sees_only_what_it_can_do(open_page, unit, upper):
    own, other = open_page(unit, "outbox"), open_page(upper, "inbox")
    assert list(own.parts) == ["outbox", "keys"]
    assert list(other.parts) == ["inbox", "consolidation", "outbox", "keys", "issuing"]


@pytest.mark.parametrize("place", ["inbox", "consolidation", "outbox", "keys", "issuing"])
def test_every_part_can_be_read(qtbot, open_page, upper, place):
    page = open_page(upper, place)
    qtbot.wait(1)
    assert nameless(page) == []
    assert clipped(page) == []
    assert not too_large(page)
