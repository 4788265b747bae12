"""The unit itself: its profile, the parameters it works by, its locked months, its officers."""

from PySide6.QtWidgets import QTabWidget, QWidget

from unionapp.desktop.desk import Desk
from unionapp.desktop.forms import load_form
from unionapp.desktop.organisation.figures_part import FiguresPart
from unionapp.desktop.organisation.locks_part import LocksPart
from unionapp.desktop.organisation.norms_part import NormsPart
from unionapp.desktop.organisation.officers_part import OfficersPart
from unionapp.desktop.organisation.parameters_part import ParametersPart
from unionapp.desktop.organisation.profile_part import ProfilePart

_PLACES = ("profile", "figures", "parameters", "norms", "locks", "officers")


class OrganisationPage(QWidget):
    """Six parts behind tabs."""

    tabs: QTabWidget

    concerns = frozenset(
        {
            "unit",
            "parameter",
            "period_lock",
            "officer",
            "unit_parent",
            "unit_figure",
            "spending_norm",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form("organisation/organisation", self)
        self.profile = ProfilePart(desk)
        self.figures = FiguresPart(desk)
        self.parameters = ParametersPart(desk)
        self.norms = NormsPart(desk)
        self.locks = LocksPart(desk)
        self.officers = OfficersPart(desk)
        self.tabs.addTab(self.profile, "Hồ sơ đơn vị")
        self.tabs.addTab(self.figures, "Số liệu theo kỳ")
        self.tabs.addTab(self.parameters, "Tham số pháp luật")
        self.tabs.addTab(self.norms, "Định mức chi")
        self.tabs.addTab(self.locks, "Khóa sổ")
        self.tabs.addTab(self.officers, "Cán bộ")

    def go_to(self, place: object) -> None:
        """Show one part by its name; `locks:2026-12`, `profile:cashier` go on to a place in it."""
        part, _, inner = str(place).partition(":")
        if part in _PLACES:
            self.tabs.setCurrentIndex(_PLACES.index(part))
            self.tabs.currentWidget().setFocus()
            ways = {
                "locks": self.locks.show_month,
                "profile": self.profile.show_field,
                "parameters": self.parameters.show_key,
            }
            if inner and part in ways:
                ways[part](inner)

    def refresh(self) -> None:
        """Read everything again."""
        parts = (
            self.profile,
            self.figures,
            self.parameters,
            self.norms,
            self.locks,
            self.officers,
        )
        for part in parts:
            part.refresh()
