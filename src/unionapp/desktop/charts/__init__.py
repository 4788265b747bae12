"""Charts drawn with the painter, for where people would rather look than read."""

from PySide6.QtWidgets import QWidget

from unionapp.desktop.charts.chart import Chart, Series
from unionapp.desktop.charts.plots import BarChart, TrendChart
from unionapp.desktop.charts.progress import Target, TargetChart

CHARTS: tuple[type[QWidget], ...] = (BarChart, TargetChart, TrendChart)

__all__ = ["CHARTS", "BarChart", "Chart", "Series", "Target", "TargetChart", "TrendChart"]
