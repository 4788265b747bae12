"""Charts show figures truly, also in black and white and in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from unionapp.desktop.charts import BarChart, Series, Target, TargetChart, TrendChart
from unionapp.desktop.charts.chart import Scale, round_step, short_figure

MONTHS = [f"{month:02}/2026" for month in range(1, 13)]


@given(st.integers(0, 10**15))
def test_an_axis_has_at_most_five_round_steps(span):
    step = round_step(span)
    assert step * 5 >= span
    assert str(step).rstrip("0") in {"1", "2", "5"}
    assert step == 1 or step * 2 <= span


@given(st.integers(-(10**12), 10**12), st.integers(-(10**12), 10**12))
def test_every_value_stands_inside_the_scale(first, second):
    lowest, highest = sorted((first, second))
    scale = Scale(lowest, highest, QRectF(0, 0, 100, 100))
    assert 0 <= scale.y(highest) <= scale.y(lowest) <= 100
    assert 0 in scale.marks()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (500, "500"),
        (1500, "1.500"),
        (20_000_000, "20 tr"),
        (1_500_000_000, "1,5 tỷ"),
        (-2_000_000, "-2 tr"),
    ],
)
def test_figures_on_the_axis_are_short(value, text):
    assert short_figure(value) == text


def shot(qtbot, chart):
    qtbot.addWidget(chart)
    chart.resize(640, 320)
    return chart.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)


def colours(image):
    return {
        image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)
    }


def test_bars_of_two_series_differ_without_colour(qtbot):
    full, hatched = BarChart(), BarChart()
    full.show_figures("Thu chi", ["1"], [Series("Thu", (10,)), Series("Chi", (None,))])
    hatched.show_figures("Thu chi", ["1"], [Series("Thu", (None,)), Series("Chi", (10,))])
    dark = [
        sum(
            image.pixelColor(x, y).lightness() < 200
            for x in range(100, 600)
            for y in range(100, 280)
        )
        for image in (shot(qtbot, full), shot(qtbot, hatched))
    ]
    assert dark[0] > 1.5 * dark[1] > 0


@pytest.mark.parametrize("kind", [TrendChart, BarChart])
def test_a_chart_without_figures_says_so(qtbot, kind):
    chart = kind()
    chart.show_figures("Đoàn viên", MONTHS, [Series("Đoàn viên", (None,) * 12)])
    assert len(colours(shot(qtbot, chart))) > 1


@pytest.mark.parametrize("kind", [TrendChart, BarChart])
def test_a_year_of_nothing_is_told_as_no_figures_instead_of_an_axis(qtbot, kind):
    nothing, unknown = kind(), kind()
    nothing.show_figures("Đoàn viên", MONTHS, [Series("Đoàn viên", (0,) * 12)])
    unknown.show_figures("Đoàn viên", MONTHS, [Series("Đoàn viên", (None,) * 12)])
    assert shot(qtbot, nothing) == shot(qtbot, unknown)


def test_a_gap_stays_a_gap(qtbot):
    whole, gap = TrendChart(), TrendChart()
    whole.show_figures("Đoàn viên", MONTHS[:3], [Series("", (5, 5, 5))])
    gap.show_figures("Đoàn viên", MONTHS[:3], [Series("", (5, None, 5))])
    assert shot(qtbot, whole) != shot(qtbot, gap)


def test_a_chart_is_told_in_words(qtbot):
    chart = BarChart()
    qtbot.addWidget(chart)
    chart.show_figures(
        "Thu", ["01/2026", "02/2026"], [Series("Thu", (1_200_000, None))], unit="đồng"
    )
    assert chart.accessibleName() == "Thu"
    assert chart.accessibleDescription() == "Thu: 01/2026: 1.200.000"


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (Target("Kết nạp", 10, 6, "người"), "6/10 người · 60% · còn thiếu 4"),
        (Target("Kết nạp", 10, 12), "12/10 · 120% · đạt"),
        (Target("Kết nạp", 10, None), "chưa có số liệu"),
    ],
)
def test_a_target_says_what_is_missing(target, words):
    assert target.in_words() == words


def test_targets_are_drawn_and_told(qtbot):
    chart = TargetChart()
    chart.show_targets(
        "Chỉ tiêu 2026",
        [Target("Kết nạp đoàn viên", 10, 6), Target("Thăm ốm", 5, 5), Target("Khác", 0, 0)],
    )
    assert len(colours(shot(qtbot, chart))) > 3
    assert "Kết nạp đoàn viên: 6/10" in chart.accessibleDescription()


def test_a_small_change_of_a_large_figure_is_no_fall_from_top_to_bottom():
    scale = Scale(49, 50, QRectF(0, 0, 100, 100), is_from_zero=False)
    assert scale.bottom <= 45
    assert scale.y(49) - scale.y(50) <= 25
