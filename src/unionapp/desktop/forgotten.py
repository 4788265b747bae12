"""A new password by the code on the recovery sheet, where the old one is forgotten."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from unionapp.desktop.commands import Actions
from unionapp.desktop.entry import Entry
from unionapp.desktop.fields import TextField
from unionapp.desktop.forms import load_form
from unionapp.desktop.founding import PASSWORD_LETTERS
from unionapp.desktop.notices import Banner
from unionapp.errors import CodedError
from unionapp.organisation.forgotten_password import reset_password
from unionapp.sentences import sentence, sentence_for


class Forgotten(QWidget):
    """Asks for the code and the new password twice."""

    codeEdit: TextField
    passwordEdit: TextField
    againEdit: TextField
    noticeColumn: QVBoxLayout
    backButton: QPushButton
    resetButton: QPushButton

    done = Signal(str)
    closed = Signal()

    def __init__(self, folder: Path, officer: str) -> None:
        super().__init__()
        form = load_form("forgotten", self)
        self._folder = folder
        self._officer = officer
        self.banner = Banner()
        self.noticeColumn.addWidget(self.banner)
        self.entry = Entry(form, "forgotten")
        self.entry.save_asked.connect(self.reset)
        self.actions_ = Actions(self, {"postpone": self.closed.emit})
        for field in (self.passwordEdit, self.againEdit):
            field.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.againEdit.line.returnPressed.connect(self.entry.save)
        self.resetButton.clicked.connect(self.entry.save)
        self.backButton.clicked.connect(self.closed)

    def reset(self) -> None:
        """Set the new password; what is refused is said at its field."""
        self.entry.problems.clear()
        self.banner.hide()
        password = self.passwordEdit.line.text()
        if not self._check(password):
            self.entry.problems.go_to_next()
            return
        try:
            reset_password(self._folder, self._officer, self.codeEdit.line.text(), password)
        except CodedError as error:
            self._refuse(error)
            return
        self.done.emit(password)

    def _check(self, password: str) -> bool:
        if len(password) < PASSWORD_LETTERS:
            words = sentence("founding.password_short", letters=PASSWORD_LETTERS)
            self.passwordEdit.show_problem(words)
        elif password != self.againEdit.line.text():
            self.againEdit.show_problem(sentence("founding.password_differs"))
        return self.entry.problems.count()[0] == 0

    def _refuse(self, error: CodedError) -> None:
        if error.code == "login.wrong_recovery_code":
            self.codeEdit.show_problem(sentence_for(error))
            self.codeEdit.setFocus()
        else:
            self.banner.say(sentence_for(error), "error")
