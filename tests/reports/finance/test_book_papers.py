"""Books, lists and registers: their figures are those of the use cases, their sums are live."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.reports.finance.setting import MARCH, YEAR, exemplary_year, printed
from unionapp.finance.books.cash_and_bank import cash_book
from unionapp.finance.books.receipts_spending import receipts_spending_book
from unionapp.finance.contributions.book import list_contributions
from unionapp.finance.contributions.declarations import record_contribution
from unionapp.finance.dues.lists import list_dues
from unionapp.finance.levels.obligations import list_obligations
from unionapp.finance.splits import split
from unionapp.finance.vouchers.accounts import add_bank_account
from unionapp.finance.vouchers.advances import list_advances
from unionapp.finance.year.disclosures import DisclosureRow, record_disclosure
from unionapp.organisation.parameters import set_own_parameter
from unionapp.paper.document import GroupRow, PageBreak, Table, TotalRow
from unionapp.paper.xlsx import write_xlsx
from unionapp.reports.finance.shares import share_out
from unionapp.reports.making import preview_report
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.periods import Period


def table_of(document) -> Table:
    return next(block for block in document.blocks if isinstance(block, Table))


def last_row(document) -> tuple:
    return tuple(table_of(document).rows)[-1].cells


def plain_rows(document) -> list[tuple]:
    return [row for row in table_of(document).rows if isinstance(row, tuple)]


def formulas_of(document, folder) -> dict[str, tuple[str, int]]:
    path = write_xlsx(document, folder / "bang.xlsx")
    formulas, values = (load_workbook(path, data_only=only).active for only in (False, True))
    return {
        cell.coordinate: (cell.value, values[cell.coordinate].value)
        for row in formulas.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=")
    }


def test_the_cash_book_counts_on_from_its_opening_in_the_sheet(busy, tmp_path):
    office, _ = busy
    book = cash_book(office, None, YEAR)
    live = formulas_of(preview_report(office, "cash-book", YEAR), tmp_path)
    balances = [value for formula, value in live.values() if "SUBTOTAL" not in formula]
    assert balances == [*(row.balance for row in book.rows), book.closing]
    sums = [value for formula, value in live.values() if "SUBTOTAL" in formula]
    assert sums == [book.received, book.paid]
    assert balances[-1] == book.closing


def test_there_is_one_bank_book_for_each_account(tmp_path):
    office = exemplary_year(tmp_path / "data")
    add_bank_account(office, "BIDV", bank="BIDV Nghệ An", number="5101")
    document = preview_report(office, "bank-book", YEAR)
    titles = [block.lines for block in document.blocks if hasattr(block, "side")]
    assert [lines[2] for lines in titles] == [
        "Số hiệu tài khoản: 0101",
        "Số hiệu tài khoản: 5101",
    ]
    assert sum(isinstance(block, PageBreak) for block in document.blocks) == 1
    assert last_row(document)[-2] == cash_book(office, 2, YEAR).closing == 38_120_000
    office.close()


def test_a_unit_without_a_bank_account_says_so(office, tmp_path):
    text = printed(preview_report(office, "bank-book", YEAR), tmp_path)
    assert "Đơn vị không mở tài khoản tiền gửi." in text


def test_the_item_book_agrees_with_its_use_case_and_counts_on(busy, tmp_path):
    office, _ = busy
    book = receipts_spending_book(office, YEAR)
    document = preview_report(office, "item-book", YEAR)
    total = next(row for row in table_of(document).rows if isinstance(row, TotalRow))
    assert [total.cells[3], total.cells[8]] == [book.received, book.spent]
    held = book.closing_cash + book.closing_bank + book.closing_advances
    assert last_row(document)[-1] == held
    live = formulas_of(document, tmp_path)
    assert sum("SUBTOTAL" in formula for formula, _ in live.values()) == 12
    by_row = 2 * len(book.rows)  # the balance, and all that was received or spent
    assert len(live) == 12 + by_row + len(("Tổng thu", "Tổng chi lũy kế", "Số dư cuối kỳ"))


def test_the_dues_list_names_the_rule_and_adds_up_by_group(busy, tmp_path):
    office, _ = busy
    listed = list_dues(office, "2026-03")
    document = preview_report(office, "dues-list", MARCH)
    assert "Lương cơ sở: 2.340.000 đ; mức đóng tối đa 234.000 đ/tháng" in printed(
        document, tmp_path
    ).replace("\u00a0", " ")
    rows = tuple(table_of(document).rows)
    groups = [row.text for row in rows if isinstance(row, GroupRow)]
    assert groups == ["Tổ Cắt", "Tổ May 1", "Chưa xếp tổ"]
    totals = [row.cells for row in rows if isinstance(row, TotalRow)]
    assert [cells[1] for cells in totals] == [
        "Cộng tổ Cắt: 2 đoàn viên",
        "Cộng tổ May 1: 3 đoàn viên",
        "Cộng chưa xếp tổ: 1 đoàn viên",
        "Tổng cộng: 6 đoàn viên",
    ]
    assert totals[-1][5:7] == (listed.total, listed.paid)
    live = formulas_of(document, tmp_path)
    assert [value for _, value in live.values()] == [
        amount for cells in totals for amount in cells[5:7]
    ]
    assert next(row for row in plain_rows(document) if row[1] == "Phạm Quốc Khánh")[8] == (
        "Mức tối đa"
    )


def test_the_dues_book_shows_each_month_and_what_is_still_owed(busy, tmp_path):
    office, _ = busy
    document = preview_report(office, "dues-book", YEAR)
    lists = [list_dues(office, f"2026-{month:02}") for month in range(1, 5)]
    paid, owed = sum(it.paid for it in lists), sum(it.owed for it in lists)
    cells = last_row(document)
    assert cells[4] == lists[2].paid
    assert cells[-2:] == (paid, owed)
    assert any(value == owed for _, value in formulas_of(document, tmp_path).values())


def test_shares_of_a_month_add_up_to_the_share_of_the_sum(busy):
    office, _ = busy
    listed = list_dues(office, "2026-03")
    cells = last_row(preview_report(office, "shares", MARCH))
    dues = split(listed.total, Decimal("0.3"))
    assert cells[5:7] == (dues.keep, dues.up)
    assert cells[7] == sum(cells[3:7])


def test_shares_of_a_year_are_those_of_the_contribution(busy):
    office, _ = busy
    rows = list_contributions(office, 2026)
    cells = last_row(preview_report(office, "shares", YEAR))
    assert cells[2:6] == (9_840_000_000, 196_800_000, 147_600_000, 49_200_000)
    assert cells[4] == sum(row.keep for row in rows)


def test_shares_of_a_running_year_end_with_the_month_of_today(make_office):
    office = make_office(today=date(2026, 3, 20))
    record_contribution(office, "2026-02", workers=40, fund=200_000_000)
    (table,) = (
        it for it in preview_report(office, "shares", YEAR).blocks if isinstance(it, Table)
    )
    months = [row[:2] for row in table.rows if isinstance(row, tuple)]
    assert months == [("01/2026", None), ("02/2026", 40), ("03/2026", None)]


def test_shares_of_a_month_name_who_has_no_group_last_as_the_dues_list_does(busy):
    office, _ = busy
    teams = {row.full_name: row.team for row in list_dues(office, "2026-03").rows}
    tables = (it for it in preview_report(office, "shares", MARCH).blocks if isinstance(it, Table))
    names = [row[1] for row in next(tables).rows if isinstance(row, tuple)]
    assert [bool(teams[name]) for name in names] == sorted(map(bool, teams.values()), reverse=True)


@given(
    amounts=st.lists(st.integers(0, 10**9), max_size=40),
    percent=st.integers(0, 100),
)
def test_what_is_shared_out_row_by_row_loses_no_dong(amounts, percent):
    rate = Decimal(percent) / 100
    shares = share_out(amounts, rate)
    assert [share.total for share in shares] == amounts
    assert sum(share.up for share in shares) == split(sum(amounts), rate).up
    assert all(share.up >= 0 and share.keep >= -1 for share in shares)


def test_the_contribution_book_repeats_the_use_case(busy):
    office, _ = busy
    document = preview_report(office, "contribution-book", YEAR)
    rows = list_contributions(office, 2026)
    assert [row[5] for row in plain_rows(document)] == [row.due for row in rows]
    assert last_row(document)[3:10] == (
        9_840_000_000,
        None,
        196_800_000,
        147_600_000,
        49_200_000,
        196_800_000,
        0,
    )


def test_the_obligations_book_counts_on_and_ends_where_the_account_ends(busy, tmp_path):
    office, _ = busy
    owed = list_obligations(office, 2026)
    document = preview_report(office, "obligations-book", YEAR)
    assert last_row(document)[-1] == owed.owed
    assert dong(owed.owed).replace("\u00a0", " ") in printed(document, tmp_path)
    *live, closing = [value for _, value in formulas_of(document, tmp_path).values()]
    assert closing == owed.owed
    assert live[-4:-2] == [owed.lines[0].collected, owed.lines[1].collected]
    assert live[-2:] == [owed.due, owed.paid]
    assert len(live) == 12 + 4


def test_a_quarter_of_the_obligations_begins_where_the_last_one_ended(busy):
    office, _ = busy
    first, second = (
        preview_report(office, "obligations-book", Period.parse(text))
        for text in ("2026-Q1", "2026-Q2")
    )
    assert plain_rows(second)[0][-1] == last_row(first)[-1]


def test_the_advances_book_marks_what_is_late(busy):
    office, _ = busy
    document = preview_report(office, "advances-book", YEAR)
    rows = list_advances(office)
    assert [row[4:8] for row in plain_rows(document)] == [
        (row.given, row.spent, row.returned, row.outstanding) for row in rows
    ]
    assert [row[9] for row in plain_rows(document)] == ["Đã xong", "Quá hạn"]
    before = preview_report(office, "advances-book", Period.parse("2026-Q1"))
    assert plain_rows(before) == []


def test_the_minutes_of_a_count_name_every_note_and_the_difference(busy, tmp_path):
    office, _ = busy
    document = preview_report(office, "cash-count", Period.parse("2026-12"))
    text = printed(document, tmp_path).replace("\n", " ")
    booked = cash_book(office, None, YEAR).closing
    assert f"{booked:,}".replace(",", ".") in text
    assert "thiếu" in text
    assert "Lý do chênh lệch: Làm tròn tiền lẻ khi chi quà Tết" in text
    assert [row[1] for row in plain_rows(document)] == [
        500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500,
    ]  # fmt: skip
    live = [value for _, value in formulas_of(document, tmp_path).values()]
    assert live == [34_500_000, 200_000, 10_000, 5_000, 34_715_000]


def test_a_month_without_a_count_says_so(busy, tmp_path):
    office, _ = busy
    text = printed(preview_report(office, "cash-count", MARCH), tmp_path)
    assert "Không kiểm kê quỹ trong tháng 3 năm 2026." in text


def test_the_table_made_public_names_how_it_was_made_public(office, tmp_path):
    before = printed(
        preview_report(office, "settlement-disclosure", Period.parse("2025")), tmp_path
    )
    assert "Tại hội nghị Ban Chấp hành ngày:" in before
    record_disclosure(
        office,
        DisclosureRow(2025, "settlement", date(2026, 2, 10), "posted", date(2026, 2, 12), ""),
    )
    after = printed(
        preview_report(office, "settlement-disclosure", Period.parse("2025")), tmp_path
    )
    assert "Tại hội nghị Ban Chấp hành ngày 10/02/2026." in after
    assert "Niêm yết tại nơi làm việc, ngày 12/02/2026." in after


def test_a_paper_stays_the_same_on_another_day(busy):
    office, _ = busy
    later = replace(office, today=date(2027, 3, 1))
    for report in ("settlement", "settlement-disclosure", "cash-book", "shares"):
        today = preview_report(office, report, YEAR)
        assert preview_report(later, report, YEAR).report_id == today.report_id


def test_the_share_of_dues_follows_the_units_own_split(office):
    set_own_parameter(
        office, "split.dues.up", "0.4", valid_from=date(2020, 1, 1), legal_basis="NQ"
    )
    columns = table_of(preview_report(office, "shares", Period.parse("2026-Q1"))).columns
    assert [column.title for column in columns[6:8]] == ["Giữ lại 60%", "Nộp 40%"]
