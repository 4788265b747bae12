"""Gives a widget a role the style sheet knows: title, muted, primary, link, panel and so on."""

from PySide6.QtWidgets import QWidget


def set_role(widget: QWidget, role: str) -> None:
    """Dress a widget for its role."""
    redress(widget, "role", role)


def redress(widget: QWidget, name: str, value: str) -> None:
    """Set a property the style sheet asks for; Qt does not look again by itself."""
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
