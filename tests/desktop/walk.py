"""Walks over any window and names what keeps people out: no name, no tab stop, clipped words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.etree import ElementTree

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTabBar,
    QWidget,
)

from unionapp.assets import form
from unionapp.desktop.look.palettes import contrast

INPUTS = (
    QLineEdit,
    QPlainTextEdit,
    QComboBox,
    QAbstractSpinBox,
    QAbstractItemView,
    QAbstractButton,
)
SPEAKING = (QLabel, QPushButton, QCheckBox, QRadioButton)
PASSED_BY = {("focusPolicy", "NoFocus"), ("visible", "false")}
LINE_PADDING = 16  # what the sheet gives a line on both sides
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
        if (prop.attrib["name"], (prop[0].text or "").rpartition("::")[2]) in PASSED_BY
    }
    return sorted(inputs - stops - passed_by)


def clipped(window: QWidget) -> list[str]:
    """The labels, buttons, boxes and tabs whose words do not fit into the room they have."""
    spoken = (one for one in window.findChildren(QWidget) if isinstance(one, SPEAKING))
    shown = (one for one in spoken if one.isVisibleTo(window) and one.text() and not _scrolls(one))
    found = [f"{_call(one)}: {one.text()}" for one in shown if not _fits(one)]
    return found + [
        f"tab {bar.tabText(at)}"
        for bar in window.findChildren(QTabBar)
        if bar.isVisibleTo(window)
        for at in range(bar.count())
        if bar.isTabVisible(at) and bar.tabRect(at).width() < _tab_width(bar, at)
    ]


def elided_hints(window: QWidget) -> list[str]:
    """The placeholders that do not fit into their empty lines."""
    return [
        f"{_call(one)}: {one.placeholderText()}"
        for one in window.findChildren(QLineEdit)
        if one.isVisibleTo(window)
        and one.placeholderText()
        and _wide(one, one.placeholderText()) > one.width() - LINE_PADDING
    ]


def said_by(window: QWidget) -> set[str]:
    """Every text of a window: words, hints, tips, tabs, headings, entries of boxes."""
    found = {window.windowTitle()}
    for one in window.findChildren(QWidget):
        if one.objectName().startswith("qt_") or not _inside(one, window):
            continue
        found |= {one.toolTip(), one.whatsThis(), one.statusTip()}
        if isinstance(one, QLabel | QAbstractButton):
            found.add(one.text())
        if isinstance(one, QLineEdit | QPlainTextEdit):
            found.add(one.placeholderText())
        if isinstance(one, QComboBox):
            found |= {one.itemText(at) for at in range(one.count())}
        if isinstance(one, QGroupBox):
            found.add(one.title())
        if isinstance(one, QTabBar):
            found |= {one.tabText(at) for at in range(one.count())}
    return {text for text in found if any(letter.isalpha() for letter in text)}


def faint(window: QWidget, *, least: float = 4.5) -> list[str]:
    """The words that do not stand out from what is painted behind them, as measured on the screen."""
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(picture.constBits()).cast("I")
    lines = [
        pixels[at : at + picture.width()]
        for at in range(0, len(pixels), picture.bytesPerLine() // 4)
    ]
    found = []
    for one in window.findChildren(QWidget):
        if _is_read(one, window):
            area = QRect(one.mapTo(window, QPoint(0, 0)), one.size())
            if (ratio := _contrast_in(lines, area)) < least:
                found.append(f"{_call(one)} {ratio:.1f}")
    return found


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


def _is_read(widget: QWidget, window: QWidget) -> bool:
    # what cannot be used now is greyed on purpose
    if not widget.isEnabled() or widget.visibleRegion().boundingRect() != widget.rect():
        return False
    if isinstance(widget, QLabel | QAbstractButton):
        return bool(widget.text()) and not widget.objectName().startswith("qt_")
    return isinstance(widget, QLineEdit) and bool(widget.text() or widget.placeholderText())


def _contrast_in(lines: Sequence[memoryview], area: QRect) -> float:
    """The strongest contrast to the most frequent colour: the letters to their ground."""
    seen: Counter[int] = Counter()
    for line in lines[area.top() + 3 : area.bottom() - 2]:
        seen.update(line[area.left() + 3 : area.right() - 2])
    colours = [f"#{pixel & 0xFFFFFF:06x}" for pixel, _ in seen.most_common()]
    return max((contrast(colours[0], colour) for colour in colours), default=21.0)


def _inputs(window: QWidget) -> Iterable[QWidget]:
    for one in window.findChildren(QWidget):
        is_inner = isinstance(
            one.parentWidget(), QAbstractSpinBox | QComboBox | QAbstractScrollArea
        )
        is_own = (
            one.isVisibleTo(window) and not one.objectName().startswith("qt_") and not is_inner
        )
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


def _scrolls(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return parent is not None and isinstance(parent.parentWidget(), QAbstractScrollArea)


def _tab_width(bar: QTabBar, at: int) -> int:
    return QFontMetrics(bar.font()).horizontalAdvance(bar.tabText(at).replace("&", ""))


def _fits(widget: QWidget) -> bool:
    if widget.height() + 1 < QFontMetrics(widget.font()).height():
        return False
    if isinstance(widget, QAbstractButton):
        return widget.minimumSizeHint().width() <= widget.width() + 1
    if widget.wordWrap():
        return widget.heightForWidth(widget.width()) <= widget.height() + 1
    return _wide(widget, widget.text()) <= widget.contentsRect().width() + 1
