"""Charts drawn with the painter, for where people would rather look than read."""

from unionapp.desktop.charts.chart import Chart, Series
from unionapp.desktop.charts.plots import BarChart, TrendChart
from unionapp.desktop.charts.progress import Target, TargetChart

__all__ = ["BarChart", "Chart", "Series", "Target", "TargetChart", "TrendChart"]
