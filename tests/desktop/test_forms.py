"""Forms are bound by type, and every disagreement is told at once."""

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QMainWindow, QPushButton, QWidget

from unionapp.desktop import forms
from unionapp.desktop.fields import DateField, MoneyField, TextField
from unionapp.desktop.forms import FormMismatchError, load_form

FORM = """<?xml version="1.0" encoding="UTF-8"?>
<ui version="4.0"><class>Small</class>
<widget class="QWidget" name="Small"><property name="windowTitle"><string>Phiếu chi</string></property>
<property name="geometry"><rect><x>0</x><y>0</y><width>320</width><height>200</height></rect></property>
<layout class="QFormLayout" name="rows">
<item row="0" column="0"><widget class="QLabel" name="amountLabel"><property name="text"><string>Số &amp;tiền *:</string></property>
<property name="buddy"><cstring>amountEdit</cstring></property></widget></item>
<item row="0" column="1"><widget class="MoneyField" name="amountEdit"/></item>
<item row="1" column="1"><widget class="QPushButton" name="saveButton"><property name="text"><string>Cất</string></property></widget></item>
</layout></widget>
<customwidgets><customwidget><class>MoneyField</class><extends>QWidget</extends><header>unionapp.desktop.fields</header></customwidget></customwidgets>
</ui>"""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    (tmp_path / "small.ui").write_text(FORM, encoding="utf-8")
    (tmp_path / "broken.ui").write_text("<ui><widget", encoding="utf-8")
    monkeypatch.setattr(forms, "form", lambda name: tmp_path / f"{name}.ui")


class Screen(QWidget):
    amountEdit: MoneyField  # noqa: N815
    saveButton: QPushButton  # noqa: N815
    _private: TextField
    count: int

    def __init__(self):
        super().__init__()
        load_form("small", self)


def test_widgets_are_bound_to_annotated_attributes(qtbot):
    screen = Screen()
    qtbot.addWidget(screen)
    assert isinstance(screen.amountEdit, MoneyField)
    assert screen.saveButton.text() == "Cất"
    assert screen.windowTitle() == "Phiếu chi"
    assert not hasattr(screen, "_private")


def test_a_subclass_binds_what_its_parent_asked_for(qtbot):
    class Wider(Screen):
        amountLabel: QLabel  # noqa: N815

    screen = Wider()
    qtbot.addWidget(screen)
    assert screen.amountLabel.text() == "Số &tiền *:"
    assert isinstance(screen.amountEdit, MoneyField)


def test_every_disagreement_is_told_at_once(qtbot):
    class Wrong(QWidget):
        amountEdit: DateField  # noqa: N815
        payeeEdit: QLineEdit  # noqa: N815

    screen = Wrong()
    qtbot.addWidget(screen)
    with pytest.raises(FormMismatchError) as told:
        load_form("small", screen)
    assert str(told.value) == (
        "ui/small.ui for Wrong: amountEdit is MoneyField, not DateField; payeeEdit is missing"
    )


@pytest.mark.qt_log_ignore(".*")
def test_a_damaged_form_is_named(qtbot):
    screen = QWidget()
    qtbot.addWidget(screen)
    with pytest.raises(FormMismatchError, match="broken"):
        load_form("broken", screen)


def test_a_field_is_named_by_its_label(qtbot):
    screen = Screen()
    qtbot.addWidget(screen)
    assert screen.amountEdit.accessibleName() == "Số tiền"
    assert screen.amountEdit.editor.accessibleName() == "Số tiền"


@pytest.mark.parametrize("owner", [QDialog, QMainWindow, QWidget])
def test_any_window_can_own_a_form(qtbot, owner):
    window = owner()
    qtbot.addWidget(window)
    loaded = load_form("small", window)
    assert window.isAncestorOf(loaded)


def test_forms_are_loaded_quickly(qtbot):
    from time import perf_counter

    Screen().deleteLater()
    times = []
    for _ in range(5):
        start = perf_counter()
        screen = Screen()
        times.append(perf_counter() - start)
        qtbot.addWidget(screen)
    assert sorted(times)[2] < 0.1


def test_a_closed_form_is_let_go(qtbot):
    import gc
    import weakref

    from PySide6.QtCore import QCoreApplication, QEvent

    screen = Screen()
    field = weakref.ref(screen.amountEdit)
    screen.show()
    screen.deleteLater()
    del screen
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert field() is None
