"""Papers of membership: their figures are those of the use cases, their numbers are masked."""

import re
from datetime import date
from itertools import chain

import docx
import pypdfium2
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QImage

from tests.reports.membership.setting import QUARTER, enrol, found_union, papers
from unionapp.errors import Refusal
from unionapp.finance.dues.collection import collect_dues
from unionapp.finance.dues.lists import make_dues
from unionapp.finance.vouchers.accounts import open_accounts
from unionapp.membership.as_of import list_members_on
from unionapp.membership.cadres import list_cadres
from unionapp.membership.data_rights import gather_my_data
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.events import EventDraft, record_event
from unionapp.membership.lists import count_members, list_changes, movement_of
from unionapp.membership.members import add_member, show_member
from unionapp.membership.photos import set_photo
from unionapp.membership.privacy import list_looks
from unionapp.membership.transfer import make_slip, read_slip
from unionapp.paper.document import (
    CardGrid,
    GroupRow,
    KeyValueLines,
    PageBreak,
    Paragraph,
    QrCode,
    StateHeading,
    Table,
)
from unionapp.paper.pdf import write_pdf
from unionapp.paper.profiles import load_profile
from unionapp.paper.sheet import sheet_of
from unionapp.paper.xlsx_columns import column_widths
from unionapp.reports.freezing import freeze, thaw
from unionapp.reports.letter import numbered_heading
from unionapp.reports.making import inspect_report, preview_report
from unionapp.reports.membership.introduction_letter import paid_until
from unionapp.reports.records import list_record_kinds, preview_record, print_record
from unionapp.sentences import sentence_for
from unionapp.vietnamese.periods import Period

MEMBER_KINDS = list_record_kinds("member")
FULL_NUMBER = re.compile(r"\d{12}")
MARCH = Period.parse("2026-03")


@pytest.fixture
def own(office):
    """A union of its own, for tests that change or print something."""
    return found_union(office)


def blocks(document, kind):
    return [block for block in document.blocks if isinstance(block, kind)]


def rows(document):
    return [
        row for table in blocks(document, Table) for row in table.rows if isinstance(row, tuple)
    ]


def words(document):
    """Every text of a document, spaces made plain."""
    return str(document).replace("\\xa0", " ").replace("\xa0", " ")


def test_the_book_lists_members_of_the_end_and_who_left_as_the_use_cases_count_them(union):
    book = preview_report(union.office, "member-book", QUARTER)
    movement = movement_of(union.office, QUARTER)
    listed = rows(book)
    gone = [row for row in listed if row[11] is not None]
    assert len(listed) - len(gone) == movement.closing.total
    assert len(gone) == movement.decrease.total
    assert [row[1] for row in gone] == ["Lê Văn Bảy"]
    assert gone[0][12] == "Chuyển sinh hoạt đi; CĐCS Công ty May Hưng Nguyên"
    total = f"Cuối kỳ: {movement.closing.total} đoàn viên, trong đó nữ: {movement.closing.female}."
    assert total in words(book)


def test_the_book_forgets_who_left_before_its_period(union):
    book = preview_report(union.office, "member-book", MARCH)
    assert "Lê Văn Bảy" not in words(book)
    assert len(rows(book)) == count_members(union.office, MARCH.end).total


def test_who_came_from_elsewhere_has_a_day_of_coming_and_who_was_admitted_none(union):
    came = {row[1]: row[10] for row in rows(preview_report(union.office, "member-book", QUARTER))}
    assert came["Phạm Thị Ớt"] == date(2026, 1, 12)
    assert came["Nguyễn Thị Hường"] is None


def test_every_member_stands_in_one_group_of_the_group_list(union):
    document = preview_report(union.office, "group-list", QUARTER)
    names = [row[1] for row in rows(document)]
    assert sorted(names) == sorted(
        member.full_name for member in list_members_on(union.office, QUARTER.end)
    )
    assert len(blocks(document, Table)) == 2
    assert all(turn.restart for turn in blocks(document, PageBreak))


def test_the_short_list_of_the_executive_names_each_person_once_a_body(union):
    table = blocks(preview_report(union.office, "executive-list", QUARTER), Table)[0]
    heads = [row.text for row in table.rows if isinstance(row, GroupRow)]
    assert heads == ["Ban chấp hành: 2 người", "Ủy ban kiểm tra: 1 người"]
    holders = {it.full_name for it in list_cadres(union.office) if it.body in {"BCH", "UBKT"}}
    assert {row[1] for row in table.rows if isinstance(row, tuple)} == holders


@pytest.mark.parametrize("name", ["member-list", "member-book", "group-list", "executive-list"])
def test_no_list_shows_a_whole_identity_number(union, name):
    document = preview_report(union.office, name, QUARTER)
    assert not FULL_NUMBER.search(words(document))


def test_batches_show_no_identity_number_and_personal_papers_the_whole_one(union):
    made = papers(union)
    for name in ("collective-application", "admission-decisions", "member-cards", "member-labels"):
        assert not FULL_NUMBER.search(words(made[name]))
    for name in ("application-of-chair", "leaving-of-chair", "my-data-of-chair"):
        assert "040185001234" in words(made[name])


def test_every_paper_can_be_frozen_and_thawed(union):
    for document in papers(union).values():
        assert thaw(freeze(document)) == document


@pytest.mark.parametrize("kind", MEMBER_KINDS, ids=lambda kind: kind.id)
def test_a_paper_spells_the_name_exactly_in_every_format(own, tmp_path, kind):
    name = show_member(own.office, own.chair).draft.full_name
    for file_format in kind.formats:
        output = tmp_path / f"giay.{file_format}"
        printed = print_record(
            own.office, kind.id, own.chair, file_format=file_format, output=output
        )
        text = file_text(printed.path)
        assert name in text or name.upper() in text


def file_text(path):
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as pdf:
            parts = [page.get_textpage().get_text_range() for page in pdf]
    elif path.suffix == ".xlsx":
        cells = chain.from_iterable(load_workbook(path).active.iter_rows(values_only=True))
        parts = [str(cell) for cell in cells if cell is not None]
    else:
        word = docx.Document(str(path))
        cells = (c for table in word.tables for row in table.rows for c in row.cells)
        parts = [paragraph.text for paragraph in word.paragraphs] + [c.text for c in cells]
    return " ".join(" ".join(parts).split())


def test_printing_a_members_paper_is_noted_with_its_purpose(own, tmp_path):
    print_record(own.office, "card", own.chair, file_format="pdf", output=tmp_path / "the.pdf")
    noted = list_looks(own.office)[0]
    assert (noted.kind, noted.what, noted.purpose) == (
        "export",
        "Thẻ đoàn viên",
        "In giấy tờ của đoàn viên",
    )


@pytest.mark.parametrize(
    ("kind", "file_format", "code"),
    [
        ("khong-co", "pdf", "report.unknown_record"),
        ("card", "docx", "report.wrong_format"),
    ],
)
def test_a_paper_that_cannot_be_printed_says_why_and_writes_nothing(
    own, tmp_path, kind, file_format, code
):
    output = tmp_path / "giay"
    with pytest.raises(Refusal) as refused:
        print_record(own.office, kind, own.chair, file_format=file_format, output=output)
    assert refused.value.code == code
    assert sentence_for(refused.value)
    assert not output.exists()


@pytest.mark.parametrize("kind", MEMBER_KINDS, ids=lambda kind: kind.id)
def test_nobody_is_printed_by_a_number_nobody_has(union, kind):
    with pytest.raises(Refusal, match="membership.unknown"):
        preview_record(union.office, kind.id, 9999)


def test_who_came_by_transfer_has_no_decision_of_this_unit(union):
    for kind in ("admission-decision", "admission-decision-all"):
        with pytest.raises(Refusal, match="report.not_admitted"):
            preview_record(union.office, kind, union.came)


def test_one_decision_names_all_whom_it_admits(union):
    together = preview_record(union.office, "admission-decision-all", union.admitted[1])
    assert {row[1] for row in rows(together)} == {
        "Nguyễn Thị Hường",
        "Đặng Văn Ưởng",
        "Vừ Bá Chống",
    }
    alone = preview_record(union.office, "admission-decision", union.admitted[1])
    assert rows(alone) == []
    assert "Kết nạp ông Đặng Văn Ưởng, sinh năm 1990, Công nhân, Tổ cắt" in words(alone)


def test_the_decisions_of_a_period_admit_whom_its_figures_count_as_new(union):
    document = preview_report(union.office, "admission-decisions", QUARTER)
    headings = blocks(document, StateHeading)
    assert [place(it) for it in headings] == [
        "ngày 02 tháng 02 năm 2026",
        "ngày 02 tháng 3 năm 2026",
    ]
    admitted = [it for it in list_changes(union.office, QUARTER) if it.kind == "KET_NAP"]
    assert len(admitted) == movement_of(union.office, QUARTER).gross_new.total
    assert all(it.full_name in words(document) for it in admitted)


def place(heading):
    return heading.place_date.replace("\xa0", " ").partition(", ")[2]


def test_recognition_and_re_admission_have_decisions_in_their_own_words(office):
    founder = add_member(
        office, MemberDraft("Vi Thị Ổn"), event="CONG_NHAN", on=date(2019, 1, 2)
    ).id
    back = add_member(office, MemberDraft("Ma Văn Ỷ"), on=date(2025, 6, 1)).id
    first = preview_record(office, "admission-decision", back)
    assert place(blocks(first, StateHeading)[0]) == "ngày 01 tháng 6 năm 2025"
    assert "vào tổ chức Công đoàn Việt Nam" in words(first)
    record_event(office, back, EventDraft("THOI_VIEC", date(2025, 7, 2)))
    record_event(office, back, EventDraft("KET_NAP_LAI", date(2026, 1, 5)))
    recognised = words(preview_record(office, "admission-decision", founder))
    assert "Về việc công nhận đoàn viên công đoàn" in recognised
    again = preview_record(office, "admission-decision", back)
    assert place(blocks(again, StateHeading)[0]) == "ngày 05 tháng 01 năm 2026"
    assert "là đoàn viên Công đoàn Việt Nam (kết nạp lại)" in words(again)
    assert "ý kiến của Công đoàn các khu công nghiệp tỉnh X về việc kết nạp lại" in words(again)


def test_who_only_came_from_elsewhere_has_no_decision(office):
    came = add_member(office, MemberDraft("Vi Thị Ổn"), event="CHUYEN_DEN").id
    with pytest.raises(Refusal, match="report.not_admitted"):
        preview_record(office, "admission-decision", came)


@pytest.mark.parametrize("kind", ["admission-decision", "my-data"])
def test_a_paper_bears_the_same_id_in_every_format(own, tmp_path, kind):
    made = [
        print_record(
            own.office, kind, own.alone, file_format=form, output=tmp_path / f"giay.{form}"
        )
        for form in ("pdf", "docx", "xlsx")
    ]
    ids = {inspect_report(it.path) for it in made}
    assert len(ids) == 1
    assert ids.pop().startswith(f"{kind}/CS-0147/{own.alone}/")


def test_a_decision_bears_the_number_that_its_people_share(office):
    def join(name, decision):
        draft = MemberDraft(name, join_decision=decision)
        return add_member(office, draft, on=date(2026, 2, 2)).id

    first = join("Lò Thị Ẳng", "05/QĐ-CĐCS ngày 02/02/2026")
    join("Ma Văn Ỷ", "05/QĐ-CĐCS ngày 02/02/2026")
    assert number_of(office, "admission-decision-all", first) == "Số: 05/QĐ-CĐCS"
    third = join("Vi Thị Ổn", "06/QĐ-CĐCS")
    assert number_of(office, "admission-decision-all", first) == "Số:       /QĐ-CĐCS"
    assert number_of(office, "admission-decision", third) == "Số: 06/QĐ-CĐCS"


def number_of(office, kind, member):
    return blocks(preview_record(office, kind, member), StateHeading)[0].number


@pytest.mark.parametrize(
    ("number", "printed"), [("12", "Số: 12/QĐ-CĐCS"), ("12/QĐ-BCH", "Số: 12/QĐ-BCH")]
)
def test_a_number_given_in_short_is_printed_in_full(office, number, printed):
    assert numbered_heading(office, "QĐ", date(2026, 3, 5), number).number == printed


@pytest.mark.parametrize(
    ("day", "law"),
    [
        (date(2010, 5, 1), "ngày 30 tháng 6 năm 1990"),
        (date(2020, 5, 1), "ngày 20 tháng 6 năm 2012"),
        (date(2025, 8, 1), "ngày 27 tháng 11 năm 2024"),
    ],
)
def test_a_decision_names_the_law_of_its_day(office, day, law):
    member = add_member(office, MemberDraft("Lò Thị Ẳng"), on=day).id
    assert f"Căn cứ Luật Công đoàn {law};" in words(
        preview_record(office, "admission-decision", member)
    )


def test_many_people_stand_on_a_list_behind_the_decision_counted_by_itself(office, tmp_path):
    people = [enrol(office, f"Nguyễn Văn Ất {i}", date(2026, 2, 2), "Tổ 1") for i in range(60)]
    document = preview_record(office, "admission-decision-all", people[0])
    assert len(rows(document)) == 60
    assert "Kết nạp 60 ông, bà có tên trong danh sách kèm theo Quyết định này" in words(document)
    path = write_pdf(document, tmp_path / "qd.pdf")
    with pypdfium2.PdfDocument(path) as pdf:
        texts = [page.get_textpage().get_text_bounded().split() for page in pdf]
    assert len(texts) == 3
    assert ["2" in text[:1] + text[-1:] for text in texts] == [False, False, True]
    assert "KÈM" not in texts[0]


def test_the_letter_of_introduction_carries_the_slip_the_next_unit_reads(union):
    square = blocks(preview_record(union.office, "introduction", union.left), QrCode)[0]
    assert read_slip(square.text) == make_slip(union.office, union.left)
    assert blocks(preview_record(union.office, "introduction", union.chair), QrCode) == []


def test_the_letter_says_up_to_which_month_dues_are_paid(office):
    draft = MemberDraft("Lò Thị Ẳng")
    payer = add_member(
        office, draft, salary=6_000_000, salary_from="2025-12", on=date(2025, 12, 1)
    ).id
    poor = add_member(office, MemberDraft("Ma Văn Ỷ"), on=date(2025, 12, 1)).id
    open_accounts(office)
    for month in ("2025-12", "2026-01", "2026-02"):
        make_dues(office, month)
    assert (paid_until(office, payer), paid_until(office, poor)) == (None, None)
    collect_dues(office, "2025-12")
    collect_dues(office, "2026-01")
    assert "Đã đóng đoàn phí đến hết:', value='tháng 01 năm 2026'" in words(
        preview_record(office, "introduction", payer)
    )
    # nothing was worked out for who has no pay, so nothing is confirmed
    assert paid_until(office, poor) is None


def test_the_confirmation_adds_up_two_times_of_membership(office):
    member = add_member(office, MemberDraft("Ma Văn Ỷ"), on=date(2015, 1, 10)).id
    record_event(office, member, EventDraft("THOI_VIEC", date(2017, 3, 10)))
    record_event(office, member, EventDraft("KET_NAP_LAI", date(2020, 3, 6)))
    text = words(preview_record(office, "union-time", member))
    assert "- Từ ngày 10/01/2015 đến ngày 10/3/2017: 2 năm 2 tháng;" in text
    assert "- Từ ngày 06/3/2020 đến nay: 5 năm 11 tháng." in text
    assert "Cộng: 8 năm 1 tháng." in text


def test_the_print_out_of_ones_data_holds_every_fact_with_its_purpose(union):
    data = gather_my_data(union.office, union.chair)
    listed = rows(preview_record(union.office, "my-data", union.chair))
    for fact in data.facts:
        assert (fact.label, fact.value, fact.purpose) in listed
    assert all(fact.purpose and fact.basis for fact in data.facts)


def test_a_form_leaves_lines_for_what_nobody_knows(union):
    blank = preview_report(union.office, "blank-application", QUARTER)
    fields = [it for block in blocks(blank, KeyValueLines) for line in block.lines for it in line]
    assert fields
    assert all(it.value is None for it in fields)


def test_the_collective_application_has_rows_to_write_on_where_nobody_was_admitted(union):
    blank = preview_report(union.office, "collective-application", Period.parse("2024"))
    assert [row[1] for row in rows(blank)] == [""] * 20


@pytest.mark.parametrize("name", ["member-cards", "member-labels"])
def test_everybody_has_one_card_eight_on_a_sheet(own, tmp_path, name):
    for i in range(5):
        enrol(own.office, f"Hà Thị Ộ {i}", date(2026, 3, 3), "Tổ may 1")
    document = preview_report(own.office, name, QUARTER)
    cards = blocks(document, CardGrid)[0].cards
    assert len(cards) == count_members(own.office).total == 11
    with pypdfium2.PdfDocument(write_pdf(document, tmp_path / "the.pdf")) as pdf:
        counts = [page.get_textpage().get_text_range().count("ĐOÀN VIÊN") for page in pdf]
    assert counts == [8, 3]


@pytest.mark.parametrize(
    "name", ["member-cards", "member-labels", "member-book", "group-list", "executive-list"]
)
def test_an_empty_unit_gets_a_paper_that_says_so(office, tmp_path, name):
    document = preview_report(office, name, QUARTER)
    assert write_pdf(document, tmp_path / "giay.pdf").exists()
    assert blocks(document, Paragraph)


@pytest.mark.parametrize(
    "name", ["member-list", "member-book", "member-change", "group-list", "executive-list"]
)
def test_the_day_a_list_is_signed_is_written_by_hand(union, name):
    signatures = preview_report(union.office, name, QUARTER).blocks[-1]
    assert signatures.place_date == "Nghệ An, ngày …… tháng …… năm ………"


def test_the_portrait_stands_on_the_card_small_and_is_frozen_with_it(own):
    picture = QImage(900, 1200, QImage.Format.Format_RGB32)
    picture.fill(0x8899AA)
    buffer = QBuffer()
    picture.save(buffer, "PNG")
    set_photo(own.office, own.chair, bytes(buffer.data()))
    sheet = preview_report(own.office, "member-cards", QUARTER)
    [grid] = blocks(sheet, CardGrid)
    jpegs = [card.jpeg for card in grid.cards if card.jpeg]
    assert len(jpegs) == 1
    assert len(jpegs[0]) < 40_000
    assert thaw(freeze(sheet)) == sheet
    assert b"DCTDecode" in write_pdf(sheet, own.office.folder / "the.pdf").read_bytes()


def test_a_spreadsheet_of_changes_prints_at_four_fifths_of_its_size_at_least(union):
    document = preview_report(union.office, "member-change", QUARTER)
    profile = load_profile(document.profile)
    widths = column_widths(document, profile)
    assert sheet_of(document, profile).text_width / sum(widths) >= 0.8
