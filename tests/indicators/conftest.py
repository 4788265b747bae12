from datetime import date

import pytest

from unionapp.organisation.units import UnitFacts

DISTRICT = UnitFacts("HUYEN", "H-01", "Liên đoàn Lao động huyện Hoa Sen")
PROVINCE = UnitFacts("TINH", "T-01", "Liên đoàn Lao động tỉnh Hoa Sen")


@pytest.fixture
def district(make_office):
    """A district union without lower units, on 31/12/2023."""
    return make_office("huyen", DISTRICT, PROVINCE, today=date(2023, 12, 31))


@pytest.fixture
def province(make_office):
    """A provincial union without lower units, on 31/12/2024."""
    return make_office("tinh", PROVINCE, None, today=date(2024, 12, 31))
