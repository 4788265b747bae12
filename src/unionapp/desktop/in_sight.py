"""Scrolls a form so that the field with the cursor can always be seen."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QScrollArea, QWidget
from typing_extensions import override

from unionapp.desktop.fields import Field

_AROUND = (8, 48)  # the sentence under the field is wanted, too


class KeptInSight(QObject):
    """Watches the fields in a scroll area and scrolls to whichever gets the cursor."""

    def __init__(self, area: QScrollArea, fields: Iterable[Field]) -> None:
        super().__init__(area)
        self._area = area
        for field in fields:
            field.editor.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._area.ensureWidgetVisible(watched, *_AROUND)
        return False
