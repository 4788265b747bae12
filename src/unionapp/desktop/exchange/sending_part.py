"""Sending: one sentence before signing, the package, and what became of those sent before."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from unionapp.desktop.desk import Desk
from unionapp.desktop.exchange.outline import Outline, outline_package
from unionapp.desktop.exchange.part import ExchangePart
from unionapp.desktop.fields import ChoiceField, TextField
from unionapp.desktop.grids import Column, DataTable, Kind
from unionapp.desktop.short_list import ShortList
from unionapp.desktop.stamps import local_stamp
from unionapp.desktop.tasks import Task
from unionapp.exchange.inbox import Received, receive_packages
from unionapp.exchange.outbox import (
    DETAILED,
    SUMMARY,
    Sealed,
    SentRow,
    list_outbox,
    seal_package,
    sign_package,
)
from unionapp.exchange.sealed_changes import FigureChange

_COLUMNS = (
    Column("period", "Kỳ", 22),
    Column("version", "Bản", 5, Kind.COUNT, adds_up=False),
    Column("sequence", "Số gói", 7, Kind.COUNT, adds_up=False),
    Column("state", "Tình trạng", 22),
    Column("deadline", "Hạn gửi lại", 12, Kind.DATE),
    Column("sealed_at", "Ký lúc", 16),
    Column("sealed_by", "Người ký", 22),
)
_FLAWS = (
    Column("severity", "Kiểm tra", 11),
    Column("words", "Nội dung (Enter để mở chỗ sửa)", 90),
)
_MOST_NAMED = 3
_FILES = "Gói báo cáo (*.cdpkg *.cdpkx);;Mọi tệp (*)"


class SendingPart(ExchangePart):
    """The form of a package and the outbox; `slip_wanted` names a package that goes by hand."""

    slip_wanted = Signal(object)

    outlineLabel: QLabel
    changesLabel: QLabel
    replaceButton: QPushButton
    checkTable: DataTable
    profileEdit: ChoiceField
    signaturesEdit: ChoiceField
    reasonEdit: TextField
    sealButton: QPushButton
    receiptButton: QPushButton
    cosignButton: QPushButton
    slipButton: QPushButton
    table: DataTable
    detailLabel: QLabel

    def __init__(self, desk: Desk) -> None:
        super().__init__("exchange/sending", desk)
        self._sent: dict[int, SentRow] = {}
        self._outline: Outline | None = None
        self.profileEdit.set_choices(
            [(SUMMARY, "Tổng hợp: chỉ số liệu"), (DETAILED, "Chi tiết: cả danh sách, mã hóa")]
        )
        self.profileEdit.set_value(SUMMARY)
        self.signaturesEdit.set_choices([("1", "một cán bộ"), ("2", "hai cán bộ")])
        self.signaturesEdit.set_value("1")
        self.say_beside({"package.reason": self.reasonEdit, "package.detailed": self.profileEdit})
        self._list = ShortList(self.table, _COLUMNS, "outbox", desk.preferences)
        self._flaws = ShortList(self.checkTable, _FLAWS, "flaws", desk.preferences)
        self.checkTable.hide()
        self.checkTable.opened.connect(self.open_flaw)
        self.changesLabel.hide()
        self.replaceButton.hide()
        self.replaceButton.clicked.connect(self.reasonEdit.setFocus)
        QShortcut(QKeySequence("F9"), self).activated.connect(self.check)
        self.profileEdit.changed.connect(self.refresh)
        self.sealButton.clicked.connect(self._ask_folder)
        QShortcut(QKeySequence("Ctrl+G"), self).activated.connect(self.sealButton.click)
        self.receiptButton.clicked.connect(self._ask_receipt)
        self.cosignButton.clicked.connect(self._ask_package)
        self.slipButton.clicked.connect(self.show_slip)
        self.slipButton.setEnabled(False)
        QShortcut(QKeySequence("F7"), self).activated.connect(self.slipButton.click)
        self.table.pointed.connect(self._show_detail)

    def refresh(self) -> None:
        """Say again what would be sent, and list what was."""
        self._read()

    def _read(self) -> Task:
        office, period = self.desk.office, self.desk.period
        profile = self.profileEdit.value() or SUMMARY
        self._sent = {row.id: row for row in list_outbox(office) if row.kind != "enrolment"}
        self._list.show({at: _row(row) for at, row in self._sent.items()})
        task = self.desk.run(lambda _progress: outline_package(office, period, profile))
        task.succeeded.connect(self._show_outline)
        task.failed.connect(self.explain)
        return task

    def check(self) -> None:
        """Check the report once more; the cursor goes to what has to be mended."""
        self.banner.hide()
        self._read().succeeded.connect(self._tell_checked)

    def open_flaw(self, at: int) -> None:
        """Go to where a flaw can be mended."""
        if self._outline is not None:
            flaw = self._outline.flaws[at]
            self.desk.open(flaw.subject, flaw.place)

    def seal_to(self, folder: Path) -> Task:
        """Sign and write the package of the working period."""
        office, period = self.desk.office, self.desk.period
        profile = self.profileEdit.value() or SUMMARY
        reason, signatures = self.reasonEdit.value(), int(self.signaturesEdit.value() or "1")
        return self.work(
            lambda _progress: seal_package(
                office,
                period,
                profile=profile,
                output=folder,
                reason=reason,
                signatures=signatures,
            ),
            self._tell_sealed,
        )

    def show_slip(self) -> None:
        """Show the slip that goes with the current package."""
        row = self._sent.get(self.table.current_id() or 0)
        if row is not None and _goes_by_hand(row):
            self.slip_wanted.emit(row)

    def take_receipts(self, files: list[Path]) -> Task:
        """Take in what the upper unit wrote back."""
        office = self.desk.office
        return self.work(lambda _progress: receive_packages(office, files), self._tell_received)

    def cosign(self, file: Path) -> Task:
        """Add this officer's signature to a package of the unit."""
        office = self.desk.office
        return self.work(lambda _progress: sign_package(office, file), self._tell_sealed)

    def _show_outline(self, outline: Outline) -> None:
        self._outline = outline
        self._flaws.show(
            {
                at: ("Lỗi" if flaw.is_error else "Cảnh báo", flaw.words)
                for at, flaw in enumerate(outline.flaws)
            }
        )
        self.checkTable.setVisible(bool(outline.flaws))
        rows = min(len(outline.flaws), _MOST_NAMED) * self.checkTable.rowHeight(0)
        head = self.checkTable.horizontalHeader().sizeHint().height()
        self.checkTable.setFixedHeight(head + rows + 2 * self.checkTable.frameWidth())
        self.changesLabel.setText(_changes(outline.changes))
        self.changesLabel.setVisible(bool(outline.changes))
        self.replaceButton.setVisible(bool(outline.changes))
        self.outlineLabel.setText(outline.sentence)
        self.reasonEdit.setEnabled(outline.version > 1)
        hint = "" if outline.version > 1 else "Chỉ cần khi kỳ này đã gửi trước đó."
        self.reasonEdit.show_hint(hint)
        self.sealButton.setEnabled(outline.recipient is not None)

    def _tell_checked(self, outline: Outline) -> None:
        if not outline.flaws:
            self.banner.say("Đã kiểm tra: không có lỗi, không có cảnh báo.", "success")
            return
        self._flaws.point_to(0)
        self.checkTable.setFocus()

    def _tell_sealed(self, sealed: Sealed) -> None:
        self.reasonEdit.restore("")
        done = "Đã ký gói." if sealed.signatures == 1 else "Đã ký thêm."
        again = f"{done} Mã đối chiếu {sealed.file_code}. F7 in phiếu giao nhận. Gửi cấp trên tệp:"
        self.say_saved(again, sealed.path)
        self.refresh()
        own = (at for at, row in self._sent.items() if row.package_id == sealed.package_id)
        self._list.point_to(next(own, None))

    def _tell_received(self, received: Received) -> None:
        lines = [f"{item.file.name}: {item.message}" for item in received.items]
        is_good = received.count("receipt") == len(received.items)
        self.banner.say("\n".join(lines), "success" if is_good else "warning")
        self.refresh()

    def _show_detail(self, row_id: int | None) -> None:
        row = self._sent.get(row_id or 0)
        self.slipButton.setEnabled(row is not None and _goes_by_hand(row))
        if row is None:
            self.detailLabel.setText("")
            return
        said = [f"Tệp: {row.path}"]
        said += [f"Mã đối chiếu: {code}"] if (code := row.file_code) else []
        said += [f"Lý do thay thế: {row.reason}"] if row.reason else []
        said += [f"Cấp trên trả lời: {row.decision}"] if row.decision else []
        self.detailLabel.setText("\n".join(said))

    def _ask_folder(self) -> None:
        if self._outline is not None and self._outline.errors:
            words = f"Còn {self._outline.errors} lỗi: Enter ở dòng lỗi để mở chỗ sửa, rồi F9."
            self.banner.say(words, "warning")
            self.checkTable.setFocus()
            return
        name = QFileDialog.getExistingDirectory(self, "Chọn nơi để gói (USB …)")
        if name:
            self.seal_to(Path(name))

    def _ask_receipt(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "Giấy báo của cấp trên", "", _FILES)
        if names:
            self.take_receipts([Path(name) for name in names])

    def _ask_package(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Gói cần ký thêm", "", _FILES)
        if name:
            self.cosign(Path(name))


def _goes_by_hand(row: SentRow) -> bool:
    """Whether a package of a period lies where it was written; receipts have no slip."""
    return row.period is not None and row.file_code is not None


def _row(row: SentRow) -> tuple[object, ...]:
    period = row.period.label if row.period else "giấy báo"
    return (
        f"{period[0].upper()}{period[1:]}",
        row.version,
        row.sequence,
        row.state_name,
        row.deadline,
        local_stamp(row.sealed_at),
        row.sealed_by,
    )


def _changes(changes: Sequence[FigureChange]) -> str:
    named = "; ".join(
        f"{it.name}: {it.sealed or 'chưa có'} → {it.now or 'không còn'}"
        for it in changes[:_MOST_NAMED]
    )
    more = len(changes) - _MOST_NAMED
    rest = f"; và {more} số liệu khác" if more > 0 else ""
    return f"{len(changes)} số liệu đã thay đổi sau khi chốt: {named}{rest}." if changes else ""
