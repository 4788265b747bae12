"""Certifying the officers of lower units, after the digits of their request were heard."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton

from unionapp.desktop.desk import Desk
from unionapp.desktop.exchange.part import ExchangePart
from unionapp.desktop.fields import ChoiceField, TextField
from unionapp.desktop.file_choice import ask_file
from unionapp.desktop.tasks import Task
from unionapp.exchange.enrolling import Issued, issue_certificates
from unionapp.organisation.tiers import tiers_on


class IssuingPart(ExchangePart):
    """The form of one certificate."""

    fileEdit: TextField
    browseButton: QPushButton
    digitsEdit: TextField
    tierEdit: ChoiceField
    issueButton: QPushButton
    answerLine: QLineEdit

    def __init__(self, desk: Desk) -> None:
        super().__init__("exchange/issuing", desk)
        self.digitsEdit.set_placeholder("12345-67890-12345-67890-12345-67890")
        self.tierEdit.set_choices([(it.code, it.name) for it in tiers_on(desk.office.today)])
        self.tierEdit.show_hint("Chỉ cần khi đơn vị chưa có trong danh sách; để trống là CĐCS.")
        self.say_beside(
            {
                "key.fingerprint": self.digitsEdit,
                "key.tier": self.tierEdit,
                "key.request": self.fileEdit,
                "exchange.unreadable": self.fileEdit,
            }
        )
        self.browseButton.clicked.connect(self._browse)
        self.issueButton.clicked.connect(self._ask_output)

    def refresh(self) -> None:
        """Nothing here is read from the records."""

    def issue_to(self, output: Path) -> Task:
        """Certify, and write the answer."""
        office, digits = self.desk.office, self.digitsEdit.text()
        request, tier = Path(self.fileEdit.value() or ""), self.tierEdit.value()
        return self.work(
            lambda _progress: issue_certificates(office, request, digits, output, tier=tier),
            self._tell_issued,
        )

    def _tell_issued(self, issued: Issued) -> None:
        self.answerLine.setText(issued.root_fingerprint)
        self.digitsEdit.restore("")
        self.say_saved(f"Đã cấp cho {issued.person}, {issued.unit_name}:", issued.path)

    def _browse(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "Tệp đề nghị", "", "Tệp đề nghị (*.cdreq);;Mọi tệp (*)"
        )
        if name:
            self.fileEdit.set_value(name)
            self.digitsEdit.setFocus()

    def _ask_output(self) -> None:
        if self.fileEdit.is_empty():
            self.fileEdit.show_problem("Hãy chọn tệp đề nghị của đơn vị.")
            self.fileEdit.setFocus()
            return
        file = ask_file(
            self,
            "Lưu tệp trả lời",
            f"{Path(self.fileEdit.text()).stem}-tra-loi.cdpkg",
            "Tệp cấp chứng thư (*.cdpkg)",
        )
        if file is not None:
            self.issue_to(file)
