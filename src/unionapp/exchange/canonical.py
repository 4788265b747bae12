"""JSON in its one canonical form (RFC 8785, of which we use whole numbers and ASCII keys only)."""

import json
import unicodedata
from typing import Never, TypeAlias

from unionapp.errors import Refusal

Json: TypeAlias = bool | int | str | list["Json"] | dict[str, "Json"] | None

LARGEST_INTEGER = 2**53 - 1


def encode_json(value: object) -> bytes:
    """The one canonical form of a value."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode("utf-8")


def decode_json(data: bytes, *, file: str) -> Json:
    """The value of canonical JSON.

    Raises:
        Refusal: E_JSON for any other form: repeated or non-ASCII keys, fractions, numbers that
            other programs would round, text not in NFC, blanks, another order of keys.
    """
    try:
        text = data.decode("utf-8")
        value: Json = json.loads(
            text,
            object_pairs_hook=_unique_keys,
            parse_float=_refuse,
            parse_int=_exact_integer,
            parse_constant=_refuse,
        )
        canonical = encode_json(value) == data and unicodedata.is_normalized("NFC", text)
    except (ValueError, RecursionError):
        canonical = False
    if not canonical:
        raise Refusal("E_JSON", file=file)
    return value


def _unique_keys(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    record = dict(pairs)
    if len(record) != len(pairs) or not all(key.isascii() for key in record):
        _refuse("")
    return record


def _exact_integer(digits: str) -> int:
    if len(digits) > 17 or abs(int(digits)) > LARGEST_INTEGER:
        _refuse(digits)
    return int(digits)


def _refuse(_: str) -> Never:
    raise ValueError
