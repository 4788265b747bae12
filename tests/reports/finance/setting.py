"""A year with everything in it that papers of finance print."""

import dataclasses
from datetime import date
from decimal import Decimal
from pathlib import Path

import pypdfium2

from tests.finance.year.test_full_year import open_new_office, type_the_year
from unionapp.finance.books.cash_counts import CountDraft, count_cash
from unionapp.finance.contributions.declarations import record_contribution
from unionapp.finance.dues.collection import collect_dues
from unionapp.finance.dues.lists import make_dues
from unionapp.finance.vouchers.advances import AdvanceDraft, clear_advance, give_advance
from unionapp.finance.vouchers.allowances import set_allowance
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.drafts import LineDraft, VoucherDraft
from unionapp.finance.vouchers.posting import post_voucher, reverse_voucher
from unionapp.finance.vouchers.recipients import Recipient, set_recipients
from unionapp.finance.year.basics import BasicFigures
from unionapp.finance.year.budget import (
    approve_estimate,
    plan_basics,
    propose_estimate,
    set_estimate,
)
from unionapp.finance.year.disclosures import DisclosureRow, record_disclosure
from unionapp.membership.cadres import CadreDraft, appoint
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.groups import found_group
from unionapp.membership.members import add_member
from unionapp.organisation.office import Office
from unionapp.organisation.profile import UnitProfile, edit_profile
from unionapp.paper.document import Document
from unionapp.paper.pdf import write_pdf
from unionapp.reports.making import preview_report
from unionapp.reports.records import preview_record
from unionapp.vietnamese.periods import Period

YEAR = Period.parse("2026")
MARCH = Period.parse("2026-03")
GOLDEN = Path(__file__).parent / "golden"
PERIOD_PAPERS = (
    ("cash-book", "2026-Q2"),
    ("bank-book", "2026"),
    ("item-book", "2026-Q2"),
    ("receipts", "2026-03"),
    ("payments", "2026-05"),
    ("dues-list", "2026-03"),
    ("dues-book", "2026"),
    ("shares", "2026"),
    ("shares", "2026-03"),
    ("contribution-book", "2026"),
    ("obligations-book", "2026"),
    ("advances-book", "2026"),
    ("cash-count", "2026-12"),
    ("estimate", "2027"),
    ("settlement", "2026"),
    ("settlement", "2026-Q2"),
    ("debt-letter", "2025"),
    ("contribution-confirmation", "2026-H1"),
    ("contribution-confirmation", "2025"),
    ("estimate-disclosure", "2027"),
    ("settlement-disclosure", "2026"),
    ("disclosure-minutes", "2026"),
    ("allowances", "2026-Q1"),
)
RECORD_PAPERS = (
    ("voucher", "visit"),
    ("voucher-a4", "visit"),
    ("voucher-blank", "visit"),
    ("voucher-a4-blank", "visit"),
    ("voucher", "reversed"),
    ("voucher", "reversal"),
    ("voucher", "draft"),
    ("voucher", "dues"),
    ("receipt", "dues"),
    ("payment-request", "visit"),
    ("visit", "visit"),
    ("recipients", "gifts"),
    ("advance-request", "festival"),
    ("advance", "festival"),
    ("cash-count", "count"),
)
PEOPLE = (
    ("Nguyễn Thị Hường", 6_000_000, 0),
    ("Đặng Văn Ưởng", 6_413_777, 0),
    ("Lò Thị Ẳng", 6_827_554, 0),
    ("Trần Thị Bích Ngọc", 7_241_331, 1),
    ("Phạm Quốc Khánh", 90_000_000, 1),
    ("Vi Thị Nhung", 8_068_885, None),
)
POSTS = {
    "Nguyễn Thị Hường": ("CHU_TICH", "0.2", False),
    "Đặng Văn Ưởng": ("UV_BCH", "0.125", False),
    "Phạm Quốc Khánh": ("PHO_CHU_TICH", "0.15", True),
}
_DEBTOR = "Công ty TNHH Vận tải Bến Thủy"
VISIT = VoucherDraft(
    "PC",
    date(2026, 5, 5),
    "Đặng Văn Ưởng",
    "Thăm hỏi đoàn viên Đặng Văn Ưởng điều trị tại Bệnh viện Hữu nghị đa khoa",
    1_500_000,
    (LineDraft("31.03", 1_500_000, "12"),),
    address="Tổ công đoàn May 1",
    attachments=2,
)


def exemplary_year(folder: Path) -> Office:
    """The year 2026 of the acceptance example."""
    office = type_the_year(open_new_office(folder))
    edit_profile(
        office,
        UnitProfile(
            letterhead=("Công đoàn các khu công nghiệp tỉnh Nghệ An",),
            place="Nghệ An",
            chair="Trần Văn Tùng",
            accountant="Nguyễn Thị Hòa",
            cashier="Lê Thị Ẵm",
        ),
    )
    return office


def busy_year(folder: Path) -> tuple[Office, dict[str, int]]:
    """The same year with dues by name, a visit, a reversal, advances, a count, estimates."""
    office = exemplary_year(folder)
    _enrol(office)
    for month in ("2026-01", "2026-02", "2026-03", "2026-04"):
        make_dues(office, month)
    collected = collect_dues(
        office, "2026-03", except_names=["Vi Thị Nhung"], on=date(2026, 3, 28)
    )
    ids = {"dues": post_voucher(office, collected.voucher.id).id}
    ids |= _visits(office)
    record_contribution(office, "2025-12", workers=12, fund=60_000_000, payer=_DEBTOR)
    ids["festival"] = _advance(office)
    ids["gifts"] = _gifts(office)
    pieces = {500_000: 69, 200_000: 1, 10_000: 1, 5_000: 1}
    board = ("Nguyễn Thị Hòa", "Lê Thị Ẵm")
    reason = "Làm tròn tiền lẻ khi chi quà Tết"
    ids["count"] = count_cash(office, CountDraft(date(2026, 12, 31), pieces, board, reason)).id
    propose_estimate(office, 2027, Decimal(5))
    planned = {"dues": 44_000_000, "upper_share": 147_600_000, "care": 110_000_000}
    set_estimate(office, 2026, planned)
    approve_estimate(office, 2026, planned | {"care": 105_000_000})
    _plan_and_disclose(office)
    return office, ids


def _plan_and_disclose(office: Office) -> None:
    plan_basics(office, 2027, BasicFigures(110, 10_560_000_000, 100, 9_600_000_000, 1))
    made_public = ("settlement", date(2027, 1, 12), "posted", date(2027, 1, 14), "Ảnh niêm yết")
    record_disclosure(office, DisclosureRow(2026, *made_public))


def _enrol(office: Office) -> None:
    teams = [found_group(office, name) for name in ("Tổ May 1", "Tổ Cắt")]
    for name, salary, team in PEOPLE:
        draft = MemberDraft(
            full_name=name,
            gender="female",
            position="Công nhân may",
            group_id=None if team is None else teams[team],
        )
        member = add_member(
            office, draft, salary=salary, salary_from="2025-01", on=date(2025, 1, 1)
        )
        if name in POSTS:
            post, coefficient, is_full_time = POSTS[name]
            day = date(2026, 1, 1)
            appoint(office, CadreDraft(member.id, post, day, is_full_time=is_full_time))
            set_allowance(
                office, post, Decimal(coefficient), valid_from=day, decision="QĐ 5692/QĐ-TLĐ"
            )


def _visits(office: Office) -> dict[str, int]:
    smaller = dataclasses.replace(
        VISIT, amount=700_000, lines=(LineDraft("31.03", 700_000, "12"),)
    )
    visit = post_voucher(office, save_voucher(office, VISIT).id)
    again = post_voucher(office, save_voucher(office, smaller).id)
    back = reverse_voucher(office, again.id, "Chi trùng, đã thu lại tiền", date(2026, 5, 6))
    draft = save_voucher(office, dataclasses.replace(VISIT, address="", attachments=0))
    return {"visit": visit.id, "reversed": again.id, "reversal": back.id, "draft": draft.id}


def _advance(office: Office) -> int:
    festival = AdvanceDraft(
        "Trần Thị Bích Ngọc", "Ngày hội Công nhân 1/5", 3_000_000, date(2026, 4, 20)
    )
    given = give_advance(office, festival)
    clear_advance(office, given.id, (LineDraft("31.03", 2_400_000, "12"),), date(2026, 5, 10))
    gifts = AdvanceDraft("Phạm Quốc Khánh", "Mua quà Tết", 1_000_000, date(2026, 11, 20))
    give_advance(office, gifts)
    return given.id


def _gifts(office: Office) -> int:
    gifts = dataclasses.replace(
        VISIT,
        reason="Tặng quà Tết",
        amount=1_000_000,
        lines=(LineDraft("31.03", 1_000_000, "12"),),
    )
    saved = save_voucher(office, gifts)
    people = [
        Recipient("Nguyễn Thị Hường", 300_000, team="Tổ May 1"),
        Recipient("Lò Thị Ẳng", 100_000, 4, team="Tổ May 1", note="Gia đình khó khăn"),
        Recipient("Phạm Quốc Khánh", 300_000, team="Tổ Cắt"),
    ]
    set_recipients(office, saved.id, people)
    return saved.id


def papers(office: Office, ids: dict[str, int]) -> dict[str, Document]:
    """Every paper of finance by the name of its golden text."""
    found = {
        f"{report}-{period}": dataclasses.replace(
            preview_report(office, report, Period.parse(period)), report_id=""
        )
        for report, period in PERIOD_PAPERS
    }
    found |= {
        f"{kind}-of-{name}": preview_record(office, kind, ids[name])
        for kind, name in RECORD_PAPERS
    }
    return found


def pages_of(path: Path) -> list[str]:
    """The text of each page, words parted by one blank."""
    with pypdfium2.PdfDocument(path) as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]
    return ["\n".join(" ".join(line.split()) for line in text.splitlines()) for text in texts]


def printed(document: Document, folder: Path) -> str:
    """The text of a paper as its PDF gives it back, a line between pages."""
    return "\n-----\n".join(pages_of(write_pdf(document, folder / "paper.pdf"))) + "\n"
