"""A form that lies over its list: fields, help and hints at the side, buttons always in sight.

class MemberForm(EntryPane):
def __init__(self, desk: Desk) -> None:
super().__init__(desk, "members/member_form")
...                        # sources of the fields
self.begin()

def store(self) -> str: ...    # calls the use case, says in one sentence what was done
"""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk
from unionapp.desktop.entry import Entry
from unionapp.desktop.field_help import HelpCard
from unionapp.desktop.fields import TextField
from unionapp.desktop.forms import load_form
from unionapp.desktop.in_sight import KeptInSight
from unionapp.desktop.look.roles import redress
from unionapp.desktop.notices import Banner, explaining
from unionapp.desktop.problems import count_sentence
from unionapp.desktop.side_cards import SideCards

NOTHING: Mapping[str, str] = MappingProxyType({})
CUT_OFF = "Máy tắt đột ngột, không mất dữ liệu: bản đang nhập vẫn còn nguyên."
PUT_AWAY = "Lần trước chưa cất: bản đang nhập vẫn còn nguyên."


class EntryPane(QWidget):
    """Where records of one kind are typed; drafts are kept, nothing asks "save changes?"."""

    titleLabel: QLabel
    stateLabel: QLabel
    noticeColumn: QVBoxLayout
    scrollArea: QScrollArea
    sideColumn: QVBoxLayout
    problemsLabel: QLabel
    postponeButton: QPushButton
    saveButton: QPushButton
    saveNewButton: QPushButton

    closed = Signal()
    stored = Signal(int)

    def __init__(self, desk: Desk, form: str, *, hidden: Mapping[str, str] = NOTHING) -> None:
        """`hidden` names fields that only keep something for the draft, with their words."""
        super().__init__()
        self.desk = desk
        self._form = form
        load_form(form, self)
        # Which record is being changed belongs to the draft as much as what was typed.
        self._record = hidden_field(self, "recordEdit", "Bản ghi đang sửa")
        self.hidden = {name: hidden_field(self, name, it) for name, it in hidden.items()}
        self.banner = Banner()
        self.noticeColumn.addWidget(self.banner)
        self.entry = Entry(
            self,
            form,
            drafts=desk.drafts,
            today=desk.office.today,
            working=desk.working_day,
            undo_list=desk.undo_list,
            key_set=desk.key_set,
        )
        self.help = HelpCard(form, self)
        self.sideColumn.addStretch(1)
        self.cards = SideCards(self, self.sideColumn)
        self.cards.add(self.help)
        KeptInSight(self.scrollArea, self.entry.fields.values())
        self.actions_ = Actions(
            self, {"postpone": self.step_out, "help": self.help.toggle}, key_set=desk.key_set
        )
        self.entry.save_asked.connect(self.save)
        self.entry.save_and_new_asked.connect(self.save_and_new)
        self.entry.problems.counted.connect(self._count)
        self.saveButton.clicked.connect(self.entry.save)
        self.saveNewButton.clicked.connect(self.entry.save_and_new)
        self.postponeButton.clicked.connect(self.postpone)
        if "write" not in desk.permissions:
            self.entry.actions.allow(has_selection=False, refused=("save", "save_and_new"))
            self.saveButton.setEnabled(False)
            self.saveNewButton.setEnabled(False)

    @property
    def record_id(self) -> int | None:
        """The record that is being changed; None for a new one."""
        kept = self._record.kept()
        return int(kept) if kept else None

    def begin(self) -> None:
        """Go on with what was left unfinished, or begin a new record."""
        self.banner.hide()
        draft = self.entry.draft.recall()
        if draft is not None:
            self.dress()
            words = PUT_AWAY if draft.is_put_away else CUT_OFF
            self.banner.say(words, answer="Bỏ bản nháp", deed=self.throw_away)
        else:
            self.begin_new()

    def begin_new(self) -> None:
        """Begin an empty record; pinned fields stay."""
        self._record.restore("")
        self.entry.begin_new()
        self.preset()
        self.entry.draft.set_blank()
        self.dress()
        self.entry.fields.focus_first_empty()

    def begin_change(self, record_id: int) -> None:
        """Show a record to be changed."""
        self.banner.hide()
        self.entry.begin_new(keep_pins=False)
        self._record.restore(str(record_id))
        self.fill(record_id)
        self.entry.draft.set_blank()
        self.dress()
        self.entry.fields.focus_first()

    def save(self) -> None:
        """Store the record and go back to the list."""
        if self.keep():
            self.closed.emit()

    def save_and_new(self) -> None:
        """Store the record and begin the next one."""
        if self.keep():
            self.begin_new()

    def keep(self) -> bool:
        """Store the record; what is refused is said at its field, and False comes back."""
        with self.explain():
            with self.desk.drafts.storing(self._form):
                sentence = self.store()
            self._record.restore("")
            self.entry.saved()
            self.desk.tell(sentence)
            return True
        self.entry.draft.keep()  # something may have been stored before the rest was refused
        return False

    def explain(self) -> AbstractContextManager[None]:
        """Do something whose refusals are said here, at their fields or above the form."""
        return explaining(self.banner, self.entry.problems)

    def step_out(self) -> None:
        """Close what was opened last: the help, and only then the form."""
        if self.help.isHidden():
            self.postpone()
        else:
            self.help.hide()

    def postpone(self) -> None:
        """Go back to the list; what was typed waits as a draft."""
        self.entry.draft.put_away()
        self.closed.emit()

    def throw_away(self) -> None:
        """Drop the draft; it can be taken back."""
        self.entry.throw_away()
        self.begin_new()

    def pin(self, names: Iterable[str], *, pinned: Iterable[str] = ()) -> None:
        """Offer pins; what the officer pinned last time is pinned again."""
        kept = self.desk.preferences.read(f"pins/{self._form}")
        self.entry.pins.offer(names, pinned=pinned if kept is None else kept.split(","))

    def keep_state(self) -> None:
        """Remember what is pinned, and what is typed."""
        self.desk.preferences.write(f"pins/{self._form}", ",".join(self.entry.pins.pinned()))
        self.entry.draft.put_away()

    def preset(self) -> None:
        """Fill in what a new record usually has."""

    def dress(self) -> None:
        """Show what belongs to a new or to a changed record."""

    def fill(self, record_id: int) -> None:
        """Put a stored record into the fields.

        Raises:
            Refusal: there is no such record.
        """
        raise NotImplementedError

    def store(self) -> str:
        """Call the use case; what was done comes back in one sentence.

        Raises:
            Refusal: what the use case refuses.
        """
        raise NotImplementedError

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entry.fields.focus_first_empty()

    def _count(self, errors: int, warnings: int) -> None:
        if not isValid(self.problemsLabel):
            return  # a form closed with the cursor in it still hears the cursor leave
        self.problemsLabel.setText(count_sentence(errors, warnings))
        redress(self.problemsLabel, "severity", "error" if errors else "warning")


def hidden_field(form: QWidget, name: str, words: str) -> TextField:
    """A field nobody sees, that keeps something for the draft."""
    field = TextField(form)
    field.setObjectName(name)
    field.setAccessibleName(words)
    field.hide()
    return field
