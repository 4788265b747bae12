"""What is typed into the lines of a form: an average waits for the people it speaks of."""

from unionapp.desktop.grids import Edit
from unionapp.desktop.statistics.form_model import number_of
from unionapp.errors import Refusal
from unionapp.indicators.statistics import FilledForm, FilledRow, type_row
from unionapp.organisation.office import Office


class FormTyping:
    """Stores what is typed, and keeps a number that waits for its people."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._waiting: dict[str, int] = {}

    def begin(self) -> None:
        """Another form or period is shown: nothing waits any more."""
        self._waiting.clear()

    def type(self, filled: FilledForm, line: FilledRow, edit: Edit) -> None:
        """Store the number of a line.

        Raises:
            Refusal: form.unknown, form.unknown_row, form.not_typed, form.negative,
                form.people_needed.
        """
        if not line.is_typed or (edit.column == "people" and line.kind != "average"):
            raise Refusal("form.not_typed", label=line.label)
        number, people = edit.new, None
        if line.kind == "average":
            number, people = self._average(line, edit)
        type_row(self._office, filled.form.id, line.code, filled.period, number, people)

    def _average(self, line: FilledRow, edit: Edit) -> tuple[int | None, int | None]:
        known = {"number": number_of(line), "people": line.denominator}
        if line.code in self._waiting:
            known["number"] = self._waiting.pop(line.code)
        given = {**known, edit.column: edit.new}
        number, people = given["number"], given["people"]
        if not isinstance(number, int):
            return None, None
        if not people:
            self._waiting[line.code] = number
            raise Refusal("form.people_needed", label=line.label)
        return number, people
