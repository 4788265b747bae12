"""The photographs of an activity: chosen, dropped or pasted, shown small, taken off again."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QIcon,
    QKeySequence,
    QPixmap,
    QShortcut,
)
from PySide6.QtWidgets import QFileDialog, QLabel, QListWidget, QListWidgetItem, QPushButton
from typing_extensions import override

from unionapp.activities.photos import add_photo, list_photos, read_photo, remove_photo
from unionapp.activities.rows import ActivityRow
from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk
from unionapp.desktop.handed_over import files_in, holds_something, picture_in
from unionapp.desktop.look.icons import icon
from unionapp.desktop.notices import explaining
from unionapp.desktop.side_panel import SidePanel
from unionapp.desktop.tasks import Task
from unionapp.errors import Refusal, Trouble
from unionapp.organisation.office import Office
from unionapp.sentences import sentence_for
from unionapp.vietnamese.amounts import group_digits

_ID = Qt.ItemDataRole.UserRole
_FILES = "Ảnh (*.jpg *.jpeg *.png *.webp *.bmp)"
_PASTED = "Ảnh dán"
_LINES_OF_NAME = 36  # pixels under a picture

Picture = tuple[str, bytes]


class PhotoPanel(SidePanel):
    """Shows and changes the photographs of the activity that is shown."""

    photoList: QListWidget
    countLabel: QLabel
    removeButton: QPushButton

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "activities/photo_panel")
        self._row: ActivityRow | None = None
        self.setAcceptDrops(True)
        size = self.photoList.iconSize()
        self.photoList.setGridSize(QSize(size.width() + 8, size.height() + _LINES_OF_NAME))
        self.commands = Actions(
            self,
            {"open_file": self.choose, "delete": self.remove},
            key_set=desk.key_set,
            permissions=desk.permissions,
        )
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self).activated.connect(self.paste)
        self.removeButton.clicked.connect(self.remove)
        self.photoList.currentRowChanged.connect(self._allow)

    def show_activity(self, row: ActivityRow) -> None:
        """Show the photographs of an activity."""
        self._row = row
        self.begin(f"Hình ảnh: {row.title}")
        self._show()
        self.photoList.setFocus()

    def choose(self) -> None:
        """Ask for files and add them."""
        names, _ = QFileDialog.getOpenFileNames(self, "Chọn ảnh", "", _FILES)
        self.add_files([Path(name) for name in names])

    def paste(self) -> None:
        """Add the picture or the files on the clipboard."""
        self._add_mime(QGuiApplication.clipboard().mimeData())

    def add_files(self, paths: Sequence[Path]) -> None:
        """Add the pictures in some files."""
        if paths:
            self._add(partial(_read_all, tuple(paths)))

    def remove(self) -> None:
        """Take the chosen photograph off."""
        item = self.photoList.currentItem()
        if item is not None:
            with explaining(self.banner):
                remove_photo(self.desk.office, item.data(_ID))
                self.desk.tell(f"Đã bỏ ảnh «{item.text()}»")
                self._show()

    @override
    def do(self) -> None:
        self.choose()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if holds_something(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._add_mime(event.mimeData())
        event.acceptProposedAction()

    def _add_mime(self, data: QMimeData) -> None:
        files, picture = files_in(data), picture_in(data)
        if files:
            self.add_files(files)
        elif picture is not None:
            self._add(lambda: [(_PASTED, picture)])

    def _add(self, read: Callable[[], list[Picture]]) -> None:
        if self._row is None or "write" not in self.desk.permissions:
            return
        self.banner.hide()
        office, activity_id = self.desk.office, self._row.id
        task: Task = self.desk.run(lambda _progress: _store(office, activity_id, read()))
        task.succeeded.connect(self._tell)

    def _tell(self, refused: list[str]) -> None:
        self._show()
        if refused:
            self.banner.say("\n".join(refused), "warning")
        else:
            self.desk.tell(f"Đã thêm ảnh, hiện có {self.photoList.count()} ảnh")

    def _show(self) -> None:
        assert self._row is not None  # noqa: S101  # the panel opens on an activity only
        office, size = self.desk.office, self.photoList.iconSize()
        self.photoList.clear()
        rows = list_photos(office, self._row.id)
        for row in rows:
            item = QListWidgetItem(self._icon(row.id, size), row.name)
            item.setData(_ID, row.id)
            item.setToolTip(f"{row.name} · {group_digits(row.size // 1000)} KB")
            self.photoList.addItem(item)
        if rows:
            self.photoList.setCurrentRow(len(rows) - 1)
        self.countLabel.setText(f"{len(rows)} ảnh" if rows else "Chưa có ảnh nào")
        self._allow()

    def _icon(self, photo_id: int, size: QSize) -> QIcon:
        try:
            kept = read_photo(self.desk.office, photo_id)
        except Trouble as trouble:  # the others are shown all the same
            self.banner.say(sentence_for(trouble), "warning")
            return icon("warning")
        picture = QPixmap()
        picture.loadFromData(kept)
        return QIcon(
            picture.scaled(
                size,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )

    def _allow(self, *_: object) -> None:
        has_one = self.photoList.currentItem() is not None
        self.commands.allow(has_selection=has_one)
        may_write = "write" in self.desk.permissions
        self.removeButton.setEnabled(has_one and may_write)
        self.saveButton.setEnabled(may_write)


def _store(office: Office, activity_id: int, pictures: Iterable[Picture]) -> list[str]:
    """Keep what can be kept; what is refused comes back in sentences, each with its file."""
    refused = []
    for name, content in pictures:
        try:
            add_photo(office, activity_id, name, content)
        except Refusal as refusal:
            refused.append(f"{name}: {sentence_for(refusal)}")
    return refused


def _read_all(paths: tuple[Path, ...]) -> list[Picture]:
    return [(path.name, _bytes_of(path)) for path in paths]


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""  # told as a picture that cannot be read
