"""How a form is filled from the keyboard: Enter walks on, Ctrl+Enter saves and begins the next.

self.entry = Entry(form, "finance/voucher", drafts=drafts, today=office.today)
self.entry.save_asked.connect(self.save)

def save(self) -> None:
...                       # the use case; Invalid goes to self.entry.problems.show(...)
self.entry.saved()
"""

from collections.abc import Iterable, Mapping
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid
from typing_extensions import override

from unionapp.desktop.commands import Actions
from unionapp.desktop.drafts import Draft, DraftStore, SessionDrafts
from unionapp.desktop.fields import Field, commit_typing
from unionapp.desktop.fields.dates import DateLine
from unionapp.desktop.pins import Pins
from unionapp.desktop.problems import FieldProblems
from unionapp.desktop.undo import UndoList
from unionapp.desktop.walk import field_of, fields_of, next_stop

IDLE_MS = 2000
_RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Entry(QObject):
    """The behaviour of one form; what saving means is up to its screen."""

    save_asked = Signal()
    save_and_new_asked = Signal()

    def __init__(  # noqa: PLR0913 - everything from drafts on has a default
        self,
        form: QWidget,
        name: str,
        *,
        drafts: DraftStore | None = None,
        today: date | None = None,
        working: date | None = None,
        undo_list: UndoList | None = None,
        key_set: str = "default",
    ) -> None:
        super().__init__(form)
        self._form = form
        self._name = name
        self._drafts = drafts or SessionDrafts()
        self.undo_list = undo_list or UndoList(self)
        self._above: Mapping[str, str] = {}
        self._blank: Mapping[str, str] = {}
        self._is_put_away = False
        self.fields: dict[str, Field] = fields_of(form)
        self.pins = Pins(self.fields, self)
        self.problems = FieldProblems(form, self.fields, self)
        self.actions = Actions(
            form,
            {
                "save": self.save,
                "save_and_new": self.save_and_new,
                "copy_field": self.copy_field,
                "copy_record": self.copy_record,
                "next_problem": self.problems.go_to_next,
            },
            key_set=key_set,
        )
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self.keep_draft)
        form.installEventFilter(self)
        for field in self.fields.values():
            self._listen(field)
            if today is not None and isinstance(field, DateLine):
                field.set_today(today, working)

    def save(self) -> None:
        """Ask the screen to save, with the last word taken over."""
        self.settle()
        self.save_asked.emit()

    def save_and_new(self) -> None:
        """Ask the screen to save and to begin the next record."""
        self.settle()
        self.save_and_new_asked.emit()

    def saved(self, *, begin_new: bool = False) -> None:
        """The use case has saved: the draft goes, and the record is the one above from now on."""
        self._idle.stop()
        self._drafts.drop(self._name)
        self._above = self.kept()
        self.problems.clear()
        if begin_new:
            self.begin_new()

    def begin_new(self, *, keep_pins: bool = True) -> None:
        """Empty the form except for what is pinned; the cursor goes to the first empty field."""
        for name, field in self.fields.items():
            if not (keep_pins and self.pins.is_pinned(name)):
                field.restore("")
                field.show_hint("")
        self.problems.clear()
        self._idle.stop()
        self._is_put_away = False
        self.focus_first_empty()

    def adopt(self, fields: Mapping[str, Field]) -> None:
        """Take fields in that were made after the form."""
        self.fields.update(fields)
        for field in fields.values():
            self._listen(field)

    def release(self, names: Iterable[str]) -> None:
        """Let go of fields that are about to go."""
        for name in names:
            self.fields.pop(name, None)

    def set_blank(self) -> None:
        """What stands in the form now was not typed: as long as it stays so, there is no draft."""
        self._blank = self.kept()

    def kept(self) -> dict[str, str]:
        """What stands in every field, word for word."""
        return {name: field.kept() for name, field in self.fields.items()}

    def restore(self, fields: Mapping[str, str]) -> None:
        """Put back what was kept; fields that are not named stay as they are."""
        for name, text in fields.items():
            if name in self.fields:
                self.fields[name].restore(text)

    def set_above(self, fields: Mapping[str, str]) -> None:
        """Say which record is the one above, to be copied from."""
        self._above = dict(fields)

    def copy_field(self) -> None:
        """Copy the field with the cursor from the record above."""
        field = field_of(self._form.window().focusWidget())
        if field is not None and field.objectName() in self._above and not field.is_read_only():
            field.restore(self._above[field.objectName()])

    def copy_record(self) -> None:
        """Copy everything from the record above; it can be taken back."""
        if not self._above:
            return
        before = self.kept()
        self.restore(self._above)
        self.undo_list.add("Đã chép bản ghi trên", lambda: self.restore(before))
        self._idle.start()

    def keep_draft(self) -> None:
        """Keep what stands in the form; an empty form keeps nothing."""
        self._idle.stop()
        cursor = field_of(self._form.window().focusWidget())
        name = cursor.objectName() if cursor else ""
        draft = Draft(self._name, self.kept(), name, self._is_put_away)
        if draft.is_empty or draft.fields == self._blank:
            self._drafts.drop(self._name)
        else:
            self._drafts.keep(draft)

    def put_away(self) -> None:
        """Keep what stands in the form until it is asked for; typing takes it up again."""
        self._is_put_away = True
        self.keep_draft()

    def recall_draft(self) -> Draft | None:
        """Put a kept draft back with the cursor where it was; None if there is none."""
        draft = self._drafts.recall(self._name)
        if draft is None or draft.is_empty:
            return None
        self.restore(draft.fields)
        self._idle.stop()
        (self.fields.get(draft.cursor) or self._form).setFocus()
        return draft

    def drop_draft(self) -> None:
        """Empty the form; it can be taken back."""
        before = self.kept()
        self.begin_new()
        self._drafts.drop(self._name)
        self.undo_list.add("Đã bỏ bản nháp", lambda: self.restore(before))

    def focus_first_empty(self) -> None:
        """Put the cursor where typing goes on."""
        shown = self._open_fields()
        empty = next((field for field in shown if field.is_empty()), None)
        if target := empty or next(iter(shown), None):
            target.setFocus()

    def focus_first_field(self) -> None:
        """Put the cursor where reading begins."""
        if target := next(iter(self._open_fields()), None):
            target.setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._form or event.type() != QEvent.Type.KeyPress:
            return False
        return isinstance(event, QKeyEvent) and self._walk(event)

    def _walk(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() not in _RETURNS or held & ~Qt.KeyboardModifier.ShiftModifier:
            return False
        current = QApplication.focusWidget()
        if isinstance(current, QAbstractButton) and not held and field_of(current) is None:
            current.click()
            return True
        stop = next_stop(self._form, current, is_back=bool(held))
        if stop is not None:
            reason = Qt.FocusReason.BacktabFocusReason if held else Qt.FocusReason.TabFocusReason
            stop.setFocus(reason)
        return True

    def _listen(self, field: Field) -> None:
        field.changed.connect(self._take_up)
        field.left.connect(self._left)

    def _open_fields(self) -> list[Field]:
        return [
            field
            for field in self.fields.values()
            if not field.is_read_only() and not field.isHidden()
        ]

    def settle(self) -> None:
        """Take the last word over, as if the cursor had left its field."""
        commit_typing()
        current = field_of(self._form.window().focusWidget())
        if current is not None:
            current.leave()

    def _take_up(self) -> None:
        self._is_put_away = False
        self._idle.start()

    def _left(self) -> None:
        if not isValid(self._form):  # a window that goes away takes the cursor out of its field
            return
        self.keep_draft()
        self.problems.count()
