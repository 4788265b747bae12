"""The example year and the busy year, played once."""

from collections.abc import Iterator

import pytest

from tests.reports.finance.setting import busy_year, exemplary_year
from unionapp.organisation.office import Office


@pytest.fixture(scope="session")
def example(tmp_path_factory) -> Iterator[Office]:
    """The year of the acceptance example; tests only read it."""
    office = exemplary_year(tmp_path_factory.mktemp("example") / "data")
    yield office
    office.close()


@pytest.fixture(scope="session")
def busy(tmp_path_factory) -> Iterator[tuple[Office, dict[str, int]]]:
    """The busy year with the ids of its vouchers; tests only read it."""
    office, ids = busy_year(tmp_path_factory.mktemp("busy") / "data")
    yield office, ids
    office.close()
