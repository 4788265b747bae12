"""A window with everything in it, to be looked at: python -m tests.desktop.gallery.window FOLDER."""

import sys
from array import array
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from unionapp.desktop import forms
from unionapp.desktop.charts import BarChart, Series, Target, TargetChart, TrendChart
from unionapp.desktop.entry import Entry
from unionapp.desktop.fields import (
    Choice,
    ChoiceField,
    LookupField,
    MoneyField,
    PartialDateField,
    find_in,
)
from unionapp.desktop.grids import Column, Kind, PagedModel
from unionapp.desktop.look import Look
from unionapp.desktop.navigation import Subject
from unionapp.desktop.notices import Banner
from unionapp.desktop.page import ListPage
from unionapp.desktop.preferences import Forgetful
from unionapp.desktop.shell import Shell

TODAY = date(2026, 3, 5)
NAMES = [
    "Nguyễn Thị Hường",
    "Trần Văn An",
    "ĐẶNG THỊ ƯỞNG",
    "Lê Hoàng Ẩn",
    "Phạm Thị Ễn",
    "H'Hen Niê",
]
COLUMNS = (
    Column("name", "Họ và tên", 24),
    Column("born", "Ngày sinh", 10, Kind.DATE),
    Column("unit", "Tổ công đoàn", 18),
    Column("salary", "Lương đóng BHXH", 16, Kind.MONEY),
    Column("dues", "Đoàn phí", 12, Kind.MONEY, is_editable=True),
    Column("note", "Ghi chú", 24, is_editable=True),
)


class FieldsForm(QWidget):
    """Every kind of field, bound as a screen binds them."""

    payeeEdit: LookupField  # noqa: N815
    genderEdit: ChoiceField  # noqa: N815
    birthEdit: PartialDateField  # noqa: N815
    amountEdit: MoneyField  # noqa: N815

    def __init__(self) -> None:
        super().__init__()
        self.form = load_gallery_form("fields", self)
        self.payeeEdit.set_source(
            find_in([Choice(at, name, "Tổ may") for at, name in enumerate(NAMES)]), can_add=True
        )
        self.genderEdit.set_choices([("male", "Nam"), ("female", "Nữ")])
        self.birthEdit.set_sense("birth")
        self.form.findChild(QWidget, "memberCheck").set_words("Đảng viên")
        self.entry = Entry(self.form, "gallery", today=TODAY)
        self.entry.pins.offer(["dateEdit"], pinned=["dateEdit"])


def load_gallery_form(name, owner):
    """A form of the gallery, through the same door as the real ones."""
    real = forms.form
    forms.form = lambda name: Path(__file__).with_name(f"{name}.ui")
    try:
        return forms.load_form(name, owner)
    finally:
        forms.form = real


def a_page(count=2000):
    """A list page with a detail panel."""
    rows = {
        at: (
            NAMES[at % 6],
            f"19{70 + at % 30}-0{1 + at % 9}-{10 + at % 19}",
            f"Tổ may {at % 7}",
            6_200_000 + at * 1000,
            at * 500 - 3000,
            "",
        )
        for at in range(1, count + 1)
    }

    def ids(wanted, sort):
        return array(
            "q", [at for at, row in rows.items() if not wanted or wanted.lower() in row[0].lower()]
        )

    page = ListPage("members", "Đoàn viên")
    page.set_up_list(
        PagedModel(COLUMNS, ids, lambda ids: [rows[at] for at in ids], change=lambda edits: None),
        noun="đoàn viên",
    )
    page.set_primary("add", lambda: None)
    page.set_empty(
        "Chưa có đoàn viên nào. Nhập từ Excel là nhanh nhất.", "Nhập từ Excel", lambda: None
    )
    page.show_list()
    return page


def charts():
    """The three charts."""
    months = [f"{month:02}/26" for month in range(1, 13)]
    trend, bars, targets = TrendChart(), BarChart(), TargetChart()
    trend.show_figures(
        "Đoàn viên theo tháng",
        months,
        [
            Series("Đoàn viên", (118, 119, 121, 121, None, 124, 126, 126, 130, 131, 131, 134)),
            Series("Kế hoạch", tuple(range(118, 130))),
        ],
    )
    bars.show_figures(
        "Thu, chi theo tháng",
        months,
        [
            Series("Thu", tuple(n * 1_100_000 for n in (4, 4, 4, 5, 4, 6, 4, 4, 5, 4, 4, 8))),
            Series("Chi", tuple(n * 1_000_000 for n in (1, 6, 3, 2, 4, 5, 1, 2, 6, 3, 2, 9))),
        ],
        unit="đồng",
    )
    targets.show_targets(
        "Chỉ tiêu năm 2026",
        [
            Target("Kết nạp đoàn viên mới", 20, 16, "người"),
            Target("Đối thoại tại nơi làm việc", 1, 1, "cuộc"),
            Target("Thăm hỏi đoàn viên ốm đau, khó khăn", 40, 12, "lượt"),
            Target("Đoàn viên ưu tú giới thiệu cho Đảng", 2, None),
        ],
    )
    return trend, bars, targets


SUBJECTS = (
    ("home", "Trang đầu"),
    ("members", "Đoàn viên"),
    ("finance", "Tài chính"),
    ("activities", "Hoạt động"),
    ("targets", "Chỉ tiêu"),
    ("reports", "Báo cáo"),
    ("package", "Gói gửi nhận"),
)


def page_window(look=None):
    """A whole window: navigation, page, status."""
    look = look or Look(QApplication.instance())
    subjects = [
        Subject(sign, words, sign, a_page if sign == "members" else QWidget)
        for sign, words in SUBJECTS
    ]
    window = Shell(subjects, look=look, preferences=Forgetful())
    window.show_place("CĐCS Công ty TNHH May Hoa Sen", "tháng 3 năm 2026", "Nguyễn Thị Hòa")
    page = window.open("members")
    page.banner.say(
        "Đã nhập 120 đoàn viên, 4 dòng chờ sửa.", "success", answer="Xem 4 dòng", deed=lambda: None
    )
    window.undo_list.add("Đã xóa 3 dòng", lambda: None)
    page.table.setCurrentIndex(page.table.rows.index(2, 0))
    window.resize(1366, 768)
    window.page = page
    return window


def fields_window(look=None):
    """The fields in every state, and the charts."""
    window = QWidget()
    column = QVBoxLayout(window)
    fields = FieldsForm()
    entry = fields.entry
    entry.fields.restore(
        {
            "dateEdit": "05/03/2026",
            "amountEdit": "1.200.000",
            "reasonEdit": "Thăm ốm chị Ưởng\ntổ may 2",
            "fullNameEdit": "Nguyễn Thị Hường",
            "idNumberEdit": "12345",
            "birthEdit": "31/02/1990",
            "phoneEdit": "912345678",
            "unitEdit": "CĐCS Công ty May Hoa Sen",
        }
    )
    for name in ("idNumberEdit", "birthEdit", "phoneEdit"):
        entry.fields[name].leave()
    fields.findChild(QWidget, "unitEdit").set_read_only(read_only=True)
    warning, error = Banner(), Banner()
    warning.say("Vượt dự toán mục 3103 là 1.200.000 đ. Vẫn cất được.", "warning")
    error.say(
        "Ổ đĩa đầy. Phiếu đang nhập còn nguyên trong bản nháp. Hãy xóa bớt tệp rồi cất lại.",
        "error",
        answer="Cất lại",
    )
    column.addWidget(warning)
    column.addWidget(error)
    column.addWidget(fields)
    row = QHBoxLayout()
    for chart in charts():
        row.addWidget(chart)
    column.addLayout(row, 1)
    window.resize(1366, 768)
    window.fields = fields
    return window


def main(folder, size=(1366, 768)):
    """Take a picture of each window in each theme."""
    app = QApplication.instance() or QApplication([])
    look = Look(app)
    for theme in ("light", "dark"):
        look.use_theme(theme)
        for name, make in (("page", lambda: page_window(look)), ("fields", fields_window)):
            window = make()
            window.resize(*size)
            window.show()
            window.activateWindow()
            if name == "fields":
                window.fields.payeeEdit.setFocus()
                app.processEvents()
                window.fields.payeeEdit.line.setText("nguyen")
                window.fields.payeeEdit.show_list()
                window.fields.payeeEdit._list.step(1)
            app.processEvents()
            window.grab().save(str(Path(folder) / f"gallery_{name}_{theme}.png"))
            window.close()


if __name__ == "__main__":
    main(sys.argv[1], tuple(map(int, sys.argv[2:])) or (1366, 768))
