"""Taking in a roster: look at every row, mend what is wrong, then all of it or nothing."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk
from unionapp.desktop.forms import load_form
from unionapp.desktop.grids import DataTable
from unionapp.desktop.grids.paged import Edit
from unionapp.desktop.members.column_choice import (
    ColumnChoice,
    recall_layouts,
    remember_layout,
)
from unionapp.desktop.members.roster_table import FIELD_TITLES, RosterModel, rows_of
from unionapp.desktop.members.roster_words import tell_columns, tell_import, tell_summary
from unionapp.desktop.notices import Banner, explaining
from unionapp.desktop.problems import count_sentence
from unionapp.desktop.tasks import Progress
from unionapp.errors import CodedError
from unionapp.membership.import_plan import ImportPlan
from unionapp.membership.imports import (
    ImportDone,
    ImportRow,
    import_roster,
    list_imports,
    plan_import,
    undo_import,
)
from unionapp.membership.roster.marked_file import write_marked_roster
from unionapp.membership.roster.mending import Cell, MendableRoster
from unionapp.sentences import sentence_for
from unionapp.vietnamese.amounts import group_digits

if TYPE_CHECKING:
    from unionapp.desktop.tasks import Task

PATTERNS = "Bảng tính (*.xlsx *.xlsb *.xls *.ods *.csv *.txt *.tsv *.xml *.htm *.html)"
_DONE_AT_ONCE = 3000
_T = TypeVar("_T")
_Opened = tuple[MendableRoster, ImportPlan]
_Taken = tuple[ImportDone, ImportPlan]
_TakenBack = tuple[ImportRow, ImportPlan | None]


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
        self.choice = ColumnChoice()
        self.choiceColumn.addWidget(self.choice)
        self.roster: MendableRoster | None = None
        self.plan: ImportPlan | None = None
        self.model = RosterModel(self.mend)
        self.table.set_up(
            self.model, "roster", preferences=desk.preferences, undo_list=desk.undo_list
        )
        self.table.pointed.connect(self._tell_row)
        self.setAcceptDrops(True)
        self._order_stops()
        self._connect()
        self._show_state()

    def begin(self) -> None:
        """Begin with choosing a file; what was opened before is still there."""
        self.banner.hide()
        (self.table if self.roster else self.chooseButton).setFocus()

    def choose(self) -> None:
        """Let the officer choose a file."""
        name, _ = QFileDialog.getOpenFileName(self, "Chọn danh sách đoàn viên", "", PATTERNS)
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> "Task":
        """Read a file and work out what taking it in would do; nothing is changed."""
        office, remembered = self.desk.office, recall_layouts(self.desk.preferences)

        def read(progress: Progress) -> _Opened:
            progress(0, 0, f"Đang đọc {path.name}")

            def tell(done: int, total: int) -> None:
                progress(done, total, f"Đang đọc {path.name}")

            roster = MendableRoster(path, today=office.today, remembered=remembered, progress=tell)
            return roster, plan_import(office, roster.reading, progress)

        self.banner.hide()
        task = self.desk.run(read)
        task.succeeded.connect(self._opened)
        task.failed.connect(self._refuse)
        return task

    def mend(self, edits: Sequence[Edit]) -> None:
        """Type over cells; the whole roster is checked anew."""
        roster = self.roster
        if roster is None:
            return
        cells: dict[Cell, str | None] = {}
        for edit in edits:
            cell = self.model.people[edit.row_id].cell_of(edit.column)
            if cell is None:
                self.banner.say("Bảng của bạn không có cột này nên không sửa ở đây được.")
                return
            cells[cell] = None if edit.new is None else str(edit.new)
        self._read_again(lambda: roster.mend(cells))

    def correct(self, sheet: str, column: str, field: str | None) -> None:
        """Read a column as the officer says, and remember it for sheets of this layout."""
        roster = self.roster
        if roster is None:
            return

        def read() -> None:
            roster.correct(sheet, column, field)
            remember_layout(
                self.desk.preferences, roster.layouts[sheet], roster.corrections(sheet)
            )

        self.banner.hide()
        self._read_again(read)
        self.choice.show_roster(roster)

    def spell(self, sheet: str, encoding: str | None) -> None:
        """Read a sheet as typed in the encoding the officer says."""
        roster = self.roster
        if roster is not None:
            self.banner.hide()
            self._read_again(lambda: roster.spell(sheet, encoding))
            self.choice.show_roster(roster)

    def _read_again(self, change: Callable[[], object]) -> None:
        """Change what is read, and work out anew what taking it in would do."""
        roster, office = self.roster, self.desk.office
        if roster is None:
            return

        def work(progress: Progress) -> _Opened:
            progress(0, 0, "Đang đọc lại bảng")
            change()
            return roster, plan_import(office, roster.reading)

        self._do(work, self._show_again)

    def _do(self, work: Callable[[Progress], _T], then: Callable[[_T], None]) -> None:
        """Do a work at once, or in the background where the roster is a big one."""
        if len(self.model.people) > _DONE_AT_ONCE:
            task = self.desk.run(work)
            task.succeeded.connect(then)
            task.failed.connect(self._refuse)
            return
        with explaining(self.banner):
            then(work(Progress(lambda *_: None)))

    def _show_again(self, opened: _Opened) -> None:
        self.roster, self.plan = opened
        self._show_rows()
        self.choice.show_roster(self.roster)

    def go_to_next(self) -> None:
        """Go to the next row that has something wrong."""
        row = self.model.next_problem(self.table.currentIndex().row())
        if row is not None:
            self.table.setCurrentIndex(self.model.index(row, self.model.column_of(row)))
            self.table.setFocus()

    def take_in(self) -> "Task | None":
        """Take in every row that is right; the others wait."""
        roster, office = self.roster, self.desk.office
        if roster is None or not self.importButton.isEnabled():
            return None
        month = self.desk.period.last

        def work(progress: Progress) -> _Taken:
            progress(0, 0, "Đang nhập đoàn viên")
            done = import_roster(
                office,
                roster.reading,
                skip_problems=True,
                salary_from=month,
                progress=progress,
            )
            return done, plan_import(office, roster.reading)

        self.importButton.setEnabled(False)
        task = self.desk.run(work)
        task.succeeded.connect(self._taken)
        task.failed.connect(self._refuse)
        task.cancelled.connect(self._cancelled)
        task.ended.connect(self._show_state)
        return task

    def mark(self) -> None:
        """Give the sender's file back with the cells to mend in red."""
        if self.roster is None:
            return
        usual = self.roster.path.with_name(f"{self.roster.path.stem}_can_sua.xlsx")
        name, _ = QFileDialog.getSaveFileName(self, "Lưu tệp có ô đỏ", str(usual), "*.xlsx")
        if name:
            self.write_marked(Path(name))

    def write_marked(self, output: Path) -> None:
        """Write the marked copy; an existing file is never overwritten."""
        if self.roster is not None:
            with explaining(self.banner):
                written = write_marked_roster(self.roster.path, self.roster.reading, output)
                self.banner.say(f"Đã lưu tệp có ô đỏ: {written}", "success")

    def show_history(self) -> None:
        """Tell the last import, with the way to take it back."""
        rows = list_imports(self.desk.office)
        if not rows:
            self.banner.say("Chưa nhập danh sách nào.")
            return
        last = rows[0]
        can = last.can_be_undone
        self.banner.say(
            tell_import(last),
            answer="Hoàn tác lần nhập" if can else "",
            deed=(lambda: self.take_back(last.id)) if can else None,
        )

    def take_back(self, batch_id: int) -> None:
        """Take a whole import back."""
        office, roster = self.desk.office, self.roster

        def work(progress: Progress) -> _TakenBack:
            progress(0, 0, "Đang hoàn tác lần nhập")
            row = undo_import(office, batch_id)
            return row, plan_import(office, roster.reading) if roster is not None else None

        self._do(work, self._taken_back)

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
            self.choice.columnBox,
            self.choice.fieldBox,
            self.choice.encodingBox,
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
        self.choice.chosen.connect(self.correct)
        self.choice.spelled.connect(self.spell)
        self.historyButton.clicked.connect(self.show_history)

    def _opened(self, opened: _Opened) -> None:
        self.roster, self.plan = opened
        self.choice.show_roster(self.roster)
        self._show_rows()
        self.table.setCurrentIndex(self.model.index(0, 3))
        self.table.setFocus()

    def _show_rows(self) -> None:
        if self.roster is not None and self.plan is not None:
            self.model.show_people(rows_of(self.roster.reading, self.plan))
            self.columnsLabel.setText(tell_columns(self.roster))
            self._show_columns(self.roster)
        self._show_state()
        self._tell_row(self.table.current_id())

    def _show_columns(self, roster: MendableRoster) -> None:
        """Show only the columns that the file has."""
        held = {field for sheet in roster.reading.sheets for field in sheet.columns}
        for at, column in enumerate(self.model.columns):
            if column.name in FIELD_TITLES:
                self.table.setColumnHidden(at, column.name not in held)

    def _show_state(self) -> None:
        people, plan = self.model.people, self.plan
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

    def _taken_back(self, taken_back: _TakenBack) -> None:
        row, self.plan = taken_back
        self.desk.tell(f"Đã hoàn tác lần nhập {row.file_name}")
        self.imported.emit()
        self._show_rows()

    def _taken(self, taken: _Taken) -> None:
        done, self.plan = taken
        waiting = sum(one.has_error for one in self.model.people)
        words = f"Đã nhập {group_digits(done.imported)} đoàn viên"
        if done.updated:
            words += f", cập nhật {group_digits(done.updated)} người"
        self.desk.undo_list.add(words, lambda: self.take_back(done.batch_id))
        words += f", {group_digits(waiting)} dòng chờ sửa." if waiting else "."
        self._show_rows()
        self.banner.say(
            f"{words} Tiếp theo: lập danh sách thu đoàn phí.",
            "success",
            answer="Hoàn tác lần nhập",
            deed=lambda: self.take_back(done.batch_id),
        )
        self.imported.emit()

    def _cancelled(self) -> None:
        self.banner.say("Đã dừng. Chưa nhập dòng nào.")

    def _refuse(self, error: BaseException) -> None:
        if not isinstance(error, CodedError):
            raise error
        self.banner.say(sentence_for(error), "error")
