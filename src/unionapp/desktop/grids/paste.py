"""Shows what a pasted block would change, before it does."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from unionapp.desktop.grids.clipboard import PastePlan
from unionapp.desktop.grids.paged import PagedModel

_SHOWN = 200


def confirm_paste(plan: PastePlan, model: PagedModel, parent: QWidget) -> bool:
    """Ask whether a block may be pasted."""
    return PastePreview(plan, model, parent).exec() == QDialog.DialogCode.Accepted


class PastePreview(QDialog):
    """The cells that would change, old beside new."""

    def __init__(self, plan: PastePlan, model: PagedModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Dán vào bảng")
        column = QVBoxLayout(self)
        column.addWidget(QLabel(plan.summary()))
        column.addWidget(_list_changes(plan, model))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        paste = buttons.addButton("Dán", QDialogButtonBox.ButtonRole.AcceptRole)
        paste.setProperty("role", "primary")
        paste.setEnabled(bool(plan.edits))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.resize(640, 400)


def _list_changes(plan: PastePlan, model: PagedModel) -> QTableWidget:
    titles = {column.name: column for column in model.columns}
    edits = plan.edits[:_SHOWN]
    table = QTableWidget(len(edits), 4)
    table.setHorizontalHeaderLabels(["Dòng", "Cột", "Đang có", "Sẽ thành"])
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.verticalHeader().hide()
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
    table.setAccessibleName("Các ô sẽ đổi")
    for at, edit in enumerate(edits):
        column, row = titles[edit.column], model.row_of(edit.row_id)
        texts = (str((row or 0) + 1), column.title, column.show(edit.old), column.show(edit.new))
        for place, text in enumerate(texts):
            table.setItem(at, place, QTableWidgetItem(text))
    table.horizontalHeader().setStretchLastSection(True)
    return table
