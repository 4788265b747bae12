"""A paper that names people is noted in the log of exports when it is taken out; no other is."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.reports.finance.setting import busy_year
from unionapp.errors import Refusal
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.members import add_member
from unionapp.membership.privacy import list_looks
from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Card,
    CardGrid,
    Document,
    Field,
    KeyValueLines,
    LetterClosing,
    Paragraph,
    SignatureRow,
    Signer,
    Span,
    Table,
    TotalRow,
)
from unionapp.reports.catalogue import ReportKind, list_reports
from unionapp.reports.making import make_report, preview_report
from unionapp.reports.named_members import count_named
from unionapp.reports.records import print_record
from unionapp.vietnamese.periods import Period

# a period of the busy year in which each has something to tell, and how many members it names
NAMING = {
    "member-list": ("2026", 7),
    "member-change": ("2026", 1),
    "member-book": ("2026", 7),
    "group-list": ("2026", 7),
    "executive-list": ("2026", 3),
    "admission-decisions": ("2026", 1),
    "collective-application": ("2026", 1),
    "member-cards": ("2026", 7),
    "member-labels": ("2026", 7),
    "cash-book": ("2026", 1),  # whom it says to be in hospital
    "bank-book": ("2026", 0),
    "item-book": ("2026", 1),
    "receipts": ("2026", 1),
    "payments": ("2026", 3),
    "dues-list": ("2026-03", 6),
    "dues-book": ("2026", 6),
    "shares": ("2026-03", 6),
    "allowances": ("2026", 2),
    "advances-book": ("2026", 2),
}
PERIODS = tuple(map(Period.parse, ("2025", "2026-H1", "2026")))


@pytest.fixture(scope="module")
def played(tmp_path_factory) -> Iterator[tuple[Office, dict[str, int]]]:
    """The busy year with somebody admitted in it; the tests here take papers out of it."""
    office, ids = busy_year(tmp_path_factory.mktemp("named") / "data")
    draft = MemberDraft("Vừ Thị Mỷ", gender="female", birth_date="2001-07-15")
    add_member(office, draft, on=date(2026, 9, 1))
    yield office, ids
    office.close()


@pytest.fixture
def year(played) -> Office:
    """Its office."""
    return played[0]


@pytest.fixture
def ids(played) -> dict[str, int]:
    """Its records."""
    return played[1]


def plain(office: Office, *blocks: object) -> int:
    return count_named(office, Document("", "Giấy", "danh_sach", blocks))


def test_the_table_names_every_report_that_names_people():
    assert {kind.id for kind in list_reports() if kind.names_people} == set(NAMING)


@pytest.mark.parametrize("report", NAMING)
def test_taking_out_a_paper_that_names_people_is_noted_with_how_many(year, tmp_path, report):
    written, people = NAMING[report]
    period, before = Period.parse(written), list_looks(year)
    made = make_report(year, report, period, file_format="pdf", output=tmp_path / "giay.pdf")
    noted, *others = list_looks(year)
    assert made.path.exists()
    assert tuple(others) == before
    assert (noted.kind, noted.count) == ("export", people)
    assert noted.what == next(kind.name for kind in list_reports() if kind.id == report)
    assert noted.purpose == f"Lập báo cáo {period.label}"


@pytest.mark.parametrize(
    "kind", [kind for kind in list_reports() if not kind.names_people], ids=lambda kind: kind.id
)
def test_a_paper_of_figures_names_no_member(year, kind: ReportKind):
    for period in PERIODS:
        if len(period.months()) in kind.months:
            assert _named(year, kind, period) == 0


def _named(office: Office, kind: ReportKind, period: Period) -> int:
    try:
        return count_named(office, preview_report(office, kind.id, period))
    except Refusal:  # nothing of that kind in this year
        return 0


def test_a_paper_of_figures_is_not_noted(year, tmp_path):
    before = list_looks(year)
    for report in ("settlement", "cash-count", "year"):
        output = tmp_path / f"{report}.pdf"
        make_report(year, report, Period.parse("2026"), file_format="pdf", output=output)
    assert list_looks(year) == before


@pytest.mark.parametrize(
    ("kind", "record", "people"),
    [
        ("visit", "visit", 1),
        ("voucher", "visit", 1),
        ("recipients", "gifts", 3),
        ("advance", "festival", 1),
        ("advance-request", "festival", 1),
    ],
)
def test_a_voucher_and_its_papers_are_noted_as_their_batch_is(
    year, ids, tmp_path, kind, record, people
):
    before = list_looks(year)
    output = tmp_path / "giay.pdf"
    print_record(year, kind, ids[record], file_format="pdf", output=output)
    noted, *others = list_looks(year)
    assert tuple(others) == before
    assert (noted.count, noted.purpose) == (people, "In chứng từ")
    print_record(year, "cash-count", ids["count"], file_format="pdf", output=output)
    assert list_looks(year) == (noted, *before)


def test_members_are_counted_wherever_their_names_stand(year):
    assert plain(year, Paragraph("Thăm Lò Thị Ẳng, con của bà Vừ Thị Mỷ.")) == 2
    spans = (Span("Điều 1. ", bold=True), Span("Kết nạp bà VỪ THỊ MỶ"))
    assert plain(year, Paragraph(spans)) == 1
    assert plain(year, KeyValueLines(((Field("Người nhận:", "Lò Thị Ẳng"), Field("Ký:")),))) == 1
    card = Card(("CĐCS",), "THẺ", (Field("Họ và tên:", "LÒ THỊ ẲNG"),))
    assert plain(year, CardGrid((card, card), 86, 54)) == 1
    assert plain(year, Table((), ((1, "Lò Thị Ẳng", None), (2, "Vi Thị Nhung", 5)))) == 2


def test_who_signs_sums_and_names_that_only_begin_alike_are_not_counted(year):
    assert plain(year, SignatureRow((Signer("Thủ quỹ", name="Lò Thị Ẳng"),))) == 0
    assert plain(year, LetterClosing((), ("CHỦ TỊCH",), "Lò Thị Ẳng")) == 0
    assert plain(year, Table((), (TotalRow((None, "Lò Thị Ẳng")),))) == 0
    assert plain(year, Paragraph("Vi Thị Nhungg và Lò Thị")) == 0


def test_namesakes_are_counted_as_often_as_they_stand_and_never_more_than_there_are(office):
    for _ in range(2):
        add_member(office, MemberDraft("Nguyễn Thị Hoa", birth_date="1990"), on=date(2026, 1, 2))
    line = (1, "Nguyễn Thị Hoa")
    assert [plain(office, Table((), (line,) * times)) for times in (1, 2, 3)] == [1, 2, 2]


def test_a_name_of_one_word_is_one_only_where_it_stands_alone(office):
    add_member(office, MemberDraft("Hoa", birth_date="1990"), on=date(2026, 1, 2))
    assert plain(office, Table((), ((1, "Hoa"),))) == 1
    assert plain(office, Paragraph("Mua hoa ngày 8/3")) == 0
