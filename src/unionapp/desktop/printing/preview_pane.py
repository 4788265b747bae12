"""Looks at a PDF page by page, as wide as there is room or as a whole."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractSlider, QCheckBox, QLabel, QScrollArea, QToolButton, QWidget
from typing_extensions import override

from unionapp.desktop.forms import load_form
from unionapp.desktop.printing.pdf_pages import PdfPages

_WIDEST = 1.9  # pixels to the point; beyond it letters grow without being easier to read
_EMPTY = "Bấm F7 để xem trước đúng như bản in."


class PreviewPane(QWidget):
    """One page at a time."""

    previousButton: QToolButton
    nextButton: QToolButton
    pageLabel: QLabel
    wholeCheck: QCheckBox
    sheetArea: QScrollArea

    def __init__(self) -> None:
        super().__init__()
        load_form("printing/preview", self)
        self._pages: PdfPages | None = None
        self._at = 0
        self._sheet = QLabel(_EMPTY)
        self._sheet.setMargin(16)
        self.sheetArea.setWidget(self._sheet)
        self.previousButton.clicked.connect(self.go_back)
        self.nextButton.clicked.connect(self.go_on)
        self.wholeCheck.toggled.connect(self._paint)
        self._tell()

    def show_pdf(self, data: bytes) -> None:
        """Show a PDF from its first page."""
        self.clear()
        self._pages = PdfPages(data)
        self._paint()

    def clear(self) -> None:
        """Show nothing."""
        self._pages, self._at = None, 0
        self._sheet.setPixmap(QPixmap())
        self._sheet.setText(_EMPTY)
        self._sheet.adjustSize()
        self._tell()

    def page_count(self) -> int:
        """How many pages there are to look at."""
        return len(self._pages) if self._pages is not None else 0

    def picture(self) -> QPixmap:
        """The page shown."""
        return self._sheet.pixmap()

    def go_on(self) -> None:
        """Turn to the next page."""
        self._turn_to(self._at + 1)

    def go_back(self) -> None:
        """Turn to the page before."""
        self._turn_to(self._at - 1)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._paint()  # what was shown before it was in sight did not know how wide it will be

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._paint()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.sheetArea.verticalScrollBar()
        step = QAbstractSlider.SliderAction
        turns: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_PageDown: self.go_on,
            Qt.Key.Key_PageUp: self.go_back,
            Qt.Key.Key_Down: partial(bar.triggerAction, step.SliderSingleStepAdd),
            Qt.Key.Key_Up: partial(bar.triggerAction, step.SliderSingleStepSub),
        }
        turn = turns.get(Qt.Key(event.key()))
        if turn is None:
            super().keyPressEvent(event)
        else:
            turn()

    def _turn_to(self, at: int) -> None:
        if 0 <= at < self.page_count():
            self._at = at
            self.sheetArea.verticalScrollBar().setValue(0)
            self._paint()

    def _paint(self) -> None:
        if self._pages is None:
            return
        ratio = self.devicePixelRatioF()
        picture = QPixmap.fromImage(self._pages.paint(self._at, self._scale() * ratio))
        picture.setDevicePixelRatio(ratio)
        self._sheet.setPixmap(picture)
        self._sheet.adjustSize()
        self._tell()

    def _scale(self) -> float:
        assert self._pages is not None  # noqa: S101  # asked by _paint only
        width, height = self._pages.size(self._at)
        room = self.sheetArea.contentsRect().size()
        margins = 2 * self._sheet.margin() + 4
        beside = margins + self.sheetArea.verticalScrollBar().sizeHint().width()
        wide = (room.width() - beside) / width
        if self.wholeCheck.isChecked():
            wide = min(wide, (room.height() - margins) / height)
        return max(0.2, min(wide, _WIDEST))

    def _tell(self) -> None:
        count = self.page_count()
        self.pageLabel.setText(f"Trang {self._at + 1}/{count}" if count else "")
        self.previousButton.setEnabled(self._at > 0)
        self.nextButton.setEnabled(self._at + 1 < count)
