"""What a list shows goes into a sheet by one key: as filtered, sorted and with its columns."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from tests.desktop.offices import NAMES, add_people
from unionapp.desktop.command_box import find_wishes
from unionapp.desktop.file_names import file_stem
from unionapp.desktop.list_export import table_in_sight
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.preferences import Forgetful
from unionapp.membership.privacy import list_looks

KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot, look, office):
    add_people(office)
    window = MainWindow(office, look=look, preferences=Forgetful())
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    yield window
    window.finish()


@pytest.fixture
def asked(monkeypatch, tmp_path):
    offered = []

    def answer(_parent, _title, name, *_args, **_kwargs):
        offered.append(name)
        return str(tmp_path / name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return offered


def cells_of(path):
    return [
        [cell for cell in row if cell is not None]
        for row in load_workbook(path).active.iter_rows(values_only=True)
    ]


def test_the_key_writes_what_the_filter_lets_through(window, office, asked, tmp_path):
    page = window.open("members")
    page.list.filterEdit.setText("Ưởng")
    page.list.show_list()
    QTest.keyClick(window, Qt.Key.Key_X, KEYS)
    assert asked == [f"CS-0147_doan-vien_{office.today:%Y-%m-%d}.xlsx"]
    words = [str(cell) for row in cells_of(tmp_path / asked[0]) for cell in row]
    assert any(NAMES[1] in word for word in words)
    assert not any(NAMES[0] in word for word in words)
    shown = [
        column.title
        for at, column in enumerate(page.list.table.rows.columns)
        if not page.list.table.isColumnHidden(at)
    ]
    assert set(shown) <= set(words)
    assert window.status.text().startswith("Đã xuất 1 dòng ra")
    assert list_looks(office)[0].purpose == "Xuất danh sách đang xem"


def test_it_is_found_after_ctrl_k_and_nothing_is_written_when_given_up(
    window, office, monkeypatch
):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: ("", ""))
    window.open("members")
    find_wishes(window.wishes(), "xuat excel")[0].fulfil()
    assert list_looks(office) == ()


def test_a_page_without_a_list_says_so(window):
    window.open("home")
    assert table_in_sight(window.pageStack.currentWidget()) is None
    window.export_list()
    assert window.status.text() == "Trang này không có danh sách nào để xuất."


@pytest.mark.parametrize(
    ("parts", "stem"),
    [
        (
            ("CS-0147", "Danh sách đoàn viên", "6 tháng đầu năm 2026"),
            "CS-0147_danh-sach-doan-vien_6-thang-dau-nam-2026",
        ),
        (("CS-01", "Sổ thu, chi (S82)", ""), "CS-01_so-thu-chi-s82"),
    ],
)
def test_file_names_are_vietnamese_in_plain_letters(parts, stem):
    assert file_stem(*parts) == stem
    assert Path(stem).name == stem
