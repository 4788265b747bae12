import random
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionapp.vietnamese.names import (
    NameParts,
    clean_name,
    clean_text,
    drop_honorific,
    fold,
    initials,
    loose_key,
    matches,
    sort_key,
    split_name,
    text_sort_key,
    tone_key,
)

VOWELS = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"
LETTERS = VOWELS + VOWELS.upper() + "bcdđghklmnpqrstvxBCDĐGHKLMNPQRSTVX"
# in order: letters first, tones ngang, huyền, hỏi, ngã, sắc, nặng second
ORDERED = Path(__file__).parent / "data" / "syllables_in_order.txt"
SYLLABLES = ORDERED.read_text(encoding="utf-8").split()
NAMES = st.text(alphabet=LETTERS + " -'", max_size=30)


def shuffle(words):
    return random.Random(7).sample(words, len(words))


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  Phạm  Hoàng Ý ", "Phạm Hoàng Ý"),
        ("Ðặng Ɖức", "Đặng Đức"),
        ("ðức", "đức"),
        ("H’Hen Niê", "H'Hen Niê"),
        ("HʼHen H`Hen", "H'Hen H'Hen"),
        ("Lê\u00a0Hoa", "Lê Hoa"),
        ("Lê\u200b Ho\u00ada\ufeff", "Lê Hoa"),
        ("Lê\nHoa\t", "Lê Hoa"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("Nguyê\u0303n", "Nguyễn"),
        ("Lê\x00 Hoa\x07", "Lê Hoa"),
    ],
)
def test_text_is_cleaned_of_what_looks_alike_or_cannot_be_seen(raw, clean):
    assert clean_text(raw) == clean


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    assert clean_text(clean_text(text)) == clean_text(text)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("NGUYỄN THỊ HOA", "Nguyễn Thị Hoa"),
        ("nguyễn thị hoa", "Nguyễn Thị Hoa"),
        ("nguye\u0302\u0303n thi\u0323 hoa", "Nguyễn Thị Hoa"),
        ("H'HEN NIÊ", "H'Hen Niê"),
        ("H’HEN NIÊ", "H'Hen Niê"),
        ("y phôn ksor", "Y Phôn Ksor"),
        ("ĐẶNG THỊ THUÝ (A)", "Đặng Thị Thuý (A)"),
        ("lê-na trần", "Lê-Na Trần"),
        ("Nguyễn Văn AN", "Nguyễn Văn AN"),
        ("Trần thị Hòa", "Trần thị Hòa"),
        ("Thuý", "Thuý"),
    ],
)
def test_names_get_capitals_only_if_the_source_has_no_choice_of_them(raw, clean):
    assert clean_name(raw) == clean


@pytest.mark.parametrize(
    ("raw", "bare"),
    [
        ("Ông Nguyễn Văn An", "Nguyễn Văn An"),
        ("Đ/c Lê Hoa", "Lê Hoa"),
        ("Đồng chí Lê Hoa", "Lê Hoa"),
        ("ThS. BS. Lê Hoa", "Lê Hoa"),
        ("ThS.Lê Hoa", "Lê Hoa"),
        ("Anh Đào", "Anh Đào"),
        ("Ông Ích", "Ông Ích"),
        ("Bàng Thị Hoa", "Bàng Thị Hoa"),
    ],
)
def test_titles_fall_off_when_a_name_remains(raw, bare):
    assert drop_honorific(raw) == bare


def test_folding_takes_off_every_mark_of_the_alphabet():
    folded = fold(LETTERS)
    assert folded.isascii()
    assert folded == folded.lower()
    assert fold("Đặng Thị Thuý ƯỜ") == "dang thi thuy uo"
    assert fold("Müller José") == "muller jose"


@given(NAMES)
def test_folding_does_not_care_for_composition_and_is_done_once(name):
    folded = fold(name)
    assert fold(folded) == folded
    assert fold(unicodedata.normalize("NFD", name)) == folded
    assert fold(name.upper()) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà", "hòa"), ("thuý", "thúy"), ("THÚY", "thuý"), ("khoẻ", "khỏe"), ("Hòa  An", "hoà an"),
     ("Ðặng", "Đặng"), (unicodedata.normalize("NFD", "Nguyễn"), "Nguyễn")],
)  # fmt: skip
def test_the_tone_key_joins_two_spellings_of_one_name(one, other):
    assert tone_key(one) == tone_key(other)


def test_the_tone_key_parts_different_names():
    different = ["Hoa", "Hòa", "Hóa", "Hỏa", "Hoá An", "Hương", "Hường", "Đan", "Dan", "Lý", "Lí"]
    assert len({tone_key(name) for name in different}) == len(different)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Lý", "Lí"), ("Mỹ", "Mĩ"), ("Lê Thị Mỹ", "Lê Thị Mĩ"), ("Kỳ Anh", "Kì Anh")],
)
def test_the_loose_key_takes_y_for_i(one, other):
    assert loose_key(one) == loose_key(other)
    assert tone_key(one) != tone_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Thúy", "Thúi"), ("Tay", "Tai"), ("Tây", "Tâi"), ("Quý", "Quí"), ("Y", "I")],
)
def test_the_loose_key_leaves_diphthongs_alone(one, other):
    assert loose_key(one) != loose_key(other)


def test_syllables_sort_by_letters_then_tone():
    assert sorted(shuffle(SYLLABLES), key=text_sort_key) == SYLLABLES


def test_the_alphabet_sorts_in_its_own_order():
    alphabet = list("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")
    assert sorted(shuffle(alphabet), key=text_sort_key) == alphabet


@given(st.lists(st.lists(st.sampled_from(SYLLABLES[6:]), min_size=2, max_size=4), max_size=30))
def test_people_sort_by_given_name_then_family_then_middle(people):
    rank = {syllable: place for place, syllable in enumerate(SYLLABLES)}
    names = [" ".join(person) for person in people]

    def order(name):
        family, *middle, given_name = (rank[word] for word in name.split())
        return given_name, family, middle

    assert sorted(names, key=sort_key) == sorted(names, key=order)


def test_a_whole_list_sorts_as_people_expect():
    names = [
        "Nguyễn Văn An",
        "Trần Bình An",
        "Lê Ánh",
        "Lê Thị Hoa",
        "Nguyễn Hoa",
        "Bùi Hòa",
        "Nguyễn Thị Hòa",
    ]
    assert sorted(shuffle(names), key=sort_key) == names


def test_a_name_sorts_alike_however_it_is_written():
    assert sort_key("NGUYỄN THỊ HOÀ") == sort_key("Nguyễn Thị Hòa")
    assert sort_key(unicodedata.normalize("NFD", "Nguyễn Thị Hòa")) == sort_key("Nguyễn Thị Hòa")


@given(st.text(max_size=40))
def test_sort_keys_hold_capitals_and_digits_only(text):
    key = sort_key(text)
    assert key.isascii()
    assert all(sign.isdigit() or sign.isupper() for sign in key)


def test_phrases_sort_with_numbers_by_size():
    phrases = ["Ban Nữ công", "Phân xưởng may", "Tổ", "Tổ 2", "Tổ 2a", "Tổ 10", "Tổ hàn", "Xưởng"]
    assert sorted(shuffle(phrases), key=text_sort_key) == phrases


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Nguyễn Thị Thu Hằng", ("Nguyễn", "Thị Thu", "Hằng", "")),
        ("Lê Hoa", ("Lê", "", "Hoa", "")),
        ("Hoa", ("", "", "Hoa", "")),
        ("", ("", "", "", "")),
        ("Tôn Nữ Thị Ninh", ("Tôn Nữ", "Thị", "Ninh", "")),
        ("TÔN THẤT TÙNG", ("TÔN THẤT", "", "TÙNG", "")),
        ("Công Tằng Tôn Nữ Hoa", ("Công Tằng Tôn Nữ", "", "Hoa", "")),
        ("Nguyễn Thị Hoa A", ("Nguyễn", "Thị", "Hoa", "A")),
        ("Đặng Thị Thuý (B)", ("Đặng", "Thị", "Thuý", "(B)")),
        ("Lê Hoa B", ("Lê", "", "Hoa", "B")),
        ("Nguyễn Văn A", ("Nguyễn", "Văn", "A", "")),
        ("Nguyễn Thị Ý", ("Nguyễn", "Thị", "Ý", "")),
        ("H'Hen Niê", ("H'Hen", "", "Niê", "")),
    ],
)
def test_names_are_split_into_their_parts(name, parts):
    assert split_name(name) == NameParts(*parts)


def test_namesakes_stand_together_in_the_order_of_their_letters():
    names = [
        "Lê Thị Hoa",
        "Nguyễn Thị Hoa",
        "Nguyễn Thị Hoa A",
        "Nguyễn Thị Hoa (B)",
        "Nguyễn Thị Hòa",
    ]
    assert sorted(shuffle(names), key=sort_key) == names


def test_initials_are_folded():
    assert initials("Nguyễn Văn Đạt") == "nvd"
    assert initials("  ") == ""


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("", "Hường"),
        ("hương", "Hường"),
        ("huong", "Hường"),
        ("HƯƠ", "Hường"),
        ("hường", "Hường"),
        ("ng hoa", "Nguyễn Thị Hòa"),
        ("hoa ng", "Nguyễn Thị Hòa"),
        ("n nguyen", "Nguyễn Nam"),
        ("hoà", "Hòa"),
        ("thúy", "THUÝ"),
        ("dat", "Đạt"),
        ("đat", "Đạt"),
        ("h'hen", "H'Hen Niê"),
        ("hen", "H’Hen Niê"),
        ("nguye\u0302\u0303n", "Nguyễn Nam"),
        ("to 2", "Tổ 2"),
    ],
)
def test_a_query_finds_what_it_begins(query, text):
    assert matches(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("hướng", "Hường"),
        ("đat", "Dat"),
        ("hòa", "Hoa"),
        ("hô", "Hoa"),
        ("oa", "Hoa"),
        ("hoa hoa", "Nguyễn Thị Hoa"),
        ("hoa lan", "Nguyễn Thị Hoa"),
    ],
)
def test_a_query_passes_over_what_it_does_not_begin(query, text):
    assert not matches(query, text)


@given(NAMES)
def test_every_name_is_found_by_itself_and_by_its_folded_form(name):
    assert matches(name, name)
    assert matches(fold(name), name)
