"""A table that lies over the board for one question; Esc leads back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk
from unionapp.desktop.forms import load_form
from unionapp.desktop.grids import DataTable
from unionapp.desktop.notices import Banner


class OverPane(QWidget):
    """Title, hint, table and the way back."""

    titleLabel: QLabel
    hintLabel: QLabel
    noticeColumn: QVBoxLayout
    table: DataTable
    backButton: QPushButton

    closed = Signal()

    def __init__(self, desk: Desk, form: str) -> None:
        super().__init__()
        self.desk = desk
        load_form(form, self)
        self.banner = Banner()
        self.noticeColumn.addWidget(self.banner)
        self.actions_ = Actions(self, {"postpone": self.closed.emit}, key_set=desk.key_set)
        self.backButton.clicked.connect(self.closed)

    def say(self, title: str, hint: str) -> None:
        """Say what is shown."""
        self.banner.hide()
        self.titleLabel.setText(title)
        self.hintLabel.setText(hint)
        self.table.setAccessibleName(title)
