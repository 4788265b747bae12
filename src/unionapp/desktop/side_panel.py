"""A few fields beside the list: for what would be a dialog elsewhere."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk
from unionapp.desktop.drafts import DraftStore, SessionDrafts
from unionapp.desktop.entry import Entry
from unionapp.desktop.entry_pane import NOTHING, PUT_AWAY, hidden_field
from unionapp.desktop.field_help import HelpCard
from unionapp.desktop.forms import load_form
from unionapp.desktop.look.roles import set_role
from unionapp.desktop.notices import Banner, explaining
from unionapp.desktop.panel_drafts import PanelDrafts


class SidePanel(QFrame):
    """One deed on the record that is shown; Enter walks, Ctrl+S does it, Esc leaves it.

    What was typed and not done is there again when the panel is opened on the same record.
    """

    titleLabel: QLabel
    hintLabel: QLabel
    noticeColumn: QVBoxLayout
    postponeButton: QPushButton
    saveButton: QPushButton

    closed = Signal()
    done = Signal(object)

    def __init__(
        self,
        desk: Desk,
        form: str,
        *,
        drafts: DraftStore | None = None,
        hidden: Mapping[str, str] = NOTHING,
    ) -> None:
        """`drafts` outlive the window where what is typed is long enough to be missed.

        A panel that is given some takes them up itself. `hidden` names fields that only keep
        something for the draft, with their words.
        """
        super().__init__()
        self.desk = desk
        set_role(self, "panel")
        load_form(form, self)
        self.hidden = {name: hidden_field(self, name, words) for name, words in hidden.items()}
        self.banner = Banner()
        self.noticeColumn.addWidget(self.banner)
        self.entry = Entry(
            self,
            form,
            drafts=drafts or SessionDrafts(),
            today=desk.office.today,
            working=desk.working_day,
            undo_list=desk.undo_list,
            key_set=desk.key_set,
        )
        self.drafts = PanelDrafts(self.entry.fields, self) if drafts is None else None
        if self.drafts is not None:
            self.drafts.taken_up.connect(self._say_taken_up)
        self.help = HelpCard(form, self)
        self.noticeColumn.addWidget(self.help)
        self.actions_ = Actions(
            self, {"postpone": self.closed.emit, "help": self.help.toggle}, key_set=desk.key_set
        )
        self.entry.save_asked.connect(self.do)
        self.entry.save_and_new_asked.connect(self.do)
        self.saveButton.clicked.connect(self.entry.save)
        self.postponeButton.clicked.connect(self.closed)
        self.hintLabel.setVisible(bool(self.hintLabel.text()))

    def begin(self, title: str, hint: str = "") -> None:
        """Show the empty panel for a record."""
        if self.drafts is not None:
            self.drafts.begin(f"{title}\n{hint}")
        self.banner.hide()
        self.titleLabel.setText(title)
        if hint:
            self.hintLabel.setText(hint)
            self.hintLabel.show()
        self.entry.begin_new()

    def label_of(self, field: str) -> QLabel:
        """The label of a field."""
        found = self.findChild(QLabel, f"{field}Label")
        assert isinstance(found, QLabel)  # noqa: S101  # every form names its labels so
        return found

    def do(self) -> None:
        """Do it; what is refused is said at its field."""
        self.explain(self._act)

    def explain(self, deed: Callable[[], None]) -> None:
        """Do something whose refusals are said here."""
        with explaining(self.banner, self.entry.problems):
            deed()

    def act(self) -> tuple[str, object]:
        """Call the use case: what was done in one sentence, and what came of it.

        Raises:
            Refusal: what the use case refuses.
        """
        raise NotImplementedError

    def _act(self) -> None:
        sentence, result = self.act()
        if self.drafts is not None:
            self.drafts.drop()
        self.desk.tell(sentence)
        self.done.emit(result)

    def _say_taken_up(self) -> None:
        assert self.drafts is not None  # noqa: S101  # it is they who say so
        self.banner.say(PUT_AWAY, answer="Bỏ bản nháp", deed=self.drafts.throw_away)
