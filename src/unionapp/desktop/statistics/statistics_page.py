"""A statistics form of a half-year or a year: prefilled, typed into, checked, with its words."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
)

from unionapp.desktop.books.print_pane import PrintingPage
from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import NoteField, commit_typing
from unionapp.desktop.grids import DataTable, Edit
from unionapp.desktop.notices import Banner, explaining
from unionapp.desktop.statistics.form_model import NUMBER, FormModel, number_of
from unionapp.desktop.statistics.form_words import FormWords
from unionapp.desktop.targets.why_pane import WhyPane
from unionapp.errors import CodedError, Problem, Refusal, Severity
from unionapp.indicators.duty_records import list_duties_due
from unionapp.indicators.forms import StatForm, list_forms
from unionapp.indicators.statistics import (
    FilledForm,
    FilledRow,
    explain_row,
    fill_form,
    type_row,
)
from unionapp.sentences import problem_sentence, sentence_for
from unionapp.vietnamese.amounts import group_digits
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.periods import Period

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
        self._half_typed: dict[str, dict[str, int]] = {}
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
                "next_problem": self.go_to_next,
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

    def refresh(self) -> None:
        """Fill the form again, in the background."""
        form, period, office = self.form, self.period, self.desk.office
        if form is None or period is None:
            words = "Cấp của đơn vị không có mẫu thống kê nào trong danh mục."
            self.asOfLabel.setText(words)
            return
        task = self.desk.run(lambda _progress: fill_form(office, form.id, period))
        task.succeeded.connect(self._show)
        task.failed.connect(self._explain)

    def go_to(self, place: object) -> None:
        """Choose a form by its id."""
        self.setCurrentIndex(0)
        for at, form in enumerate(self._forms):
            if form.id == place:
                self.formBox.setCurrentIndex(at)
        self.table.setFocus()

    def go_to_next(self) -> None:
        """Go to the line of the next thing to look at, round and round."""
        count = self.problemList.count()
        if count:
            self.problemList.setCurrentRow((self.problemList.currentRow() + 1) % count)
            self._go_to_problem()

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
        self.problemList.itemActivated.connect(self._go_to_problem)
        self.problemList.itemClicked.connect(self._go_to_problem)
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
        self._show_problems(filled.problems)
        if is_new:
            self._half_typed.clear()
            self.reusedLabel.setText(self.words.show(filled))

    def _show_problems(self, problems: Sequence[Problem]) -> None:
        self.problemList.clear()
        for problem in problems:
            sign = "Lỗi: " if problem.severity == Severity.ERROR else ""
            self.problemList.addItem(QListWidgetItem(f"{sign}{problem_sentence(problem)}"))
        words = f"Cần xem lại: {len(problems)} (F8)" if problems else "Không có gì phải xem lại"
        self.problemsLabel.setText(words)

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
        form, period = self.form, self.period
        if form is None or period is None:
            return
        self.banner.hide()
        for edit in edits:
            self._type_line(form, period, self.model.lines[edit.row_id], edit)
        self.refresh()

    def _type_line(self, form: StatForm, period: Period, line: FilledRow, edit: Edit) -> None:
        office = self.desk.office
        if not line.is_typed or (edit.column == "people" and line.kind != "average"):
            raise Refusal("form.not_typed", label=line.label)
        if line.kind != "average":
            type_row(office, form.id, line.code, period, edit.new)
            return
        known = {"number": number_of(line), "people": line.denominator}
        given = {**known, **self._half_typed.pop(line.code, {}), edit.column: edit.new}
        number, people = given["number"], given["people"]
        if isinstance(number, int) and not people:
            # the number waits here until the people it speaks of are typed beside it
            self._half_typed[line.code] = {"number": number}
            raise Refusal("form.people_needed", label=line.label)
        number = number if isinstance(number, int) else None
        type_row(office, form.id, line.code, period, number, people if number else None)

    def _go_to_problem(self, *_: object) -> None:
        problems = self.filled.problems if self.filled else ()
        at = self.problemList.currentRow()
        place = self.model.place_of(problems[at].field) if 0 <= at < len(problems) else None
        if place is not None:
            self.table.setCurrentIndex(self.model.index(place, NUMBER))
            self.table.setFocus()

    def _explain(self, error: BaseException) -> None:
        if not isinstance(error, CodedError):
            raise error
        self.banner.say(sentence_for(error), "warning" if isinstance(error, Refusal) else "error")
