"""Consolidated totals are the sums of the units; nothing is averaged, nobody is forgotten."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.offices import SECOND, UPPER, enrol, found_upper
from unionapp.exchange.consolidation import Quantity, add_figures, consolidate, name_totals
from unionapp.exchange.decisions import accept_package
from unionapp.exchange.inbox import receive_packages
from unionapp.exchange.outbox import seal_package
from unionapp.indicators.figures import figures_of, measure
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.members import add_member
from unionapp.organisation.units import UnitFacts, add_unit
from unionapp.vietnamese.periods import Period

MARCH = Period.parse("2026-03")
PEOPLE = {
    "unit": [("Trần Thị Bích", "Nữ"), ("Lê Văn Cường", "Nam"), ("Vi Thị Nhung", "Nữ")],
    "second": [("Đặng Văn Ưởng", "Nam"), ("Lò Thị Ẳng", "Nữ")],
}
QUANTITIES = st.dictionaries(
    st.sampled_from(["member_total", "dues_collected", "rate", "share"]),
    st.builds(Quantity, st.integers(-(10**12), 10**12), st.none() | st.integers(0, 10**6)),
)


@pytest.fixture
def upper(make_office):
    return found_upper(make_office)


@pytest.fixture
def units(office, upper, make_office, tmp_path):
    """Two enrolled units with members, and a third that never wrote."""
    second = make_office("second", SECOND, UPPER)
    for unit, people in ((office, PEOPLE["unit"]), (second, PEOPLE["second"])):
        enrol(unit, upper, tmp_path)
        for name, gender in people:
            add_member(unit, MemberDraft(name, gender=gender, joined_on="2020-01-01"))
    add_unit(upper, UnitFacts("CDCS", "CS-0300", "CĐCS Trường Mầm non Hoa Mai"), since=None)
    return office, second


def send(unit, upper, folder):
    (item,) = receive_packages(upper, [seal_package(unit, MARCH, output=folder).path]).items
    return accept_package(upper, item.id)


def test_two_units_are_added_up_and_the_missing_one_is_named(units, upper, tmp_path):
    for unit in units:
        send(unit, upper, tmp_path / "usb")
    total = consolidate(upper, MARCH)
    assert (total.expected, total.counted) == (3, 2)
    assert total.missing == ("CS-0300",)
    assert total.missing_units[0].name == "CĐCS Trường Mầm non Hoa Mai"
    assert total.missing_units[0].state is None
    assert (total.totals["members"], total.totals["female"]) == (5, 3)
    assert {unit.code: unit.totals["members"] for unit in total.units} == {
        "CS-0147": 3,
        "CS-0200": 2,
    }


def test_every_total_is_the_sum_of_what_the_units_count_themselves(units, upper, tmp_path):
    for unit in units:
        send(unit, upper, tmp_path / "usb")
    total = consolidate(upper, MARCH)
    own = [{it.code: it for it in figures_of(unit, MARCH)} for unit in units]
    for code in set(own[0]) & set(own[1]):
        summed = sum(figures[code].numerator for figures in own)
        whole = [it[code].denominator for it in own if it[code].denominator is not None]
        if whole:
            assert total.ratios[code] == Quantity(summed, sum(whole)), code
        else:
            assert name_totals({code: Quantity(summed)}).items() <= total.totals.items(), code


def test_an_accepted_package_feeds_the_figures_of_the_upper_unit(units, upper, tmp_path):
    for unit in units:
        send(unit, upper, tmp_path / "usb")
    assert measure(upper, "member_total", MARCH).numerator == 5


def test_only_the_newest_accepted_version_counts(units, upper, tmp_path):
    unit, _ = units
    send(unit, upper, tmp_path / "usb")
    add_member(unit, MemberDraft("Hồ Thị Lan", gender="Nữ", joined_on="2020-01-01"))
    again = seal_package(unit, MARCH, output=tmp_path / "usb", reason="Bổ sung đoàn viên sót")
    (item,) = receive_packages(upper, [again.path]).items
    assert consolidate(upper, MARCH).totals["members"] == 3
    accept_package(upper, item.id)
    assert consolidate(upper, MARCH).totals["members"] == 4
    assert measure(upper, "member_total", MARCH).numerator == 4


def test_an_upper_unit_reports_what_its_units_reported(make_office, units, upper, tmp_path):
    for unit in units:
        send(unit, upper, tmp_path / "usb")
    figures = {it.code: it.numerator for it in figures_of(upper, MARCH)}
    total = consolidate(upper, MARCH)
    assert figures["member_total"] == total.totals["members"]
    assert figures["dues_collected"] == total.totals["dues"]


def test_nothing_received_gives_no_totals_and_names_everybody(units, upper):
    total = consolidate(upper, MARCH)
    assert (total.counted, total.totals, total.ratios) == (0, {}, {})
    assert set(total.missing) == {"CS-0147", "CS-0200", "CS-0300"}


def test_the_annex_lists_units_totals_and_who_is_missing(units, upper, tmp_path):
    from openpyxl import load_workbook

    from unionapp.exchange.annex import write_annex

    for unit in units:
        send(unit, upper, tmp_path / "usb")
    sheet, paper = write_annex(upper, consolidate(upper, MARCH), tmp_path / "kq")
    assert paper.read_bytes().startswith(b"%PDF-")
    rows = [
        [cell.value for cell in row]
        for page in load_workbook(sheet).worksheets
        for row in page.iter_rows()
    ]
    words = {str(cell) for row in rows for cell in row}
    assert "TẠM TÍNH 2/3 đơn vị" in words
    assert {"CS-0147", "CS-0200", "CS-0300", "chưa gửi"} <= words
    (unit,) = [row for row in rows if "CS-0147" in row]
    assert 3 in unit
    again = write_annex(upper, consolidate(upper, MARCH), tmp_path / "kq")
    assert not {sheet, paper} & set(again)


@given(st.lists(QUANTITIES, max_size=6))
def test_consolidated_figures_equal_the_sums_of_the_units(rows):
    sums = add_figures(rows)
    for code in {code for row in rows for code in row}:
        found = [row[code] for row in rows if code in row]
        assert sums[code].numerator == sum(it.numerator for it in found)
        wholes = [it.denominator for it in found if it.denominator is not None]
        assert sums[code].denominator == (sum(wholes) if wholes else None)


@given(st.lists(QUANTITIES, max_size=6), st.integers(0, 6))
def test_adding_up_in_two_steps_gives_the_same_as_in_one(rows, cut):
    districts = [add_figures(rows[:cut]), add_figures(rows[cut:])]
    assert add_figures(districts) == add_figures(rows)
