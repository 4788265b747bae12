"""The name in what officers write in a name cell, without titles, footnote marks and remarks."""

import re

from unionapp.vietnamese.names import clean_name, clean_text, drop_honorific

_NUMBERING = re.compile(r"^\s*\d{1,4}\s*[.)-]\s*(?=\D)")
_FOOTNOTES = re.compile(r"[*†‡¹²³⁴⁵]+|\(\s*[*\d]+\s*\)|\[\s*[*\d]+\s*\]")
_REMARK = re.compile(r"\([^)]*\w{2}[^)]*\)?|\s[-–]\s+\w{2}.*|[,;:]\s.*|\n.*", re.DOTALL)
_EMPTY_BRACKETS = re.compile(r"\(\s*[,;\-]?\s*\)")
_LOOSE_ENDS = re.compile(r"^[\s,;:\-–/()]+|[\s,;:\-–/(]+$")
_TITLES = re.compile(
    r"^(?:(?:ông|bà|cô|thầy|đồng chí|đ/c|gv|nv)\s*[:.]\s*|(?:cô|thầy)\s+|"
    r"(?:pgs|gs|th\.?\s?s|ts|bs|ks|cn|ds|đd|cki{0,2})(?:\.\s*|\s+(?=\S+\s)))+",
    re.IGNORECASE,
)


def plain_name(field: str, text: str) -> str:
    """A name of letters and spaces only, as most are."""
    name = clean_name(text)
    return _untitled(name) if field == "full_name" else name


def name_alone(field: str, text: str) -> str:
    """The name in a cell that holds more; empty if nothing is left of it."""
    text = _FOOTNOTES.sub("", _NUMBERING.sub("", text)).strip()
    text = _without_remark(field, text)
    name = clean_name(_LOOSE_ENDS.sub("", _EMPTY_BRACKETS.sub("", clean_text(text))))
    return _untitled(name) if field == "full_name" else name


def _without_remark(field: str, text: str) -> str:
    """A letter in brackets tells namesakes apart and belongs to the name; words do not."""
    titled = _TITLES.match(text)
    start = titled.end() if titled else 0
    bare = text[:start] + _REMARK.sub("", text[start:])
    return bare if field == "full_name" and " " in bare[start:].strip() else text


def _untitled(name: str) -> str:
    titled = _TITLES.match(name)
    bare = name[titled.end() :] if titled else name
    return drop_honorific(bare if " " in bare else name)
