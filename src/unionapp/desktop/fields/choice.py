"""A few fixed answers: a short list, or yes and no."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget
from typing_extensions import override

from unionapp.desktop.fields.field import Field


class ChoiceField(Field):
    """One of a few answers, each a key with its words; the first entry is empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.box = QComboBox()
        super().__init__(self.box, parent)
        self.box.currentIndexChanged.connect(self._chosen)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """The answers to choose from, as (key, words)."""
        self.box.clear()
        self.box.addItem("", "")
        for key, words in choices:
            self.box.addItem(words, key)

    @override
    def value(self) -> str | None:
        return self.box.currentData() or None

    @override
    def set_value(self, value: str | None) -> None:
        self.box.setCurrentIndex(max(0, self.box.findData(value or "")))

    @override
    def kept(self) -> str:
        return self.value() or ""

    @override
    def restore(self, kept: str) -> None:
        self.set_value(kept)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A wheel turned to scroll the form must not change an answer on the way.
        if event.type() == QEvent.Type.Wheel and not self.box.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _chosen(self) -> None:
        self.clear_problem()
        self.changed.emit()


class CheckField(Field):
    """Yes or no; its words stand beside the box."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.box = QCheckBox()
        super().__init__(self.box, parent)
        self.box.toggled.connect(self._ticked)

    def set_words(self, words: str) -> None:
        """What is being answered."""
        self.box.setText(words)
        self.setAccessibleName(words)

    @override
    def value(self) -> bool:
        return self.box.isChecked()

    @override
    def set_value(self, value: bool | None) -> None:
        self.box.setChecked(bool(value))

    @override
    def kept(self) -> str:
        return "1" if self.value() else ""

    @override
    def restore(self, kept: str) -> None:
        self.set_value(bool(kept))

    def _ticked(self) -> None:
        self.clear_problem()
        self.changed.emit()
