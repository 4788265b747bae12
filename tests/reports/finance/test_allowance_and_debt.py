"""The payment table of allowances, and the letter to an employer that has not paid."""

from datetime import date
from decimal import Decimal

import pytest

from tests.finance.setting import pay_contribution
from tests.reports.finance.setting import pages_of
from unionapp.errors import Refusal
from unionapp.finance.contributions.declarations import record_contribution
from unionapp.finance.vouchers.allowances import set_allowance
from unionapp.membership.cadres import CadreDraft, appoint
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.members import add_member
from unionapp.organisation.profile import UnitProfile, edit_profile
from unionapp.paper.document import Table
from unionapp.paper.pdf import write_pdf
from unionapp.reports.making import preview_report
from unionapp.vietnamese.periods import Period

QUARTER = Period.parse("2026-Q1")


def printed(office, report, tmp_path, period=QUARTER):
    return pages_of(write_pdf(preview_report(office, report, period), tmp_path / "paper.pdf"))


def test_the_letter_asks_each_employer_for_the_months_that_are_overdue(make_office, tmp_path):
    office = make_office(today=date(2026, 6, 20))
    for month in ("2026-01", "2026-02", "2026-05"):
        record_contribution(office, month, workers=100, fund=500_000_000, payer="Công ty A")
    record_contribution(office, "2026-03", workers=9, fund=50_000_000, payer="Công ty B")
    pay_contribution(office, "2026-01", 4_000_000, date(2026, 3, 1), payer="Công ty A")
    first, second = printed(office, "debt-letter", tmp_path, Period.parse("2026-H1"))
    assert "V/v đề nghị đóng kinh phí công đoàn" in first
    assert "Công ty A" in first
    assert "Nghị định số 191/2013/NĐ-CP" in " ".join(first.split())
    assert "105/2026" not in first + second
    # January lacks six million of ten, February all; May is not due before the end of June
    assert "16.000.000" in first
    assert "2 tháng đã quá hạn" in " ".join(first.split())
    assert "Công ty B" in second
    assert "1.000.000" in second


@pytest.mark.parametrize(
    ("month", "law", "decree"),
    [
        ("2025-06", "20 tháng 6 năm 2012", "191/2013/NĐ-CP ngày 21 tháng 11 năm 2013"),
        ("2025-12", "27 tháng 11 năm 2024", "191/2013/NĐ-CP ngày 21 tháng 11 năm 2013"),
        ("2026-05", "27 tháng 11 năm 2024", "105/2026/NĐ-CP ngày 31 tháng 3 năm 2026"),
    ],
)
def test_a_month_is_asked_for_on_the_law_of_that_month(make_office, tmp_path, month, law, decree):
    office = make_office(today=date(2026, 11, 21))
    record_contribution(office, month, workers=9, fund=50_000_000)
    (page,) = printed(office, "debt-letter", tmp_path, Period.parse(month[:4]))
    words = " ".join(page.split())
    assert f"Căn cứ Luật Công đoàn ngày {law} và Nghị định số {decree}" in words
    assert words.count("Căn cứ") == 1


def test_a_letter_over_a_change_of_law_names_each_with_its_months(make_office, tmp_path):
    office = make_office(today=date(2026, 11, 21))
    for month in ("2026-03", "2026-04", "2026-05"):
        record_contribution(office, month, workers=9, fund=50_000_000)
    (page,) = printed(office, "debt-letter", tmp_path, Period.parse("2026"))
    _, old, new = " ".join(page.split()).split("Căn cứ ")
    assert "191/2013/NĐ-CP" in old
    assert "kinh phí công đoàn của tháng 03/2026, 04/2026 do" in old
    assert "105/2026/NĐ-CP" in new
    assert "kinh phí công đoàn của tháng 05/2026 do" in new


def test_the_letter_names_the_months_that_count_as_not_paid_at_all(make_office, tmp_path):
    office = make_office(today=date(2026, 9, 10))
    for month in ("2026-03", "2026-05", "2026-07"):
        record_contribution(office, month, workers=9, fund=50_000_000)
    (page,) = printed(office, "debt-letter", tmp_path, Period.parse("2026"))
    words = " ".join(page.split())
    # the decree names the days from May on; July is late, not yet unpaid
    assert "Trong đó tháng 05/2026 đã quá hạn trên 60 ngày" in words
    assert "theo Nghị định số 105/2026/NĐ-CP, Điều 6 khoản 2" in words


def test_the_letter_is_addressed_to_the_employer_of_the_profile(make_office, tmp_path):
    office = make_office(today=date(2026, 11, 21))
    record_contribution(office, "2026-05", workers=9, fund=50_000_000)
    (page,) = printed(office, "debt-letter", tmp_path, Period.parse("2026"))
    assert "Kính gửi: Người sử dụng lao động" in " ".join(page.split())
    edit_profile(office, UnitProfile(employer_name="Công ty TNHH May Sông Đà"))
    (page,) = printed(office, "debt-letter", tmp_path, Period.parse("2026"))
    assert "Kính gửi: Công ty TNHH May Sông Đà" in " ".join(page.split())


def test_without_debt_there_is_no_letter(make_office, tmp_path):
    office = make_office(today=date(2026, 3, 5))
    record_contribution(office, "2026-03", workers=1, fund=10_000_000)
    with pytest.raises(Refusal) as refused:
        printed(office, "debt-letter", tmp_path)
    assert refused.value.code == "contribution.nothing_owed"


def test_the_allowance_table_multiplies_and_adds_up(make_office, tmp_path):
    office = make_office(today=date(2026, 4, 20))
    with pytest.raises(Refusal) as refused:
        printed(office, "allowances", tmp_path)
    assert refused.value.code == "allowance.nobody"
    chair = add_member(office, MemberDraft("Lê Văn Tùng"), on=date(2025, 1, 1)).id
    appoint(office, CadreDraft(chair, "CHU_TICH", date(2025, 1, 1)))
    set_allowance(
        office, "CHU_TICH", Decimal("0.2"), valid_from=date(2026, 1, 1), decision="QĐ 5692"
    )
    (page,) = printed(office, "allowances", tmp_path)
    assert "Bảng thanh toán phụ cấp".upper() in page.upper()
    for words in ("Lê Văn Tùng", "0,2", "468.000", "1.404.000"):
        assert words in page
    assert "Một triệu bốn trăm linh bốn nghìn đồng" in page


def test_a_change_of_base_salary_stands_with_the_same_person(make_office):
    office = make_office(today=date(2026, 11, 20))
    posts = (("Lê Văn Tùng", "CHU_TICH"), ("Vi Thị An", "PHO_CHU_TICH"))
    for name, post in posts:
        member = add_member(office, MemberDraft(name), on=date(2025, 1, 1)).id
        appoint(office, CadreDraft(member, post, date(2025, 1, 1)))
        set_allowance(
            office, post, Decimal("0.2"), valid_from=date(2026, 1, 1), decision="QĐ 5692"
        )
    blocks = preview_report(office, "allowances", Period.parse("2026")).blocks
    (table,) = (block for block in blocks if isinstance(block, Table))
    lines = [(row[1], row[4], row[5]) for row in table.rows if isinstance(row, tuple)]
    assert lines == [(name, each, 6) for name, _ in posts for each in (468_000, 506_000)]
