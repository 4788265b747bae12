"""Reports: which, for the working period; looked at as they will print; saved; frozen versions."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from unionapp.desktop.desk import Desk
from unionapp.desktop.file_choice import ask_paper_file
from unionapp.desktop.file_names import file_stem
from unionapp.desktop.forms import load_form
from unionapp.desktop.grids import Column, DataTable, Kind
from unionapp.desktop.notices import Banner
from unionapp.desktop.printing.pdf_pages import print_to_memory
from unionapp.desktop.printing.preview_pane import PreviewPane
from unionapp.desktop.reports.sections_part import SectionsPart
from unionapp.desktop.short_list import ShortList
from unionapp.desktop.stamps import local_stamp
from unionapp.desktop.tasks import Task
from unionapp.errors import CodedError, Refusal
from unionapp.reports.catalogue import ReportKind, reports_for
from unionapp.reports.letters.sections import FAMILY
from unionapp.reports.making import (
    MadeReport,
    SnapshotRow,
    is_changed_since,
    list_snapshots,
    make_report,
    preview_report,
    thaw_report,
)
from unionapp.sentences import sentence_for

_VERSIONS = (
    Column("version", "Bản", 4, Kind.COUNT, adds_up=False),
    Column("made_at", "Chốt lúc", 15),
    Column("state", "Tình trạng", 20),
    Column("made_by", "Người chốt", 18),
)
PAUSE_MS = 400


class ReportsPage(QWidget):
    """The list of reports, what is frozen of them, and the preview."""

    periodLabel: QLabel
    wordButton: QPushButton
    excelButton: QPushButton
    pdfButton: QPushButton
    previewButton: QPushButton
    noticeColumn: QVBoxLayout
    splitter: QSplitter
    reportList: QListWidget
    versionsHint: QLabel
    versionTable: DataTable
    tabs: QTabWidget

    concerns = frozenset({"report_snapshot", "member", "member_event", "voucher", "activity"})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form("reports/reports", self)
        self._desk = desk
        self._kinds: tuple[ReportKind, ...] = reports_for(desk.office.unit.tier)
        self._snapshots: dict[int, SnapshotRow] = {}
        self._changed: dict[int, bool] = {}
        # an arrow held down in the list must not make every paper on the way
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PAUSE_MS)
        self._later.timeout.connect(self.compare)
        self.banner = Banner()
        self.noticeColumn.addWidget(self.banner)
        self.preview = PreviewPane()
        self.sections = SectionsPart(desk)
        self.tabs.addTab(self.preview, "Xem trước")
        self.tabs.addTab(self.sections, "Phần viết")
        self.splitter.setSizes([400, 700])
        self.splitter.setStretchFactor(1, 1)
        self._list = ShortList(self.versionTable, _VERSIONS, "snapshots", desk.preferences)
        self._list_reports()
        self._buttons = {"pdf": self.pdfButton, "xlsx": self.excelButton, "docx": self.wordButton}
        for file_format, button in self._buttons.items():
            button.clicked.connect(partial(self._ask_file, file_format))
        self.previewButton.clicked.connect(self.show_preview)
        QShortcut(QKeySequence("F7"), self).activated.connect(self.show_preview)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self.pdfButton.click)
        self.reportList.currentRowChanged.connect(self._choose)
        self.reportList.itemActivated.connect(self.show_preview)
        self.versionTable.opened.connect(self.show_version)
        self.sections.written.connect(self.show_preview)
        desk.period_changed.connect(self._change_period)
        self._change_period()
        self.reportList.setCurrentRow(0)

    def go_to(self, place: object) -> None:
        """Choose a report by its id."""
        for row, kind in enumerate(self._kinds):
            if kind.id == place:
                self.reportList.setCurrentRow(row)
                self.reportList.setFocus()

    def chosen(self) -> ReportKind:
        """The report that is chosen."""
        return self._kinds[max(0, self.reportList.currentRow())]

    def show_preview(self) -> None:
        """Show the report as the records stand now."""
        office, kind, period = self._desk.office, self.chosen(), self._desk.period
        self.tabs.setCurrentWidget(self.preview)
        self._show(lambda: print_to_memory(preview_report(office, kind.id, period)))

    def show_version(self, row_id: int) -> None:
        """Show a frozen version as it was made."""
        office, snapshot = self._desk.office, self._snapshots[row_id]
        self.tabs.setCurrentWidget(self.preview)
        self._show(lambda: print_to_memory(thaw_report(office, snapshot.report_id)))

    def save_to(self, file_format: str, output: Path) -> Task:
        """Freeze the report and write it to a file."""
        office, kind, period = self._desk.office, self.chosen(), self._desk.period
        self.banner.hide()
        task = self._desk.run(
            lambda _progress: make_report(
                office, kind.id, period, file_format=file_format, output=output
            )
        )
        task.succeeded.connect(self._tell_made)
        task.failed.connect(self._explain)
        return task

    def refresh(self) -> None:
        """Read the frozen versions again; which of them the records have left is asked anew."""
        self._read_versions()
        self.compare()

    def _read_versions(self) -> None:
        kind, period = self.chosen(), self._desk.period
        every = list_snapshots(self._desk.office, period)
        self._snapshots = {row.id: row for row in every if row.report == kind.id}
        self._changed = {}
        self._show_versions()

    def compare(self) -> None:
        """Ask whether the records have left the newest version; that makes the paper anew."""
        self._later.stop()
        newest = next(iter(self._snapshots.values()), None)
        if newest is not None and self._fits(self.chosen()):
            office = self._desk.office
            task = self._desk.run(lambda _progress: is_changed_since(office, newest))
            task.succeeded.connect(partial(self._mark, newest.id))
            task.failed.connect(self._explain)

    def _show(self, make: Callable[[], bytes]) -> None:
        self.banner.hide()
        self.preview.clear()
        task = self._desk.run(lambda _progress: make())
        task.succeeded.connect(self.preview.show_pdf)
        task.failed.connect(self._explain)

    def _explain(self, error: BaseException) -> None:
        if not isinstance(error, CodedError):
            raise error
        self.banner.say(sentence_for(error), "warning" if isinstance(error, Refusal) else "error")

    def _tell_made(self, made: MadeReport) -> None:
        self.banner.say(
            f"Đã lưu {made.path} (bản {made.version}).",
            "success",
            answer="Mở tệp",
            deed=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(made.path))),
        )

    def _mark(self, row_id: int, changed: bool) -> None:
        self._changed[row_id] = changed
        self._show_versions()

    def _show_versions(self) -> None:
        rows = self._snapshots
        self.versionsHint.setVisible(not rows)
        self.versionTable.setVisible(bool(rows))
        self._list.show({at: self._version_row(row) for at, row in rows.items()})

    def _version_row(self, row: SnapshotRow) -> tuple[object, ...]:
        is_newest = row is next(iter(self._snapshots.values()))
        if not is_newest:
            state = "đã có bản mới hơn"
        elif row.id not in self._changed:
            state = "đang so với số liệu…"
        else:
            state = "đã thay đổi sau khi chốt" if self._changed[row.id] else "khớp số liệu"
        return (row.version, local_stamp(row.made_at), state, row.made_by)

    def _list_reports(self) -> None:
        for kind in self._kinds:
            code = f" ({kind.form_code})" if kind.form_code else ""
            self.reportList.addItem(QListWidgetItem(f"{kind.name}{code}"))

    def _choose(self) -> None:
        kind = self.chosen()
        is_fit = self._fits(kind)
        for file_format, button in self._buttons.items():
            button.setVisible(file_format in kind.formats)
            button.setEnabled(is_fit)
        self.previewButton.setEnabled(is_fit)
        is_letter = kind.id in FAMILY and is_fit
        self.tabs.setTabVisible(1, is_letter)
        if is_letter:
            self.sections.show_letter(kind.id)
        self.preview.clear()
        self.banner.hide()
        if not is_fit:
            lengths = " hoặc ".join(str(count) for count in kind.months)
            self.banner.say(
                f"«{kind.name}» lập cho kỳ {lengths} tháng. Hãy đổi kỳ làm việc ở phía trên.",
                "info",
            )
        self._read_versions()
        self._later.start()

    def _change_period(self) -> None:
        self.periodLabel.setText(f"· {self._desk.period.label}")
        self._choose()

    def _fits(self, kind: ReportKind) -> bool:
        return len(self._desk.period.months()) in kind.months

    def _ask_file(self, file_format: str) -> None:
        kind, period = self.chosen(), self._desk.period
        stem = file_stem(self._desk.office.unit.code, kind.name, period.label)
        file = ask_paper_file(self, stem, file_format)
        if file is not None:
            self.save_to(file_format, file)
