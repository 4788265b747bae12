"""Commands stand in one table; key sets never collide, and permissions close what is not allowed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from tests.desktop.strokes import replay, telex, type_keys
from unionapp import desktop
from unionapp.assets import resource
from unionapp.desktop.command_box import CommandBox, Wish, find_wishes, wishes_of
from unionapp.desktop.commands import COMMANDS, Actions, command, keys_of
from unionapp.desktop.key_sets import KEY_SET_TITLES, KEY_SETS, TAKEN, page_keys
from unionapp.desktop.pages import PAGES


@pytest.mark.parametrize("key_set", KEY_SETS)
def test_no_two_commands_share_a_key(key_set):
    apart = [row for row in COMMANDS if not row.stands_for]
    keys = [key for row in apart for key in keys_of(row.name, key_set)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("key_set", KEY_SETS)
def test_no_set_takes_what_fields_tables_and_pages_understand(key_set):
    pages = {page_keys(number) for number in range(1, len(PAGES) + 1)}
    assert not {key for row in COMMANDS for key in keys_of(row.name, key_set)} & (TAKEN | pages)


def test_a_command_shares_a_key_only_with_the_one_it_stands_for():
    folder = Path(desktop.__file__).parent
    for row in COMMANDS:
        if not row.stands_for:
            continue
        for key_set in KEY_SETS:
            assert keys_of(row.name, key_set) == keys_of(row.stands_for, key_set)
        for page in folder.glob("*/*_page.py"):
            named = page.read_text(encoding="utf-8")
            assert not (f'"{row.name}"' in named and f'"{row.stands_for}"' in named), page.name


def test_every_page_has_keys_of_its_own():
    keys = [page_keys(number) for number in range(1, len(PAGES) + 1)]
    assert "" not in keys
    assert len(set(keys)) == len(PAGES)


def test_every_command_is_used_somewhere():
    folder = Path(desktop.__file__).parent
    said = "".join(
        file.read_text(encoding="utf-8")
        for file in folder.rglob("*.py")
        if file.name not in {"commands.py", "key_sets.py"}
    )
    assert [row.name for row in COMMANDS if f'"{row.name}"' not in said] == []


@pytest.mark.parametrize("key_set", KEY_SETS)
def test_every_key_is_one_qt_knows(key_set, qapp):
    for row in COMMANDS:
        for key in keys_of(row.name, key_set):
            sequence = QKeySequence(key)
            assert not sequence.isEmpty(), key
            assert sequence[0].key() != Qt.Key.Key_unknown, key


@pytest.mark.parametrize("key_set", KEY_SETS)
def test_no_key_is_a_bare_letter_or_the_switch_of_a_vietnamese_keyboard(key_set):
    for row in COMMANDS:
        for key in keys_of(row.name, key_set):
            assert len(key) > 1
            assert set(key.split("+")) != {"Ctrl", "Shift"}


def test_every_key_set_names_real_commands_and_has_a_title():
    names = {row.name for row in COMMANDS}
    assert len(names) == len(COMMANDS)
    for key_set, keys in KEY_SETS.items():
        assert set(keys) <= names
        assert KEY_SET_TITLES[key_set]


@pytest.mark.parametrize("row", COMMANDS, ids=lambda row: row.name)
def test_every_command_has_words_a_tip_and_a_drawing(row):
    assert row.text
    assert row.tip
    assert resource("icons", f"{row.icon}.svg").exists()


def test_an_unknown_command_is_an_error():
    with pytest.raises(KeyError):
        command("nothing")


def a_window(qtbot, **given):
    window = QWidget()
    qtbot.addWidget(window)
    window.line = QLineEdit(window)
    done = []
    deeds = {
        name: (lambda name=name: done.append(name)) for name in ("add", "edit", "save", "lock")
    }
    window.actions_ = Actions(window, deeds, **given)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    window.line.setFocus()
    qtbot.waitUntil(window.line.hasFocus)
    return window, done


def test_keys_do_what_the_table_says(qtbot):
    window, done = a_window(qtbot)
    QTest.keyClick(window.line, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert done == ["add"]


def test_what_needs_a_selection_waits_for_one(qtbot):
    window, done = a_window(qtbot)
    QTest.keyClick(window.line, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert done == []
    window.actions_.allow(has_selection=True)
    QTest.keyClick(window.line, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert done == ["edit"]


def test_what_an_officer_may_not_do_is_closed(qtbot):
    window, _ = a_window(qtbot, permissions=["write"])
    assert window.actions_["save"].isEnabled()
    assert not window.actions_["lock"].isEnabled()
    window.actions_.allow(has_selection=True, refused=["save"])
    assert not window.actions_["save"].isEnabled()


def test_another_key_set_changes_keys_and_tips(qtbot):
    window, done = a_window(qtbot)
    window.actions_.use_keys("htkk")
    assert window.actions_["add"].toolTip() == "Thêm một bản ghi mới (F5)"
    QTest.keyClick(window.line, Qt.Key.Key_F5)
    assert done == ["add"]


WISHES = [
    Wish("Thêm đoàn viên", lambda: None, "Ctrl+N"),
    Wish("Khóa sổ", lambda: None, "", "Khóa sổ kỳ làm việc"),
    Wish("Lập danh sách thu đoàn phí", lambda: None),
    Wish("Kỳ làm việc: 6 tháng đầu năm 2026", lambda: None),
    Wish("Kỳ làm việc: tháng 01 năm 2026", lambda: None),
    Wish("Kỳ làm việc: tháng 02 năm 2026", lambda: None),
]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("khoa", "Khóa sổ"),
        ("doan phi", "Lập danh sách thu đoàn phí"),
        ("tdv", "Thêm đoàn viên"),
        ("đoàn v", "Thêm đoàn viên"),
        ("dv", "Thêm đoàn viên"),
        ("phi", "Lập danh sách thu đoàn phí"),
        ("ky lam viec thang 2", "Kỳ làm việc: tháng 02 năm 2026"),
        ("tháng 1", "Kỳ làm việc: tháng 01 năm 2026"),
    ],
)
def test_a_wish_is_found_without_accents_and_by_initials(query, first):
    assert find_wishes(WISHES, query)[0].text == first


def test_the_command_box_does_what_is_typed(qtbot):
    done = []
    box = CommandBox([*WISHES, Wish("Ghi sổ phiếu", lambda: done.append("post"))])
    qtbot.addWidget(box)
    box.show()
    replay(box.queryEdit, telex("ghi sổ"))
    assert box.wishList.count() == 1
    QTest.keyClick(box.queryEdit, Qt.Key.Key_Return)
    assert done == ["post"]
    assert not box.isVisible()


def test_arrows_choose_in_the_command_box(qtbot):
    done = []
    box = CommandBox([Wish("Một", lambda: done.append(1)), Wish("Hai", lambda: done.append(2))])
    qtbot.addWidget(box)
    QTest.keyClick(box.queryEdit, Qt.Key.Key_Down)
    QTest.keyClick(box.queryEdit, Qt.Key.Key_Down)
    QTest.keyClick(box.queryEdit, Qt.Key.Key_Up)
    QTest.keyClick(box.queryEdit, Qt.Key.Key_Down)
    QTest.keyClick(box.queryEdit, Qt.Key.Key_Return)
    assert done == [2]


def test_a_wish_nobody_has_is_said_to_be_missing(qtbot):
    box = CommandBox(WISHES)
    qtbot.addWidget(box)
    box.show()
    type_keys(box.queryEdit, "zzz")
    assert box.emptyLabel.isVisible()
    QTest.keyClick(box.queryEdit, Qt.Key.Key_Return)
    assert box.isVisible()


def test_actions_become_wishes_when_they_may_be_done(qtbot):
    window, _ = a_window(qtbot)
    wishes = wishes_of(window.actions_.all())
    assert [(wish.text, wish.keys) for wish in wishes] == [
        ("Thêm", "Ctrl+N"),
        ("Cất", "Ctrl+S"),
        ("Khóa sổ", ""),
    ]
