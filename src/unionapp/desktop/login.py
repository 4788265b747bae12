"""Signing in: which data folder, who, and the password.

This window is on screen before the database is loaded; nothing heavy is imported at the top.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QStandardPaths, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from unionapp.desktop.fields import ChoiceField, Field, TextField
from unionapp.desktop.forms import load_form
from unionapp.desktop.notices import Banner
from unionapp.desktop.preferences import Preferences
from unionapp.desktop.tasks import TaskRunner
from unionapp.errors import CodedError
from unionapp.sentences import sentence_for

if TYPE_CHECKING:
    from unionapp.organisation.data_folder import FolderFacts
    from unionapp.organisation.office import Office

SignIn = Callable[[Path, str, str | None], "Office"]
_FOLDER, _OFFICER = "login/folder", "login/officer"


class Preloader(QObject):
    """Loads what the work behind the window needs, once the window can be seen."""

    loaded = Signal()

    def start(self) -> None:
        """Begin, beside the window."""
        Thread(target=self._load, name="preload", daemon=True).start()

    def _load(self) -> None:
        import unionapp.organisation.opening  # noqa: PLC0415

        self.loaded.emit()
        import unionapp.desktop.main_window  # noqa: PLC0415
        import unionapp.exchange.outbox  # noqa: PLC0415
        import unionapp.reports.making  # noqa: F401, PLC0415
        from unionapp.desktop.pages import PAGES  # noqa: PLC0415

        for entry in PAGES:  # half of the time a page takes to open first is its loading
            import_module(entry.loader.partition(":")[0])


class Login(QWidget):
    """The first window."""

    folderEdit: TextField
    browseButton: QPushButton
    officerEdit: ChoiceField
    passwordEdit: TextField
    noticeColumn: QVBoxLayout
    newButton: QPushButton
    forgottenButton: QPushButton
    signInButton: QPushButton

    signed_in = Signal(object)
    new_asked = Signal(object)

    def __init__(self, sign_in: SignIn, preferences: Preferences) -> None:
        super().__init__()
        self._form = load_form("login", self)
        self._forgotten: QWidget | None = None
        self._sign_in = sign_in
        self._preferences = preferences
        self._tasks = TaskRunner(self)
        self._is_painted = False
        self._is_ready = False
        self._preloader = Preloader(self)
        self._preloader.loaded.connect(self._get_ready, Qt.ConnectionType.QueuedConnection)
        self.banner = Banner()
        self.noticeColumn.addWidget(self.banner)
        self.passwordEdit.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.folderEdit.set_value(preferences.read(_FOLDER) or str(usual_folder()))
        self.folderEdit.left.connect(self.look_into_folder)
        self.browseButton.clicked.connect(self._browse)
        self.newButton.clicked.connect(self._ask_new)
        self.forgottenButton.clicked.connect(self.ask_code)
        self.signInButton.clicked.connect(self.sign_in)
        self.passwordEdit.setFocus()

    @property
    def folder(self) -> Path:
        """The data folder that is named."""
        return Path(self.folderEdit.value() or str(usual_folder()))

    def show_folder(self, folder: Path, officer: str | None = None) -> None:
        """Offer a folder to sign in to."""
        self.folderEdit.set_value(str(folder))
        if officer:
            self._preferences.write(_OFFICER, officer)
        self.look_into_folder()

    def look_into_folder(self) -> None:
        """List the officers of the folder, or say what is wrong with it."""
        if not self._is_ready:
            return
        from unionapp.organisation.data_folder import has_data, look_at  # noqa: PLC0415

        self.folderEdit.clear_problem()
        if not has_data(self.folder):
            self._list_officers(None)
            self.folderEdit.show_hint("Chưa có dữ liệu ở đây. Bấm «Tạo dữ liệu mới» để bắt đầu.")
            return
        try:
            self._list_officers(look_at(self.folder))
        except CodedError as error:
            self._list_officers(None)
            self.folderEdit.show_problem(sentence_for(error))

    def sign_in(self) -> None:
        """Open the office of the officer chosen."""
        officer = self.officerEdit.value()
        if not self._is_ready or not self.signInButton.isEnabled():
            return
        if officer is None:
            self.look_into_folder()
            if self.folderEdit.severity is None:
                self.officerEdit.show_problem("Hãy chọn tên mình trong danh sách.")
            return
        self._clear()
        folder, password = self.folder, self.passwordEdit.line.text() or None
        self.signInButton.setEnabled(False)
        self.signInButton.setText("Đang mở dữ liệu…")
        task = self._tasks.start(lambda _progress: self._sign_in(folder, officer, password))
        task.succeeded.connect(self._enter)
        task.failed.connect(self._refuse)

    def ask_code(self) -> None:
        """Let the officer chosen set a new password by the code on the recovery sheet."""
        officer = self.officerEdit.value()
        if not self._is_ready or self._forgotten is not None:
            return
        if officer is None:
            self.officerEdit.show_problem("Hãy chọn tên mình trong danh sách.")
            return
        from unionapp.desktop.forgotten import Forgotten  # noqa: PLC0415  # seldom needed

        forgotten = self._forgotten = Forgotten(self.folder, officer)
        forgotten.closed.connect(self._come_back)
        forgotten.done.connect(self._take_new)
        column = self.layout()
        assert column is not None  # noqa: S101  # load_form made it
        self._form.hide()
        column.addWidget(forgotten)
        forgotten.show()
        forgotten.codeEdit.setFocus()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self._preloader.start)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self._forgotten is None:
            self.sign_in()
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate:
            self.look_into_folder()
        return super().event(event)

    def _come_back(self) -> None:
        if self._forgotten is not None:
            self._forgotten.hide()
            self._forgotten.deleteLater()
            self._forgotten = None
        self._form.show()
        self.passwordEdit.setFocus()

    def _take_new(self, password: str) -> None:
        self._come_back()
        self._clear()
        self.passwordEdit.line.setText(password)
        self.banner.say("Đã đặt mật khẩu mới. Bấm Enter để đăng nhập.", "success")

    def _get_ready(self) -> None:
        self._is_ready = True
        self.look_into_folder()

    def _list_officers(self, facts: "FolderFacts | None") -> None:
        names = facts.officers if facts is not None else ()
        self.forgottenButton.setVisible(facts is not None and facts.is_encrypted)
        if facts is not None:
            self.folderEdit.show_hint("")
        before = self.officerEdit.value() or self._preferences.read(_OFFICER)
        self.officerEdit.set_choices([(name, name) for name in names])
        # whoever signed in last, here or elsewhere; else the first, so that Enter is enough
        self.officerEdit.set_value(before if before in names else next(iter(names), None))
        self.signInButton.setEnabled(bool(names))

    def _enter(self, office: "Office") -> None:
        self._preferences.write(_FOLDER, str(office.folder))
        self._preferences.write(_OFFICER, office.officer.name)
        self.signed_in.emit(office)

    def _refuse(self, error: BaseException) -> None:
        self.signInButton.setEnabled(True)
        self.signInButton.setText("Đăng nhập (Enter)")
        if not isinstance(error, CodedError):
            raise error
        place = self._place_of(error.code)
        place.show_problem(sentence_for(error))
        place.setFocus()
        self.passwordEdit.line.selectAll()

    def _place_of(self, code: str) -> Field:
        if code.startswith("login."):
            is_name = code in {"login.unknown_officer", "login.officer_needed"}
            return self.officerEdit if is_name else self.passwordEdit
        return self.folderEdit

    def _clear(self) -> None:
        for field in (self.folderEdit, self.officerEdit, self.passwordEdit):
            field.clear_problem()

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Chọn thư mục dữ liệu", str(self.folder))
        if chosen:
            self.show_folder(Path(chosen))

    def _ask_new(self) -> None:
        self.new_asked.emit(self.folder)


def usual_folder() -> Path:
    """The officer's own data folder on this computer."""
    place = QStandardPaths.StandardLocation.GenericDataLocation
    return Path(QStandardPaths.writableLocation(place)) / "unionapp"
