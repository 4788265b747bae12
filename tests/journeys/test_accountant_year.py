"""The accountant's spring, in the window and by keyboard alone: dues, a payment, a crash, a lock."""

from datetime import date

import pytest

from tests.desktop.conftest import look  # noqa: F401  # a fixture; it also asks for no screen
from tests.desktop.strokes import replay, telex, type_keys
from tests.finance.setting import draft

from PySide6.QtCore import Qt  # isort: skip
from PySide6.QtTest import QTest  # isort: skip
from PySide6.QtWidgets import QApplication  # isort: skip
from unionapp.commands.app import run
from unionapp.commands.door import Door
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.preferences import Forgetful
from unionapp.errors import Severity
from unionapp.finance.books.cash_and_bank import cash_book
from unionapp.finance.dues.lists import list_dues
from unionapp.finance.vouchers.accounts import open_accounts, set_opening
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.vouchers.register import list_vouchers, save_voucher
from unionapp.finance.year.budget import set_estimate
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.members import add_member
from unionapp.organisation.locks import list_locks
from unionapp.organisation.opening import create_data_folder, open_office
from unionapp.vietnamese.periods import Period

FEBRUARY, MARCH = Period.parse("2026-02"), Period.parse("2026-03")
CTRL, ALT, PLAIN = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.NoModifier,
)
OWING = ("Nguyễn Thị Hoa", "Trần Văn Bình", "Lê Đức Cường")


class Hands:
    """Ten fingers on a keyboard in front of one window."""

    def __init__(self, qtbot, window):
        self.window = window
        self._qtbot = qtbot
        window.resize(1366, 768)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        self.settle()

    @property
    def place(self):
        """The widget that has the cursor."""
        return QApplication.focusWidget() or self.window

    def press(self, key, held=PLAIN):
        """One key."""
        QTest.keyClick(self.place, key, held)
        self.settle()

    def type(self, text):
        """Plain letters and figures."""
        type_keys(self.place, text)

    def settle(self):
        """Let long work end and its answers arrive."""
        self.window.finish()
        self._qtbot.wait(1)
        self.window.finish()

    def page(self, name):
        """Alt and the number of a page."""
        number = list(self.window._subjects).index(name) + 1
        self.press(Qt.Key(Qt.Key.Key_0 + number), ALT)
        return self.window._pages[name]

    def walk_to(self, widget):
        """Tab until the cursor is there; the mouse is never touched."""
        for _ in range(60):
            if self.place is widget or widget.isAncestorOf(self.place):
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never reaches {widget.objectName()}")


@pytest.fixture
def office(make_office):
    """120 members, two of them above the cap; 5,000,000 in the till."""
    opened = make_office(today=date(2026, 3, 5))
    names = [*OWING, *(f"Phạm Thị Số {number}" for number in range(115))]
    for name in names:
        add_payer(opened, name, 6_200_000)
    for name in ("Vũ Văn Trần Một", "Vũ Văn Trần Hai"):
        add_payer(opened, name, 60_000_000)
    set_opening(opened, open_accounts(opened)[0].id, 5_000_000, date(2026, 1, 1))
    return opened


def add_payer(office, name, salary):
    day = date(2026, 1, 5)
    add_member(office, MemberDraft(name), salary=salary, salary_from="2026-01", on=day)


@pytest.fixture
def hands(qtbot, look, office):  # noqa: F811
    window = MainWindow(office, look=look, preferences=Forgetful())
    qtbot.addWidget(window)
    yield Hands(qtbot, window)
    window.finish()


def typed_in(form):
    """What fingers typed; the template was only suggested from it."""
    names = ("kindEdit", "voucherOnEdit", "counterpartyEdit", "amountEdit", "reasonEdit")
    return {name: form.entry.fields[name].kept() for name in names}


def plain(text):
    return text.replace("\xa0", " ")


def test_dues_of_march_are_listed_and_collected_but_for_three(hands, office):
    page = hands.page("dues")
    hands.walk_to(page.list.emptyButton)
    hands.press(Qt.Key.Key_Space)
    listed = list_dues(office, "2026-03")
    assert (len(listed.rows), listed.total, listed.at_cap) == (120, 4_126_000, 2)
    assert listed.in_words.startswith("Bốn triệu một trăm hai mươi sáu nghìn đồng")
    assert "QĐ 61/QĐ-TLĐ" in listed.legal.words
    shown = [page.list.table.rows.row(at) for at in range(1, 121)]
    assert sorted({row[2] for row in shown}) == [31_000, 234_000]
    assert [row[0].strip() for row in shown if row[5] == "Mức trần"] == [
        *("Vũ Văn Trần Hai", "Vũ Văn Trần Một"),
    ]
    sums = plain(page.sheet.text())
    for words in ("4.126.000 đ", "Bốn triệu một trăm hai mươi sáu nghìn đồng", "2 người"):
        assert words in sums
    assert "QĐ 61/QĐ-TLĐ ngày 29/07/2025, áp dụng từ 01/07/2025" in sums

    hands.press(Qt.Key.Key_N, CTRL)
    assert page.collect_panel.exceptEdit.editor.hasFocus()
    for initials in ("nth", "tvb", "ldc"):
        hands.type(initials)
        hands.press(Qt.Key.Key_Down)
        hands.press(Qt.Key.Key_Return)
        hands.walk_to(page.collect_panel.exceptEdit.editor)
    hands.press(Qt.Key.Key_S, CTRL)
    listed = list_dues(office, "2026-03")
    owing = [row for row in listed.rows if row.owed]
    assert {row.full_name for row in owing} == set(OWING)
    assert {row.owed for row in owing} == {31_000}
    (receipt,) = list_vouchers(office)
    assert (receipt.status, receipt.amount) == ("draft", 4_033_000)
    assert "1.209.900 đ" in plain(hands.window.status.text())
    shown = hands.window.pageStack.currentWidget()
    assert "Bốn triệu không trăm ba mươi ba nghìn đồng" in shown.sheet.text()
    page = hands.page("dues")
    assert "Đã thu 4.033.000 đ của 117 người; 3 người còn nợ 93.000 đ" in plain(
        page.list.banner.text()
    )
    assert "Phần nộp cấp trên: 1.209.900 đ" in plain(page.list.banner.text())


def test_a_payment_typed_survives_a_crash_and_is_refused_above_the_till(  # noqa: PLR0915  # a story
    qtbot,
    look,  # noqa: F811
    office,
    hands,
):
    page = hands.page("vouchers")
    hands.press(Qt.Key.Key_N, CTRL)
    form = page.form
    hands.walk_to(form.voucherOnEdit.editor)
    hands.type("5/3")
    hands.press(Qt.Key.Key_Return)
    hands.type("nth")
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    assert form.amountEdit.editor.hasFocus()
    hands.type("1tr2")
    hands.press(Qt.Key.Key_Return)
    replay(hands.place, telex("thăm ốm"))
    hands.press(Qt.Key.Key_Return)
    before = typed_in(form)
    assert (form.voucherOnEdit.value(), form.amountEdit.value()) == (date(2026, 3, 5), 1_200_000)
    assert form.counterpartyEdit.text() == "Nguyễn Thị Hoa"
    assert form.reasonEdit.value() == "thăm ốm"
    assert QApplication.activePopupWidget() is None
    assert list_vouchers(office) == ()

    # The process dies here: nothing is closed, nothing is saved; a new window is opened.
    again = Hands(qtbot, MainWindow(office, look=look, preferences=Forgetful()))
    qtbot.addWidget(again.window)
    page = again.page("vouchers")
    again.press(Qt.Key.Key_N, CTRL)
    form = page.form
    assert typed_in(form) == before
    assert "vẫn còn nguyên" in form.banner.text()
    assert "sẽ cấp khi ghi sổ" in form.stateLabel.text()

    again.walk_to(form.amountEdit.editor)
    form.amountEdit.line.selectAll()
    again.type("9tr")
    again.press(Qt.Key.Key_G, CTRL)
    assert plain(form.amountEdit.problem).startswith("Vượt tồn quỹ 4.000.000 đ")
    (kept,) = list_vouchers(office)
    assert (kept.status, kept.number, kept.amount) == ("draft", "", 9_000_000)

    set_estimate(office, 2026, {"care": 1_000_000})
    again.walk_to(form.amountEdit.editor)
    form.amountEdit.line.selectAll()
    again.type("1tr2")
    again.press(Qt.Key.Key_Return)
    warned = [field for field in form.entry.fields.values() if "dự toán" in field.problem]
    assert [field.severity for field in warned] == [Severity.WARNING]
    again.press(Qt.Key.Key_G, CTRL)
    (posted,) = list_vouchers(office)
    assert (posted.status, posted.number) == ("posted", "PC001/2026")
    assert cash_book(office, None, MARCH).closing == 3_800_000
    again.window.finish()


def test_a_locked_february_says_the_same_sentence_at_every_door(hands, office, tmp_path, capsys):
    post_voucher(office, save_voucher(office, draft("PC", 300_000, date(2026, 2, 20))).id)
    waiting = save_voucher(office, draft("PC", 200_000, date(2026, 2, 21), reason="Chờ duyệt"))
    hands.window.desk.work_in(FEBRUARY)
    page = hands.page("books")
    hands.walk_to(page.tabs.tabBar())
    for _ in range(4):
        hands.press(Qt.Key.Key_Right)
    closing = page.closing
    hands.walk_to(closing.table)
    words = [closing.table.rows.value(at, 1) for at in range(closing.table.rows.rowCount())]
    assert words[0].startswith("Còn 1 chứng từ nháp")
    hands.walk_to(closing.lockButton)
    hands.press(Qt.Key.Key_Space)
    assert [lock.month for lock in list_locks(office)] == ["2026-02"]
    before = (list_vouchers(office, FEBRUARY), cash_book(office, None, FEBRUARY))

    page = hands.page("vouchers")
    page.go_to(waiting.id)
    hands.press(Qt.Key.Key_G, CTRL)
    said = {page.list.banner.text()}
    hands.press(Qt.Key.Key_E, CTRL)
    hands.walk_to(page.form.amountEdit.editor)
    page.form.amountEdit.line.selectAll()
    hands.type("350k")
    hands.press(Qt.Key.Key_S, CTRL)
    said.add(page.form.banner.text())

    page = hands.page("contributions")
    hands.press(Qt.Key.Key_N, CTRL)
    hands.walk_to(page.fund_panel.workersEdit.editor)
    hands.type("120")
    hands.press(Qt.Key.Key_Return)
    hands.type("800tr")
    hands.press(Qt.Key.Key_S, CTRL)
    said.add(page.fund_panel.fundEdit.problem)
    said.add(ask_command_line(tmp_path / "data", capsys))
    assert len(said) == 1
    (sentence,) = said
    assert "02/2026" in sentence
    assert "Nguyễn Thị Hòa" in sentence
    assert (list_vouchers(office, FEBRUARY), cash_book(office, None, FEBRUARY)) == before


def ask_command_line(folder, capsys):
    door = Door(
        today=lambda: date(2026, 3, 5),
        open_office=lambda folder, *, officer, password: open_office(
            folder, today=date(2026, 3, 5), officer=officer, password=password
        ),
        create_folder=create_data_folder,
        play_demo=lambda folder: None,
        take_screenshots=lambda folder: (),
    )
    line = f"voucher add --kind PC --date 2026-02-20 --amount 100000 --item 31.02 --data {folder}"
    capsys.readouterr()
    assert run([*line.split(), "--who", "Trần Văn Bình", "--reason", "Thăm ốm"], door) == 1
    return capsys.readouterr().err.strip().splitlines()[-1]
