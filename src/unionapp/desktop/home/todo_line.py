"""One line of work; what is too long for the window is cut short and told whole by its tip."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy
from typing_extensions import override

from unionapp.desktop.home.today import Todo
from unionapp.desktop.look import set_icon, set_role

_AROUND = 24  # the sheet's padding and border on both sides, and the gap after the icon


class TodoLine(QPushButton):
    """Opens the place of its work; never wider than the page lets it be."""

    def __init__(self, todo: Todo) -> None:
        self._words = " ".join(todo.text.split())
        super().__init__(_shown(self._words))
        self.setAccessibleName(self._words)
        self.setAutoDefault(True)  # Enter opens the place
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        set_role(self, "todo")
        set_icon(self, todo.icon)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - self.iconSize().width() - _AROUND
        metrics = self.fontMetrics()
        cut = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(_shown(cut))
        self.setToolTip(self._words if cut != self._words else "")


def _shown(words: str) -> str:
    # a reason somebody typed has no letter for Alt
    return words.replace("&", "&&")
