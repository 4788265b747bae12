"""Keys Qt lets fall: on a tab those of the part behind it, the arrow down on a button's menu."""

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QTabWidget, QWidget
from typing_extensions import override

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class TabKeys(QObject):
    """While the cursor is on a tab, the keys printed on the buttons of its part work too."""

    def __init__(self, tabs: QTabWidget) -> None:
        super().__init__(tabs)
        self._tabs = tabs
        tabs.tabBar().installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress:
            return False
        pressed = cast("QKeyEvent", event)
        part: QWidget | None = self._tabs.currentWidget()
        return part is not None and _press(part, QKeySequence(pressed.keyCombination()))


class MenuKeys(QObject):
    """The arrow down opens the menu of a button, as it does everywhere else."""

    def __init__(self, button: QPushButton) -> None:
        super().__init__(button)
        self._button = button
        button.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress:
            return False
        pressed = cast("QKeyEvent", event)
        if pressed.key() != Qt.Key.Key_Down or pressed.modifiers() not in _PLAIN:
            return False
        self._button.showMenu()
        return True


def relay_keys(page: QWidget) -> None:
    """Catch those keys on everything a page shows."""
    for tabs in page.findChildren(QTabWidget):
        TabKeys(tabs)
    for button in page.findChildren(QPushButton):
        if button.menu() is not None:
            MenuKeys(button)


def _press(part: QWidget, keys: QKeySequence) -> bool:
    inner = [part, *(one for one in part.findChildren(QWidget) if one.isVisibleTo(part))]
    for owner in inner:
        for action in owner.actions():
            if keys in action.shortcuts() and action.isEnabled():
                action.trigger()
                return True
    for shortcut in part.findChildren(QShortcut):
        meant = keys in shortcut.keys()  # noqa: SIM118 - no mapping
        if meant and shortcut.isEnabled() and shortcut.parent() in inner:
            shortcut.activated.emit()
            return True
    return False
