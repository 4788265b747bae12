"""The benchmarks still run: each one is played on a handful of rows."""

import importlib

import pytest

SMALL = {
    "levels": {"UNITS": 5},
    "finance": {"VOUCHERS": 60, "MEMBERS": 20},
    "paper": {"ROWS": 40},
    "roster": {"PEOPLE": 40, "ROUNDS": 1},
    "targets": {"UNITS": 20, "MEMBERS": 2},
    "members": {"MEMBERS": 40, "MANY": 80},
}


@pytest.mark.parametrize("name", SMALL)
def test_a_benchmark_measures_something(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    bench = importlib.import_module(f"tests.benchmarks.bench_{name}")
    for size, number in SMALL[name].items():
        monkeypatch.setattr(bench, size, number)
    measured = bench.measure()
    assert measured
    assert all(ratio > 0 and limit > 0 for _, ratio, limit in measured)
