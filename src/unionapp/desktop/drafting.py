"""Keeps what is being typed in a form: at every field exit, and whenever the officer pauses."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer

from unionapp.desktop.drafts import Draft, DraftStore
from unionapp.desktop.form_fields import FormFields

IDLE_MS = 2000


class Drafting(QObject):
    """The draft of one form; what is untouched or empty leaves none."""

    def __init__(self, form: str, fields: FormFields, store: DraftStore, parent: QObject) -> None:
        super().__init__(parent)
        self._form = form
        self._fields = fields
        self._store = store
        self._blank: Mapping[str, str] = {}
        self._is_put_away = False
        self.idle = QTimer(self)
        self.idle.setSingleShot(True)
        self.idle.setInterval(IDLE_MS)
        self.idle.timeout.connect(self.keep)

    def set_blank(self) -> None:
        """What stands in the form now was not typed: as long as it stays so, there is no draft."""
        self._blank = self._fields.kept()

    @property
    def is_touched(self) -> bool:
        """Whether something else stands in the form than at its beginning."""
        return self._fields.kept() != self._blank

    def begin(self) -> None:
        """A record is begun: nothing has been typed yet."""
        self.idle.stop()
        self._is_put_away = False

    def touch(self) -> None:
        """Something was typed; it is kept when the officer pauses."""
        self._is_put_away = False
        self.idle.start()

    def keep(self) -> None:
        """Keep what stands in the form; an empty form keeps nothing."""
        self.idle.stop()
        cursor = self._fields.with_cursor()
        name = cursor.objectName() if cursor else ""
        draft = Draft(self._form, self._fields.kept(), name, self._is_put_away)
        if draft.is_empty or draft.fields == self._blank:
            self._store.drop(self._form)
        else:
            self._store.keep(draft)

    def put_away(self) -> None:
        """Keep what stands in the form until it is asked for; typing takes it up again."""
        self._is_put_away = True
        self.keep()

    def recall(self) -> Draft | None:
        """Put a kept draft back with the cursor where it was; None if there is none."""
        draft = self._store.recall(self._form)
        if draft is None or draft.is_empty:
            return None
        self._fields.restore(draft.fields)
        self.idle.stop()
        if draft.cursor in self._fields:
            self._fields[draft.cursor].setFocus()
        else:
            self._fields.focus_first_empty()
        return draft

    def drop(self) -> None:
        """Forget the draft: what was typed is stored, or no longer wanted."""
        self.idle.stop()
        self.set_blank()  # the cursor leaves its field after the form was stored
        self._store.drop(self._form)
