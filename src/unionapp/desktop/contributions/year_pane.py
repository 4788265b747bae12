"""The wage funds of a whole year: typed, pasted or read from a file, then kept at once."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog

from unionapp.desktop.contributions.year_rows import YEAR_COLUMNS, YearRows
from unionapp.desktop.desk import Desk
from unionapp.desktop.grids.clipboard import read_block
from unionapp.desktop.grids.paged import Edit
from unionapp.desktop.grids.sheet_model import SheetModel
from unionapp.desktop.notices import explaining
from unionapp.desktop.table_pane import TablePane
from unionapp.desktop.tasks import Task
from unionapp.errors import CodedError
from unionapp.finance.contributions.book import list_contributions
from unionapp.finance.contributions.declarations import preview_funds, record_funds
from unionapp.finance.contributions.wage_sheets import (
    WageSheet,
    read_wage_rows,
    read_wage_sheet,
)
from unionapp.sentences import problem_sentence, sentence_for
from unionapp.vietnamese.amounts import dong

_HINT = (
    "Gõ, hoặc chép ba cột tháng, số lao động, quỹ lương từ Excel rồi Ctrl+V; Ctrl+D chép ô trên "
    "xuống, Del xóa ô, F6 ra các nút. Chưa ghi gì vào sổ cho đến khi Cất."
)
_FILES = "Bảng tính (*.xlsx *.xls *.ods *.csv);;Mọi tệp (*)"
_SHOWN_PROBLEMS = 3


class YearPane(TablePane):
    """Twelve rows, each saying what keeping it would do."""

    done = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._payer = ""
        self._rows = YearRows(desk.period.end.year)
        self._unkept: dict[tuple[int, str], YearRows] = {}
        self._model = SheetModel(YEAR_COLUMNS, change=self._change)
        self._model.setParent(self)
        self.table.set_up(self._model, "contribution_year", preferences=desk.preferences)
        self.table.walk_by_enter("workers", "fund")
        self.table.unreadable.connect(lambda words: self.banner.say(words, "warning"))
        self.fileButton = self.add_deed("Đọc tệp &Excel… (Ctrl+O)", self._ask_file)
        self.saveButton = self.add_deed("Cất (Ctrl+S)", self.save, is_primary=True)
        for keys, button in (("Ctrl+O", self.fileButton), ("Ctrl+S", self.saveButton)):
            QShortcut(QKeySequence(keys), self).activated.connect(button.click)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self.table)
        paste.setContext(Qt.ShortcutContext.WidgetShortcut)
        paste.activated.connect(self.paste)
        self.closed.connect(self._put_away)

    def start(self, year: int, payer: str = "") -> None:
        """Show what is declared for a year; what was typed and not kept comes back."""
        self._payer = payer
        whose = f" của {payer}" if payer else ""
        self.say(f"Quỹ lương đóng kinh phí năm {year}{whose}", _HINT)
        noted = [row for row in list_contributions(self.desk.office, year) if row.payer == payer]
        left = self._unkept.pop((year, payer), None)
        self._rows = left or YearRows(year, noted)
        self._work_out()
        self._model.put(self._rows.cells())
        if left is not None:
            self.banner.say("Các số gõ dở lần trước chưa cất vẫn ở đây.")
        may_write = self.may("write")
        for button in (self.fileButton, self.saveButton):
            button.setEnabled(may_write)
        self.table.setCurrentIndex(self._model.index(0, 1))
        self.table.setFocus()

    def paste(self) -> None:
        """Paste a copied table by its months, or else a block of cells where the cursor stands."""
        block = read_block(QGuiApplication.clipboard().text())
        read = read_wage_rows(block, self._rows.year)
        if read is None:
            self.table.edits.paste()
        else:
            self.fill(read, "Đã dán")

    def read(self, file: Path) -> Task:
        """Read a file in the background and fill the rows from it."""
        year = self._rows.year
        self.banner.hide()
        task = self.desk.run(lambda _progress: read_wage_sheet(file, year))
        task.succeeded.connect(self._take)
        task.failed.connect(self._explain)
        return task

    def fill(self, read: WageSheet, done: str) -> None:
        """Put what was read into its rows; it can be taken back, and nothing is kept yet."""
        edits = self._rows.edits_of(read.lines)
        sentence = f"{done} {len(read.lines)} tháng"
        self.table.edits.apply(edits, sentence)
        problems = [_said(one.row, problem_sentence(one)) for one in read.problems]
        if problems:
            rest = len(problems) - _SHOWN_PROBLEMS
            more = f" … và {rest} dòng khác." if rest > 0 else ""
            self.banner.say(f"{sentence}. {' '.join(problems[:_SHOWN_PROBLEMS])}{more}", "warning")
        else:
            self.banner.say(f"{sentence}. Xem cột Lưu ý rồi Cất.")

    def save(self) -> None:
        """Keep the year in one step."""
        lines = self._rows.lines()
        with explaining(self.banner):
            rows = record_funds(self.desk.office, lines, self._payer)
            due = sum(row.due for row in rows)
            self.desk.tell(f"Đã khai quỹ lương {len(rows)} tháng, phải đóng {dong(due)}")
            self.done.emit(rows)

    def _change(self, edits: Sequence[Edit]) -> None:
        self._rows.change(edits)
        self._work_out()
        self._model.put_again(self._rows.cells())

    def _work_out(self) -> None:
        with explaining(self.banner):
            lines = self._rows.lines()
            self._rows.changes = preview_funds(self.desk.office, lines, self._payer)
        self.sumLabel.setText(self._rows.sum_words())

    def _put_away(self) -> None:
        if self._rows.is_changed():
            self._unkept[self._rows.year, self._payer] = self._rows
            self.desk.tell("Quỹ lương cả năm chưa cất; mở lại để làm tiếp.")

    def _take(self, read: WageSheet) -> None:
        self.fill(read, "Đã đọc")
        self.table.setFocus()

    def _explain(self, error: BaseException) -> None:
        if not isinstance(error, CodedError):
            raise error
        self.banner.say(sentence_for(error), "warning")

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Chọn bảng quỹ lương", "", _FILES)
        if name:
            self.read(Path(name))


def _said(row: int | None, words: str) -> str:
    return f"Dòng {row}: {words}" if row else words
