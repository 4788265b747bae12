"""A document as text that can be stored, hashed and read back for ever.

Each block is written with the name of its class, so that a paper frozen today can be printed by a
later program; rows are written out, never the query that made them.
"""

import base64
import dataclasses
import hashlib
import json
import zlib
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from unionapp.paper import document as paper
from unionapp.paper.document import Document

_CLASS, _DATE, _DECIMAL, _BYTES = "@", "@date", "@decimal", "@bytes"


def thaw(content: bytes) -> Document:
    """The document that `freeze` stored."""
    document = _read(json.loads(zlib.decompress(content)))
    assert isinstance(document, Document)  # noqa: S101  # only freeze writes this column
    return document


def freeze(document: Document) -> bytes:
    """A document as compressed text."""
    return zlib.compress(_text(document).encode(), 6)


def digest(document: Document) -> str:
    """What the content of a document hashes to, whatever report id it bears."""
    bare = dataclasses.replace(document, report_id="")
    return hashlib.sha256(_text(bare).encode()).hexdigest()


def _text(document: Document) -> str:
    return json.dumps(_plain(document), ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Any:  # noqa: ANN401  # every kind of value a block may hold
    match value:
        case Enum():
            return {_CLASS: type(value).__name__, "value": value.value}
        case date() | Decimal() | bytes():
            return _plain_value(value)
        case None | bool() | int() | str() | float():
            return value
    if dataclasses.is_dataclass(value):
        fields = {it.name: _plain(getattr(value, it.name)) for it in dataclasses.fields(value)}
        return {_CLASS: type(value).__name__, **fields}
    if isinstance(value, Iterable):
        return [_plain(inner) for inner in value]
    raise TypeError(type(value).__name__)


def _plain_value(value: date | Decimal | bytes) -> dict[str, str]:
    match value:
        case date():
            return {_DATE: value.isoformat()}
        case Decimal():
            return {_DECIMAL: str(value)}
        case bytes():
            return {_BYTES: base64.b64encode(value).decode()}


def _read(value: Any) -> Any:  # noqa: ANN401  # the mirror of _plain
    if isinstance(value, list):
        return tuple(_read(inner) for inner in value)
    if not isinstance(value, dict):
        return value
    if _DATE in value:
        return date.fromisoformat(value[_DATE])
    if _BYTES in value:
        return base64.b64decode(value[_BYTES])
    if _DECIMAL in value:
        return Decimal(value[_DECIMAL])
    made = getattr(paper, value[_CLASS])
    return made(**{name: _read(inner) for name, inner in value.items() if name != _CLASS})
