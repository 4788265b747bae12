"""Pins: what is pinned stays for the next record, the date above all."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QToolButton

from unionapp.desktop.fields import Field
from unionapp.desktop.look.icons import set_icon


class Pins(QObject):
    """A pin beside each field that may stay."""

    def __init__(self, fields: Mapping[str, Field], parent: QObject) -> None:
        super().__init__(parent)
        self._fields = fields
        self._pins: dict[str, QToolButton] = {}

    def offer(self, names: Iterable[str], *, pinned: Iterable[str] = ()) -> None:
        """Put a pin beside each of these fields."""
        already = frozenset(pinned)
        for name in names:
            field = self._fields[name]
            pin = QToolButton()
            pin.setCheckable(True)
            pin.setChecked(name in already)
            set_icon(pin, "pin")
            pin.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Enter must walk from field to field
            pin.setToolTip("Giữ lại cho bản ghi sau")
            pin.setAccessibleName(f"Giữ lại {field.accessibleName()}".strip())
            field.add_beside(pin)
            self._pins[name] = pin

    def is_pinned(self, name: str) -> bool:
        """Whether a field stays."""
        return name in self._pins and self._pins[name].isChecked()

    def pinned(self) -> tuple[str, ...]:
        """The names of the fields that stay, for the caller to remember."""
        return tuple(name for name in self._pins if self.is_pinned(name))
