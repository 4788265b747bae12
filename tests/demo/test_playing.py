"""The demo plays the whole main job: what it says it made is there, and the totals agree."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from unionapp.activities.lists import list_activities
from unionapp.demo.playing import Played, play
from unionapp.demo.samples import read_sample
from unionapp.demo.year_end import open_after_the_year
from unionapp.errors import Refusal
from unionapp.exchange.package_contents import gather
from unionapp.finance.books.bank_reconciliation import list_reconciliations
from unionapp.finance.books.cash_and_bank import cash_book
from unionapp.finance.books.cash_counts import list_cash_counts
from unionapp.finance.contributions.amounts_and_deadlines import ContributionState
from unionapp.finance.contributions.book import list_contributions
from unionapp.finance.levels.lower_units import list_transit
from unionapp.finance.vouchers.advances import list_advances
from unionapp.finance.vouchers.allowances import list_allowances
from unionapp.finance.year.settlement import show_settlement, show_settlement_of
from unionapp.finance.year.versions import (
    compare_settlement_versions,
    list_settlement_versions,
)
from unionapp.indicators.assignments import list_assignments
from unionapp.indicators.duty_records import pressing_duties
from unionapp.indicators.progress import target_progress
from unionapp.organisation.opening import open_office
from unionapp.paper.document import Paragraph
from unionapp.paper.report_id import read_report_id
from unionapp.reports.making import preview_report
from unionapp.vietnamese.amounts import group_digits
from unionapp.vietnamese.periods import Period

SOURCE = Path(__file__).resolve().parents[2] / "src"
WITH_SOURCE = {**os.environ, "PYTHONPATH": str(SOURCE)}


@pytest.fixture(scope="module")
def played(tmp_path_factory) -> Played:
    return play(tmp_path_factory.mktemp("demo"))


def test_two_units_are_consolidated_and_nobody_is_missing(played):
    result = played.consolidated
    assert (result["expected"], result["counted"], result["missing"]) == (2, 2, ())
    for name, total in result["totals"].items():
        assert total == sum(unit.totals[name] for unit in played.units), name
    assert (result["totals"]["members"], result["totals"]["female"]) == (81, 49)
    assert result["totals"]["dues"] > 0


def test_every_file_is_there_and_a_report_has_one_id_in_all_formats(played):
    assert len(played.packages) == 2
    assert all(path.is_file() for path in (*played.packages, *played.trust))
    by_stem: dict[str, set[str]] = {}
    for path in played.reports:
        by_stem.setdefault(path.stem, set()).add(read_report_id(path))
    assert len(by_stem) == 8
    assert all(len(ids) == 1 for ids in by_stem.values()), by_stem


def test_the_demo_is_not_played_over_itself(played):
    folder = played.packages[0].parents[1]
    with pytest.raises(Refusal, match="data.exists"):
        play(folder)


def test_a_stranger_verifies_a_package_of_the_demo_on_the_command_line(played):
    trust = [argument for path in played.trust for argument in ("--trust", str(path))]
    command = [sys.executable, "-m", "unionapp", "package", "verify", str(played.packages[0])]
    done = subprocess.run(
        [*command, *trust, "--json"], capture_output=True, text=True, env=WITH_SOURCE, check=False
    )
    assert done.returncode == 0, done.stderr
    verdict = json.loads(done.stdout)
    assert (verdict["verdict"], verdict["version"]) == ("trusted", 1)
    assert verdict["period"] == {"from": "2026-01", "to": "2026-06"}


def test_no_word_of_the_demo_names_a_file_that_is_not_there(played):
    for words in played.words:
        if words.startswith("Báo cáo: "):
            assert Path(words.removeprefix("Báo cáo: ").split(" (mã")[0]).is_file()


def test_every_office_has_a_plan_a_calendar_and_reports_that_went_in_time(played):
    sample = read_sample()
    folder = played.packages[0].parents[1]
    for code, lines in (("CS-0147", 12), ("CS-0148", 12), ("CT-09", 53)):
        office = open_office(folder / code, today=sample.today, password=sample.password)
        try:
            progress = target_progress(office)
            planned = [row for row in list_activities(office) if row.status == "planned"]
            overdue = [row for row in pressing_duties(office, 90) if row.due_on < office.today]
            given = [(row.unit_code, row.value) for row in list_assignments(office)]
        finally:
            office.close()
        assert len(progress) == lines
        assert {"green", "red"} <= {row.light.value for row in progress}
        assert planned
        assert overdue == []
    assert given == [("CS-0148", 3), ("CS-0147", 5)]


def test_the_first_union_has_money_of_every_kind(played):
    sample = read_sample()
    folder = played.packages[0].parents[1] / sample.units[0].facts.code
    office = open_office(folder, today=sample.today, password=sample.password)
    try:
        till = cash_book(office, None, sample.period)
        states = [row.state for row in list_contributions(office, 2026)]
        counts = list_cash_counts(office, 2026)
        advances = list_advances(office)
        allowances = list_allowances(office, Period.parse("2026-Q2"))
        kept = list_reconciliations(office, 2026)
        form = show_settlement_of(office, sample.period)
    finally:
        office.close()
    assert (till.received, till.paid, till.closing) == (12_628_550, 3_170_000, 14_458_550)
    assert states == [ContributionState.PAID] * 4 + [
        ContributionState.LATE,
        ContributionState.OPEN,
    ]
    assert [count.difference for count in counts] == [-200, -50]
    assert [row.outstanding for row in advances] == [0, 3_000_000]
    assert (len(allowances.rows), allowances.missing) == (5, ())
    assert [row.book_closing for row in kept] == [form.reconciliation.bank]
    assert form.reconciliation.difference == 0
    assert {row.budget for row in form.rows} > {None, 99_000_000}


def test_both_levels_book_the_money_between_them(played):
    sample = read_sample()
    folder = played.packages[0].parents[1] / sample.upper.code
    office = open_office(folder, today=sample.today, password=sample.password)
    try:
        sides = {row.code: row for row in list_transit(office, 2026, part="H1")}
    finally:
        office.close()
    first, second = sides["CS-0147"], sides["CS-0148"]
    assert (first.received, first.on_its_way_down) == (32_902_500, 6_000_000)
    assert (first.on_its_way_up, second.on_its_way_up) == (0, 0)
    assert second.arrived == 4_777_500


def test_the_year_is_handed_in_twice_with_one_figure_corrected(played, tmp_path):
    sample = read_sample()
    code = sample.units[0].facts.code
    shutil.copytree(played.packages[0].parents[1] / code, tmp_path / code)
    office = open_after_the_year(tmp_path / code, sample)
    try:
        versions = list_settlement_versions(office, 2026)
        changed = compare_settlement_versions(office, 2026, 1, 2)
        form = show_settlement(office, 2026)
    finally:
        office.close()
    assert [version.status for version in versions] == ["returned", "submitted"]
    assert {row.change for row in changed} == {46_800}
    assert form.reconciliation.difference == 0


def test_the_upper_units_letter_says_what_its_package_carries(played):
    sample = read_sample()
    folder = played.packages[0].parents[1] / sample.upper.code
    office = open_office(folder, today=sample.today, password=sample.password)
    try:
        letter = preview_report(office, "half-year", sample.period)
        reports = {report.form for report in gather(office, sample.period).reports}
    finally:
        office.close()
    text = " ".join(block.text for block in letter.blocks if isinstance(block, Paragraph))
    totals = played.consolidated["totals"]
    assert f"Cuối kỳ có {totals['members']} đoàn viên, trong đó nữ {totals['female']}." in text
    from_below = 1_929_060 + 4_777_500
    assert group_digits(totals["receipts_total"] + from_below) in text
    assert reports == {"half-year", "B07-TLĐ", "lower-settlements"}
