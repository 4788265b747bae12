"""The page of books, with real books behind it."""

from datetime import date

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.desktop.pages import told
from tests.desktop.strokes import type_keys
from tests.desktop.walk import clipped, nameless, too_large, unreachable
from tests.finance.setting import add_payer, draft
from unionapp.desktop.books.books_page import BooksPage
from unionapp.desktop.desk import Desk
from unionapp.desktop.grids.sheet_model import SheetModel
from unionapp.errors import Refusal
from unionapp.finance.books.cash_and_bank import cash_book
from unionapp.finance.books.cash_counts import CountDraft, count_cash, list_cash_counts
from unionapp.finance.dues.lists import make_dues
from unionapp.finance.vouchers.accounts import add_bank_account, open_accounts, set_opening
from unionapp.finance.vouchers.advances import AdvanceDraft, give_advance, list_advances
from unionapp.finance.vouchers.drafting import delete_draft, save_voucher
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.vouchers.register import list_vouchers, show_voucher
from unionapp.finance.vouchers.transfers import Transfer, transfer
from unionapp.organisation.locks import list_locks
from unionapp.organisation.parameters import set_own_parameter
from unionapp.vietnamese.periods import Period

MARCH = Period.parse("2026-03")


@pytest.fixture
def desk(office):
    made = Desk(office)
    made.work_in(MARCH)
    return made


@pytest.fixture
def page(qtbot, desk):
    set_opening(desk.office, open_accounts(desk.office)[0].id, 5_000_000, date(2026, 1, 1))
    shown = BooksPage(desk)
    qtbot.addWidget(shown)
    shown.resize(1093, 560)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


@pytest.fixture
def wishes(desk):
    heard = []
    desk.wanted.connect(lambda name, place: heard.append((name, place)))
    return heard


def post(office, kind, amount, on, **details):
    return post_voucher(office, save_voucher(office, draft(kind, amount, on, **details)).id)


def plain(text):
    return text.replace("\xa0", " ")


def shown_rows(table):
    model = table.rows
    assert isinstance(model, SheetModel)
    return {model.row_id(at): model.row(at) for at in range(model.rowCount())}


def test_money_on_its_way_is_part_of_what_the_book_of_items_closes_with(page, desk):
    post(desk.office, "PT", 1_000_000, date(2026, 2, 1))
    bank = add_bank_account(desk.office, "Agribank", bank="Agribank", number="1")
    cash = next(row.id for row in open_accounts(desk.office) if row.kind == "cash")
    way = Transfer(cash, bank.id, 400_000, date(2026, 2, 27), date(2026, 3, 2))
    paying, _ = transfer(desk.office, way)
    post_voucher(desk.office, paying.id)
    desk.work_in(Period.parse("2026-02"))
    page.refresh()
    page.book.choose("items")
    summary = plain(page.book.sumLabel.text())
    assert "cuối kỳ 6.000.000 đ: tiền mặt 5.600.000 đ" in summary
    assert summary.endswith("tiền đang chuyển 400.000 đ")


def test_the_cash_book_stands_as_it_is_computed(page, desk):
    post(desk.office, "PT", 1_000_000, date(2026, 2, 20))
    spent = post(desk.office, "PC", 300_000, date(2026, 3, 2))
    page.refresh()
    book, rows = cash_book(desk.office, None, MARCH), shown_rows(page.book.table)
    assert rows[-1][-1] == book.opening == 6_000_000
    assert rows[spent.id][-2:] == (300_000, 5_700_000)
    assert rows[-3][4:6] == (book.received_since_january, book.paid_since_january)
    assert rows[-4][-1] == book.closing
    assert "cuối kỳ 5.700.000 đ" in plain(page.book.sumLabel.text())


def test_enter_on_a_line_opens_its_voucher_and_on_a_sum_nothing(page, desk, wishes):
    spent = post(desk.office, "PC", 300_000, date(2026, 3, 2))
    page.refresh()
    table = page.book.table
    table.setCurrentIndex(table.rows.index(table.rows.row_of(spent.id), 0))
    QTest.keyClick(table, Qt.Key.Key_Return)
    table.setCurrentIndex(table.rows.index(table.rows.row_of(-4), 0))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert wishes == [("vouchers", spent.id)]


def test_every_book_can_be_chosen_and_read(page, desk):
    add_bank_account(desk.office, "VietinBank", bank="VietinBank", number="0101")
    add_payer(desk.office, "Nguyễn Thị Hường", 6_200_000)
    make_dues(desk.office, "2026-03")
    post(desk.office, "PC", 300_000, date(2026, 3, 2))
    page.refresh()
    names = [page.book.bookBox.itemText(at) for at in range(page.book.bookBox.count())]
    assert names == [
        "Sổ quỹ tiền mặt (S11-H)",
        "Sổ tiền gửi (S12-H): VietinBank",
        "Sổ thu, chi tài chính (S82-TLĐ)",
        "Sổ thu đoàn phí cả năm",
        "Sổ nghĩa vụ nộp cấp trên",
    ]
    page.go_to("dues")
    assert shown_rows(page.book.table)[-1][:4] == ("Cộng (1 người)", "", 0, 31_000)
    page.go_to("items")
    assert 300_000 in shown_rows(page.book.table)[-2]
    page.go_to("obligations")
    assert page.book.payUpButton.isVisible()


def test_an_empty_book_says_what_to_do_first_and_leads_there(page, wishes):
    page.go_to("items")
    assert page.book.table is None
    assert "Hãy lập và ghi sổ" in page.book.emptyLabel.text()
    page.book.emptyButton.click()
    page.go_to("dues")
    page.book.emptyButton.click()
    assert wishes == [("vouchers", None), ("dues", None)]


def test_a_book_is_looked_at_as_it_prints_and_saved(page, desk, qtbot, tmp_path):
    post(desk.office, "PC", 300_000, date(2026, 3, 2))
    page.refresh()
    QTest.keyClick(page.book.bookBox, Qt.Key.Key_F7)
    pane = page.printing
    qtbot.waitUntil(lambda: pane.preview.page_count() > 0, timeout=20_000)
    with qtbot.waitSignal(pane.save_to("xlsx", tmp_path / "so.xlsx").succeeded, timeout=20_000):
        pass
    assert (tmp_path / "so.xlsx").stat().st_size > 0
    assert "so.xlsx" in pane.banner.text()
    QTest.keyClick(pane.pdfButton, Qt.Key.Key_Escape)
    assert page.currentIndex() == 0


def test_the_till_is_counted_with_the_keyboard_and_a_difference_needs_its_reason(
    page, desk, qtbot
):
    page.go_to("counts")
    page.counts.add()
    panel = page.counts.panel
    panel.notesTable.setFocus()
    grid = panel.notesTable
    for pieces in ("9", "2"):
        type_keys(grid, pieces)
        editor = grid.findChild(type(page.counts.filterEdit))
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert panel.notes.total() == 4_900_000
    assert "thiếu 100.000 đ" in plain(panel.sumLabel.text())
    panel.entry.save()
    assert "nguyên nhân" in panel.reasonEdit.problem
    assert list_cash_counts(desk.office, 2026) == ()
    panel.reasonEdit.set_value("Trả lại nhầm")
    panel.entry.save()
    (count,) = list_cash_counts(desk.office, 2026)
    assert (count.counted, count.difference) == (4_900_000, -100_000)
    assert "chưa có phiếu thu" in page.counts.banner.text()
    assert "4.900.000 đ" in plain(page.counts.sheet.text())


def test_an_advance_is_given_and_cleared_and_the_rest_comes_back(page, desk):
    page.go_to("advances")
    assert not page.advances.settleButton.isEnabled()
    page.advances.add()
    give = page.advances.give_panel
    give.personEdit.line.setText("Trần Văn Bình")
    give.purposeEdit.set_value("Tết Trung thu")
    give.amountEdit.set_value(9_000_000)
    give.entry.save()
    assert plain(give.amountEdit.problem).startswith("Vượt tồn quỹ 4.000.000")
    give.amountEdit.set_value(2_000_000)
    give.entry.save()
    assert page.advances.settleButton.isEnabled()
    page.advances.clear()
    clear = page.advances.clear_panel
    clear.entry.save()
    assert "Chưa chọn mục thu" in clear.banner.text()
    table = clear.linesTable
    table.rows.setData(table.rows.index(0, 0), "Thăm hỏi ốm đau")
    table.rows.setData(table.rows.index(0, 1), "1500000")
    assert "nộp lại quỹ 500.000 đ" in plain(clear.sumLabel.text())
    clear.entry.save()
    (row,) = list_advances(desk.office)
    assert (row.spent, row.outstanding) == (1_500_000, 0)
    assert cash_book(desk.office, None, MARCH).closing == 3_500_000


def test_the_papers_of_an_advance_are_looked_at_from_its_row(page, desk):
    page.go_to("advances")
    assert not any(action.isEnabled() for action in page.advances.paperActions)
    given = give_advance(
        desk.office, AdvanceDraft("Trần Văn Bình", "Hội trại", 900_000, date(2026, 3, 2))
    )
    page.go_to(f"advances:{given.id}")
    offered = page.advances.papersButton.menu().actions()
    assert [action.text() for action in offered] == [
        "Sổ theo dõi tạm ứng (F7)",
        "Giấy đề nghị tạm ứng",
        "Giấy thanh toán tạm ứng",
    ]
    for action, words in zip(offered[1:], ("ĐỀ NGHỊ", "THANH TOÁN"), strict=True):
        action.trigger()
        assert page.currentWidget() is page.paper
        assert f"GIẤY {words} TẠM ỨNG" in shown_text(page.paper.pdf)
        page.paper.closed.emit()
        assert page.currentIndex() == 0


def test_the_request_is_printed_before_the_money_is_handed_out(page, desk):
    page.go_to("advances")
    page.advances.add()
    give = page.advances.give_panel
    give.personEdit.line.setText("Trần Văn Bình")
    give.amountEdit.set_value(2_000_000)
    give.requestButton.click()
    assert "2.000.000 đồng" in shown_text(page.paper.pdf)
    assert list_advances(desk.office) == ()
    page.paper.closed.emit()
    assert give.isVisible()
    assert give.personEdit.text() == "Trần Văn Bình"


def shown_text(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return document[0].get_textpage().get_text_range()


def test_an_open_difference_is_settled_from_the_list(page, desk, wishes):
    row = count_cash(desk.office, CountDraft(date(2026, 2, 28), {500_000: 9}, reason="Trả nhầm"))
    page.go_to(f"counts:{row.id}")
    assert page.counts.settleButton.isEnabled()
    page.counts.settleButton.click()
    (drafted,) = list_vouchers(desk.office)
    assert wishes == [("vouchers", drafted.id)]
    assert (drafted.kind, drafted.voucher_on, drafted.amount) == ("PC", row.on, 500_000)
    post(desk.office, "PT", 100_000, date(2026, 2, 20))
    page.counts.show_count(row.id)
    assert not page.counts.settleButton.isEnabled()
    assert page.counts.read_rows()[row.id][4] == "sổ đã đổi, kiểm kê lại"


def test_an_advance_the_chair_has_not_approved_is_not_shown_as_done(page, desk):
    first = date(2026, 1, 1)
    rule = ("voucher.needs_approval", "true")
    set_own_parameter(desk.office, *rule, valid_from=first, legal_basis="Quy chế chi tiêu")
    asked = give_advance(
        desk.office, AdvanceDraft("Lê Văn Tám", "Hội nghị", 500_000, date(2026, 3, 2))
    )
    page.go_to(f"advances:{asked.id}")
    assert "chờ ghi sổ" in page.advances.read_rows()[asked.id]
    page.advances.clear()
    assert "chứng từ nháp" in page.advances.banner.text()
    request, clearing = page.advances.paperActions
    request.trigger()
    assert "500.000 đồng" in shown_text(page.paper.pdf)
    page.paper.closed.emit()
    page.advances.banner.hide()
    clearing.trigger()
    assert "chứng từ nháp" in page.advances.banner.text()
    assert page.currentIndex() == 0


def test_the_rest_of_an_advance_is_kept_for_another_time(page, desk):
    given = give_advance(
        desk.office, AdvanceDraft("Trần Văn Bình", "Hội trại", 4_000_000, date(2026, 3, 2))
    )
    page.go_to(f"advances:{given.id}")
    page.advances.clear()
    clear = page.advances.clear_panel
    table = clear.linesTable
    table.rows.setData(table.rows.index(0, 0), "Thăm hỏi ốm đau")
    table.rows.setData(table.rows.index(0, 1), "1000000")
    clear.returnedEdit.set_value(3_500_000)
    clear.entry.save()
    assert "3.000.000" in plain(clear.returnedEdit.problem)
    clear.returnedEdit.set_value(0)
    clear._add_up()
    assert "giữ lại 3.000.000 đ thanh toán sau" in plain(clear.sumLabel.text())
    clear.entry.save()
    (row,) = list_advances(desk.office)
    assert (row.spent, row.returned, row.outstanding) == (1_000_000, 0, 3_000_000)
    page.advances.clear()
    clear.returnedEdit.set_value(3_000_000)
    clear.entry.save()
    (row,) = list_advances(desk.office)
    assert (row.given, row.returned, row.outstanding) == (4_000_000, 3_000_000, 0)
    shown = page.advances.read_rows()[row.id]
    assert (shown[2], shown[3], shown[6], shown[7]) == (4_000_000, 0, 1_000_000, 3_000_000)


def test_a_statement_is_laid_beside_the_book(page, desk, qtbot, tmp_path, wishes):
    bank = add_bank_account(desk.office, "VietinBank", bank="VietinBank", number="0101")
    booked = post(desk.office, "BC", 1_000_000, date(2026, 3, 2))
    file = tmp_path / "sao-ke.csv"
    file.write_text(
        "Ngày,Nội dung,Ghi nợ,Ghi có,Số dư\n"
        "02/03/2026,Lai tien gui,,1000000,1000000\n"
        "04/03/2026,Phi quan ly,11000,,989000\n",
        encoding="utf-8",
    )
    page.go_to("bank")
    part = page.reconciliation
    with qtbot.waitSignal(part.read(file).ended, timeout=20_000):
        pass
    states = [row[0] for row in shown_rows(part.table).values()]
    assert states == ["khớp", "chỉ có ở sao kê"]
    assert "chênh -11.000 đ, do các khoản" in plain(part.stateLabel.text())
    part.table.opened.emit(1)
    part.table.opened.emit(2)
    (drafted,) = [row for row in list_vouchers(desk.office) if row.status == "draft"]
    assert wishes == [("vouchers", booked.id), ("vouchers", drafted.id)]
    made = show_voucher(desk.office, drafted.id).draft
    assert (made.kind, made.voucher_on, made.amount) == ("BN", date(2026, 3, 4), 11_000)
    assert made.reason == "Phi quan ly"
    assert part.accountBox.currentData() == bank.id
    assert part.keptTable.isHidden()
    part.keepButton.click()
    assert part.banner.text() == ""
    (kept,) = shown_rows(part.keptTable).values()
    assert kept[:6] == (
        *("03/2026", "VietinBank", 1_000_000, 989_000, -11_000),
        "1 khoản chỉ có một bên",
    )
    post(desk.office, "BN", 5_000, date(2026, 3, 20), account_id=bank.id)
    part.refresh()
    (kept,) = shown_rows(part.keptTable).values()
    assert kept[5] == "sổ đã đổi, đối chiếu lại"
    part.keptTable.setCurrentIndex(part.keptTable.rows.index(0, 0))
    part.keptTable.opened.emit(part.keptTable.current_id())
    assert part.monthBox.currentData() == "2026-03"
    told = plain(part.stateLabel.text())
    assert told.startswith("Đã ghi 03/2026: sổ 1.000.000 đ · ngân hàng 989.000 đ · khớp 1")
    assert told.endswith("chỉ có ở sao kê 1 · sổ nay 995.000 đ")


def test_f7_shows_the_minutes_of_the_chosen_count_and_esc_comes_back(page, desk):
    days = (date(2026, 1, 31), date(2026, 2, 28))
    page.go_to("counts")
    page.counts.preview()
    assert "Chọn một lần kiểm kê" in page.counts.banner.text()
    assert not page.counts.previewButton.isEnabled()
    for on in days:
        count_cash(desk.office, CountDraft(on, {500_000: 10}, ("Vũ Thị Lan",)))
    page.refresh()
    chosen = next(row for row in list_cash_counts(desk.office, 2026) if row.on == days[0])
    page.counts.point_to(chosen.id)
    assert page.counts.previewButton.isEnabled()
    page.counts.preview()
    assert page.currentWidget() is page.paper
    with pypdfium2.PdfDocument(page.paper.pdf) as pdf:
        assert len(pdf) == 1
        assert "ngày 31 tháng 01 năm 2026" in pdf[0].get_textpage().get_text_range()
    page.paper.closed.emit()
    assert page.currentIndex() == 0


def test_without_a_bank_account_the_part_says_what_to_do_first(page, desk, qtbot):
    page.go_to("bank")
    assert "Chưa có tài khoản ngân hàng" in page.reconciliation.stateLabel.text()
    assert not page.reconciliation.fileButton.isEnabled()
    with qtbot.waitSignal(desk.wanted) as asked:
        page.reconciliation.banner._answer.click()
    assert asked.args == ["vouchers", "accounts"]


def test_a_file_that_is_no_statement_is_refused_in_its_place(page, desk, qtbot, tmp_path):
    add_bank_account(desk.office, "VietinBank", bank="VietinBank", number="0101")
    file = tmp_path / "khac.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    page.go_to("bank")
    with qtbot.waitSignal(page.reconciliation.read(file).ended, timeout=20_000):
        pass
    assert "Không thấy các cột" in page.reconciliation.banner.text()


def test_what_is_unfinished_leads_to_its_place_before_the_month_is_locked(page, desk, wishes):
    given = give_advance(desk.office, AdvanceDraft("Bình", "Quà", 100_000, date(2026, 1, 2)))
    waits = save_voucher(desk.office, draft("PC", 100_000, date(2026, 2, 3)))
    page.go_to("closing")
    part = page.closing
    part.monthBox.setCurrentIndex(part.monthBox.findData("2026-02"))
    codes = [row[0] for row in shown_rows(part.table).values()]
    assert codes == ["V-11", "V-11", "V-24"]
    for at in range(3):
        part.table.opened.emit(at)
    its_place = ("books", f"advances:{given.id}")
    assert wishes == [("vouchers", waits.id), ("books", "counts"), its_place]
    assert desk.period == Period.parse("2026-02")
    assert "1 việc phải xong mới khóa được" in part.headLabel.text()
    part.lockButton.click()
    assert list_locks(desk.office) == ()
    assert "còn 1 chứng từ nháp" in part.banner.text()
    delete_draft(desk.office, waits.id)
    part.lockButton.click()
    assert [lock.month for lock in list_locks(desk.office)] == ["2026-02"]
    assert "đã khóa sổ" in plain(part.stateLabel.text())
    part.unlockButton.click()
    assert wishes[-1] == ("organisation", "locks:2026-02")
    assert part.headLabel.text().endswith("đã khóa sổ, còn 2 việc để xem lại.")
    with pytest.raises(Refusal, match=r"period\.locked"):
        save_voucher(desk.office, draft("PC", 1_000, date(2026, 2, 3)))


def test_one_advance_among_many_is_pointed_to(page, desk):
    first, second = (
        give_advance(desk.office, AdvanceDraft(name, "Quà Tết", 100_000, date(2026, 1, 2)))
        for name in ("Bình", "Thu")
    )
    page.go_to("advances")
    page.advances.state_box.setCurrentIndex(page.advances.state_box.count() - 1)
    for one in (second, first):
        page.go_to(f"advances:{one.id}")
        assert page.tabs.currentWidget() is page.advances
        assert page.advances.table.current_id() == one.id
        assert page.advances.table.hasFocus()
        assert one.person in page.advances.sheet.text()


def test_a_month_that_is_not_over_is_refused_with_its_sentence(page):
    page.go_to("closing")
    part = page.closing
    part.monthBox.setCurrentIndex(part.monthBox.findData("2026-06"))
    part.lockButton.click()
    assert "06/2026" in part.banner.text()


@pytest.mark.parametrize("place", ["books", "counts", "advances", "bank", "closing"])
def test_every_part_is_named_reachable_and_fits_a_small_laptop(page, place, qtbot):
    page.go_to(place)
    qtbot.wait(1)
    shown = page.parts[place]
    assert nameless(shown) == []
    assert unreachable(shown) == []
    assert clipped(shown) == []
    assert not too_large(page)


def test_tab_leads_into_the_tables(page, desk):
    post(desk.office, "PC", 300_000, date(2026, 3, 2))
    page.refresh()
    page.book.previewButton.setFocus()
    QTest.keyClick(page.book.previewButton, Qt.Key.Key_Tab)
    assert page.book.table.hasFocus()


def test_the_month_to_lock_is_one_of_the_working_period_and_never_another(page, desk):
    said = told(desk)
    page.go_to("closing")
    part = page.closing
    assert part.month == "2026-03"
    desk.work_in(Period.parse("2026-01"))
    assert part.month == "2026-01"
    assert page.periodLabel.text() == "· tháng 01 năm 2026"
    part.monthBox.setCurrentIndex(part.monthBox.findData("2026-02"))
    assert page.periodLabel.text() == "· tháng 02 năm 2026"
    assert part.month == "2026-02"
    assert said == ["Đã đổi kỳ làm việc từ tháng 01 năm 2026 sang tháng 02 năm 2026."]
