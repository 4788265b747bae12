"""Says that the program is at fault, what was not lost, and shows the report before it leaves."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QWidget

from unionapp.desktop.forms import load_form


class BugDialog(QDialog):
    """One dialog for all bugs; what happens while it is open is added to it."""

    reportEdit: QPlainTextEdit
    keepButton: QPushButton
    closeButton: QPushButton

    keep_asked = Signal(str)

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form("bug_dialog", self)
        self.reportEdit.setPlainText(report)
        self.closeButton.clicked.connect(self.accept)
        self.keepButton.clicked.connect(self._keep)
        self.closeButton.setFocus()

    def add(self, report: str) -> None:
        """Add another report to the one shown."""
        self.reportEdit.appendPlainText(f"\n{report}")

    def _keep(self) -> None:
        self.keep_asked.emit(self.reportEdit.toPlainText())
