"""A table with its deeds and its sum, laid over a page for one piece of work; Esc leads back."""

from collections.abc import Callable

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton
from typing_extensions import override

from unionapp.desktop.commands import without_argument
from unionapp.desktop.desk import Desk
from unionapp.desktop.look.roles import set_role
from unionapp.desktop.over_pane import OverPane


class TablePane(OverPane):
    """Title and deeds above, the table, what it adds up to below."""

    deedRow: QHBoxLayout
    sumLabel: QLabel

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "table_pane")

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.table.setFocus()

    def add_deed(
        self, words: str, deed: Callable[[], object], *, is_primary: bool = False
    ) -> QPushButton:
        """Put a deed right of the others."""
        button = QPushButton(words)
        if is_primary:
            set_role(button, "primary")
        button.clicked.connect(without_argument(deed))
        self.deedRow.addWidget(button)
        return button

    def may(self, permission: str) -> bool:
        """Whether the officer may do something."""
        return permission in self.desk.permissions
