"""What follows from the kind of employer."""

import pytest

from unionapp.errors import Refusal
from unionapp.organisation.employer_types import employer_types, is_enterprise


@pytest.mark.parametrize("code", ["DNNN", "CP_NN", "DN_NGOAI", "FDI", "HTX"])
def test_firms_and_cooperatives_are_of_the_business_sector(code: str) -> None:
    assert is_enterprise(code)


@pytest.mark.parametrize("code", ["CO_QUAN", "DANG_DOAN_THE", "SN_CONG", "LLVT"])
def test_offices_schools_and_armed_forces_are_of_the_public_sector(code: str) -> None:
    assert not is_enterprise(code)


def test_every_kind_is_booked_as_its_data_says() -> None:
    assert all(is_enterprise(kind.code) is kind.is_enterprise for kind in employer_types())


def test_an_employer_not_stated_yet_counts_as_a_business() -> None:
    assert is_enterprise(None)
    with pytest.raises(Refusal) as refused:
        is_enterprise("QUÁN CÀ PHÊ")
    assert refused.value.code == "unit.unknown_employer_type"
