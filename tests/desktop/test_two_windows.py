"""Two windows lie open on one data folder: neither overwrites the other unsaid."""

from datetime import UTC, date, datetime

import pytest

from tests.desktop.offices import a_desk
from tests.desktop.pages import add_people, show_page
from unionapp.desktop.members.members_page import MembersPage
from unionapp.membership.members import show_member
from unionapp.organisation.opening import open_office


@pytest.fixture
def second(office):
    opened = open_office(
        office.folder, today=date(2026, 3, 5), clock=lambda: datetime(2026, 3, 5, tzinfo=UTC)
    )
    yield opened
    opened.close()


def begin(page, member):
    page.show_stored(member)
    page.actions_["edit"].trigger()
    return page.form


def test_the_second_window_is_told_and_may_still_write(qtbot, look, office, second):
    member = add_people(office, ["Nguyễn Thị Hường"])[0]
    pages = [show_page(qtbot, MembersPage(a_desk(each))) for each in (office, second)]
    first, other = (begin(page, member) for page in pages)
    first.entry.fields["phoneEdit"].set_value("0911111111")
    first.entry.save()
    other.entry.fields["phoneEdit"].set_value("0922222222")
    other.entry.save()
    assert "vừa được sửa ở cửa sổ khác: điện thoại" in other.banner.text()
    assert show_member(office, member).draft.phone == "0911111111"
    other.entry.save()
    assert show_member(office, member).draft.phone == "0922222222"
