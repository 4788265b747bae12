"""Plays a Vietnamese keyboard: what UniKey, EVKey and input methods really send to a widget."""

import unicodedata

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

HARD_NAME = "Nguyễn Thị Hường Đặng Ưởng"
Strokes = list[tuple[int, str]]


def telex(text: str) -> Strokes:
    """Each marked letter comes plain first, then is taken back and sent again with each mark."""
    strokes: Strokes = []
    for letter in text:
        stages = _stages(letter)
        strokes.append((0, stages[0]))
        strokes += [(1, stage) for stage in stages[1:]]
    return strokes


def telex_tone_last(text: str) -> Strokes:
    """The tone is typed at the end of the word, so the tool takes back everything after the vowel."""
    strokes: Strokes = []
    for word in text.split(" "):
        if strokes:
            strokes.append((0, " "))
        plain = "".join(_toneless(letter) for letter in word)
        strokes += telex(plain)
        first = next((at for at, letter in enumerate(word) if letter != plain[at]), None)
        if first is not None:
            strokes.append((len(word) - first, word[first:]))
    return strokes


def replay(widget: QWidget, strokes: Strokes) -> None:
    """Send backspaces and letters one by one."""
    for backspaces, text in strokes:
        for _ in range(backspaces):
            QTest.keyClick(widget, Qt.Key.Key_Backspace)
        for letter in text:
            press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            QCoreApplication.sendEvent(widget, press)
    QCoreApplication.processEvents()


def compose(widget: QWidget, text: str) -> None:
    """Send words as an input method does: underlined first, committed at the end of each word."""
    for at, word in enumerate(text.split(" ")):
        for end in range(1, len(word) + 1):
            QCoreApplication.sendEvent(widget, QInputMethodEvent(word[:end], []))
        done = QInputMethodEvent()
        done.setCommitString(word if at == 0 else f" {word}")
        QCoreApplication.sendEvent(widget, done)


def type_keys(widget: QWidget, text: str) -> None:
    """Type plain text; letters outside ASCII would stop the interpreter in QTest.keyClicks."""
    replay(widget, [(0, text)])


def _stages(letter: str) -> list[str]:
    if letter in "đĐ":
        return ["d" if letter == "đ" else "D", letter]
    base, *marks = unicodedata.normalize("NFD", letter)
    stages = [base]
    # the hat or horn comes before the tone, whatever order the canonical form has
    for mark in sorted(marks, key=lambda one: one not in "\u0302\u0306\u031b"):
        stages.append(unicodedata.normalize("NFC", stages[-1] + mark))
    return stages


def _toneless(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    return unicodedata.normalize(
        "NFC", "".join(one for one in parts if one not in "\u0300\u0301\u0303\u0309\u0323")
    )
