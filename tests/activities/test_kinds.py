import pytest

from unionapp.activities.kinds import find_kind, list_kinds
from unionapp.errors import Refusal

TYPES = {"text", "number", "money", "date", "yes_no", "choice"}
NEEDED = {
    "HN_CBCCVC",
    "HN_NLD",
    "DOI_THOAI",
    "TULDTT",
    "TUYEN_TRUYEN",
    "THAM_HOI",
    "TRO_CAP",
    "MAI_AM",
    "TET_SUM_VAY",
    "THANG_CONG_NHAN",
    "BUA_AN_CA",
    "PHUC_LOI",
    "VAY_VON",
    "VHVN_TDTT",
    "THI_DUA",
    "SANG_KIEN",
    "KHEN_THUONG",
    "NU_CONG",
    "BAN_NU_CONG",
    "DAO_TAO_CAN_BO",
    "DAI_HOI",
    "GIOI_THIEU_DANG",
    "KIEM_TRA",
    "DON_THU",
    "TU_VAN_PL",
    "TRANH_CHAP",
    "TAI_NAN",
    "ATVSLD",
    "PHAN_BIEN",
    "CHU_KY_SO",
    "HO_NGHEO",
    "DANH_GIA_DN",
}


def test_every_record_type_of_the_plans_has_a_kind():
    assert {kind.code for kind in list_kinds()} >= NEEDED


def test_kinds_are_told_apart_by_code_and_name():
    kinds = list_kinds()
    assert len({kind.code for kind in kinds}) == len({kind.name for kind in kinds}) == len(kinds)


@pytest.mark.parametrize("kind", list_kinds(), ids=lambda kind: kind.code)
def test_every_kind_is_well_described(kind):
    assert kind.legal_basis
    assert kind.confidence in {"certain", "probable", "unsure"}
    assert len({field.name for field in kind.fields}) == len(kind.fields)
    for field in kind.fields:
        assert field.type in TYPES
        assert bool(field.choices) == (field.type == "choice")


def test_a_kind_is_found_by_its_name_without_marks():
    assert find_kind("hoi nghi nguoi lao dong").code == "HN_NLD"


def test_an_unknown_kind_is_refused_with_the_known_ones():
    with pytest.raises(Refusal) as refused:
        find_kind("HOP_CHO")
    assert refused.value.code == "activity.unknown_kind"
    assert "HN_NLD" in str(refused.value.details["kinds"])
