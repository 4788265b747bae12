"""Walking through a form leaves the window as it was."""

from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QWidget
from shiboken6 import Shiboken

from unionapp.desktop.walk import next_stop, stops


def test_the_order_is_that_of_the_tab_key_within_the_form(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    QPushButton(window)
    form = QWidget(window)
    first, second = QLineEdit(form), QLineEdit(form)
    QWidget.setTabOrder(second, first)
    QPushButton(window)
    assert stops(form) == [second, first]
    assert next_stop(form, second) is first
    assert next_stop(form, first) is None
    assert next_stop(form, first, is_back=True) is second


def test_a_walk_hangs_nothing_on_what_it_passes(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    form = QWidget(window)
    first, second = QLineEdit(form), QLineEdit(form)
    passed = QPushButton(window)
    assert stops(form) == [first, second]
    for widget in (first, second, passed):
        assert "children...." not in Shiboken.dump(widget)
    assert "parent...." not in Shiboken.dump(window)


def test_a_dialog_keeps_the_window_it_belongs_to(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    dialog = QDialog(window)
    line = QLineEdit(dialog)
    dialog.show()
    assert stops(dialog) == [line]
    assert dialog.parentWidget() is window
    assert dialog.isWindow()
    assert dialog.isVisible()
