"""Code lists of the member record: ethnic groups, religions, qualifications, provinces.

A column holds the code where the text is one of the list, and the text as written where not.
"""

import tomllib
from dataclasses import dataclass
from functools import cache

from unionapp.assets import resource
from unionapp.vietnamese.names import clean_text, fold, loose_key

KINH, FOREIGN, UNKNOWN = "01", "55", "56"


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a list."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeList:
    """A list with its basis and how sure we are of it."""

    name: str
    basis: str
    confidence: str
    codes: tuple[Code, ...]

    @property
    def needs_check(self) -> bool:
        """Whether screens mark it "cần kiểm tra"."""
        return self.confidence != "certain"


@cache
def code_list(name: str) -> CodeList:
    """A list of resources/codes by its file name, in the order forms show it."""
    source = tomllib.loads(resource("codes", f"{name}.toml").read_text(encoding="utf-8"))
    rows = source["code"]
    codes = tuple(Code(r["code"], r["name"], tuple(r.get("aliases", ()))) for r in rows)
    return CodeList(name, source["basis"], source["confidence"], codes)


def find_code(name: str, text: str | None) -> str | None:
    """The code meant by a code, a name or a customary spelling; None where the list has none."""
    if not text:
        return None
    exact, folded = _by_words(name)
    return exact.get(_exact_key(text)) or folded.get(_bare(text))


def to_code(name: str, text: str | None) -> str | None:
    """What is stored for a text: its code, or the cleaned text where the list has none."""
    if not text or not text.strip():
        return None
    return find_code(name, text) or clean_text(text)


def code_name(name: str, value: str | None) -> str | None:
    """What people read for a stored value."""
    return _names(name).get(value, value) if value else value


@cache
def _names(name: str) -> dict[str, str]:
    return {code.code: code.name for code in code_list(name).codes}


@cache
def _by_words(name: str) -> tuple[dict[str, str], dict[str, str | None]]:
    exact: dict[str, str] = {}
    folded: dict[str, str | None] = {}
    for code in code_list(name).codes:
        for words in (code.code, code.name, *code.aliases):
            exact.setdefault(_exact_key(words), code.code)
            # two entries that only marks tell apart (Mường, Mường …) have no unmarked spelling
            same = folded.get(_bare(words), code.code) == code.code
            folded[_bare(words)] = code.code if same else None
    return exact, folded


def _exact_key(text: str) -> str:
    return loose_key(text.replace("-", " ").replace("'", ""))


def _bare(text: str) -> str:
    return "".join(letter for letter in fold(clean_text(text)) if letter.isalnum())
