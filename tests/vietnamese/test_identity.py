import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionapp.vietnamese.identity import (
    CitizenCard,
    check_against,
    mask,
    read_citizen_card,
    read_id_number,
    read_insurance_number,
    read_phone,
    show_phone,
)
from unionapp.vietnamese.reading import Reading


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("075170996855", "075170996855", None),
        ("042 178 990 794", "042178990794", None),
        ("042.178.990.794", "042178990794", None),
        ("'075170996855", "075170996855", None),
        ("\u00a0075170996855 ", "075170996855", None),
        (80189995341, "080189995341", "ID_LEADING_ZERO"),
        (42178990794.0, "042178990794", "ID_LEADING_ZERO"),
        ("42178990794.0", "042178990794", "ID_LEADING_ZERO"),
        (1178993101, "001178993101", "ID_LEADING_ZERO"),
        ("80189995341", "080189995341", "ID_LEADING_ZERO"),
        ("186123456", "186123456", "ID_OLD_CMND"),
        (86123456, "086123456", "ID_LEADING_ZERO"),
        ("0010909937977", None, "ID_BAD_LENGTH"),
        ("99999999999", None, "ID_BAD_LENGTH"),
        (3178993101, None, "ID_BAD_LENGTH"),
        ("12345", None, "ID_BAD_LENGTH"),
        ("Đang làm lại", None, "ID_NOT_DIGITS"),
        ("C1234567", None, "ID_NOT_DIGITS"),
        ("3,80850E+11", None, "ID_SCIENTIFIC"),
        ("3.8e+11", None, "ID_SCIENTIFIC"),
        ("3E11", None, "ID_SCIENTIFIC"),
        (0.5, None, "ID_NOT_DIGITS"),
        ("", None, None),
        ("  ", None, None),
    ],
)
def test_identity_numbers_are_read_or_refused(cell, value, code):
    reading = read_id_number(cell)
    assert (reading.value, reading.code) == (value, code)


def test_letters_typed_for_digits_are_suggested_not_taken():
    assert read_id_number("044189O91782") == Reading(None, "ID_NOT_DIGITS", "044189091782")


@given(st.integers(0, 10**12 - 1))
def test_twelve_digits_are_always_taken(number):
    digits = f"{number:012}"
    assert read_id_number(digits) == Reading(digits)


@given(st.sampled_from(["001", "040", "079"]), st.integers(0, 3), st.integers(0, 10**8 - 1))
def test_a_number_cell_gives_back_the_zeros_it_ate(province, gender, rest):
    whole = f"{province}{gender}{rest:08}"
    assert read_id_number(float(whole)) == Reading(whole, "ID_LEADING_ZERO")


@pytest.mark.parametrize(
    ("number", "gender", "birth", "codes"),
    [
        ("037092001123", "male", "1992-03-05", ()),
        ("037192001123", "female", "1992", ()),
        ("037205001123", "male", "2005-01", ()),
        ("037305001123", "female", "2005", ()),
        ("037092001123", "female", "1992", ("ID_GENDER_MISMATCH",)),
        ("037092001123", "male", "1990-03-05", ("ID_YEAR_MISMATCH",)),
        ("037092001123", "female", "1990", ("ID_GENDER_MISMATCH", "ID_YEAR_MISMATCH")),
        ("037092001123", None, None, ()),
        ("186123456", "female", "1990", ()),
    ],
)
def test_the_number_is_held_against_the_record(number, gender, birth, codes):
    assert check_against(number, gender, birth) == codes


def test_a_masked_number_keeps_its_ends_only():
    assert mask("037092001123") == "037******123"
    assert mask("186123456") == "186***456"
    assert mask("12345") == "*****"
    assert mask("") == ""


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("0912345678", "0912345678", None),
        ("0912.345.678", "0912345678", None),
        ("0912 345 678", "0912345678", None),
        ("0912-345-678", "0912345678", None),
        ("+84 912 345 678", "0912345678", None),
        ("(+84) 912345678", "0912345678", None),
        ("84912345678", "0912345678", None),
        ("0084912345678", "0912345678", None),
        ("+84 0912345678", "0912345678", None),
        ("'0912345678", "0912345678", None),
        ("ĐT: 0912345678 (Zalo)", "0912345678", None),
        ("0912345678 / 0987654321", "0912345678", None),
        ("0912345678; 0987654321", "0912345678", None),
        ("0912345678\n0987654321", "0912345678", None),
        ("0912345678 - 0987654321", "0912345678", None),
        ("0912345678-0987654321", "0912345678", None),
        ("0912345678 0987654321", "0912345678", None),
        ("0912 / 0987654321", "0987654321", None),
        ("024 3825 1234", "02438251234", None),
        (936000002, "0936000002", "PHONE_LEADING_ZERO"),
        (936000002.0, "0936000002", "PHONE_LEADING_ZERO"),
        ("936000002", "0936000002", "PHONE_LEADING_ZERO"),
        (2438251234, "02438251234", "PHONE_LEADING_ZERO"),
        ("09300000", None, "PHONE_BAD"),
        ("không có", None, "PHONE_BAD"),
        ("0112345678", None, "PHONE_BAD"),
        ("", None, None),
        (" ", None, None),
    ],
)
def test_phone_numbers_are_read_or_refused(cell, value, code):
    reading = read_phone(cell)
    assert (reading.value, reading.code) == (value, code)


@pytest.mark.parametrize(
    ("old", "new"),
    [("01664123456", "0364123456"), (1234123456, "0834123456"), ("0199 412 3456", "0594123456")],
)
def test_a_mobile_number_from_before_2018_suggests_its_successor(old, new):
    assert read_phone(old) == Reading(None, "PHONE_BAD", new)


@given(st.sampled_from("35789"), st.integers(0, 10**8 - 1))
def test_a_shown_phone_number_reads_back(head, rest):
    phone = f"0{head}{rest:08}"
    assert read_phone(show_phone(phone)) == Reading(phone)
    assert read_phone(int(phone)) == Reading(phone, "PHONE_LEADING_ZERO")


def test_phones_are_spaced_as_read_aloud():
    assert show_phone("0912345678") == "0912 345 678"
    assert show_phone("02438251234") == "024 3825 1234"
    assert show_phone("02383842123") == "0238 384 2123"
    assert show_phone("113") == "113"


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("0123456789", "0123456789", None),
        ("4012 345 678", "4012345678", None),
        (123456789, "0123456789", "BHXH_LEADING_ZERO"),
        (123456789.0, "0123456789", "BHXH_LEADING_ZERO"),
        ("037092001123", "037092001123", None),
        ("DN4012345678901", "DN4012345678901", None),
        ("", None, None),
    ],
)
def test_insurance_numbers_are_read(cell, value, code):
    assert read_insurance_number(cell) == Reading(value, code)


LINE = "037092001123|168123456|Nguyễn Văn An|05031992|Nam|Xã A, Huyện B, Nghệ An|10052021"


def test_the_line_of_a_citizen_card_is_read():
    assert read_citizen_card(LINE) == CitizenCard(
        "037092001123",
        "168123456",
        "Nguyễn Văn An",
        "1992-03-05",
        "male",
        "Xã A, Huyện B, Nghệ An",
        "2021-05-10",
    )


def test_a_card_without_an_old_number_or_with_more_fields_is_read_too():
    card = read_citizen_card(
        "037192001123||LÊ THỊ HOA|05031992|Nữ|Nghệ An|10052024||Lê A|Trần B\r\n"
    )
    assert card
    assert (card.old_id_number, card.full_name, card.gender) == (None, "Lê Thị Hoa", "female")
    assert card.issued_on == "2024-05-10"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Nguyễn Văn An",
        "|||||||",
        LINE.replace("037092001123", "03709200112"),
        LINE.replace("05031992", "31021992"),
        LINE.replace("05031992", "1992"),
        LINE.replace("|Nam|", "|?|"),
        LINE.replace("Nguyễn Văn An", " "),
    ],
)
def test_any_other_line_is_no_citizen_card(line):
    assert read_citizen_card(line) is None
