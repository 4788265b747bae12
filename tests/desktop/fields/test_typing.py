"""Vietnamese keyboards work in every field: no letter is lost, doubled or moved."""

import unicodedata

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest

from tests.desktop.strokes import HARD_NAME, compose, replay, telex, telex_tone_last, type_keys
from unionapp.desktop import fields
from unionapp.desktop.fields import (
    CheckField,
    Choice,
    ChoiceField,
    LookupField,
    find_in,
)  # fmt: skip
from unionapp.desktop.fields import field as field_module

KINDS = [getattr(fields, name) for name in fields.PLACES if name.endswith("Field")]
TYPED = [
    kind
    for kind in KINDS
    if kind is not fields.Field and not issubclass(kind, CheckField | ChoiceField)
]


def a_field(qtbot, kind):
    field = kind()
    qtbot.addWidget(field)
    if hasattr(field, "set_today"):
        from datetime import date

        field.set_today(date(2026, 3, 5))
    if isinstance(field, LookupField):
        field.set_source(
            find_in([Choice(1, "Nguyễn Thị Hoa"), Choice(2, "Đặng Văn Ưởng")]), can_add=True
        )
    field.show()
    qtbot.waitExposed(field)
    field.activateWindow()
    field.setFocus()
    return field


@pytest.mark.parametrize("kind", TYPED)
@pytest.mark.parametrize("keyboard", [telex, telex_tone_last])
def test_telex_arrives_letter_by_letter(qtbot, kind, keyboard):
    field = a_field(qtbot, kind)
    replay(field.editor, keyboard(HARD_NAME))
    assert field_text(field) == HARD_NAME


@pytest.mark.parametrize("kind", TYPED)
def test_an_input_method_arrives_word_by_word(qtbot, kind):
    field = a_field(qtbot, kind)
    compose(field.editor, HARD_NAME)
    assert field_text(field) == HARD_NAME


@pytest.mark.parametrize("kind", TYPED)
def test_decomposed_letters_are_composed_on_reading(qtbot, kind):
    field = a_field(qtbot, kind)
    type_keys(field.editor, unicodedata.normalize("NFD", HARD_NAME))
    assert field_text(field) == HARD_NAME


@pytest.mark.parametrize("kind", TYPED)
def test_slow_typing_outlives_every_timer(qtbot, kind):
    field = a_field(qtbot, kind)
    for stroke in telex("Hường"):
        replay(field.editor, [stroke])
        qtbot.wait(12)
    qtbot.wait(200)
    assert field_text(field) == "Hường"


@pytest.mark.parametrize("kind", TYPED)
def test_reading_a_value_first_takes_over_what_the_input_method_holds(qtbot, kind, monkeypatch):
    field = a_field(qtbot, kind)
    asked = []
    held = QInputMethodEvent()
    held.setCommitString("ốm")

    class Method:
        def commit(self):
            asked.append(True)
            QCoreApplication.sendEvent(field.editor, held)

    QCoreApplication.sendEvent(field.editor, QInputMethodEvent("ốm", []))
    assert field_text(field) == ""
    monkeypatch.setattr(field_module.QGuiApplication, "inputMethod", Method)
    field.value()
    assert asked
    assert field_text(field) == "ốm"


def field_text(field):
    kept = field.kept()
    if isinstance(field, LookupField) and kept:
        import json

        return json.loads(kept)[0]
    return kept


def test_backspace_after_selecting_all_empties_the_line(qtbot):
    field = a_field(qtbot, LookupField)
    type_keys(field.editor, "abc")
    field.line.selectAll()
    QTest.keyClick(field.editor, Qt.Key.Key_Backspace)
    assert field.is_empty()
