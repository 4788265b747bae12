"""C17-TLĐ: what each employer paid, as the register has it; a blank one where nothing is noted."""

import dataclasses
from datetime import date

import pytest

from tests.conftest import CDCS, UPPER
from tests.finance.setting import pay_contribution
from tests.reports.finance.setting import pages_of
from tests.reports.finance.test_book_papers import formulas_of, last_row, plain_rows
from unionapp.errors import Refusal
from unionapp.finance.contributions.book import list_contributions
from unionapp.finance.contributions.declarations import record_contribution
from unionapp.organisation.profile import UnitProfile, edit_profile
from unionapp.paper.pdf import write_pdf
from unionapp.reports.making import make_report, preview_report
from unionapp.vietnamese.periods import Period

HALF = Period.parse("2026-H1")


def confirmation(office, period=HALF):
    return preview_report(office, "contribution-confirmation", period)


def texts(office, tmp_path, period=HALF):
    return pages_of(write_pdf(confirmation(office, period), tmp_path / "xac-nhan.pdf"))


@pytest.fixture
def upper(make_office):
    """An upper unit with two employers without a union of their own."""
    office = make_office(unit=UPPER, parent=None, today=date(2026, 4, 20))
    record_contribution(office, "2026-01", workers=40, fund=200_000_000, payer="Công ty Đại Lộc")
    record_contribution(office, "2026-02", workers=41, fund=205_000_000, payer="Công ty Đại Lộc")
    record_contribution(office, "2026-01", workers=9, fund=50_000_000, payer="Công ty An Khánh")
    paid = (("2026-01", 4_000_000), ("2026-02", 1_000_000))
    for month, amount in paid:
        on = date(2026, 3, 10)
        pay_contribution(office, month, amount, on, payer="Công ty Đại Lộc")
    return office


def test_it_repeats_the_register_month_by_month(busy):
    office, _ = busy
    rows = [row for row in list_contributions(office, 2026) if row.month <= "2026-06"]
    document = confirmation(office)
    assert [row[1:5] for row in plain_rows(document)] == [
        (row.workers, row.fund, row.due, row.paid) for row in rows
    ]
    assert last_row(document) == (
        "Cộng",
        None,
        sum(row.fund for row in rows),
        sum(row.due for row in rows),
        sum(row.paid for row in rows),
        None,
        sum(row.remaining for row in rows),
        None,
    )


def test_its_sums_are_live_in_a_sheet(busy, tmp_path):
    office, _ = busy
    live = [value for _, value in formulas_of(confirmation(office), tmp_path).values()]
    assert live == [value for value in last_row(confirmation(office)) if isinstance(value, int)]


def test_each_employer_has_a_page_of_its_own_in_order(upper, tmp_path):
    first, second = texts(upper, tmp_path)
    assert "Đơn vị đóng kinh phí: Công ty An Khánh" in first
    assert "Số tiền đã đóng bằng chữ: Không đồng." in first
    assert "Đơn vị đóng kinh phí: Công ty Đại Lộc" in second
    for words in (
        "Mẫu số: C17-TLĐ",
        "Hướng dẫn số 47/HD-TLĐ",
        "Về việc đóng kinh phí công đoàn, 6 tháng đầu năm 2026",
        "Tính đến ngày 20 tháng 4 năm 2026",
        "02/2026 41 205.000.000 4.100.000 1.000.000 10/03/2026 3.100.000",
        "Cộng 405.000.000 8.100.000 5.000.000 3.100.000",
        "Số tiền đã đóng bằng chữ: Năm triệu đồng chẵn.",
        "Số tiền còn phải đóng bằng chữ: Ba triệu một trăm nghìn đồng chẵn.",
        "TM. BAN THƯỜNG VỤ",
    ):
        assert words in second


def test_a_month_without_a_wage_fund_is_named_and_one_to_come_is_not_there(upper):
    months = {row[0]: row[-1] for row in plain_rows(confirmation(upper))}
    assert list(months) == ["01/2026", "02/2026", "03/2026", "04/2026"]
    assert months["03/2026"] == "Chưa khai quỹ lương"


def test_months_in_which_the_employer_owes_nothing_are_not_asked_for(make_office):
    organ = dataclasses.replace(CDCS, employer_type="CO_QUAN")
    office = make_office(unit=organ, today=date(2026, 3, 5))
    record_contribution(office, "2025-06", workers=30, fund=200_000_000)
    months = [row[0] for row in plain_rows(confirmation(office, Period.parse("2025")))]
    assert months == [f"{month:02}/2025" for month in range(1, 7)]


def test_where_nothing_is_noted_it_is_written_by_hand(office, tmp_path):
    edit_profile(office, UnitProfile(employer_name="Công ty TNHH May Hoa Sen"))
    document = confirmation(office, Period.parse("2026-Q1"))
    assert [row[1:] for row in plain_rows(document)] == [(None,) * 7] * 3
    assert last_row(document) == ("Cộng", *(None,) * 7)
    (text,) = texts(office, tmp_path, Period.parse("2026-Q1"))
    assert "Đơn vị đóng kinh phí: Công ty TNHH May Hoa Sen" in text
    assert "đồng chẵn" not in text


def test_it_is_made_as_any_report_and_keeps_its_number(upper, tmp_path):
    made = [
        make_report(
            upper,
            "contribution-confirmation",
            HALF,
            file_format=ending,
            output=tmp_path / f"xac-nhan.{ending}",
        )
        for ending in ("pdf", "xlsx")
    ]
    assert made[0].report_id == made[1].report_id
    assert made[0].report_id in " ".join(pages_of(made[0].path))


def test_before_the_form_was_in_force_there_is_none(make_office):
    office = make_office(unit=CDCS, today=date(2021, 6, 1))
    with pytest.raises(Refusal, match=r"parameter\.missing"):
        confirmation(office, Period.parse("2021-Q1"))
