"""Every paper says word for word what it said when it was last looked at."""

import pytest

from tests.reports.finance.setting import GOLDEN, PERIOD_PAPERS, papers, printed
from unionapp.reports.catalogue import OF_UPPER_LEVELS, list_reports


@pytest.fixture(scope="module")
def documents(busy):
    return papers(*busy)


@pytest.mark.parametrize("name", sorted(path.stem for path in GOLDEN.glob("*.txt")))
def test_a_paper_says_what_its_golden_text_says(documents, name, tmp_path):
    expected = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    assert printed(documents[name], tmp_path) == expected


def test_every_paper_has_a_golden_text(documents):
    assert set(documents) == {path.stem for path in GOLDEN.glob("*.txt")}


def test_every_report_of_finance_is_looked_at():
    builders = {kind.id for kind in list_reports() if ".reports.finance." in kind.build.__module__}
    elsewhere = {"settlement-approval"}  # looked at where a settlement is approved
    above = OF_UPPER_LEVELS  # looked at where there are units below
    assert builders == {report for report, _ in PERIOD_PAPERS} | elsewhere | above
