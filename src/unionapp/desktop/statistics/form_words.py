"""The written lines of a statistics form: last time's words are offered, typed ones never lost."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import NoteField
from unionapp.indicators.statistics import FilledForm, FilledRow, type_text


class FormWords:
    """Shows, keeps and stores the words of one form and period."""

    def __init__(self, desk: Desk, notes: Sequence[tuple[QLabel, NoteField]]) -> None:
        self._desk = desk
        self._notes = notes
        self._filled: FilledForm | None = None
        self._kept: dict[str, str] = {}
        for _, field in notes:
            field.left.connect(self.keep)

    def show(self, filled: FilledForm) -> str:
        """Show the words of a form; where they are last time's, that comes back in words."""
        self._filled = filled
        rows = self._rows()
        self._kept = {row.code: row.text for row in rows}
        for at, (label, field) in enumerate(self._notes):
            label.setVisible(at < len(rows))
            field.setVisible(at < len(rows))
            if at < len(rows):
                label.setText(rows[at].label)
                field.set_value(rows[at].text)
        is_reused = any(row.is_reused for row in rows)
        return "Lời của kỳ trước, sửa rồi cất." if is_reused else ""

    def keep(self) -> None:
        """Keep words that were changed; last time's stay an offer."""
        if "write" in self._desk.permissions:
            self._store(self._changed())

    def save(self) -> None:
        """Store every line as it stands."""
        self._store(self._typed())

    def _rows(self) -> list[FilledRow]:
        rows = self._filled.rows if self._filled is not None else ()
        return [row for row in rows if row.kind == "text"]

    def _typed(self) -> dict[str, str]:
        pairs = zip(self._rows(), self._notes, strict=False)
        return {row.code: str(field.value() or "") for row, (_, field) in pairs}

    def _changed(self) -> dict[str, str]:
        return {code: words for code, words in self._typed().items() if words != self._kept[code]}

    def _store(self, lines: dict[str, str]) -> None:
        if self._filled is None:
            return
        form, period = self._filled.form.id, self._filled.period
        for code, words in lines.items():
            type_text(self._desk.office, form, code, period, words)
            self._kept[code] = words
