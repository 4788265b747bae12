"""Units change with their days: the tree and the names of earlier days stay what they were."""

from datetime import date

import pytest

from tests.conftest import UPPER
from unionapp.errors import Refusal
from unionapp.membership.regrouping import change_unit
from unionapp.organisation.restructuring import Deed, Plan
from unionapp.organisation.units import UnitFacts, add_unit, find_unit, list_units, name_on
from unionapp.sentences import sentence_for

EARLY, CHANGE = date(2025, 12, 31), date(2026, 1, 1)


@pytest.fixture
def upper(make_office):
    office = make_office(unit=UPPER, parent=None)
    for code in ("A", "B", "C"):
        add_unit(office, UnitFacts("CDCS", code, f"CĐCS Công ty {code}", "DN_NGOAI"))
    return office


def change(office, deed, code, on=CHANGE, **facts):
    """Carry out one change; the unit itself comes first."""
    return change_unit(
        office, Plan(deed, code, on, reason="Nghị quyết của ban chấp hành", **facts)
    )


def codes(office, day):
    return [row.code for row in list_units(office, on=day)]


def test_a_renamed_unit_keeps_its_old_name_on_papers_of_old_days(upper):
    change(upper, Deed.RENAME, "A", name="CĐCS Công ty Sao Mai")
    with upper.read() as session:
        unit = find_unit(session, "A")
        assert unit.name == "CĐCS Công ty Sao Mai"
        assert name_on(session, unit.id, EARLY) == "CĐCS Công ty A"
        assert name_on(session, unit.id, CHANGE) == "CĐCS Công ty Sao Mai"


def test_a_name_of_the_future_is_not_yet_the_name(upper):
    [renamed] = change(upper, Deed.RENAME, "A", date(2027, 1, 1), name="CĐCS Mai Sau")
    assert renamed.name == "CĐCS Công ty A"


def test_merged_units_leave_the_tree_and_name_their_successor(upper):
    merged = [change(upper, Deed.MERGE, code, target="C")[0] for code in ("A", "B")]
    assert [(it.status, it.successor) for it in merged] == [("merged", "C"), ("merged", "C")]
    assert codes(upper, EARLY) == ["A", "B", "C"]
    assert codes(upper, CHANGE) == ["C"]


def test_a_split_founds_the_parts_beside_and_ends_the_old_one(upper):
    parts = tuple(UnitFacts("CDCS", code, f"CĐCS {code}", "DN_NGOAI") for code in ("A1", "A2"))
    split = change(upper, Deed.SPLIT, "A", parts=parts)
    assert (split[0].status, split[0].successor) == ("dissolved", "A1")
    assert codes(upper, EARLY) == ["A", "B", "C"]
    assert sorted(codes(upper, CHANGE)) == ["A1", "A2", "B", "C"]


def test_a_moved_unit_reports_elsewhere_from_the_day_on(upper):
    add_unit(upper, UnitFacts("XA_PHUONG", "P", "Công đoàn phường P"))
    change(upper, Deed.MOVE, "A", target="P")
    assert "A" in codes(upper, EARLY)
    assert "A" not in codes(upper, CHANGE)
    with pytest.raises(Refusal, match="unit.below_itself"):
        change(upper, Deed.MOVE, "P", date(2026, 2, 1), target="A")


def test_what_has_ended_cannot_end_again_and_nothing_goes_into_itself(upper):
    change(upper, Deed.DISSOLVE, "A")
    for deed, code, facts in (
        (Deed.DISSOLVE, "A", {}),
        (Deed.MERGE, "B", {"target": "B"}),
        (Deed.SPLIT, "B", {"keep": True}),
        (Deed.RENAME, "B", {"name": "  "}),
        (Deed.MOVE, "B", {"target": "KHONG-CO"}),
    ):
        with pytest.raises(Refusal) as refused:
            change(upper, deed, code, **facts)
        assert "…" not in sentence_for(refused.value)
    assert codes(upper, CHANGE) == ["B", "C"]
