"""Filters kept under their own words, one click away in the filter line."""

import json
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu, QToolButton

from unionapp.desktop.filter_line import FilterLine
from unionapp.desktop.look import set_icon
from unionapp.desktop.preferences import Preferences

MOST = 12


class SavedFilters(QToolButton):
    """A button whose menu keeps, shows and forgets filters."""

    def __init__(self, filters: FilterLine, name: str, preferences: Preferences) -> None:
        super().__init__()
        self._filters = filters
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
        words = self._filters.describe()
        if words:
            kept = {**self.kept(), words: self._filters.conditions()}
            self._write(dict(list(kept.items())[-MOST:]))

    def forget(self, words: str) -> None:
        """Forget a filter."""
        self._write({name: one for name, one in self.kept().items() if name != words})

    def renew(self) -> None:
        """Write the menu as things are."""
        menu, kept = self.menu(), self.kept()
        menu.clear()
        for words, conditions in kept.items():
            menu.addAction(words).triggered.connect(partial(self._use, conditions))
        if kept:
            menu.addSeparator()
        save = menu.addAction("Lưu bộ lọc đang dùng")
        save.setEnabled(bool(self._filters.describe()))
        save.triggered.connect(self._keep)
        if kept:
            forgetting = menu.addMenu("Quên bộ lọc")
            for words in kept:
                forgetting.addAction(words).triggered.connect(partial(self._forget, words))

    def _use(self, conditions: dict[str, Any], *_: object) -> None:
        self._filters.set_conditions(conditions)

    def _keep(self) -> None:
        self.keep()

    def _forget(self, words: str, *_: object) -> None:
        self.forget(words)

    def _write(self, kept: dict[str, dict[str, Any]]) -> None:
        self._preferences.write(self._name, json.dumps(kept, ensure_ascii=False))
