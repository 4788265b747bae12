"""Loads ui/*.ui at run time and ties its widgets to the annotated attributes of their owner.

A screen writes down the widgets it talks to and nothing else:

    class MemberPage(QWidget):
        nameEdit: NameField
        saveButton: QPushButton

        def __init__(self) -> None:
            super().__init__()
            load_form("members/member", self)
"""

import gc
from functools import cache
from importlib import import_module
from typing import cast, get_type_hints

from PySide6.QtCore import QFile, QObject, Qt
from PySide6.QtUiTools import QUiLoader
from PySide6.QtWidgets import QLabel, QMainWindow, QVBoxLayout, QWidget
from typing_extensions import override

from unionapp.assets import form
from unionapp.desktop.fields import PLACES, Field
from unionapp.desktop.look.icons import wear_icons

# Loaded with the first form that has one: the login has neither tables nor charts.
_ROOMS = dict.fromkeys(PLACES, "fields") | {
    "DataTable": "grids",
    "BarChart": "charts",
    "TargetChart": "charts",
    "TrendChart": "charts",
}


class FormMismatchError(TypeError):
    """A form and its owner do not agree; every disagreement is listed."""


def load_form(name: str, owner: QWidget) -> QWidget:
    """Load ui/<name>.ui into its owner and bind its widgets; the loaded widget comes back.

    Raises:
        FileNotFoundError: there is no such form.
        FormMismatchError: a widget is missing, of another type, or the file cannot be read.
    """
    loaded = _load(name, owner)
    _place(loaded, owner)
    _bind(name, loaded, owner)
    _hold(loaded, owner)
    name_inputs(loaded)
    wear_icons(loaded.findChildren(QWidget))
    return loaded


def _hold(loaded: QWidget, owner: QWidget) -> None:
    # A wrapper that nobody holds goes when a passing look at it ends, and makes those of all its
    # children useless: one call of parentWidget() would be enough.
    vars(owner)["_parts"] = [loaded, *loaded.findChildren(QObject)]


def name_inputs(loaded: QWidget) -> None:
    """Give every input without an accessible name that of the label it is the buddy of."""
    for label in loaded.findChildren(QLabel):
        buddy: QWidget | None = label.buddy()
        if buddy is not None and not buddy.accessibleName():
            name = label.text().replace("&", "").rstrip(" :*")
            buddy.setAccessibleName(name)
            if (editor := buddy.focusProxy()) is not None:
                editor.setAccessibleName(name)
        if isinstance(buddy, Field):
            _line_up(label, buddy)


def _line_up(label: QLabel, field: Field) -> None:
    # A field grows downwards by its hint or problem; its label stays beside the editor.
    room = field.editor.sizeHint().height() - label.fontMetrics().height()
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    label.setContentsMargins(0, max(0, min(room // 2, 8)), 0, 0)


class _Loader(QUiLoader):
    """Makes our own widgets itself: those made through registerCustomWidget are never let go."""

    def __init__(self) -> None:
        super().__init__()
        self.setTranslationEnabled(False)  # the forms are Vietnamese already

    @override
    def createWidget(
        self, className: str, parent: QWidget | None = None, name: str = ""
    ) -> QWidget:
        if className not in _ROOMS:
            return super().createWidget(className, parent, name)
        widget = _own_kind(className)(parent)
        widget.setObjectName(name)
        return widget


@cache
def _own_kind(name: str) -> type[QWidget]:
    return cast("type[QWidget]", getattr(import_module(f"unionapp.desktop.{_ROOMS[name]}"), name))


@cache
def _loader() -> QUiLoader:
    return _Loader()


def _load(name: str, owner: QWidget) -> QWidget:
    file = QFile(str(form(name)))
    file.open(QFile.OpenModeFlag.ReadOnly)
    is_collecting = gc.isenabled()
    gc.disable()  # it takes our widgets away before the loader has put them in their places
    try:
        return _loader().load(file, owner)
    except RuntimeError as error:
        raise FormMismatchError(f"ui/{name}.ui: {_loader().errorString()}") from error
    finally:
        file.close()
        if is_collecting:
            gc.enable()


def _place(loaded: QWidget, owner: QWidget) -> None:
    if loaded.windowTitle():
        owner.setWindowTitle(loaded.windowTitle())
    if isinstance(owner, QMainWindow):
        owner.setCentralWidget(loaded)
        return
    layout = owner.layout()
    if layout is None:
        layout = QVBoxLayout(owner)
        layout.setContentsMargins(0, 0, 0, 0)
        owner.resize(loaded.size())
    layout.addWidget(loaded)


def _bind(name: str, loaded: QWidget, owner: QWidget) -> None:
    faults = []
    for attribute, wanted in _asked_for(owner).items():
        found = loaded.findChild(QObject, attribute)
        if found is None:
            faults.append(f"{attribute} is missing")
        elif not isinstance(found, wanted):
            faults.append(f"{attribute} is {type(found).__name__}, not {wanted.__name__}")
        else:
            setattr(owner, attribute, found)
    if faults:
        raise FormMismatchError(f"ui/{name}.ui for {type(owner).__name__}: {'; '.join(faults)}")


def _asked_for(owner: QWidget) -> dict[str, type[QObject]]:
    hints = get_type_hints(type(owner))
    return {
        name: kind
        for name, kind in hints.items()
        if isinstance(kind, type)
        and issubclass(kind, QObject)
        and not name.startswith("_")
        and name not in vars(owner)
    }
