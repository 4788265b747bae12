"""The decision that grants a grade: its number and day, and whether it may still be granted."""

from PySide6.QtWidgets import QLabel, QPushButton

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import DateField, TextField
from unionapp.indicators.ratings import RatingRow, decide
from unionapp.sentences import sentence
from unionapp.vietnamese.dates import table_date


class DecisionCard:
    """Shows the decision of a rating, and grants it."""

    def __init__(
        self, desk: Desk, label: QLabel, fields: tuple[TextField, DateField], button: QPushButton
    ) -> None:
        self._office = desk.office
        self._label = label
        self._number, self._on = fields
        self._button = button
        self._on.set_today(desk.office.today, desk.working_day)

    def show(self, row: RatingRow | None, *, is_own: bool, may_decide: bool) -> None:
        """Show the decision of a rating, or ask for it."""
        words = "Quyết định công nhận"
        if row is not None and row.decided_on is not None:
            day = table_date(row.decided_on)
            words = f"{row.grade_name}: quyết định {row.decision_no} ngày {day}"
        self._label.setText(words)
        for part in (self._number, self._on, self._button):
            part.setEnabled(may_decide)
        self._button.setText("Ghi quyết định đã nhận" if is_own else "Công nhận xếp loại")

    def grant(self, unit_code: str, year: int) -> RatingRow | None:
        """Grant the grade; None where the day is still asked for.

        Raises:
            Refusal: unit.unknown, rating.none, rating.decided, rating.number_needed.
        """
        on = self._on.value()
        if on is None:
            self._on.show_problem(sentence("field.needed"))
            self._on.setFocus()
            return None
        return decide(self._office, unit_code, year, self._number.value() or "", on)
