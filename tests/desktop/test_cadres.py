"""Posts, terms and trainings of cadres."""

from datetime import date

import pytest

from tests.desktop.pages import add_people, show_page, told
from tests.desktop.walk import clipped, nameless, too_large, unreachable
from unionapp.desktop.cadres.cadres_page import CadresPage
from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import Choice
from unionapp.membership.cadres import CadreDraft, add_term, appoint, list_cadres, list_terms
from unionapp.membership.trainings import TrainingDraft, add_training, list_trainings


@pytest.fixture
def people(office):
    return add_people(office)


@pytest.fixture
def desk(office):
    return Desk(office)


@pytest.fixture
def page(qtbot, desk, people):
    return show_page(qtbot, CadresPage(desk))


def elect(panel, member, name, post):
    panel.memberEdit.set_value(Choice(member, name))
    panel.postEdit.set_value(post)
    panel.startedOnEdit.set_value(date(2026, 1, 10))
    panel.entry.save()


def test_an_empty_list_begins_with_the_chair(page):
    assert "chủ tịch" in page.posts.emptyLabel.text()
    page.posts.emptyButton.click()
    assert page.posts.side.currentWidget() is page.posts.post_panel


def test_what_is_missing_is_said_at_its_field(page):
    page.posts.add()
    page.posts.post_panel.entry.save()
    assert page.posts.post_panel.memberEdit.problem
    assert page.posts.post_panel.postEdit.problem


def test_a_second_chair_is_refused(page, people, desk):
    said = told(desk)
    page.posts.add()
    elect(page.posts.post_panel, people[0], "Nguyễn Thị Hường", "CHU_TICH")
    assert [it.post for it in list_cadres(desk.office)] == ["CHU_TICH"]
    assert "Chủ tịch" in said[-1]
    page.posts.add()
    elect(page.posts.post_panel, people[1], "Trần Văn Ưởng", "CHU_TICH")
    assert page.posts.post_panel.banner.text()
    assert len(list_cadres(desk.office)) == 1


def test_a_group_is_asked_only_of_those_who_lead_one(page):
    page.posts.add()
    panel = page.posts.post_panel
    assert panel.groupEdit.isHidden()
    panel.postEdit.set_value("TO_TRUONG")
    assert not panel.groupEdit.isHidden()


def test_a_post_ends_with_a_day_and_a_reason(page, people, desk):
    appoint(desk.office, CadreDraft(people[0], "CHU_TICH", date(2024, 1, 1)))
    page.refresh()
    page.posts.table.setCurrentIndex(page.posts.table.rows.index(0, 0))
    page.posts.actions_["end_post"].trigger()
    page.posts.end_panel.reasonEdit.set_value("NGHI_HUU")
    page.posts.end_panel.onEdit.set_value(date(2026, 3, 1))
    page.posts.end_panel.entry.save()
    assert list_cadres(desk.office) == ()
    page.posts.formerCheck.setChecked(True)
    assert page.posts.table.rows.row(0)[3] == date(2026, 3, 1)
    page.posts.table.setCurrentIndex(page.posts.table.rows.index(0, 0))
    assert not page.posts.actions_["end_post"].isEnabled()


def test_one_course_is_noted_for_everybody_selected(page, people, desk):
    for member, post in zip(people[:3], ("CHU_TICH", "UV_BCH", "UV_UBKT"), strict=True):
        appoint(desk.office, CadreDraft(member, post, date(2024, 1, 1)))
    page.refresh()
    page.posts.table.selectAll()
    page.posts.train()
    panel = page.posts.training_panel
    assert panel.memberEdit.isHidden()
    panel.courseEdit.set_value("Nghiệp vụ công đoàn")
    panel.topicEdit.box.setCurrentIndex(1)
    panel.firstOnEdit.set_value(date(2026, 2, 1))
    panel.lastOnEdit.set_value(date(2026, 2, 2))
    panel.daysEdit.set_value(2)
    panel.entry.save()
    assert len(list_trainings(desk.office)) == 3
    assert page.trainings.table.rows.rowCount() == 3


def test_a_term_cannot_end_before_it_begins(page, desk):
    page.go_to("terms")
    page.terms.add()
    panel = page.terms.panel
    panel.firstOnEdit.set_value(date(2028, 5, 1))
    panel.lastOnEdit.set_value(date(2023, 5, 1))
    panel.entry.save()
    assert panel.banner.text()
    panel.firstOnEdit.set_value(date(2018, 5, 1))
    panel.entry.save()
    assert [it.name for it in list_terms(desk.office)] == ["Nhiệm kỳ 2018 - 2023"]


def test_everybody_can_use_the_page(page):
    for part in range(3):
        page.tabs.setCurrentIndex(part)
        assert nameless(page) == []
        assert unreachable(page) == []
        assert clipped(page) == []
    assert not too_large(page)


def test_a_term_and_a_course_are_told_in_full_beside_their_list(page, people, desk):
    term = add_term(
        desk.office, date(2023, 3, 1), date(2028, 3, 1), chair_election="BAU_TRUC_TIEP"
    )
    appoint(desk.office, CadreDraft(people[0], "CHU_TICH", date(2023, 3, 1), term_id=term.id))
    course = TrainingDraft(
        "Tài chính công đoàn", "TAI_CHINH", date(2026, 3, 2), date(2026, 3, 3), 2, is_online=True
    )
    add_training(desk.office, (people[1],), course)
    page.terms.refresh()
    page.terms.point_to(term.id)
    assert "Nguyễn Thị Hường" in page.terms.sheet.text()
    assert "01/03/2023 – 01/03/2028" in page.terms.sheet.text()
    page.trainings.refresh()
    page.trainings.point_to(list_trainings(desk.office)[0].id)
    assert "trực tuyến" in page.trainings.sheet.text()
    assert "Trần Văn Ưởng" in page.trainings.sheet.text()
