"""What the words above a column mean."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from unionapp.assets import resource
from unionapp.vietnamese.names import clean_text, fold, tone_key

Fields = tuple[str, ...]

_SIGNS = re.compile(r"[^\w]+|_+")
_BRACKETS = re.compile(r"\([^)]*\)")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_BRACKETED = re.compile(r"\(([^)]*)\)")
_ASKED_BESIDES = frozenset({"birth_date", "gender", "phone", "email", "id_number", "hometown"})
_NUMBERING = re.compile(r"^\W*\d{1,2}[.)]\s+")
_MONTH = re.compile(
    r"(?:t|th|thg|tháng|thang|đoàn phí t|đoàn phí tháng)? ?0?(\d{1,2})(?: (?:năm )?(?:20)?\d{2})?"
)
_NAMED_MONTH = re.compile(r"\D|\d{1,2}\s*[/.-]\s*20\d\d$")
_MONTH_WORDS = (
    *("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"),
    *("mười một", "mười hai"),
)
_MONTH_IN_WORDS = re.compile(rf"tháng ({'|'.join(sorted(_MONTH_WORDS, key=len, reverse=True))})")
_FILLERS = {"và", "hoặc", "kèm", "theo", "thuộc"}
_QUALIFYING = frozenset({"tên", "trình độ", "chức vụ", "mã", "số thẻ", "ngày vào", "đơn vị"})
_LISTED = re.compile(r"[,;/&+\n–-]|\bvà\b")
_LANGUAGES = re.compile(r"\s*[\n/|]\s*|\s+[-–]\s+")
_LONGEST = 90
DATE_FIELDS = frozenset(
    {
        "birth_date",
        "union_date",
        "party_date",
        "hire_date",
        "party_official_date",
        "youth_date",
        "_id_issue_date",
    }
)
TICKED_FIELDS = frozenset(
    {"qualification", "politics", "education", "ethnicity", "religion", "union_position"}
)
_PARTS = {"ngày": "day", "tháng": "month", "năm": "year"}
_ASKS_NUMBER = frozenset({"số", "mã số", "mã", "số thẻ", "số sổ"})
_NUMBERS = frozenset({"id_number", "bhxh_no", "union_card", "employee_code", "phone"})


@dataclass(frozen=True, slots=True)
class Wordings:
    """The dictionary of headers: by key with marks, by key without, and by pattern."""

    exact: Mapping[str, str]
    folded: Mapping[str, str]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    strict_parents: frozenset[str]
    foreign: re.Pattern[str]


@cache
def wordings() -> Wordings:
    """The dictionary that stands in resources/roster."""
    data = tomllib.loads(resource("roster", "header_synonyms.toml").read_text(encoding="utf-8"))
    pairs = [(word, field) for field, words in data["synonyms"].items() for word in words]
    return Wordings(
        exact={_key(word): field for word, field in reversed(pairs)},
        folded=_unambiguous(pairs),
        patterns=tuple((field, re.compile(pattern)) for field, pattern in data["patterns"]),
        strict_parents=frozenset(map(_key, data["strict_parents"])),
        foreign=re.compile(rf"\b(?:{'|'.join(data['foreign_words'])})\b"),
    )


@cache
def name_wordings() -> frozenset[object]:
    """The wordings above names in the usual letter cases, with spaces or broken into lines."""
    data = tomllib.loads(resource("roster", "header_synonyms.toml").read_text(encoding="utf-8"))
    words = [*data["synonyms"]["full_name"], *data["synonyms"]["name_ho_dem"]]
    words += [word.replace(" ", "\n") for word in words]
    return frozenset(
        form
        for word in words
        for form in (word, word.lower(), word.upper(), word.capitalize(), word.title())
    )


def _unambiguous(pairs: list[tuple[str, str]]) -> dict[str, str]:
    fields: dict[str, set[str]] = {}
    for word, field in pairs:
        fields.setdefault(fold(plain(word)), set()).add(field)
    return {key: found.pop() for key, found in fields.items() if len(found) == 1}


def plain(text: str) -> str:
    """A header in small letters, without punctuation."""
    return _SIGNS.sub(" ", clean_text(text).lower()).strip()


def _key(text: str) -> str:
    return tone_key(plain(text))


@lru_cache(maxsize=4096)
def fields_of(text: str) -> Fields:
    """The fields one header names: none, one, or several for a cell that holds several facts."""
    if len(text) > _LONGEST or re.search(r":\s*\S", text):
        return ()
    bare = _BRACKETS.sub(" ", _NUMBERING.sub("", text))
    if text.isascii():
        bare = _CAMEL.sub(" ", bare)
    if found := _exact(text) or (_exact(bare) and _with_bracketed(text, bare)):
        return found
    if found := _month_field(bare) or _several(bare):
        return found
    return (
        () if wordings().foreign.search(plain(bare)) else _in_two_languages(bare) or _similar(bare)
    )


def _with_bracketed(text: str, bare: str) -> Fields:
    """A known header, and what its brackets ask for besides: "Ngày sinh (giới tính)"."""
    inner = [_exact(words) for words in _BRACKETED.findall(text)]
    besides = [fields for fields in inner if fields and fields[0] in _ASKED_BESIDES]
    return tuple(dict.fromkeys((*_exact(bare), *(field for f in besides for field in f))))


def is_known(text: str) -> bool:
    """Whether a header stands in the dictionary, and is not only like one."""
    return bool(_exact(text))


def _exact(text: str) -> Fields:
    field = wordings().exact.get(_key(text))
    return (field,) if field else ()


def _month_field(text: str) -> Fields:
    if spelt := _MONTH_IN_WORDS.fullmatch(plain(text)):
        return (f"fees.T{_MONTH_WORDS.index(spelt[1]) + 1}",)
    if not _NAMED_MONTH.match(text.strip()):
        return ()
    month = _month_of(plain(text))
    return (f"fees.{month}",) if month else ()


def _several(text: str) -> Fields:
    """Reads "Họ và tên, năm sinh" as two fields by cutting it into the longest known wordings."""
    words = plain(text).split()
    listed = _LISTED.search(text)
    fields: list[str] = []
    while words:
        if words[0] in _FILLERS:
            words = words[1:]
            continue
        size = next(
            (n for n in range(min(len(words), 8), 0, -1) if _exact(" ".join(words[:n]))), 0
        )
        piece, words = " ".join(words[:size]), words[size:]
        # "Trình độ chuyên môn" is one fact, "Chức vụ, đơn vị" are two.
        if not size or (words and not listed and piece in _QUALIFYING):
            return ()
        fields += _exact(piece)
    return tuple(dict.fromkeys(fields))


def _in_two_languages(text: str) -> Fields:
    """Reads "Full name / Họ và tên" by the half that is known."""
    halves = [half for half in _LANGUAGES.split(text) if half]
    found = {fields for half in halves if (fields := _exact(half))}
    foreign = all(half.isascii() for half in halves if not _exact(half))
    return found.pop() if len(halves) == 2 and len(found) == 1 and foreign else ()


def _similar(text: str) -> Fields:
    wording, bare = wordings(), plain(text)
    if not bare:
        return ()
    field = wording.folded.get(fold(bare))
    # "Tổng công" counts days of work: only a header without marks may be a sum typed carelessly.
    if field and (bare.isascii() or field != "fee_total"):
        return (field,)
    return next(((field,) for field, pattern in wording.patterns if pattern.search(bare)), ())


@lru_cache(maxsize=4096)
def fields_of_path(path: tuple[str, ...], *, alone: bool = True) -> Fields:
    """The fields of a column whose header stands in several rows, parents first.

    `alone` tells that the nearest parent stands over this column only and may speak for it.
    """
    *parents, child = path
    if not parents:
        return fields_of(child)
    parent = " ".join(parents)
    joined = _joined(parents, child)
    if joined or any(_key(text) in wordings().strict_parents for text in parents):
        return joined
    above = fields_of(parents[-1])
    if plain(child) in _ASKS_NUMBER and above and above[0] in _NUMBERS:
        return above
    return _part_of(above, child) or _child_fields(parent, child, alone=alone)


def _joined(parents: list[str], child: str) -> Fields:
    """What parent and child mean in one breath: "Công đoàn › Ngày vào" is `union_date`."""
    parent = " ".join(parents)
    tries = [f"{parent} {child}", f"{child} {parent}", f"{parents[-1]} {child}"]
    if "công đoàn" in plain(parent) and "đoàn viên" not in plain(parent):
        tries.append(f"{child} công đoàn")
    return next((found for text in tries if (found := _exact(text))), ())


def _part_of(parent: Fields, child: str) -> Fields:
    """A child that means something only under its parent: a part of a date, a sex."""
    bare = plain(child)
    if len(parent) == 1 and parent[0] in DATE_FIELDS and bare in _PARTS:
        return (f"{parent[0]}.{_PARTS[bare]}",)
    if parent == ("birth_date",) and bare in ("nam", "nữ"):
        return ("birth_male",) if bare == "nam" else ("birth_female",)
    if parent == ("salary",) and _month_of(bare):
        return ("_salary_month",)
    return ()


def _month_of(bare: str) -> str | None:
    found = _MONTH.fullmatch(bare)
    return f"T{int(found[1])}" if found and 1 <= int(found[1]) <= 12 else None


def _child_fields(parent: str, child: str, *, alone: bool) -> Fields:
    month = _month_of(plain(child))
    money = fields_of(parent) == ("fee_total",) or re.search(
        r"tháng|quý|đoàn phí|thu|nộp|đóng", plain(parent)
    )
    days = "ngày" in plain(parent) and "đoàn phí" not in plain(parent)
    if month and money and not days:
        return (f"fees.{month}",)
    found = fields_of(child)
    if found == ("fee_total",) and "lương" in plain(parent) and "đoàn phí" not in plain(child):
        return ()
    return found or (fields_of(parent) if alone else _ticked(fields_of(parent), child))


def _ticked(parent: Fields, child: str) -> Fields:
    """A column of ticks whose header is the value: "Trình độ chuyên môn › Đại học"."""
    ticked = len(parent) == 1 and parent[0] in TICKED_FIELDS and child[:1].isalpha()
    return (f"{parent[0]}={clean_text(child)}",) if ticked else ()


def is_month_number(value: object) -> bool:
    """Whether a header cell is the bare number of a month."""
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 12
