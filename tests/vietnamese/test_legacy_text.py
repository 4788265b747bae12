import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionapp.vietnamese import legacy_tables as tables
from unionapp.vietnamese.legacy_text import (
    decode,
    detect_encoding,
    encoding_of_font,
    is_valid_syllable,
    looks_decoded_better,
    lost_letters,
)

NAMES = (
    "Nguyễn Thị Hường",
    "Trần Văn Phước",
    "Lê Đức Thắng",
    "Phạm Quỳnh Như",
    "Hoàng Mỹ Duyên",
    "Đặng Hữu Nghĩa",
    "Vũ Thị Tuyết",
    "Bùi Khắc Việt",
)


def typed_tcvn3(text):
    codes = dict(zip(tables.TCVN3_LETTERS[:74], tables.TCVN3_CODES[:74], strict=True))
    return "".join(chr(codes.get(c) or codes.get(c.lower(), ord(c))) for c in text)


def typed_vni(text):
    codes = dict(zip(tables.LETTERS, tables.VNI_CODES, strict=True))
    return "".join(codes.get(c, c) for c in text)


def typed_viscii(text):
    codes = dict(zip(tables.LETTERS, tables.VISCII_CODES, strict=True))
    return "".join(chr(codes.get(c, ord(c))) for c in text)


def typed_viqr(text):
    signs = {
        mark: sign for sign, mark in (*tables.VIQR_VOWEL_MARKS.items(), *tables.VIQR_TONES.items())
    }
    text = text.replace("đ", "dd").replace("Đ", "DD")
    # the vowel's own sign stands before the tone, whatever order Unicode takes them apart in
    out = []
    for letter in text:
        base, *marks = unicodedata.normalize("NFD", letter)
        own = [signs[m] for m in marks if m in tables.VIQR_VOWEL_MARKS.values()]
        tone = [signs[m] for m in marks if m in tables.VIQR_TONES.values()]
        out.append(base + "".join(own + tone))
    return "".join(out)


def typed_cp1258(text):
    out = b""
    for letter in text:
        apart = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in apart if mark in tables.VIQR_TONES.values())
        base = unicodedata.normalize("NFC", apart.replace(tone, "") if tone else apart)
        out += base.encode("cp1258") + tone.encode("cp1258")
    return out.decode("cp1252")


TYPED = {
    "tcvn3": typed_tcvn3,
    "vni": typed_vni,
    "viscii": typed_viscii,
    "viqr": typed_viqr,
    "cp1258": typed_cp1258,
}


@pytest.mark.parametrize("encoding", ["vni", "viscii", "viqr", "cp1258"])
@pytest.mark.parametrize("letter", tables.LETTERS)
def test_every_letter_survives_a_round_trip(encoding, letter):
    assert decode(TYPED[encoding](letter), encoding) == letter


@pytest.mark.parametrize("letter", tables.LOWER + "ĂÂĐÊÔƠƯ")
def test_every_letter_that_tcvn3_can_write_survives_a_round_trip(letter):
    assert decode(typed_tcvn3(letter), "tcvn3") == letter


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=8).map("; ".join))
def test_whole_texts_survive_a_round_trip_in_every_encoding(text):
    for encoding, typed in TYPED.items():
        assert decode(typed(text), encoding) == text


@pytest.mark.parametrize("encoding", TYPED)
def test_a_column_of_names_tells_its_encoding(encoding):
    assert detect_encoding(map(TYPED[encoding], NAMES)) == encoding


def test_modern_text_is_left_alone():
    assert detect_encoding(NAMES) == "unicode"
    assert all(detect_encoding([name]) == "unicode" for name in NAMES)
    assert detect_encoding(["Lê Bá Hà", "Tô Hoài Nam"]) == "unicode"
    assert detect_encoding(["José Müller", "20 °C", "café", "naïve"]) == "unicode"
    assert detect_encoding(["TP. Vinh", "O'Brien", "a.b@example.com", "12/5/1990."]) == "unicode"
    assert detect_encoding([]) == "unicode"


def test_marks_that_stand_alone_make_a_text_decomposed():
    assert detect_encoding([unicodedata.normalize("NFD", NAMES[0])]) == "decomposed"


def test_utf8_read_as_a_windows_page_is_recognised_and_mended():
    assert detect_encoding(["Tráº§n VÄƒn BÃ¬nh", "LÃª Thá»‹ LiÃªn"]) == "utf8"
    assert decode("Tráº§n VÄƒn BÃ¬nh", "utf8") == "Trần Văn Bình"


def test_a_short_column_goes_with_its_neighbours():
    # "Nữ" in VISCII can also be read as VNI or TCVN3; the sheet decides
    assert detect_encoding(["N÷", "Nam"], prefer="tcvn3") == "tcvn3"
    assert decode("N÷", "tcvn3") == "Nữ"


def test_text_that_is_already_unicode_is_never_decoded_twice():
    assert decode("Nguyễn Thị Hường", "tcvn3") == "Nguyễn Thị Hường"


def test_a_capital_font_draws_capitals():
    assert decode(typed_tcvn3("nguyễn thị hường"), "tcvn3", upper=True) == "NGUYỄN THỊ HƯỜNG"


def test_a_toned_initial_gets_the_capital_that_tcvn3_lacks():
    assert decode(typed_tcvn3("Cao Thị Thanh Ánh"), "tcvn3") == "Cao Thị Thanh Ánh"
    assert decode(typed_tcvn3("Võ Như Ý"), "tcvn3") == "Võ Như Ý"
    assert decode(typed_tcvn3("công nhân ở xưởng"), "tcvn3") == "công nhân ở xưởng"


def test_a_vni_capital_may_carry_a_small_mark():
    assert decode("NGUYEãN", "vni") == "NGUYEÃN".replace("EÃ", "Ễ")


@pytest.mark.parametrize(
    ("font", "expected"),
    [
        (".VnTime", ("tcvn3", False)),
        (".VnTimeH", ("tcvn3", True)),
        (".vnarialH", ("tcvn3", True)),
        ("VNI-Times", ("vni", False)),
        ("VNI Helve", ("vni", False)),
        ("Times New Roman", None),
        ("Verdana", None),
        ("", None),
    ],
)
def test_fonts_tell_their_encoding(font, expected):
    assert encoding_of_font(font) == expected


@pytest.mark.parametrize("word", ["Lơng", "Trơng", "Hớng", "Phợng", "Dơng", "Cờng"])
def test_a_lost_soft_hyphen_shows(word):
    assert lost_letters(f"{word} Thị Hoa")


@pytest.mark.parametrize("name", [*NAMES, "KCS", "Tổ B", "Phòng TC-HC", "12/12"])
def test_whole_words_show_no_loss(name):
    assert not lost_letters(name)


def test_single_cells_in_a_mixed_column_are_judged_alone():
    assert looks_decoded_better(typed_tcvn3("Trần Văn Phước"), "tcvn3")
    assert not looks_decoded_better("Lê Bá Hà", "tcvn3")
    assert not looks_decoded_better("Trần Văn Phước", "tcvn3")
    assert not looks_decoded_better("Nam", "tcvn3")


@pytest.mark.parametrize(
    "syllable",
    [
        "nguyễn",
        "thị",
        "quỳnh",
        "khuya",
        "nghiêng",
        "gì",
        "giếng",
        "quốc",
        "Ý",
        "Yến",
        "ƯỚC",
        "Đắc",
    ],
)
def test_vietnamese_syllables_are_valid(syllable):
    assert is_valid_syllable(syllable)


@pytest.mark.parametrize(
    "word", ["lơng", "hàc", "ngk", "müller", "bcd", "ààn", "sôì", "theò", "maì", ""]
)
def test_other_words_are_not(word):
    assert not is_valid_syllable(word)
