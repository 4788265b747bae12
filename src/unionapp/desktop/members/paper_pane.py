"""The papers of one member: which one, how it will print, and as what it is saved."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFocusEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk
from unionapp.desktop.file_choice import ask_file
from unionapp.desktop.look.roles import set_role
from unionapp.desktop.notices import Banner, explaining
from unionapp.desktop.printing.pdf_pages import print_to_memory
from unionapp.desktop.printing.preview_pane import PreviewPane
from unionapp.finance.dues.book import paid_through
from unionapp.membership.life_cycle import Status
from unionapp.membership.members import MemberDetail
from unionapp.membership.transfer import save_slip
from unionapp.reports.records import list_record_kinds, preview_record, print_record

_FORMATS = {"pdf": "PDF (Ctrl+P)", "docx": "Word", "xlsx": "Excel"}


class MemberPapers(QWidget):
    """Looks at a paper of the member and saves it; who is printed is noted in the log."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._detail: MemberDetail | None = None
        self._title, self.banner, self.preview = QLabel(), Banner(), PreviewPane()
        set_role(self._title, "title")
        self.kinds = {kind.id: kind for kind in list_record_kinds("member")}
        self.kindBox = QComboBox()
        self.kindBox.setObjectName("kindEdit")
        self.kindBox.setAccessibleName("Giấy tờ")
        for kind in self.kinds.values():
            self.kindBox.addItem(kind.name, kind.id)
        self.kindBox.currentIndexChanged.connect(self.look)
        self.buttons = {name: QPushButton(words) for name, words in _FORMATS.items()}
        self.slipButton = QPushButton("Tệp phiếu chuyển")
        self.slipButton.setToolTip("Lưu phiếu chuyển sinh hoạt thành tệp cho đơn vị tiếp nhận")
        self.slipButton.clicked.connect(self._ask_slip)
        self._arrange()
        self.actions_ = Actions(
            self,
            {"print": self.buttons["pdf"].click, "postpone": self.closed.emit},
            key_set=desk.key_set,
        )

    def show_member(self, detail: MemberDetail) -> None:
        """Offer the papers of a member, the one that fits best to what happened last first."""
        self._detail = detail
        self.slipButton.setVisible(detail.status is Status.TRANSFERRED_OUT)
        self._title.setText(f"Giấy tờ: {detail.draft.full_name}")
        best = self.kindBox.findData(_fitting(detail))
        if self.kindBox.currentIndex() == best:
            self.look()
        self.kindBox.setCurrentIndex(best)
        self.kindBox.setFocus()

    def look(self) -> None:
        """Show the chosen paper as it will print."""
        kind = self.kinds[self.kindBox.currentData()]
        for name, button in self.buttons.items():
            button.setVisible(name in kind.formats)
        self.banner.hide()
        self.preview.clear()
        if self._detail is not None:
            with explaining(self.banner):
                paper = preview_record(self._desk.office, kind.id, self._detail.id)
                self.preview.show_pdf(print_to_memory(paper))

    def save_to(self, file_format: str, output: Path) -> None:
        """Print the chosen paper to a file; an existing one is never overwritten."""
        if self._detail is None:
            return
        with explaining(self.banner):
            made = print_record(
                self._desk.office,
                self.kindBox.currentData(),
                self._detail.id,
                file_format=file_format,
                output=output,
            )
            open_it = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(made.path)))
            self.banner.say(f"Đã lưu {made.path}.", "success", answer="Mở để in", deed=open_it)

    def save_slip_to(self, output: Path) -> None:
        """Write the transfer slip of the member to a file."""
        if self._detail is not None:
            with explaining(self.banner):
                office, member_id = self._desk.office, self._detail.id
                path = save_slip(office, member_id, output, paid_through(office, member_id))
                self.banner.say(f"Đã lưu {path}. Giao tệp này cho đơn vị tiếp nhận.", "success")

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.kindBox.setFocus()

    def _ask_file(self, file_format: str) -> None:
        if self._detail is None:
            return
        stem = f"{self._detail.code}_{self.kindBox.currentData()}".replace("/", "-")
        file = ask_file(self, "Lưu giấy tờ", f"{stem}.{file_format}", f"*.{file_format}")
        if file is not None:
            self.save_to(file_format, file)

    def _ask_slip(self) -> None:
        if self._detail is not None:
            stem = f"phieu-chuyen_{self._detail.code}.txt".replace("/", "-")
            file = ask_file(self, "Lưu phiếu chuyển", stem, "*.txt")
            if file is not None:
                self.save_slip_to(file)

    def _arrange(self) -> None:
        close = QPushButton("Quay lại (Esc)")
        close.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(close)
        line = QHBoxLayout()
        line.addWidget(self.kindBox, 1)
        for name, button in self.buttons.items():
            set_role(button, "primary" if name == "pdf" else "")
            button.clicked.connect(partial(self._ask_file, name))
            line.addWidget(button)
        line.addWidget(self.slipButton)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 8)
        column.addLayout(top)
        column.addLayout(line)
        column.addWidget(self.banner)
        column.addWidget(self.preview, 1)


def _fitting(detail: MemberDetail) -> str:
    last = detail.events[-1].kind if detail.events else ""
    fitting = {
        "KET_NAP": "admission-decision",
        "CONG_NHAN": "admission-decision",
        "KET_NAP_LAI": "admission-decision",
        "CHUYEN_DI": "introduction",
        "NGHI_HUU": "union-time",
        "RA_KHOI": "leaving",
    }
    return fitting.get(last, "application")
