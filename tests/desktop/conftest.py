"""Every window is tested without a screen."""

import gc
import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.fonts=false;qt.text.font.db=false")

import pytest
from PySide6.QtWidgets import QApplication

from unionapp.desktop.look import Look


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> Look:
    """The application, dressed as officers see it."""
    dressed = Look(qapp)
    dressed.use_theme("light")
    return dressed


@pytest.fixture(scope="module", autouse=True)
def _collecting_here() -> Iterator[None]:
    """As in the program: garbage is collected on the GUI thread alone."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def _tidied() -> Iterator[None]:
    yield
    gc.collect(1)


@pytest.fixture(autouse=True)
def _dressed(look: Look) -> None:
    """Every test sees the real font, theme and words."""
    if look.theme.name != "light" or look.text_size != 10:
        look.use_theme("light")
        look.reset_text_size()
