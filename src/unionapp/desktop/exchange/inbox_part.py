"""Receiving: every file judged by itself, then accepted or returned with a reason."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QWidget,
)
from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.exchange.part import ExchangePart
from unionapp.desktop.fields import DateField, TextField
from unionapp.desktop.grids import Column, DataTable, Kind
from unionapp.desktop.short_list import ShortList
from unionapp.desktop.stamps import local_stamp
from unionapp.desktop.tasks import Progress, Task
from unionapp.exchange.decisions import Decided, accept_package, return_package
from unionapp.exchange.inbox import (
    InboxRow,
    Received,
    ReceivedItem,
    list_inbox,
    receive_packages,
)
from unionapp.exchange.preview import Preview, preview_package

_COLUMNS = (
    Column("unit", "Đơn vị", 24),
    Column("period", "Kỳ", 13),
    Column("version", "Bản", 5, Kind.COUNT, adds_up=False),
    Column("state", "Tình trạng", 14),
    Column("code", "Mã đối chiếu", 12),
    Column("at", "Nhận lúc", 16),
    Column("signers", "Người ký", 22),
)
_DELIVERY = (
    Column("file", "Tệp", 30),
    Column("outcome", "Kết quả", 12),
    Column("code", "Mã", 12),
    Column("message", "Giải thích", 60),
)
_OUTCOMES = {
    "received": "nhận",
    "waiting": "chờ",
    "receipt": "giấy báo",
    "already": "trùng",
    "refused": "không nhận",
    "ignored": "bỏ qua",
}
_OPEN = {"pending", "waiting"}
_RETURNABLE = {"pending", "accepted"}


class InboxPart(ExchangePart):
    """The inbox, the last delivery, and the decision on one package."""

    filesButton: QPushButton
    folderButton: QPushButton
    periodCheck: QCheckBox
    countLabel: QLabel
    splitter: QSplitter
    table: DataTable
    deliveryLabel: QLabel
    deliveryTable: DataTable
    packageLabel: QLabel
    factsScroll: QScrollArea
    factsPage: QWidget
    factsLabel: QLabel
    acceptButton: QPushButton
    skipCheck: QCheckBox
    replaceCheck: QCheckBox
    reasonEdit: TextField
    deadlineEdit: DateField
    returnButton: QPushButton

    def __init__(self, desk: Desk) -> None:
        super().__init__("exchange/inbox", desk)
        self._rows: dict[int, InboxRow] = {}
        self.setAcceptDrops(True)
        for shown in (self.factsScroll.viewport(), self.factsPage):
            shown.setAutoFillBackground(False)
        self.deadlineEdit.set_today(desk.office.today)
        self.say_beside(
            {"package.return_reason": self.reasonEdit, "package.deadline": self.deadlineEdit}
        )
        self._list = ShortList(self.table, _COLUMNS, "inbox", desk.preferences)
        self._delivery = ShortList(self.deliveryTable, _DELIVERY, "delivery", desk.preferences)
        self._show_delivery(Received(()))
        self.splitter.setSizes([700, 330])
        self.filesButton.clicked.connect(self._ask_files)
        self.folderButton.clicked.connect(self._ask_folder)
        self.periodCheck.toggled.connect(self.refresh)
        self.table.pointed.connect(self._point)
        self.acceptButton.clicked.connect(self.accept)
        self.returnButton.clicked.connect(self.send_back)
        QShortcut(QKeySequence("Ctrl+G"), self).activated.connect(self.acceptButton.click)
        self.refresh()

    def refresh(self) -> None:
        """Read the inbox again."""
        wanted = self.desk.period if self.periodCheck.isChecked() else None
        self._rows = {row.id: row for row in list_inbox(self.desk.office, wanted)}
        self._list.show({at: _row(row) for at, row in self._rows.items()})
        waiting = sum(row.state == "pending" for row in self._rows.values())
        self.countLabel.setText(f"{len(self._rows)} gói, {waiting} chờ duyệt")
        if self.table.current_id() is None:
            self._list.point_to(self._first_waiting())
        self._point(self.table.current_id())

    def receive(self, places: list[Path]) -> Task:
        """Judge these files and everything in these folders."""
        office = self.desk.office
        period = self.desk.period if self.periodCheck.isChecked() else None

        def work(progress: Progress) -> Received:
            def tell(done: int, every: int) -> None:
                progress(done, every, f"Đang kiểm tra gói {done}/{every}")

            return receive_packages(office, places, period=period, progress=tell)

        return self.work(work, self._tell_received)

    def accept(self) -> None:
        """Count the packages that are chosen."""
        office, skip = self.desk.office, self.skipCheck.isChecked()
        replace = self.replaceCheck.isChecked()
        chosen = [at for at in self.table.selected_ids() if self._rows[at].state in _OPEN]
        if not chosen:
            return

        def work(progress: Progress) -> list[Decided]:
            made = []
            for number, row_id in enumerate(chosen, start=1):
                made.append(
                    accept_package(office, row_id, skip_missing=skip, replace_typed=replace)
                )
                progress(number, len(chosen), f"Đang ghi nhận gói {number}/{len(chosen)}")
            return made

        self.work(work, self._tell_accepted)

    def send_back(self) -> None:
        """Return the package that is chosen."""
        row_id, deadline = self.table.current_id(), self.deadlineEdit.value()
        if row_id is None:
            return
        if deadline is None:
            self.deadlineEdit.show_problem("Hãy ghi hạn gửi lại.")
            self.deadlineEdit.setFocus()
            return
        office, reason = self.desk.office, self.reasonEdit.text()
        self.work(
            lambda _progress: return_package(office, row_id, reason=reason, deadline=deadline),
            self._tell_returned,
        )

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        places = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if places:
            self.receive(places)

    def _tell_received(self, received: Received) -> None:
        self._show_delivery(received)
        counts = [
            f"{number} {words}"
            for outcome, words in _OUTCOMES.items()
            if (number := sum(item.outcome == outcome for item in received.items))
        ]
        told = ", ".join(counts) or "không có gói nào"
        bad = received.count("refused", "waiting")
        words = f"Đã xem {len(received.items)} tệp: {told}."
        self.banner.say(words, "warning" if bad else "success")
        self.refresh()

    def _tell_accepted(self, decided: list[Decided]) -> None:
        self.say_saved(f"Đã nhận {len(decided)} gói; giấy báo nhận:", decided[-1].receipt)
        self.refresh()

    def _tell_returned(self, decided: Decided) -> None:
        self.reasonEdit.restore("")
        self.say_saved(f"Đã trả lại {decided.unit_name}; giấy báo trả lại:", decided.receipt)
        self.refresh()

    def _show_delivery(self, received: Received) -> None:
        self._delivery.show({at: _judged(item) for at, item in enumerate(received.items)})
        self.deliveryLabel.setVisible(bool(received.items))
        self.deliveryTable.setVisible(bool(received.items))

    def _first_waiting(self) -> int | None:
        return next((at for at, row in self._rows.items() if row.state == "pending"), None)

    def _point(self, row_id: int | None) -> None:
        row = self._rows.get(row_id or 0)
        self.acceptButton.setEnabled(row is not None and row.state in _OPEN)
        self.returnButton.setEnabled(row is not None and row.state in _RETURNABLE)
        self.skipCheck.setVisible(row is not None and row.state == "waiting")
        # What was typed is replaced only by who has seen this package's difference.
        preview = preview_package(self.desk.office, row.id) if row else Preview()
        self.replaceCheck.setChecked(False)
        self.replaceCheck.setVisible(
            row is not None and row.state in _OPEN and preview.replaces_typed
        )
        if row is None:
            self.packageLabel.setText("Chưa có gói nào" if not self._rows else "Chọn một gói")
            self.factsLabel.setText("Nhận tệp do đơn vị cấp dưới gửi, rồi duyệt từng gói.")
            return
        self.packageLabel.setText(f"{row.unit_name} ({row.unit})")
        told = preview.lines if row.state in _OPEN else ()
        self.factsLabel.setText("\n".join(_facts(row, told)))

    def _ask_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self, "Gói báo cáo", "", "Gói báo cáo (*.cdpkg *.cdpkx);;Mọi tệp (*)"
        )
        if names:
            self.receive([Path(name) for name in names])

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "Thư mục chứa các gói")
        if name:
            self.receive([Path(name)])


def _row(row: InboxRow) -> tuple[object, ...]:
    label = row.period.label
    return (
        row.unit_name,
        f"{label[0].upper()}{label[1:]}",
        row.version,
        row.state_name,
        row.file_code,
        local_stamp(row.received_at),
        row.signers,
    )


def _judged(item: ReceivedItem) -> tuple[object, ...]:
    message = item.message
    if item.fingerprints:
        message = f"{message} Dãy số: {'; '.join(item.fingerprints)}"
    if item.file_code:
        message = f"{message} Mã đối chiếu {item.file_code}."
    return (item.file.name, _OUTCOMES[item.outcome], item.code or "", message)


def _facts(row: InboxRow, told: Sequence[str]) -> list[str]:
    lines = [
        f"Báo cáo {row.period.label}, bản {row.version}, gói số {row.sequence}",
        f"Mã đối chiếu: {row.file_code}",
        *told,
        f"Người ký: {row.signers}",
        f"Tình trạng: {row.state_name}",
    ]
    if row.decided_at:
        lines.append(f"{row.decided_by} xử lý lúc {local_stamp(row.decided_at)}")
    if row.reason:
        lines.append(f"Lý do thay thế: {row.reason}")
    if row.decision:
        lines.append(f"Lý do trả lại: {row.decision}")
    return lines
