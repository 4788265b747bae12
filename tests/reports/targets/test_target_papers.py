"""The papers of targets say what the board says."""

from datetime import date

import pytest

from tests.indicators.conftest import district  # noqa: F401  # a district without lower units
from tests.indicators.neighbourhood import do, found_below
from unionapp.indicators.assignments import assign
from unionapp.indicators.shipped_sets import TargetFacts
from unionapp.indicators.target_sets import found_set, save_target
from unionapp.paper.document import GroupRow, Paragraph, Table
from unionapp.reports.catalogue import find_report
from unionapp.reports.making import make_report, preview_report
from unionapp.vietnamese.periods import Period

YEAR = Period.parse("2023")
DIALOGUE = TargetFacts(
    "A", "dialogue_enterprise_pct", "Đối thoại", "at_least", "%", "year", value=80
)
MEMBERS = TargetFacts(
    "B",
    "member_total",
    "Đoàn viên",
    "at_least",
    "người",
    "once",
    18_000,
    due_on=date(2025, 12, 31),
)


@pytest.fixture
def followed(district):  # noqa: F811
    units = [found_below(district, "A-1", "DNNN"), found_below(district, "A-2", "FDI")]
    do(district, "DOI_THOAI", date(2023, 4, 1), units[0])
    found_set(district, "rieng", "Kế hoạch 2023")
    rows = [save_target(district, "rieng", facts) for facts in (DIALOGUE, MEMBERS)]
    return district, rows


def table_of(document):
    [table] = [block for block in document.blocks if isinstance(block, Table)]
    return list(table.rows)


def test_the_board_is_printed_by_milestone_with_what_is_missing(followed):
    office, _ = followed
    rows = table_of(preview_report(office, "target-board", YEAR))
    assert [row.text for row in rows if isinstance(row, GroupRow)] == ["Hằng năm", "Đến năm 2025"]
    first = next(row for row in rows if isinstance(row, tuple))
    assert first[:5] == (1, "Đối thoại", "từ 80%", "50% (1/2)", "Chưa đạt")
    assert (
        "Còn thiếu 1 doanh nghiệp để đạt kế hoạch (từ 80%); gần đạt nhất: Đơn vị A-2" in first[5]
    )
    assert "Khu vực nhà nước: 100% (1/1). Khu vực ngoài nhà nước: 0% (0/1)." in first[5]


def test_numbers_that_add_up_are_added_up_and_percentages_are_not(followed):
    office, (dialogue, members) = followed
    assign(office, members.id, "A-1", 10_000)
    assign(office, members.id, "A-2", 7_500, "Bổ sung")
    assign(office, dialogue.id, "A-1", 80)
    rows = table_of(preview_report(office, "target-assignments", YEAR))
    assert [row.text for row in rows if isinstance(row, GroupRow)] == [
        "Đối thoại (%)",
        "Đoàn viên (người): tổng 17.500",
    ]
    assert (2, "A-2", "Đơn vị A-2", 7_500, "Bổ sung") in rows


@pytest.mark.parametrize("report", ["target-board", "target-assignments"])
def test_a_unit_without_plans_prints_a_sentence_instead_of_an_empty_table(office, report):
    document = preview_report(office, report, Period.parse("2026"))
    assert not any(isinstance(block, Table) for block in document.blocks)
    assert any(isinstance(block, Paragraph) and "hưa " in block.text for block in document.blocks)


@pytest.mark.parametrize("report", ["target-board", "target-assignments"])
def test_every_format_is_written(followed, report, tmp_path):
    office, (dialogue, _) = followed
    assign(office, dialogue.id, "A-1", 80)
    for file_format in find_report(report).formats:
        made = make_report(
            office, report, YEAR, file_format=file_format, output=tmp_path / f"x.{file_format}"
        )
        assert made.path.stat().st_size > 1000
