"""In the real window no key means two things at once, and another set of keys is worn at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QTabWidget, QWidget

from tests.desktop.offices import add_people, receive_money
from unionapp.desktop.key_sets import KEY_SETS
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.pages import PAGES
from unionapp.desktop.preferences import Forgetful

REACHING = (
    Qt.ShortcutContext.WidgetWithChildrenShortcut,
    Qt.ShortcutContext.WindowShortcut,
)
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(qtbot, look, office):
    add_people(office)
    receive_money(office, posted=False)
    window = MainWindow(office, look=look, preferences=Forgetful())
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    window.finish()
    yield window
    window.finish()


def use(window, title):
    menus = {it.text(): it.menu() for it in window.officerButton.menu().actions() if it.menu()}
    next(it for it in menus["Phím tắt"].actions() if it.text() == title).trigger()


def keys_above(widget):
    """Every key that reaches an action from a place in the window."""
    while widget is not None:
        for action in widget.actions():
            if action.shortcutContext() in REACHING:
                yield from ((key.toString(), action.text()) for key in action.shortcuts())
        widget = widget.parentWidget()


def shortcuts_in_sight(window):
    for shortcut in window.findChildren(QShortcut):
        owner = shortcut.parent()
        is_wide = shortcut.context() == Qt.ShortcutContext.WindowShortcut
        if isinstance(owner, QWidget) and owner.isVisible() and is_wide:
            yield from ((key.toString(), owner.objectName()) for key in shortcut.keys())  # noqa: SIM118 - no mapping


def clashes(window):
    """The keys that would mean two things for somebody whose cursor is somewhere here."""
    wide = list(shortcuts_in_sight(window))
    places = [it for it in window.findChildren(QWidget) if it.isVisible() and it.actions()]
    for place in places:
        reached = [*keys_above(place), *wide]
        keys = [key for key, _ in reached]
        for key in {key for key in keys if keys.count(key) > 1}:
            yield key, [words for other, words in reached if other == key]


@pytest.mark.parametrize("key_set", KEY_SETS)
def test_no_key_means_two_things_on_any_page(qtbot, window, key_set):
    window.use_keys(key_set)
    found = []
    for entry in PAGES:
        page = window.open(entry.code)
        window.finish()
        tabs = page.findChildren(QTabWidget)
        for at in range(tabs[0].count() if tabs else 1):
            if tabs:
                tabs[0].setCurrentIndex(at)
            found += [(entry.code, at, *clash) for clash in clashes(window)]
    assert found == []


def test_the_walk_sees_a_clash(window):
    page = window.open("vouchers")
    window.finish()
    shortcut = QShortcut(QKeySequence("Ctrl+N"), page)
    assert ("Ctrl+N", ["Thêm", page.objectName()]) in list(clashes(window))
    shortcut.deleteLater()


def test_open_and_later_pages_wear_another_set_at_once(qtbot, window):
    vouchers = window.open("vouchers")
    use(window, "Giống HTKK")
    assert vouchers.list.primaryButton.text() == "Phiếu chi (F5)"
    assert [key.toString() for key in vouchers.actions_["delete"].shortcuts()] == [
        "F6",
        "Ctrl+Del",
    ]
    dues = window.open("dues")
    assert dues.list.primaryButton.text() == "Thu đủ, trừ… (F5)"
    window.open("members")
    window.enter("members")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F5)
    members = window.open("members")
    assert members.currentWidget() is members.form


def test_another_set_and_back_leaves_every_button_as_it_was(window):
    said = {}
    for code in ("vouchers", "settlement", "exchange"):
        page = window.open(code)
        window.finish()
        said |= {id(it): (it, it.text()) for it in page.findChildren(QAbstractButton)}
    for title in ("Giống MISA", "Giống FAST", "Thường dùng"):
        use(window, title)
    assert [(it.text(), words) for it, words in said.values() if it.text() != words] == []


def test_the_key_of_unposting_reverses_for_hands_from_misa(window):
    page = window.open("vouchers")
    use(window, "Giống MISA")
    assert page.actions_["reverse"].shortcut().toString() == "Ctrl+B"
    assert window.actions_["fold"].shortcut().toString() == "Ctrl+M"
    assert window.foldButton.toolTip().endswith("(Ctrl+M)")


@pytest.mark.parametrize("typed", ["kinh phi", "kp", "6"])
def test_a_page_is_gone_to_by_name_initials_or_number(window, typed):
    QTest.keyClick(window, Qt.Key.Key_T, CTRL)
    box = QApplication.activeModalWidget()
    box.queryEdit.setText(typed)
    QTest.keyClick(box.queryEdit, Qt.Key.Key_Return)
    assert window.navigation.current() == "contributions"


def test_f6_goes_round_the_panes(qtbot, window):
    window.enter("members")
    page = window.open("members")
    qtbot.waitUntil(page.list.table.hasFocus)
    page.list.table.selectRow(0)
    qtbot.waitUntil(lambda: page.shown is not None)
    seen = []
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        seen.append(QApplication.focusWidget())
    assert page.sheet.isAncestorOf(seen[0])
    assert seen[1] is window.navigationList
    assert page.isAncestorOf(seen[2])


def test_ctrl_page_down_changes_the_next_record_and_stores_this_one(qtbot, window):
    page = window.open("members")
    page.list.point_to(page.list.table.rows.row_id(0))
    page.change()
    form = page.form
    first = form.fullNameEdit.value()
    position = form.entry.fields["positionEdit"]
    position.line.setText("Tổ trưởng")
    QTest.keyClick(form.fullNameEdit.editor, Qt.Key.Key_PageDown, CTRL)
    assert form.fullNameEdit.value() not in {None, first}
    QTest.keyClick(form.fullNameEdit.editor, Qt.Key.Key_PageUp, CTRL)
    assert (form.fullNameEdit.value(), position.value()) == (first, "Tổ trưởng")
