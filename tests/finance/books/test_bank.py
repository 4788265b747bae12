"""The bank's statement beside the bank book, and netting booked gross."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from unionapp.errors import Refusal
from unionapp.finance.books.bank_reconciliation import (
    compare_statement,
    keep_reconciliation,
    list_reconciliations,
    show_reconciliation,
)
from unionapp.finance.books.bank_statements import (
    BookedLine,
    StatementLine,
    match_statement,
    read_statement,
)
from unionapp.finance.levels.netting import Netting, book_netting
from unionapp.finance.levels.obligations import list_obligations
from unionapp.finance.vouchers.accounts import add_bank_account, open_accounts, set_opening
from unionapp.finance.year.settlement import show_settlement
from unionapp.organisation.office import Office

DAY = date(2026, 3, 5)


@pytest.fixture
def bank(office: Office) -> int:
    account = add_bank_account(office, "VietinBank", bank="VietinBank", number="0101")
    return set_opening(office, account.id, 1_000_000, date(2026, 1, 1)).id


@pytest.fixture
def statement(tmp_path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.append(["SAO KÊ TÀI KHOẢN 0101"])
    sheet.append([])
    sheet.append(
        ["STT", "Ngày giao dịch", "Số tiền ghi nợ", "Số tiền ghi có", "Số dư", "Nội dung"]
    )
    sheet.append(
        [1, "02/03/2026 10:15:00", None, "750.000", "1.750.000", "CĐ KCN chuyển kinh phí"]
    )
    sheet.append([2, date(2026, 3, 4), 200_000, None, 1_550_000, "Chi tho"])
    sheet.append([3, "31/03/2026", "11.000", "", "1.539.000", "Phí quản lý tài khoản"])
    sheet.append(["", "Cộng", "211.000", "750.000", "", ""])
    book.save(tmp_path / "sao_ke.xlsx")
    return tmp_path / "sao_ke.xlsx"


def test_a_statement_is_read_by_its_column_names(statement: Path) -> None:
    lines = read_statement(statement, date(2026, 4, 1))
    assert [(line.row, line.on, line.change) for line in lines] == [
        (4, date(2026, 3, 2), 750_000),
        (5, date(2026, 3, 4), -200_000),
        (6, date(2026, 3, 31), -11_000),
    ]
    assert (lines[0].text, lines[2].balance) == ("CĐ KCN chuyển kinh phí", 1_539_000)


VIETCOMBANK = [
    ["NGÂN HÀNG TMCP NGOẠI THƯƠNG VIỆT NAM"],
    ["Từ ngày: 01/03/2026 đến ngày 31/03/2026"],
    ["Số dư đầu kỳ: 10,000,000"],
    [
        "STT",
        "Ngày giao dịch/\nTransaction date",
        "Số tiền ghi nợ/\nDebit",
        "Số tiền ghi có/\nCredit",
        "Số dư/\nBalance",
        "Nội dung chi tiết/\nTransactions in detail",
    ],
    ["1", "03/01/2026", "", "1,500,000", "11,500,000", "CD KCN chuyen KPCD"],
    ["2", "05/03/2026", "200,000", "0", "11,300,000", "Phi"],
    ["3", "05/03/2026", "200,000", "", "11,100,000", "Phi"],
    ["Tổng số/Total", "", "400,000", "1,500,000", "", ""],
]
BIDV = [
    ["BIDV"],
    ["STT", "Ngày giờ giao dịch", "Ngày hạch toán", "Ghi nợ", "Ghi có", "Số dư", "Nội dung"],
    [1, "12/03/2026 08:15:22", "12/03/2026", "1.200.000,00", "0,00", "5.000.000,00", "Rut"],
    [2, "13/03/2026 09:00:01", "13/03/2026", "0", "1.000.000", "6.000.000", "Nop"],
    [None, "Cộng phát sinh", None, "1.200.000", "1.000.000", None, None],
]
AGRIBANK = [
    ["AGRIBANK"],
    ["Ngày in: 01/04/2026"],
    ["Ngày", "Số bút toán", "Phát sinh", "", "Số dư", "Diễn giải"],
    ["GD", "", "Ghi nợ", "Ghi có", "cuối", ""],
    [date(2026, 3, 4), "A1", None, 147_600_000, 147_600_000, "Cap theo phan phoi"],
    ["Số dư đầu ngày 05/03/2026", None, None, None, None, None],
    ["05-03-2026", "A2", "3.284.000 VND", None, None, "Nop"],
]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (VIETCOMBANK, [("2026-01-03", 1_500_000), *[("2026-03-05", -200_000)] * 2]),
        (BIDV, [("2026-03-12", -1_200_000), ("2026-03-13", 1_000_000)]),
        (AGRIBANK, [("2026-03-04", 147_600_000), ("2026-03-05", -3_284_000)]),
    ],
    ids=["vietcombank", "bidv", "agribank"],
)
def test_statements_are_read_as_banks_write_them(tmp_path: Path, rows, found) -> None:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "sao_ke.xlsx")
    lines = read_statement(tmp_path / "sao_ke.xlsx", date(2026, 4, 5))
    assert [(line.on.isoformat(), line.change) for line in lines] == found


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ('Ngày giao dịch,Mô tả,Ghi nợ,Ghi có\n03/01/2026,Phí,"11,000",\n', "utf-8"),
        ("\ufeffSao kê;;;\nNgày GD;Mô tả;Ghi nợ;Ghi có\n03/01/2026;Phí;11.000,00;0,00\n", "utf-8"),
        ("Ngay giao dich;Mo ta;Ghi no;Ghi co\n03/01/2026;Phi;11000;\n", "cp1258"),
        ('"Transaction Date","Debit","Credit"\n"2026-01-03","11,000.00","0.00"\n', "utf-8"),
    ],
)
def test_a_statement_may_be_a_csv_file(tmp_path: Path, text: str, encoding: str) -> None:
    (tmp_path / "sao_ke.csv").write_bytes(text.encode(encoding))
    (line,) = read_statement(tmp_path / "sao_ke.csv", date(2026, 4, 5))
    assert (line.on, line.change) == (date(2026, 1, 3), -11_000)


def test_an_amount_that_is_no_number_is_named_and_not_left_out(tmp_path: Path) -> None:
    text = "Ngày giao dịch;Ghi nợ;Ghi có\n03/01/2026;11.000;-\n04/01/2026;1l.000;\n"
    (tmp_path / "sao_ke.csv").write_text(text, encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        read_statement(tmp_path / "sao_ke.csv", date(2026, 4, 5))
    assert refused.value.code == "statement.unreadable"
    assert dict(refused.value.details) == {"row": 3, "text": "1l.000"}


def test_one_column_for_both_directions_is_no_statement(tmp_path: Path) -> None:
    text = "Ngày giao dịch;Ghi nợ/Ghi có\n03/01/2026;11.000\n"
    (tmp_path / "sao_ke.csv").write_text(text, encoding="utf-8")
    with pytest.raises(Refusal, match=r"statement\.no_columns"):
        read_statement(tmp_path / "sao_ke.csv", date(2026, 4, 5))


def test_twins_of_one_day_and_amount_are_paired_one_to_one() -> None:
    booked = [BookedLine(n, DAY, "Phí", -200) for n in (1, 2, 3)]
    stated = [StatementLine(n, DAY, "Phi", -200, None) for n in (7, 8)]
    match = match_statement(booked, stated)
    assert [(entry.voucher_id, line.row) for entry, line in match.pairs] == [(1, 7), (2, 8)]
    assert [entry.voucher_id for entry in match.only_in_book] == [3]


def test_a_sheet_without_the_columns_is_refused(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Họ tên", "Lương"])
    book.save(tmp_path / "luong.xlsx")
    with pytest.raises(Refusal, match=r"statement\.no_columns"):
        read_statement(tmp_path / "luong.xlsx", DAY)


def test_what_stands_on_one_side_explains_the_difference(office, bank, post, statement) -> None:
    post("BC", 750_000, date(2026, 3, 3), "28.01", account_id=bank)
    post("BN", 200_000, date(2026, 3, 4), account_id=bank)
    post("BN", 50_000, DAY, account_id=bank)
    lines = read_statement(statement, date(2026, 4, 1))
    done = compare_statement(office, bank, "2026-03", lines, 1_539_000)
    assert (done.book_closing, done.difference, done.explained) == (1_500_000, 39_000, 39_000)
    assert done.is_settled
    assert [entry.change for entry in done.match.only_in_book] == [-50_000]
    assert [line.text for line in done.match.only_in_statement] == ["Phí quản lý tài khoản"]
    assert keep_reconciliation(office, done) == keep_reconciliation(office, done)


def test_a_kept_reconciliation_says_whether_the_book_has_changed_since(
    office, bank, post, statement
) -> None:
    post("BC", 750_000, date(2026, 3, 3), "28.01", account_id=bank)
    lines = read_statement(statement, date(2026, 4, 1))
    keep_reconciliation(office, compare_statement(office, bank, "2026-03", lines, 1_539_000))
    (kept,) = list_reconciliations(office, 2026)
    assert (kept.account, kept.month, kept.difference) == ("VietinBank", "2026-03", -211_000)
    assert (kept.matched, kept.only_in_statement, kept.made_by) == (1, 2, office.officer.name)
    assert not kept.has_changed
    post("BN", 200_000, date(2026, 3, 4), account_id=bank)
    again = show_reconciliation(office, kept.id)
    assert again.has_changed
    assert again.book_closing_now == 1_550_000
    assert list_reconciliations(office, 2026, account_id=bank) == (again,)
    assert list_reconciliations(office, 2025) == ()
    with pytest.raises(Refusal, match=r"bank\.no_reconciliation"):
        show_reconciliation(office, kept.id + 1)


def test_the_till_has_no_statement(office: Office) -> None:
    with pytest.raises(Refusal, match=r"account\.not_a_bank"):
        compare_statement(office, open_accounts(office)[0].id, "2026-03", [], 0)


MONTH = st.dates(date(2026, 3, 1), date(2026, 3, 31))
CHANGES = st.lists(st.tuples(MONTH, st.sampled_from([-5, -3, 3, 5])), max_size=12)


@given(CHANGES, CHANGES)
def test_every_line_is_matched_once_or_left_alone(book, bank_side) -> None:
    booked = [BookedLine(n, day, "", change) for n, (day, change) in enumerate(book)]
    stated = [StatementLine(n, day, "", change, None) for n, (day, change) in enumerate(bank_side)]
    match = match_statement(booked, stated)
    assert len(match.pairs) + len(match.only_in_book) == len(booked)
    assert len(match.pairs) + len(match.only_in_statement) == len(stated)
    for entry, line in match.pairs:
        assert entry.change == line.change
        assert abs((entry.on - line.on).days) <= 3


def test_netting_is_booked_gross_on_both_sides(office: Office, bank: int) -> None:
    netting = Netting(10_000_000, 3_000_000, DAY, "GBC 17", "CĐ các khu công nghiệp", bank)
    received, remitted = book_netting(office, netting)
    assert (received.number, remitted.number) == ("BC001/2026", "BN001/2026")
    assert "GBC 17" in received.reason
    assert received.reason == remitted.reason
    assert show_settlement(office, 2026).amount("upper_share") == 10_000_000
    assert list_obligations(office, 2026).paid == 3_000_000
    with pytest.raises(Refusal, match=r"netting\.too_much"):
        book_netting(office, Netting(1, 2, DAY, "", "A", bank))


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        # a fee that came back, beside one that was taken
        (
            "Ngày;Nội dung;Ghi nợ;Ghi có;Số dư\n02/03/2026;Phí;11.000;;989.000\n"
            "03/03/2026;Hoàn phí;-11.000;;1.000.000\n",
            [-11_000, 11_000],
        ),
        ("Ngày;Nội dung;Ghi nợ;Ghi có\n03/03/2026;Hoàn phí;-11.000;\n", [11_000]),
        # a bank that writes every debit with a minus
        (
            "Ngày;Ghi nợ;Ghi có;Số dư\n02/03/2026;-11.000;;989.000\n03/03/2026;-9.000;;980.000\n",
            [-11_000, -9_000],
        ),
        ("Ngày;Ghi nợ;Ghi có\n02/03/2026;-11.000;\n03/03/2026;(9.000);\n", [-11_000, -9_000]),
        (
            "Ngày;Ghi nợ;Ghi có;Số dư\n02/03/2026;;5.000;5.000\n03/03/2026;-1.000;;4.000\n",
            [5_000, -1_000],
        ),
        # one signed column
        (
            "Ngày giao dịch;Số tiền;Số dư;Nội dung\n02/03/2026;+50.000;150.000;Lai\n"
            "03/03/2026;-11.000;139.000;Phi\n",
            [50_000, -11_000],
        ),
        (
            "Ngày;Số tiền;Số dư\n03/03/2026;20.000;170.000\n02/03/2026;50.000;150.000\n",
            [20_000, 50_000],
        ),
    ],
)
def test_signs_mean_what_the_bank_means(tmp_path: Path, text: str, changes: list[int]) -> None:
    (tmp_path / "sao_ke.csv").write_text(text, encoding="utf-8")
    lines = read_statement(tmp_path / "sao_ke.csv", date(2026, 4, 5))
    assert [line.change for line in lines] == changes


def test_one_column_without_a_sign_is_not_guessed_at(tmp_path: Path) -> None:
    text = "Ngày;Số tiền;Nội dung\n02/03/2026;50.000;Lai\n03/03/2026;11.000;Phi\n"
    (tmp_path / "sao_ke.csv").write_text(text, encoding="utf-8")
    with pytest.raises(Refusal, match=r"statement\.unsigned"):
        read_statement(tmp_path / "sao_ke.csv", date(2026, 4, 5))
