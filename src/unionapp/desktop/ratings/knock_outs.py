"""What keeps a unit down whatever its points, as a list to tick."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from unionapp.indicators.grading import scale


class KnockOuts:
    """Shows and reads the ticked knock-outs of a list widget."""

    def __init__(self, widget: QListWidget) -> None:
        self.widget = widget
        for code, words in scale().knock_outs.items():
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, code)
            widget.addItem(item)

    def show(self, codes: tuple[str, ...]) -> None:
        """Tick exactly these, without telling anybody."""
        self.widget.blockSignals(True)
        for code, item in self._items().items():
            is_set = code in codes
            item.setCheckState(Qt.CheckState.Checked if is_set else Qt.CheckState.Unchecked)
        self.widget.blockSignals(False)

    def ticked(self) -> tuple[str, ...]:
        """The codes that are ticked."""
        return tuple(
            code
            for code, item in self._items().items()
            if item.checkState() == Qt.CheckState.Checked
        )

    def _items(self) -> dict[str, QListWidgetItem]:
        items = [self.widget.item(at) for at in range(self.widget.count())]
        return {str(item.data(Qt.ItemDataRole.UserRole)): item for item in items}
