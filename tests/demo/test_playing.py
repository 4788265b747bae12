"""The demo plays the whole main job: what it says it made is there, and the totals agree."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from unionapp.activities.lists import list_activities
from unionapp.demo.playing import Played, play
from unionapp.demo.samples import read_sample
from unionapp.errors import Refusal
from unionapp.exchange.package_contents import gather
from unionapp.indicators.assignments import list_assignments
from unionapp.indicators.duty_records import pressing_duties
from unionapp.indicators.progress import target_progress
from unionapp.organisation.opening import open_office
from unionapp.paper.document import Paragraph
from unionapp.paper.report_id import read_report_id
from unionapp.reports.making import preview_report
from unionapp.vietnamese.amounts import group_digits

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
    assert group_digits(totals["receipts_total"]) in text
    assert reports == {"half-year"}
