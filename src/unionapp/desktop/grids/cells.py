"""Typing into cells as in Excel: Tab goes right, Enter down; what cannot be read stays open."""

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from unionapp.desktop.fields.field import commit_typing, composed
from unionapp.desktop.grids.paged import AnyIndex, PagedModel
from unionapp.desktop.look.roles import redress
from unionapp.sentences import sentence
from unionapp.vietnamese.reading import Unreadable

_LEAVING = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_AIR = "\N{NO-BREAK SPACE}" * 2


class CellEditing(QStyledItemDelegate):
    """Opens a plain line in the cell and hands its text to the table."""

    typed = Signal(object, str)
    stepped = Signal(int)
    unreadable = Signal(str)

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().initStyleOption(option, index)
        # Figures end where the words of the next column begin: a little air between them.
        if option.displayAlignment & Qt.AlignmentFlag.AlignRight and option.text:
            option.text += _AIR

    @override
    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex
    ) -> QWidget:
        line = QLineEdit(parent)
        line.setFrame(False)
        line.setAccessibleName(index.model().headerData(index.column(), Qt.Orientation.Horizontal))
        line.setProperty("column", index.column())
        line.setAlignment(index.data(Qt.ItemDataRole.TextAlignmentRole))
        return line

    @override
    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        # Asked again whenever the model changes; what is being typed must survive that.
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(index.data(Qt.ItemDataRole.EditRole))

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        if isinstance(editor, QLineEdit):
            self.typed.emit(index, composed(editor.text()))

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex
    ) -> None:
        editor.setGeometry(option.rect)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_press = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(watched, QLineEdit) and self._leave(watched, event):
            return True
        return super().eventFilter(watched, event)

    def _leave(self, line: QLineEdit, event: Any) -> bool:  # noqa: ANN401 - narrowed by the caller
        if event.key() not in _LEAVING:
            return False
        commit_typing()
        if not self._can_read(line):
            return True
        self.commitData.emit(line)
        self.closeEditor.emit(line, QStyledItemDelegate.EndEditHint.NoHint)
        is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        is_tab = event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        self.stepped.emit(_STEPS[is_tab, is_back or event.key() == Qt.Key.Key_Backtab])
        return True

    def _can_read(self, line: QLineEdit) -> bool:
        view = self.parent()
        model = view.model() if view is not None and hasattr(view, "model") else None
        if not isinstance(model, PagedModel):
            return True
        try:
            model.columns[line.property("column")].parse(composed(line.text()))
        except Unreadable as unreadable:
            redress(line, "severity", "error")
            self.unreadable.emit(sentence(f"field.{unreadable.code.lower()}"))
            return False
        return True


RIGHT, LEFT, DOWN, UP = range(4)
_STEPS = {(True, False): RIGHT, (True, True): LEFT, (False, False): DOWN, (False, True): UP}
