"""The example year and the busy year, played once."""

from collections import Counter
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from tests.reports.finance.setting import busy_year, exemplary_year
from unionapp.database.tables import JournalEntry
from unionapp.organisation.office import Office


@pytest.fixture(scope="session")
def example(tmp_path_factory) -> Iterator[Office]:
    """The year of the acceptance example; tests only read it."""
    office = exemplary_year(tmp_path_factory.mktemp("example") / "data")
    before = _deeds(office)
    yield office
    assert not _deeds(office) - before
    office.close()


@pytest.fixture(scope="session")
def busy(tmp_path_factory) -> Iterator[tuple[Office, dict[str, int]]]:
    """The busy year with the ids of its vouchers; tests only read it."""
    office, ids = busy_year(tmp_path_factory.mktemp("busy") / "data")
    before = _deeds(office)
    yield office, ids
    assert not _deeds(office) - before
    office.close()


@pytest.fixture(scope="session")
def busy_to_print(tmp_path_factory) -> Iterator[tuple[Office, dict[str, int]]]:
    """The same year for tests that print of it: nothing but the log of exports may grow."""
    office, ids = busy_year(tmp_path_factory.mktemp("printed") / "data")
    before = _deeds(office)
    yield office, ids
    assert set(_deeds(office) - before) <= {"member.export"}
    office.close()


@pytest.fixture
def busy_to_change(tmp_path) -> Iterator[tuple[Office, dict[str, int]]]:
    """The same year for one test alone, which may change it."""
    office, ids = busy_year(tmp_path / "busy")
    yield office, ids
    office.close()


def _deeds(office: Office) -> Counter[str]:
    with office.read() as session:
        return Counter(session.scalars(select(JournalEntry.use_case)))
