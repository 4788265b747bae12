"""Keys: asking the upper unit for certificates, taking its answer, revoking what was issued."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton

from unionapp.desktop.desk import Desk
from unionapp.desktop.exchange.part import ExchangePart
from unionapp.desktop.fields import TextField
from unionapp.desktop.file_choice import ask_file
from unionapp.desktop.grids import Column, DataTable, Kind
from unionapp.desktop.short_list import ShortList
from unionapp.desktop.tasks import Task
from unionapp.exchange.enrolling import Installed, install_certificates
from unionapp.exchange.key_store import ENCRYPT, ISSUE, SIGN
from unionapp.exchange.keys import (
    KeyRow,
    Requested,
    found_root,
    list_keys,
    request_certificates,
    revoke_certificate,
)
from unionapp.organisation.tiers import consolidates
from unionapp.vietnamese.dates import table_date

_COLUMNS = (
    Column("unit", "Đơn vị", 32),
    Column("person", "Cán bộ", 20),
    Column("purpose", "Dùng để", 16),
    Column("state", "Tình trạng", 14),
    Column("until", "Có hiệu lực đến", 14, Kind.DATE),
    Column("fingerprint", "Dãy số đối chiếu", 38),
)
_PURPOSES = {SIGN: "ký", ENCRYPT: "mã hóa", ISSUE: "cấp cho cấp dưới"}


class KeysPart(ExchangePart):
    """The officer's keys and every certificate known here."""

    stateLabel: QLabel
    askButton: QPushButton
    rootButton: QPushButton
    askLine: QLineEdit
    digitsEdit: TextField
    installButton: QPushButton
    table: DataTable
    reasonLabel: QLabel
    reasonEdit: TextField
    revokeButton: QPushButton

    def __init__(self, desk: Desk) -> None:
        super().__init__("exchange/keys", desk)
        self._keys: dict[int, KeyRow] = {}
        self._list = ShortList(self.table, _COLUMNS, "keys", desk.preferences)
        self.digitsEdit.set_placeholder("12345-67890-12345-67890-12345-67890")
        self.say_beside({"key.fingerprint": self.digitsEdit, "key.reason": self.reasonEdit})
        self.askButton.clicked.connect(self._ask_request_file)
        self.rootButton.clicked.connect(self.make_root)
        self.installButton.clicked.connect(self._ask_answer)
        self.revokeButton.clicked.connect(self.revoke)
        self.table.pointed.connect(self._point)
        self.refresh()

    def refresh(self) -> None:
        """Read the certificates again."""
        self._keys = {row.id: row for row in list_keys(self.desk.office)}
        self._list.show({at: _row(row) for at, row in self._keys.items()})
        has_authority = any(row.purpose == ISSUE and row.is_own for row in self._keys.values())
        may_found = consolidates(self.desk.office.unit.tier) and not has_authority
        self.rootButton.setVisible(may_found)
        self.stateLabel.setText(self._state())
        for widget in (self.reasonLabel, self.reasonEdit, self.revokeButton):
            widget.setVisible(has_authority)
        self._point(self.table.current_id())

    def request_to(self, file: Path) -> Task:
        """Make keys and write the request for the upper unit."""
        office = self.desk.office
        return self.work(
            lambda _progress: request_certificates(office, file), self._tell_requested
        )

    def install(self, answer: Path) -> Task:
        """Take in the upper unit's answer with the digits that were heard."""
        office, digits = self.desk.office, self.digitsEdit.text()
        return self.work(
            lambda _progress: install_certificates(office, answer, digits), self._tell_installed
        )

    def make_root(self) -> Task:
        """Make this unit the root of trust for those below it."""
        office = self.desk.office
        return self.work(lambda _progress: found_root(office), self._tell_root)

    def revoke(self) -> None:
        """Revoke the certificate that is chosen."""
        chosen = self.table.current_id()
        if chosen is None:
            return
        office, reason = self.desk.office, self.reasonEdit.text()
        self.work(lambda _progress: revoke_certificate(office, chosen, reason), self._tell_revoked)

    def _state(self) -> str:
        officer = self.desk.office.officer
        own = [
            row
            for row in self._keys.values()
            if row.is_own and row.purpose == SIGN and row.person == officer.name
        ]
        valid = [row for row in own if row.state == "valid"]
        if not valid:
            return (
                f"Đồng chí {officer.name} chưa có chứng thư ký. Làm lần lượt hai bước dưới đây; "
                "mỗi cán bộ chỉ làm một lần."
            )
        until = max(row.valid_until for row in valid)
        return f"Đồng chí {officer.name} ký được gói báo cáo đến ngày {table_date(until)}."

    def _tell_requested(self, requested: Requested) -> None:
        self.askLine.setText(requested.fingerprint)
        self.say_saved("Đã lập tệp đề nghị:", requested.path)

    def _tell_installed(self, installed: Installed) -> None:
        self.digitsEdit.restore("")
        self.banner.say(
            f"Đã nhập chứng thư của {installed.person} do {installed.upper_name} cấp, "
            f"có hiệu lực đến {table_date(installed.valid_until)}.",
            "success",
        )
        self.refresh()

    def _tell_root(self, row: KeyRow) -> None:
        self.banner.say(f"Đã tạo khóa gốc của {row.unit_name}.", "success")
        self.refresh()

    def _tell_revoked(self, row: KeyRow) -> None:
        self.reasonEdit.restore("")
        self.banner.say(f"Đã thu hồi chứng thư của {row.person or row.unit_name}.", "success")
        self.refresh()

    def _point(self, row_id: int | None) -> None:
        row = self._keys.get(row_id or 0)
        self.revokeButton.setEnabled(row is not None and row.is_issued and row.state == "valid")

    def _ask_request_file(self) -> None:
        file = ask_file(
            self, "Lưu tệp đề nghị", f"{self.desk.office.unit.code}.cdreq", "Tệp đề nghị (*.cdreq)"
        )
        if file is not None:
            self.request_to(file)

    def _ask_answer(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "Tệp trả lời của cấp trên", "", "Tệp cấp chứng thư (*.cdpkg);;Mọi tệp (*)"
        )
        if name:
            self.install(Path(name))


def _row(row: KeyRow) -> tuple[object, ...]:
    state = "đã thu hồi" if row.state == "revoked" else "có hiệu lực"
    return (
        row.unit_name,
        row.person,
        _PURPOSES.get(row.purpose, row.purpose),
        state,
        row.valid_until,
        row.fingerprint,
    )
