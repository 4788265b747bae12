"""Gives a whole window the keys of a set: its actions, its shortcuts, and what its buttons say.

Everything is made with the usual keys written on it; this walk puts the chosen ones there.
"""

import re

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget

from unionapp.desktop.commands import COMMANDS, Actions, keys_of, say_keys

_SAID = re.compile(r"^(.*) \(([^()]+)\)$")
_BY_KEY = {key: row.name for row in reversed(COMMANDS) for key in row.keys}
_BY_SAID = {key.replace("Return", "Enter"): name for key, name in _BY_KEY.items()}


def wear_keys(root: QWidget, key_set: str) -> None:
    """Change everything under a widget to another set of keys."""
    for actions in root.findChildren(Actions):
        actions.use_keys(key_set)
    for shortcut in root.findChildren(QShortcut):
        _change_shortcut(shortcut, key_set)
    for button in root.findChildren(QAbstractButton):
        _relabel(button, key_set)


def _change_shortcut(shortcut: QShortcut, key_set: str) -> None:
    # A shortcut on the usual keys of a command means that command, whatever it is called here.
    name = shortcut.property("command") or _BY_KEY.get(shortcut.key().toString())
    if name:
        shortcut.setProperty("command", name)
        shortcut.setKeys([QKeySequence(key) for key in keys_of(name, key_set)])


def _relabel(button: QAbstractButton, key_set: str) -> None:
    found = _SAID.match(button.text())
    name = button.property("command") or (_BY_SAID.get(found[2]) if found else None)
    if not name:
        return
    button.setProperty("command", name)
    button.setText(say_keys(found[1] if found else button.text(), name, key_set))
