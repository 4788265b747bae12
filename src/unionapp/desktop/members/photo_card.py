"""The portrait beside the form of a member; a picture of any size is made small when kept."""

from pathlib import Path

from PySide6.QtCore import QDir, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from unionapp.desktop.desk import Desk
from unionapp.desktop.look.roles import set_role
from unionapp.desktop.notices import Banner, explaining
from unionapp.errors import Trouble
from unionapp.membership.photos import read_photo, remove_photo, set_photo

HEIGHT = 120
_KINDS = "Ảnh (*.jpg *.jpeg *.png *.bmp *.webp *.tif *.tiff)"


class PhotoCard(QFrame):
    """Shows the portrait that is kept; another one is kept at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        set_role(self, "panel")
        self._desk, self._member_id = desk, 0
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.banner = Banner()
        self.chooseButton, self.removeButton = QPushButton("Chọn ảnh…"), QPushButton("Bỏ ảnh")
        self.chooseButton.clicked.connect(self.choose)
        self.removeButton.clicked.connect(self.remove)
        buttons = QHBoxLayout()
        for button in (self.chooseButton, self.removeButton):
            button.setEnabled("write" in desk.permissions)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.addWidget(self._picture)
        column.addWidget(self.banner)
        column.addLayout(buttons)

    def show_member(self, member_id: int) -> None:
        """Show a member's portrait, or that there is none."""
        self._member_id = member_id
        self.banner.hide()
        self._show()

    def choose(self) -> None:
        """Ask for a picture file."""
        name, _ = QFileDialog.getOpenFileName(self, "Chọn ảnh", QDir.homePath(), _KINDS)
        if name:
            self.keep(Path(name))

    def keep(self, path: Path) -> None:
        """Keep a picture as the portrait."""
        with explaining(self.banner):
            size = set_photo(self._desk.office, self._member_id, _read(path))
            self._desk.tell(f"Đã cất ảnh, {size // 1000} KB")
            self._show()

    def remove(self) -> None:
        """Throw the portrait away; it can be taken back."""
        kept = read_photo(self._desk.office, self._member_id)
        with explaining(self.banner):
            remove_photo(self._desk.office, self._member_id)
            self._show()
            if kept is not None:
                member = self._member_id
                self._desk.undo_list.add("Đã bỏ ảnh", lambda: self._put_back(member, kept))

    def _put_back(self, member_id: int, jpeg: bytes) -> None:
        set_photo(self._desk.office, member_id, jpeg)
        self._show()

    def _show(self) -> None:
        jpeg = read_photo(self._desk.office, self._member_id)
        picture = QPixmap()
        if jpeg and picture.loadFromData(jpeg):
            mode = Qt.TransformationMode.SmoothTransformation
            self._picture.setPixmap(picture.scaledToHeight(HEIGHT, mode))
        else:
            self._picture.setText("Chưa có ảnh")
        self.removeButton.setVisible(jpeg is not None)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Trouble("paper.not_readable", file=path.name) from error
