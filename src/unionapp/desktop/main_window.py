"""The window of one signed-in officer: the shell, its desk, and what belongs to neither page."""

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from unionapp.desktop.command_box import Wish, wishes_of
from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk, Leads
from unionapp.desktop.grids.sorting import offer_sorting
from unionapp.desktop.key_sets import KEY_SET_TITLES
from unionapp.desktop.list_export import export_list, table_in_sight, title_of
from unionapp.desktop.look import Look, set_icon
from unionapp.desktop.pages import subjects
from unionapp.desktop.place_menus import (
    THEME_TITLES,
    PeriodMenu,
    TasteMenu,
    periods_of,
    years_offered,
)
from unionapp.desktop.preferences import Preferences, read_taste
from unionapp.desktop.records_sought import recent_records, seek_records
from unionapp.desktop.shell import Shell
from unionapp.desktop.wished_places import wished_places
from unionapp.errors import CodedError
from unionapp.organisation.form_drafts import list_form_drafts
from unionapp.organisation.locks import list_locks
from unionapp.organisation.office import Office
from unionapp.sentences import sentence_for
from unionapp.vietnamese.months import month_text

_LEAST_UNIT = 120


class Changes(QObject):
    """Carries word of touched tables from whatever thread changed them to the window's own."""

    touched = Signal(object)

    def hear(self, tables: frozenset[str]) -> None:
        """Called by the data file after every change."""
        with contextlib.suppress(RuntimeError):  # the program is closing
            self.touched.emit(tables)


class MainWindow(Shell):
    """The shell at work for one office."""

    lockButton: QPushButton
    officerButton: QPushButton

    switch_asked = Signal()

    def __init__(self, office: Office, *, look: Look, preferences: Preferences) -> None:
        taste = read_taste(preferences)
        self._desk = Desk(office, preferences=preferences, key_set=taste.key_set)
        super().__init__(
            subjects(self._desk),
            look=look,
            preferences=preferences,
            key_set=taste.key_set,
            undo_list=self._desk.undo_list,
        )
        self._lists = Actions(
            self,
            {"export_list": self.export_list, "sort": self.sort_list},
            key_set=taste.key_set,
        )
        self._desk.run = self.run
        self._desk.runner = self._tasks
        self._desk.wanted.connect(self.go_to)
        self._desk.told.connect(self.status.tell)
        self._desk.period_changed.connect(self._show_place)
        self._changes = Changes()
        self._changes.touched.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        office.data.listen(self._changes.hear)
        self.lockButton.clicked.connect(partial(self.go_to, "organisation", "locks"))
        self.periodButton.setMenu(PeriodMenu(self._desk, self))
        self._taste_menu = TasteMenu(look, preferences, self)
        self._taste_menu.switch_asked.connect(self.switch_officer)
        self._taste_menu.keys_chosen.connect(self._use_keys)
        self._taste_menu.machine_chosen.connect(self._desk.taste_changed)
        self.officerButton.setMenu(self._taste_menu)
        self.officerButton.setText(office.officer.name)
        self.lockButton.show()
        self.officerButton.show()
        self._show_place()
        self._show_locks()
        self.recall()
        self._take_up_draft()

    @property
    def desk(self) -> Desk:
        """What the pages were given."""
        return self._desk

    def finish(self) -> None:
        """Wait until no long work is under way."""
        self._tasks.finish()

    def switch_officer(self) -> None:
        """Let somebody else sign in, once nothing is under way."""
        if self.closing.may_go(self.switch_officer):
            self.switch_asked.emit()

    def go_to(self, page: str, place: object = None) -> None:
        """Open a page, at an exact place if one is given."""
        opened = self.open(page)
        if place is not None and isinstance(opened, Leads):
            opened.go_to(place)

    def export_list(self) -> None:
        """Save the list in sight as a sheet."""
        page: QWidget | None = self.pageStack.currentWidget()
        table = table_in_sight(page) if page is not None else None
        if page is None or table is None:
            self.status.tell("Trang này không có danh sách nào để xuất.")
            return
        try:
            written = export_list(self._desk, table, title_of(page))
        except CodedError as error:
            self.status.tell(sentence_for(error))
            return
        if written is not None:
            self.status.tell(f"Đã xuất {table.rows.rowCount()} dòng ra {written}")

    def sort_list(self) -> None:
        """Let the officer choose what the list in sight is sorted by."""
        page: QWidget | None = self.pageStack.currentWidget()
        table = table_in_sight(page) if page is not None else None
        if table is None or not offer_sorting(table):
            self.status.tell("Trang này không có danh sách nào để sắp.")

    @override
    def wishes(self) -> list[Wish]:
        more = [*wishes_of(self._lists.all())]
        more += wished_places(self.go_to, self._desk.office.unit.tier)
        more += [
            Wish(f"Kỳ làm việc: {period.label}", partial(self._desk.work_in, period))
            for year in years_offered(self._desk.office.today)
            for period in periods_of(year)
        ]
        more += [
            Wish(f"Giao diện {words.lower()}", partial(self._taste_menu.use_theme, theme))
            for theme, words in THEME_TITLES.items()
        ]
        every = (*super().wishes(), *more, Wish("Đổi cán bộ", self.switch_officer))
        return _each_once(every)

    @override
    def seek(self, query: str) -> Sequence[Wish]:
        try:
            if not query.strip():
                return recent_records(self._desk.office, self.go_to, self._desk.recent())
            return seek_records(self._desk.office, self.go_to, query)
        except CodedError as error:
            self.status.tell(sentence_for(error))
            return ()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_unit()

    def _take_up_draft(self) -> None:
        """Open the form that was left unfinished last; a form is named after its page."""
        pages = [draft.form.partition("/")[0] for draft in list_form_drafts(self._desk.office)]
        page = next((page for page in pages if page in self._subjects), None)
        if page is not None:
            self.go_to(page, "draft")

    def _show_place(self) -> None:
        office = self._desk.office
        self.show_place(office.unit.name, self._desk.period.label, office.officer.name)
        self.unitLabel.setToolTip(office.unit.name)
        self._fit_unit()

    def _fit_unit(self) -> None:
        """Shorten the name of the unit where a small screen has no room for it."""
        beside = (self.periodButton, self.lockButton, self.wishButton, self.officerButton)
        taken = sum(widget.sizeHint().width() + 8 for widget in beside)
        room = self.width() - self.navigationList.width() - self.foldButton.width() - taken - 40
        metrics, name = self.unitLabel.fontMetrics(), self._desk.office.unit.name
        wide = max(room, _LEAST_UNIT)
        self.unitLabel.setMinimumWidth(_LEAST_UNIT)
        self.unitLabel.setText(metrics.elidedText(name, Qt.TextElideMode.ElideRight, wide))

    def _show_locks(self) -> None:
        try:
            locks = list_locks(self._desk.office)
        except CodedError as error:
            self.status.tell(sentence_for(error))
            return
        text = f"Khóa đến {month_text(locks[-1].month)}" if locks else "Chưa khóa sổ"
        self.lockButton.setText(text)
        set_icon(self.lockButton, "lock" if locks else "unlock")

    def _hear(self, tables: frozenset[str]) -> None:
        self.refresh(tables)
        if "period_lock" in tables:
            self._show_locks()

    def _use_keys(self, key_set: str) -> None:
        self._desk.key_set = key_set
        self.use_keys(key_set)
        self.status.tell(f"Bộ phím đang dùng: {KEY_SET_TITLES[key_set]}.")


def _each_once(wishes: Sequence[Wish]) -> list[Wish]:
    """What the page itself offers by a name comes first, and is found by all words for it."""
    named: dict[str, Wish] = {}
    for wish in wishes:
        first = named.setdefault(wish.text, wish)
        if first is not wish:
            named[wish.text] = replace(first, said=(*first.said, *wish.said))
    return list(named.values())
