"""The page of the yearly grade: a unit scores itself, the level above appraises and decides."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import ChoiceField, DateField, TextField, commit_typing
from unionapp.desktop.forms import load_form
from unionapp.desktop.grids import DataTable
from unionapp.desktop.notices import Banner, explaining
from unionapp.desktop.ratings.score_sheet import APPRAISED, SELF, ScoreGrid
from unionapp.errors import Invalid, Refusal
from unionapp.indicators.grading import CriteriaSet, criteria_for, scale
from unionapp.indicators.ratings import (
    RatingRow,
    appraise,
    decide,
    evidence_of,
    list_ratings,
    score_self,
)
from unionapp.organisation.units import lower_units
from unionapp.sentences import problem_sentence, sentence, sentence_for
from unionapp.vietnamese.dates import table_date

YEARS = 4
STATES = {"self": "đã tự chấm", "appraised": "đã thẩm định", "decided": "đã có quyết định"}


class RatingsPage(QWidget):
    """One unit, one year."""

    saveButton: QPushButton
    unitBox: QComboBox
    yearBox: QComboBox
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
        super().__init__()
        load_form("ratings/ratings", self)
        self.desk = desk
        self._rating: RatingRow | None = None
        self.banner = Banner()
        self.noticeColumn.addWidget(self.banner)
        self.grid = ScoreGrid(self)
        self.table.set_up(
            self.grid.model, "ratings", preferences=desk.preferences, undo_list=desk.undo_list
        )
        self.splitter.setSizes([740, 320])
        self.onEdit.set_today(desk.office.today, desk.working_day)
        self.overrideEdit.set_choices(list(scale().grades.items()))
        self.overrideEdit.box.setMinimumContentsLength(10)
        self._fill_boxes()
        self._connect()
        self.actions_ = Actions(
            self,
            {"save": self.save, "refresh": self.refresh},
            key_set=desk.key_set,
            permissions=desk.permissions,
        )
        self.refresh()

    @property
    def unit_code(self) -> str:
        """The unit that is chosen."""
        return str(self.unitBox.currentData()[0])

    @property
    def year(self) -> int:
        """The year that is chosen."""
        return int(self.yearBox.currentData())

    def refresh(self) -> None:
        """Read the rating again; what was typed and not saved is let go."""
        office = self.desk.office
        code, tier, employer_type = self.unitBox.currentData()
        is_own = code == office.unit.code
        self.grid.by = SELF if is_own else APPRAISED
        rows = {row.unit_code: row for row in list_ratings(office, self.year)}
        self._rating = rows.get(code)
        criteria: CriteriaSet | None = None
        figures: dict[str, str] = {}
        with explaining(self.banner):
            criteria = criteria_for(tier, employer_type)
            if is_own:
                figures = {name: figure.text for name, figure in evidence_of(office, self.year)}
        self.grid.is_open = self._rating is None or self._rating.status != "decided"
        self.grid.show_rating(criteria, self._rating, figures)
        self._show_basis(criteria)
        self._show_knock_outs()
        self.overrideEdit.set_value(None)
        self.reasonEdit.set_value(self._rating.reason if self._rating else "")
        self._show_standing()
        self._show_decision()

    def save(self) -> None:
        """Hand the points in."""
        commit_typing()
        self.banner.hide()
        sheet = self.grid.sheet(
            self._ticked(), self.overrideEdit.value(), self.reasonEdit.value() or ""
        )
        office = self.desk.office
        try:
            if self.grid.by == SELF:
                row = score_self(office, self.year, sheet)
            else:
                row = appraise(office, self.unit_code, self.year, sheet)
        except Invalid as invalid:
            first = invalid.problems[0]
            self.banner.say(
                "\n".join(problem_sentence(it) for it in invalid.problems[:4]), "error"
            )
            self._point_to(first.field)
        except Refusal as refusal:
            self._refuse(refusal)
        else:
            self.desk.tell(f"Đã cất điểm năm {row.year} của {row.unit_name}: {row.grade_name}.")
            self.refresh()

    def grant(self) -> None:
        """Grant the grade by a decision."""
        on = self.onEdit.value()
        if on is None:
            self.onEdit.show_problem(sentence("field.needed"))
            self.onEdit.setFocus()
            return
        with explaining(self.banner):
            row = decide(
                self.desk.office, self.unit_code, self.year, self.numberEdit.value() or "", on
            )
            self.desk.tell(f"{row.unit_name}: {row.grade_name}, quyết định {row.decision_no}.")
            self.refresh()

    def go_to(self, place: object) -> None:
        """Show a unit's rating by the id of the rating, or by the unit's code."""
        for row in list_ratings(self.desk.office, self.year):
            if place in {row.id, row.unit_code}:
                codes = [self.unitBox.itemData(at)[0] for at in range(self.unitBox.count())]
                if row.unit_code in codes:
                    self.unitBox.setCurrentIndex(codes.index(row.unit_code))
        self.table.setFocus()

    def _fill_boxes(self) -> None:
        office = self.desk.office
        unit = office.unit
        self.unitBox.addItem(f"{unit.name} (tự chấm)", (unit.code, unit.tier, unit.employer_type))
        for row in lower_units(office):
            self.unitBox.addItem(row.name, (row.code, row.tier, row.employer_type))
        this_year = self.desk.working_day.year
        for year in range(this_year, this_year - YEARS, -1):
            self.yearBox.addItem(str(year), year)

    def _connect(self) -> None:
        self.unitBox.currentIndexChanged.connect(self.refresh)
        self.yearBox.currentIndexChanged.connect(self.refresh)
        self.saveButton.clicked.connect(self.save)
        self.decideButton.clicked.connect(self.grant)
        self.grid.typed.connect(self._show_standing)
        self.table.pointed.connect(self._show_criterion)
        self.knockList.itemChanged.connect(self._show_standing)
        self.table.unreadable.connect(lambda words: self.banner.say(words, "warning"))

    def _show_criterion(self, at: int | None) -> None:
        criteria = self.grid.criteria
        if criteria is not None and at is not None:
            row = criteria.criteria[at]
            self.basisLabel.setText(f"{row.text} (tối đa {row.max} điểm)")

    def _show_basis(self, criteria: CriteriaSet | None) -> None:
        if criteria is None:
            self.basisLabel.setText("")
            return
        doubt = "" if criteria.confidence == "certain" else ", cần kiểm tra với hướng dẫn của tỉnh"
        self.basisLabel.setText(f"{criteria.name}: {criteria.legal_basis}{doubt}.")

    def _show_knock_outs(self) -> None:
        self.knockList.blockSignals(True)
        self.knockList.clear()
        for code, words in scale().knock_outs.items():
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, code)
            is_set = self._rating is not None and code in self._rating.knock_outs
            item.setCheckState(Qt.CheckState.Checked if is_set else Qt.CheckState.Unchecked)
            self.knockList.addItem(item)
        self.knockList.blockSignals(False)

    def _show_standing(self, *_: object) -> None:
        total, grade = self.grid.standing(self._ticked())
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

    def _show_decision(self) -> None:
        row = self._rating
        is_open = self.grid.is_open
        words = "Quyết định công nhận"
        if row is not None and row.decided_on is not None:
            words = (
                f"{row.grade_name}: quyết định {row.decision_no} ngày {table_date(row.decided_on)}"
            )
        self.decisionLabel.setText(words)
        may_write = "write" in self.desk.permissions and self.grid.criteria is not None
        for widget in (self.saveButton, self.overrideEdit, self.reasonEdit, self.knockList):
            widget.setEnabled(is_open and may_write)
        may_decide = is_open and may_write and row is not None
        for part in (self.numberEdit, self.onEdit, self.decideButton):
            part.setEnabled(may_decide)
        is_own = self.grid.by == SELF
        self.decideButton.setText("Ghi quyết định đã nhận" if is_own else "Công nhận xếp loại")

    def _ticked(self) -> list[str]:
        items = [self.knockList.item(at) for at in range(self.knockList.count())]
        return [
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        ]

    def _refuse(self, refusal: Refusal) -> None:
        if refusal.code == "rating.reason_needed":
            self.reasonEdit.show_problem(sentence_for(refusal))
            self.reasonEdit.setFocus()
        else:
            self.banner.say(sentence_for(refusal), "warning")

    def _point_to(self, code: str | None) -> None:
        at = self.grid.place_of(code)
        if at is not None:
            column = 2 if self.grid.by == SELF else 3
            self.table.setCurrentIndex(self.grid.model.index(at, column))
            self.table.setFocus()
