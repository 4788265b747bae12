"""Every paper of membership says word for word what it said when it was last looked at."""

import pytest

from tests.reports.membership.setting import GOLDEN, PERIOD_PAPERS, papers, printed
from unionapp.reports.catalogue import list_reports


@pytest.fixture(scope="module")
def documents(union):
    return papers(union)


@pytest.mark.parametrize("name", sorted(path.stem for path in GOLDEN.glob("*.txt")))
def test_a_paper_says_what_its_golden_text_says(documents, name, tmp_path):
    expected = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    assert printed(documents[name], tmp_path) == expected


def test_every_paper_has_a_golden_text(documents):
    assert set(documents) == {path.stem for path in GOLDEN.glob("*.txt")}


def test_every_report_of_membership_is_looked_at():
    kinds = {kind.id for kind in list_reports() if ".reports.membership." in kind.build.__module__}
    assert kinds == set(PERIOD_PAPERS)
