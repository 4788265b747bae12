"""One voucher typed as an accountant types it: no mouse, Telex on, no window in between."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.desktop.gallery.window import FieldsForm
from tests.desktop.strokes import replay, telex, telex_tone_last, type_keys


@pytest.mark.parametrize("keyboard", [telex, telex_tone_last])
def test_a_payment_is_typed_without_the_mouse(qtbot, keyboard):
    form = FieldsForm()
    qtbot.addWidget(form)
    form.show()
    qtbot.waitExposed(form)
    form.activateWindow()
    form.entry.fields.focus_first_empty()
    qtbot.waitUntil(form.entry.fields["dateEdit"].editor.hasFocus)

    def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)

    type_keys(QApplication.focusWidget(), "5/3")
    press(Qt.Key.Key_Return)
    type_keys(QApplication.focusWidget(), "nth")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    type_keys(QApplication.focusWidget(), "1tr2")
    press(Qt.Key.Key_Return)
    replay(QApplication.focusWidget(), keyboard("thăm ốm"))
    with qtbot.waitSignal(form.entry.save_and_new_asked):
        press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    fields = form.entry.fields
    assert fields["dateEdit"].value() == date(2026, 3, 5)
    assert fields["payeeEdit"].choice().text == "Nguyễn Thị Hường"
    assert fields["amountEdit"].value() == 1_200_000
    assert fields["amountEdit"].words() == "Một triệu hai trăm nghìn đồng chẵn"
    assert fields["reasonEdit"].value() == "thăm ốm"
    assert QApplication.topLevelWidgets().count(form) == 1
    assert all(field.problem == "" for field in fields.values())

    form.entry.saved(begin_new=True)
    assert fields["dateEdit"].value() == date(2026, 3, 5)
    assert fields["payeeEdit"].editor.hasFocus()
    assert fields["amountEdit"].is_empty()
