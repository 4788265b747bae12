"""Identity, phone and insurance numbers: read from damaged cells, checked, shown.

A number is always text. Spreadsheets eat its leading zeros; they are put back with a warning.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from unionapp.vietnamese.birth_provinces import BIRTH_PROVINCES
from unionapp.vietnamese.names import clean_name, clean_text, fold
from unionapp.vietnamese.reading import Reading

Gender = Literal["male", "female"]

_SCIENTIFIC: Final = re.compile(r"\d([.,]\d+)?e\+?\d+", re.IGNORECASE)
_TYPED_FOR_DIGITS: Final = str.maketrans("OoIlQ", "00110")


def _as_text(value: str | float) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return re.sub(r"(?<=\d)\.0$", "", clean_text(str(value))).lstrip("'")


def read_id_number(value: str | float) -> Reading:
    """Read a CCCD of 12 digits or an old CMND of 9."""
    text = _as_text(value)
    if not text:
        return Reading()
    if _SCIENTIFIC.fullmatch(text):
        return Reading(code="ID_SCIENTIFIC")
    digits = re.sub(r"[\s.\-']", "", text) if isinstance(value, str) else text
    if not _is_digits(digits):
        return Reading(code="ID_NOT_DIGITS", suggestion=_suggest_digits(digits))
    return _read_id_digits(digits)


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _suggest_digits(text: str) -> str | None:
    mended = text.translate(_TYPED_FOR_DIGITS)
    return mended if _is_digits(mended) and len(mended) in {9, 12} else None


def _read_id_digits(digits: str) -> Reading:
    if len(digits) == 12:
        return Reading(digits)
    if len(digits) == 9:
        return Reading(digits, "ID_OLD_CMND")
    if len(digits) == 8:
        return Reading(digits.zfill(9), "ID_LEADING_ZERO")
    whole = digits.zfill(12)
    if len(digits) in {10, 11} and whole[:3] in BIRTH_PROVINCES and whole[3] in "0123":
        return Reading(whole, "ID_LEADING_ZERO")
    return Reading(code="ID_BAD_LENGTH")


def check_against(id_number: str, gender: Gender | None, birth_iso: str | None) -> tuple[str, ...]:
    """Name what an identity number of 12 digits says otherwise than the record.

    The fourth digit holds century and gender, the next two the year (Nghị định 137/2015, Điều 13).
    """
    if len(id_number) != 12 or not _is_digits(id_number):
        return ()
    century, is_female = divmod(int(id_number[3]), 2)
    year = 1900 + century * 100 + int(id_number[4:6])
    codes = []
    if gender and (gender == "female") != bool(is_female):
        codes.append("ID_GENDER_MISMATCH")
    if birth_iso and int(birth_iso[:4]) != year:
        codes.append("ID_YEAR_MISMATCH")
    return tuple(codes)


def mask(id_number: str) -> str:
    """Hide the middle of a number for lists and screens that others can see."""
    hidden = max(len(id_number) - 6, 0)
    return f"{id_number[:3]}{'*' * hidden}{id_number[-3:]}" if hidden else "*" * len(id_number)


_PHONE: Final = re.compile(r"0[35789]\d{8}|02\d{9}")
_WITHOUT_ZERO: Final = re.compile(r"[35789]\d{8}|2\d{9}")
# the mobile prefixes of eleven digits that were shortened in 2018
_OLD_PREFIXES: Final = {
    "0120": "070",
    "0121": "079",
    "0122": "077",
    "0123": "083",
    "0124": "084",
    "0125": "085",
    "0126": "076",
    "0127": "081",
    "0128": "078",
    "0129": "082",
    "0162": "032",
    "0163": "033",
    "0164": "034",
    "0165": "035",
    "0166": "036",
    "0167": "037",
    "0168": "038",
    "0169": "039",
    "0186": "056",
    "0188": "058",
    "0199": "059",
}
_BETWEEN_PHONES: Final = re.compile(r"[/;,\n|]|\s-\s|hoặc", re.IGNORECASE)


def read_phone(value: str | float) -> Reading:
    """Read the first phone number of a cell."""
    text = value if isinstance(value, str) else _as_text(value)
    pieces = [piece for piece in _BETWEEN_PHONES.split(text) if piece.strip(" '\u00a0")]
    readings = [_read_one_phone(piece) for piece in pieces]
    first = next((reading for reading in readings if reading.value), None)
    return first or (readings[0] if readings else Reading())


def _read_one_phone(piece: str) -> Reading:
    text = _as_text(piece)
    digits = re.sub(r"\D", "", text, flags=re.ASCII)
    digits = re.sub(r"^(0084|84(?=\d{9,10}$))0?", "0", digits)
    if _PHONE.fullmatch(digits):
        return Reading(digits)
    if _WITHOUT_ZERO.fullmatch(digits):
        return Reading(f"0{digits}", "PHONE_LEADING_ZERO")
    # two numbers with no more than a space or a hyphen between them
    if len(digits) >= 19 and (first := _PHONE.match(digits)):
        return Reading(first[0])
    return Reading(code="PHONE_BAD", suggestion=_suggest_new_number(digits))


def _suggest_new_number(digits: str) -> str | None:
    old = digits if digits.startswith("0") else f"0{digits}"
    prefix = _OLD_PREFIXES.get(old[:4])
    return f"{prefix}{old[4:]}" if prefix and len(old) == 11 else None


def show_phone(phone: str) -> str:
    """Space a phone number as people read it aloud."""
    if len(phone) == 11:
        area = 3 if phone.startswith(("024", "028")) else 4
        return f"{phone[:area]} {phone[area:-4]} {phone[-4:]}"
    return f"{phone[:4]} {phone[4:7]} {phone[7:]}" if len(phone) == 10 else phone


def read_insurance_number(value: str | float) -> Reading:
    """Read a social insurance number; card numbers with letters stay as they are written."""
    text = _as_text(value)
    if not text:
        return Reading()
    digits = re.sub(r"[\s.\-]", "", text)
    if _is_digits(digits) and 7 <= len(digits) < 10:
        return Reading(digits.zfill(10), "BHXH_LEADING_ZERO")
    return Reading(digits if _is_digits(digits) else text)


@dataclass(frozen=True, slots=True)
class CitizenCard:
    """What the QR square on a citizen's card says."""

    id_number: str
    old_id_number: str | None
    full_name: str
    birth_date: str
    gender: Gender
    address: str
    issued_on: str | None


_GENDERS: Final[dict[str, Gender]] = {"nam": "male", "nu": "female"}


def read_citizen_card(line: str) -> CitizenCard | None:
    """Read the line a QR scanner types: số|CMND cũ|họ tên|sinh|giới tính|địa chỉ|ngày cấp.

    Some cards leave the part of the old number out.
    """
    fields = [clean_text(field) for field in line.split("|")]
    if len(fields) > 1 and fields[1] and not fields[1][0].isdecimal():
        fields.insert(1, "")
    if len(fields) < 6:
        return None
    id_number, old, name, born, sex, address, *rest = fields
    birth_date, gender = _read_card_date(born), _GENDERS.get(fold(sex))
    if not (re.fullmatch(r"\d{12}", id_number, re.ASCII) and name and birth_date and gender):
        return None
    issued_on = _read_card_date(rest[0]) if rest else None
    return CitizenCard(
        id_number, old or None, clean_name(name), birth_date, gender, address, issued_on
    )


def _read_card_date(digits: str) -> str | None:
    if not re.fullmatch(r"\d{8}", digits, re.ASCII):
        return None
    try:
        return date(int(digits[4:]), int(digits[2:4]), int(digits[:2])).isoformat()
    except ValueError:
        return None
