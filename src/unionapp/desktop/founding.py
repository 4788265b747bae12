"""The first run: founding a unit's data folder; its recovery code is shown once and tried."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from unionapp.desktop.entry import Entry
from unionapp.desktop.fields import ChoiceField, TextField
from unionapp.desktop.forms import load_form
from unionapp.desktop.notices import Banner
from unionapp.desktop.recovery import Recovery
from unionapp.desktop.tasks import TaskRunner
from unionapp.errors import CodedError
from unionapp.organisation.employer_types import employer_types
from unionapp.organisation.officers import ROLES
from unionapp.organisation.opening import Created, NewFolder, create_data_folder
from unionapp.organisation.tiers import tiers_on
from unionapp.organisation.units import UnitFacts
from unionapp.sentences import sentence, sentence_for

PASSWORD_LETTERS = 8
_PLACES = {
    "data.": "folderEdit",
    "login.": "passwordEdit",
    "officer.name": "officerEdit",
    "officer.unknown": "roleEdit",
    "unit.code": "codeEdit",
    "unit.name": "nameEdit",
    "unit.unknown_tier": "tierEdit",
    "unit.unknown_employer": "employerTypeEdit",
}


class Founding(QWidget):
    """The form of a new data folder."""

    folderEdit: TextField
    browseButton: QPushButton
    tierEdit: ChoiceField
    codeEdit: TextField
    nameEdit: TextField
    employerTypeEdit: ChoiceField
    parentTierEdit: ChoiceField
    parentCodeEdit: TextField
    parentNameEdit: TextField
    officerEdit: TextField
    roleEdit: ChoiceField
    passwordEdit: TextField
    againEdit: TextField
    noticeColumn: QVBoxLayout
    backButton: QPushButton
    foundButton: QPushButton

    founded = Signal(object, str)
    given_up = Signal(object)

    def __init__(self, folder: Path, today: date) -> None:
        super().__init__()
        form = self._form = load_form("founding", self)
        self._today = today
        self._tasks = TaskRunner(self)
        self._recovery: Recovery | None = None
        self.banner = Banner()
        self.noticeColumn.addWidget(self.banner)
        self.entry = Entry(form, "founding", today=today)
        self.entry.save_asked.connect(self.found)
        tiers = [(tier.code, tier.name) for tier in tiers_on(today)]
        self.tierEdit.set_choices(tiers)
        self.tierEdit.set_value("CDCS")
        self.parentTierEdit.set_choices([(code, name) for code, name in tiers if code != "CDCS"])
        self.employerTypeEdit.set_choices([(kind.code, kind.name) for kind in employer_types()])
        self.roleEdit.set_choices(list(ROLES.items()))
        for field in (self.passwordEdit, self.againEdit):
            field.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.folderEdit.set_value(str(folder))
        self.browseButton.clicked.connect(self._browse)
        self.foundButton.clicked.connect(self.entry.save)
        self.backButton.clicked.connect(self._give_up)
        self.codeEdit.setFocus()

    @property
    def folder(self) -> Path:
        """The folder that is to be founded."""
        return Path(self.folderEdit.value() or "")

    def found(self) -> None:
        """Make the data folder."""
        self.entry.problems.clear()
        self.banner.hide()
        if not self._check() or not self.foundButton.isEnabled():
            wrong = (field for field in self.entry.fields.values() if field.severity is not None)
            next(wrong, self).setFocus()
            return
        folder, facts = self.folder, self._facts()
        self.foundButton.setEnabled(False)
        task = self._tasks.start(lambda _progress: create_data_folder(folder, facts))
        task.succeeded.connect(self._show_code)
        task.failed.connect(self._refuse)

    def _facts(self) -> NewFolder:
        parent = None
        if self.parentCodeEdit.value():
            parent = UnitFacts(
                self.parentTierEdit.value() or "TINH",
                self.parentCodeEdit.value() or "",
                self.parentNameEdit.value() or "",
            )
        unit = UnitFacts(
            self.tierEdit.value() or "",
            self.codeEdit.value() or "",
            self.nameEdit.value() or "",
            self.employerTypeEdit.value(),
        )
        return NewFolder(
            unit,
            self.officerEdit.value() or "",
            self.roleEdit.value() or "",
            self.passwordEdit.line.text(),
            parent=parent,
            since=self._today.replace(month=1, day=1),
        )

    def _check(self) -> bool:
        needed = (
            (self.folderEdit, "founding.folder_needed"),
            (self.tierEdit, "founding.tier_needed"),
            (self.codeEdit, "unit.code_needed"),
            (self.nameEdit, "unit.name_needed"),
            (self.officerEdit, "officer.name_needed"),
            (self.roleEdit, "founding.role_needed"),
        )
        for field, code in needed:
            if field.is_empty():
                field.show_problem(sentence(code))
        if self.parentCodeEdit.is_empty() != self.parentNameEdit.is_empty():
            empty = self.parentCodeEdit if self.parentCodeEdit.is_empty() else self.parentNameEdit
            empty.show_problem(sentence("founding.parent_half"))
        self._check_password()
        return self.entry.problems.count()[0] == 0

    def _check_password(self) -> None:
        if len(self.passwordEdit.line.text()) < PASSWORD_LETTERS:
            words = sentence("founding.password_short", letters=PASSWORD_LETTERS)
            self.passwordEdit.show_problem(words)
        elif self.passwordEdit.line.text() != self.againEdit.line.text():
            self.againEdit.show_problem(sentence("founding.password_differs"))

    def _refuse(self, error: BaseException) -> None:
        self.foundButton.setEnabled(True)
        if not isinstance(error, CodedError):
            raise error
        for beginning, name in _PLACES.items():
            if error.code.startswith(beginning):
                self.entry.fields[name].show_problem(sentence_for(error))
                self.entry.problems.go_to_next()
                return
        self.banner.say(sentence_for(error), "error")

    def _show_code(self, created: Created) -> None:
        if created.recovery_code is None:
            self.founded.emit(created.folder, created.officer)
            return
        recovery = self._recovery = Recovery(created, self.nameEdit.value() or "", self._today)
        recovery.tried.connect(lambda: self.founded.emit(created.folder, created.officer))
        column = self.layout()
        assert column is not None  # noqa: S101  # load_form made it
        self._form.hide()
        column.addWidget(recovery)
        self.setWindowTitle(recovery.windowTitle())
        recovery.typedEdit.setFocus()

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Chọn thư mục trống", str(self.folder))
        if chosen:
            self.folderEdit.set_value(chosen)

    def _give_up(self) -> None:
        self.given_up.emit(self.folder)
