"""The list below a line: shown without taking the cursor, nothing highlighted until asked for."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

MOST_ROWS = 8
STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: MOST_ROWS,
    Qt.Key.Key_PageUp: -MOST_ROWS,
}


class PickList(QFrame):
    """Entries to pick from, in the window of the line, so that the cursor stays in the line."""

    picked = Signal(int)

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line.window())
        self._line = line
        self.setProperty("role", "popup")
        self._rows = QListWidget()
        self._rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows.setAccessibleName("Danh sách gợi ý")
        self._rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows.clicked.connect(self._clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self._rows)
        self.hide()

    def offer(self, entries: Sequence[tuple[str, str]], add: str) -> None:
        """Show entries as (words, detail), and a last row that adds a new one."""
        self._rows.clear()
        for words, detail in entries:
            self._rows.addItem(QListWidgetItem(f"{words}  ·  {detail}" if detail else words))
        if add:
            self._rows.addItem(QListWidgetItem(add))
        if not self._rows.count():
            self.hide()
            return
        self._place()
        self.show()
        self.raise_()

    def step(self, way: int) -> None:
        """Move the highlight; above the first row there is none."""
        self.mark(min(max(self._rows.currentRow() + way, -1), self._rows.count() - 1))

    def steer(self, key: Qt.Key) -> bool:
        """Move the highlight or close by a key; False if the key is none of these."""
        if key == Qt.Key.Key_Escape:
            self.hide()
        elif key in STEPS:
            self.step(STEPS[key])
        else:
            return False
        return True

    def mark(self, row: int) -> None:
        """Highlight a row, in sight."""
        self._rows.setCurrentRow(row)
        # The cursor stays in the line, so a screen reader hears the highlighted row from there.
        self._line.setAccessibleDescription(self._rows.item(row).text() if row >= 0 else "")

    def forget(self) -> None:
        """Highlight nothing."""
        self._rows.setCurrentRow(-1)
        self._line.setAccessibleDescription("")

    def pick(self) -> bool:
        """Take the highlighted row; False if there is none."""
        if (row := self._rows.currentRow()) < 0:
            return False
        self.picked.emit(row)
        return True

    def texts(self) -> list[str]:
        """What is offered."""
        return [self._rows.item(row).text() for row in range(self._rows.count())]

    def _clicked(self, index: QModelIndex) -> None:
        self.picked.emit(index.row())

    def _place(self) -> None:
        window = self._line.window()
        rows = min(self._rows.count(), MOST_ROWS)
        height = rows * self._rows.sizeHintForRow(0) + 6
        width = max(self._line.width(), self._rows.sizeHintForColumn(0) + 32)
        corner = self._line.mapTo(window, QPoint(0, self._line.height() + 2))
        if corner.y() + height > window.height():
            corner.setY(max(0, corner.y() - self._line.height() - height - 4))
        corner.setX(max(0, min(corner.x(), window.width() - width)))
        self.setGeometry(corner.x(), corner.y(), width, height)
