"""A month to click in, as Vietnamese calendars show it: from Monday, with Sunday marked."""

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QPalette, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget

from unionapp.desktop.look.icons import icon

_ARROWS = {"qt_calendar_prevmonth": "back", "qt_calendar_nextmonth": "forward"}


def make_calendar(parent: QWidget) -> QCalendarWidget:
    """A calendar that pops up over a window."""
    calendar = QCalendarWidget(parent)
    calendar.setWindowFlags(Qt.WindowType.Popup)
    calendar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    calendar.setLocale(QLocale("vi_VN"))
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    _paint_days(calendar)
    for name, sign in _ARROWS.items():
        button = calendar.findChild(QToolButton, name)
        if button is not None:
            button.setIcon(icon(sign, QPalette.ColorRole.HighlightedText))
    calendar.resize(_room(calendar))
    return calendar


def _paint_days(calendar: QCalendarWidget) -> None:
    # Qt's red for the weekend cannot be read on dark ground, and Saturday is a workday.
    palette = calendar.palette()
    for day, role in (
        (Qt.DayOfWeek.Saturday, QPalette.ColorRole.Text),
        (Qt.DayOfWeek.Sunday, QPalette.ColorRole.BrightText),
    ):
        words = QTextCharFormat()
        words.setForeground(palette.brush(role))
        calendar.setWeekdayTextFormat(day, words)


def _room(calendar: QCalendarWidget) -> QSize:
    metrics = calendar.fontMetrics()
    return QSize(7 * metrics.horizontalAdvance("Thứ 2 ") + 48, 9 * (metrics.height() + 8))
