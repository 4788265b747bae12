"""A paper of the period as it will print, over the page it belongs to; Esc leads back."""

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QByteArray, QStorageInfo, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.file_choice import ask_file, ask_paper_file
from unionapp.desktop.forms import load_form
from unionapp.desktop.notices import Banner, explaining
from unionapp.desktop.printing.pdf_pages import print_to_memory
from unionapp.desktop.printing.preview_pane import PreviewPane
from unionapp.desktop.tasks import Progress, Task
from unionapp.errors import CodedError, Refusal
from unionapp.organisation.office import Office
from unionapp.paper.document import Document
from unionapp.paper.pdf import write_pdf
from unionapp.reports.catalogue import find_report
from unionapp.reports.handing_over import HandedOver, hand_over, hand_over_slip
from unionapp.reports.making import MadeReport, make_report, preview_report
from unionapp.sentences import sentence_for
from unionapp.vietnamese.periods import Period

# What sticks are formatted as; the computer's own disks are not.
_OF_STICKS = frozenset(
    QByteArray(kind) for kind in (b"vfat", b"exfat", b"FAT32", b"exFAT", b"FAT")
)
_REPORT, _SLIP = "Lưu PDF (Ctrl+P)", "Lưu phiếu để in (Ctrl+P)"
_COPYING = "Đang ghi ra USB"


def made_bytes(office: Office, report: str, period: Period) -> bytes:
    """The report as a PDF, frozen like every report that leaves the house."""
    with TemporaryDirectory() as folder:
        output = Path(folder) / "report.pdf"
        return make_report(
            office, report, period, file_format="pdf", output=output
        ).path.read_bytes()


def first_stick() -> str:
    """The first removable disk of this computer; nothing where there is none."""
    mounted = (disk for disk in QStorageInfo.mountedVolumes() if disk.isReady())
    outside = (disk for disk in mounted if not disk.isRoot() and not disk.isReadOnly())
    found = (disk.rootPath() for disk in outside if disk.fileSystemType() in _OF_STICKS)
    return next(found, "")


class PrintPane(QWidget):
    """Looks at one report and saves it."""

    backButton: QPushButton
    titleLabel: QLabel
    usbButton: QPushButton
    excelButton: QPushButton
    pdfButton: QPushButton
    noticeColumn: QVBoxLayout
    paneColumn: QVBoxLayout

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form("printing/print_pane", self)
        self._desk = desk
        self._report, self._period = "", desk.period
        self.banner, self.preview = Banner(), PreviewPane()
        self.noticeColumn.addWidget(self.banner)
        self.paneColumn.addWidget(self.preview)
        self.backButton.clicked.connect(self.closed)
        self._slip: Document | None = None
        self.usbButton.clicked.connect(self._ask_stick)
        self.pdfButton.clicked.connect(self._save)
        self.excelButton.clicked.connect(partial(self._ask_file, "xlsx"))
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.closed)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self.pdfButton.click)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.pdfButton.setFocus()

    def show_report(self, report: str, period: Period) -> Task:
        """Show a report as the records stand now."""
        self._report, self._period = report, period
        self._slip = None
        self._offer(_REPORT)
        self.titleLabel.setText(f"{find_report(report).name} {period.label}")
        self.banner.hide()
        self.preview.clear()
        office = self._desk.office
        task = self._desk.run(
            lambda _progress: print_to_memory(preview_report(office, report, period))
        )
        task.succeeded.connect(self.preview.show_pdf)
        task.failed.connect(self._explain)
        return task

    def save_to(self, file_format: str, output: Path) -> Task:
        """Freeze the report and write it to a file."""
        office, report, period = self._desk.office, self._report, self._period
        self.banner.hide()
        task = self._desk.run(
            lambda _progress: make_report(
                office, report, period, file_format=file_format, output=output
            )
        )
        task.succeeded.connect(self._tell_made)
        task.failed.connect(self._explain)
        return task

    def hand_over_to(self, folder: Path) -> Task:
        """Freeze the report, copy it to a stick, read it back, and show the slip for it."""
        office, report, period = self._desk.office, self._report, self._period
        self.banner.hide()
        target = folder / f"{self._stem()}.pdf"

        def work(progress: Progress) -> tuple[HandedOver, Document, bytes]:
            data = made_bytes(office, report, period)
            handed = hand_over(data, target, lambda done, every: progress(done, every, _COPYING))
            slip = hand_over_slip(office, find_report(report).name, period, handed)
            return handed, slip, print_to_memory(slip)

        task = self._desk.run(work)
        task.succeeded.connect(self._tell_handed_over)
        task.failed.connect(self._explain)
        return task

    def _tell_handed_over(self, done: tuple[HandedOver, Document, bytes]) -> None:
        handed, self._slip, pdf = done
        self.preview.show_pdf(pdf)
        self.titleLabel.setText(f"Phiếu giao nhận, mã đối chiếu {handed.code}")
        self._offer(_SLIP)
        self.banner.say(
            f"Đã đọc lại, khớp 100 %: {handed.path.name}. Có thể rút USB. In phiếu giao nhận "
            f"này gửi kèm, mã đối chiếu {handed.code}.",
            "success",
        )

    def save_slip(self, output: Path) -> None:
        """Save the slip that is shown."""
        if self._slip is not None:
            with explaining(self.banner):
                path = write_pdf(self._slip, output)
                self.banner.say(f"Đã lưu phiếu giao nhận {path}", "success")

    def _offer(self, words: str) -> None:
        """Offer to save what is seen, the report or its slip."""
        self.pdfButton.setText(words)
        for button in (self.usbButton, self.excelButton):
            button.setVisible(words == _REPORT)

    def _save(self) -> None:
        if self._slip is None:
            self._ask_file("pdf")
        else:
            self._ask_slip()

    def _ask_stick(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "Chọn USB", first_stick())
        if name:
            self.hand_over_to(Path(name))

    def _ask_slip(self) -> None:
        file = ask_file(
            self, "Lưu phiếu giao nhận", f"giao-nhan_{self._stem()}.pdf", "PDF (*.pdf)"
        )
        if file is not None:
            self.save_slip(file)

    def _stem(self) -> str:
        stem = f"{self._desk.office.unit.code}_{self._report}_{self._period.text}"
        return stem.replace("/", "_")

    def _ask_file(self, file_format: str) -> None:
        file = ask_paper_file(self, self._stem(), file_format)
        if file is not None:
            self.save_to(file_format, file)

    def _tell_made(self, made: MadeReport) -> None:
        folder = QUrl.fromLocalFile(str(made.path.parent))
        self.banner.say(
            f"Đã lưu {made.path}",
            "success",
            answer="Mở thư mục",
            deed=lambda: QDesktopServices.openUrl(folder),
        )

    def _explain(self, error: BaseException) -> None:
        if not isinstance(error, CodedError):
            raise error
        self.banner.say(sentence_for(error), "warning" if isinstance(error, Refusal) else "error")


class PrintingPage(QStackedWidget):
    """A page whose papers are looked at over it."""

    def __init__(self, desk: Desk, form: str) -> None:
        super().__init__()
        self.desk = desk
        load_form(form, self)
        self.printing = PrintPane(desk)
        self.addWidget(self.printing)
        self.printing.closed.connect(self.come_back)
        self._left: QWidget | None = None

    def lay(self, pane: QWidget) -> None:
        """Lay a pane over the page, which remembers where it was left."""
        self._left = self.window().focusWidget()
        self.setCurrentWidget(pane)

    def print_report(self, report: str, period: Period) -> None:
        """Lay a report over the page."""
        self.lay(self.printing)
        self.printing.show_report(report, period)
        self.printing.pdfButton.setFocus()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # what was laid over the page is what one comes back to
        if self.currentIndex() > 0 and (shown := self.currentWidget()) is not None:
            shown.setFocus()

    def come_back(self) -> None:
        """Show the page again, and where it was left."""
        self.setCurrentIndex(0)
        if self._left is not None and self.isAncestorOf(self._left):
            self._left.setFocus()
