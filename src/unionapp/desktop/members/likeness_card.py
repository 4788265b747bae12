"""Who the typed person may already be: at the side, with the reason, never in the way."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from unionapp.desktop.look.roles import set_role
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.life_cycle import COUNTED, Status
from unionapp.membership.lists import MemberRow
from unionapp.membership.similar import Likeness, similar_members
from unionapp.organisation.office import Office
from unionapp.sentences import sentence
from unionapp.vietnamese.dates import table_date


class LikenessCard(QFrame):
    """The likeliest double, with "Cùng người" and "Người khác"."""

    same = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "panel")
        self._row: MemberRow | None = None
        self._others: set[int] = set()
        title, self._words, self._more = QLabel("Có phải người này?"), QLabel(), QLabel()
        set_role(title, "heading")
        set_role(self._more, "muted")
        same = QPushButton("Cùng người (F4)")
        other = QPushButton("Người khác (Shift+F4)")
        same.clicked.connect(self._take)
        other.clicked.connect(self._refuse)
        buttons = QVBoxLayout()
        buttons.addWidget(same)
        buttons.addWidget(other)
        column = QVBoxLayout(self)
        for label in (title, self._words, self._more):
            label.setWordWrap(True)
            column.addWidget(label)
        column.addLayout(buttons)
        self.hide()

    def take_keys(self, form: QWidget) -> None:
        """Let the answers be given from any field of a form."""
        for keys, answer in (("F4", self._take), ("Shift+F4", self._refuse)):
            action = QAction(form)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(answer)
            form.addAction(action)

    def look(self, office: Office, draft: MemberDraft, member_id: int | None) -> None:
        """Show who a draft may speak of."""
        found = similar_members(office, draft, member_id=member_id)
        self.show_found([one for one in found if one.row.id not in self._others])

    def show_found(self, found: list[Likeness]) -> None:
        """Show the first of some likenesses, and how many more there are."""
        self._row = found[0].row if found else None
        self.setVisible(bool(found))
        if not found:
            return
        self._words.setText(_tell(found[0]))
        self._more.setText(f"và {len(found) - 1} người khác" if found[1:] else "")
        self._more.setVisible(bool(found[1:]))

    def text(self) -> str:
        """What the card says."""
        return "" if self.isHidden() else self._words.text()

    def clear(self) -> None:
        """Begin with another person."""
        self._others.clear()
        self.show_found([])

    def _take(self, *_: object) -> None:
        if self._row is not None and self.isVisible():
            self.same.emit(self._row)

    def _refuse(self, *_: object) -> None:
        if self._row is not None:
            self._others.add(self._row.id)
        self.hide()


def _tell(likeness: Likeness) -> str:
    row = likeness.row
    words = sentence(
        f"likeness.{likeness.reason}",
        percent=likeness.percent,
        name=row.full_name,
        status=_standing(row),
    )
    facts = [row.code, table_date(row.birth_date), row.group_name, row.status_name]
    return f"{words}\n{' · '.join(fact for fact in facts if fact)}"


def _standing(row: MemberRow) -> str:
    has_left = Status(row.status) not in COUNTED and row.status_on is not None
    return f"đã rời {row.status_on:%Y}" if has_left else row.status_name.lower()
