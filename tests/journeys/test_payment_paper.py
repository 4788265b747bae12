"""A payment from the first key to the paper: what is seen is what is saved, to the last byte."""

from datetime import date
from hashlib import sha256

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.desktop.strokes import telex, telex_tone_last
from tests.journeys.papers import fonts_of, size_of, text_of
from tests.journeys.typist import CTRL, NO_SCREEN, type_payment
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.preferences import Forgetful
from unionapp.finance.vouchers.accounts import open_accounts, set_opening
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.drafts import LineDraft, VoucherDraft
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.vouchers.register import list_vouchers
from unionapp.finance.vouchers.templates import find_template
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.members import add_member
from unionapp.reports.records import print_record
from unionapp.vietnamese.periods import Period

pytestmark = pytest.mark.qt_log_ignore(NO_SCREEN, extend=True)
MARCH = Period.parse("2026-03")
A5 = (420, 595)
WORDS = "Một triệu hai trăm nghìn đồng"


@pytest.fixture
def hands(office, look, sit_down):
    """At the vouchers of an office that has paid six times this year."""
    add_member(office, MemberDraft("Nguyễn Thị Hoa", gender="female", birth_date="1990-03-05"))
    set_opening(office, open_accounts(office)[0].id, 5_000_000, date(2026, 1, 1))
    visit = find_template("visit")
    for day in range(1, 7):
        draft = VoucherDraft(
            "PC",
            date(2026, 2, day),
            "Trần Văn Bảo",
            "thăm ốm",
            100_000,
            lines=(LineDraft(visit.item_for(is_enterprise=True), 100_000, visit.source),),
        )
        post_voucher(office, save_voucher(office, draft).id)
    hands = sit_down(MainWindow(office, look=look, preferences=Forgetful()))
    hands.page("vouchers")
    return hands


@pytest.mark.parametrize("keyboard", [telex, telex_tone_last])
def test_a_payment_is_typed_posted_and_seen_as_its_paper(office, hands, tmp_path, keyboard):
    page = hands.shown()
    form = type_payment(hands, "1tr2", keyboard("thăm ốm"))
    assert QApplication.activePopupWidget() is None
    assert form.voucherOnEdit.value() == date(2026, 3, 5)
    assert form.counterpartyEdit.text() == "Nguyễn Thị Hoa"
    assert form.amountEdit.words().startswith(WORDS)
    assert form.reasonEdit.value() == "thăm ốm"

    hands.control(Qt.Key.Key_G)
    (posted,) = list_vouchers(office, MARCH)
    assert (posted.status, posted.number) == ("posted", "PC007/2026")
    hands.press(Qt.Key.Key_F7)
    paper = page.currentWidget()
    seen = sha256(paper.pdf).hexdigest()
    output = tmp_path / "PC007-2026.pdf"
    hands.choose_path(output, Qt.Key.Key_P, CTRL)
    assert sha256(output.read_bytes()).hexdigest() == seen
    hands.press(Qt.Key.Key_Escape)
    assert page.currentWidget() is page.list
    hands.press(Qt.Key.Key_F7)
    assert sha256(paper.pdf).hexdigest() == seen
    hands.press(Qt.Key.Key_Escape)

    printed = print_record(
        office, "voucher", posted.id, file_format="pdf", output=tmp_path / "in.pdf"
    )
    assert sha256(printed.path.read_bytes()).hexdigest() == seen
    with pypdfium2.PdfDocument(output) as pdf:
        assert size_of(pdf) == A5
        assert len(pdf) == 1
        fonts = fonts_of(pdf)
        assert fonts
        assert all(fonts.values()), fonts
    words = text_of(output)
    assert "1.200.000" in words
    assert WORDS in words
    assert "thăm ốm" in words
