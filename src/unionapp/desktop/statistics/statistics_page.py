"""A statistics form of a half-year or a year: prefilled, typed into, checked, with its words."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QListWidget,
    QPushButton,
    QSplitter,
    QVBoxLayout,
)

from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import NoteField, commit_typing
from unionapp.desktop.grids import DataTable, Edit
from unionapp.desktop.notices import Banner, explaining
from unionapp.desktop.printing.print_pane import PrintingPage
from unionapp.desktop.statistics.form_model import NUMBER, FormModel
from unionapp.desktop.statistics.form_problems import FormProblems
from unionapp.desktop.statistics.form_typing import FormTyping
from unionapp.desktop.statistics.form_words import FormWords
from unionapp.desktop.why_pane import WhyPane
from unionapp.errors import CodedError, Refusal
from unionapp.indicators.duty_records import list_duties_due
from unionapp.indicators.forms import StatForm, list_forms
from unionapp.indicators.statistics import FilledForm, explain_row, fill_form
from unionapp.sentences import sentence_for
from unionapp.vietnamese.amounts import group_digits
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.periods import Period

if TYPE_CHECKING:
    from unionapp.desktop.tasks import Task

YEARS = 4


class StatisticsPage(PrintingPage):
    """One form for one period."""

    formBox: QComboBox
    spanBox: QComboBox
    countLabel: QLabel
    asOfLabel: QLabel
    noticeColumn: QVBoxLayout
    splitter: QSplitter
    table: DataTable
    problemsLabel: QLabel
    problemList: QListWidget
    firstTextLabel: QLabel
    firstTextEdit: NoteField
    secondTextLabel: QLabel
    secondTextEdit: NoteField
    reusedLabel: QLabel
    saveTextButton: QPushButton
    printButton: QPushButton
    whyButton: QPushButton

    concerns = frozenset({"unit_figure", "activity", "member", "member_event", "voucher", "unit"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "statistics/statistics")
        self.filled: FilledForm | None = None
        self.typing = FormTyping(desk.office)
        self.problems = FormProblems(self.problemsLabel, self.problemList, self.go_to_line)
        self._forms = [it for it in list_forms() if desk.office.unit.tier in it.tiers]
        self.words = FormWords(
            desk,
            (
                (self.firstTextLabel, self.firstTextEdit),
                (self.secondTextLabel, self.secondTextEdit),
            ),
        )
        self.banner = Banner()
        self.why = WhyPane(desk)
        self.why.stand_over("Về mẫu thống kê")
        self.addWidget(self.why)
        self.noticeColumn.addWidget(self.banner)
        self.model = FormModel(self._type, self)
        self.table.set_up(
            self.model, "statistics", preferences=desk.preferences, undo_list=desk.undo_list
        )
        self.splitter.setSizes([740, 270])
        self.splitter.setStretchFactor(0, 1)
        self._fill_boxes()
        self._connect()
        self.actions_ = Actions(
            self,
            {
                "save": self.save_text,
                "next_problem": self.problems.go_to_next,
                "check_all": self.check_all,
                "refresh": self.refresh,
                "preview": self.show_paper,
                "why": self.explain,
            },
            key_set=desk.key_set,
            permissions=desk.permissions,
        )
        self.actions_.allow(has_selection=True)
        self.refresh()

    @property
    def form(self) -> StatForm | None:
        """The form that is chosen; None where the level has none."""
        at = self.formBox.currentIndex()
        return self._forms[at] if at >= 0 else None

    @property
    def period(self) -> Period | None:
        """The months the chosen form speaks of."""
        year, is_half = self.spanBox.currentData()
        return self.form.period(year, is_half=is_half) if self.form else None

    def check_all(self) -> None:
        """Work the form out again, and go to the first line that deserves a look."""
        commit_typing()
        if (task := self.refresh()) is not None:
            task.succeeded.connect(self._tell_checked)

    def refresh(self) -> "Task | None":
        """Fill the form again, in the background."""
        form, period, office = self.form, self.period, self.desk.office
        if form is None or period is None:
            words = "Cấp của đơn vị không có mẫu thống kê nào trong danh mục."
            self.asOfLabel.setText(words)
            return None
        task = self.desk.run(lambda _progress: fill_form(office, form.id, period))
        task.succeeded.connect(self._show)
        task.failed.connect(self._explain)
        return task

    def go_to(self, place: object) -> None:
        """Choose a form by its id."""
        self.setCurrentIndex(0)
        for at, form in enumerate(self._forms):
            if form.id == place:
                self.formBox.setCurrentIndex(at)
        self.table.setFocus()

    def go_to_line(self, code: str | None) -> None:
        """Go to the number of a line."""
        place = self.model.place_of(code)
        if place is not None:
            self.table.setCurrentIndex(self.model.index(place, NUMBER))
            self.table.setFocus()

    def show_paper(self) -> None:
        """Look at the form as it prints, with the way to save it."""
        if self.form is not None and self.period is not None:
            self.print_report(self.form.id, self.period)

    def explain(self) -> None:
        """Show the records behind the number of the current line."""
        at, filled = self.table.current_id(), self.filled
        line = self.model.lines[at] if at is not None and filled is not None else None
        if filled is None or line is None or line.kind in {"header", "ratio"}:
            self.banner.say("Hãy chọn một dòng có số đếm hoặc số gõ tay.")
            return
        with explaining(self.banner):
            found = explain_row(self.desk.office, filled.form.id, line.code, filled.period)
            self.setCurrentWidget(self.why)
            count = group_digits(len(found.rows))
            until = table_date(min(filled.period.end, self.desk.office.today))
            hint = f"{count} bản ghi đến {until}." if found.rows else ""
            self.why.show_found(line.label, found, hint or "Chưa có bản ghi nào.")

    def show_form(self) -> None:
        """Come back to the form, to the line it was left at."""
        self.setCurrentIndex(0)
        self.table.setFocus()

    def save_text(self) -> None:
        """Keep the written part, the words of last time too."""
        commit_typing()
        with explaining(self.banner):
            self.words.save()
            self.reusedLabel.clear()
            self.desk.tell("Đã cất phần viết của mẫu thống kê.")

    def _connect(self) -> None:
        self.formBox.currentIndexChanged.connect(self.refresh)
        self.spanBox.currentIndexChanged.connect(self.refresh)
        self.table.refused.connect(self._explain)
        self.table.unreadable.connect(lambda words: self.banner.say(words, "warning"))
        self.saveTextButton.clicked.connect(self.save_text)
        self.printButton.clicked.connect(self.show_paper)
        self.whyButton.clicked.connect(self.explain)
        self.why.closed.connect(self.show_form)
        self.why.typed.connect(self.show_form)
        self.saveTextButton.setEnabled("write" in self.desk.permissions)

    def _fill_boxes(self) -> None:
        for form in self._forms:
            self.formBox.addItem(f"{form.form_code}. {form.name}", form.id)
        today = self.desk.working_day
        for year in range(today.year, today.year - YEARS, -1):
            self.spanBox.addItem(f"6 tháng {year}", (year, True))
            self.spanBox.addItem(f"Năm {year}", (year, False))
        is_late = today > date(today.year, 5, 31)
        self.spanBox.setCurrentIndex(1 if is_late else 0)

    def _show(self, filled: FilledForm) -> None:
        if filled.form is not self.form or filled.period != self.period:
            return
        is_new = self.filled is None or (self.filled.form, self.filled.period) != (
            filled.form,
            filled.period,
        )
        self.filled = filled
        self.model.show_form(filled)
        self.asOfLabel.setText(self._as_of(filled))
        typed = [it for it in self.model.lines if it.is_typed]
        empty = sum(it.number is None for it in typed)
        self.countLabel.setText(
            f"{group_digits(len(typed))} dòng gõ tay, còn {empty} trống" if typed else ""
        )
        self.problems.show(filled.problems)
        if is_new:
            self.typing.begin()
            self.reusedLabel.setText(self.words.show(filled))

    def _tell_checked(self, filled: FilledForm) -> None:
        self.problems.go_to_next()
        count = len(filled.problems)
        words = f"{count} chỗ cần xem lại (F8)" if count else "không có gì phải xem lại"
        self.desk.tell(f"Đã kiểm tra {filled.form.form_code}: {words}.")

    def _as_of(self, filled: FilledForm) -> str:
        form, period = filled.form, filled.period
        days = list_duties_due(
            self.desk.office, date(period.end.year, 1, 1), date(period.end.year, 12, 31)
        )
        due = [it.due_on for it in days if it.report == form.id]
        nearest = min(due, key=lambda day: abs((day - period.end).days), default=None)
        sent_by = f" Hạn nộp {table_date(nearest)}." if nearest else ""
        return (
            f"Số liệu từ {table_date(period.start)}, chốt đến {table_date(period.end)}.{sent_by} "
            f"{form.mark}: {form.legal_basis}. Ô có nền là ô gõ tay."
        )

    def _type(self, edits: Sequence[Edit]) -> None:
        if self.filled is None:
            return
        self.banner.hide()
        for edit in edits:
            self.typing.type(self.filled, self.model.lines[edit.row_id], edit)
        self.refresh()

    def _explain(self, error: BaseException) -> None:
        if not isinstance(error, CodedError):
            raise error
        self.banner.say(sentence_for(error), "warning" if isinstance(error, Refusal) else "error")
