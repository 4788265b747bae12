"""The written parts of a letter: this period's words, or last time's to be taken up again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from unionapp.desktop.desk import Desk
from unionapp.desktop.entry import Entry
from unionapp.desktop.fields import NoteField
from unionapp.desktop.forms import load_form
from unionapp.desktop.notices import Banner, explaining
from unionapp.reports.letters.periodic import HALF_YEAR, SECTIONS
from unionapp.reports.letters.sections import read_section, write_section

_LINES = 4


class SectionsPart(QWidget):
    """The parts of a letter that no figure can fill."""

    situationEdit: NoteField
    assessmentEdit: NoteField
    planEdit: NoteField
    stateLabel: QLabel
    noticeColumn: QVBoxLayout
    saveButton: QPushButton

    written = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        form = load_form("reports/sections", self)
        self._desk = desk
        self._report, self._period = HALF_YEAR, desk.period
        self._shown: dict[str, str] = {}
        self.banner = Banner()
        self.noticeColumn.addWidget(self.banner)
        self._fields = {
            "situation": self.situationEdit,
            "assessment": self.assessmentEdit,
            "plan": self.planEdit,
        }
        for field in self._fields.values():
            field.set_lines(_LINES)
            field.left.connect(self.keep_typed)
        self.entry = Entry(form, "reports/half-year", undo_list=desk.undo_list)
        self.entry.save_asked.connect(self.save)
        self.saveButton.clicked.connect(self.entry.save)

    def show_letter(self, report: str) -> None:
        """Show the words of a letter for the working period."""
        self.keep_typed()
        self._report, self._period = report, self._desk.period
        self.refresh()

    def refresh(self) -> None:
        """Show the words of the working period."""
        reused = []
        for code, field in self._fields.items():
            section = read_section(self._desk.office, self._report, self._period, code)
            field.set_value(section.text)
            self._shown[code] = section.text
            if section.is_reused and section.text:
                reused.append(SECTIONS[code])
        words = f"Lời của kỳ trước: {', '.join(reused)}. Sửa rồi cất." if reused else ""
        self.stateLabel.setText(words)

    def keep_typed(self) -> None:
        """Keep what was changed and not saved, before other words are shown."""
        if "write" not in self._desk.permissions:
            return
        with explaining(self.banner):
            for code, field in self._fields.items():
                words = field.value() or ""
                if code in self._shown and words != self._shown[code]:
                    write_section(self._desk.office, self._report, self._period, code, words)
                    self._shown[code] = words

    def save(self) -> None:
        """Keep the words of every part, those of last time too."""
        office, period = self._desk.office, self._period
        with explaining(self.banner):
            for code, field in self._fields.items():
                words = field.value() or ""
                write_section(office, self._report, period, code, words)
                self._shown[code] = words
            self.entry.saved()
            self.stateLabel.setText("")
            self._desk.tell(f"Đã cất phần viết của báo cáo {period.label}.")
            self.written.emit()
