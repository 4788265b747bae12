"""Taking a roster in on screen: read, map, mend cell by cell, take in, take back."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk
from unionapp.desktop.file_choice import ask_file
from unionapp.desktop.forms import load_form
from unionapp.desktop.grids import DataTable
from unionapp.desktop.grids.paged import Edit
from unionapp.desktop.members.column_choice import ColumnChoice
from unionapp.desktop.members.header_choice import HeaderChoice
from unionapp.desktop.members.open_roster import OpenRoster
from unionapp.desktop.members.pay_month_choice import PayMonthChoice
from unionapp.desktop.members.roster_intake import RosterIntake
from unionapp.desktop.members.roster_table import FIELD_TITLES, RosterModel, rows_of
from unionapp.desktop.members.roster_words import tell_columns, tell_summary
from unionapp.desktop.notices import Banner
from unionapp.desktop.problems import count_sentence
from unionapp.errors import CodedError
from unionapp.membership.roster.mending import Cell, MendableRoster
from unionapp.membership.roster.pointing import HeaderPlace, show_tops
from unionapp.sentences import sentence_for
from unionapp.vietnamese.amounts import group_digits

if TYPE_CHECKING:
    from unionapp.desktop.tasks import Task

PATTERNS = "Bảng tính (*.xlsx *.xlsb *.xls *.ods *.csv *.txt *.tsv *.xml *.htm *.html)"


class ImportPane(QWidget):
    """The wizard in one page: choose, look, mend, take in, take back."""

    noticeColumn: QVBoxLayout
    summaryLabel: QLabel
    columnsLabel: QLabel
    choiceColumn: QVBoxLayout
    rowLabel: QLabel
    problemsLabel: QLabel
    table: DataTable
    historyButton: QPushButton
    chooseButton: QPushButton
    importButton: QPushButton
    nextButton: QPushButton
    markButton: QPushButton
    postponeButton: QPushButton

    closed = Signal()
    imported = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        load_form("members/import_pane", self)
        self.banner = Banner()
        self.noticeColumn.addWidget(self.banner)
        self.work = OpenRoster(desk, self.banner)
        self.intake = RosterIntake(self.work)
        self.header, self.choice = HeaderChoice(), ColumnChoice()
        self.pay = PayMonthChoice()
        for choice in (self.header, self.choice, self.pay):
            self.choiceColumn.addWidget(choice)
        self.model = RosterModel(self.mend)
        self.table.set_up(
            self.model, "roster", preferences=desk.preferences, undo_list=desk.undo_list
        )
        self.setAcceptDrops(True)
        self._order_stops()
        self._connect()
        self._show_state()

    def begin(self) -> None:
        """Begin with choosing a file; what was opened before is still there."""
        self.banner.hide()
        (self.table if self.work.roster else self.chooseButton).setFocus()

    def choose(self) -> None:
        """Let the officer choose a file."""
        name, _ = QFileDialog.getOpenFileName(self, "Chọn danh sách đoàn viên", "", PATTERNS)
        if name:
            self.open(Path(name))

    def open(self, path: Path, header: HeaderPlace | None = None) -> "Task":
        """Read a file, its header where the officer pointed; nothing is changed."""
        self.banner.hide()
        task = self.work.read(path, header)
        task.failed.connect(lambda error: self._ask_header(path, error))
        return task

    def mend(self, edits: Sequence[Edit]) -> None:
        """Type over cells; the whole roster is checked anew."""
        cells: dict[Cell, str | None] = {}
        for edit in edits:
            cell = self.model.people[edit.row_id].cell_of(edit.column)
            if cell is None:
                self.banner.say("Bảng của bạn không có cột này nên không sửa ở đây được.")
                return
            cells[cell] = None if edit.new is None else str(edit.new)
        self.work.mend(cells)

    def go_to_next(self) -> None:
        """Go to the next row that has something wrong."""
        row = self.model.next_problem(self.table.currentIndex().row())
        if row is not None:
            self.table.setCurrentIndex(self.model.index(row, self.model.column_of(row)))
            self.table.setFocus()

    def take_in(self) -> "Task | None":
        """Take in every row that is right; the others wait."""
        roster = self.work.roster
        if roster is None or not self.importButton.isEnabled():
            return None
        self.importButton.setEnabled(False)
        return self.intake.take_in(roster)

    def mark(self) -> None:
        """Give the sender's file back with the cells to mend in red."""
        if (roster := self.work.roster) is None:
            return
        usual = roster.path.with_name(f"{roster.path.stem}_can_sua.xlsx")
        file = ask_file(self, "Lưu tệp có ô đỏ", str(usual), "*.xlsx")
        if file is not None:
            self.intake.write_marked(file)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.open(Path(event.mimeData().urls()[0].toLocalFile()))

    def _order_stops(self) -> None:
        """Let Tab pass the notice and the columns before the table, which keeps Tab for itself."""
        stops = (
            self.historyButton,
            *self.banner.findChildren(QPushButton),
            self.header.sheetBox,
            self.header.rowBox,
            self.header.nameBox,
            self.header.readButton,
            self.choice.columnBox,
            self.choice.fieldBox,
            self.choice.encodingBox,
            self.pay.monthBox,
            self.importButton,
        )
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        deeds = {
            "postpone": self.closed.emit,
            "next_problem": self.go_to_next,
            "open_file": self.choose,
            "save": self.take_in,
        }
        self.actions_ = Actions(self, deeds, key_set=self.desk.key_set)
        self.chooseButton.clicked.connect(self.choose)
        self.nextButton.clicked.connect(self.go_to_next)
        self.markButton.clicked.connect(self.mark)
        self.importButton.clicked.connect(self.take_in)
        self.postponeButton.clicked.connect(self.closed)
        self.historyButton.clicked.connect(self.intake.show_history)
        self.table.pointed.connect(self._tell_row)
        self.header.pointed.connect(self.open)
        self.choice.chosen.connect(self._set_right(self.work.correct))
        self.choice.spelled.connect(self._set_right(self.work.spell))
        self.pay.chosen.connect(self.work.pay_from)
        self.work.opened.connect(self._show_opened)
        self.work.changed.connect(self._show_roster)
        self.work.failed.connect(self._refuse)
        self.intake.ended.connect(self._show_state)
        self.intake.imported.connect(self.imported)

    def _set_right(self, correct: Callable[..., None]) -> Callable[..., None]:
        """What a choice of the officer does; one that cannot be is shown as it was before."""

        def choose(*chosen: object) -> None:
            self.banner.hide()
            correct(*chosen)
            if self.work.roster is not None:
                self.choice.show_roster(self.work.roster)

        return choose

    def _ask_header(self, path: Path, error: BaseException) -> None:
        if isinstance(error, CodedError) and error.code == "roster.no_header":
            task = self.desk.run(lambda _progress: show_tops(path))
            task.succeeded.connect(lambda tops: self.header.ask(path, tops))
            task.failed.connect(self._refuse)

    def _show_opened(self) -> None:
        self.header.hide()
        self._show_roster()
        self.table.setCurrentIndex(self.model.index(0, 3))
        self.table.setFocus()

    def _show_roster(self) -> None:
        roster, plan = self.work.roster, self.work.plan
        if roster is not None and plan is not None:
            month = self.work.salary_from
            self.model.show_people(rows_of(roster.reading, plan), month)
            self.pay.show_reading(roster.reading, month, self.desk.office.today)
            self.columnsLabel.setText(tell_columns(roster))
            self.choice.show_roster(roster)
            show_held_columns(self.table, self.model, roster)
        self._show_state()
        self._tell_row(self.table.current_id())

    def _show_state(self) -> None:
        people, plan = self.model.people, self.work.plan
        errors = sum(one.has_error for one in people)
        warnings = sum(bool(one.problems) for one in people) - errors
        self.problemsLabel.setText(count_sentence(errors, warnings) if people else "")
        for button in (self.nextButton, self.markButton):
            button.setEnabled(bool(errors or warnings))
        counts = plan.summary if plan is not None else {}
        ready = counts.get("new", 0) + counts.get("change", 0)
        self.importButton.setText(
            f"Nhập {group_digits(ready)} người (Ctrl+S)" if ready else "Nhập"
        )
        self.importButton.setEnabled(bool(ready) and "write" in self.desk.permissions)
        if people:
            self.summaryLabel.setText(tell_summary(people, errors, counts))

    def _tell_row(self, at: object) -> None:
        people = self.model.people
        is_there = isinstance(at, int) and at < len(people)
        person = people[at] if is_there and isinstance(at, int) else None
        words = f"Dòng {person.row}: {person.remark}" if person and person.remark else ""
        self.rowLabel.setText(words)

    def _refuse(self, error: BaseException) -> None:
        if not isinstance(error, CodedError):
            raise error
        self.banner.say(sentence_for(error), "error")


def show_held_columns(table: DataTable, model: RosterModel, roster: MendableRoster) -> None:
    """Show only the columns that the file has."""
    held = {field for sheet in roster.reading.sheets for field in sheet.columns}
    for at, column in enumerate(model.columns):
        if column.name in FIELD_TITLES:
            table.setColumnHidden(at, column.name not in held)
