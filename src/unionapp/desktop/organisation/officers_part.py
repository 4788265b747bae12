"""Who may sign in to this data folder, and letting another officer in."""

from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from unionapp.desktop.desk import Desk
from unionapp.desktop.entry import Entry
from unionapp.desktop.fields import ChoiceField, NameField, TextField
from unionapp.desktop.forms import load_form
from unionapp.desktop.grids import Column, DataTable
from unionapp.desktop.notices import Banner
from unionapp.desktop.short_list import ShortList
from unionapp.errors import CodedError
from unionapp.organisation.officers import ROLES, add_officer, list_officers
from unionapp.sentences import sentence, sentence_for

_COLUMNS = (
    Column("name", "Họ và tên", 28),
    Column("role", "Vai trò", 18),
    Column("state", "Trạng thái", 16),
)


class OfficersPart(QWidget):
    """The officers of the folder and the form for one more."""

    noticeColumn: QVBoxLayout
    table: DataTable
    nameEdit: NameField
    roleEdit: ChoiceField
    newPasswordEdit: TextField
    againEdit: TextField
    ownPasswordEdit: TextField
    addButton: QPushButton

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        form = load_form("organisation/officers", self)
        self._desk = desk
        self.banner = Banner()
        self.noticeColumn.addWidget(self.banner)
        self._list = ShortList(self.table, _COLUMNS, "officers", desk.preferences)
        self.roleEdit.set_choices(list(ROLES.items()))
        for field in (self.newPasswordEdit, self.againEdit, self.ownPasswordEdit):
            field.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.entry = Entry(form, "organisation/officer")
        self.entry.save_asked.connect(self.add)
        self.addButton.clicked.connect(self.entry.save)
        self.refresh()

    def refresh(self) -> None:
        """Read the officers again."""
        rows = list_officers(self._desk.office)
        self._list.show(
            {row.id: (row.name, row.title, _state(is_active=row.is_active)) for row in rows}
        )

    def add(self) -> None:
        """Let the new officer in."""
        self.entry.problems.clear()
        if self.newPasswordEdit.line.text() != self.againEdit.line.text():
            self.againEdit.show_problem(sentence("founding.password_differs"))
            self.againEdit.setFocus()
            return
        try:
            officer = add_officer(
                self._desk.office,
                self.nameEdit.value() or "",
                self.roleEdit.value() or "",
                own_password=self.ownPasswordEdit.line.text() or None,
                new_password=self.newPasswordEdit.line.text() or None,
            )
        except CodedError as error:
            self._refuse(error)
            return
        self.entry.saved(begin_new=True)
        self._desk.tell(f"Đã thêm cán bộ {officer.name}, {officer.title.lower()}.")

    def _refuse(self, error: CodedError) -> None:
        places = {
            "officer.name_needed": self.nameEdit,
            "officer.name_taken": self.nameEdit,
            "officer.unknown_role": self.roleEdit,
            "login.wrong_password": self.ownPasswordEdit,
            "login.password_needed": self.ownPasswordEdit
            if self.ownPasswordEdit.is_empty()
            else self.newPasswordEdit,
        }
        place = places.get(error.code)
        if place is None:
            self.banner.say(sentence_for(error), "error")
            return
        words = error.code
        words = sentence("founding.role_needed") if words == "officer.unknown_role" else ""
        place.show_problem(words or sentence_for(error))
        place.setFocus()


def _state(*, is_active: bool) -> str:
    return "đang làm việc" if is_active else "đã nghỉ"
