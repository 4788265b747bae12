"""Whole numbers and money in Vietnamese: in words, in digits, and back from what people write.

Money is integer đồng throughout. The dot parts thousands, the comma parts decimals
(Luật Kế toán 2015, Điều 11).
"""

import math
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Final

from unionapp.vietnamese.reading import Unreadable

NBSP: Final = "\u00a0"
DASH: Final = "–"
_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def number_in_words(n: int) -> str:
    """Spell a whole number of any size."""
    if n < 0:
        return f"âm {number_in_words(-n)}"
    return " ".join(_spell(n)) if n else _DIGITS[0]


def amount_in_words(amount: int) -> str:
    """Spell an amount of money for a voucher; "chẵn" closes only whole thousands."""
    words = number_in_words(amount)
    ending = " chẵn" if amount and amount % 1000 == 0 else ""
    return f"{words[0].upper()}{words[1:]} đồng{ending}"


def _spell(n: int) -> list[str]:
    # "tỷ" is said once, after everything above it has been read as an ordinary number
    billions, rest = divmod(n, 10**9)
    words = [*_spell(billions), "tỷ"] if billions else []
    for size, name in ((10**6, ["triệu"]), (1000, ["nghìn"]), (1, [])):
        group = rest // size % 1000
        if group:
            words += [*_spell_group(group, in_full=bool(words)), *name]
    return words


def _spell_group(group: int, *, in_full: bool) -> list[str]:
    hundreds, rest = divmod(group, 100)
    spoken = in_full or hundreds > 0
    words = [_DIGITS[hundreds], "trăm"] if spoken else []
    return words + _spell_tens(rest, after_hundreds=spoken)


def _spell_tens(rest: int, *, after_hundreds: bool) -> list[str]:
    tens, unit = divmod(rest, 10)
    if tens == 0:
        return [*(["linh"] if after_hundreds else []), _DIGITS[unit]] if unit else []
    words = ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    return [*words, _unit_after_tens(tens, unit)] if unit else words


def _unit_after_tens(tens: int, unit: int) -> str:
    if unit == 5:
        return "lăm"
    if tens > 1 and unit == 1:
        return "mốt"
    if tens > 1 and unit == 4:
        return "tư"
    return _DIGITS[unit]


def group_digits(n: int) -> str:
    """Write a number with dots between the thousands: 1.234.567."""
    return f"{n:,}".replace(",", ".")


def dong(n: int) -> str:
    """Write an amount for running text: 1.234.567 đ, never broken across lines."""
    return f"{group_digits(n)}{NBSP}đ"


def table_amount(n: int | None) -> str:
    """Write an amount for an accounting table: a dash for nothing, brackets for less."""
    if not n:
        return DASH
    return f"({group_digits(-n)})" if n < 0 else group_digits(n)


def percent(numerator: int, denominator: int, digits: int = 1) -> str:
    """Write a share as officers do: 95,5%, 100%, and a dash when there is nothing to share."""
    if denominator == 0:
        return DASH
    scaled = _round_half_up(Fraction(numerator * 100 * 10**digits, denominator))
    whole, part = divmod(abs(scaled), 10**digits)
    decimals = f",{part:0{digits}}" if part else ""
    return f"{'-' if scaled < 0 else ''}{group_digits(whole)}{decimals}%"


def percent_text(rate: Decimal) -> str:
    """Write an exact rate with just the decimals it has: 2%, 0,5%."""
    return f"{(rate * 100).normalize():f}%".replace(".", ",")


def _round_half_up(value: Fraction) -> int:
    size = math.floor(abs(value) + Fraction(1, 2))
    return -size if value < 0 else size


_LONGEST: Final = 200
_CURRENCY: Final = re.compile(r"(?:đồng|vnđ|vnd|đ|₫|d)\.?$")
_GROUPED: Final = re.compile(r"[1-9]\d{0,2}(?:([.,' ])\d{3})(?:\1\d{3})*")
_DECIMAL_ZEROS: Final = re.compile(r"(?<=\d{3})(?:\.0{1,2}|,0{1,2})$")


def read_amount(text: str | int | float) -> int:
    """Read money found in a spreadsheet or typed in full.

    Raises:
        Unreadable: AMOUNT_INVALID, the value is not one certain amount of whole đồng.
    """
    if isinstance(text, bool):
        raise Unreadable("AMOUNT_INVALID")
    if isinstance(text, int | float):
        return _keep_within_reach(_read_number(text))
    body = _CURRENCY.sub("", _plain_text(text)).strip()
    if body in {"-", DASH}:
        return 0
    negative, body = _part_sign(body)
    size = _read_grouped(_DECIMAL_ZEROS.sub("", body))
    return _keep_within_reach(-size if negative else size)


def _read_number(value: float) -> int:
    if not math.isfinite(value):
        raise Unreadable("AMOUNT_INVALID")
    # a formula such as salary × 1 % leaves fractions the sheet never shows;
    # a small fraction is a coefficient (2,34) that strayed into a money column
    if value != int(value) and abs(value) < 1000:
        raise Unreadable("AMOUNT_INVALID")
    return _round_half_up(Fraction(value))


def _keep_within_reach(amount: int) -> int:
    # far above any budget, yet small enough for every database
    if abs(amount) >= 10**18:
        raise Unreadable("AMOUNT_INVALID")
    return amount


def _plain_text(text: str) -> str:
    if len(text) > _LONGEST:
        raise Unreadable("AMOUNT_INVALID")
    spaced = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text))
    return spaced.replace("−", "-").strip().lower()


def _part_sign(body: str) -> tuple[bool, str]:
    if body.startswith("(") and body.endswith(")"):
        return True, _CURRENCY.sub("", body[1:-1]).strip()
    return body.startswith("-"), body.removeprefix("-").strip()


def _read_grouped(body: str) -> int:
    if body.isascii() and body.isdigit():
        return int(body)
    if not _GROUPED.fullmatch(body):
        raise Unreadable("AMOUNT_INVALID")
    return int(re.sub(r"\D", "", body))


_UNIT_WORDS: Final = (
    (re.compile(r"triệu|trieu|tr"), "M"),
    (re.compile(r"t[yỷýỳỹỵiỉíìĩị]"), "B"),
    (re.compile(r"nghìn|nghin|ngàn|ngan|k"), "K"),
    (re.compile(r"đồng|dong|vnđ|vnd"), ""),
    (re.compile(r"(?<=[\dKMB])\s*x\s*(?=\d)"), "*"),
)
_UNITS: Final = {"K": 10**3, "M": 10**6, "B": 10**9}
# the letters by which Telex puts marks; they slip in when Vietnamese typing is on
_TELEX_NOISE: Final = re.compile(r"[sfrxjzwaeodđăâêôơư\s]")
# how programs write a thousand million; read as noise it would be 19
_SCIENTIFIC: Final = re.compile(r"\de[+-]?\d", re.ASCII)
_PARTS: Final = re.compile(r"([\d.,]+)([KMB]?)")


def read_typed_amount(text: str) -> int:
    """Read the shorthand of the entry field: 1tr2, 350k, 2ty, 3*31000, 500+250k.

    Raises:
        Unreadable: AMOUNT_INVALID, the text is not one certain amount of whole đồng.
    """
    body = _plain_text(text)
    for words, sign in _UNIT_WORDS:
        body = words.sub(sign, body)
    if _SCIENTIFIC.search(body):
        raise Unreadable("AMOUNT_INVALID")
    body = _TELEX_NOISE.sub("", body)
    if not re.fullmatch(r"[\d.,KMB+\-*/]+", body, re.ASCII):
        raise Unreadable("AMOUNT_INVALID")
    amount = _add_up(body)
    if amount.denominator != 1 and not set(body) & {"*", "/"}:
        raise Unreadable("AMOUNT_INVALID")
    return _keep_within_reach(_round_half_up(amount))


def _add_up(body: str) -> Fraction:
    signed = body if body[0] in "+-" else f"+{body}"
    terms = re.findall(r"([+-])([^+-]*)", signed)
    return sum((_multiply(term) * (-1 if sign == "-" else 1) for sign, term in terms), Fraction(0))


def _multiply(term: str) -> Fraction:
    first, *rest = re.split(r"([*/])", term)
    product = _read_quantity(first)
    for sign, factor in zip(rest[::2], rest[1::2], strict=True):
        value = _read_quantity(factor)
        if sign == "/" and value == 0:
            raise Unreadable("AMOUNT_INVALID")
        product = product * value if sign == "*" else product / value
    return product


def _read_quantity(body: str) -> Fraction:
    parts = _PARTS.findall(body)
    if not parts or "".join(number + unit for number, unit in parts) != body:
        raise Unreadable("AMOUNT_INVALID")
    return sum(_weigh(parts), Fraction(0))


def _weigh(parts: list[tuple[str, str]]) -> Iterator[Fraction]:
    # "1tr250k" adds, "1tr2" means two tenths of a million; units may only fall
    above = 0
    for number, unit in parts:
        if unit:
            size = _UNITS[unit]
            if above and size >= above:
                raise Unreadable("AMOUNT_INVALID")
            yield _read_factor(number, with_unit=True) * size
            above = size
        elif above:
            yield _read_tail(number) * above
        else:
            yield _read_factor(number, with_unit=False)


def _read_tail(number: str) -> Fraction:
    if not number.isdigit() or len(number) > 3:
        raise Unreadable("AMOUNT_INVALID")
    return Fraction(int(number), 10 ** len(number))


def _read_factor(number: str, *, with_unit: bool) -> Fraction:
    decimal = re.fullmatch(r"(\d+)[.,](\d{1,2})", number)
    if with_unit and not decimal:
        decimal = re.fullmatch(r"(\d+),(\d+)", number)
    if decimal:
        whole, part = decimal.groups()
        return Fraction(int(whole + part), 10 ** len(part))
    return Fraction(_read_grouped(_DECIMAL_ZEROS.sub("", number)))
