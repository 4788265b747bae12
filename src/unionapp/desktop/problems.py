"""What is wrong with a form: a sentence under each field, and F8 from one to the next."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from unionapp.desktop.fields import Field
from unionapp.desktop.walk import field_of
from unionapp.errors import Problem, Severity
from unionapp.sentences import problem_sentence


class FieldProblems(QObject):
    """The problems of one form; warnings never block, errors block what is more than a draft."""

    counted = Signal(int, int)

    def __init__(self, form: QWidget, fields: Mapping[str, Field], parent: QObject) -> None:
        super().__init__(parent)
        self._form = form
        self._fields = fields

    def show(
        self, problems: Iterable[Problem], names: Mapping[str, str] | None = None
    ) -> tuple[Problem, ...]:
        """Put every problem under its field; what has no field here comes back.

        `names` gives the widget of a field of the record; without it, `amount` is `amountEdit`.
        """
        homeless = []
        for problem in problems:
            field = self._find(problem.field, names or {})
            if field is None:
                homeless.append(problem)
            else:
                field.show_problem(problem_sentence(problem), problem.severity)
        self.count()
        return tuple(homeless)

    def clear(self) -> None:
        """Take all sentences away."""
        for field in self._fields.values():
            field.clear_problem()
        self.count()

    def go_to_next(self) -> bool:
        """Go to the next field with a problem, round and round; False if there is none."""
        fields = list(self._fields.values())
        current = field_of(self._form.window().focusWidget())
        start = fields.index(current) + 1 if current in fields else 0
        for field in fields[start:] + fields[:start]:
            if field.severity is not None:
                field.setFocus()
                return True
        return False

    def count(self) -> tuple[int, int]:
        """The errors and warnings, which are also announced."""
        severities = [field.severity for field in self._fields.values()]
        found = severities.count(Severity.ERROR), severities.count(Severity.WARNING)
        self.counted.emit(*found)
        return found

    def _find(self, name: str | None, names: Mapping[str, str]) -> Field | None:
        if not name:
            return None
        first, *rest = name.split("_")
        camel = first + "".join(word.capitalize() for word in rest)
        return self._fields.get(names.get(name, name)) or self._fields.get(f"{camel}Edit")


def count_sentence(errors: int, warnings: int) -> str:
    """What the status line says of the problems of a form."""
    if not errors and not warnings:
        return ""
    parts = [f"{errors} lỗi"] if errors else []
    parts += [f"{warnings} cảnh báo"] if warnings else []
    return f"{', '.join(parts)} (F8 để đến chỗ kế tiếp)"
