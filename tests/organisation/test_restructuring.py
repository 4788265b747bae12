"""Units change with their days: the tree and the names of earlier days stay what they were."""

from datetime import date

import pytest

from tests.conftest import UPPER
from unionapp.errors import Refusal
from unionapp.organisation.restructuring import (
    dissolve_unit,
    merge_units,
    move_unit,
    rename_unit,
    split_unit,
    successor_on,
)
from unionapp.organisation.units import UnitFacts, add_unit, find_unit, list_units, name_on
from unionapp.sentences import sentence_for

EARLY, CHANGE = date(2025, 12, 31), date(2026, 1, 1)


@pytest.fixture
def upper(make_office):
    office = make_office(unit=UPPER, parent=None)
    for code in ("A", "B", "C"):
        add_unit(office, UnitFacts("CDCS", code, f"CĐCS Công ty {code}", "DN_NGOAI"))
    return office


def codes(office, day):
    return [row.code for row in list_units(office, on=day)]


def test_a_renamed_unit_keeps_its_old_name_on_papers_of_old_days(upper):
    rename_unit(upper, "A", "CĐCS Công ty Sao Mai", CHANGE)
    with upper.read() as session:
        unit = find_unit(session, "A")
        assert unit.name == "CĐCS Công ty Sao Mai"
        assert name_on(session, unit.id, EARLY) == "CĐCS Công ty A"
        assert name_on(session, unit.id, CHANGE) == "CĐCS Công ty Sao Mai"


def test_a_name_of_the_future_is_not_yet_the_name(upper):
    assert rename_unit(upper, "A", "CĐCS Mai Sau", date(2027, 1, 1)).name == "CĐCS Công ty A"


def test_merged_units_leave_the_tree_and_name_their_successor(upper):
    merged = merge_units(upper, ["A", "B"], "C", CHANGE)
    assert [(it.status, it.successor) for it in merged] == [("merged", "C"), ("merged", "C")]
    assert codes(upper, EARLY) == ["A", "B", "C"]
    assert codes(upper, CHANGE) == ["C"]
    with upper.read() as session:
        assert successor_on(session, find_unit(session, "A"), CHANGE).code == "C"
        assert successor_on(session, find_unit(session, "A"), EARLY).code == "A"


def test_a_split_founds_the_parts_beside_and_ends_the_old_one(upper):
    parts = [UnitFacts("CDCS", code, f"CĐCS {code}", "DN_NGOAI") for code in ("A1", "A2")]
    split = split_unit(upper, "A", parts, CHANGE, keep=False)
    assert (split[0].status, split[0].successor) == ("dissolved", "A1")
    assert codes(upper, EARLY) == ["A", "B", "C"]
    assert sorted(codes(upper, CHANGE)) == ["A1", "A2", "B", "C"]


def test_a_moved_unit_reports_elsewhere_from_the_day_on(upper):
    add_unit(upper, UnitFacts("XA_PHUONG", "P", "Công đoàn phường P"))
    move_unit(upper, "A", "P", CHANGE)
    assert "A" in codes(upper, EARLY)
    assert "A" not in codes(upper, CHANGE)
    with pytest.raises(Refusal, match="unit.below_itself"):
        move_unit(upper, "P", "A", date(2026, 2, 1))


def test_what_has_ended_cannot_end_again_and_nothing_goes_into_itself(upper):
    dissolve_unit(upper, "A", CHANGE)
    for change in (
        lambda: dissolve_unit(upper, "A", CHANGE),
        lambda: merge_units(upper, ["B"], "B", CHANGE),
        lambda: split_unit(upper, "B", [], CHANGE, keep=True),
        lambda: rename_unit(upper, "B", "  ", CHANGE),
        lambda: move_unit(upper, "B", "KHONG-CO", CHANGE),
    ):
        with pytest.raises(Refusal) as refused:
            change()
        assert "…" not in sentence_for(refused.value)
    assert codes(upper, CHANGE) == ["B", "C"]
