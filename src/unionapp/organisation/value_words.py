"""Legal values as officers type and read them: 0,7 %, 15.000, có; stored as exact text."""

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from unionapp.vietnamese.amounts import group_digits, percent_text, read_typed_amount
from unionapp.vietnamese.names import fold

_FLAGS = MappingProxyType({"true": "có", "false": "không"})
_SHARE = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?) ?%?")
_FRACTION = re.compile(r"\d+\.\d+")
_SHARES = (".rate", "_share", ".share", "split.kpcd.up", "split.dues.up")
_MOST_DAYS = 366
HOW = MappingProxyType(
    {
        "share": "một tỷ lệ phần trăm như 0,7% hoặc 30%",
        "money": "một số tiền như 15.000",
        "number": f"một số ngày từ 1 đến {_MOST_DAYS}",
        "flag": "có hoặc không",
        "choice": "một trong các câu trả lời đã cho",
        "text": "một dòng chữ",
        "pattern": "cách đánh số có {kind} và {seq}, như {kind}{seq:03}/{year}",
    }
)


def spell_value(key: str, value: str) -> str:
    """A value as it is read: 0,5%, 2.340.000, có; a coefficient stays the number it is."""
    if value in _FLAGS:
        return _FLAGS[value]
    if value.isdecimal():
        return group_digits(int(value))
    if key.endswith(_SHARES):
        return percent_text(Decimal(value))
    return value.replace(".", ",") if _FRACTION.fullmatch(value) else value


def answers_of(kind: str, choices: Mapping[str, str]) -> Mapping[str, str]:
    """The answers of a value that is chosen, by what is stored; none where it is typed."""
    return _FLAGS if kind == "flag" else choices


def read_value(kind: str, text: str, choices: Mapping[str, str]) -> str:
    """What was typed, as it is stored: 0,7 % becomes 0.007.

    Raises:
        ValueError: it is no value of this kind.
        Refusal: it is no amount.
    """
    match kind:
        case "share":
            return _read_share(text)
        case "money":
            return str(_positive(read_typed_amount(text)))
        case "number":
            return str(_positive(int(text), _MOST_DAYS))
        case "pattern":
            return _read_pattern(text)
        case "text" if text:
            return text
        case _:
            return _find_answer(text, answers_of(kind, choices))


def _read_share(text: str) -> str:
    matched = _SHARE.fullmatch(text)
    share = Decimal(matched[1].replace(",", ".")) / 100 if matched else Decimal(-1)
    if not 0 <= share <= 1:
        raise ValueError
    return f"{share.normalize():f}"


def _positive(number: int, most: int | None = None) -> int:
    if number <= 0 or (most is not None and number > most):
        raise ValueError
    return number


def _read_pattern(text: str) -> str:
    try:
        first, following = (text.format(kind="PT", seq=seq, year=2026) for seq in (1, 2))
    except (KeyError, IndexError) as error:
        raise ValueError from error
    if first == following or "PT" not in first:
        raise ValueError
    return text


def _find_answer(text: str, answers: Mapping[str, str]) -> str:
    wanted = fold(text)
    for key, words in answers.items():
        if wanted in {fold(key), fold(words)}:
            return key
    raise ValueError
