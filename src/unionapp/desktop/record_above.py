"""The record above the one that is typed: one field of it is copied, or all of it."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from unionapp.desktop.form_fields import FormFields
from unionapp.desktop.undo import UndoList


class RecordAbove(QObject):
    """What stood in the form before; empty until a record has been saved."""

    copied = Signal()

    def __init__(self, fields: FormFields, undo_list: UndoList, parent: QObject) -> None:
        super().__init__(parent)
        self._fields = fields
        self._undo_list = undo_list
        self._kept: Mapping[str, str] = {}

    def be(self, kept: Mapping[str, str]) -> None:
        """Say which record is the one above."""
        self._kept = dict(kept)

    def copy_field(self) -> None:
        """Copy the field with the cursor."""
        field = self._fields.with_cursor()
        if field is not None and field.objectName() in self._kept and not field.is_read_only():
            field.restore(self._kept[field.objectName()])
            self.copied.emit()

    def copy_all(self) -> None:
        """Copy every field; it can be taken back."""
        if not self._kept:
            return
        before = self._fields.kept()
        self._fields.restore(self._kept)
        self._undo_list.add("Đã chép bản ghi trên", lambda: self._fields.restore(before))
        self.copied.emit()
