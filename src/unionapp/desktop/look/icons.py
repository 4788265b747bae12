"""Our own icons: one-colour drawings, painted in the colour of the text beside them."""

from collections.abc import Iterable
from functools import cache

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QImage, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractButton, QWidget

from unionapp.assets import resource

SIGN = "sign"
_SIZES = (16, 20, 24, 32, 48, 64)


def icon(name: str, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> QIcon:
    """One icon in the colours of the palette in use; ask again after the theme has changed.

    Raises:
        FileNotFoundError: there is no drawing of that name.
    """
    palette = QGuiApplication.palette()
    drawn = QIcon()
    for mode, group in (
        (QIcon.Mode.Normal, QPalette.ColorGroup.Active),
        (QIcon.Mode.Disabled, QPalette.ColorGroup.Disabled),
    ):
        colour = palette.color(group, role).name()
        for size in _SIZES:
            drawn.addPixmap(QPixmap.fromImage(_paint(name, colour, size)), mode)
    return drawn


def set_icon(target: QAbstractButton | QAction, name: str) -> None:
    """Put an icon on a button or an action; it follows the theme from now on."""
    target.setProperty(SIGN, name)
    target.setIcon(icon(name, _role_beside(target)))


def wear_icons(widgets: Iterable[QWidget]) -> None:
    """Paint the icons of all these widgets and their actions; forms name them in `sign`."""
    for widget in widgets:
        if isinstance(widget, QAbstractButton) and (name := widget.property(SIGN)):
            set_icon(widget, name)
        for action in widget.actions():
            if name := action.property(SIGN):
                set_icon(action, name)


def _role_beside(target: QAbstractButton | QAction) -> QPalette.ColorRole:
    is_primary = target.property("role") == "primary"
    return QPalette.ColorRole.HighlightedText if is_primary else QPalette.ColorRole.ButtonText


@cache
def _paint(name: str, colour: str, size: int) -> QImage:
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - the login paints no icon of ours

    # Kept as an image: unlike a pixmap it may outlive the application.
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    svg = _drawing(name).replace("currentColor", colour)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    return image


@cache
def _drawing(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")
