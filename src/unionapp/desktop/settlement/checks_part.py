"""Everything of a year that asks for a look, each line leading to its cell; shares and limits."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLabel, QPushButton

from unionapp.desktop.desk import Desk
from unionapp.desktop.finding_doors import door_of
from unionapp.desktop.grids import Column, DataTable
from unionapp.desktop.grids.sheet_model import SheetModel
from unionapp.desktop.notices import explaining
from unionapp.desktop.settlement.part import YearPart
from unionapp.desktop.settlement.proportions import COLUMNS as PROPORTION_COLUMNS
from unionapp.desktop.settlement.proportions import proportion_rows
from unionapp.finance.findings import Finding
from unionapp.finance.year.checks import check_year
from unionapp.finance.year.proportions import rule_shares
from unionapp.finance.year.settlement import show_settlement

_COLUMNS = (
    Column("code", "Quy tắc", 8, can_sort=False),
    Column("weight", "Mức", 10, can_sort=False),
    Column("words", "Điểm cần xem", 70, can_sort=False),
    Column("place", "Chỗ sửa", 18, can_sort=False),
)


# What proves the year wrong is put right in what it begins with.
_OPENING = frozenset({"V-12", "V-15"})


class ChecksPart(YearPart):
    """The list of findings and the table of shares."""

    headLabel: QLabel
    goButton: QPushButton
    table: DataTable
    wordsLabel: QLabel
    shareLabel: QLabel
    shareTable: DataTable
    shareNote: QLabel

    def __init__(
        self, desk: Desk, go_to_row: Callable[[str], None], go_to_opening: Callable[[], None]
    ) -> None:
        super().__init__(desk, "settlement/checks")
        self._go_to_row, self._go_to_opening = go_to_row, go_to_opening
        self._findings: tuple[Finding, ...] = ()
        self._model, self._proportions = SheetModel(_COLUMNS), SheetModel(PROPORTION_COLUMNS)
        for model, table, name in (
            (self._model, self.table, "checks"),
            (self._proportions, self.shareTable, "shares"),
        ):
            model.setParent(self)
            table.set_up(model, name, preferences=desk.preferences)
        self.table.opened.connect(self.go)
        self.table.pointed.connect(self._tell)
        self.goButton.clicked.connect(lambda: self.go(self.table.current_id()))

    def refresh(self) -> None:
        """Check the year again."""
        with explaining(self.banner):
            office, form = self.desk.office, show_settlement(self.desk.office, self.year)
            found = (*form.findings, *check_year(office, self.year))
            ordered = sorted(found, key=lambda one: (not one.is_error, one.code))
            self._findings = tuple(ordered)
            self._model.put({at: _cells(one) for at, one in enumerate(self._findings)})
            ruled = rule_shares(office, self.year, form.proportions)
            self._proportions.put(dict(enumerate(proportion_rows(ruled))))
            self.headLabel.setText(_head(self._findings))
            self.goButton.setEnabled(bool(self._findings))
            self.shareNote.setText(_note(self._findings))
            self.table.setCurrentIndex(self._model.index(0, 0))
            self._tell(self.table.current_id())

    def go(self, at: int | None) -> None:
        """Open the cell or the page where a finding is put right."""
        if at is None or not 0 <= at < len(self._findings):
            return
        finding = self._findings[at]
        door = door_of(finding)
        if door is not None:
            self.desk.lead_into(self.period)
            self.desk.open(door.page, door.place)
        elif _is_of_opening(finding):
            self._go_to_opening()
        else:
            self._go_to_row(finding.field)

    def _tell(self, at: int | None) -> None:
        is_one = at is not None and 0 <= at < len(self._findings)
        self.wordsLabel.setText(self._findings[at or 0].words if is_one else "")


def _is_of_opening(finding: Finding) -> bool:
    # what the level above approved is looked at in its row, and not typed over
    return finding.code in _OPENING and finding.is_error


def _place_of(finding: Finding) -> str:
    if (door := door_of(finding)) is not None:
        return door.words
    return "Số dư đầu năm" if _is_of_opening(finding) else "Dòng quyết toán"


def _cells(finding: Finding) -> tuple[str, ...]:
    code = finding.code.partition(".")[0]
    weight = "phải sửa" if finding.is_error else "cần xem"
    return (code, weight, finding.words, _place_of(finding))


def _head(findings: Sequence[Finding]) -> str:
    errors = sum(one.is_error for one in findings)
    if not findings:
        return "Mọi kiểm tra đều khớp: các sổ, quyết toán và tiền đang giữ bằng nhau."
    return f"{errors} điểm phải sửa trước khi nộp, {len(findings) - errors} điểm cần xem"


def _note(findings: Sequence[Finding]) -> str:
    told = [one.words for one in findings if one.code == "V-22"]
    return " ".join(told) or "Các tỷ trọng nằm trong mức quy định, hoặc chưa có khoản chi."
