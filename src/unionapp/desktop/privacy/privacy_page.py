"""The page of personal data: requests, one person's data, the log, and what may go."""

from unionapp.desktop.desk import Desk
from unionapp.desktop.privacy.look_list import LookList
from unionapp.desktop.privacy.person_data import PersonData
from unionapp.desktop.privacy.request_list import RequestList
from unionapp.desktop.privacy.retention_list import RetentionList
from unionapp.desktop.tabbed_page import TabbedPage


class PrivacyPage(TabbedPage):
    """Four lists behind tabs."""

    places = ("requests", "person", "log", "retention")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "privacy/privacy")
        self.person = PersonData(desk)
        self.requests = RequestList(desk, self.show_person)
        self.log, self.retention = LookList(desk), RetentionList(desk)
        self.add_part(self.requests, "Yêu cầu")
        self.add_part(self.person, "Dữ liệu của một người")
        self.add_part(self.log, "Nhật ký xem, xuất")
        self.add_part(self.retention, "Hết hạn lưu")
        self.refresh()

    def show_person(self, member_id: int) -> None:
        """Show everything kept about a member."""
        self.go_to("person")
        self.person.show_person(member_id)
