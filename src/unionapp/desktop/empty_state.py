"""What an empty list says: what to do first, or that the filter lets nothing through."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QPushButton

Deed = Callable[[], object]


class EmptyState(QObject):
    """One sentence in place of a list, with a button for what to do about it."""

    def __init__(self, label: QLabel, button: QPushButton) -> None:
        super().__init__(label)
        self._label = label
        self._button = button
        self._first = ("Chưa có gì ở đây.", "")
        self._first_deed: Deed | None = None
        self._deed: Deed | None = None
        button.clicked.connect(self._act)

    def set_first(self, sentence: str, answer: str, deed: Deed | None) -> None:
        """What to do first when there is nothing yet."""
        self._first, self._first_deed = (sentence, answer), deed

    def say_first(self) -> None:
        """There is nothing yet."""
        self._say(*self._first, self._first_deed)

    def say_nothing_fits(self, noun: str, clear: Deed) -> None:
        """There is something, but the filter lets none of it through."""
        self._say(f"Không có {noun} nào khớp điều kiện lọc.", "Bỏ lọc", clear)

    def _say(self, sentence: str, answer: str, deed: Deed | None) -> None:
        self._label.setText(sentence)
        self._button.setText(answer)
        self._button.setVisible(bool(answer))
        self._deed = deed

    def _act(self) -> None:
        if self._deed is not None:
            self._deed()
