"""Pointing out where the list begins in a sheet whose header says nothing known."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from unionapp.desktop.forms import load_form
from unionapp.membership.roster.pointing import HeaderPlace, SheetTop
from unionapp.sheets.workbook import column_letters

_SAMPLES = 3


class HeaderChoice(QWidget):
    """Three boxes and a button: the sheet, the row of its header, the column of the names."""

    askLabel: QLabel
    sheetLabel: QLabel
    sheetBox: QComboBox
    rowBox: QComboBox
    nameBox: QComboBox
    readButton: QPushButton

    pointed = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        load_form("members/header_choice", self)
        self._path = Path()
        self._tops: tuple[SheetTop, ...] = ()
        self.sheetBox.currentIndexChanged.connect(self._show_rows)
        self.rowBox.currentIndexChanged.connect(self._show_columns)
        self.readButton.clicked.connect(self._point)
        self.hide()

    def ask(self, path: Path, tops: tuple[SheetTop, ...]) -> None:
        """Ask for the header of a file, with the likely answer chosen already."""
        self._path, self._tops = path, tops
        self.askLabel.setText(
            f"Hãy chỉ cho chương trình cách đọc tệp {path.name}: chọn dòng tiêu đề và cột họ tên. "
            "Lần sau, tệp cùng mẫu sẽ được đọc ngay."
        )
        self.sheetBox.clear()
        self.sheetBox.addItems([top.sheet for top in self._tops])
        for widget in (self.sheetLabel, self.sheetBox):
            widget.setVisible(len(self._tops) > 1)
        self.show()
        self.rowBox.setFocus()

    def _show_rows(self) -> None:
        if (at := self.sheetBox.currentIndex()) < 0:
            return
        top = self._tops[at]
        self.rowBox.clear()
        self.rowBox.addItem("Không có dòng tiêu đề, người đầu tiên ở ngay dòng 1", 0)
        for number, row in enumerate(top.rows, 1):
            told = " · ".join(text for text in row if text) or "(trống)"
            self.rowBox.addItem(f"Dòng {number}: {told}", number)
        self.rowBox.setCurrentIndex(self.rowBox.findData(top.likely_header()))
        self._show_columns()

    def _show_columns(self) -> None:
        row = self.rowBox.currentData()
        if row is None:
            return
        top = self._tops[self.sheetBox.currentIndex()]
        self.nameBox.clear()
        for column, title in enumerate(top.titles(row)):
            below = [cells[column] for cells in top.rows[row:] if cells[column]][:_SAMPLES]
            letters = column_letters(column)
            self.nameBox.addItem(
                f"{letters} · {title or '(không tiêu đề)'}: {', '.join(below)}", letters
            )
        self.nameBox.setCurrentIndex(self.nameBox.findData(top.likely_names(row)))

    def _point(self) -> None:
        sheet = self._tops[self.sheetBox.currentIndex()].sheet
        place = HeaderPlace(sheet, self.rowBox.currentData(), self.nameBox.currentData())
        self.pointed.emit(self._path, place)
