"""The page of a subject: its list, and the panes that lie over it; Esc leads back to the list.

A subject whose records are typed in a form is a short class on top of `RecordsPage`:

    class MembersPage(RecordsPage[MemberDetail]):
        everything = {"statusBox": "all"}

        def __init__(self, desk: Desk) -> None:
            super().__init__(desk, MemberList(desk), MemberForm(desk), hint="Chọn một đoàn viên…")
            self.take_actions({"search": self.list.filterEdit.setFocus}, on_sheet=("edit",))

        def read(self, record_id: int) -> MemberDetail: ...
        def show(self, record: MemberDetail) -> None: ...
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk
from unionapp.desktop.entry_pane import EntryPane
from unionapp.desktop.fact_sheet import FactSheet
from unionapp.desktop.notices import explaining
from unionapp.desktop.page import ListPage
from unionapp.desktop.side_panel import SidePanel
from unionapp.desktop.side_stack import SideStack

LOOK_MS = 60
Record = TypeVar("Record")


class SubjectPage(QStackedWidget):
    """A list and its panes; what the window asks of a page, the list answers."""

    laid = Signal(QWidget)

    def __init__(self, listing: ListPage) -> None:
        super().__init__()
        self.listing = listing
        self.concerns = listing.concerns
        self.setWindowTitle(listing.windowTitle())
        self.addWidget(listing)

    def lay(self, pane: QWidget) -> None:
        """Lay a pane over the list."""
        if self.indexOf(pane) < 0:
            self.addWidget(pane)
            self.laid.emit(pane)
        self.setCurrentWidget(pane)

    def show_listing(self) -> None:
        """Go back to the list, to the row it was left at."""
        self.setCurrentWidget(self.listing)
        self.listing.table.setFocus()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if (shown := self.currentWidget()) is not None:
            shown.setFocus()

    def refresh(self) -> None:
        """Read the list again."""
        self.listing.refresh()

    def keep_state(self) -> None:
        """Remember the list as it is."""
        self.listing.keep_state()

    def recall_state(self) -> None:
        """Go back to the list as it was left."""
        self.listing.recall_state()


class RecordsPage(SubjectPage, Generic[Record]):
    """Records of one kind: listed, one shown beside the list, typed in a form over it."""

    # What the filter line says when it hides nothing, so that any record can be pointed to.
    everything: ClassVar[Mapping[str, Any]] = MappingProxyType({})
    # Whether the list stays as it is filtered when what was typed does not stand in it.
    keeps_filter: ClassVar[bool] = False

    def __init__(
        self,
        desk: Desk,
        listing: ListPage,
        form: EntryPane,
        *,
        hint: str,
        panels: Sequence[SidePanel] = (),
    ) -> None:
        super().__init__(listing)
        self.desk = desk
        self.form = form
        self.sheet = FactSheet(hint)
        self.side = SideStack(listing, self.sheet, panels)
        self.shown: Record | None = None
        self.actions_ = Actions(listing, {})
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LOOK_MS)
        self._later.timeout.connect(self.show_current)
        listing.pointed.connect(self._point)
        listing.table.rows.counted.connect(self._empty)
        listing.opened.connect(self.change)
        self.form_actions = Actions(
            form,
            {"previous": partial(self.step, -1), "next": partial(self.step, 1)},
            key_set=desk.key_set,
        )
        form.closed.connect(self.show_listing)
        form.stored.connect(self.show_typed)
        self.side.done.connect(self.show_done)

    def take_actions(
        self, deeds: Mapping[str, Callable[[], object]], *, on_sheet: Iterable[str]
    ) -> None:
        """Give the page its commands; some of them stand below the record, too."""
        usual: dict[str, Callable[[], object]] = {
            "add": self.add,
            "edit": self.change,
            "search": self.listing.filterEdit.setFocus,
            "refresh": self.refresh,
        }
        desk = self.desk
        self.actions_ = Actions(
            self.listing, {**usual, **deeds}, key_set=desk.key_set, permissions=desk.permissions
        )
        for name in on_sheet:
            self.sheet.add_deed(self.actions_[name])
        self.actions_.allow(has_selection=False, refused=self.refused())
        self.listing.set_primary("add", self.add, key_set=desk.key_set)

    def add(self) -> None:
        """Type a new record, or go on with the one that was being typed."""
        self.lay(self.form)
        self.form.begin()

    def change(self, record_id: int | None = None) -> None:
        """Change the record of an id, or the current one."""
        chosen = record_id or self.listing.table.current_id()
        if chosen:
            with explaining(self.listing.banner):
                self.require_changeable(chosen)
                self.form.begin_change(chosen)
                self.desk.note(self.listing.name, chosen)
                self.lay(self.form)
                self.form.entry.fields.focus_first()

    def step(self, way: int) -> None:
        """Change the record above or below in the list; what was changed here is stored first."""
        table = self.listing.table
        at = table.rows.row_of(self.form.record_id or 0)
        if at is None or not 0 <= at + way < table.rows.rowCount():
            return
        wanted = table.rows.row_id(at + way)
        if self.form.entry.draft.is_touched and not self.form.keep():
            return
        self.listing.point_to(wanted)
        with self.form.explain():
            self.require_changeable(wanted)
            self.form.begin_change(wanted)

    def current(self) -> Record | None:
        """The record the list points to."""
        if self._later.isActive():
            self.show_current()
        return self.shown

    def show_current(self) -> None:
        """Show the record the list points to."""
        self._later.stop()
        record_id = self.listing.table.current_id()
        self.shown = None
        if record_id is not None:
            with explaining(self.listing.banner, keeps_done=True):
                self.shown = self.read(record_id)
        self.actions_.allow(has_selection=self.shown is not None, refused=self.refused())
        if self.shown is None:
            self.sheet.clear()
        else:
            self.show_record(self.shown)

    def show_stored(self, record_id: int) -> None:
        """Read the list again, with the cursor on what was just stored."""
        self.desk.note(self.listing.name, record_id)
        self.listing.refresh()
        # what hides it is taken away step by step: the period of a list stays if it can
        for conditions in ({}, self.everything):
            if not self.listing.point_to(record_id):
                self.listing.filters.set_conditions(dict(conditions))
        self.listing.point_to(record_id)
        self.show_current()

    def show_typed(self, record_id: int) -> None:
        """What was typed is stored: show it, or say that the filters hide it."""
        self.listing.banner.hide()
        self.listing.refresh()
        if not self.keeps_filter or self.listing.point_to(record_id):
            self.show_stored(record_id)
            return
        self.desk.note(self.listing.name, record_id)
        self.show_current()
        self.listing.banner.say(
            "Bản ghi vừa cất nằm ngoài kỳ hoặc bộ lọc đang xem.",
            answer="Xem bản ghi ấy",
            deed=partial(self.show_stored, record_id),
        )

    def show_done(self, _result: object) -> None:
        """A panel has done its deed: read everything again."""
        self.refresh()

    def go_to(self, place: object) -> None:
        """Show a record by its id, or go through a door by its name (`add`, `draft`)."""
        if isinstance(place, int):
            self.show_listing()
            self.show_stored(place)
        elif isinstance(place, str):
            self.go_through(place)

    def go_through(self, _door: str) -> None:
        """Go where a name leads: here to the form, for every name."""
        self.add()

    @override
    def refresh(self) -> None:
        super().refresh()
        self.show_current()

    @override
    def keep_state(self) -> None:
        super().keep_state()
        self.form.keep_state()

    def read(self, record_id: int) -> Record:
        """Ask for a record.

        Raises:
            Refusal: there is none.
        """
        raise NotImplementedError

    def show_record(self, record: Record) -> None:
        """Fill the sheet beside the list."""
        raise NotImplementedError

    def refused(self) -> Iterable[str]:
        """The commands that the shown record does not allow."""
        return ()

    def require_changeable(self, record_id: int) -> None:
        """Ask whether a record may be changed in the form.

        Raises:
            Refusal: it may not.
        """

    def _empty(self, _count: int) -> None:
        # a list that is read again loses its row in silence: no signal says that there is none
        if self.listing.table.current_id() is None:
            self.show_current()

    def _point(self, _record_id: object) -> None:
        # Holding an arrow key down must not read every record on the way.
        self._later.start()
