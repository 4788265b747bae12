"""Minutes of what was made public, several slips in one file, who signs above the grassroots."""

from datetime import date

import pytest

from tests.reports.finance.setting import YEAR, printed
from unionapp.errors import Refusal
from unionapp.finance.forms import form_on
from unionapp.finance.year.basics import BasicFigures
from unionapp.finance.year.budget import (
    budget_of,
    plan_basics,
    set_estimate,
    show_estimate,
)
from unionapp.organisation.units import UnitFacts
from unionapp.paper.document import PageBreak, SignatureRow
from unionapp.reports.finance.cash_book import cash_book_paper
from unionapp.reports.finance.disclosure_minutes import disclosure_minutes
from unionapp.reports.finance.estimate import estimate_paper
from unionapp.reports.finance.settlement import settlement_paper
from unionapp.reports.letterhead import form_signers
from unionapp.reports.records import preview_records, print_records
from unionapp.vietnamese.periods import Period

PLANNED = BasicFigures(110, 10_560_000_000, 100, 9_600_000_000, 1)


def code_of(action, *args, **kwargs) -> str:
    with pytest.raises(Refusal) as refused:
        action(*args, **kwargs)
    return refused.value.code


def test_the_minutes_say_what_was_shown_when_and_how(busy, tmp_path):
    office, _ = busy
    text = printed(disclosure_minutes(office, YEAR), tmp_path).replace("\n", " ")
    for words in (
        "BIÊN BẢN CÔNG KHAI TÀI CHÍNH CÔNG ĐOÀN",
        "ngày 12 tháng 01 năm 2027, tại hội nghị Ban Chấp hành",
        "Niêm yết tại nơi làm việc, ngày 14/01/2027",
        "Tài liệu kèm theo: Ảnh niêm yết.",
        "Tích lũy cuối kỳ: 70.472.490",
    ):
        assert words in text
    assert code_of(disclosure_minutes, office, Period.parse("2025")) == "disclosure.none"


def test_full_time_officers_and_the_plan_stand_in_section_a(busy, tmp_path):
    office, _ = busy
    text = printed(settlement_paper(office, YEAR), tmp_path)
    assert "5 Số cán bộ công đoàn chuyên trách người 1" in text
    text = printed(estimate_paper(office, Period.parse("2027")), tmp_path)
    assert "1 Số lao động đóng kinh phí công đoàn người 100 110" in text
    assert "4 Quỹ lương đóng đoàn phí công đoàn đồng 325.406.188 9.600.000.000" in text


def test_people_and_funds_that_are_planned_are_no_estimate_of_money(office):
    assert plan_basics(office, 2027, PLANNED).planned == PLANNED
    form = form_on("B14-TLĐ", date(2027, 1, 1))
    with office.read() as session:
        assert budget_of(session, office.unit.id, 2027, form) == {}
    set_estimate(office, 2027, {"dues": 5_000_000})
    assert show_estimate(office, 2027).planned == PLANNED
    wrong = BasicFigures(-1, 0, 0, 0)
    assert code_of(plan_basics, office, 2027, wrong) == "budget.negative"


def test_a_proposed_year_opens_with_what_the_last_one_closes_with(busy):
    office, _ = busy
    rows = {row.id: row for row in show_estimate(office, 2027).rows}
    assert rows["opening"].amount == rows["closing"].last_year == 70_472_490
    assert rows["dues"].amount == 46_879_000  # five percent more, in thousands


@pytest.mark.parametrize(
    ("tier", "committee"), [("CDCS", "TM. BAN CHẤP HÀNH"), ("KCN", "TM. BAN THƯỜNG VỤ")]
)
def test_above_the_grassroots_the_standing_committee_signs(make_office, tier, committee):
    office = make_office(tier, UnitFacts(tier, "CT-09", "Công đoàn A"), parent=None)
    signers = [
        signer.title
        for block in cash_book_paper(office, Period.parse("2026-03")).blocks
        if isinstance(block, SignatureRow)
        for signer in block.signers
    ]
    assert f"{committee}\nCHỦ TỊCH" in signers
    assert form_signers(office, ("Kế toán", "accountant"))[0].title == "Kế toán"


@pytest.mark.parametrize("kind", ["voucher", "voucher-blank", "voucher-a4", "visit"])
def test_several_slips_stand_in_one_file_each_on_its_page(busy_to_print, tmp_path, kind):
    office, ids = busy_to_print
    chosen = [ids["visit"], ids["reversed"]]
    paper = preview_records(office, kind, chosen)
    assert sum(isinstance(block, PageBreak) for block in paper.blocks) == 1
    text = printed(paper, tmp_path)
    assert text.count("-----") == 1
    for ending in ("pdf", "xlsx"):
        file = tmp_path / f"phieu.{ending}"
        both = print_records(office, kind, chosen, file_format=ending, output=file)
        assert [(one.path, one.record_id) for one in both] == [(file, id_) for id_ in chosen]
        assert file.stat().st_size > 1000
    assert code_of(preview_records, office, kind, []) == "report.no_records"
