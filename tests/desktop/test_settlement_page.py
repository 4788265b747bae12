"""The page of estimate and settlement, on the year of the example and on dues gone wrong."""

from contextlib import closing
from datetime import date
from shutil import copytree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.conftest import fixed_clock
from tests.desktop.strokes import type_keys
from tests.desktop.walk import clipped, nameless, too_large, unreachable
from tests.finance.setting import add_payer, draft, lock_year
from tests.finance.year.test_full_year import open_new_office, type_the_year
from unionapp.desktop.desk import Desk
from unionapp.desktop.grids.sheet_model import SheetModel
from unionapp.desktop.settlement.settlement_page import SettlementPage
from unionapp.finance.books.cash_counts import CountDraft, count_cash
from unionapp.finance.dues.collection import collect_dues
from unionapp.finance.dues.lists import list_dues, make_dues
from unionapp.finance.vouchers.accounts import open_accounts
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.vouchers.register import show_voucher
from unionapp.finance.vouchers.transfers import Transfer, transfer
from unionapp.finance.year.budget import approve_estimate, set_estimate, show_estimate
from unionapp.finance.year.disclosures import list_disclosures
from unionapp.finance.year.settlement import show_settlement
from unionapp.membership.salaries import set_salary
from unionapp.organisation.locks import unlock_month
from unionapp.organisation.opening import open_office
from unionapp.paper.document import Paragraph
from unionapp.reports.finance.settlement import settlement_paper
from unionapp.vietnamese.periods import Period


@pytest.fixture(scope="module")
def typed_year(tmp_path_factory):
    """The folder of the example, typed once; every test works on a copy."""
    folder = tmp_path_factory.mktemp("year") / "data"
    type_the_year(open_new_office(folder)).close()
    return folder


@pytest.fixture
def office(typed_year, tmp_path):
    folder = copytree(typed_year, tmp_path / "data")
    with closing(open_office(folder, today=date(2027, 1, 15), clock=fixed_clock)) as opened:
        yield opened


@pytest.fixture
def desk(office):
    made = Desk(office)
    made.work_in(Period.parse("2026"))
    return made


@pytest.fixture
def page(qtbot, desk):
    shown = SettlementPage(desk)
    qtbot.addWidget(shown)
    shown.resize(940, 520)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


@pytest.fixture
def wishes(desk):
    heard = []
    desk.wanted.connect(lambda name, place: heard.append((name, place)))
    return heard


def plain(text):
    return text.replace("\xa0", " ")


def rows_of(table):
    model = table.rows
    assert isinstance(model, SheetModel)
    return [model.row(at) for at in range(model.rowCount())]


def type_cell(table, text):
    type_keys(table, text[0])
    editor = table.findChild(QLineEdit)
    type_keys(editor, text[1:])
    QTest.keyClick(editor, Qt.Key.Key_Return)


def test_an_estimate_is_typed_into_its_cell_and_sums_follow(page, desk):
    part = page.estimate
    part.point_to("dues")
    type_cell(part.table, "40tr")
    rows = {row.id: row.amount for row in show_estimate(desk.office, 2026).rows}
    assert (rows["dues"], rows["total_receipts"]) == (40_000_000, 40_000_000)
    part.table.edits.undo()
    assert show_estimate(desk.office, 2026).rows[2].amount == 0


def test_a_row_that_is_computed_says_so(page):
    part = page.estimate
    part.point_to("total_receipts")
    type_cell(part.table, "1")
    assert "dòng cộng" in part.banner.text()


def test_a_whole_column_of_excel_fits_and_sums_are_passed_by(page, desk):
    part = page.estimate
    part.point_to("opening")
    cells = {row.id: at for at, row in enumerate(show_estimate(desk.office, 2026).rows)}
    column = [""] * len(cells)
    column[cells["opening"]], column[cells["dues"]] = "46.000.000", "40.000.000"
    column[cells["total_receipts"]] = "40.000.000"
    QGuiApplication.clipboard().setText("\n".join(column[cells["opening"] :]))
    said = []
    part.table.edits.confirm = lambda plan, *_: said.append(plan.summary()) or True
    part.table.edits.paste()
    assert said == ["2 ô sẽ đổi; 1 ô không sửa được, bỏ qua."]
    rows = {row.id: row for row in show_estimate(desk.office, 2026).rows}
    assert (rows["opening"].amount, rows["closing"].amount) == (46_000_000, 86_000_000)
    model = part.table.rows
    total, dues = cells["total_receipts"] + 1, cells["dues"] + 1
    assert model.is_computed(total)
    assert not model.is_computed(dues)
    grey = model.data(model.index(total - 1, 4), Qt.ItemDataRole.BackgroundRole)
    assert grey is not None


def test_what_the_year_before_comes_to_is_typed_over_its_books(page, desk):
    part = page.estimate
    part.point_to("dues")
    part.table.setCurrentIndex(part.table.currentIndex().siblingAtColumn(3))
    type_cell(part.table, "43,2tr")
    dues = next(row for row in show_estimate(desk.office, 2026).rows if row.id == "dues")
    assert dues.last_year == 43_200_000


def test_last_year_and_a_percentage_can_be_taken_back(page, desk):
    page.yearBox.setCurrentIndex(page.yearBox.findText("2027"))
    part = page.estimate
    part.percentEdit.set_value(10)
    part.proposeButton.click()
    dues = next(row for row in show_estimate(desk.office, 2027).rows if row.id == "dues")
    assert (dues.last_year, dues.amount) == (44_280_000, 48_708_000)
    desk.undo_list.undo()
    dues = next(row for row in show_estimate(desk.office, 2027).rows if row.id == "dues")
    assert dues.amount == 0


def test_the_settlement_shows_its_proof_and_its_estimate(page, desk):
    set_estimate(desk.office, 2026, {"care": 100_000_000})
    page.go_to("settlement")
    care = next(row for row in rows_of(page.report.table) if row[2] == "31")
    assert care[3:6] == (100_000_000, 110_000_000, "110%")
    assert "77.400.000 đ: khớp" in plain(page.report.proofLabel.text())
    assert page.stateLabel.text() == "chưa nộp"


def test_enter_on_a_figure_shows_its_vouchers_and_enter_again_opens_one(page, desk, wishes):
    page.go_to_row("care")
    QTest.keyClick(page.report.table, Qt.Key.Key_Return)
    pane = page.sources
    assert page.currentWidget() is pane
    shown = rows_of(pane.table)
    assert sum(row[3] for row in shown) == show_settlement(desk.office, 2026).amount("care")
    assert "bằng số trên biểu" in pane.sumLabel.text()
    QTest.keyClick(pane.table, Qt.Key.Key_Return)
    ((opened, voucher_id),) = wishes
    assert opened == "vouchers"
    assert show_voucher(desk.office, voucher_id).row.number == shown[0][1]
    QTest.keyClick(pane.table, Qt.Key.Key_Escape)
    assert page.currentIndex() == 0
    assert page.report.table.hasFocus()


def test_a_sum_is_walked_down_to_its_vouchers_and_back_step_by_step(page, wishes):
    page.go_to_row("closing")
    page.report.whyButton.click()
    pane = page.sources
    assert rows_of(pane.table)[0][2] == "Tích lũy đầu kỳ"
    pane.table.setCurrentIndex(pane.table.rows.index(1, 0))
    QTest.keyClick(pane.table, Qt.Key.Key_Return)
    assert pane.shown.row == "total_receipts"
    QTest.keyClick(pane.table, Qt.Key.Key_Return)
    assert pane.shown.row == "own_receipts"
    for row in ("total_receipts", "closing"):
        QTest.keyClick(pane.table, Qt.Key.Key_Escape)
        assert pane.shown.row == row
    QTest.keyClick(pane.table, Qt.Key.Key_Return)
    assert pane.shown.row == "opening"
    QTest.keyClick(pane.table, Qt.Key.Key_Return)
    assert wishes == [("books", "account")]


def test_the_year_before_on_the_estimate_shows_its_vouchers(page):
    page.yearBox.setCurrentIndex(page.yearBox.findText("2027"))
    page.estimate.point_to("dues")
    page.estimate.why()
    assert page.sources.shown.amount == 44_280_000
    assert page.sources.shown.lines[0].item == "22.01"
    QTest.keyClick(page.sources.table, Qt.Key.Key_Escape)
    assert page.estimate.table.hasFocus()


def give_back(report, desk):
    """Take the settlement back for the level above, and open its last month."""
    assert report.handInButton.text() == "Rút về để sửa"
    report.handInButton.click()
    panel = report.take_back_panel
    panel.entry.save()
    assert "Hãy ghi lý do mở sổ" in panel.banner.text()
    panel.reasonEdit.setText("Cấp trên trả lại để bổ sung")
    panel.entry.save()
    assert report.handInButton.text() == "Nộp quyết toán"
    unlock_month(desk.office, "2026-12", "Cấp trên trả lại để bổ sung")


def test_the_words_of_part_c_are_written_where_the_settlement_is_shown(page, desk):
    page.go_to("settlement")
    report, panel = page.report, page.report.remarks_panel
    report.remarksButton.click()
    panel.reasonsEdit.set_value("Quỹ lương tăng từ tháng 7.")
    panel.accumulatedEdit.set_value("Gửi ngân hàng 20 triệu đồng.")
    panel.entry.save()
    assert report.side.isHidden()
    paper = settlement_paper(desk.office, Period.parse("2026"))
    told = " ".join(block.text for block in paper.blocks if isinstance(block, Paragraph))
    assert "Quỹ lương tăng từ tháng 7." in told
    assert "Gửi ngân hàng 20 triệu đồng." in told
    report.remarksButton.click()
    assert panel.reasonsEdit.value() == "Quỹ lương tăng từ tháng 7."


def test_versions_stand_beside_each_other(page, desk, wishes):
    page.go_to("settlement")
    report = page.report
    assert not report.versionsButton.isEnabled()
    report.handInButton.click()
    assert "Hãy khóa sổ đến hết tháng 12" in report.banner.text()
    lock_year(desk.office, 2026)
    report.handInButton.click()
    give_back(report, desk)
    later = draft("PC", 1_000_000, date(2026, 12, 30), reason="Bổ sung", item="31.02")
    post_voucher(desk.office, save_voucher(desk.office, later).id)
    lock_year(desk.office, 2026)
    report.handInButton.click()
    report.versionsButton.click()
    panel = report.versions
    assert [row[:2] for row in rows_of(panel.versionsTable)] == [
        (1, "đã rút về"),
        (2, "chờ duyệt"),
    ]
    assert panel.changeLabel.text().startswith("Lần 2: khác lần 1 ở")
    changed = {row[0]: row[3] for row in rows_of(panel.changesTable)}
    assert changed["Tích lũy cuối kỳ"] == -1_000_000
    panel.versionsTable.setCurrentIndex(panel.versionsTable.rows.index(0, 0))
    assert "Lần nộp đầu tiên" in panel.changeLabel.text()
    QTest.keyClick(panel.versionsTable, Qt.Key.Key_Escape)
    assert report.side.isHidden()


def test_a_version_taken_back_can_be_looked_at_and_printed_before_the_next(page, desk):
    page.go_to("settlement")
    report = page.report
    lock_year(desk.office, 2026)
    report.handInButton.click()
    assert page.stateLabel.text() == "lần nộp 1, chờ duyệt"
    give_back(report, desk)
    assert page.stateLabel.text() == "lần nộp 1 đã rút về"
    later = draft("PC", 1_000_000, date(2026, 12, 30), reason="Bổ sung", item="31.02")
    post_voucher(desk.office, save_voucher(desk.office, later).id)
    page.refresh()

    def closing_row():
        return next(row[4] for row in rows_of(report.table) if row[2] == "50")

    assert closing_row() == 73_116_000
    report.versionsButton.click()
    QTest.keyClick(report.versions.versionsTable, Qt.Key.Key_Return)
    assert closing_row() == 74_116_000
    assert page.stateLabel.text() == "đang xem lần nộp 1, đã rút về"
    buttons = (report.handInButton, report.approveButton, report.openingButton, report.whyButton)
    assert not any(button.isEnabled() for button in buttons)
    report.preview()
    assert page.currentWidget() is page.notice
    page.notice.closed.emit()
    assert report.versions.versionsTable.hasFocus()
    QTest.keyClick(report.versions.versionsTable, Qt.Key.Key_Escape)
    assert closing_row() == 73_116_000
    assert report.handInButton.isEnabled()


def test_what_was_assigned_stands_apart_from_the_plan(page, desk):
    set_estimate(desk.office, 2026, {"care": 100_000_000, "dues": 40_000_000})
    approve_estimate(desk.office, 2026, {"care": 90_000_000})
    page.go_to("settlement")
    rows = {row[2]: row for row in rows_of(page.report.table)}
    assert rows["31"][3:] == (90_000_000, 110_000_000, "122,2%", 90_000_000, None)
    assert rows["22"][3:] == (40_000_000, 44_280_000, "110,7%", None, None)


def test_a_draft_and_an_open_count_of_the_year_lead_to_their_places(page, desk, wishes):
    kept = save_voucher(desk.office, draft("PC", 20_000, date(2026, 6, 30)))
    counted = count_cash(desk.office, CountDraft(date(2026, 12, 31), {}, reason="Mất trộm"))
    page.go_to("checks")
    words = [row[2] for row in rows_of(page.checks.table)]
    for start in ("Còn chứng từ nháp: phiếu chi ngày 30/06/2026", "Kiểm kê ngày 31/12/2026"):
        page.checks.go(next(at for at, said in enumerate(words) if said.startswith(start)))
    assert wishes == [("vouchers", kept.id), ("books", f"counts:{counted.id}")]


def test_f9_checks_the_year_from_any_part(page, desk):
    page.go_to("settlement")
    said = []
    desk.told.connect(said.append)
    QTest.keyClick(page.report.table, Qt.Key.Key_F9)
    assert page.tabs.currentWidget() is page.checks
    assert page.checks.table.hasFocus()
    assert said[0].startswith("Đã kiểm tra năm 2026: ")


def test_a_settlement_is_handed_in_replaced_and_approved_with_reasons(page, desk):
    page.go_to("settlement")
    report = page.report
    assert not report.approveButton.isEnabled()
    lock_year(desk.office, 2026)
    report.handInButton.click()
    give_back(report, desk)
    lock_year(desk.office, 2026)
    report.handInButton.click()
    page.refresh()
    assert page.stateLabel.text() == "lần nộp 2, chờ duyệt"
    report.approveButton.click()
    panel = report.approval_panel
    labels = [row[0] for row in rows_of(panel.rowsTable)]
    at = labels.index("Chi quản lý hành chính")
    model = panel.rowsTable.rows
    model.setData(model.index(at, 2), "9000000")
    panel.entry.save()
    assert "Hãy ghi lý do" in panel.banner.text()
    model.setData(model.index(at, 3), "Hóa đơn không hợp lệ")
    panel.entry.save()
    form = show_settlement(desk.office, 2026)
    assert form.status == "approved"
    approved = {row.id: row.approved for row in form.rows}
    assert approved["closing"] == 74_716_000
    assert show_settlement(desk.office, 2027).amount("opening") == 74_716_000
    assert not report.handInButton.isEnabled()


def test_a_year_that_is_not_over_is_refused_in_its_place(page):
    page.yearBox.setCurrentIndex(page.yearBox.findText("2027"))
    page.go_to("settlement")
    page.report.handInButton.click()
    assert "Năm 2027 chưa hết" in page.report.banner.text()


def test_the_opening_of_a_year_is_stated(page, desk):
    page.go_to("settlement")
    page.report.openingButton.click()
    panel = page.report.opening_panel
    assert (panel.accumulatedEdit.value(), panel.payableEdit.value()) == (45_000_000, 0)
    panel.accumulatedEdit.set_value(44_000_000)
    panel.payableEdit.set_value(1_000_000)
    panel.entry.save()
    assert show_settlement(desk.office, 2026).amount("opening") == 44_000_000


def test_a_slow_transfer_leads_to_its_voucher(page, desk, wishes):
    accounts = {row.kind: row.id for row in open_accounts(desk.office)}
    moved = Transfer(
        accounts["bank"], accounts["cash"], 1_000, date(2026, 3, 1), date(2026, 3, 20)
    )
    paying, _ = transfer(desk.office, moved)
    post_voucher(desk.office, paying.id)
    page.go_to("checks")
    codes = [row[0] for row in rows_of(page.checks.table)]
    page.checks.go(codes.index("V-14"))
    assert wishes == [("vouchers", paying.id)]


def test_every_finding_leads_to_its_cell_or_page(page, desk, wishes):
    set_estimate(desk.office, 2026, {"care": 100_000_000})
    page.go_to("checks")
    part = page.checks
    codes = [row[0] for row in rows_of(part.table)]
    assert {"V-20", "V-21", "V-22"} <= set(codes)
    part.go(codes.index("V-20"))
    assert wishes == [("organisation", "parameters:settlement.remit_basis")]
    first = next(at for at, row in enumerate(rows_of(part.table)) if "đào tạo" in row[2])
    part.table.setCurrentIndex(part.table.rows.index(first, 0))
    QTest.keyClick(part.table, Qt.Key.Key_Return)
    assert page.tabs.currentWidget() is page.report
    care = page.report.table.rows.value(page.report.table.currentIndex().row(), 2)
    assert care == "31"


def test_shares_stand_beside_limits_that_are_still_to_be_checked(page):
    page.go_to("checks")
    shares = {row[0][:2]: row[2:] for row in rows_of(page.checks.shareTable)}
    assert shares["31"] == ("64,86%", "ít nhất 60%", "cần kiểm tra")
    assert shares["34"] == ("10,61%", "", "")


@pytest.fixture
def wrong_dues(office):
    """October was collected, then a salary was put right: one member has paid too much."""
    member = add_payer(office, "Nguyễn Thị Hường", 10_000_000, "2026-10")
    for month in ("2026-10", "2026-11"):
        make_dues(office, month)
    done = collect_dues(office, "2026-10", on=date(2026, 10, 31))
    post_voucher(office, done.voucher.id)
    set_salary(office, member, "2026-10", 6_000_000)
    return member


def test_dues_are_worked_out_again_booked_and_offset(page, desk, wrong_dues):
    page.go_to("dues_change")
    part = page.dues_change
    part.monthBox.setCurrentIndex(part.monthBox.findData("2026-10"))
    (row,) = rows_of(part.table)
    assert row[1:] == (50_000, 30_000, -20_000, 50_000)
    part.applyButton.click()
    assert "lý do" in part.reasonEdit.problem
    part.reasonEdit.set_value("Sửa lương tháng 10")
    part.applyButton.click()
    assert "1 người đã nộp thừa 20.000 đ" in plain(part.creditLabel.text())
    assert part.toBox.currentData() == "2026-11"
    part.offsetButton.click()
    assert "Không ai nộp thừa" in part.creditLabel.text()
    assert list_dues(desk.office, "2026-11").rows[0].paid == 20_000


def test_dues_are_paid_back_by_a_negative_receipt(page, desk, wrong_dues, wishes):
    page.go_to("dues_change")
    part = page.dues_change
    part.monthBox.setCurrentIndex(part.monthBox.findData("2026-10"))
    part.reasonEdit.set_value("Sửa lương tháng 10")
    part.applyButton.click()
    part.reasonEdit.set_value("Trả lại tiền nộp thừa")
    part.refundButton.click()
    assert "phiếu ghi số âm" in part.banner.text()
    part.banner._answer.click()
    assert wishes[0][0] == "vouchers"
    assert list_dues(desk.office, "2026-10").paid == 30_000


def test_a_month_without_a_list_says_so(page):
    page.go_to("dues_change")
    part = page.dues_change
    part.monthBox.setCurrentIndex(part.monthBox.findData("2026-01"))
    assert "Chưa lập danh sách thu" in part.sumLabel.text()
    assert not part.applyButton.isEnabled()


def test_a_disclosure_is_recorded_and_its_table_looked_at(page, desk, qtbot):
    page.go_to("disclosures")
    part = page.disclosures
    part.point_to(2)
    part.add()
    panel = part.panel
    panel.secondOnEdit.set_value(date(2027, 2, 1))
    panel.entry.save()
    assert "sau hôm nay" in panel.secondOnEdit.problem
    panel.secondOnEdit.set_value(date(2027, 1, 14))
    panel.entry.save()
    (row,) = list_disclosures(desk.office, 2026)
    assert (row.subject, row.second_way) == ("settlement", "posted")
    assert "đã công khai" in part.sheet.text()
    part.preview()
    qtbot.waitUntil(lambda: page.printing.preview.page_count() > 0, timeout=20_000)


@pytest.mark.parametrize(
    "place", ["estimate", "settlement", "checks", "dues_change", "disclosures"]
)
def test_every_part_is_named_reachable_and_fits_a_small_laptop(page, place, qtbot):
    page.go_to(place)
    qtbot.wait(1)
    assert nameless(page.parts[place]) == []
    assert unreachable(page.parts[place]) == []
    assert clipped(page.parts[place]) == []
    assert not too_large(page, width=940, height=520)
