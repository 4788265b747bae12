"""The tree of the organisation and moving people between groups."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.desktop.pages import add_people, show_page, told
from tests.desktop.walk import nameless, too_large, unreachable
from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import Choice
from unionapp.desktop.structure.branches import read_tree
from unionapp.desktop.structure.structure_page import StructurePage
from unionapp.errors import Refusal
from unionapp.membership.groups import found_group, list_groups
from unionapp.organisation.units import UnitFacts, add_unit, list_units, set_employer_type


@pytest.fixture
def group(office):
    return found_group(office, "Tổ may 1")


@pytest.fixture
def desk(office):
    return Desk(office)


@pytest.fixture
def page(qtbot, desk, group):
    add_people(desk.office, group_id=group)
    add_people(desk.office, ["Vũ Thị Đào"])
    return show_page(qtbot, StructurePage(desk))


def test_the_counts_of_the_branches_add_up_to_the_unit(page, desk):
    tree = read_tree(desk.office)
    assert sum(branch.total for branch in tree.branches) == tree.root.total == 5
    assert sum(branch.female for branch in tree.branches) == tree.root.female == 3


def test_a_unit_without_groups_is_told_what_to_do_first(qtbot, desk):
    page = show_page(qtbot, StructurePage(desk))
    assert "Thêm tổ" in page.banner._answer.text()
    page.banner._answer.click()
    assert page.sideStack.currentWidget() is page.unit_panel


def test_a_group_shows_its_members_and_enter_opens_one(qtbot, page, group, desk):
    page.go_to(group)
    assert page.model.rowCount() == 4
    page.table.setCurrentIndex(page.model.index(0, 0))
    with qtbot.waitSignal(desk.wanted) as asked:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert asked.args == ["members", page.model.row_id(0)]


def test_a_group_is_added_once_however_it_is_spelled(page, desk):
    said = told(desk)
    for name in ("Tổ may 2", "tổ may 2"):
        page.add()
        page.unit_panel.nameEdit.set_value(name)
        page.unit_panel.entry.save()
    assert [it.name for it in list_groups(desk.office)] == ["Tổ may 1", "Tổ may 2"]
    assert said[-1].startswith("Đã có")


def test_everybody_selected_moves_to_another_group(page, group, desk):
    target = found_group(desk.office, "Tổ hoàn thiện")
    page.refresh()
    page.go_to(group)
    page.table.selectAll()
    page.actions_["regroup"].trigger()
    page.regroup_panel.groupEdit.set_value(Choice(target, "Tổ hoàn thiện"))
    page.regroup_panel.entry.save()
    assert {it.name: it.total for it in list_groups(desk.office)} == {
        "Tổ hoàn thiện": 4,
        "Tổ may 1": 0,
    }


def test_moving_nobody_is_said_in_place(page, group):
    page.go_to(group)
    page.table.clearSelection()
    page.regroup()
    assert "chọn đoàn viên" in page.banner.text()


def test_those_outside_any_group_are_found(page):
    page.go_to(0)
    assert [page.model.row(0)[0], page.model.rowCount()] == ["Vũ Thị Đào", 1]


def test_an_upper_unit_adds_a_unit_below_and_a_taken_code_is_refused(qtbot, make_office):
    office = make_office(
        unit=UnitFacts("KCN", "CT-09", "Công đoàn các khu công nghiệp"), parent=None
    )
    page = show_page(qtbot, StructurePage(Desk(office)))
    for name in ("CĐCS Công ty A", "CĐCS Công ty B"):
        page.add()
        page.unit_panel.nameEdit.set_value(name)
        page.unit_panel.codeEdit.set_value("CS-1")
        page.unit_panel.entry.save()
    assert [it.name for it in list_units(office)] == ["CĐCS Công ty A"]
    assert page.unit_panel.banner.text()


def test_everybody_can_use_the_page(page):
    assert nameless(page) == []
    assert unreachable(page) == []
    assert not too_large(page)


def test_groups_stand_below_their_department_and_are_counted_with_it(qtbot, desk):
    department = found_group(desk.office, "CĐBP Phân xưởng 1", tier="CDBP")
    inner = found_group(desk.office, "Tổ cắt", parent_id=department)
    add_people(desk.office, ["Lê Thị Một", "Lê Thị Hai"], group_id=inner)
    page = show_page(qtbot, StructurePage(desk))
    page.go_to(department)
    item = page.tree.currentItem()
    assert (item.text(1), item.child(0).text(0), page.model.rowCount()) == ("2", "Tổ cắt", 2)


def test_a_merger_is_told_beforehand_and_seen_in_tree_and_history(page, group, desk):
    target = found_group(desk.office, "Tổ hoàn thiện")
    page.refresh()
    page.go_to(group)
    page.actions_["edit"].trigger()
    panel = page.change_panel
    panel.deedEdit.set_value("merge")
    code = next(it.code for it in list_groups(desk.office) if it.id == target)
    panel.targetEdit.set_value(Choice(code, "Tổ hoàn thiện"))
    assert "4 đoàn viên chuyển sang «Tổ hoàn thiện»" in panel.outlookLabel.text()
    panel.entry.save()
    assert "lý do" in panel.banner.text()
    panel.reasonEdit.set_value("QĐ 15/QĐ-CĐCS")
    panel.entry.save()
    page.go_to(target)
    assert page.model.rowCount() == 4
    assert "tiếp nhận Tổ may 1" in page.historyLabel.text()
    page.go_to(group)
    assert "kết thúc, đơn vị kế thừa là Tổ hoàn thiện (QĐ 15/QĐ-CĐCS)" in page.historyLabel.text()


def test_one_decision_is_recorded_for_everybody_selected(page, group, desk):
    page.go_to(group)
    page.table.selectAll()
    page.actions_["event"].trigger()
    panel = page.event_panel
    panel.kindEdit.set_value("GIAI_THE")
    panel.decisionNoEdit.set_value("07/QĐ-LĐLĐ")
    panel.entry.save()
    assert page.tree.topLevelItem(0).text(1) == "1"


def test_the_kind_of_employer_of_a_unit_below_is_stated(qtbot, make_office):
    office = make_office("above", UnitFacts("KCN", "CT-09", "Công đoàn các KCN"), parent=None)
    unit = add_unit(office, UnitFacts("CDCS", "CS-01", "CĐCS Hoa Sen"), since=date(2020, 1, 1))
    page = show_page(qtbot, StructurePage(Desk(office)))
    page.go_to(unit.id)
    page.actions_["edit"].trigger()
    panel = page.change_panel
    panel.deedEdit.set_value("employer")
    assert panel.employerEdit.isVisible()
    assert not panel.onEdit.isVisible()
    panel.entry.save()
    assert list_units(office)[0].employer_type is None
    panel.employerEdit.set_value("DN_NGOAI")
    panel.entry.save()
    assert list_units(office)[0].employer_type == "DN_NGOAI"
    with pytest.raises(Refusal, match=r"unit\.unknown"):
        set_employer_type(office, "CS-99", "DN_NGOAI")
