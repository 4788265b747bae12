"""Papers of a year that still runs say nothing of days to come."""

from datetime import date

from tests.reports.finance.setting import printed
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.drafts import LineDraft, VoucherDraft
from unionapp.finance.vouchers.recipients import Recipient, set_recipients
from unionapp.paper.document import GroupRow, SignatureRow, Table
from unionapp.reports.finance.item_book import item_book_paper
from unionapp.reports.finance.obligations_book import obligations_paper
from unionapp.reports.finance.recipients_list import recipients_paper
from unionapp.vietnamese.periods import Period


def first(document, kind):
    return next(block for block in document.blocks if isinstance(block, kind))


def test_obligations_are_listed_as_far_as_the_year_has_gone(make_office):
    office = make_office(today=date(2026, 7, 3))
    rows = tuple(first(obligations_paper(office, Period.parse("2026")), Table).rows)
    months = [row[0] for row in rows if isinstance(row, tuple)][1:]
    assert months == [f"{month:02}/2026" for month in range(1, 8)]


def test_a_paper_is_not_dated_ahead(make_office):
    office = make_office(today=date(2026, 7, 3))
    ahead = first(item_book_paper(office, Period.parse("2026")), SignatureRow)
    over = first(item_book_paper(office, Period.parse("2026-H1")), SignatureRow)
    assert ahead.place_date.endswith("ngày …… tháng …… năm ………")
    assert over.place_date.replace("\xa0", " ").endswith("ngày 30 tháng 6 năm 2026")


def test_a_later_quarter_of_the_item_book_sums_since_january(make_office):
    office = make_office(today=date(2026, 7, 3))
    table = first(item_book_paper(office, Period.parse("2026-Q2")), Table)
    labels = [row.cells[2] for row in table.rows if hasattr(row, "cells")]
    assert labels == ["Cộng phát sinh trong kỳ", "Lũy kế từ đầu năm", "Số dư cuối kỳ"]
    marks = [column.mark for column in table.columns]
    assert marks == ["A", "B", "C", *map(str, range(1, len(marks) - 2))]


def recipients_of(office, people):
    total = 200_000 * len(people)
    lines = (LineDraft("31.03", total),)
    draft = VoucherDraft("PC", date(2026, 5, 29), "Theo danh sách", "Quà 1/6", total, lines)
    voucher = save_voucher(office, draft)
    set_recipients(office, voucher.id, [Recipient(who, 200_000, team=it) for who, it in people])
    return recipients_paper(office, voucher.id)


def test_recipients_stand_by_team_whatever_the_order_they_were_typed_in(make_office, tmp_path):
    office = make_office(today=date(2026, 7, 3))
    people = (("An", "Tổ cắt"), ("Bình", "Tổ may"), ("Chi", "Tổ cắt"), ("Dung", "Tổ may"))
    paper = recipients_of(office, people)
    rows = tuple(first(paper, Table).rows)
    assert [row.text for row in rows if isinstance(row, GroupRow)] == ["Tổ cắt", "Tổ may"]
    names = [(row[0], row[1]) for row in rows if isinstance(row, tuple)]
    assert names == [(1, "An"), (2, "Chi"), (3, "Bình"), (4, "Dung")]
    assert "Cộng: 2 người" in printed(paper, tmp_path)


def test_recipients_without_a_team_come_last_as_on_the_dues_list(make_office):
    office = make_office(today=date(2026, 7, 3))
    people = (("An", ""), ("Bình", "Tổ may"), ("Chi", "Tổ cắt"), ("Dung", "Tổ may"))
    rows = tuple(first(recipients_of(office, people), Table).rows)
    groups = [row.text for row in rows if isinstance(row, GroupRow)]
    assert groups == ["Tổ may", "Tổ cắt", "Không thuộc tổ"]


def test_recipients_who_share_no_team_are_not_parted_one_by_one(make_office):
    office = make_office(today=date(2026, 7, 3))
    people = (("An", "Chủ tịch"), ("Bình", "Kế toán"))
    rows = tuple(first(recipients_of(office, people), Table).rows)
    assert not [row for row in rows if isinstance(row, GroupRow)]
    assert [row[-1] for row in rows if isinstance(row, tuple)] == ["Chủ tịch", "Kế toán"]
