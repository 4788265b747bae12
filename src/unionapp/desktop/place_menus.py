"""The menus on top of the window: the working period, and who works here how."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from unionapp.desktop.commands import without_argument
from unionapp.desktop.desk import Desk, month_around
from unionapp.desktop.key_sets import KEY_SET_TITLES
from unionapp.desktop.look import Look
from unionapp.desktop.preferences import Preferences, read_taste, write_taste
from unionapp.vietnamese.periods import Period, whole_year

THEME_TITLES = {"system": "Theo máy", "light": "Sáng", "dark": "Tối"}
_PARTS = ("H1", "H2", "Q1", "Q2", "Q3", "Q4", *(f"{month:02}" for month in range(1, 13)))
_YEARS = 3


def periods_of(year: int) -> Iterator[Period]:
    """Every period of a year that reports speak of, the year first."""
    yield whole_year(year)
    for part in _PARTS:
        yield Period.parse(f"{year}-{part}")


def years_offered(today: date) -> Iterable[int]:
    """The years somebody works in, this one first: January still settles the year before."""
    return range(today.year, today.year - _YEARS, -1)


class PeriodMenu(QMenu):
    """This month, and every period of this year and the two before."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        today = desk.office.today
        this_month = month_around(today)
        self._offer(desk, self, f"Tháng này: {this_month.label}", this_month)
        for year in years_offered(today):
            inner = self.addMenu(f"Năm {year}")
            for period in periods_of(year):
                words = f"{period.label[0].upper()}{period.label[1:]}"
                self._offer(desk, inner, words, period)

    def _offer(self, desk: Desk, menu: QMenu, words: str, period: Period) -> None:
        choose = without_argument(partial(desk.work_in, period))
        menu.addAction(words).triggered.connect(choose)


class TasteMenu(QMenu):
    """Another officer, theme, text size, keys; what is chosen is remembered on this computer."""

    switch_asked = Signal()
    keys_chosen = Signal(str)
    machine_chosen = Signal(bool)

    def __init__(self, look: Look, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._preferences = preferences
        self.addAction("Đổi cán bộ…").triggered.connect(self.switch_asked)
        self.addSeparator()
        taste = read_taste(preferences)
        _choices(self.addMenu("Giao diện"), THEME_TITLES.items(), taste.theme, self.use_theme)
        sizes = self.addMenu("Cỡ chữ")
        sizes.addAction("Lớn hơn\tCtrl+=").triggered.connect(look.enlarge)
        sizes.addAction("Nhỏ hơn\tCtrl+-").triggered.connect(look.shrink)
        sizes.addAction("Như ban đầu\tCtrl+0").triggered.connect(look.reset_text_size)
        keys = self.addMenu("Phím tắt")
        _choices(keys, KEY_SET_TITLES.items(), taste.key_set, self._use_keys)
        slow = self.addAction("Máy yếu: trang đầu không vẽ biểu đồ")
        slow.setCheckable(True)
        slow.setChecked(taste.is_slow_machine)
        slow.toggled.connect(self._use_machine)

    def use_theme(self, theme: str) -> None:
        """Change to another theme."""
        self._look.use_theme(theme)
        self._remember(theme=theme)

    def _use_keys(self, key_set: str) -> None:
        self._remember(key_set=key_set)
        self.keys_chosen.emit(key_set)

    def _use_machine(self, is_slow: bool) -> None:
        self._remember(is_slow_machine=is_slow)
        self.machine_chosen.emit(is_slow)

    def _remember(self, **changed: object) -> None:
        taste = read_taste(self._preferences)
        write_taste(self._preferences, replace(taste, **changed))  # type: ignore[arg-type]


def _choices(
    menu: QMenu, pairs: Iterable[tuple[str, str]], kept: str, choose: Callable[[str], None]
) -> None:
    group = QActionGroup(menu)
    for key, words in pairs:
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(key == kept)
        group.addAction(action)
        action.triggered.connect(without_argument(partial(choose, key)))
