"""The union of the papers, founded once."""

from collections.abc import Iterator

import pytest

from tests.reports.membership.setting import Union, found_union, open_new_office


@pytest.fixture(scope="session")
def union(tmp_path_factory) -> Iterator[Union]:
    """The unit of the golden papers; tests only read it."""
    office = open_new_office(tmp_path_factory.mktemp("union") / "data")
    yield found_union(office)
    office.close()
