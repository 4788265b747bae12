"""The letters of six months and of a year fill themselves and go on from each other's words."""

from datetime import date

import pytest

from tests.conftest import UPPER
from tests.indicators.neighbourhood import admit, do
from tests.indicators.test_ratings import full
from unionapp.indicators.ratings import ScoreSheet, criteria_of, decide, score_self
from unionapp.indicators.target_sets import use_set
from unionapp.paper.document import LetterClosing, Paragraph, Table
from unionapp.reports.letters.sections import read_section, write_section
from unionapp.reports.making import preview_report
from unionapp.vietnamese.periods import Period

HALF, YEAR = Period.parse("2026-H1"), Period.parse("2026")


@pytest.fixture
def busy_office(office):
    admit(office, office.unit.id, 10, female=6)
    do(office, "HN_NLD", date(2026, 2, 10), invited=10, attended=9, amount=500_000)
    return office


def words_of(document):
    said = [it.text for it in document.blocks if isinstance(it, Paragraph)]
    return "\n".join(str(it) for it in said).replace("\xa0", " ")


def test_a_year_tells_numbers_targets_and_the_grade(busy_office):
    use_set(busy_office, "gia_lam_2021")
    score_self(busy_office, 2026, ScoreSheet(full(criteria_of(busy_office), less=4)))
    letter = preview_report(busy_office, "year", YEAR)
    said = words_of(letter)
    assert "Cuối kỳ có 10 đoàn viên, trong đó nữ 6." in said
    assert "Số dư quỹ đến ngày 05/3/2026: 0 đồng." in said
    assert "Tự chấm 96 điểm, đề nghị xếp loại: Hoàn thành xuất sắc nhiệm vụ." in said
    targets = {row[1]: row[-1] for row in _last_table(letter).rows}
    assert targets["Tỷ lệ DN ngoài NN tổ chức Hội nghị người lao động"] == "Đạt"
    assert "Chưa đạt" in targets.values()
    decide(busy_office, busy_office.unit.code, 2026, "12/QĐ-CĐ", date(2026, 3, 2))
    assert "theo Quyết định số 12/QĐ-CĐ ngày 02/3/2026." in words_of(
        preview_report(busy_office, "year", YEAR)
    )


def _last_table(letter):
    return [it for it in letter.blocks if isinstance(it, Table)][-1]


def test_six_months_say_nothing_of_the_grade_and_a_plan_nobody_follows(busy_office):
    said = words_of(preview_report(busy_office, "half-year", HALF))
    assert "Xếp loại" not in said
    assert "Thực hiện chỉ tiêu" not in said


def test_words_go_on_from_the_half_year_to_the_year_and_to_the_next_half(office):
    write_section(office, "half-year", HALF, "situation", "64 lao động.")
    offered = read_section(office, "year", YEAR, "situation")
    assert (offered.text, offered.is_reused) == ("64 lao động.", True)
    write_section(office, "year", YEAR, "situation", "70 lao động.")
    assert read_section(office, "half-year", HALF, "situation").text == "64 lao động."
    following = read_section(office, "half-year", Period.parse("2027-H1"), "situation")
    assert (following.text, following.is_reused) == ("70 lao động.", True)


def test_an_upper_unit_signs_for_its_standing_committee(make_office):
    upper = make_office("upper", unit=UPPER, parent=None)
    closing = preview_report(upper, "year", YEAR).blocks[-1]
    assert isinstance(closing, LetterClosing)
    assert closing.signing[0] == "TM. BAN THƯỜNG VỤ"
    assert "- Các đơn vị trực thuộc (để t/h);" in closing.recipients
