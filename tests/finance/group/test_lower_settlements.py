"""The level above takes in settlements of its units, checks them, approves, and adds them up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event, select

from tests.finance.group.test_lower_unit_checks import ROWS
from tests.finance.setting import draft, level_above
from unionapp.errors import Refusal
from unionapp.finance.contributions.declarations import record_contribution
from unionapp.finance.contributions.reliefs import ReliefDraft, grant_relief
from unionapp.finance.group.group_settlement import show_group_settlement
from unionapp.finance.group.lower_settlements import (
    approve_lower_settlement,
    enter_lower_settlement,
    list_lower_settlements,
    show_lower_settlement,
)
from unionapp.finance.levels.lower_units import list_transit
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.drafts import LineDraft
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.year.approving import Approval, approve_settlement
from unionapp.finance.year.basics import BasicFigures
from unionapp.finance.year.proof import HELD, says_where_money_lies
from unionapp.finance.year.settlement import show_unit_settlement
from unionapp.organisation.office import HomeUnit, Office
from unionapp.organisation.tables import UnitParent
from unionapp.organisation.units import UnitFacts, UnitRow, add_unit
from unionapp.reports.finance.settlement_approval import lower_settlement_approval

CODE, DAY = "CS-01", date(2026, 3, 5)
BASICS = BasicFigures(100, 9_840_000_000, 90, 8_856_000_000)
TYPED = {
    row: amount
    for row, amount in ROWS.items()
    if row in {"opening", "dues", "employer", "misc", "upper_share", "care", "propaganda",
               "administration", "pay", "remitted", "payable"}
}  # fmt: skip


@pytest.fixture
def above(make_office) -> Office:
    return level_above(make_office)


@pytest.fixture
def hoa_sen(above: Office) -> UnitRow:
    facts = UnitFacts("CDCS", CODE, "CĐCS Hoa Sen", "DN_NGOAI")
    return add_unit(above, facts, since=date(2020, 1, 1))


def book(office: Office, kind: str, amount: int, item: str, unit: UnitRow) -> None:
    line = LineDraft(item, amount)
    voucher = draft(kind, amount, DAY, lines=(line,), lower_unit_id=unit.id)
    post_voucher(office, save_voucher(office, voucher).id)


def codes(settlement) -> list[str]:
    return [found.code for found in settlement.findings]


def code_of(action, *args) -> str:
    with pytest.raises(Refusal) as refused:
        action(*args)
    return refused.value.code


def test_sums_not_given_are_added_up_and_a_sound_report_raises_nothing(above, hoa_sen) -> None:
    entered = enter_lower_settlement(above, CODE, 2026, TYPED, BASICS)
    assert (entered.rows["closing"], entered.version, entered.status) == (
        74_116_000,
        1,
        "submitted",
    )
    assert (entered.basics, codes(entered)) == (BASICS, [])


def test_a_unit_without_a_report_is_named(above, hoa_sen) -> None:
    (missing,) = list_lower_settlements(above, 2026)
    assert (missing.code, missing.status, missing.rows) == (CODE, "none", {})
    assert show_group_settlement(above, 2026).group.rows["total_receipts"] == 0


def test_a_wrong_sum_is_shown_and_never_approved(above, hoa_sen) -> None:
    wrong = TYPED | {"total_receipts": 1}
    assert codes(enter_lower_settlement(above, CODE, 2026, wrong, BASICS)) == ["C-02"]
    assert code_of(approve_lower_settlement, above, CODE, 2026) == "C-02"
    assert list_lower_settlements(above, 2026)[0].status == "submitted"


def test_what_was_booked_here_is_laid_beside_what_the_unit_says(above, hoa_sen) -> None:
    book(above, "BN", 147_600_000, "EXP_LOWER", hoa_sen)
    book(above, "BC", 10_000_000, "INC_LOWER_DUES", hoa_sen)
    entered = enter_lower_settlement(above, CODE, 2026, TYPED, BASICS)
    assert codes(entered) == []
    (transit,) = list_transit(above, 2026)
    assert (transit.on_its_way_down, transit.on_its_way_up, transit.owed) == (0, 0, 3_284_000)


def test_what_a_unit_still_owes_lies_in_its_till_and_is_no_debt_of_the_group(
    above, hoa_sen
) -> None:
    """finance.md §9: 900 - 147,6 + 10 = 762,4 above, 77,4 below (74,116 and 3,284 owed)."""
    book(above, "BN", 147_600_000, "EXP_LOWER", hoa_sen)
    book(above, "BC", 10_000_000, "INC_LOWER_DUES", hoa_sen)
    enter_lower_settlement(above, CODE, 2026, TYPED, BASICS)
    group = show_group_settlement(above, 2026).group
    assert (group.rows["closing"], group.rows["payable"]) == (762_400_000 + 77_400_000, 0)
    assert (group.in_transit, group.owed_up, group.outside) == (0, 3_284_000, 0)
    assert (group.rows["total_receipts"], group.rows["total_spending"]) == (
        44_280_000 + 20_120_000,
        169_600_000,
    )


def test_what_was_owed_at_the_end_of_a_year_is_what_the_next_begins_with(above, hoa_sen) -> None:
    enter_lower_settlement(above, CODE, 2026, TYPED, BASICS)
    approve_lower_settlement(above, CODE, 2026)
    later = {"opening": 74_116_000, "dues": 10_000_000, "remitted": 3_000_000}
    entered = enter_lower_settlement(above, CODE, 2027, later, BASICS)
    assert entered.owed_before == 3_284_000
    (transit,) = list_transit(above, 2027)
    assert (transit.remitted, transit.on_its_way_up) == (6_284_000, 6_284_000)
    stated = enter_lower_settlement(above, CODE, 2027, later | {"payable_before": 0}, BASICS)
    assert (stated.owed_before, list_transit(above, 2027)[0].remitted) == (0, 3_000_000)


def test_money_of_a_unit_that_has_not_reported_stays_in_the_rows(above, hoa_sen) -> None:
    facts = UnitFacts("CDCS", "CS-02", "CĐCS An Bình", "DN_NGOAI")
    silent = add_unit(above, facts, since=date(2020, 1, 1))
    book(above, "BN", 147_600_000, "EXP_LOWER", hoa_sen)
    book(above, "BN", 6_000_000, "EXP_LOWER", silent)
    book(above, "BC", 1_000_000, "INC_LOWER_DUES", silent)
    enter_lower_settlement(above, CODE, 2026, TYPED, BASICS)
    group = show_group_settlement(above, 2026).group
    assert (group.rows["lower_support"], group.rows["lower"]) == (6_000_000, 1_000_000)
    assert (group.on_its_way_down, group.outside) == (0, 7_000_000)


def test_the_approved_closing_is_the_opening_of_the_next_year(above, hoa_sen) -> None:
    enter_lower_settlement(above, CODE, 2026, TYPED, BASICS)
    lower = Approval(100_000_000, "Chứng từ 12 không hợp lệ")
    approved = approve_lower_settlement(above, CODE, 2026, {"care": lower})
    assert (approved.status, approved.approved["closing"]) == ("approved", 84_116_000)
    assert code_of(enter_lower_settlement, above, CODE, 2026, TYPED, BASICS) == (
        "settlement.approved"
    )
    later = enter_lower_settlement(above, CODE, 2027, TYPED | {"opening": 74_116_000}, BASICS)
    assert codes(later) == ["C-03"]
    assert code_of(approve_lower_settlement, above, CODE, 2027) == "C-03"
    mended = {"opening": Approval(84_116_000, "Theo số đã duyệt năm 2026")}
    assert approve_lower_settlement(above, CODE, 2027, mended).status == "approved"


def test_a_row_that_leapt_since_last_year_is_named(above, hoa_sen) -> None:
    enter_lower_settlement(above, CODE, 2025, TYPED, BASICS)
    leapt = enter_lower_settlement(above, CODE, 2026, TYPED | {"misc": 90_000_000}, BASICS)
    assert "C-07" in codes(leapt)


def test_the_group_counts_approved_figures_and_leaves_out_what_moved_inside(
    above, hoa_sen
) -> None:
    book(above, "BN", 147_600_000, "EXP_LOWER", hoa_sen)
    enter_lower_settlement(above, CODE, 2026, TYPED, BASICS)
    group = show_group_settlement(above, 2026).group
    assert (group.rows["dues"], group.rows["upper_share"]) == (44_280_000, 0)
    assert group.on_its_way_down == 0
    approve_lower_settlement(above, CODE, 2026, {"care": Approval(1, "Chi sai mục")})
    assert show_group_settlement(above, 2026).group.rows["care"] == 1


def test_only_units_below_and_rows_of_the_form_are_taken(above, hoa_sen) -> None:
    assert code_of(enter_lower_settlement, above, "CS-99", 2026, TYPED, BASICS) == (
        "settlement.not_lower"
    )
    for row in ("receipts", "nothing"):
        assert code_of(enter_lower_settlement, above, CODE, 2026, {row: 1}, BASICS) == (
            "settlement.row_typed"
        )


def test_a_unit_that_left_after_the_year_is_still_settled_for_it(above, hoa_sen) -> None:
    with above.change("unit.leave") as session:
        place = session.scalars(select(UnitParent).filter_by(unit_id=hoa_sen.id)).one()
        place.valid_to = date(2025, 12, 31)
    assert [it.code for it in list_lower_settlements(above, 2025)] == [CODE]
    enter_lower_settlement(above, CODE, 2025, TYPED, BASICS)
    assert approve_lower_settlement(above, CODE, 2025).status == "approved"
    assert code_of(enter_lower_settlement, above, CODE, 2026, TYPED, BASICS) == (
        "settlement.not_lower"
    )


@pytest.mark.parametrize(
    ("row", "amount", "code"),
    [
        ("dues", -5, "settlement.row_negative"),
        ("care", -1, "settlement.row_negative"),
        ("remitted", -1, "settlement.row_negative"),
        ("dues", 10**16, "money.too_large"),
    ],
)
def test_amounts_that_cannot_be_are_refused(above, hoa_sen, row, amount, code) -> None:
    rows = TYPED | {row: amount}
    assert code_of(enter_lower_settlement, above, CODE, 2026, rows, BASICS) == code
    assert list_lower_settlements(above, 2026)[0].status == "none"


def test_nobody_is_less_than_nobody_and_no_approval_is_below_nothing(above, hoa_sen) -> None:
    nobody = BasicFigures(-1, 0, 0, 0)
    assert code_of(enter_lower_settlement, above, CODE, 2026, TYPED, nobody) == (
        "settlement.row_negative"
    )
    overdrawn = TYPED | {"opening": -1_000_000}
    assert enter_lower_settlement(above, CODE, 2026, overdrawn, BASICS).version == 1
    below = {"care": Approval(-5, "Gõ nhầm dấu trừ")}
    assert code_of(approve_lower_settlement, above, CODE, 2026, below) == "settlement.row_negative"


def as_role(office: Office, role: str) -> Office:
    return replace(office, officer=replace(office.officer, role=role))


@pytest.mark.parametrize("role", ["cashier", "secretary", "inspector"])
def test_only_the_chair_and_the_accountant_approve(above, hoa_sen, role) -> None:
    enter_lower_settlement(above, CODE, 2026, TYPED, BASICS)
    other = as_role(above, role)
    assert code_of(approve_lower_settlement, other, CODE, 2026) == "settlement.approver_needed"
    assert code_of(approve_settlement, other, 2026) == "settlement.approver_needed"
    assert list_lower_settlements(above, 2026)[0].status == "submitted"
    assert approve_lower_settlement(as_role(above, "chair"), CODE, 2026).status == "approved"


def test_who_inspects_types_no_settlement(above, hoa_sen) -> None:
    typed = (enter_lower_settlement, as_role(above, "inspector"), CODE, 2026, TYPED, BASICS)
    assert code_of(*typed) == "settlement.writer_needed"
    assert list_lower_settlements(above, 2026)[0].status == "none"
    by_secretary = enter_lower_settlement(as_role(above, "secretary"), CODE, 2026, TYPED, BASICS)
    assert by_secretary.version == 1


def questions_of(office: Office, read: Callable[[Office, int], object]) -> int:
    """How many questions the data file is asked."""
    asked: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        asked.append(statement)

    with office.read() as session:
        engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        read(office, 2026)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(asked)


@pytest.mark.parametrize("read", [list_lower_settlements, show_group_settlement, list_transit])
def test_twenty_units_ask_no_more_questions_than_one(above, hoa_sen, read) -> None:
    enter_lower_settlement(above, CODE, 2025, TYPED, BASICS)
    enter_lower_settlement(above, CODE, 2026, TYPED, BASICS)
    alone = questions_of(above, read)
    for number in range(2, 21):
        facts = UnitFacts("CDCS", f"CS-{number:02}", f"CĐCS số {number}", "DN_NGOAI")
        add_unit(above, facts, since=date(2020, 1, 1))
        enter_lower_settlement(above, facts.code, 2026, TYPED, BASICS)
    assert questions_of(above, read) == alone


def test_one_unit_is_shown_as_the_list_shows_it(above, hoa_sen) -> None:
    enter_lower_settlement(above, CODE, 2026, TYPED, BASICS)
    assert show_lower_settlement(above, CODE, 2026) == list_lower_settlements(above, 2026)[0]
    assert show_lower_settlement(above, CODE, 2026, part="H1").status == "none"
    assert code_of(show_lower_settlement, above, "CS-99", 2026) == "settlement.not_lower"


def test_the_notice_names_the_unit_and_what_was_approved(above, hoa_sen) -> None:
    entered = enter_lower_settlement(above, CODE, 2026, TYPED, BASICS)
    assert code_of(lower_settlement_approval, above, entered.settlement_id) == (
        "settlement.not_approved"
    )
    lower = Approval(100_000_000, "Chứng từ 12 không hợp lệ")
    approve_lower_settlement(above, CODE, 2026, {"care": lower})
    paper = str(lower_settlement_approval(above, entered.settlement_id).blocks)
    assert "CĐCS Hoa Sen" in paper
    assert "Chứng từ 12 không hợp lệ" in paper
    assert "84.116.000 đồng" in paper


def test_a_settlement_is_shown_as_it_was_handed_in_whether_it_stands_or_not(
    above, hoa_sen
) -> None:
    first = enter_lower_settlement(above, CODE, 2026, TYPED, BASICS)
    enter_lower_settlement(above, CODE, 2026, TYPED | {"care": 1_000_000}, BASICS)
    half = enter_lower_settlement(above, CODE, 2026, {"dues": 20_000_000}, BASICS, part="H1")
    replaced = show_unit_settlement(above, first.settlement_id)
    assert (replaced.unit, replaced.form.status, replaced.form.is_past) == (
        "CĐCS Hoa Sen",
        "replaced",
        True,
    )
    assert (replaced.form.version, replaced.form.amount("care")) == (1, TYPED["care"])
    shown = show_unit_settlement(above, half.settlement_id).form
    assert (shown.period.text, shown.amount("dues")) == ("2026-H1", 20_000_000)
    assert code_of(show_unit_settlement, above, 999) == "settlement.none"


def test_a_package_that_says_only_some_of_where_its_money_lies_has_no_proof() -> None:
    told = dict.fromkeys(HELD, 0)
    assert says_where_money_lies(told)
    assert not says_where_money_lies({"held_cash": 5, "closing": 5})
    assert not says_where_money_lies(TYPED)


@pytest.mark.parametrize(
    ("noted", "due"), [(0, 196_800_000), (11, 196_800_000), (12, 164_000_000)]
)
def test_what_an_employer_owes_is_read_from_its_book_where_all_of_that_is_here(
    above, hoa_sen, noted, due
) -> None:
    """2 % of 820 million is 16,4 million a month, of which two are freed."""
    home = HomeUnit(hoa_sen.id, hoa_sen.code, hoa_sen.name, hoa_sen.tier, hoa_sen.employer_type)
    below = replace(above, unit=home).on(date(2027, 1, 20))
    for month in range(1, noted + 1):
        record_contribution(below, f"2026-{month:02}", workers=100, fund=820_000_000)
    freed = ReliefDraft("exempt", "2026-06", "2026-07", "12/QĐ-TLĐ", date(2026, 5, 20))
    grant_relief(below, freed)
    entered = enter_lower_settlement(above, CODE, 2026, TYPED, BASICS)
    assert entered.targets.kpcd.whole == due
