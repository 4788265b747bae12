"""The filter line of a list: a text, list boxes, and a way to say it all in words."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from unionapp.desktop.fields import composed

PAUSE_MS = 150
BOX_LETTERS = 9


class FilterLine(QObject):
    """Announces what is asked for: at once from a list box, after a pause in typing."""

    asked = Signal()

    def __init__(self, line: QLineEdit, row: QHBoxLayout, end: QWidget) -> None:
        """`end` stands last in the row; conditions are put before it."""
        super().__init__(line)
        self._line = line
        self._row = row
        self._end = end
        self._boxes: list[QComboBox] = []
        self.pause = QTimer(self)
        self.pause.setSingleShot(True)
        self.pause.setInterval(PAUSE_MS)
        self.pause.timeout.connect(self.asked)
        line.textChanged.connect(self.pause.start)

    def text(self) -> str:
        """What was typed."""
        return composed(self._line.text()).strip()

    def add(self, widget: QWidget) -> None:
        """Put another condition into the line; what a list box chooses is remembered."""
        self._row.insertWidget(self._row.indexOf(self._end), widget)
        if isinstance(widget, QComboBox):
            self._boxes.append(widget)
            widget.currentIndexChanged.connect(self.asked)

    def add_box(
        self,
        name: str,
        words: str,
        entries: Iterable[tuple[str, object]],
        *,
        letters: int = BOX_LETTERS,
    ) -> QComboBox:
        """Put a list of answers into the line; the first lets everything through."""
        box = QComboBox()
        box.setObjectName(name)
        box.setAccessibleName(words)
        # The longest answer must not take the room of the others.
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(letters)
        for text, key in entries:
            box.addItem(text, key)
            box.setItemData(box.count() - 1, text, Qt.ItemDataRole.ToolTipRole)
        self.add(box)
        return box

    def chosen(self) -> list[QComboBox]:
        """The list boxes that do not let everything through."""
        return [box for box in self._boxes if box.currentIndex() > 0]

    def conditions(self) -> dict[str, Any]:
        """Everything the line says, to be kept under a name or until tomorrow."""
        boxes = {box.objectName(): box.currentData() for box in self._boxes}
        return {"filter": self._line.text(), **boxes}

    def set_conditions(self, kept: dict[str, Any]) -> None:
        """Let the line say what was kept; what no longer exists is left out."""
        self._line.setText(str(kept.get("filter", "")))
        for box in self._boxes:
            box.setCurrentIndex(max(0, box.findData(kept.get(box.objectName()))))
        self.asked.emit()

    def describe(self) -> str:
        """The line in words."""
        words = [box.currentText() for box in self.chosen()]
        typed = self.text()
        return " · ".join([*words, *([f"«{typed}»"] if typed else [])])
