"""What a unit counts itself stands from its month on, and measures ask for the month of their period."""

import pytest

from unionapp.errors import Invalid
from unionapp.indicators.figures import measure
from unionapp.organisation.unit_figures import figures_in, list_figures, set_figures
from unionapp.vietnamese.periods import Period


def test_figures_stand_until_a_later_month_says_otherwise(office):
    set_figures(office, "2025-11", {"workers_total": 120, "workers_female": 90})
    set_figures(office, "2026-02", {"workers_total": 124})
    assert figures_in(office, "2026-01").values == {"workers_total": 120, "workers_female": 90}
    assert figures_in(office, "2026-03").values == {"workers_total": 124, "workers_female": 90}
    assert figures_in(office, "2025-10").values == {}
    assert [it.month for it in list_figures(office)] == ["2026-02", "2025-11"]


def test_a_figure_is_corrected_or_taken_away(office):
    set_figures(office, "2026-02", {"workers_total": 124, "workers_female": 90})
    set_figures(office, "2026-02", {"workers_total": 125})
    assert [dict(it.values) for it in list_figures(office)] == [{"workers_total": 125}]


def test_every_part_above_the_whole_is_named(office):
    wrong = {"workers_total": 10, "workers_female": 11, "workers_bhxh": 12}
    with pytest.raises(Invalid) as refused:
        set_figures(office, "2026-02", wrong)
    assert {it.field for it in refused.value.problems} == {"workers_female", "workers_bhxh"}
    assert list_figures(office) == ()


def test_the_measure_of_workers_asks_for_its_own_period(office):
    set_figures(office, "2025-11", {"workers_total": 120})
    set_figures(office, "2026-02", {"workers_total": 124})
    for month, number in (("2025-12", 120), ("2026-03", 124)):
        figure = measure(office, "workers_total", Period(month, month))
        assert figure.numerator == number
