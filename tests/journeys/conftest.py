"""Whole stories in the real window, without a screen."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.fonts=false;qt.text.font.db=false")

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.desktop.strokes import replay, type_keys
from unionapp.desktop.look import Look


@pytest.fixture(scope="session")
def look(qapp):
    """The application, dressed as officers see it."""
    dressed = Look(qapp)
    dressed.use_theme("light")
    return dressed


class Hands:
    """A keyboard and nothing else: every key goes where the cursor is."""

    def __init__(self, window):
        self.window = window

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier, times=1):
        for _ in range(times):
            QTest.keyClick(self._target(), key, modifiers)
            QApplication.processEvents()

    def control(self, key):
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def type(self, text):
        type_keys(self._target(), text)

    def telex(self, strokes):
        replay(self._target(), strokes)

    def enter(self, text=""):
        self.type(text)
        self.press(Qt.Key.Key_Return)

    def at(self):
        """The name of the field with the cursor."""
        widget = QApplication.focusWidget()
        while widget is not None and not widget.objectName().endswith(("Edit", "table", "List")):
            widget = widget.parentWidget()
        return widget.objectName() if widget is not None else ""

    def _target(self):
        return QApplication.focusWidget() or self.window


@pytest.fixture
def sit_down(qtbot):
    """Show a window and put hands on the keyboard."""

    def sit(window):
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
        return Hands(window)

    return sit
