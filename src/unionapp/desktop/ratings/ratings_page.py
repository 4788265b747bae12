"""The page of the yearly grade: a unit scores itself, the level above appraises and decides."""

from dataclasses import replace
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
from unionapp.desktop.fields import ChoiceField, DateField, TextField, commit_typing
from unionapp.desktop.grids import DataTable
from unionapp.desktop.notices import Banner, explaining
from unionapp.desktop.printing.print_pane import PrintingPage
from unionapp.desktop.ratings.decision_card import DecisionCard
from unionapp.desktop.ratings.knock_outs import KnockOuts
from unionapp.desktop.ratings.score_sheet import APPRAISED, SELF, ScoreGrid
from unionapp.desktop.ratings.sheet_drafts import SheetDrafts
from unionapp.desktop.ratings.sheet_problems import SheetProblems
from unionapp.desktop.ratings.unit_choice import UnitChoice
from unionapp.desktop.why_pane import WhyPane
from unionapp.indicators.figures import explain
from unionapp.indicators.grading import CriteriaSet, scale
from unionapp.indicators.ratings import (
    RatingRow,
    ScoreSheet,
    appraise,
    check_sheet,
    evidence_of,
    list_ratings,
    score_self,
)
from unionapp.organisation.tiers import consolidates
from unionapp.vietnamese.periods import whole_year

if TYPE_CHECKING:
    from unionapp.desktop.printing.paper_pane import PaperPane

STATES = {"self": "đã tự chấm", "appraised": "đã thẩm định", "decided": "đã có quyết định"}


class RatingsPage(PrintingPage):
    """One unit, one year."""

    saveButton: QPushButton
    whyButton: QPushButton
    printButton: QPushButton
    decisionButton: QPushButton
    unitBox: QComboBox
    yearBox: QComboBox
    criteriaLabel: QLabel
    criteriaBox: QComboBox
    countLabel: QLabel
    basisLabel: QLabel
    noticeColumn: QVBoxLayout
    splitter: QSplitter
    table: DataTable
    gradeLabel: QLabel
    totalLabel: QLabel
    knockList: QListWidget
    overrideEdit: ChoiceField
    reasonEdit: TextField
    decisionLabel: QLabel
    numberEdit: TextField
    onEdit: DateField
    decideButton: QPushButton

    concerns = frozenset({"rating", "unit"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "ratings/ratings")
        self.drafts = SheetDrafts(desk.drafts)
        self.knock_outs = KnockOuts(self.knockList)
        self.why = WhyPane(desk)
        self.why.stand_over("Về bảng chấm điểm")
        self.addWidget(self.why)
        self._paper: PaperPane | None = None
        self._rating: RatingRow | None = None
        self.banner = Banner()
        self.noticeColumn.addWidget(self.banner)
        self.grid = ScoreGrid(self)
        self.table.set_up(
            self.grid.model, "ratings", preferences=desk.preferences, undo_list=desk.undo_list
        )
        self.problems = SheetProblems(self.banner, self.table, self.grid, self.reasonEdit)
        self.splitter.setSizes([740, 320])
        self.overrideEdit.set_choices(list(scale().grades.items()))
        self.overrideEdit.box.setMinimumContentsLength(10)
        self.choice = UnitChoice(
            desk, (self.unitBox, self.yearBox), (self.criteriaLabel, self.criteriaBox), self
        )
        self.decision = DecisionCard(
            desk, self.decisionLabel, (self.numberEdit, self.onEdit), self.decideButton
        )
        self.decisionButton.setVisible(consolidates(desk.office.unit.tier))
        self._connect()
        self.actions_ = Actions(
            self,
            {
                "save": self.save,
                "refresh": self.refresh,
                "why": self.explain,
                "preview": self.preview,
                "check_all": self.check_all,
            },
            key_set=desk.key_set,
            permissions=desk.permissions,
        )
        self.refresh()

    def refresh(self) -> None:
        """Read the rating again; what was typed and not handed in stays."""
        office, code, year = self.desk.office, self.choice.code, self.choice.year
        self.banner.hide()
        self.grid.by = SELF if self.choice.is_own else APPRAISED
        self._rating = {row.unit_code: row for row in list_ratings(office, year)}.get(code)
        self.grid.is_open = self._rating is None or self._rating.status != "decided"
        draft = self.drafts.recall(code, year) if self.grid.is_open else None
        self.choice.offer(
            (draft.criteria if draft else "") or (self._rating.criteria if self._rating else "")
        )
        self._show_sheet()
        if draft is not None:
            self._take_up(draft)
        self._show_standing()
        self._show_decision()
        self.actions_.allow(has_selection=self.grid.criteria is not None)

    def save(self) -> None:
        """Hand the points in."""
        commit_typing()
        office, year, sheet = self.desk.office, self.choice.year, self._sheet()
        with self.problems.naming():
            if self.grid.by == SELF:
                row = score_self(office, year, sheet)
            else:
                row = appraise(office, self.choice.code, year, sheet)
            self.drafts.drop(row.unit_code, row.year)
            self.desk.tell(f"Đã cất điểm năm {row.year} của {row.unit_name}: {row.grade_name}.")
            self.refresh()

    def check_all(self) -> None:
        """Say what would keep the points from being handed in, and write nothing."""
        commit_typing()
        if self.grid.criteria is None:
            return
        with self.problems.naming():
            check_sheet(self.grid.criteria, self._sheet())
            self.desk.tell(f"Bảng chấm đủ điểm: {self.totalLabel.text()}, cất được.")

    def grant(self) -> None:
        """Grant the grade by a decision."""
        with explaining(self.banner):
            row = self.decision.grant(self.choice.code, self.choice.year)
            if row is not None:
                self.desk.tell(f"{row.unit_name}: {row.grade_name}, quyết định {row.decision_no}.")
                self.refresh()

    def print_decision(self) -> None:
        """Look at the decision that grants the grades of the year."""
        self.print_report("rating-decision", whole_year(self.choice.year))

    def explain(self) -> None:
        """Show the records behind the figure of the current criterion."""
        at = self.table.current_id()
        criteria = self.grid.criteria
        if criteria is None or at is None:
            return
        it = criteria.criteria[at]
        if not it.measure or self.grid.by != SELF:
            self.banner.say("Tiêu chí này không có số liệu trong sổ của đơn vị: xem minh chứng.")
            return
        with explaining(self.banner):
            found = explain(self.desk.office, it.measure, whole_year(self.choice.year))
            self.setCurrentWidget(self.why)
            self.why.show_found(it.text, found, f"Số liệu: {found.figure.text}")

    def preview(self) -> None:
        """Show the score sheet of the chosen unit as it prints."""
        if self._rating is None:

            def save_first() -> None:
                self.save()
                if self._rating is not None:
                    self.preview()

            self.banner.say(
                f"Chưa cất điểm năm {self.choice.year} nên chưa có bảng để xem in.",
                answer="Cất và xem in" if self.grid.points else "",
                deed=save_first if self.grid.points else None,
            )
            return
        if self._paper is None:
            from unionapp.desktop.printing.paper_pane import (  # noqa: PLC0415 - writers are heavy
                PaperPane,
            )

            self._paper = PaperPane(self.desk)
            self._paper.closed.connect(lambda: self.setCurrentIndex(0))
            self.addWidget(self._paper)
        row = self._rating
        with explaining(self.banner):
            title = f"Bảng chấm điểm năm {row.year}: {row.unit_name}"
            name = f"bang_cham_diem_{row.unit_code}_{row.year}"
            self._paper.show_record("rating-sheet", row.id, title, name)
            self.setCurrentWidget(self._paper)

    def go_to(self, place: object) -> None:
        """Show a unit's rating by the id of the rating, or by the unit's code."""
        self.setCurrentIndex(0)
        for row in list_ratings(self.desk.office, self.choice.year):
            if place in {row.id, row.unit_code}:
                self.choice.go_to(row.unit_code)
        self.table.setFocus()

    def _connect(self) -> None:
        self.choice.changed.connect(self.refresh)
        self.choice.criteria_chosen.connect(self._change_criteria)
        self.saveButton.clicked.connect(self.save)
        self.whyButton.clicked.connect(self.explain)
        self.printButton.clicked.connect(self.preview)
        self.decisionButton.clicked.connect(self.print_decision)
        self.why.closed.connect(lambda: self.setCurrentIndex(0))
        self.decideButton.clicked.connect(self.grant)
        self.grid.typed.connect(self._keep)
        self.overrideEdit.left.connect(self._keep)
        self.reasonEdit.left.connect(self._keep)
        self.table.pointed.connect(self._show_criterion)
        self.knockList.itemChanged.connect(self._keep)
        self.table.unreadable.connect(lambda words: self.banner.say(words, "warning"))

    def _show_criterion(self, at: int | None) -> None:
        criteria = self.grid.criteria
        if criteria is not None and at is not None:
            row = criteria.criteria[at]
            self.basisLabel.setText(f"{row.text} (tối đa {row.max} điểm)")

    def _show_standing(self, *_: object) -> None:
        total, grade = self.grid.standing(self.knock_outs.ticked())
        rows = self.grid.criteria.criteria if self.grid.criteria else ()
        left = len(rows) - len(self.grid.points)
        whole = sum(it.max for it in rows)
        self.totalLabel.setText(
            f"{total}/{whole} điểm" + (f", còn {left} chưa chấm" if left else "")
        )
        is_done = bool(rows) and not left
        self.gradeLabel.setText(grade if is_done else "Chưa chấm đủ")
        state = STATES[self._rating.status] if self._rating else "chưa chấm"
        self.countLabel.setText(state)

    def _show_sheet(self) -> None:
        office, year, row = self.desk.office, self.choice.year, self._rating
        criteria: CriteriaSet | None = None
        figures: dict[str, str] = {}
        with explaining(self.banner):
            criteria = self.choice.criteria()
            if self.choice.is_own:
                found = evidence_of(office, year, criteria.code)
                figures = {name: figure.text for name, figure in found}
        self.grid.show_rating(criteria, row, figures)
        self.basisLabel.setText(_basis_of(criteria))
        self.knock_outs.show(row.knock_outs if row else ())
        self.overrideEdit.set_value(None)
        self.reasonEdit.set_value(row.reason if row else "")

    def _show_decision(self) -> None:
        is_open = self.grid.is_open
        may_write = "write" in self.desk.permissions and self.grid.criteria is not None
        for widget in (self.saveButton, self.overrideEdit, self.reasonEdit, self.knockList):
            widget.setEnabled(is_open and may_write)
        may_decide = is_open and may_write and self._rating is not None
        self.decision.show(self._rating, is_own=self.choice.is_own, may_decide=may_decide)

    def _change_criteria(self) -> None:
        self.drafts.keep(self.choice.code, self.choice.year, self._sheet())
        self.refresh()

    def _sheet(self) -> ScoreSheet:
        sheet = self.grid.sheet(
            self.knock_outs.ticked(), self.overrideEdit.value(), self.reasonEdit.value() or ""
        )
        return replace(sheet, criteria=self.choice.chosen)

    def _keep(self, *_: object) -> None:
        if self.grid.criteria is not None and self.grid.is_open:
            self.drafts.keep(self.choice.code, self.choice.year, self._sheet())
        self._show_standing()

    def _take_up(self, sheet: ScoreSheet) -> None:
        self.grid.take_up(sheet)
        self.knock_outs.show(sheet.knock_outs)
        self.overrideEdit.set_value(sheet.grade)
        self.reasonEdit.set_value(sheet.reason)
        if self.grid.points:
            self.banner.say(
                "Điểm đang chấm chưa cất vẫn còn nguyên.",
                answer="Bỏ bản nháp",
                deed=self._throw_away,
            )

    def _throw_away(self) -> None:
        self.drafts.drop(self.choice.code, self.choice.year)
        self.banner.hide()
        self.refresh()


def _basis_of(criteria: CriteriaSet | None) -> str:
    if criteria is None:
        return ""
    doubt = "" if criteria.confidence == "certain" else ", cần kiểm tra với hướng dẫn của tỉnh"
    return f"{criteria.name}: {criteria.legal_basis}{doubt}."
