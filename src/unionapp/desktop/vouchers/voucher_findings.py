"""What the rules say of a voucher while it is typed: under its fields, and all at the side."""

from collections.abc import Container, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from unionapp.desktop.fields import DateField, Field, LookupField
from unionapp.desktop.look.roles import set_role
from unionapp.errors import Refusal, Severity
from unionapp.finance.findings import Finding
from unionapp.finance.voucher_checks import require_open_day
from unionapp.organisation.office import Office
from unionapp.sentences import sentence, sentence_for


class FindingsCard(QFrame):
    """The findings of a voucher at the side, the errors first; it goes when there are none."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "panel")
        title, self._words = QLabel("Cần xem lại"), QLabel()
        set_role(title, "heading")
        column = QVBoxLayout(self)
        for label in (title, self._words):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label)
        self.hide()

    def tell(self, findings: Sequence[Finding]) -> None:
        """Show findings."""
        ordered = sorted(findings, key=lambda finding: not finding.is_error)
        self._words.setText("\n\n".join(dict.fromkeys(one.words for one in ordered)))
        self.setVisible(bool(findings))

    def text(self) -> str:
        """What the card says."""
        return "" if self.isHidden() else self._words.text()


class FieldFindings:
    """Puts findings under their fields, and takes away those that hold no longer."""

    def __init__(self, fields: Mapping[str, Field], places: Mapping[str, str]) -> None:
        self._fields = fields
        self._places = places
        self._said: dict[str, str] = {}

    def tell(self, findings: Sequence[Finding], *, complete: bool) -> tuple[Finding, ...]:
        """Show findings at fields that are filled in, or at all; the homeless come back."""
        self._take_away(but={finding.words for finding in findings})
        homeless = []
        for finding in findings:
            name = self._places.get(finding.field, "")
            field = self._fields.get(name)
            if field is None:
                homeless.append(finding)
            elif (complete or not field.is_empty()) and field.severity is not Severity.ERROR:
                field.show_problem(finding.words, finding.severity)
                self._said[name] = finding.words
        return tuple(homeless)

    def concerns(self, finding: Finding) -> bool:
        """Whether a finding is about something that is typed already, or about the whole."""
        field = self._fields.get(self._places.get(finding.field, ""))
        if field is None or "line" in finding.details:
            return True
        return not field.is_empty() or field.problem == finding.words

    def _take_away(self, *, but: Container[str]) -> None:
        gone = {name: words for name, words in self._said.items() if words not in but}
        for name, words in gone.items():
            if self._fields[name].problem == words:
                self._fields[name].clear_problem()
            del self._said[name]


def look_at_day(office: Office, field: DateField) -> None:
    """Say under a day that nothing can be written on it any more."""
    day = field.value()
    if day is None:
        return
    try:
        require_open_day(office, day)
    except Refusal as refusal:
        field.show_problem(sentence_for(refusal))


def look_at_name(field: LookupField) -> None:
    """Ask for a look at what is no name: a date typed one field too late, initials of nobody."""
    name = field.text()
    code = "field.short_name" if name.islower() and " " not in name else ""
    if name and not any(map(str.isalpha, name)):
        code = "field.no_name"
    if code:
        field.show_problem(sentence(code, text=name), Severity.WARNING)
