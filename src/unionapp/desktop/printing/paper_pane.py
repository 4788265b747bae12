"""One paper as it is printed: what is seen is the very PDF that is saved."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk
from unionapp.desktop.file_choice import ask_file
from unionapp.desktop.look.roles import set_role
from unionapp.desktop.notices import Banner, explaining
from unionapp.desktop.printing.pdf_pages import print_to_memory
from unionapp.desktop.printing.preview_pane import PreviewPane
from unionapp.finance.vouchers.register import VoucherRow
from unionapp.paper.destination import write_safely
from unionapp.paper.document import Document
from unionapp.reports.records import note_taken_out, preview_record


class PaperPane(QWidget):
    """Shows the paper of one record; saves and opens it for printing."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._office = desk.office
        self._name = ""
        self._take_note: Callable[[], None] | None = None
        self.pdf = b""
        self._title, self.banner, self.preview = QLabel(), Banner(), PreviewPane()
        set_role(self._title, "title")
        self._title.setWordWrap(True)  # the name of a unit is longer than a small screen is wide
        save, close = QPushButton("Lưu PDF để in (Ctrl+P)"), QPushButton("Đóng (Esc)")
        set_role(save, "primary")
        save.clicked.connect(self.save)
        close.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(close)
        top.addWidget(save)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 8)
        column.addLayout(top)
        column.addWidget(self.banner)
        column.addWidget(self.preview, 1)
        self.actions_ = Actions(
            self, {"print": self.save, "postpone": self.closed.emit}, key_set=desk.key_set
        )

    def show_voucher(self, row: VoucherRow) -> None:
        """Show the paper of a voucher.

        Raises:
            Refusal: what the paper itself refuses.
        """
        name = f"{row.number or 'ban_nhap'}"
        self.show_record("voucher", row.id, f"Bản in {row.number or '(bản nháp)'}", name)

    def show_record(self, kind: str, record_id: int, title: str, name: str) -> None:
        """Show the paper of any record; the file is offered under the name.

        Raises:
            Refusal: what the paper itself refuses.
        """
        paper = preview_record(self._office, kind, record_id)
        self.show_paper(paper, title, name)
        self._take_note = partial(note_taken_out, self._office, kind, [record_id], paper)

    def show_paper(self, paper: Document, title: str, name: str) -> None:
        """Show any paper; the file is offered under the name."""
        self.banner.hide()
        self.pdf = print_to_memory(paper)
        self._name = f"{name}.pdf".replace("/", "-")
        self._take_note = None
        self._title.setText(title)
        self.preview.show_pdf(self.pdf)
        self.preview.setFocus()

    def save(self) -> None:
        """Ask where to, and save what is seen."""
        file = ask_file(self, "Lưu PDF", self._name, "*.pdf")
        if file is not None:
            self.save_to(file)

    def save_to(self, output: Path) -> None:
        """Save what is seen; an existing file is never overwritten."""
        with explaining(self.banner):
            path = write_safely(output, self._write)
            if self._take_note is not None:
                self._take_note()
            self.banner.say(
                f"Đã lưu {path}.",
                "success",
                answer="Mở để in",
                deed=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))),
            )

    def _write(self, draft: Path) -> None:
        draft.write_bytes(self.pdf)
