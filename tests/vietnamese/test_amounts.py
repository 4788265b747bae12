from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionapp.vietnamese.amounts import (
    amount_in_words,
    dong,
    group_digits,
    number_in_words,
    percent,
    percent_text,
    read_amount,
    read_typed_amount,
    table_amount,
)
from unionapp.vietnamese.reading import Unreadable

TABLE = Path(__file__).parent / "data" / "numbers_in_words.tsv"
CASES = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()]
UNITS = {
    word: value
    for value, words in enumerate(
        ["không", "một mốt", "hai", "ba", "bốn tư", "năm lăm", "sáu", "bảy", "tám", "chín"]
    )
    for word in words.split()
}


def read_words(words: str) -> int:
    """Read a number back, knowing nothing of how it was spelt."""
    total = section = group = last = 0
    for word in words.removeprefix("âm ").split():
        match word:
            case "mười":
                group += 10
            case "mươi":
                group += last * 9
            case "trăm":
                group += last * 99
            case "linh":
                pass
            case "nghìn" | "triệu":
                section += group * (1000 if word == "nghìn" else 1000**2)
                group = 0
            case "tỷ":
                total = (total + section + group) * 1000**3
                section = group = 0
            case _:
                last = UNITS[word]
                group += last
    value = total + section + group
    return -value if words.startswith("âm ") else value


def test_the_table_has_all_its_rows():
    assert len(CASES) == 98


@pytest.mark.parametrize(("number", "words"), CASES)
def test_numbers_are_spelt_as_the_table_says(number, words):
    assert number_in_words(int(number.replace(".", ""))) == words


@given(st.integers(min_value=-(10**30), max_value=10**30) | st.integers(-20_000, 20_000))
def test_spelt_numbers_read_back(number):
    assert read_words(number_in_words(number)) == number


def test_no_two_numbers_are_spelt_alike():
    spelt = {number_in_words(n) for n in range(20_000)}
    assert len(spelt) == 20_000


@given(st.integers(min_value=-(10**16), max_value=10**16))
def test_spelling_never_sins_against_the_ear(number):
    words = f" {number_in_words(number)} "
    for wrong in (
        " mười năm ",
        " mươi một ",
        " mươi năm ",
        " mươi bốn ",
        " lẽ ",
        "  ",
        " linh lăm ",
    ):
        assert wrong not in words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (500, "Năm trăm đồng"),
        (1_000, "Một nghìn đồng chẵn"),
        (1_500_000, "Một triệu năm trăm nghìn đồng chẵn"),
        (1_234_567, "Một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy đồng"),
        (-1_500_000, "Âm một triệu năm trăm nghìn đồng chẵn"),
    ],
)
def test_amounts_are_spelt_as_on_a_voucher(amount, words):
    assert amount_in_words(amount) == words


def test_digits_are_grouped_by_dots():
    assert [group_digits(n) for n in (0, 999, 1000, 1234567, -1234567)] == [
        "0",
        "999",
        "1.000",
        "1.234.567",
        "-1.234.567",
    ]


def test_dong_sticks_to_its_number():
    assert dong(1_234_567) == "1.234.567\u00a0đ"


def test_tables_show_a_dash_for_nothing_and_brackets_for_less():
    assert [table_amount(n) for n in (None, 0, 1234, -1234)] == ["–", "–", "1.234", "(1.234)"]


@pytest.mark.parametrize(
    ("numerator", "denominator", "text"),
    [
        (955, 1000, "95,5%"),
        (1, 1, "100%"),
        (1, 3, "33,3%"),
        (2, 3, "66,7%"),
        (1, 2000, "0,1%"),
        (9995, 10000, "100%"),
        (-1, 8, "-12,5%"),
        (12345, 10, "123.450%"),
        (0, 5, "0%"),
        (5, 0, "–"),
    ],
)
def test_shares_are_rounded_half_up_and_written_with_a_comma(numerator, denominator, text):
    assert percent(numerator, denominator) == text


def test_exact_rates_keep_the_decimals_they_have():
    rates = ("0.02", "0.005", "0.020", "1", "0.6549")
    assert [percent_text(Decimal(rate)) for rate in rates] == [
        "2%",
        "0,5%",
        "2%",
        "100%",
        "65,49%",
    ]


def test_shares_take_as_many_decimals_as_asked():
    assert percent(1, 3, 2) == "33,33%"
    assert percent(2, 3, 0) == "67%"
    assert percent(101, 10000, 2) == "1,01%"


@pytest.mark.parametrize(
    ("found", "amount"),
    [
        ("1.234.567", 1_234_567),
        ("1,234,567", 1_234_567),
        ("1 234 567", 1_234_567),
        ("1\u00a0234\u00a0567", 1_234_567),
        ("1234567", 1_234_567),
        ("45.000đ", 45_000),
        ("45.000 đồng", 45_000),
        ("45 000 VNĐ", 45_000),
        ("45.000 ₫", 45_000),
        ("(1.000)", -1_000),
        ("-1.000", -1_000),
        ("−1.000", -1_000),
        ("1.234.567,00", 1_234_567),
        ("1,234,567.00", 1_234_567),
        ("1234567.0", 1_234_567),
        (" 45.000 ", 45_000),
        ("0", 0),
        ("-", 0),
        ("–", 0),
        (45_000, 45_000),
        (45_000.0, 45_000),
        (-45_000.0, -45_000),
        (52_340.5, 52_341),
        (0.0, 0),
    ],
)
def test_money_found_in_sheets_is_read(found, amount):
    assert read_amount(found) == amount


@pytest.mark.parametrize(
    "found",
    [
        "12.34.567",
        "1,5",
        "2,34",
        "0.234",
        "1.234,567",
        "1.234.56",
        "45.0000",
        "",
        "x",
        "45k",
        "#REF!",
        "1.000 2",
        "đ",
        "²",
        "1" * 19,
        "1" * 5000,
        1e300,
        10**18,
        2.34,
        float("nan"),
        float("inf"),
        True,
    ],
)
def test_what_is_not_certainly_money_is_refused(found):
    with pytest.raises(Unreadable) as caught:
        read_amount(found)
    assert caught.value.code == "AMOUNT_INVALID"


@given(st.integers(-(10**15), 10**15))
def test_written_amounts_read_back(amount):
    assert read_amount(group_digits(amount)) == amount
    assert read_amount(dong(amount)) == amount
    assert read_amount(table_amount(amount)) == amount
    assert read_amount(amount) == amount


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1tr2", 1_200_000),
        ("1,2tr", 1_200_000),
        ("1.2tr", 1_200_000),
        ("1tr25", 1_250_000),
        ("1tr250", 1_250_000),
        ("1tr250k", 1_250_000),
        ("1.250tr", 1_250_000_000),
        ("350k", 350_000),
        ("350 K", 350_000),
        ("350k5", 350_500),
        ("2ty", 2_000_000_000),
        ("2 tỷ", 2_000_000_000),
        ("2 tỉ 300 triệu", 2_300_000_000),
        ("1ty5", 1_500_000_000),
        ("1ty250tr", 1_250_000_000),
        ("5 triệu", 5_000_000),
        ("5 nghìn", 5_000),
        ("5 ngàn", 5_000),
        ("3*31000", 93_000),
        ("3x31000", 93_000),
        ("3 x 31k", 93_000),
        ("2,34*2340000", 5_475_600),
        ("1000000/3", 333_333),
        ("500+250k", 250_500),
        ("2tr-350k", 1_650_000),
        ("2tr-3*50k", 1_850_000),
        ("-50k", -50_000),
        ("1.200.000", 1_200_000),
        ("1,200,000", 1_200_000),
        ("1.200.000 đồng", 1_200_000),
        ("45.000đ", 45_000),
        ("45000d", 45_000),
        ("45000", 45_000),
        ("0", 0),
        ("12w000", 12_000),
        ("350ks", 350_000),
        ("1trs2", 1_200_000),
        ("45000f", 45_000),
    ],
)
def test_shorthand_of_the_entry_field_is_read(typed, amount):
    assert read_typed_amount(typed) == amount


@pytest.mark.parametrize(
    "typed",
    ["", "abc", "2t", "5m", "1,5", "12.34.567", "1k1tr", "1tr2tr", "1tr2345", "5/0", "3*", "+",
     "1++2", "k", "1.2.3tr", "1tr2.5", "10 usd", "2**3", "٣k",
     "9999999999*9999999999", "1" * 5000],
)  # fmt: skip
def test_unclear_shorthand_is_refused(typed):
    with pytest.raises(Unreadable) as caught:
        read_typed_amount(typed)
    assert caught.value.code == "AMOUNT_INVALID"


@given(st.text(alphabet="0123456789.,ktrtyx*+-/ đs", max_size=12))
def test_any_typing_gives_an_amount_or_a_refusal(typed):
    try:
        amount: object = read_typed_amount(typed)
    except Unreadable as refused:
        amount = refused.code
    assert isinstance(amount, int) or amount == "AMOUNT_INVALID"


@given(st.integers(0, 10**15))
def test_the_entry_field_takes_back_what_it_shows(amount):
    assert read_typed_amount(group_digits(amount)) == amount
    assert read_typed_amount(dong(amount)) == amount


@pytest.mark.parametrize("typed", ["1e9", "1E+9", "2.5e6"])
def test_how_programs_write_large_numbers_is_no_typing_noise(typed):
    with pytest.raises(Unreadable):
        read_typed_amount(typed)
