"""Filters kept under their own words, one click away in the filter line."""

import json
from functools import partial
from typing import Any, Protocol

from PySide6.QtWidgets import QMenu, QToolButton

from unionapp.desktop.look import set_icon
from unionapp.desktop.preferences import Preferences

MOST = 12


class Filtered(Protocol):
    """A list with a filter line."""

    def conditions(self) -> dict[str, Any]:
        """Everything the filter line says."""

    def set_conditions(self, kept: dict[str, Any]) -> None:
        """Let the filter line say what was kept."""

    def describe_conditions(self) -> str:
        """The filter line in words."""


class SavedFilters(QToolButton):
    """A button whose menu keeps, shows and forgets filters."""

    def __init__(self, page: Filtered, name: str, preferences: Preferences) -> None:
        super().__init__()
        self._page = page
        self._name = f"filters/{name}"
        self._preferences = preferences
        set_icon(self, "filter")
        self.setText("Bộ lọc đã lưu")
        self.setToolTip("Bộ lọc đã lưu")
        self.setAccessibleName("Bộ lọc đã lưu")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.aboutToShow.connect(self.renew)
        self.setMenu(menu)
        self.renew()

    def kept(self) -> dict[str, dict[str, Any]]:
        """Every kept filter under its words; a damaged memory is forgotten."""
        try:
            found = json.loads(self._preferences.read(self._name) or "{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def keep(self) -> None:
        """Keep what the filter line says now."""
        words = self._page.describe_conditions()
        if words:
            filters = {**self.kept(), words: self._page.conditions()}
            self._write(dict(list(filters.items())[-MOST:]))

    def forget(self, words: str) -> None:
        """Forget a filter."""
        self._write({name: one for name, one in self.kept().items() if name != words})

    def renew(self) -> None:
        """Write the menu as things are."""
        menu, filters = self.menu(), self.kept()
        menu.clear()
        for words, conditions in filters.items():
            menu.addAction(words).triggered.connect(partial(self._use, conditions))
        if filters:
            menu.addSeparator()
        save = menu.addAction("Lưu bộ lọc đang dùng")
        save.setEnabled(bool(self._page.describe_conditions()))
        save.triggered.connect(self._keep)
        if filters:
            forgetting = menu.addMenu("Quên bộ lọc")
            for words in filters:
                forgetting.addAction(words).triggered.connect(partial(self._forget, words))

    def _use(self, conditions: dict[str, Any], *_: object) -> None:
        self._page.set_conditions(conditions)

    def _keep(self) -> None:
        self.keep()

    def _forget(self, words: str, *_: object) -> None:
        self.forget(words)

    def _write(self, filters: dict[str, dict[str, Any]]) -> None:
        self._preferences.write(self._name, json.dumps(filters, ensure_ascii=False))
