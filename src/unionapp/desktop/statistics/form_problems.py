"""What of a form deserves a look: named beside it, and F8 leads from one to the next."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem

from unionapp.errors import Problem, Severity
from unionapp.sentences import problem_sentence


class FormProblems:
    """The list of problems; going to one tells the code of its line."""

    def __init__(
        self, label: QLabel, widget: QListWidget, go_to: Callable[[str | None], object]
    ) -> None:
        self._label, self._list, self._go_to = label, widget, go_to
        self._codes: tuple[str | None, ...] = ()
        widget.itemActivated.connect(lambda _item: self._go())
        widget.itemClicked.connect(lambda _item: self._go())

    def show(self, problems: Sequence[Problem]) -> None:
        """Name the problems of a form."""
        self._codes = tuple(problem.field for problem in problems)
        self._list.clear()
        for problem in problems:
            sign = "Lỗi: " if problem.severity == Severity.ERROR else ""
            item = QListWidgetItem(f"{sign}{problem_sentence(problem)}")
            item.setToolTip(item.text())
            self._list.addItem(item)
        words = f"Cần xem lại: {len(problems)} (F8)" if problems else "Không có gì phải xem lại"
        self._label.setText(words)

    def go_to_next(self) -> None:
        """Go to the next one, round and round."""
        if self._codes:
            self._list.setCurrentRow((self._list.currentRow() + 1) % len(self._codes))
            self._go()

    def _go(self) -> None:
        at = self._list.currentRow()
        if 0 <= at < len(self._codes):
            self._go_to(self._codes[at])
