"""The two themes from resources/themes, and the contrast between any two colours."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

from unionapp.assets import resource

THEMES = ("light", "dark")
_ROLES = {
    "window": QPalette.ColorRole.Window,
    "window_text": QPalette.ColorRole.WindowText,
    "base": QPalette.ColorRole.Base,
    "alternate_base": QPalette.ColorRole.AlternateBase,
    "text": QPalette.ColorRole.Text,
    "placeholder_text": QPalette.ColorRole.PlaceholderText,
    "button": QPalette.ColorRole.Button,
    "button_text": QPalette.ColorRole.ButtonText,
    "bright_text": QPalette.ColorRole.BrightText,
    "highlight": QPalette.ColorRole.Highlight,
    "highlighted_text": QPalette.ColorRole.HighlightedText,
    "accent": QPalette.ColorRole.Accent,
    "link": QPalette.ColorRole.Link,
    "link_visited": QPalette.ColorRole.LinkVisited,
    "tool_tip_base": QPalette.ColorRole.ToolTipBase,
    "tool_tip_text": QPalette.ColorRole.ToolTipText,
    "light": QPalette.ColorRole.Light,
    "midlight": QPalette.ColorRole.Midlight,
    "mid": QPalette.ColorRole.Mid,
    "dark": QPalette.ColorRole.Dark,
    "shadow": QPalette.ColorRole.Shadow,
}


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours; `signs` are the states Qt's palette has no role for."""

    name: str
    title: str
    is_dark: bool
    roles: Mapping[str, str]
    disabled: Mapping[str, str]
    signs: Mapping[str, str]

    def colour(self, name: str) -> str:
        """The colour of a role or a sign, as `#rrggbb`."""
        return self.signs[name] if name in self.signs else self.roles[name]


def read_theme(name: str) -> Theme:
    """One theme from its file.

    Raises:
        FileNotFoundError: there is no such theme.
    """
    text = resource("themes", f"{name}.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return Theme(
        name=name,
        title=data["title"],
        is_dark=data["is_dark"],
        roles=data["palette"],
        disabled=data["disabled"],
        signs=data["signs"],
    )


def palette_of(theme: Theme) -> QPalette:
    """The theme as Qt's palette."""
    palette = QPalette()
    for role, colour in theme.roles.items():
        palette.setColor(_ROLES[role], QColor(colour))
    for role, colour in theme.disabled.items():
        palette.setColor(QPalette.ColorGroup.Disabled, _ROLES[role], QColor(colour))
    return palette


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.1, relative luminance)."""
    brighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
