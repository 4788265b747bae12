"""What the tests of pages share: a shown page on a desk, members, waiting for the background."""

from datetime import date

from PySide6.QtWidgets import QApplication, QWidget

from unionapp.desktop.desk import Desk
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.members import add_member

NAMES = ("Nguyễn Thị Hường", "Trần Văn Ưởng", "Lê Thị Ánh", "Phạm Quốc Đạt")


def show_page(qtbot, page: QWidget, width: int = 950, height: int = 530) -> QWidget:
    """Show a page, or a window, as large as a small laptop lets it be."""
    qtbot.addWidget(page)
    page.resize(width, height)
    page.show()
    qtbot.waitExposed(page)
    return page


def sit_before(qtbot, page: QWidget, width: int = 890, height: int = 540) -> QWidget:
    """Show a page as the window that has the keys."""
    show_page(qtbot, page, width, height)
    page.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is page)
    return page


def add_people(office, names=NAMES, **given) -> list[int]:
    """Members of these names, women first in turn."""
    return [
        add_member(
            office,
            MemberDraft(
                full_name=name,
                gender="male" if at % 2 else "female",
                birth_date="1990-03-05",
                joined_on=date(2025, 6, 1).isoformat(),
                **given,
            ),
        ).id
        for at, name in enumerate(names)
    ]


def told(desk: Desk) -> list[str]:
    """Everything the desk says from now on."""
    said: list[str] = []
    desk.told.connect(said.append)
    return said
