"""How far the targets are: a bar each, with its figures in words beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPalette, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from unionapp.desktop.charts.chart import Chart, Series, muted
from unionapp.vietnamese.amounts import group_digits, percent


@dataclass(frozen=True, slots=True)
class Target:
    """One target: what was planned and what is done; None where nothing can be said yet."""

    name: str
    planned: int
    done: int | None
    unit: str = ""

    @property
    def is_reached(self) -> bool:
        """Whether the plan is fulfilled."""
        return self.done is not None and self.done >= self.planned

    def in_words(self) -> str:
        """The state in words, so that colour is never the only sign."""
        if self.done is None:
            return "chưa có số liệu"
        unit = f" {self.unit}" if self.unit else ""
        figures = f"{group_digits(self.done)}/{group_digits(self.planned)}{unit}"
        state = "đạt" if self.is_reached else f"còn thiếu {group_digits(self.planned - self.done)}"
        return f"{figures} · {percent(self.done, self.planned)} · {state}"


class TargetChart(Chart):
    """A set of bars, full where a target is reached, hatched where it is not yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.targets: tuple[Target, ...] = ()

    def show_targets(self, title: str, targets: Sequence[Target]) -> None:
        """Draw these targets."""
        self.targets = tuple(targets)
        done = Series("Đã làm", tuple(one.done for one in targets))
        self.show_figures(title, [one.name for one in targets], [done])
        self.updateGeometry()

    @override
    def take_figures(self, other: Chart) -> None:
        if isinstance(other, TargetChart):
            self.show_targets(other.title, other.targets)

    @override
    def in_words(self) -> str:
        return ". ".join(f"{one.name}: {one.in_words()}" for one in self.targets)

    @override
    def sizeHint(self) -> QSize:
        rows = 2 + 2.6 * max(2, len(self.targets))
        return QSize(super().sizeHint().width(), round(rows * self.fontMetrics().height()))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    @override
    def draw(self, painter: QPainter, area: QRectF) -> None:
        line = self.fontMetrics().height()
        for at, target in enumerate(self.targets):
            top = area.top() + at * 2.6 * line
            self._draw_words(painter, target, QRectF(area.left(), top, area.width(), line))
            bar = QRectF(area.left(), top + 1.2 * line, area.width(), 0.7 * line)
            self._draw_bar(painter, target, bar)

    def _draw_words(self, painter: QPainter, target: Target, box: QRectF) -> None:
        words, metrics = target.in_words(), self.fontMetrics()
        if metrics.horizontalAdvance(f"{target.name} {words}") + 16 > box.width():
            words = words.rpartition(" · ")[0] or words  # the bar itself shows what is missing
        room = int(box.width()) - metrics.horizontalAdvance(words) - 16
        name = metrics.elidedText(target.name, Qt.TextElideMode.ElideRight, room)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, name)
        painter.setPen(muted(self.palette()))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight, words)

    def _draw_bar(self, painter: QPainter, target: Target, box: QRectF) -> None:
        palette = self.palette()
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Mid), 1))
        painter.setBrush(palette.color(QPalette.ColorRole.Midlight))
        painter.drawRoundedRect(box, 3, 3)
        share = min(1.0, (target.done or 0) / target.planned) if target.planned > 0 else 0.0
        if share <= 0:
            return
        colour = palette.color(QPalette.ColorRole.Accent)
        full = Qt.BrushStyle.SolidPattern
        painter.setBrush(QBrush(colour, full if target.is_reached else Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(colour, 1))
        box.setWidth(share * box.width())
        painter.drawRoundedRect(box, 3, 3)
