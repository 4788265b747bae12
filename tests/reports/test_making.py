"""Reports: the same records give the same id in every format; changed records the next version."""

import dataclasses
from datetime import date
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
from docx import Document as Letter
from openpyxl import load_workbook

from unionapp.activities.drafts import ActivityDraft
from unionapp.activities.records import save_activity
from unionapp.errors import Refusal
from unionapp.finance.books.cash_and_bank import cash_book
from unionapp.finance.contributions.declarations import record_contribution
from unionapp.finance.vouchers.accounts import open_accounts, set_opening
from unionapp.finance.vouchers.allowances import set_allowance
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.drafts import LineDraft, VoucherDraft
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.membership.cadres import CadreDraft, appoint
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.events import EventDraft, record_event
from unionapp.membership.members import add_member
from unionapp.organisation.office import Office
from unionapp.organisation.profile import UnitProfile, edit_profile
from unionapp.reports.catalogue import find_report, reports_for
from unionapp.reports.freezing import digest, freeze, thaw
from unionapp.reports.letters.sections import read_section, write_section
from unionapp.reports.making import (
    freeze_report,
    inspect_report,
    is_changed_since,
    list_snapshots,
    make_report,
    preview_report,
)
from unionapp.sentences import sentence_for
from unionapp.vietnamese.periods import Period

HALF = Period.parse("2026-H1")
MARCH = Period.parse("2026-03")
HALF_YEARLY = tuple(
    kind for kind in (*reports_for("CDCS"), find_report("2-HDCD")) if 6 in kind.months
)


def add(office: Office, name: str, gender: str, on: date) -> int:
    return add_member(office, MemberDraft(name, gender=gender, birth_date="1990"), on=on).id


def pay(office: Office, kind: str, on: date, amount: int, item: str) -> None:
    draft = VoucherDraft(
        kind, on, "Nguyễn Thị Hoa", "Thăm ốm", amount, (LineDraft(item, amount),), attachments=1
    )
    post_voucher(office, save_voucher(office, draft).id)


@pytest.fixture
def busy_office(office: Office) -> Office:
    """Four members, one of whom left; money in and out, money owed; one activity."""
    edit_profile(office, UnitProfile(place="Nghệ An", chair="Trần Văn Tùng"))
    chair = add(office, "Nguyễn Thị Hường", "female", date(2025, 12, 1))
    appoint(office, CadreDraft(chair, "CHU_TICH", date(2025, 12, 1)))
    since, decision = date(2026, 1, 1), "QĐ 5692"
    set_allowance(office, "CHU_TICH", Decimal("0.2"), valid_from=since, decision=decision)
    record_contribution(office, "2026-01", workers=100, fund=500_000_000, payer="Công ty A")
    add(office, "Đặng Văn Ưởng", "male", date(2025, 12, 1))
    add(office, "Lò Thị Ẳng", "female", date(2026, 1, 15))
    left = add(office, "Lê Văn Bảy", "male", date(2025, 6, 1))
    record_event(office, left, EventDraft("THOI_VIEC", date(2026, 2, 10), reason="Hết hợp đồng"))
    till = open_accounts(office)[0]
    set_opening(office, till.id, 5_000_000, date(2026, 1, 1))
    pay(office, "PT", date(2026, 1, 20), 2_000_000, "25.02")
    pay(office, "PC", date(2026, 2, 20), 1_200_000, "31.03")
    save_activity(
        office,
        ActivityDraft(
            "HN_NLD",
            "Hội nghị người lao động",
            date(2026, 3, 2),
            invited=10,
            attended=9,
            details={"form": "hoi_nghi"},
        ),
    )
    return office


def pdf_text(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return " ".join(page.get_textpage().get_text_range() for page in pdf).replace("\r\n", " ")


def cells(path: Path) -> list[object]:
    book = load_workbook(path, data_only=True)
    return [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]


@pytest.mark.parametrize("kind", HALF_YEARLY, ids=lambda kind: kind.id)
def test_a_report_bears_one_id_in_every_format(busy_office, tmp_path, kind):
    made = [
        make_report(busy_office, kind.id, HALF, file_format=form, output=tmp_path / f"bc.{form}")
        for form in kind.formats
    ]
    assert len({it.report_id for it in made}) == 1
    assert {inspect_report(it.path) for it in made} == {made[0].report_id}
    assert {it.version for it in made} == {1}


@pytest.mark.parametrize("kind", HALF_YEARLY, ids=lambda kind: kind.id)
def test_what_was_frozen_is_read_back_as_it_was(busy_office, kind):
    document = preview_report(busy_office, kind.id, HALF)
    assert digest(thaw(freeze(document))) == digest(document)
    assert thaw(freeze(document)) == document


def test_changed_records_make_a_new_version_and_leave_the_old_one(busy_office):
    first = freeze_report(busy_office, "member-list", HALF)
    assert freeze_report(busy_office, "member-list", HALF) == first
    assert not is_changed_since(busy_office, first)
    add(busy_office, "Vi Thị Nhung", "female", date(2026, 3, 1))
    assert is_changed_since(busy_office, first)
    second = freeze_report(busy_office, "member-list", HALF, reason="Bổ sung đoàn viên mới")
    assert (first.version, second.version) == (1, 2)
    assert second.report_id != first.report_id
    assert [row.version for row in list_snapshots(busy_office, HALF)] == [2, 1]


def test_an_existing_file_is_never_overwritten(busy_office, tmp_path):
    target = tmp_path / "so-quy.pdf"
    target.write_bytes(b"cua toi")
    made = make_report(busy_office, "cash-book", HALF, file_format="pdf", output=target)
    assert made.path.name == "so-quy (2).pdf"
    assert target.read_bytes() == b"cua toi"


@pytest.mark.parametrize(
    ("report", "period", "form", "code"),
    [
        ("khong-co", HALF, "pdf", "report.unknown"),
        ("half-year", MARCH, "pdf", "report.wrong_period"),
        ("cash-book", HALF, "docx", "report.wrong_format"),
    ],
)
def test_a_report_that_cannot_be_made_says_why_and_writes_nothing(
    busy_office, tmp_path, report, period, form, code
):
    with pytest.raises(Refusal) as refused:
        make_report(busy_office, report, period, file_format=form, output=tmp_path / "bc")
    assert refused.value.code == code
    assert "…" not in sentence_for(refused.value)
    assert not (tmp_path / "bc").exists()


def test_the_member_list_names_who_is_a_member_at_the_end_of_the_period(busy_office, tmp_path):
    made = make_report(
        busy_office, "member-list", MARCH, file_format="xlsx", output=tmp_path / "ds.xlsx"
    )
    names = {"Nguyễn Thị Hường", "Đặng Văn Ưởng", "Lò Thị Ẳng"}
    assert names <= set(cells(made.path))
    assert "Lê Văn Bảy" not in cells(made.path)
    assert "Tổng số: 3 đoàn viên, trong đó nữ: 2." in cells(made.path)


def test_the_change_report_keeps_its_identity_and_names_the_people(busy_office, tmp_path):
    made = make_report(
        busy_office, "member-change", HALF, file_format="pdf", output=tmp_path / "bd.pdf"
    )
    text = pdf_text(made.path)
    assert "Đoàn viên đầu kỳ 3 1" in text
    assert "Tăng trong kỳ 1 1" in text
    assert "Giảm trong kỳ 1 0" in text
    assert "Đoàn viên cuối kỳ (A + B − C + D) 3 2" in text
    assert "Lê Văn Bảy" in text
    assert "Hết hợp đồng" in text


def test_the_cash_book_prints_the_sums_of_the_book(busy_office, tmp_path):
    book = cash_book(busy_office, None, HALF)
    made = make_report(
        busy_office, "cash-book", HALF, file_format="xlsx", output=tmp_path / "s11.xlsx"
    )
    printed = cells(made.path)
    assert (book.opening, book.closing) == (5_000_000, 5_800_000)
    for amount in (book.opening, book.received, book.paid, book.closing):
        assert amount in printed
    assert "Mẫu số: S11-H" in printed


def test_an_old_year_is_printed_with_the_heading_of_its_time(busy_office):
    headings = {
        year: preview_report(busy_office, "cash-book", Period.parse(year)).blocks[0].legal
        for year in ("2024", "2025")
    }
    assert "107/2017/TT-BTC" in headings["2024"]
    assert "24/2024/TT-BTC" in headings["2025"]


def test_the_letter_fills_its_numbers_and_takes_up_last_times_words(busy_office, tmp_path):
    before = Period.parse("2025-H2")
    write_section(
        busy_office, "half-year", before, "plan", "Vận động 100% người lao động gia nhập."
    )
    assert read_section(busy_office, "half-year", HALF, "plan").is_reused
    write_section(busy_office, "half-year", HALF, "assessment", "Hoàn thành tốt nhiệm vụ.")
    made = make_report(
        busy_office, "half-year", HALF, file_format="docx", output=tmp_path / "bc.docx"
    )
    text = "\n".join(paragraph.text for paragraph in Letter(str(made.path)).paragraphs)
    text = text.replace("\xa0", " ")
    assert "Đầu kỳ có 3 đoàn viên, trong đó nữ 1." in text
    assert "Cuối kỳ có 3 đoàn viên, trong đó nữ 2." in text
    assert "Hoàn thành tốt nhiệm vụ." in text
    assert "Vận động 100% người lao động gia nhập." in text
    assert "Tổng thu trong kỳ 2.000.000 đồng; tổng chi 1.200.000 đồng." in text


def test_a_frozen_report_can_be_neither_changed_nor_removed(busy_office):
    from sqlalchemy import text

    freeze_report(busy_office, "cash-book", HALF)
    for statement in ("UPDATE report_snapshot SET content = ''", "DELETE FROM report_snapshot"):
        with pytest.raises(Refusal, match="report.frozen"), busy_office.change("x") as session:
            session.execute(text(statement))


def test_a_paper_of_tomorrow_is_not_dated_today(busy_office):
    document = preview_report(busy_office, "half-year", HALF)
    assert "05 tháng 3 năm 2026" in document.blocks[0].place_date.replace("\xa0", " ")
    assert dataclasses.replace(document, report_id="") != document
