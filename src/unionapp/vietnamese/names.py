"""Names and ordinary phrases: cleaned, folded for search, and put in Vietnamese order.

The letters run a ă â b c d đ e ê …, the tones ngang, huyền, hỏi, ngã, sắc, nặng. Words are
compared one by one, letters before tone, which no system collation does for whole names.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

_LOOK_ALIKES: Final = str.maketrans(
    {
        **dict.fromkeys("ÐƉ", "Đ"),
        **dict.fromkeys("ðɖ", "đ"),
        **dict.fromkeys("’‘ʼʹ`´′＇", "'"),
        **dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"),
        **{chr(code): None for code in range(32) if chr(code) not in "\t\n\v\f\r\x1c\x1d\x1e\x1f"},
    }
)
_LETTERS: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES: Final = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_LETTER_CODES: Final = dict(zip(_LETTERS, "23456789ABCDEFGHIJKLMNOPQRSTUVWXY", strict=True))
_END, _NUMBER, _OTHER_SIGN, _OTHER_LETTER = "0", "1", "1", "Z"


def _make_folding() -> dict[int, str | None]:
    folding: dict[int, str | None] = dict.fromkeys(range(0x300, 0x370))
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        if base.isascii():
            folding[code] = base
    return folding | dict.fromkeys(map(ord, "ĐđÐðƉɖ"), "d")


_FOLDING: Final = _make_folding()


def clean_text(s: str) -> str:
    """Replace look-alike letters and invisible signs, compose marks, leave single spaces."""
    return " ".join(unicodedata.normalize("NFC", s.translate(_LOOK_ALIKES)).split())


def clean_name(s: str) -> str:
    """Clean a name; capitals are set only if the source has all capitals or all small letters.

    The placing of tones is kept: a legal name is written as its bearer's papers write it.
    """
    name = clean_text(s)
    return _title(name) if name.isupper() or name.islower() else name


def _title(name: str) -> str:
    # str.title() would also raise the letter after a curly quote or a loose mark
    return re.sub(r"(^|[ \-'(])(\w)", lambda m: m[1] + m[2].upper(), name.lower())


_HONORIFIC: Final = re.compile(
    r"^(?:(?:ông|bà|đồng chí)\s+|đ/c\.?\s*|(?:pgs|gs|ths|ts|bs|ks|cn)\.\s*)+", re.IGNORECASE
)


def drop_honorific(name: str) -> str:
    """Take "Ông", "Đ/c", "ThS." off a cleaned name if two syllables remain."""
    bare = _HONORIFIC.sub("", name)
    return bare if " " in bare else name


def fold(s: str) -> str:
    """Reduce text to small letters without marks (đ becomes d), for search columns."""
    return unicodedata.normalize("NFC", s).lower().translate(_FOLDING)


class _Syllable(NamedTuple):
    letters: str  # small, with the marks of ă â ê ô ơ ư, without tone
    tone: int


@lru_cache(maxsize=20_000)
def _analyse(word: str) -> _Syllable:
    letters, tone = [], 0
    for sign in unicodedata.normalize("NFD", word.lower()):
        if sign in _TONES:
            tone = _TONES[sign]
        else:
            letters.append(sign)
    return _Syllable(unicodedata.normalize("NFC", "".join(letters)), tone)


def tone_key(s: str) -> str:
    """A key equal for hoà and hòa, THÚY and thuý: what only typing habits tell apart."""
    return " ".join(f"{letters}{tone}" for letters, tone in map(_analyse, clean_text(s).split()))


def loose_key(s: str) -> str:
    """`tone_key` that also takes Lý for Lí; good for hints, not for decisions."""
    return re.sub(r"(?<![^ ])([^ aăâeêioôơuưy]+)y(?=\d)", r"\1i", tone_key(s))


@lru_cache(maxsize=20_000)
def _order_word(word: str) -> str:
    letters, tone = _analyse(word)
    runs = re.findall(r"\d+|\D", letters, re.ASCII)
    return f"{''.join(map(_order_run, runs))}{_END}{tone}"


def _order_run(run: str) -> str:
    if run.isdigit() and run.isascii():
        digits = run.lstrip("0")[:99]
        return f"{_NUMBER}{len(digits):02}{digits}"
    sign = run if run in _LETTER_CODES else fold(run)
    return _LETTER_CODES.get(sign, _OTHER_LETTER if run.isalpha() else _OTHER_SIGN)


def text_sort_key(text: str) -> str:
    """A key of capitals and digits that sorts phrases in Vietnamese order, numbers by size.

    It holds A-Z and 0-9 only, so that every database and every system sorts it alike.
    """
    return "".join(map(_order_word, clean_text(text).split()))


class NameParts(NamedTuple):
    """A full name taken apart for sorting and greeting; never stored as the truth."""

    family: str
    middle: str
    given: str
    suffix: str = ""


_COMPOUND_FAMILIES: Final = tuple(
    tuple(name.split())
    for name in (
        "công tằng tôn nữ",
        "công huyền tôn nữ",
        "công tôn nữ",
        "tôn nữ",
        "tôn thất",
        "âu dương",
        "tư mã",
    )
)
_SUFFIX: Final = re.compile(r"\([A-ZĐ0-9]\)|[A-EGH]|\d{1,2}", re.ASCII)


def split_name(full_name: str) -> NameParts:
    """Part a name into họ, đệm and tên; a letter that only tells namesakes apart is no tên."""
    words = clean_text(full_name).split()
    suffix = words.pop() if _has_suffix(words) else ""
    if len(words) < 2:
        return NameParts("", "", " ".join(words), suffix)
    size = _family_size(words)
    return NameParts(" ".join(words[:size]), " ".join(words[size:-1]), words[-1], suffix)


def _has_suffix(words: list[str]) -> bool:
    # in the specimen name "Nguyễn Văn A" the letter is the tên
    if len(words) < 3 or not _SUFFIX.fullmatch(words[-1]):
        return False
    return words[-2].lower() not in {"văn", "thị"}


def _family_size(words: list[str]) -> int:
    small = tuple(_analyse(word) for word in words)
    for family in _COMPOUND_FAMILIES:
        size = len(family)
        if len(words) > size and small[:size] == tuple(map(_analyse, family)):
            return size
    return 1


def sort_key(full_name: str) -> str:
    """A key for lists of people: tên, then họ, then đệm, as every Vietnamese list is sorted."""
    family, middle, given, suffix = split_name(full_name)
    return text_sort_key(f"{given} {family} {middle} {suffix.strip('()')}")


def initials(s: str) -> str:
    """The first letters of the words, folded: "nva" for Nguyễn Văn An."""
    return "".join(word[0] for word in _words(fold(s)))


def matches(query: str, text: str) -> bool:
    """Whether each syllable of the query begins a different syllable of the text.

    Marks that are typed must be there, marks that are not typed do not matter; a syllable without
    tone meets any tone, since its writer may still be typing.
    """
    remaining = _words(clean_text(text))
    for wanted in sorted(_words(clean_text(query)), key=len, reverse=True):
        found = next((word for word in remaining if _begins(word, wanted)), None)
        if found is None:
            return False
        remaining.remove(found)
    return True


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def _begins(word: str, wanted: str) -> bool:
    if wanted.isascii():
        return fold(word).startswith(wanted.lower())
    (letters, tone), (start, wanted_tone) = _analyse(word), _analyse(wanted)
    return letters.startswith(start) and wanted_tone in {0, tone}
