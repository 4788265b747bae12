"""What was typed in a side panel and not done: kept for each record as long as the window is."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, Signal

from unionapp.desktop.fields import LookupField
from unionapp.desktop.form_fields import FormFields

_Beginning = tuple[str, frozenset[tuple[str, str]]]


class PanelDrafts(QObject):
    """Puts typed words away when a panel is left, and back when it begins in the same way again.

    A panel begins by its title, and then presets some fields: only what begins with the same title
    and the same presets is about the same record, so that no sum goes from one person to another.
    """

    taken_up = Signal()
    _begun = Signal()

    def __init__(self, fields: FormFields, parent: QObject) -> None:
        super().__init__(parent)
        self._fields = fields
        self._left: dict[_Beginning, Mapping[str, str]] = {}
        self._words = ""
        self._blank: Mapping[str, str] | None = None
        # heard once the panel has filled in what it begins with, before the next key is
        self._begun.connect(self._settle, Qt.ConnectionType.QueuedConnection)

    def begin(self, words: str) -> None:
        """Another record is shown: what was typed for the last one is put away."""
        self.put_away()
        self._words, self._blank = words, None
        self._begun.emit()

    def put_away(self) -> None:
        """Keep what was typed; what stands as it began leaves nothing."""
        if self._blank is None:
            return
        kept, blank = self._fields.kept(), self._blank
        typed = {name: text for name, text in kept.items() if text != blank.get(name, "")}
        self._left.pop(self._beginning(blank), None)
        if typed:
            self._left[self._beginning(blank)] = typed

    def throw_away(self) -> None:
        """Go back to how the panel began."""
        if self._blank is not None:
            self._put_in(self._blank)
            self._fields.focus_first()

    def drop(self) -> None:
        """What was typed is done."""
        if self._blank is not None:
            self._left.pop(self._beginning(self._blank), None)
        self._blank = None

    def _settle(self) -> None:
        if self._blank is not None:
            return
        self._blank = self._fields.kept()
        left = self._left.get(self._beginning(self._blank))
        if left is not None:
            self._put_in(left)
            self.taken_up.emit()

    def _put_in(self, texts: Mapping[str, str]) -> None:
        self._fields.restore(texts)
        for name in texts:  # what follows from a field follows as if it had been typed
            field = self._fields[name]
            field.changed.emit()
            if isinstance(field, LookupField):
                field.chosen.emit(field.choice())
            field.left.emit()
        self._fields.restore(texts)

    def _beginning(self, blank: Mapping[str, str]) -> _Beginning:
        return (self._words, frozenset(blank.items()))
