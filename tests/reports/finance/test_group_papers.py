"""The papers of a level above: consolidated B07 and the list of lower settlements, by hand.

Above: 900 - 147,6 - 6 + 10 = 756,4 million. Hoa Sen (finance.md §9) closes with 74,116 and owes
3,284; An Bình was paid 6 and has not reported.
"""

import dataclasses
from datetime import date
from decimal import Decimal

import pytest

from tests.finance.group.test_lower_settlements import BASICS, TYPED, book
from unionapp.errors import Refusal
from unionapp.finance.group.lower_settlements import enter_lower_settlement
from unionapp.finance.levels.split_chains import set_split_chain
from unionapp.finance.vouchers.accounts import add_bank_account, set_opening
from unionapp.finance.year.proof import HELD, WORDS, reconcile
from unionapp.finance.year.settlement import show_settlement_of
from unionapp.organisation.units import UnitFacts, add_unit
from unionapp.paper.document import GroupRow, Paragraph, Table, TotalRow
from unionapp.reports.catalogue import reports_for
from unionapp.reports.finance import group_settlement, settlement
from unionapp.reports.finance.group_settlement import group_settlement_paper
from unionapp.reports.finance.settlement import settlement_paper
from unionapp.reports.making import preview_report
from unionapp.vietnamese.periods import Period

YEAR = Period.parse("2026")


@pytest.fixture
def above(make_office):
    office = make_office("above", UnitFacts("KCN", "CT-09", "Công đoàn các KCN"), parent=None)
    bank = add_bank_account(office, "Agribank", bank="Agribank", number="1")
    set_opening(office, bank.id, 900_000_000, date(2026, 1, 1))
    sewing, silent = (
        add_unit(office, UnitFacts("CDCS", code, name, "DN_NGOAI"), since=date(2020, 1, 1))
        for code, name in (("CS-01", "CĐCS Hoa Sen"), ("CS-02", "CĐCS An Bình"))
    )
    book(office, "BN", 147_600_000, "EXP_LOWER", sewing)
    book(office, "BC", 10_000_000, "INC_LOWER_DUES", sewing)
    book(office, "BN", 6_000_000, "EXP_LOWER", silent)
    enter_lower_settlement(office, "CS-01", 2026, TYPED, BASICS)
    return office


def tables(document):
    return [
        [
            row.cells if isinstance(row, TotalRow) else row
            for row in block.rows
            if not isinstance(row, GroupRow)
        ]
        for block in document.blocks
        if isinstance(block, Table)
    ]


def words(document):
    return "\n".join(block.text for block in document.blocks if isinstance(block, Paragraph))


def test_the_consolidated_form_shows_what_was_left_out_and_proves_itself(above):
    paper = preview_report(above, "settlement-group", YEAR)
    _, form, proof = tables(paper)
    rows = {row[2]: row[3:] for row in form}
    assert rows["10"] == (45_000_000, 900_000_000, 0, 945_000_000)
    assert rows["28"] == (147_600_000, 0, -147_600_000, 0)
    assert rows["36"] == (0, 153_600_000, -147_600_000, 6_000_000)
    assert rows["39"] == (13_284_000, 0, -13_284_000, 0)
    assert rows["50"] == (74_116_000, 756_400_000, 3_284_000, 833_800_000)
    assert rows["60"] == (3_284_000, 0, -3_284_000, 0)
    sums = {row[1]: row[2] for row in proof}
    assert sums["Số dư các đơn vị nộp bản giấy (không ghi nơi giữ)"] == 77_400_000
    assert (sums["Cộng (1)"], sums["Cộng (2)"]) == (833_800_000, 833_800_000)
    assert sums["Chênh lệch (1) − (2)"] == 0
    told = words(paper)
    assert "xuống 0 đồng, lên 0 đồng. Cấp dưới còn nợ cấp trên 3.284.000 đồng" in told
    assert "đơn vị chưa báo cáo: 6.000.000 đồng" in told
    assert "CĐCS An Bình (CS-02)" in told


def test_every_lower_unit_stands_with_its_rates_and_both_sides_of_its_money(above):
    main, rates, between, sectors, missing = tables(
        preview_report(above, "lower-settlements", YEAR)
    )
    assert [row[1] for row in main] == ["CĐCS Hoa Sen", "CĐCS An Bình", "Cộng"]
    assert main[0][5:9] == ("64,9%", "18,9%", "5,7%", "10,6%")
    assert [row[10] for row in main[:2]] == ["chờ duyệt", "chưa nộp"]
    assert rates[0][2:5] == (44_280_000, 44_280_000, "100%")
    assert rates[0][5:] == (196_800_000, 196_800_000, "100%", "100%", "75%", "–", "75,3%")
    assert rates[1][2:] == rates[0][2:]
    sides = {row[1]: row[2:] for row in between}
    assert sides["CĐCS Hoa Sen"] == (
        *(147_600_000, 147_600_000, 0, 10_000_000, 10_000_000, 0),
        3_284_000,
    )
    assert sides["CĐCS An Bình"] == (6_000_000, None, None, None, 0, None, 0)
    assert sectors[0][1:3] == ("Doanh nghiệp ngoài nhà nước", 1)
    assert missing == [(1, "CS-02", "CĐCS An Bình")]


def test_the_proof_of_one_unit_and_of_many_says_one_word_for_one_figure(above, monkeypatch):
    figures = {row: number for number, row in enumerate(WORDS, start=1)}
    own, group = show_settlement_of(above, YEAR), group_settlement.require_group(above, YEAR)
    one = dataclasses.replace(own, reconciliation=reconcile(figures))
    many = dataclasses.replace(group, rows={**group.rows, **figures}, proof=reconcile(figures))
    monkeypatch.setattr(settlement, "show_settlement_of", lambda *_: one)
    monkeypatch.setattr(group_settlement, "require_group", lambda *_: many)
    names = [name for name, _ in WORDS.values()]
    said_of_one = {row[-1]: row[1] for row in tables(settlement_paper(above, YEAR))[-1]}
    said_of_many = {row[-1]: row[1] for row in tables(group_settlement_paper(above, YEAR))[-1]}
    assert [said_of_one[figures[row]] for row in WORDS] == names
    for row, name in zip(WORDS, names, strict=True):
        assert said_of_many[figures[row]].startswith(name)
    assert set(HELD.values()) < set(names)
    sentence = settlement.proof_line(one.reconciliation).lower()
    assert all(f"{short} {figures[row]}" in sentence for row, (_, short) in WORDS.items())


def test_only_a_level_with_units_below_makes_them(office):
    assert "settlement-group" not in {kind.id for kind in reports_for("CDCS")}
    assert {"settlement-group", "lower-settlements"} <= {kind.id for kind in reports_for("KCN")}
    for period, code in (("2026", "settlement.none_below"), ("2026-03", "settlement.not_a_term")):
        with pytest.raises(Refusal) as refused:
            group_settlement_paper(office, Period.parse(period))
        assert refused.value.code == code


def test_what_goes_up_stands_level_by_level_once_the_guide_of_the_year_is_known(above):
    """By hand: 13,284 is due of dues and 10 came; 75 % of them are 9,963 and 7,5."""
    before = words(preview_report(above, "lower-settlements", YEAR))
    assert "V. Đơn vị chưa nộp quyết toán" in before
    guide = {"LĐLĐ tỉnh": Decimal("0.75"), "Tổng Liên đoàn": Decimal("0.25")}
    set_split_chain(above, 2026, "dues", guide, "HD 12/HD-TLĐ")
    paper = preview_report(above, "lower-settlements", YEAR)
    assert "V. Chia tiếp phần nộp lên" in words(paper)
    assert "VI. Đơn vị chưa nộp quyết toán" in words(paper)
    first, _, total = tables(paper)[4]
    assert first == (1, "LĐLĐ tỉnh", "Đoàn phí", "75%", 9_963_000, 7_500_000, 2_463_000)
    assert total[4:] == (13_284_000, 10_000_000, 3_284_000)


def test_dues_that_came_in_stand_there_though_nobody_knows_how_much_was_due(above):
    unit = UnitFacts("CDCS", "CS-03", "CĐCS Chưa khai")
    add_unit(above, unit, since=date(2020, 1, 1))
    enter_lower_settlement(above, "CS-03", 2026, TYPED, BASICS)
    paper = preview_report(above, "lower-settlements", YEAR)
    rates = {row[1]: row[2:5] for row in tables(paper)[1]}
    assert rates["CĐCS Chưa khai"] == (None, 44_280_000, "–")
    assert rates["Cộng"] == (44_280_000, 88_560_000, "100%")
    assert "Chưa khai loại hình: CĐCS Chưa khai; vì vậy chưa tính được" in words(paper)
    assert "Hoa Sen" not in words(paper).partition("Chưa khai loại hình")[2].partition("\n")[0]


def test_the_book_of_a_level_above_keeps_the_money_of_lower_units_apart(above):
    """By hand: 10 million came up; 147,6 and 6 million went down."""
    paper = preview_report(above, "item-book", YEAR)
    (table,) = (block for block in paper.blocks if isinstance(block, Table))
    titles = [column.title for column in table.columns]
    sums = dict(zip(titles, tables(paper)[0][-3], strict=True))
    assert sums["Cấp dưới nộp (26, 27)"] == 10_000_000
    assert sums["Cấp cho cấp dưới (36)"] == 153_600_000
    assert (sums["Thu khác (25)"], sums["Chi khác (37)"]) == (0, 0)
    assert "cơ sở" not in paper.title


def test_the_book_of_a_grassroots_union_has_no_columns_for_lower_units(office):
    paper = preview_report(office, "item-book", YEAR)
    (table,) = (block for block in paper.blocks if isinstance(block, Table))
    assert not [column.title for column in table.columns if "ấp dưới" in column.title]
    assert "công đoàn cơ sở" in paper.title


def test_the_form_says_which_side_booked_more_instead_of_a_way_with_a_minus(above):
    """By hand: 147,6 million were paid out, and 155,2 are reported."""
    more = {**TYPED, "upper_support": 7_600_000}
    enter_lower_settlement(above, "CS-01", 2026, more, BASICS)
    told = words(preview_report(above, "settlement-group", YEAR))
    assert "xuống 0 đồng, lên 0 đồng (đơn vị báo nhận nhiều hơn số đã cấp 7.600.000 đồng)" in told
    assert "-7.600.000" not in told
