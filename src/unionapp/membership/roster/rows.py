"""Tells rows that hold a person from sections, totals, notes, signatures and the rest."""

import re
from collections.abc import Sequence
from enum import Enum

from unionapp.membership.roster.cells import UNSAVED_FORMULA
from unionapp.membership.roster.headers import plain
from unionapp.membership.roster.layout import Table, names_again
from unionapp.sheets.workbook import Value

IDENTITY = frozenset(
    {
        "birth_date",
        "birth_male",
        "birth_female",
        "birth_date.day",
        "birth_date.month",
        "birth_date.year",
        "gender",
        "is_male",
        "is_female",
        "id_number",
        "phone",
        "email",
        "bhxh_no",
        "employee_code",
        "union_card",
    }
)
_COUNTED = frozenset({"is_male", "is_female", "birth_male", "birth_female"})
_ASIDE = frozenset({"_stt", "full_name", "name_ho_dem", "name_dem", "name_ten", "note", "_sign"})
_SECTION_NUMBER = re.compile(r"(?:[IVX]{1,5}|[A-HK])(?:[.)]\s*\d{0,2})*\.?")
_INDEX = re.compile(r"\(?\s*(?:\d{1,2}(?:\s*=.*)?|[A-Z])\s*\)?")
_TOTAL = re.compile(
    r"(?:tổng(?: cộng| số| hợp)?|cộng|tong cong|tong so|toàn (?:đơn vị|công ty)|lũy kế|"
    r"mang sang|chuyển trang)\b"
)
_SIGNATURE = re.compile(
    r"(?:người (?:lập|kiểm|duyệt|ghi|đại diện)|lập (?:biểu|bảng)|t ?m (?:ban|bch|btv)|"
    r"k ?t chủ tịch|thủ trưởng|xác nhận|ký tên|ký ghi rõ|đại diện|chủ tịch$|phó chủ tịch$|"
    r"kế toán$|kế toán trưởng$|thủ quỹ$|giám đốc$|"
    r"ban chấp hành$|tm ban)"
)
_NUMBERING = re.compile(r"^\d{1,4}\s*[.)-]\s*(?=\D)")
_PAGE = re.compile(r"trang(?: số)? \d+(?: \d+)?")
_SIGNED_ON = re.compile(r"ngày\W.*tháng\W.*năm", re.IGNORECASE)
UNIT_NAME = re.compile(
    r"(?:tổ|phòng|ban|xưởng|phân xưởng|bộ phận|đơn vị|khoa|trường|công ty|chi nhánh|đội|nhóm|khối|"
    r"ủy ban|uỷ ban|hội đồng|chuyền|văn phòng|kho|nhà máy|trạm|"
    r"công đoàn|cđcs|cđbp|dây chuyền|line|trung tâm|cơ quan)\b"
)
_HEADING = re.compile(
    r"(?:(?:tăng|giảm)(?: mới| lao động)?$|(?:phần|mục|ca) (?:[ivx]+|\d+)\b|"
    r"(?:lao động|biên chế|hợp đồng|nghỉ hưu|nghỉ việc|danh sách|ghi chú)\b)"
)


class Kind(Enum):
    """What a row is."""

    PERSON = "person"
    NAMELESS = "nameless"
    SECTION = "section"
    TOTAL = "total"
    SIGNATURE = "signature"
    OTHER = "other"


class RowJudge:
    """Judges the rows of one table; below a signature only clearly numbered people count.

    `letterhead` holds what stands above the table and may come again on every printed page.
    """

    def __init__(self, table: Table, letterhead: frozenset[str] = frozenset()) -> None:
        self._letterhead = letterhead
        self._name = table.name_index
        self._given = next((c.index for c in table.having("name_ten")), None)
        self._number = table.number_index
        self._indices = tuple(column.index for column in table.columns)
        self._identity = tuple(c.index for c in table.columns if IDENTITY & set(c.fields))
        self._counted = {c.index for c in table.columns if _COUNTED & set(c.fields)}
        self._above = [(c.index, {plain(text) for text in c.path}) for c in table.columns]
        aside = _ASIDE | {"unit", "salary", "fee_total"}
        self._telling = tuple(
            c.index
            for c in table.columns
            if not aside & set(c.fields) and not c.fields[0].startswith("fees.")
        )
        self._facts = tuple(c.index for c in table.columns if not _ASIDE & set(c.fields[:1]))
        self._posts = {c.index for c in table.having("position", "union_position")}
        named = table.having("full_name", "name_ho_dem")
        self._headers = {plain(text) for column in named for text in column.path}
        self._signed = False

    def judge(self, cells: Sequence[Value]) -> Kind:
        """What a row of the table is."""
        number = self._numbered(cells)
        name = _name_in(cells, self._name)
        words = name.count(" ") + 1 if name else 0
        if self._given is not None and name and _name_in(cells, self._given):
            words += 1
        if number and words and self._is_numbered_person(cells, name, words):
            return Kind.PERSON
        return self._judge_slowly(cells, name, words, number=number)

    def _numbered(self, cells: Sequence[Value]) -> bool:
        value = None if self._number is None else cells[self._number]
        if isinstance(value, str):
            return value.strip(" .)").isdigit() or value == UNSAVED_FORMULA
        return isinstance(value, int | float) and not isinstance(value, bool)

    def _is_numbered_person(self, cells: Sequence[Value], name: str, words: int) -> bool:
        if not name[0].isalpha() or (self._signed and words < 2):
            return False
        if _is_heading(name.lower()) or _TOTAL.match(name.lower()):
            return self._count_identity(cells) > 0 or self._has_text(cells)
        return words > 1 or self._count(cells, self._facts) > 0

    def _judge_slowly(
        self, cells: Sequence[Value], name: str, words: int, *, number: bool
    ) -> Kind:
        filled = [cells[index] for index in self._indices if cells[index] is not None]
        if not filled or self._repeats_header(cells) or _is_index(filled):
            return Kind.OTHER
        first = self._first_text(cells)
        if _PAGE.fullmatch(first) or self._repeats_letterhead(cells, first):
            return Kind.OTHER
        if _TOTAL.match(first) or _TOTAL.match(name.lower()):
            return Kind.TOTAL
        if not number and self._is_signature(cells, first, plain(name)):
            self._signed = True
            return Kind.SIGNATURE
        if self._is_section(cells, name, first, number=number):
            return Kind.SECTION
        return self._person_or_not(cells, name, words, number=number)

    def _repeats_header(self, cells: Sequence[Value]) -> bool:
        value = cells[self._name]
        if names_again(cells) or (isinstance(value, str) and plain(value) in self._headers):
            return True
        told = [(cells[index], texts) for index, texts in self._above if cells[index] is not None]
        return all(isinstance(value, str) and plain(value) in texts for value, texts in told)

    def _repeats_letterhead(self, cells: Sequence[Value], first: str) -> bool:
        return first in self._letterhead and self._count_identity(cells) == 0

    def _first_text(self, cells: Sequence[Value]) -> str:
        """The first words of a row, except what somebody's post may be."""
        texts = (v for at, v in enumerate(cells) if at not in self._posts and isinstance(v, str))
        return next((plain(text) for text in texts if text.strip()), "")

    def _is_signature(self, cells: Sequence[Value], first: str, name: str) -> bool:
        if _SIGNATURE.match(first) or _SIGNATURE.match(name):
            return self._count_identity(cells) == 0
        texts = [value for value in cells if value is not None]
        signs = [
            v
            for v in texts
            if isinstance(v, str) and (_SIGNED_ON.search(v) or _SIGNATURE.match(plain(v)))
        ]
        return len(signs) == len(texts)

    def _is_section(self, cells: Sequence[Value], name: str, first: str, *, number: bool) -> bool:
        value = None if self._number is None else cells[self._number]
        if self._count_identity(cells) > 0 and name:
            return False
        if isinstance(value, str) and _SECTION_NUMBER.fullmatch(value.strip()):
            return True
        if _is_heading(name.lower() or first):
            return True
        filled = sum(cells[index] is not None for index in self._indices)
        return bool(first) and not number and filled == 1

    def _person_or_not(
        self, cells: Sequence[Value], name: str, words: int, *, number: bool
    ) -> Kind:
        facts = self._count(cells, self._facts)
        if self._signed:
            return Kind.OTHER
        if name and name[0].isalpha():
            told = facts > 0 and (words > 1 or self._count_identity(cells) > 0)
            return Kind.PERSON if told and len(name) < 60 else Kind.OTHER
        identity = self._count_identity(cells)
        told = self._count(cells, self._telling) > 0 if number else identity > 1
        return Kind.NAMELESS if told and not name else Kind.OTHER

    def _has_text(self, cells: Sequence[Value]) -> bool:
        """Whether words stand beside the name; beside a unit only numbers do."""
        texts = (cells[index] for index in self._telling)
        return any(isinstance(value, str) and value.strip().isalpha() for value in texts)

    def _count_identity(self, cells: Sequence[Value]) -> int:
        return sum(
            _could_identify(cells[index])
            and not (index in self._counted and _is_headcount(cells[index]))
            for index in self._identity
        )

    def _count(self, cells: Sequence[Value], indices: tuple[int, ...]) -> int:
        return sum(cells[index] is not None for index in indices)


def _is_headcount(value: Value) -> bool:
    """Whether a cell under "Nam" or "Nữ" counts the men or women of a unit."""
    return isinstance(value, int) and not isinstance(value, bool) and value < 1900


def _could_identify(value: Value) -> bool:
    """Whether a cell says something of a person: a number, a date, a sex, a mark; not a title."""
    if not isinstance(value, str):
        return value is not None
    text = value.strip()
    return any(sign.isdigit() for sign in text) or "@" in text or 0 < len(text) <= 6


def _is_index_cell(value: Value) -> bool:
    if isinstance(value, str):
        return bool(_INDEX.fullmatch(value.strip()))
    return isinstance(value, int) and value < 60


def _is_heading(text: str) -> bool:
    return bool(UNIT_NAME.match(text) or _HEADING.match(text))


def _name_in(cells: Sequence[Value], index: int) -> str:
    value = cells[index]
    if not isinstance(value, str) or value.startswith(("=", "#")):
        return ""
    return _NUMBERING.sub("", " ".join(value.split()))


def _is_index(filled: Sequence[Value]) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), or A B 1 2 3."""
    return len(filled) > 1 and all(map(_is_index_cell, filled))
