"""Drafts of forms that outlive the program: they stand in the data file, encrypted as it is."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from PySide6.QtCore import QObject, QTimer

from unionapp.desktop.drafts import Draft
from unionapp.errors import Trouble
from unionapp.organisation.form_drafts import (
    drop_form_draft,
    find_form_draft,
    keep_form_draft,
    list_form_drafts,
    storing_form_draft,
)
from unionapp.organisation.office import Office

RETRY_MS = 500


class FiledDrafts(QObject):
    """Keeps drafts with the office; while long work is writing they wait in memory."""

    def __init__(
        self,
        office: Office,
        parent: QObject | None = None,
        *,
        is_busy: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._is_busy = is_busy
        self._waiting: dict[str, Draft | None] = {}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(RETRY_MS)
        self._later.timeout.connect(self._write_waiting)

    def keep(self, draft: Draft) -> None:
        """Keep a draft in place of the one of the same form."""
        self._waiting[draft.form] = draft
        self._write_waiting()

    def recall(self, form: str) -> Draft | None:
        """The draft of a form."""
        if form in self._waiting:
            return self._waiting[form]
        kept = find_form_draft(self._office, form)
        return None if kept is None else Draft(form, kept.fields, kept.cursor, kept.is_put_away)

    def drop(self, form: str) -> None:
        """Forget the draft of a form."""
        self._waiting[form] = None
        self._write_waiting()

    def storing(self, form: str) -> AbstractContextManager[None]:
        """While the record of a form is stored: its draft goes in the same transaction."""
        self._waiting.pop(form, None)
        return storing_form_draft(self._office, form)

    def forms(self) -> tuple[str, ...]:
        """The forms left unfinished, the latest first."""
        return tuple(draft.form for draft in list_form_drafts(self._office))

    def _write_waiting(self) -> None:
        # One writer at a time: the window must not stand still until an import is through.
        if self._is_busy():
            self._later.start()
            return
        for form, draft in tuple(self._waiting.items()):
            try:
                self._write(form, draft)
            except Trouble:
                self._later.start()
                return
            del self._waiting[form]

    def _write(self, form: str, draft: Draft | None) -> None:
        if draft is None:
            drop_form_draft(self._office, form)
        else:
            keep_form_draft(
                self._office, form, draft.fields, draft.cursor, is_put_away=draft.is_put_away
            )
