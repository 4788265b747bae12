"""Money between levels: ledgers, transit, eliminations, chains, the rate of collection."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.finance.setting import draft, hand_in, level_above
from unionapp.errors import Refusal
from unionapp.finance.forms import add_up, form_on, is_typed
from unionapp.finance.group.eliminations import LowerRows, consolidate_settlements
from unionapp.finance.group.lower_settlements import enter_lower_settlement
from unionapp.finance.levels.lower_statements import PAYABLE_BEFORE
from unionapp.finance.levels.lower_units import (
    list_lower_entries,
    list_lower_money,
    list_transit,
)
from unionapp.finance.levels.split_chains import set_split_chain, share_chain, split_chain
from unionapp.finance.voucher_checks import check_voucher
from unionapp.finance.vouchers.accounts import add_bank_account
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.drafts import LineDraft
from unionapp.finance.vouchers.posting import post_voucher, reverse_voucher
from unionapp.finance.vouchers.register import show_voucher
from unionapp.finance.year.basics import BasicFigures
from unionapp.organisation.office import HomeUnit, Office
from unionapp.organisation.units import UnitFacts, UnitRow, add_unit
from unionapp.vietnamese.periods import Period

YEAR = Period("2026-01", "2026-12")
DAY = date(2026, 3, 5)


@pytest.fixture
def above(make_office) -> Office:
    return level_above(make_office)


@pytest.fixture
def hoa_sen(above: Office) -> UnitRow:
    facts = UnitFacts("CDCS", "CS-01", "CĐCS Hoa Sen", "DN_NGOAI")
    return add_unit(above, facts, since=date(2020, 1, 1))


def move(office: Office, kind: str, amount: int, item: str, unit: UnitRow | None) -> int:
    line = LineDraft(item, amount)
    lower = unit.id if unit else None
    voucher = save_voucher(office, draft(kind, amount, DAY, lines=(line,), lower_unit_id=lower))
    return post_voucher(office, voucher.id).id


def test_payments_and_remittances_stand_in_the_ledger_of_their_unit(above, hoa_sen) -> None:
    move(above, "BN", 147_600_000, "EXP_LOWER", hoa_sen)
    move(above, "BC", 13_284_000, "INC_LOWER_DUES", hoa_sen)
    wrong = move(above, "BC", 7, "INC_LOWER_KPCD", hoa_sen)
    reverse_voucher(above, wrong, "Ghi nhầm")
    entries = list_lower_entries(above, "CS-01", YEAR)
    assert [(row.number, row.paid_out, row.dues, row.kpcd) for row in entries] == [
        ("BN001/2026", 147_600_000, 0, 0),
        ("BC001/2026", 0, 13_284_000, 0),
        ("BC002/2026", 0, 0, 7),
        ("BC003/2026", 0, 0, -7),
    ]
    (money,) = list_lower_money(above, YEAR)
    assert (money.code, money.paid_out, money.remitted) == ("CS-01", 147_600_000, 13_284_000)
    assert list_lower_money(above, Period("2026-04", "2026-12")) == ()


def test_money_without_a_unit_is_kept_apart_and_questioned(above, hoa_sen) -> None:
    move(above, "BN", 5, "EXP_LOWER", None)
    assert [row.code for row in list_lower_money(above, YEAR)] == [""]
    alone = draft("BN", 5, DAY, lines=(LineDraft("EXP_LOWER", 5),))
    assert "V-09.lower_unit" in {found.code for found in check_voucher(above, alone)}
    named = replace(alone, lower_unit_id=hoa_sen.id)
    assert "V-09.lower_unit" not in {found.code for found in check_voucher(above, named)}
    stored = show_voucher(above, save_voucher(above, named).id).draft
    assert stored.lower_unit_id == hoa_sen.id


def test_money_without_a_unit_is_questioned_whichever_way_its_item_is_typed(above) -> None:
    for typed in ("36", "Cấp, hỗ trợ công đoàn cấp dưới"):
        alone = draft("BN", 5, DAY, lines=(LineDraft(typed, 5),))
        assert "V-09.lower_unit" in {found.code for found in check_voucher(above, alone)}


def test_only_a_unit_below_can_be_named(above) -> None:
    with pytest.raises(Refusal) as refused:
        save_voucher(above, draft("BN", 5, DAY, lower_unit_id=above.unit.id))
    assert refused.value.code == "voucher.not_a_lower_unit"


def test_what_is_in_transit_is_shown_by_unit(above, hoa_sen) -> None:
    silent = add_unit(above, UnitFacts("CDCS", "CS-02", "CĐCS An Bình", "DN_NGOAI"))
    move(above, "BN", 147_600_000, "EXP_LOWER", hoa_sen)
    move(above, "BC", 10_000_000, "INC_LOWER_DUES", hoa_sen)
    move(above, "BN", 9_000, "EXP_LOWER", silent)
    said = {"upper_share": 135_300_000, "remitted": 14_784_000, "payable": 3_284_000}
    said[PAYABLE_BEFORE] = 1_784_000
    enter_lower_settlement(above, "CS-01", 2026, said, BasicFigures(0, 0, 0, 0))
    rows = list_transit(above, 2026)
    assert [(row.code, row.on_its_way_down, row.on_its_way_up) for row in rows] == [
        ("CS-02", None, None),
        ("CS-01", 12_300_000, 3_284_000),  # 1,784 + 14,784 - 3,284 sent, 10 arrived
    ]


def test_a_settlement_in_the_same_file_is_read_by_itself(above, hoa_sen) -> None:
    home = HomeUnit(hoa_sen.id, hoa_sen.code, hoa_sen.name, hoa_sen.tier, hoa_sen.employer_type)
    below = replace(above, unit=home).on(date(2027, 1, 20))
    bank = add_bank_account(below, "VietinBank", bank="VietinBank", number="2")
    line = LineDraft("INC_UPPER_SHARE", 100_000, "12")
    facts = {"lines": (line,), "account_id": bank.id}
    post_voucher(below, save_voucher(below, draft("BC", 100_000, DAY, **facts)).id)
    hand_in(below, 2026)
    move(above, "BN", 120_000, "EXP_LOWER", hoa_sen)
    (row,) = list_transit(above, 2026)
    assert (row.received, row.on_its_way_down, row.on_its_way_up) == (100_000, 20_000, 0)


FORM = form_on("B07-TLĐ", date(2026, 12, 31))
TYPED = [row.id for row in FORM.rows if is_typed(row)]
ROWS = st.fixed_dictionaries({row: st.integers(0, 10**9) for row in TYPED})


def whole(rows: dict[str, int]) -> dict[str, int]:
    return {**rows, **add_up(FORM, rows)}


AMOUNT = st.integers(0, 10**9)
LOWER = st.lists(st.tuples(ROWS, AMOUNT, AMOUNT, AMOUNT), max_size=4)


@given(LOWER, ROWS)
def test_the_group_has_every_closing_fund_what_is_owed_inside_and_the_money_in_transit(
    lower, own
) -> None:
    reports = [LowerRows(whole(rows), *amounts) for rows, *amounts in lower]
    ours = whole(own)
    group = consolidate_settlements(FORM, reports, ours)
    every = [*(one.rows for one in reports), ours]
    closing = sum(rows["closing"] for rows in every)
    assert group.rows["closing"] == closing + group.owed_up + group.in_transit
    assert group.rows["opening"] == sum(rows["opening"] for rows in every) + sum(
        one.owed_before for one in reports
    )
    for row in ("upper", "remitted", "payable"):
        assert group.rows[row] == ours[row]
    assert group.rows["care"] == sum(rows["care"] for rows in every)


def test_money_between_levels_that_has_arrived_leaves_no_trace() -> None:
    lower = whole(dict.fromkeys(TYPED, 0) | {"upper_share": 75, "remitted": 30, "dues": 100})
    own = whole(dict.fromkeys(TYPED, 0) | {"lower_support": 75, "lower": 30, "opening": 500})
    group = consolidate_settlements(FORM, [LowerRows(lower, 0, 75, 30)], own)
    assert (group.in_transit, group.outside, group.rows["closing"]) == (0, 0, 600)
    assert (group.rows["total_receipts"], group.rows["total_spending"]) == (100, 0)
    assert group.eliminated["lower_support"] == group.eliminated["upper_share"] == 75


@given(st.integers(0, 10**12), st.lists(st.integers(1, 50), min_size=1, max_size=5))
def test_a_chain_loses_no_dong(total: int, weights: list[int]) -> None:
    rates = {str(n): Decimal(weight) / 1000 for n, weight in enumerate(weights[1:])}
    rates["rest"] = 1 - sum(rates.values(), Decimal(0))
    shares = share_chain(total, rates)
    assert sum(share.amount for share in shares) == total
    assert all(abs(share.amount - total * share.rate) <= 1 for share in shares)


def test_the_chain_of_a_year_holds_until_another_guide(above) -> None:
    guide = {"Tổng Liên đoàn": Decimal("0.2"), "LĐLĐ tỉnh": Decimal("0.8")}
    set_split_chain(above, 2026, "dues", guide, "HD dự toán 2026")
    set_split_chain(above, 2028, "dues", {"LĐLĐ tỉnh": Decimal(1)}, "HD dự toán 2028")
    shares = split_chain(above, 2027, "dues", 283_007)
    assert [(share.level, share.amount) for share in shares] == [
        ("Tổng Liên đoàn", 56_601),
        ("LĐLĐ tỉnh", 226_406),
    ]
    assert len(split_chain(above, 2028, "dues", 10)) == 1


@pytest.mark.parametrize("rates", [{}, {"a": "0.5"}, {"a": "1.5", "b": "-0.5"}])
def test_a_chain_that_is_not_whole_is_refused(above, rates) -> None:
    with pytest.raises(Refusal) as refused:
        set_split_chain(above, 2026, "dues", {k: Decimal(v) for k, v in rates.items()}, "HD")
    assert refused.value.code == "split.not_whole"
    for kind, code in (("x", "split.unknown_kind"), ("kpcd", "parameter.missing")):
        with pytest.raises(Refusal) as refused:
            split_chain(above, 2026, kind, 1)
        assert refused.value.code == code
