"""Whole stories in the real window, without a screen."""

import os
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.fonts=false;qt.text.font.db=false")

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from tests.desktop.conftest import _collecting_here, _tidied, look
from tests.journeys.typist import Hands

__all__ = ["_collecting_here", "_tidied", "look"]
# Dialogs of files are Qt's own, so that a path can be typed into them.
QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)


@pytest.fixture
def sit_down(qtbot) -> Callable[[QWidget], Hands]:
    """Show a window and put hands on the keyboard."""

    def sit(window: QWidget) -> Hands:
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        hands = Hands(window)
        hands.settle()
        return hands

    return sit
