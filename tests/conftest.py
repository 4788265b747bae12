"""What every test may ask for: an office on a fresh data folder, with a fixed day and clock."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import settings

from unionapp.organisation.office import Office
from unionapp.organisation.opening import NewFolder, create_data_folder, open_office
from unionapp.organisation.units import UnitFacts

# No deadlines: a busy machine is no fault. In CI the examples are the same in every run.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

TODAY = date(2026, 3, 5)
PASSWORD = "Hoa sen 2026"
CDCS = UnitFacts("CDCS", "CS-0147", "CĐCS Công ty TNHH May Hoa Sen", "DN_NGOAI")
UPPER = UnitFacts("KCN", "CT-09", "Công đoàn các khu công nghiệp tỉnh X")


def fixed_clock() -> datetime:
    return datetime(2026, 3, 5, 2, 30, tzinfo=UTC)


@pytest.fixture
def make_office(tmp_path: Path) -> Iterator[Callable[..., Office]]:
    """Found a data folder and open an office in it; plain unless a password is given."""
    opened: list[Office] = []

    def make(
        folder: str = "data",
        unit: UnitFacts = CDCS,
        parent: UnitFacts | None = UPPER,
        officer: str = "Nguyễn Thị Hòa",
        password: str | None = None,
        today: date = TODAY,
    ) -> Office:
        facts = NewFolder(
            unit,
            officer,
            "accountant",
            password,
            is_encrypted=password is not None,
            parent=parent,
            since=date(2020, 1, 1),
        )
        create_data_folder(tmp_path / folder, facts, clock=fixed_clock)
        office = open_office(tmp_path / folder, today=today, password=password, clock=fixed_clock)
        opened.append(office)
        return office

    yield make
    for office in opened:
        office.close()


@pytest.fixture
def office(make_office: Callable[..., Office]) -> Office:
    """CĐCS Công ty TNHH May Hoa Sen below its upper unit, on 05/03/2026, accountant Nguyễn Thị Hòa."""
    return make_office()
