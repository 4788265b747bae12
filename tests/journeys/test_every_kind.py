"""Every kind of activity is filled in and stored by keyboard alone, whatever fields it brings."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from tests.desktop.offices import a_desk
from unionapp.activities.kinds import list_kinds
from unionapp.activities.lists import list_activities
from unionapp.desktop.activities.activities_page import ActivitiesPage

KINDS = list_kinds()
DAY = "2/3/2026"


@pytest.fixture(scope="module")
def answers():
    """What an officer types into a field of each type; choices are chosen by their first letters."""
    return {"text": "Theo kế hoạch", "number": "12", "money": "1tr5", "date": DAY}


def words_for(field, answers):
    if field.type == "yes_no":
        return "Có"
    return field.choices[0][1] if field.type == "choice" else answers[field.type]


@pytest.mark.parametrize("start", range(0, len(KINDS), 11))
def test_a_kind_is_filled_and_stored_by_keyboard(office, look, sit_down, answers, start):
    page = ActivitiesPage(a_desk(office))
    hands = sit_down(page)
    for kind in KINDS[start : start + 11]:
        page.add()
        form = page.form
        form.kindEdit.setFocus()
        hands.enter(kind.name)
        assert form.kind() == kind, form.kindEdit.text()
        assert hands.at() == "titleEdit"
        hands.enter(f"Việc {kind.code}")
        hands.enter(DAY)
        order = [field.name for field in kind.fields]
        for field in kind.fields:
            shown = form.details.fields[field.name]
            shown.setFocus()
            hands.enter(words_for(field, answers))
        assert list(form.details.fields) == order
        hands.control(Qt.Key.Key_S)
        stored = list_activities(office, kind=kind.code)
        assert [row.title for row in stored] == [f"Việc {kind.code}"], form.banner.text()
        assert set(stored[0].details) == set(order)
        assert stored[0].held_on == date(2026, 3, 2)


def test_tab_walks_through_every_field_of_a_kind_in_its_order(office, look, sit_down):
    page = ActivitiesPage(a_desk(office))
    hands = sit_down(page)
    page.add()
    form = page.form
    form.kindEdit.setFocus()
    hands.enter("Thỏa ước lao động tập thể")
    form.noteEdit.setFocus()
    walked = []
    for _ in form.details.fields:
        hands.press(Qt.Key.Key_Tab)
        walked.append(hands.at())
    assert walked == [field.objectName() for field in form.details.fields.values()]
