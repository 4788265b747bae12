"""How a form is filled from the keyboard: Enter walks on, Ctrl+Enter saves and begins the next.

self.entry = Entry(form, "finance/voucher", drafts=drafts, today=office.today)
self.entry.save_asked.connect(self.save)

def save(self) -> None:
...                       # the use case; Invalid goes to self.entry.problems.show(...)
self.entry.saved()
"""

from collections.abc import Iterable, Mapping
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from unionapp.desktop.commands import Actions
from unionapp.desktop.drafting import Drafting
from unionapp.desktop.drafts import DraftStore, SessionDrafts
from unionapp.desktop.fields import Field, commit_typing
from unionapp.desktop.fields.dates import DateLine
from unionapp.desktop.form_fields import FormFields
from unionapp.desktop.pins import Pins
from unionapp.desktop.problems import FieldProblems
from unionapp.desktop.record_above import RecordAbove
from unionapp.desktop.undo import UndoList
from unionapp.desktop.walk import EnterWalk


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
        self.undo_list = undo_list or UndoList(self)
        self.fields = FormFields(form)
        self.draft = Drafting(name, self.fields, drafts or SessionDrafts(), self)
        self.above = RecordAbove(self.fields, self.undo_list, self)
        self.above.copied.connect(self.draft.touch)
        self.pins = Pins(self.fields, self)
        self.problems = FieldProblems(form, self.fields, self)
        EnterWalk(form)
        self.actions = Actions(
            form,
            {
                "save": self.save,
                "save_and_new": self.save_and_new,
                "copy_field": self.above.copy_field,
                "copy_record": self.above.copy_all,
                "next_problem": self.problems.go_to_next,
            },
            key_set=key_set,
        )
        for field in self.fields.values():
            self._listen(field)
            if today is not None and isinstance(field, DateLine):
                field.set_today(today, working)

    def save(self) -> None:
        """Ask the screen to save, with the last word taken over."""
        if self.settle():
            self.save_asked.emit()

    def save_and_new(self) -> None:
        """Ask the screen to save and to begin the next record."""
        if self.settle():
            self.save_and_new_asked.emit()

    def settle(self) -> bool:
        """Take the last word over, as if the cursor had left its field.

        What has no meaning yet would be lost by saving: then False comes back, and the cursor
        stands where it was typed.
        """
        commit_typing()
        current = self.fields.with_cursor()
        if current is not None:
            current.leave()
        return self._is_clear()

    def saved(self, *, begin_new: bool = False) -> None:
        """The use case has saved: the draft goes, and the record is the one above from now on."""
        self.draft.drop()
        self.above.be(self.fields.kept())
        self.problems.clear()
        if begin_new:
            self.begin_new()

    def begin_new(self, *, keep_pins: bool = True) -> None:
        """Empty the form except for what is pinned; the cursor goes to the first empty field."""
        self.fields.empty(but=self.pins.pinned() if keep_pins else ())
        self.problems.clear()
        self.draft.begin()
        self.fields.focus_first_empty()

    def throw_away(self) -> None:
        """Empty the form and forget its draft; it can be taken back."""
        before = self.fields.kept()
        self.begin_new()
        self.draft.drop()
        self.undo_list.add("Đã bỏ bản nháp", lambda: self.fields.restore(before))

    def adopt(self, fields: Mapping[str, Field]) -> None:
        """Take fields in that were made after the form."""
        self.fields.update(fields)
        for field in fields.values():
            self._listen(field)

    def release(self, names: Iterable[str]) -> None:
        """Let go of fields that are about to go."""
        for name in names:
            self.fields.pop(name, None)

    def _is_clear(self) -> bool:
        unclear = [it for it in self.fields.values() if it.is_unclear() and not it.isHidden()]
        for field in unclear:
            field.leave()
        left = [field for field in unclear if field.is_unclear()]
        if left:
            self.problems.count()
            left[0].setFocus()
        return not left

    def _listen(self, field: Field) -> None:
        field.changed.connect(self.draft.touch)
        field.left.connect(self._left)

    def _left(self) -> None:
        if not isValid(self._form):  # a window that goes away takes the cursor out of its field
            return
        self.draft.keep()
        self.problems.count()
