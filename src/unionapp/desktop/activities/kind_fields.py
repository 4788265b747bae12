"""The fields that one kind of activity has beside those of all: made from the kind's data."""

from collections.abc import Callable, Mapping
from itertools import pairwise

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from unionapp.activities.kinds import Kind, KindField
from unionapp.desktop.entry import Entry
from unionapp.desktop.fields import (
    ChoiceField,
    CountField,
    DateField,
    Field,
    MoneyField,
    TextField,
)
from unionapp.desktop.forms import name_inputs

_YES_NO = (("yes", "Có"), ("no", "Không"))
_MAKERS: Mapping[str, Callable[[], Field]] = {
    "text": TextField,
    "number": CountField,
    "money": MoneyField,
    "date": DateField,
    "yes_no": ChoiceField,
    "choice": ChoiceField,
}

Around = tuple[Field, QWidget]


class KindFields:
    """Puts the fields of a kind into a grid, two beside each other, and takes them away again."""

    def __init__(self, form: QWidget, grid: QGridLayout, entry: Entry, *, around: Around) -> None:
        self._form = form
        self._grid = grid
        for column in (1, 3):
            grid.setColumnStretch(column, 1)
        self._entry = entry
        self._neighbours = around
        self._kind: Kind | None = None
        self._fields: dict[str, Field] = {}
        self._labels: list[QLabel] = []

    @property
    def fields(self) -> Mapping[str, Field]:
        """The fields shown, by the name of the kind's field."""
        return dict(self._fields)

    def show_kind(self, kind: Kind | None) -> None:
        """Show the fields of a kind in place of those shown before."""
        if kind is self._kind:
            return
        self._kind = kind
        self._clear()
        for at, wanted in enumerate(kind.fields if kind else ()):
            self._add(at, wanted)
        name_inputs(self._form)
        self._entry.adopt({field.objectName(): field for field in self._fields.values()})
        self._set_tab_order()

    def values(self) -> dict[str, object]:
        """What was typed, for the use case to read."""
        return {name: _typed(field) for name, field in self._fields.items()}

    def show_values(self, details: Mapping[str, object]) -> None:
        """Show stored values."""
        for name, field in self._fields.items():
            _show(field, details.get(name))

    def _add(self, at: int, wanted: KindField) -> None:
        field = _MAKERS[wanted.type]()
        first, *rest = wanted.name.split("_")
        field.setObjectName(f"{first}{''.join(word.capitalize() for word in rest)}Edit")
        field.setAccessibleName(wanted.label)
        if isinstance(field, ChoiceField):
            field.set_choices(_YES_NO if wanted.type == "yes_no" else wanted.choices)
        label = QLabel(f"{wanted.label} *" if wanted.required else wanted.label)
        label.setBuddy(field)
        row, column = divmod(at, 2)
        self._grid.addWidget(label, row, 2 * column)
        self._grid.addWidget(field, row, 2 * column + 1)
        self._labels.append(label)
        self._fields[wanted.name] = field

    def _clear(self) -> None:
        self._entry.release([field.objectName() for field in self._fields.values()])
        for widget in (*self._labels, *self._fields.values()):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._labels.clear()
        self._fields.clear()

    def _set_tab_order(self) -> None:
        before, after = self._neighbours
        chain = [before.editor, *(field.editor for field in self._fields.values()), after]
        for one, other in pairwise(chain):
            QWidget.setTabOrder(one, other)


def _typed(field: Field) -> object:
    value = field.value()
    return field.kept() if value is None and not field.is_empty() else value


def _show(field: Field, value: object) -> None:
    if isinstance(value, bool):
        field.restore("yes" if value else "no")
    elif isinstance(field, DateField):
        field.show_iso(str(value) if value else None)
    else:
        field.set_value(value)
