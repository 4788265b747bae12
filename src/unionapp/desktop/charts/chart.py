"""What every chart has: a title, an empty state, its figures in words, patterns beside colours."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from unionapp.vietnamese.amounts import group_digits

_STEPS = (1, 2, 5, 10)
_LEAST_SHARE = 10  # the upright axis of a line shows at least a tenth of its highest value


@dataclass(frozen=True, slots=True)
class Series:
    """Values by label; None is a gap, not a zero."""

    name: str
    values: tuple[int | None, ...]


class Chart(QWidget):
    """A drawing of figures, readable in black and white."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ""
        self.unit = ""
        self.labels: tuple[str, ...] = ()
        self.series: tuple[Series, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_figures(
        self, title: str, labels: Sequence[str], series: Sequence[Series], *, unit: str = ""
    ) -> None:
        """Draw these figures; they are also told in words to screen readers."""
        self.title, self.unit = title, unit
        self.labels, self.series = tuple(labels), tuple(series)
        self.setAccessibleName(title)
        self.setAccessibleDescription(self.in_words())
        self.update()

    def take_figures(self, other: "Chart") -> None:
        """Draw what another chart draws."""
        self.show_figures(other.title, other.labels, other.series, unit=other.unit)

    def in_words(self) -> str:
        """The figures as text."""
        lines = []
        for one in self.series:
            pairs = zip(self.labels, one.values, strict=False)
            told = "; ".join(f"{at}: {group_digits(n)}" for at, n in pairs if n is not None)
            lines.append(f"{one.name}: {told}")
        return ". ".join(lines)

    @override
    def sizeHint(self) -> QSize:
        letter = self.fontMetrics().averageCharWidth()
        return QSize(56 * letter, 13 * self.fontMetrics().height())

    @override
    def minimumSizeHint(self) -> QSize:
        letter = self.fontMetrics().averageCharWidth()
        return QSize(32 * letter, 9 * self.fontMetrics().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(8, 8, -8, -8)
        self._draw_title(painter, area)
        area.setTop(area.top() + 1.6 * self.fontMetrics().height())
        if any(value for one in self.series for value in one.values):
            self.draw(painter, area)
        else:
            painter.setPen(muted(self.palette()))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, "Chưa có số liệu")
        painter.end()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the figures into an area."""
        raise NotImplementedError

    def _draw_title(self, painter: QPainter, area: QRectF) -> None:
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        title = f"{self.title} ({self.unit})" if self.unit else self.title
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, title)
        font.setBold(False)
        painter.setFont(font)


class Scale:
    """The upright axis: round steps, and where a value stands.

    Bars need zero; a line may begin higher, so that small changes of a large figure are seen, but
    a change of one in fifty is not to look like a fall from top to bottom.
    """

    def __init__(
        self, lowest: int, highest: int, area: QRectF, *, is_from_zero: bool = True
    ) -> None:
        if is_from_zero or 2 * lowest < highest:
            lowest, highest = min(lowest, 0), max(highest, 0)
        else:
            lowest = min(lowest, highest - highest // _LEAST_SHARE)
        self.step = round_step(highest - lowest)
        self.bottom = lowest // self.step * self.step
        self.top = max(-(-highest // self.step) * self.step, self.bottom + self.step)
        self._area = area

    def marks(self) -> range:
        """The values that get a line."""
        return range(self.bottom, self.top + 1, self.step)

    def y(self, value: int) -> float:
        """Where a value stands."""
        share = (value - self.bottom) / (self.top - self.bottom)
        return self._area.bottom() - share * self._area.height()

    def draw(self, painter: QPainter, palette: QPalette, left: float) -> None:
        """Draw the lines and their figures."""
        for mark in self.marks():
            y = self.y(mark)
            line = QPen(palette.color(QPalette.ColorRole.Mid), 1 if mark else 1.5)
            painter.setPen(line)
            painter.drawLine(QPointF(self._area.left(), y), QPointF(self._area.right(), y))
            painter.setPen(muted(palette))
            box = QRectF(left, y - 12, self._area.left() - left - 6, 24)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, flags, short_figure(mark))


def round_step(span: int) -> int:
    """A step of 1, 2 or 5 times a power of ten that parts a span into at most five."""
    size = 1
    while True:
        for step in _STEPS:
            if step * size * 5 >= span:
                return step * size
        size *= 10


def short_figure(value: int) -> str:
    """A figure short enough for an axis: 1,5 tỷ, 20 tr, 500."""
    for size, word in ((10**9, "tỷ"), (10**6, "tr")):
        if abs(value) >= size:
            whole, tenth = divmod(round(abs(value) * 10 / size), 10)
            text = f"{group_digits(whole)},{tenth}" if tenth else group_digits(whole)
            return f"{'-' if value < 0 else ''}{text} {word}"
    return group_digits(value)


def muted(palette: QPalette) -> QColor:
    """The colour of what stands in the background but is to be read."""
    return palette.color(QPalette.ColorRole.PlaceholderText)


def series_colour(palette: QPalette, at: int) -> QColor:
    """The colour of a series; its pattern tells it apart on paper."""
    roles = (QPalette.ColorRole.Accent, QPalette.ColorRole.PlaceholderText)
    return palette.color(roles[at % len(roles)])


def series_brush(palette: QPalette, at: int) -> QBrush:
    """The fill of a series: full, hatched, empty, dotted; no two look alike in grey."""
    patterns = (
        Qt.BrushStyle.SolidPattern,
        Qt.BrushStyle.BDiagPattern,
        Qt.BrushStyle.NoBrush,
        Qt.BrushStyle.Dense4Pattern,
    )
    return QBrush(series_colour(palette, at), patterns[at % len(patterns)])
