"""The fields of one form: what stands in them, which has the cursor, where typing goes on."""

from collections.abc import Iterable, Mapping

from PySide6.QtWidgets import QWidget

from unionapp.desktop.fields import Field
from unionapp.desktop.walk import field_of, fields_of


class FormFields(dict[str, Field]):
    """The fields of a form by name, in the order of the walk."""

    def __init__(self, form: QWidget) -> None:
        super().__init__(fields_of(form))
        self._form = form

    def kept(self) -> dict[str, str]:
        """What stands in every field, word for word."""
        return {name: field.kept() for name, field in self.items()}

    def restore(self, kept: Mapping[str, str]) -> None:
        """Put back what was kept; fields that are not named stay as they are."""
        for name, text in kept.items():
            if name in self:
                self[name].restore(text)

    def empty(self, *, but: Iterable[str] = ()) -> None:
        """Empty every field except some."""
        stays = frozenset(but)
        # emptying the kind of a record takes the fields of that kind away
        for name, field in list(self.items()):
            if name not in stays:
                field.restore("")
                field.show_hint("")

    def with_cursor(self) -> Field | None:
        """The field the cursor is in."""
        return field_of(self._form.window().focusWidget())

    def focus_first_empty(self) -> None:
        """Put the cursor where typing goes on."""
        shown = self._open()
        empty = next((field for field in shown if field.is_empty()), None)
        if target := empty or next(iter(shown), None):
            target.setFocus()

    def focus_first(self) -> None:
        """Put the cursor where reading begins."""
        if target := next(iter(self._open()), None):
            target.setFocus()

    def _open(self) -> list[Field]:
        return [it for it in self.values() if not it.is_read_only() and not it.isHidden()]
