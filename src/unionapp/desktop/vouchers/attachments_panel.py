"""Scans and photos on a voucher: chosen, dropped or pasted; opened; taken off a draft."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import (
    QMimeData,
    QTemporaryDir,
    QUrl,
    Signal,
)
from PySide6.QtGui import (
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QPushButton, QVBoxLayout
from typing_extensions import override

from unionapp.desktop.commands import Actions, without_argument
from unionapp.desktop.desk import Desk
from unionapp.desktop.forms import load_form
from unionapp.desktop.grids import Column, DataTable
from unionapp.desktop.handed_over import files_in, holds_something, picture_in
from unionapp.desktop.look.roles import set_role
from unionapp.desktop.notices import Banner, explaining
from unionapp.desktop.short_list import ShortList
from unionapp.errors import Refusal, Trouble
from unionapp.finance.vouchers.attachments import (
    AttachmentRow,
    attach_file,
    list_attachments,
    read_attachment,
    remove_attachment,
    require_light,
)
from unionapp.finance.vouchers.register import VoucherRow
from unionapp.vietnamese.amounts import group_digits

_COLUMNS = (
    Column("name", "Tên tệp", 30),
    Column("size", "Cỡ", 8),
)
_DRAFT = "Bấm Ctrl+O để chọn tệp, Ctrl+V để dán ảnh, hoặc kéo tệp thả vào đây."
_POSTED = (
    "Chứng từ đã ghi sổ: tệp đã kèm giữ nguyên, thêm được bản quét phiếu đã ký khi tháng chưa "
    "khóa (Ctrl+O, Ctrl+V hoặc kéo thả)."
)
_FILES = "Ảnh, PDF, Word, Excel (*.jpg *.jpeg *.png *.pdf *.docx *.xlsx);;Mọi tệp (*)"
_PASTED = "anh-dan.png"


class AttachmentsPanel(QFrame):
    """The files of one voucher."""

    titleLabel: QLabel
    hintLabel: QLabel
    noticeColumn: QVBoxLayout
    table: DataTable
    addButton: QPushButton
    openButton: QPushButton
    removeButton: QPushButton
    closeButton: QPushButton

    closed = Signal()
    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._voucher: VoucherRow | None = None
        self._rows: dict[int, AttachmentRow] = {}
        self._folder: QTemporaryDir | None = None
        set_role(self, "panel")
        load_form("vouchers/attachments_panel", self)
        self.setAcceptDrops(True)
        self.banner = Banner()
        self.noticeColumn.addWidget(self.banner)
        self._list = ShortList(self.table, _COLUMNS, "attachments", desk.preferences)
        self.table.opened.connect(self.open_file)
        self.addButton.clicked.connect(self._ask_files)
        self.openButton.clicked.connect(without_argument(self.open_file))
        self.removeButton.clicked.connect(self.remove)
        self.closeButton.clicked.connect(self.closed)
        self.actions_ = Actions(self, {"postpone": self.closed.emit}, key_set=desk.key_set)
        for key, deed in ((QKeySequence.StandardKey.Paste, self.paste), ("Del", self.remove)):
            QShortcut(QKeySequence(key), self.table).activated.connect(deed)

    @property
    def may_add(self) -> bool:
        """Whether files may come; a locked month still refuses them."""
        return self._voucher is not None and "write" in self.desk.permissions

    @property
    def may_remove(self) -> bool:
        """Whether files may go."""
        is_draft = self._voucher is not None and self._voucher.status == "draft"
        return is_draft and self.may_add

    def show_voucher(self, row: VoucherRow) -> None:
        """Show the files of a voucher."""
        self._voucher = row
        self.banner.hide()
        self.titleLabel.setText(f"Tệp kèm: {row.number or 'bản nháp'}, {row.reason}")
        self.hintLabel.setText(_DRAFT if row.status == "draft" else _POSTED)
        self._read()
        self.table.setFocus()

    def add_files(self, files: Iterable[Path]) -> None:
        """Put files from a disk on the voucher, up to the first that is refused."""
        with explaining(self.banner):
            for file in files:
                self._add(file.name, _content_of(file))

    def add_content(self, name: str, content: bytes) -> None:
        """Put what is on no disk on the voucher."""
        with explaining(self.banner):
            self._add(name, content)

    def paste(self) -> None:
        """Take a picture or files from the clipboard."""
        self._take(QGuiApplication.clipboard().mimeData())

    def open_file(self, at: int | None = None) -> None:
        """Open the current file with the program of this computer."""
        row = self._rows.get(at or self.table.current_id() or 0)
        if row is None:
            return
        with explaining(self.banner):
            content = read_attachment(self.desk.office, row.id)
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._write(row, content))))

    def remove(self) -> None:
        """Take the current file off the draft; it can be taken back."""
        row = self._rows.get(self.table.current_id() or 0)
        if row is None or not self.may_remove:
            return
        office = self.desk.office
        with explaining(self.banner):
            content = read_attachment(office, row.id)
            remove_attachment(office, row.id)
            sentence = f"Đã bỏ tệp {row.name}"
            self.desk.undo_list.add(
                sentence, lambda: self._put_back(row.voucher_id, row.name, content)
            )
            self.desk.tell(sentence)
            self._read()
            self.changed.emit()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.may_add and holds_something(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._take(event.mimeData())
        event.acceptProposedAction()

    def _take(self, data: QMimeData) -> None:
        files, picture = files_in(data), picture_in(data)
        if files:
            self.add_files(files)
        elif picture is not None:
            self.add_content(_PASTED, picture)

    def _add(self, name: str, content: bytes) -> None:
        if self._voucher is not None and self.may_add:
            row = attach_file(self.desk.office, self._voucher.id, name, content)
            self.desk.tell(f"Đã kèm {row.name} ({size_words(row.size)})")
            self._read(row.id)
            self.changed.emit()

    def _put_back(self, voucher_id: int, name: str, content: bytes) -> None:
        attach_file(self.desk.office, voucher_id, name, content)
        self._read()
        self.changed.emit()

    def _read(self, wanted: int | None = None) -> None:
        if self._voucher is None:
            return
        rows = list_attachments(self.desk.office, self._voucher.id)
        self._rows = {row.id: row for row in rows}
        self._list.show({at: _cells(row) for at, row in self._rows.items()})
        self._list.point_to(wanted)
        self.addButton.setEnabled(self.may_add)
        self.openButton.setEnabled(bool(self._rows))
        self.removeButton.setEnabled(self.may_remove and bool(self._rows))

    def _write(self, row: AttachmentRow, content: bytes) -> Path:
        # opened files are gone when the program is
        self._folder = self._folder or QTemporaryDir()
        path = Path(self._folder.path()) / f"{row.id}-{row.name}"
        path.write_bytes(content)
        return path

    def _ask_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "Chọn tệp kèm chứng từ", "", _FILES)
        self.add_files(map(Path, names))


def size_words(size: int) -> str:
    """The size of a file as people say it."""
    if size < 1024:
        return f"{size} byte"
    if size < 1024 * 1024:
        return f"{group_digits(round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB".replace(".", ",")


def _cells(row: AttachmentRow) -> tuple[str, ...]:
    return (row.name, size_words(row.size))


def _content_of(file: Path) -> bytes:
    try:
        if file.is_dir():
            raise Refusal("attachment.folder", name=file.name)
        require_light(file.name, file.stat().st_size)
        return file.read_bytes()
    except OSError as error:
        raise Trouble("attachment.unreadable", file=file.name) from error
