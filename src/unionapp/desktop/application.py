"""The program with a window: from the login to the last page, and whatever goes wrong between."""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from unionapp.desktop.bug_catcher import BugCatcher
from unionapp.desktop.collector import Collector
from unionapp.desktop.login import Login
from unionapp.desktop.look import Look
from unionapp.desktop.preferences import Preferences, SettingsFile, read_taste, write_taste

if TYPE_CHECKING:
    from unionapp.desktop.bug_dialog import BugDialog
    from unionapp.organisation.office import Office


class OpenOffice(Protocol):
    """Signs an officer in; given by the door of the program."""

    def __call__(self, folder: Path, *, officer: str | None, password: str | None) -> "Office":
        """The office, or a Refusal or Trouble."""


def open_window(today: Callable[[], date], open_office: OpenOffice) -> int:
    """Show the login window and run until the last window is closed; the exit code comes back."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)  # noqa: S101  # nothing else is ever made here
    app.setApplicationName("unionapp")
    program = Program(app, today, open_office, SettingsFile(settings_path()))
    program.show_login()
    return app.exec()


def settings_path() -> Path:
    """Where this computer remembers taste."""
    place = QStandardPaths.StandardLocation.GenericConfigLocation
    return Path(QStandardPaths.writableLocation(place)) / "unionapp" / "giao-dien.ini"


class Program(QObject):
    """Which window is shown now: the login, the founding of a folder, or the work."""

    def __init__(
        self,
        app: QApplication,
        today: Callable[[], date],
        open_office: OpenOffice,
        preferences: Preferences,
    ) -> None:
        super().__init__(app)
        self._today = today
        self._open_office = open_office
        self._preferences = preferences
        self._window: QWidget | None = None
        self._report: BugDialog | None = None
        self._office: Office | None = None
        taste = read_taste(preferences)
        self._look = Look(app)
        self._look.use_theme(taste.theme)
        self._look.set_text_size(taste.text_size)
        self._look.text_size_changed.connect(self._remember_text_size)
        self._bugs = BugCatcher(self)
        self._bugs.caught.connect(self.show_bug)
        self._bugs.install()
        self._collector = Collector(self)
        self._collector.install()
        app.aboutToQuit.connect(self._close_office)
        app.aboutToQuit.connect(self.leave)

    @property
    def window(self) -> QWidget | None:
        """The window shown now."""
        return self._window

    def show_login(self, folder: Path | None = None, officer: str | None = None) -> None:
        """Let an officer sign in."""
        login = Login(self._sign_in, self._preferences)
        login.signed_in.connect(self.enter)
        login.new_asked.connect(self.show_founding)
        if folder is not None:
            login.show_folder(folder, officer)
        self._replace(login)

    def show_founding(self, folder: Path) -> None:
        """Let a unit found its data folder."""
        from unionapp.desktop.founding import Founding  # noqa: PLC0415  # after the first paint

        founding = Founding(folder, self._today())
        founding.founded.connect(self.show_login)
        founding.given_up.connect(self.show_login)
        self._replace(founding)

    def enter(self, office: "Office") -> None:
        """Open the main window for an officer."""
        from unionapp.desktop.main_window import MainWindow  # noqa: PLC0415  # after first paint

        self._office = office
        window = MainWindow(office, look=self._look, preferences=self._preferences)
        window.switch_asked.connect(self.switch_officer)
        window.resize(1366, 768)
        self._replace(window)

    def switch_officer(self) -> None:
        """Go back to the login on the same folder."""
        folder = self._office.folder if self._office is not None else None
        self._replace(None)
        self._close_office()
        self.show_login(folder)

    def show_bug(self, report: str) -> None:
        """Say that the program is at fault, once for all faults."""
        if self._report is not None and self._report.isVisible():
            self._report.add(report)
            return
        from unionapp.desktop.bug_dialog import BugDialog  # noqa: PLC0415  # seldom needed

        self._report = BugDialog(report, self._window)
        self._report.keep_asked.connect(self.keep_report)
        self._report.open()

    def keep_report(self, report: str) -> None:
        """Write a bug report where the officer wants it."""
        name, _ = QFileDialog.getSaveFileName(
            self._window, "Lưu báo cáo lỗi", f"bao-loi-{self._today():%Y-%m-%d}.txt", "*.txt"
        )
        if name:
            Path(name).write_text(report, encoding="utf-8")

    def leave(self) -> None:
        """Give back what was taken over."""
        self._bugs.remove()
        self._collector.remove()

    def _sign_in(self, folder: Path, officer: str, password: str | None) -> "Office":
        return self._open_office(folder, officer=officer, password=password)

    def _replace(self, window: QWidget | None) -> None:
        before, self._window = self._window, window
        if window is not None:
            window.show()
        if before is not None:
            before.close()
            before.deleteLater()

    def _close_office(self) -> None:
        office, self._office = self._office, None
        if office is not None:
            office.close()

    def _remember_text_size(self, points: int) -> None:
        taste = read_taste(self._preferences)
        write_taste(self._preferences, replace(taste, text_size=points))
