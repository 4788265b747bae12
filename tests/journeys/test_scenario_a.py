"""An accountant's fifth of March on one folder, by keyboard alone: from the dues list to the stick.

The dues of 120 members are listed and collected, a payment survives a killed program, the till and
the estimate are respected, a locked month holds at four doors, and the quarter leaves on a stick.
"""

import hashlib
import re
from datetime import date

import pypdfium2
import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import text

from tests.desktop.strokes import telex
from tests.finance.setting import draft
from tests.journeys.papers import drawn_square, fonts_of, size_of, text_of
from tests.journeys.typist import (
    CTRL,
    NO_SCREEN,
    ask_command_line,
    edit_draft,
    go_down_to,
    lock_month,
    open_quarter,
    paste_lines,
    plain,
    reopen,
    take_in_roster,
    type_payment,
    type_until_killed,
)
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.preferences import Forgetful
from unionapp.desktop.printing import print_pane
from unionapp.errors import Severity
from unionapp.finance.books.cash_and_bank import cash_book
from unionapp.finance.dues.lists import list_dues
from unionapp.finance.vouchers.accounts import open_accounts, set_opening
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.vouchers.register import list_vouchers, show_voucher
from unionapp.finance.year.budget import set_estimate
from unionapp.finance.year.settlement import show_settlement_of
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.members import add_member
from unionapp.organisation.locks import list_locks
from unionapp.paper.qr_square import modules
from unionapp.reports import handing_over
from unionapp.vietnamese.periods import Period

pytestmark = pytest.mark.qt_log_ignore(NO_SCREEN, extend=True)
FEBRUARY, MARCH = Period.parse("2026-02"), Period.parse("2026-03")
QUARTER = Period.parse("2026-Q1")
CARD = "038190001234"
OWING = {"nth": "Nguyễn Thị Hoa", "tvb": "Trần Văn Bình", "ldc": "Lê Đức Cường"}
OPENING, VISIT = 2_767_000, 100_000
A5 = (420, 595)
PULLED, SETTLED = "rút ra", "CS-0147_settlement_2026-Q1.pdf"
TABLES = ("voucher", "voucher_line", "dues", "member_salary", "contribution")


def found(office):
    """120 members, two of them above the cap; six visits paid in February; an estimate."""
    for name in (*OWING.values(), *(f"Phạm Thị Số {number}" for number in range(115))):
        card = CARD if name == OWING["nth"] else ""
        add_payer(office, MemberDraft(name, gender="female", id_number=card), 6_200_000)
    for name in ("Vũ Văn Trần Một", "Vũ Văn Trần Hai"):
        add_payer(office, MemberDraft(name, gender="male"), 60_000_000)
    set_opening(office, open_accounts(office)[0].id, OPENING, date(2026, 1, 1))
    for day in range(1, 7):
        paid = draft("PC", VISIT, date(2026, 2, day), item="31.03")
        post_voucher(office, save_voucher(office, paid).id)
    set_estimate(office, 2026, {"care": 2_000_000})


def add_payer(office, person, salary):
    add_member(office, person, salary=salary, salary_from="2026-01", on=date(2026, 1, 5))


@pytest.fixture
def start(look, sit_down):
    """Start the program on the folder; gives the hands and what the file holds."""
    begun = []

    def begin(office):
        hands = sit_down(MainWindow(office, look=look, preferences=Forgetful()))
        begun.append(hands.window)
        return hands

    yield begin
    for window in begun:
        window.finish()


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "Ổ USB"
    folder.mkdir()
    return folder


def test_the_accountants_day_from_the_dues_list_to_the_stick(
    make_office, start, stick, tmp_path, capsys, monkeypatch
):
    office = make_office()
    found(office)
    hands = start(office)
    list_the_dues_of_march(hands, office)
    collect_all_but_three(hands, office)
    hands.window.close()
    office.close()

    type_until_killed(office.folder)
    office = reopen(office.folder)
    hands = start(office)
    find_the_payment_as_it_was(hands, office)
    post_it_and_see_its_paper(hands, office, tmp_path)
    pay_more_than_there_is(hands, office)
    lock_february_and_try_four_doors(hands, office, tmp_path, capsys)
    open_a_figure_of_the_quarter(hands, office)
    lose_the_stick_and_try_again(hands, office, stick, tmp_path, monkeypatch)
    hands.window.close()
    office.close()


def list_the_dues_of_march(hands, office):
    """A5: 118 of 31.000 and two at the cap, with the law they rest on."""
    page = hands.page("dues")
    hands.walk_to("Lập danh sách")
    hands.press(Qt.Key.Key_Space)
    listed = list_dues(office, "2026-03")
    assert (len(listed.rows), listed.total, listed.at_cap) == (120, 4_126_000, 2)
    rows = [page.list.table.rows.row(at) for at in range(1, 121)]
    assert sorted(row[2] for row in rows) == [31_000] * 118 + [234_000] * 2
    at_cap = [row[0].strip() for row in rows if row[5] == "Mức trần"]
    assert at_cap == ["Vũ Văn Trần Hai", "Vũ Văn Trần Một"]
    shown = plain(page.sheet.text())
    assert "4.126.000 đ" in shown
    assert "Bốn triệu một trăm hai mươi sáu nghìn đồng" in shown
    assert "QĐ 61/QĐ-TLĐ ngày 29/07/2025, áp dụng từ 01/07/2025" in shown


def collect_all_but_three(hands, office):
    """A6: three initials, and the receipt is drafted, with what goes up said beside it."""
    page = hands.shown()
    hands.control(Qt.Key.Key_N)
    for initials in OWING:
        hands.walk_to(page.collect_panel.exceptEdit)
        hands.type(initials)
        hands.press(Qt.Key.Key_Down)
        hands.press(Qt.Key.Key_Return)
    assert "117 người nộp 4.033.000 đ" in plain(page.collect_panel.sumLabel.text())
    hands.control(Qt.Key.Key_S)
    rows = list_dues(office, "2026-03").rows
    assert {row.full_name: row.owed for row in rows if row.owed} == dict.fromkeys(
        OWING.values(), 31_000
    )
    assert sum(row.owed == 0 for row in rows) == 117
    (receipt,) = list_vouchers(office, MARCH)
    assert (receipt.kind, receipt.status, receipt.amount) == ("PT", "draft", 4_033_000)
    vouchers = hands.shown()
    assert vouchers.list.table.current_id() == receipt.id
    assert "Bốn triệu không trăm ba mươi ba nghìn đồng" in vouchers.sheet.text()
    assert "phần nộp cấp trên 1.209.900 đ" in plain(hands.window.status.text())
    hands.control(Qt.Key.Key_G)
    assert show_voucher(office, receipt.id).row.number == "PT001/2026"


def find_the_payment_as_it_was(hands, office):
    """A7, A8: what another process typed until it was killed stands in the form again."""
    form = hands.shown().form
    assert hands.shown().currentWidget() is form
    assert (form.voucherOnEdit.value(), form.amountEdit.value()) == (date(2026, 3, 5), 1_200_000)
    assert form.counterpartyEdit.text() == "Nguyễn Thị Hoa"
    assert form.amountEdit.words().startswith("Một triệu hai trăm nghìn đồng")
    assert form.reasonEdit.value() == "thăm ốm"
    assert hands.at() == "templateEdit"
    assert form.banner.text().startswith("Máy tắt đột ngột, không mất dữ liệu")
    assert "(sẽ cấp khi ghi sổ)" in form.stateLabel.text()
    assert QApplication.activePopupWidget() is None
    assert [row.status for row in list_vouchers(office)] == ["posted"] * 7


def post_it_and_see_its_paper(hands, office, folder):
    """A9: the seventh payment without a gap; the file is what was seen, to the last byte."""
    hands.control(Qt.Key.Key_G)
    page = hands.shown()
    posted = show_voucher(office, page.list.table.current_id()).row
    assert (posted.status, posted.number) == ("posted", "PC007/2026")
    hands.press(Qt.Key.Key_F7)
    seen = page.currentWidget().pdf
    output = folder / "Phiếu chi 7.pdf"
    hands.choose_path(output, Qt.Key.Key_P, CTRL)
    assert hashlib.sha256(output.read_bytes()).digest() == hashlib.sha256(seen).digest()
    with pypdfium2.PdfDocument(output) as pdf:
        assert size_of(pdf) == A5
        assert set(fonts_of(pdf).values()) == {True}
    words = text_of(output)
    assert "1.200.000" in words
    assert "Một triệu hai trăm nghìn đồng" in words
    hands.press(Qt.Key.Key_Escape)
    assert cash_book(office, None, MARCH).closing == 5_000_000


def pay_more_than_there_is(hands, office):
    """A10: above the till a draft stays a draft; above the estimate there is a warning only."""
    form = type_payment(hands, "9tr", telex("thăm ốm nặng"))
    hands.control(Qt.Key.Key_G)
    assert plain(form.amountEdit.problem).startswith("Vượt tồn quỹ 4.000.000 đ")
    assert form.amountEdit.severity is Severity.ERROR
    (kept,) = (row for row in list_vouchers(office, MARCH) if row.status == "draft")
    assert (kept.number, kept.amount) == ("", 9_000_000)
    assert cash_book(office, None, MARCH).closing == 5_000_000

    hands.walk_to(form.amountEdit)
    hands.type_over("1tr5")
    hands.press(Qt.Key.Key_Return)
    warned = [field for field in form.entry.fields.values() if "dự toán" in field.problem]
    assert [field.severity for field in warned] == [Severity.WARNING]
    hands.control(Qt.Key.Key_G)
    posted = show_voucher(office, kept.id).row
    assert (posted.number, posted.amount) == ("PC008/2026", 1_500_000)
    assert cash_book(office, None, MARCH).closing == 3_500_000


def lock_february_and_try_four_doors(hands, office, folder, capsys):
    """A11: form, clipboard, sheet and command line hear one sentence, and nothing changes."""
    form = type_payment(hands, "200k", telex("chờ duyệt"))
    hands.control(Qt.Key.Key_S)
    assert form.banner.text() == ""
    hands.press(Qt.Key.Key_Escape)
    closing = lock_month(hands, 2)
    assert [lock.month for lock in list_locks(office)] == ["2026-02"]
    assert "Nguyễn Thị Hòa đã khóa sổ" in closing.stateLabel.text()
    before = hash_of_february(office)
    assert before != hashlib.sha256().hexdigest()

    roster = write_payroll(folder / "lương tháng 02-2026.xlsx", OWING["nth"], CARD, 9_900_000)
    said = [edit_draft(hands, "chờ duyệt"), paste_lines(hands, "chờ duyệt")]
    said.append(take_in_roster(hands, roster))
    capsys.readouterr()
    assert ask_command_line(office.folder) == 1
    said.append(capsys.readouterr().err.strip().splitlines()[-1])
    assert said == [said[0]] * 4
    assert "02/2026" in said[0]
    assert "Nguyễn Thị Hòa" in said[0]
    assert hash_of_february(office) == before
    hands.press(Qt.Key.Key_Escape)


def write_payroll(path, name, card, salary):
    """A sheet of February that gives one member another salary."""
    book = Workbook()
    page = book.active
    page.append(("STT", "Họ và tên", "Giới tính", "Số CCCD", "Lương đóng BHXH"))
    page.append((1, name, "Nữ", card, salary))
    book.save(path)
    return path


def hash_of_february(office):
    """Everything the file says of the month, as one number."""
    seen = hashlib.sha256()
    with office.read() as session:
        for table in TABLES:
            for row in session.execute(text(f"SELECT * FROM {table} ORDER BY 1")):
                if "2026-02" in str(tuple(row)) or "2026, 2," in str(tuple(row)):
                    seen.update(repr(tuple(row)).encode())
    return seen.hexdigest()


def open_a_figure_of_the_quarter(hands, office):
    """A12: from a figure to its vouchers, which add up to it, and back."""
    page = open_quarter(hands)
    go_down_to(hands, page.report.table, 2, "31")
    care = show_settlement_of(office, QUARTER).amount("care")
    assert care == 6 * VISIT + 1_200_000 + 1_500_000
    hands.press(Qt.Key.Key_Return)
    rows = page.sources.table.rows
    amounts = [rows.row(at)[3] for at in range(rows.rowCount())]
    assert (len(amounts), sum(amounts)) == (8, care)
    assert plain(page.sources.sumLabel.text()) == (
        "Cộng 8 chứng từ: 3.300.000 đ, bằng số trên biểu"
    )
    hands.press(Qt.Key.Key_Escape)
    assert page.report.table.hasFocus()


def lose_the_stick_and_try_again(hands, office, stick, folder, monkeypatch):
    """A12: pulled at the half nothing is left on the stick; then the slip with code and square."""
    before = (list_vouchers(office), show_settlement_of(office, QUARTER))
    page = hands.shown()
    hands.press(Qt.Key.Key_F7)
    pane = page.printing
    hands.walk_to("Ghi ra USB")
    with monkeypatch.context() as world:
        world.setattr(print_pane, "hand_over", pulled_at_the_half(stick, world))
        hands.choose_path(stick, Qt.Key.Key_Space)
    assert pane.banner.text().startswith("Chưa ghi xong – cắm lại")
    (stick.parent / PULLED).rename(stick)
    assert not [file for file in stick.iterdir() if file.name == SETTLED]

    hands.walk_to("Ghi ra USB")
    hands.choose_path(stick, Qt.Key.Key_Space)
    assert pane.banner.text().startswith("Đã đọc lại, khớp 100 %")
    file = stick / SETTLED
    handed = handing_over.hand_over(file.read_bytes(), folder / "đọc lại.pdf")
    (code,) = re.findall(r"[A-Z2-7]{4}-[A-Z2-7]{4}", pane.banner.text())
    assert code == handed.code

    slip = folder / "Phiếu giao nhận.pdf"
    hands.choose_path(slip, Qt.Key.Key_P, CTRL)
    words = text_of(slip)
    for expected in ("PHIẾU GIAO NHẬN", file.name, office.unit.name):
        assert expected in words
    assert words.count(code) == 2  # among the facts, and beside the square
    told = f"UNIONAPP-GN1|CS-0147|2026-Q1|{file.name}|{handed.size}|{handed.sha256}"
    square = modules(told)
    assert drawn_square(slip, len(square)) == square
    assert (list_vouchers(office), show_settlement_of(office, QUARTER)) == before


def pulled_at_the_half(stick, world):
    """Writing to a stick that somebody pulls out as soon as half of the file is there."""
    world.setattr(handing_over, "_PART", 4096)
    write = handing_over.hand_over

    def hand_over(data, target, told):
        def tell(done, every):
            told(done, every)
            if done * 2 >= every and stick.exists():
                assert done < every
                stick.rename(stick.parent / PULLED)

        return write(data, target, tell)

    return hand_over
