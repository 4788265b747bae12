"""What hands know from other programs: sets of keys, and the keys that open pages.

A command that a set does not name keeps its usual keys. Facts about the other programs are in the
comments; where a key of theirs is taken by a field or a table here, the command keeps its own.
"""

from collections.abc import Mapping

KEY_SETS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "default": {},
    # Thêm, Sửa, Cất, Ghi sổ, Bỏ ghi, Nạp, Trước, Sau. Nothing is unposted here: what MISA calls
    # "Bỏ ghi" is done by reversing, so the hand finds it under the same key.
    "misa": {
        "add": ("Ctrl+N", "Ctrl+Ins"),
        "preview": ("Ctrl+Shift+P", "F7"),
        "refresh": ("F5", "Ctrl+R"),
        "reverse": ("Ctrl+B",),
        "fold": ("Ctrl+M",),
        "previous": ("Alt+Left", "Ctrl+PgUp"),
        "next": ("Alt+Right", "Ctrl+PgDown"),
    },
    # F5 adds a row, F6 deletes it.
    "htkk": {
        "add": ("F5", "Ctrl+N"),
        "delete": ("F6", "Ctrl+Del"),
        "refresh": ("Ctrl+R",),
        "next_pane": ("Ctrl+F6",),
    },
    # F4 new, F7 print, F8 delete; F3 edits there, but opens the list of a field here.
    "fast": {
        "add": ("F4", "Ctrl+N"),
        "delete": ("F8", "Ctrl+Del"),
        "next_problem": ("Ctrl+F8",),
    },
}
KEY_SET_TITLES: Mapping[str, str] = {
    "default": "Thường dùng",
    "misa": "Giống MISA",
    "htkk": "Giống HTKK",
    "fast": "Giống FAST",
}
# What fields, tables and the window itself understand; no set may take it from them.
TAKEN = frozenset(
    {"F2", "F3", "Tab", "Shift+Tab", "Return", "Enter", "Shift+Return", "Del", "Alt+Down"}
    | {f"Ctrl+{letter}" for letter in "ACDVXZ"}
    | {"Ctrl+=", "Ctrl++", "Ctrl+-", "Ctrl+0"}
)
_BEYOND_NINE = 10


def page_keys(number: int) -> str:
    """The keys that open a page by its number: Alt+1 to Alt+9, Alt+0, then Ctrl+1 for the 11th."""
    if number <= _BEYOND_NINE:
        return f"Alt+{number % _BEYOND_NINE}"
    rest = number - _BEYOND_NINE
    return f"Ctrl+{rest}" if rest < _BEYOND_NINE else ""
