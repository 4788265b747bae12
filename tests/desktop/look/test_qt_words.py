"""Whatever Qt itself says, it says in Vietnamese: buttons, menus, dialogs, the calendar."""

import re

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from unionapp.desktop.fields.calendar import make_calendar
from unionapp.desktop.look import Look

# The same in both languages: names of keys and file kinds, figures, and what is no word.
NEUTRAL = re.compile(r"[\W\d_]*|[A-Z]\w?|Ctrl\+.*|/|\*\.\w+")
REAL = range(0x400, 0x0800_0001)  # from OK to "restore defaults"; the rest are flags


def button_words(kind, box):
    single = [
        one for one in kind.StandardButton if one.value.bit_count() == 1 and one.value in REAL
    ]
    for one in single:
        box.addButton(one)
    return {button.text() for button in box.findChildren(QAbstractButton) if button.text()}


def menu_words(menu: QMenu):
    found = set()
    for action in menu.actions():
        found.add(action.text().split("\t")[0])
        if action.menu() is not None:
            found |= menu_words(action.menu())
    return found


def standard_words(widget):
    """What stands in the menu Qt makes for a text."""
    menu = widget.createStandardContextMenu()
    return menu_words(menu) if menu is not None else set()


def texts_in(window: QWidget):
    found = {window.windowTitle()}
    for one in window.findChildren(QWidget):
        found.add(one.toolTip())
        if isinstance(one, QLabel | QAbstractButton):
            found.add(one.text())
        elif isinstance(one, QComboBox):
            found |= {one.itemText(at) for at in range(one.count())}
        elif isinstance(one, QAbstractItemView) and one.model() is not None:
            model = one.model()
            headers = [
                model.headerData(at, Qt.Orientation.Horizontal)
                for at in range(model.columnCount())
            ]
            found |= {text for text in headers if isinstance(text, str)}
        for action in one.actions():
            found.add(action.text())
    return found


def file_dialog(mode):
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setDirectory("/")  # its name is the same in every language
    dialog.setFileMode(mode)
    save = mode is QFileDialog.FileMode.AnyFile
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave if save else QFileDialog.AcceptMode.AcceptOpen)  # fmt: skip
    return dialog


STEPS = ("&Select All", "&Step up", "Step &down")
SAID = {
    "the buttons of a message": lambda: button_words(QMessageBox, QMessageBox()),
    "the buttons of a dialog": lambda: button_words(QDialogButtonBox, QDialogButtonBox()),
    "the menu of a line": lambda: standard_words(QLineEdit("chữ")),
    "the menu of a note": lambda: standard_words(QPlainTextEdit("chữ")),
    "the menu of a text": lambda: standard_words(QTextEdit("chữ")),
    "the menu of a number": lambda: {
        QCoreApplication.translate("QAbstractSpinBox", text) for text in STEPS
    },
    "choosing a file": lambda: texts_in(file_dialog(QFileDialog.FileMode.ExistingFile)),
    "choosing a folder": lambda: texts_in(file_dialog(QFileDialog.FileMode.Directory)),
    "saving a file": lambda: texts_in(file_dialog(QFileDialog.FileMode.AnyFile)),
}


@pytest.fixture
def in_english(look):
    """What Qt says with our words taken away."""

    def read(say):
        words = look._words
        QCoreApplication.removeTranslator(words)
        try:
            return say()
        finally:
            QCoreApplication.installTranslator(words)

    return read


@pytest.mark.parametrize("say", SAID.values(), ids=SAID)
def test_qt_speaks_vietnamese(qapp, say, in_english):
    ours, english = say(), in_english(say)
    assert ours
    untranslated = {text for text in ours & english if not NEUTRAL.fullmatch(text)}
    assert untranslated == set()


def test_the_calendar_speaks_vietnamese(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    calendar = make_calendar(window)
    locale = calendar.locale()
    assert locale.monthName(3) == "tháng 3"
    assert locale.dayName(7) == "Chủ Nhật"
    assert calendar.firstDayOfWeek() is Qt.DayOfWeek.Monday
    calendar.close()


def test_qt_has_our_words_once_however_often_the_program_is_dressed(qapp, look):
    assert Look(qapp)._words is look._words
