"""Charts are printed in black and white: the series are told apart by patterns alone."""

from itertools import combinations

import pypdfium2
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from tests.desktop.offices import add_people, receive_money
from unionapp.desktop.charts import BarChart, Series, Target, TargetChart, TrendChart
from unionapp.desktop.charts.printing import write_charts
from unionapp.desktop.desk import Desk
from unionapp.desktop.home.home_page import HomePage
from unionapp.desktop.look.palettes import palette_of, read_theme

MONTHS = [f"{month:02}/2026" for month in range(1, 13)]
WIDTH, HEIGHT = 64, 32


def sample(kind, theme, at):
    """The sign of a series in grey."""
    chart, image = kind(), QImage(WIDTH, HEIGHT, QImage.Format.Format_Grayscale8)
    chart.setPalette(palette_of(read_theme(theme)))
    image.fill(chart.palette().base().color())
    painter = QPainter(image)
    chart.draw_sample(painter, QRectF(2, 2, WIDTH - 4, HEIGHT - 4), at)
    painter.end()
    return bytes(image.constBits())


def difference(one, other):
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / (255 * len(one))


@pytest.mark.parametrize("theme", ["paper", "light", "dark"])
@pytest.mark.parametrize(("kind", "least"), [(BarChart, 0.05), (TrendChart, 0.004)])
def test_four_series_can_be_told_apart_in_grey(qapp, kind, least, theme):
    signs = [sample(kind, theme, at) for at in range(4)]
    assert min(difference(*pair) for pair in combinations(signs, 2)) > least


def some_charts():
    trend, bars, targets = TrendChart(), BarChart(), TargetChart()
    trend.show_figures("Đoàn viên cuối tháng", MONTHS, [Series("Đoàn viên", tuple(range(40, 52)))])
    thu, chi = (Series(name, tuple(range(at, at + 12))) for at, name in enumerate(("Thu", "Chi")))
    bars.show_figures("Thu, chi theo tháng", MONTHS, [thu, chi], unit="đồng")
    targets.show_targets("Chỉ tiêu", [Target("Kết nạp", 10, 6), Target("Thăm ốm", 5, 5)])
    return trend, bars, targets


def test_a_page_of_charts_has_no_colour_and_all_its_words(qtbot, look, tmp_path):
    look.use_theme("dark")  # paper is white whatever the screen is
    file = write_charts(some_charts(), "CĐCS May Hoa Sen, Ưởng", tmp_path / "bieu-do.pdf")
    document = pypdfium2.PdfDocument(file)
    assert len(document) == 1
    picture = document[0].render(scale=1).to_pil().convert("RGB")
    colours = picture.getcolors(maxcolors=100_000)
    assert all(max(pixel) - min(pixel) <= 2 for _, pixel in colours)
    assert picture.getpixel((5, 5)) == (255, 255, 255)
    words = document[0].get_textpage().get_text_range()
    for wanted in ("CĐCS May Hoa Sen, Ưởng", "Thu, chi theo tháng (đồng)", "Kết nạp", "11/2026"):
        assert wanted in words
    document.close()


def test_nothing_is_overwritten(qtbot, tmp_path):
    file = tmp_path / "bieu-do.pdf"
    assert write_charts(some_charts(), "", file) == file
    assert write_charts(some_charts(), "", file).name == "bieu-do (2).pdf"


def test_the_first_page_prints_its_charts(qtbot, office, tmp_path, monkeypatch):
    add_people(office)
    receive_money(office)
    desk = Desk(office)
    page = HomePage(desk)
    qtbot.addWidget(page)
    told = []
    desk.told.connect(told.append)
    page.show()
    page.activateWindow()
    qtbot.waitActive(page)
    qtbot.waitUntil(lambda: page.barChart.series != (), timeout=10_000)
    file = tmp_path / "bieu-do.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(file), ""))
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert file.is_file()
    assert told == [f"Đã lưu biểu đồ: {file}"]
