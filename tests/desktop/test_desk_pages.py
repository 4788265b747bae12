"""The pages officers type in all day: nobody is kept out, nothing is clipped, everything is explained."""

from operator import attrgetter

import pytest
from PySide6.QtWidgets import QWidget

from tests.desktop.walk import clipped, nameless, stretch, too_large, unreachable
from unionapp.desktop.activities.activities_page import ActivitiesPage
from unionapp.desktop.desk import Desk
from unionapp.desktop.dues.dues_page import DuesPage
from unionapp.desktop.field_help import form_help
from unionapp.desktop.fields import Field
from unionapp.desktop.members.import_pane import ImportPane
from unionapp.desktop.members.members_page import MembersPage
from unionapp.desktop.vouchers.vouchers_page import VouchersPage
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.members import add_member

PAGES = {
    "members": MembersPage,
    "vouchers": VouchersPage,
    "dues": DuesPage,
    "activities": ActivitiesPage,
    "import": ImportPane,
}
HELPED = {
    "members": ["form", "event_panel", "salary_panel"],
    "vouchers": [
        *("form", "reverse_panel", "transfer_panel", "account_panel"),
        *("beside.approve_panel", "beside.copy_panel", "beside.repeat_panel"),
    ],
    "dues": ["collect_panel", "payment_panel", "due_panel"],
    "activities": ["form", "call_off_panel"],
}
NAMES = {
    "form": {"members": "member_form", "vouchers": "voucher_form", "activities": "activity_form"}
}


@pytest.fixture
def desk(office):
    add_member(office, MemberDraft("Nguyễn Thị Hường", gender="female", birth_date="1990"))
    return Desk(office)


def shown(qtbot, page, width, height):
    qtbot.addWidget(page)
    page.resize(width, height)
    if hasattr(page, "recall_state"):
        page.recall_state()
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1150, 700), (890, 540)], ids=["1366x768", "1093x614"])
@pytest.mark.parametrize("name", PAGES)
def test_every_input_is_named_reached_and_readable(qtbot, desk, look, name, size, theme):
    look.use_theme(theme)
    page = shown(qtbot, PAGES[name](desk), *size)
    for _ in range(2):
        assert nameless(page) == []
        assert unreachable(page) == []
        assert clipped(page) == []
        if hasattr(page, "add"):
            page.add()
            qtbot.wait(1)


@pytest.mark.parametrize("name", PAGES)
def test_it_fits_a_small_laptop(qtbot, desk, name):
    assert not too_large(shown(qtbot, PAGES[name](desk), 890, 540), width=890, height=540)


@pytest.mark.parametrize("name", ["members", "vouchers", "activities"])
def test_its_form_has_room_for_a_longer_language(qtbot, desk, name):
    page = shown(qtbot, PAGES[name](desk), 1150, 700)
    page.add()
    stretch(page.form)
    qtbot.wait(1)
    assert clipped(page.form) == []


@pytest.mark.parametrize("name", HELPED)
def test_every_field_has_its_help(qtbot, desk, name):
    page = PAGES[name](desk)
    qtbot.addWidget(page)
    for attribute in HELPED[name]:
        form = NAMES.get(attribute, {}).get(name, attribute.rpartition(".")[2])
        helped = form_help(f"{name}/{form}")
        fields = attrgetter(attribute)(page).findChildren(Field)
        wanted = {f.objectName() for f in fields} - {"recordEdit", "linesEdit", "excepted"}
        assert wanted == set(helped)
        assert all(one.what for one in helped.values())


def test_help_follows_the_cursor(qtbot, desk):
    page = shown(qtbot, MembersPage(desk), 1150, 700)
    page.activateWindow()
    page.add()
    form = page.form
    qtbot.waitUntil(form.fullNameEdit.editor.hasFocus)
    form.actions_["help"].trigger()
    assert "Họ và tên" in form.help.text()
    form.salaryEdit.setFocus()
    assert "bảo hiểm xã hội" in form.help.text()
    form.actions_["help"].trigger()
    assert form.help.text() == ""


def test_filter_panel_and_row_are_there_again(qtbot, desk):
    page = shown(qtbot, MembersPage(desk), 1150, 700)
    page.list.statusBox.setCurrentIndex(1)
    page.list.filterEdit.setText("hường")
    page.list.show_list()
    page.list.point_to(1)
    page.keep_state()
    again = shown(qtbot, MembersPage(desk), 1150, 700)
    assert again.list.filters.conditions() == page.list.filters.conditions()
    assert again.list.table.current_id() == 1
    assert isinstance(again, QWidget)
