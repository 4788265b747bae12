"""The recovery sheet: printed once, and believed only after its code has been typed."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from unionapp.desktop.fields import TextField
from unionapp.desktop.file_choice import ask_file
from unionapp.desktop.forms import load_form
from unionapp.desktop.notices import Banner, explaining
from unionapp.errors import CodedError
from unionapp.organisation.data_folder import read_folder_keyring
from unionapp.organisation.opening import Created
from unionapp.paper.document import Document, Field, KeyValueLines, Paragraph, Title
from unionapp.paper.pdf import write_pdf
from unionapp.sentences import sentence_for
from unionapp.vietnamese.dates import text_date


class Recovery(QWidget):
    """Shows the code of a new folder, prints it, and asks for it."""

    codeLine: QLineEdit
    printButton: QPushButton
    typedEdit: TextField
    noticeColumn: QVBoxLayout
    checkButton: QPushButton

    tried = Signal()

    def __init__(self, created: Created, unit: str, today: date) -> None:
        super().__init__()
        load_form("recovery", self)
        self._created = created
        self._unit = unit
        self._today = today
        self.banner = Banner()
        self.noticeColumn.addWidget(self.banner)
        self.codeLine.setText(created.recovery_code or "")
        self.printButton.clicked.connect(self._ask_file)
        self.typedEdit.line.returnPressed.connect(self.check)
        self.checkButton.clicked.connect(self.check)

    def check(self) -> None:
        """Try whether the typed code opens the folder."""
        try:
            read_folder_keyring(self._created.folder).open_by_recovery(self.typedEdit.line.text())
        except CodedError as error:
            self.typedEdit.show_problem(sentence_for(error))
            self.typedEdit.setFocus()
            return
        self.tried.emit()

    def print_to(self, file: Path) -> None:
        """Write the sheet as PDF."""
        with explaining(self.banner):
            path = write_pdf(recovery_sheet(self._created, self._unit, self._today), file)
            self.banner.say(f"Đã lưu phiếu: {path}. Hãy in ra rồi xóa tệp này.", "success")

    def _ask_file(self) -> None:
        file = ask_file(self, "Lưu phiếu", "phieu-khoi-phuc.pdf", "*.pdf")
        if file is not None:
            self.print_to(file)


def recovery_sheet(created: Created, unit: str, today: date) -> Document:
    """The sheet that goes into the safe."""
    return Document(
        report_id="",
        title="Phiếu khôi phục dữ liệu",
        profile="cong_doan",
        author=created.officer,
        blocks=(
            Title("Phiếu khôi phục dữ liệu"),
            KeyValueLines(
                (
                    (Field("Đơn vị: ", unit),),
                    (Field("Mã đơn vị: ", created.unit_code),),
                    (Field("Ngày lập: ", text_date(today)),),
                    (Field("Mã khôi phục: ", created.recovery_code or "", bold=True),),
                )
            ),
            Paragraph(
                "Ai có phiếu này và thư mục dữ liệu thì mở được toàn bộ dữ liệu. Hãy cất "
                "trong két cùng sổ sách kế toán; không chụp ảnh, không gửi qua mạng."
            ),
            Paragraph("Người giữ phiếu ký nhận: ……………………………………………………"),
        ),
    )
