"""Code lists: whole, unambiguous, and forgiving about how people write."""

import pytest

from unionapp.assets import resource
from unionapp.membership.codes import code_list, code_name, find_code, to_code

LISTS = sorted(
    path.stem
    for path in resource("codes").glob("*.toml")
    if "[[code]]" in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", LISTS)
def test_every_list_has_a_basis_and_codes_of_its_own(name):
    known = code_list(name)
    codes = [code.code for code in known.codes]
    assert known.basis
    assert known.confidence in {"certain", "probable", "unsure"}
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("name", LISTS)
def test_every_name_and_code_is_found_again(name):
    for code in code_list(name).codes:
        assert find_code(name, code.name) == code.code
        assert find_code(name, code.code) == code.code
        assert code_name(name, code.code) == code.name


def test_there_are_54_ethnic_groups_and_34_provinces():
    assert [code.code for code in code_list("ethnicity").codes][:54] == [
        f"{n:02}" for n in range(1, 55)
    ]
    assert len(code_list("province").codes) == 34


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("ethnicity", "kinh", "01"),
        ("ethnicity", "Khơ Me", "05"),
        ("ethnicity", "H'Mông", "08"),
        ("ethnicity", "E de", "12"),
        ("ethnicity", "Người sao Hỏa", None),
        ("religion", "Thiên Chúa giáo", "02"),
        ("religion", "Không", "99"),
        ("qualification", "ĐH", "5"),
        ("qualification", "kỹ sư", "5"),
        ("qualification", "CĐ", "4"),
        ("province", "Hà Giang", "08"),
        ("province", "Bình Dương", "79"),
        ("province", "Phú Yên", "66"),
    ],
)
def test_customary_spellings_are_understood(name, text, code):
    assert find_code(name, text) == code


def test_a_text_without_a_code_is_kept_as_written():
    assert to_code("education", " 10/10 ") == "10/10"
    assert code_name("education", "10/10") == "10/10"
    assert to_code("religion", "  ") is None
