"""The papers of the yearly grade: score sheet and decision."""

from datetime import date

import pytest
from docx import Document as Letter

from tests.indicators.neighbourhood import found_below
from tests.indicators.test_ratings import full
from unionapp.errors import Refusal
from unionapp.indicators.grading import criteria_for
from unionapp.indicators.ratings import ScoreSheet, appraise, criteria_of, decide, score_self
from unionapp.organisation.units import UnitFacts
from unionapp.paper.document import Paragraph, StateHeading, Table
from unionapp.reports.making import make_report, preview_report
from unionapp.reports.records import preview_record, print_record
from unionapp.vietnamese.periods import Period

YEAR = Period.parse("2026")


@pytest.fixture
def upper(make_office):
    office = make_office("upper", unit=UnitFacts("KCN", "CT-09", "Công đoàn các KCN"), parent=None)
    criteria = criteria_for("CDCS", "FDI")
    for code, less in (("A", 0), ("B", 10), ("C", 10)):
        found_below(office, code, "FDI")
        appraise(
            office, code, 2026, ScoreSheet(full(criteria), {}) if not less else _less(criteria)
        )
    return office


def _less(criteria):
    points = {it.code: max(1, it.max - 2) for it in criteria.criteria}
    return ScoreSheet(points)


def words_of(document):
    return "\n".join(str(it.text) for it in document.blocks if isinstance(it, Paragraph))


def test_a_decision_counts_its_units_and_lists_them(upper, tmp_path):
    for code in ("A", "B"):
        decide(upper, code, 2026, "45", date(2026, 3, 2))
    paper = preview_report(upper, "rating-decision", YEAR)
    headings = [it.number for it in paper.blocks if isinstance(it, StateHeading)]
    assert headings[1].startswith("Số:  ")
    assert headings[0].startswith("Số: 45/QĐ-")
    said = words_of(paper)
    assert "Hoàn thành xuất sắc nhiệm vụ: 01 đơn vị; Hoàn thành tốt nhiệm vụ: 01 đơn vị" in said
    [listed] = [it for it in paper.blocks if isinstance(it, Table)]
    assert [row[3:5] for row in listed.rows] == [
        (100, "Hoàn thành xuất sắc nhiệm vụ"),
        (74, "Hoàn thành tốt nhiệm vụ"),
    ]
    made = make_report(
        upper, "rating-decision", YEAR, file_format="docx", output=tmp_path / "qd.docx"
    )
    text = "\n".join(it.text for it in Letter(str(made.path)).paragraphs)
    assert "BAN THƯỜNG VỤ CÔNG ĐOÀN CÁC KCN" in text


def test_a_year_without_grades_says_so(office):
    assert "Chưa có đơn vị cấp dưới nào" in words_of(
        preview_report(office, "rating-decision", YEAR)
    )


@pytest.mark.parametrize("file_format", ["pdf", "docx", "xlsx"])
def test_the_score_sheet_is_printed_in_every_format(office, tmp_path, file_format):
    criteria = criteria_of(office)
    row = score_self(office, 2026, ScoreSheet(full(criteria, less=4), {"hoi_nghi": "Biên bản"}))
    sheet = preview_record(office, "rating-sheet", row.id)
    [table] = [it for it in sheet.blocks if isinstance(it, Table)]
    rows = list(table.rows)
    assert rows[-1].cells[:4] == (None, "Tổng điểm", 100, 96)
    assert rows[1][-1] == "Biên bản"
    assert "Đề nghị xếp loại: Hoàn thành xuất sắc nhiệm vụ." in words_of(sheet)
    path = tmp_path / f"bang.{file_format}"
    printed = print_record(office, "rating-sheet", row.id, file_format=file_format, output=path)
    assert printed.path.stat().st_size > 2_000


def test_an_unknown_rating_is_refused(office):
    with pytest.raises(Refusal, match=r"rating\.unknown"):
        preview_record(office, "rating-sheet", 7)
