"""Text typed in a legacy Vietnamese font or code page, turned into Unicode (NFC).

A legacy cell arrives as the Latin-1 look of its bytes. Fonts tell the encoding surely. Without
them it is told by the share of valid Vietnamese syllables before and after decoding.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache, partial

from unionapp.vietnamese import legacy_tables as tables

TONES = "\u0300\u0301\u0303\u0309\u0323"
_ONLY_UNICODE = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]"
)
_COMBINING = re.compile("[A-Za-z\u00c0-\u01b0][\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323]")
_TONED_INITIAL = re.compile(
    "(?<![^ ])[àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]"
)
# "à" read byte by byte is "Ã" and a space that does not break; it ends no word.
_WORD_ENDS = re.compile('(?:[ \t\n\r\f\v,;:/()\\[\\]"0-9.&-]|(?<!Ã)\u00a0)+')
_VIQR_WORD = re.compile(r"[A-Za-z][A-Za-z^(+`'?~.]*")
_VIQR_LETTER = re.compile(r"([dD])[dD]|([aeoAEO]\^|[aA]\(|[ouOU]\+|[aeiouyAEIOUY])([`'?~.]?)")
_VIQR_SIGN = re.compile(r"[aeoAEO]\^|[ouOU]\+|[aA]\(|[dD][dD]|[aeiouyAEIOUY][`?~]")
_CANDIDATES = ("tcvn3", "vni", "viscii", "cp1258", "utf8")
_TONES_OF_STOPS = ("\u0301", "\u0323")
_SAMPLE = 3000
_FEW_WORDS = 8
_FONTS = (
    (re.compile(r"\.vn|abc ", re.IGNORECASE), "tcvn3"),
    (re.compile(r"vni[- ]", re.IGNORECASE), "vni"),
    (re.compile(r"vi "), "viscii"),
)


def encoding_of_font(font: str) -> tuple[str, bool] | None:
    """The encoding of a font and whether it draws capitals; None for a Unicode font."""
    for pattern, encoding in _FONTS:
        if pattern.match(font):
            return encoding, encoding == "tcvn3" and font.rstrip().endswith("H")
    return None


def decode(text: str, encoding: str, *, upper: bool = False) -> str:
    """Legacy text as Unicode, composed; `upper` for a capital font.

    Raises:
        KeyError: the encoding is not known.
    """
    if _ONLY_UNICODE.search(text):
        return unicodedata.normalize("NFC", text)
    decoded = unicodedata.normalize("NFC", _decoders()[encoding](text))
    return decoded.upper() if upper else decoded


def detect_encoding(values: Iterable[str], *, prefer: str | None = None) -> str:
    """The encoding of some texts: `unicode`, `decomposed`, `utf8` (read as cp1252), a legacy one.

    A column too short to tell goes with `prefer`, the encoding of its neighbours, if that fits
    nearly as well.
    """
    texts = [text for _, text in zip(range(_SAMPLE), values, strict=False)]
    if any(map(_COMBINING.search, texts)):
        return "decomposed"
    if any(map(_ONLY_UNICODE.search, texts)):
        return "unicode"
    words = _foreign_words(texts)
    if words:
        return _best_candidate(words, prefer)
    return "viqr" if _is_viqr(texts, expected=prefer == "viqr") else "unicode"


def is_unicode(text: str) -> bool:
    """Whether a text has Vietnamese letters that no legacy encoding can show."""
    return _ONLY_UNICODE.search(text) is not None


def is_decomposed(text: str) -> bool:
    """Whether a text has marks that stand apart from their letters."""
    return _COMBINING.search(text) is not None


def looks_decoded_better(text: str, encoding: str) -> bool:
    """Whether a text is nonsense as it stands and Vietnamese when decoded."""
    if _ONLY_UNICODE.search(text):
        return False
    words = _foreign_words([text])
    if not words:
        return encoding == "viqr" and _is_viqr([text])
    return _share_valid(words) < 1 <= _share_valid({decode(word, encoding) for word in words})


def lost_letters(text: str) -> bool:
    """Whether TCVN3 text, once decoded, shows the gaps of soft hyphens (ư) lost in copying."""
    return any(_lost_a_horn(word) for word in _WORD_ENDS.split(text) if word) or "-ơ" in text


@lru_cache(maxsize=65536)
def is_valid_syllable(syllable: str) -> bool:
    """Whether a word obeys the spelling of a Vietnamese syllable, in any letter case."""
    apart = [unicodedata.normalize("NFD", letter) for letter in syllable.casefold()]
    toned = [at for at, letter in enumerate(apart) if any(mark in TONES for mark in letter)]
    tone = next((mark for at in toned for mark in apart[at] if mark in TONES), "")
    plain = unicodedata.normalize("NFC", "".join(apart).replace(tone, ""))
    stopped = _syllables().get(plain)
    if stopped is None or len(toned) > 1 or (stopped and tone not in _TONES_OF_STOPS):
        return False
    return not toned or len(apart) != len(plain) or _may_carry_tone(plain, toned[0])


def _may_carry_tone(syllable: str, at: int) -> bool:
    """Whether the tone stands on the right vowel: "số" and "thẻo", never "sôì" or "theò"."""
    marked = [place for place, letter in enumerate(syllable) if letter in "ăâêôơư"]
    if marked:
        return at in marked
    if at != len(syllable) - 1 or syllable[at] not in "iouy" or syllable.startswith(("gi", "qu")):
        return True
    before = syllable[at - 1] if at else ""
    return not before or before not in "aeiouy" or (before, syllable[at]) == ("u", "y")


@cache
def _syllables() -> Mapping[str, bool]:
    """Every syllable without its tone, and whether it ends in a stop."""
    known: dict[str, bool] = {}
    for stopped, rimes in ((True, tables.STOPPED_RIMES), (False, tables.OPEN_RIMES)):
        for rime in rimes:
            for onset in ("", *tables.ONSETS):
                known[onset + rime] = stopped
                if onset == "gi" and rime[0] in "iê":
                    known["g" + rime] = stopped
    return known


def _foreign_words(texts: Iterable[str]) -> set[str]:
    return {
        word
        for text in texts
        if not text.isascii()
        for word in _WORD_ENDS.split(text)
        if not word.isascii() and any("a" <= letter.lower() <= "z" for letter in word)
    }


def _share_valid(words: set[str]) -> float:
    return sum(map(is_valid_syllable, words)) / len(words)


def _best_candidate(words: set[str], prefer: str | None) -> str:
    scores = {
        name: _share_valid({_decoders()[name](word) for word in words}) for name in _CANDIDATES
    }
    best = max(_CANDIDATES, key=lambda name: scores[name] + 0.1 * (name == prefer))
    as_written = _share_valid(words)
    if scores[best] >= 0.8 and scores[best] - as_written >= 0.25:
        return best
    # In a column whose header alone has marks, one abbreviation already spoils the share.
    few = prefer in scores and len(words) <= _FEW_WORDS
    return prefer if prefer and few and scores[prefer] > as_written else "unicode"


def _is_viqr(texts: Iterable[str], *, expected: bool = False) -> bool:
    words = {word for text in texts for word in _VIQR_WORD.findall(text)}
    signed = {word.rstrip(".'") or word for word in words if _VIQR_SIGN.search(word)}
    strong = {word for word in signed if re.search(r"[aeoAEO]\^|[ouOU]\+", word)}
    sure = bool(strong) or (expected and bool(signed))
    return sure and _share_valid({_from_viqr(word) for word in signed}) >= 0.8


@lru_cache(maxsize=65536)
def _lost_a_horn(word: str) -> bool:
    if is_valid_syllable(word) or not word.isalpha() or (len(word) == 1 and word.isupper()):
        return False
    ends = range(1, len(word) + 1)
    return any(is_valid_syllable(f"{word[:at]}ư{word[at:]}") for at in ends)


def _as_bytes(text: str) -> bytes:
    """The bytes behind a text that was read as cp1252, holes of that page kept as Latin-1."""
    return b"".join(map(_byte_of, text))


@lru_cache(maxsize=512)
def _byte_of(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1", "replace")


def _seen_as(code: int) -> set[int]:
    """The characters a byte may show as: Latin-1 and cp1252."""
    shown = bytes([code]).decode("cp1252", "ignore")
    return {code, *map(ord, shown)}


def _byte_table(letters: str, codes: bytes) -> dict[int, str]:
    pairs = zip(letters, codes, strict=True)
    return {seen: letter for letter, code in pairs for seen in _seen_as(code)}


def _with_capital_initials(text: str) -> str:
    """Gives "Thanh ánh" the capital that TCVN3 has no code for, if all other words have theirs."""
    if not _TONED_INITIAL.search(text):
        return text
    others = [word for word in text.split() if not _TONED_INITIAL.match(word)]
    if not others or not all(word[0].isupper() for word in others):
        return text
    return _TONED_INITIAL.sub(lambda found: found.group().upper(), text)


def _from_code_page(text: str, *, page: str) -> str:
    return _as_bytes(text).decode(page, "replace")


def _from_vni(text: str) -> str:
    pattern, letters = _vni()
    return pattern.sub(lambda found: letters[found.group()], text)


@cache
def _vni() -> tuple[re.Pattern[str], Mapping[str, str]]:
    letters = dict(zip(tables.VNI_CODES, tables.LETTERS, strict=True))
    # A capital with a lower-case mark is common: only the letter was typed with Shift.
    mixed = {
        code[0].upper() + code[1:]: letter.upper()
        for code, letter in letters.items()
        if len(code) == 2
    }
    letters = mixed | letters
    longest_first = sorted(letters, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), letters


def _from_viqr(text: str) -> str:
    return unicodedata.normalize("NFC", _VIQR_LETTER.sub(_viqr_letter, text))


def _viqr_letter(found: re.Match[str]) -> str:
    if found[1]:
        return "đ" if found[1] == "d" else "Đ"
    mark = tables.VIQR_VOWEL_MARKS.get(found[2][1:], "")
    return found[2][0] + mark + tables.VIQR_TONES.get(found[3], "")


def _compose(text: str) -> str:
    return unicodedata.normalize("NFC", text)


@cache
def _decoders() -> Mapping[str, Callable[[str], str]]:
    tcvn3 = _byte_table(tables.TCVN3_LETTERS, tables.TCVN3_CODES)
    viscii = _byte_table(tables.LETTERS, tables.VISCII_CODES)
    return {
        "tcvn3": lambda text: _with_capital_initials(text.translate(tcvn3)),
        "viscii": lambda text: text.translate(viscii),
        "vni": _from_vni,
        "viqr": _from_viqr,
        "cp1258": partial(_from_code_page, page="cp1258"),
        "utf8": partial(_from_code_page, page="utf-8"),
        "unicode": _compose,
        "decomposed": _compose,
    }
