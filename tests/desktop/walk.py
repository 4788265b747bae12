"""Walks over any window and names what keeps people out: no name, no tab stop, clipped words."""

from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from unionapp.assets import form

INPUTS = (
    QLineEdit,
    QPlainTextEdit,
    QComboBox,
    QAbstractSpinBox,
    QAbstractItemView,
    QAbstractButton,
)
INPUT_CLASSES = (
    "Edit", "Field", "ComboBox", "SpinBox", "CheckBox", "RadioButton", "DataTable", "ListWidget", "TableView", "TreeView",
)  # fmt: skip


def every_form() -> list[Path]:
    """All forms of the program."""
    folder = form("list_page").parent
    return sorted(folder.rglob("*.ui"))


def nameless(window: QWidget) -> list[str]:
    """The inputs a screen reader could not name."""
    return [_call(one) for one in _inputs(window) if not _name_of(one)]


def unreachable(window: QWidget) -> list[str]:
    """The fields the Tab key passes by although they can be changed."""
    return [
        _call(one)
        for one in window.findChildren(QLineEdit)
        if one.isVisibleTo(window)
        and one.isEnabled()
        and not one.isReadOnly()
        and not _takes_tab(one)
    ]


def missing_tab_stops(file: Path) -> list[str]:
    """The inputs of a form file that its tab order forgets."""
    root = ElementTree.parse(file).getroot()
    stops = {one.text for one in root.iter("tabstop")}
    widgets = (one.attrib for one in root.iter("widget"))
    inputs = {one["name"] for one in widgets if one["class"].endswith(INPUT_CLASSES)}
    passed_by = {
        widget.attrib["name"]
        for widget in root.iter("widget")
        for prop in widget.findall("property")
        if prop.attrib["name"] == "focusPolicy" and prop[0].text.endswith("NoFocus")
    }
    return sorted(inputs - stops - passed_by)


def clipped(window: QWidget) -> list[str]:
    """The labels and buttons whose words do not fit into the room they have."""
    spoken = (one for one in window.findChildren(QWidget) if isinstance(one, QLabel | QPushButton))
    shown = (one for one in spoken if one.isVisibleTo(window) and one.text())
    return [f"{_call(one)}: {one.text()}" for one in shown if not _fits(one)]


def stretch(window: QWidget) -> None:
    """Turn every text into pseudo-language: brackets, and 40 % longer."""
    for one in window.findChildren(QWidget):
        if isinstance(one, QLabel | QAbstractButton) and one.text().strip():
            text = one.text()
            one.setText(f"[{text}{'~' * round(len(text) * 0.4)}]")


def too_large(window: QWidget, *, width: int = 1093, height: int = 560) -> bool:
    """Whether a window asks for more than a laptop of 1366×768 at 125 % has."""
    least = window.minimumSizeHint()
    return least.width() > width or least.height() > height


def _inputs(window: QWidget) -> Iterable[QWidget]:
    for one in window.findChildren(QWidget):
        is_inner = isinstance(
            one.parentWidget(), QAbstractSpinBox | QComboBox | QAbstractScrollArea
        )
        is_own = not one.isHidden() and not one.objectName().startswith("qt_") and not is_inner
        if (
            isinstance(one, INPUTS)
            and is_own
            and one.property("role") != "frozen"
            and _inside(one, window)
        ):
            yield one


def _inside(widget: QWidget, window: QWidget) -> bool:
    # the corner button of a table and the arrows of a calendar belong to Qt
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        if isinstance(parent, QAbstractItemView | QComboBox):
            return False
        parent = parent.parentWidget()
    return True


def _name_of(widget: QWidget) -> str:
    if isinstance(widget, QAbstractButton) and widget.text():
        return widget.text()
    return widget.accessibleName()


def _call(widget: QWidget) -> str:
    name, above = widget.objectName(), widget.parentWidget()
    while not name and above is not None:
        name, above = above.objectName(), above.parentWidget()
    return f"{type(widget).__name__} {name}"


def _takes_tab(widget: QWidget) -> bool:
    return widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus


def _wide(widget: QWidget, text: str) -> int:
    return max(
        QFontMetrics(widget.font()).horizontalAdvance(line.replace("&", ""))
        for line in text.split("\n")
    )


def _fits(widget: QWidget) -> bool:
    if widget.height() + 1 < QFontMetrics(widget.font()).height():
        return False
    if isinstance(widget, QPushButton):
        return widget.minimumSizeHint().width() <= widget.width() + 1
    if widget.wordWrap():
        return widget.heightForWidth(widget.width()) <= widget.height() + 1
    return _wide(widget, widget.text()) <= widget.contentsRect().width() + 1
