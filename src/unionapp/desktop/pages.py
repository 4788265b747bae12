"""Every page of the window, in the order of the navigation; the keys of its number open it.

A page's module is loaded when the page is first opened.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module

from PySide6.QtWidgets import QWidget

from unionapp.desktop.desk import Desk
from unionapp.desktop.navigation import Subject


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One page: its code, its title, its icon, and `module:Class` made with the desk."""

    code: str
    title: str
    icon: str
    loader: str

    def load(self, desk: Desk) -> QWidget:
        """Make the page."""
        module, _, name = self.loader.partition(":")
        make: Callable[[Desk], QWidget] = getattr(import_module(module), name)
        return make(desk)


_ROOM = "unionapp.desktop"
PAGES = (
    PageEntry("home", "Trang đầu", "home", f"{_ROOM}.home.home_page:HomePage"),
    PageEntry("members", "Đoàn viên", "members", f"{_ROOM}.members.members_page:MembersPage"),
    PageEntry("dues", "Đoàn phí", "card", f"{_ROOM}.dues.dues_page:DuesPage"),
    PageEntry("vouchers", "Thu, chi", "finance", f"{_ROOM}.vouchers.vouchers_page:VouchersPage"),
    PageEntry("books", "Sổ sách", "post", f"{_ROOM}.books.books_page:BooksPage"),
    PageEntry(
        "contributions",
        "Kinh phí",
        "consolidate",
        f"{_ROOM}.contributions.contributions_page:ContributionsPage",
    ),
    PageEntry(
        "settlement",
        "Quyết toán",
        "chart",
        f"{_ROOM}.settlement.settlement_page:SettlementPage",
    ),
    PageEntry(
        "activities",
        "Hoạt động",
        "activities",
        f"{_ROOM}.activities.activities_page:ActivitiesPage",
    ),
    PageEntry(
        "structure", "Tổ chức", "consolidate", f"{_ROOM}.structure.structure_page:StructurePage"
    ),
    PageEntry("cadres", "Cán bộ", "member", f"{_ROOM}.cadres.cadres_page:CadresPage"),
    PageEntry("targets", "Chỉ tiêu", "targets", f"{_ROOM}.targets.targets_page:TargetsPage"),
    PageEntry(
        "statistics",
        "Thống kê",
        "chart",
        f"{_ROOM}.statistics.statistics_page:StatisticsPage",
    ),
    PageEntry("ratings", "Xếp loại", "success", f"{_ROOM}.ratings.ratings_page:RatingsPage"),
    PageEntry("reports", "Báo cáo", "reports", f"{_ROOM}.reports.reports_page:ReportsPage"),
    PageEntry("exchange", "Gửi nhận", "package", f"{_ROOM}.exchange.exchange_page:ExchangePage"),
    PageEntry("privacy", "Dữ liệu cá nhân", "lock", f"{_ROOM}.privacy.privacy_page:PrivacyPage"),
    PageEntry(
        "organisation",
        "Đơn vị",
        "settings",
        f"{_ROOM}.organisation.organisation_page:OrganisationPage",
    ),
)


def subjects(desk: Desk) -> list[Subject]:
    """The navigation of a window."""
    return [
        Subject(entry.code, entry.title, entry.icon, partial(entry.load, desk)) for entry in PAGES
    ]
