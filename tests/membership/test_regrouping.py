"""Units change and nobody is left in a group that is no more."""

from datetime import date

import pytest

from unionapp.errors import Refusal
from unionapp.membership.cadres import CadreDraft, appoint, list_cadres
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.groups import found_group, list_groups
from unionapp.membership.lists import count_members, member_ids
from unionapp.membership.members import add_member, show_member
from unionapp.membership.regrouping import change_unit, preview_change
from unionapp.organisation.restructuring import Deed, Plan
from unionapp.organisation.unit_history import ended_units, unit_history
from unionapp.organisation.units import UnitFacts
from unionapp.sentences import sentence_for

DAY = date(2026, 2, 1)
WHY = "QĐ 15/QĐ-CĐCS"


@pytest.fixture
def sewing(office):
    return found_group(office, "Tổ may 1")


def code_of(office, group):
    return next(it.code for it in list_groups(office) if it.id == group)


def enrol(office, name, group, on=date(2026, 1, 5)):
    return add_member(office, MemberDraft(name, gender="female", group_id=group), on=on).id


def test_a_group_that_merges_takes_its_members_along_and_ends_its_posts(office, sewing):
    target = found_group(office, "Tổ may 2")
    early = enrol(office, "Lê Thị Một", sewing)
    late = enrol(office, "Lê Thị Hai", sewing, on=date(2026, 2, 10))
    appoint(office, CadreDraft(early, "TO_TRUONG", date(2026, 1, 6), group_id=sewing))
    plan = Plan(
        Deed.MERGE, code_of(office, sewing), DAY, target=code_of(office, target), reason=WHY
    )
    outlook = preview_change(office, plan)
    assert (outlook.ends, outlook.members, outlook.posts, outlook.heir) == (True, 2, 1, "Tổ may 2")
    change_unit(office, plan)
    assert [(it.name, it.total) for it in list_groups(office)] == [("Tổ may 2", 2)]
    moves = [show_member(office, it).events[-1] for it in (early, late)]
    assert [(it.kind, it.effective_on) for it in moves] == [
        ("CHUYEN_TO", DAY),
        ("CHUYEN_TO", date(2026, 2, 10)),
    ]
    assert list_cadres(office, on=office.today) == ()
    assert count_members(office).total == 2


def test_history_and_successors_are_told_with_their_reasons(office, sewing):
    code = code_of(office, sewing)
    change_unit(office, Plan(Deed.RENAME, code, date(2026, 1, 15), name="Tổ may A", reason=WHY))
    target = found_group(office, "Tổ may 2")
    change_unit(
        office, Plan(Deed.MERGE, code, DAY, target=code_of(office, target), reason="gộp chuyền")
    )
    told = {(it.fact, it.what): it.reason for it in unit_history(office, code)}
    assert told["named", "Tổ may A"] == WHY
    assert told["successor", "Tổ may 2"] == "gộp chuyền"
    assert ("took_in", "Tổ may A") in {
        (it.fact, it.what) for it in unit_history(office, code_of(office, target))
    }
    [gone] = ended_units(office)
    assert (gone.name, gone.last_day, gone.successor) == (
        "Tổ may A",
        date(2026, 1, 31),
        "Tổ may 2",
    )


def test_a_dissolved_department_leaves_its_groups_to_the_union(office):
    department = found_group(office, "CĐBP Phân xưởng 1", tier="CDBP")
    inner = found_group(office, "Tổ cắt", parent_id=department)
    member = enrol(office, "Lê Thị Một", department)
    plan = Plan(Deed.DISSOLVE, code_of(office, department), DAY, reason=WHY)
    assert preview_change(office, plan).below == ("Tổ cắt",)
    change_unit(office, plan)
    [row] = list_groups(office)
    assert (row.id, row.parent_id) == (inner, office.unit.id)
    assert show_member(office, member).draft.group_id is None


def test_a_split_gives_codes_and_the_first_part_takes_the_members(office, sewing):
    enrol(office, "Lê Thị Một", sewing)
    parts = (UnitFacts("TO", "", "Tổ may 1A"), UnitFacts("TO", "", "Tổ may 1B"))
    change_unit(office, Plan(Deed.SPLIT, code_of(office, sewing), DAY, parts=parts, reason=WHY))
    rows = list_groups(office)
    assert [(it.name, it.total) for it in rows] == [("Tổ may 1A", 1), ("Tổ may 1B", 0)]
    assert len({it.code for it in rows}) == 2


def test_the_members_of_a_department_are_those_of_its_groups_too(office):
    department = found_group(office, "CĐBP Phân xưởng 1", tier="CDBP")
    inner = found_group(office, "Tổ cắt", parent_id=department)
    for group in (department, inner):
        enrol(office, f"Lê Thị {group}", group)
    assert len(member_ids(office, group=(department, inner))) == 2


@pytest.mark.parametrize(
    ("deed", "reason", "code"),
    [(Deed.RENAME, "", "unit.reason_needed"), (Deed.DISSOLVE, WHY, "unit.own")],
)
def test_a_change_without_reason_or_of_the_unit_itself_is_refused_in_words(
    office, deed, reason, code
):
    with pytest.raises(Refusal) as refused:
        change_unit(office, Plan(deed, office.unit.code, DAY, name="X", reason=reason))
    assert refused.value.code == code
    assert sentence_for(refused.value)
