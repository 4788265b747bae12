"""What the whole program looks like: theme, text size, icons, Vietnamese for Qt itself."""

from string import Template

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QKeySequence, QShortcut, QWheelEvent
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget
from typing_extensions import override

from unionapp.assets import resource
from unionapp.desktop.look.icons import icon, set_icon, wear_icons
from unionapp.desktop.look.palettes import THEMES, Theme, palette_of, read_theme
from unionapp.desktop.look.roles import set_role
from unionapp.desktop.look.words import QtWords

__all__ = ["THEMES", "Look", "Theme", "icon", "read_theme", "set_icon", "set_role", "wear_icons"]

FONT = "Noto Sans"
TEXT_SIZES = range(8, 19)
DEFAULT_TEXT_SIZE = 10
SPACE = 8
_EFFECTS = (
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_FadeTooltip,
)
_FACES = ("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf", "NotoSans-Bold.ttf")


class Look(QObject):
    """Dresses the application; the caller remembers theme and text size."""

    changed = Signal()
    text_size_changed = Signal(int)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._words = _speak_vietnamese(app)
        self._text_size = DEFAULT_TEXT_SIZE
        self._wanted = "system"
        QLocale.setDefault(QLocale("vi_VN"))
        app.setStyle(QStyleFactory.create("Fusion"))
        for effect in _EFFECTS:
            app.setEffectEnabled(effect, False)  # small machines, and screens shared from afar
        for face in _FACES:
            QFontDatabase.addApplicationFont(str(resource("fonts", face)))
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        self.use_theme("system")

    @property
    def theme(self) -> Theme:
        """The theme in use."""
        return self._theme

    @property
    def text_size(self) -> int:
        """The size of plain text, in points."""
        return self._text_size

    def use_theme(self, name: str) -> None:
        """Change to `light`, `dark` or, with `system`, to what the desktop prefers."""
        self._wanted = name
        self._theme = read_theme(self._preferred() if name == "system" else name)
        self._dress()

    def set_text_size(self, points: int) -> None:
        """Set the size of plain text, kept within readable bounds."""
        points = min(max(points, TEXT_SIZES.start), TEXT_SIZES.stop - 1)
        if points != self._text_size:
            self._text_size = points
            self._dress()
            self.text_size_changed.emit(points)

    def enlarge(self) -> None:
        """Make the text one point larger."""
        self.set_text_size(self._text_size + 1)

    def shrink(self) -> None:
        """Make the text one point smaller."""
        self.set_text_size(self._text_size - 1)

    def reset_text_size(self) -> None:
        """Go back to the usual text size."""
        self.set_text_size(DEFAULT_TEXT_SIZE)

    def watch(self, window: QWidget) -> None:
        """Let Ctrl+wheel, Ctrl+=, Ctrl+- and Ctrl+0 change the text size in a window."""
        window.winId()  # makes the native window, where the wheel arrives before any list eats it
        window.windowHandle().installEventFilter(self)
        for keys, change in (
            ("Ctrl+=", self.enlarge),
            ("Ctrl++", self.enlarge),
            ("Ctrl+-", self.shrink),
            ("Ctrl+0", self.reset_text_size),
        ):
            QShortcut(QKeySequence(keys), window).activated.connect(change)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QWheelEvent):
            return False
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        self.set_text_size(self._text_size + (1 if event.angleDelta().y() > 0 else -1))
        return True

    def _preferred(self) -> str:
        scheme = self._app.styleHints().colorScheme()
        return "dark" if scheme == Qt.ColorScheme.Dark else "light"

    def _follow_system(self) -> None:
        if self._wanted == "system" and self._preferred() != self._theme.name:
            self.use_theme("system")

    def _dress(self) -> None:
        self._app.setFont(QFont(FONT, self._text_size))
        self._app.setPalette(palette_of(self._theme))
        self._app.setStyleSheet(style_sheet(self._theme, self._text_size))
        wear_icons(self._app.allWidgets())
        self.changed.emit()


def style_sheet(theme: Theme, text_size: int) -> str:
    """The one style sheet, filled with the signs of a theme."""
    sheet = resource("themes", "window.qss").read_text(encoding="utf-8")
    return Template(sheet).substitute(
        theme.signs,
        title_size=f"{text_size * 3 // 2}pt",
        icons=resource("icons").as_posix(),
        tone="light" if theme.is_dark else "dark",
    )


def _speak_vietnamese(app: QApplication) -> QtWords:
    """Let Qt's own words be ours; once for an application, however often it is dressed."""
    words = app.findChild(QtWords)
    if words is None:
        words = QtWords(app)
        app.installTranslator(words)
    return words
