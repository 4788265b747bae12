"""Decides what a column holds where its header alone does not tell, by looking at the cells."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from unionapp.membership.roster.cells import is_blank, is_mark
from unionapp.membership.roster.headers import Fields, is_known, plain
from unionapp.membership.roster.layout import Column, Grid, Table
from unionapp.sheets.workbook import Value, column_letters

PUBLIC_FIELDS = (
    "full_name",
    "gender",
    "birth_date",
    "id_number",
    "phone",
    "email",
    "address",
    "hometown",
    "ethnicity",
    "religion",
    "education",
    "qualification",
    "politics",
    "position",
    "unit",
    "union_position",
    "union_date",
    "union_card",
    "bhxh_no",
    "employee_code",
    "hire_date",
    "party_date",
    "is_party",
    "is_ethnic_minority",
    "salary",
    "salary_coef",
    "fees",
    "fee_total",
    "note",
)
_SAMPLE = 300
_YEAR_OR_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d|(?<!\d)(?:19|20)\d{2}(?!\d)")
_GRAND = re.compile(r"cộng|tổng|cả năm|thành tiền")
_PARTIAL = re.compile(r"quý|đợt|(?<!\d )tháng|kỳ")
_NEVER_DATES = frozenset(
    {
        "politics",
        "religion",
        "it_skill",
        "ethnicity",
        "education",
        "qualification",
        "position",
        "unit",
        "language",
        "note",
    }
)
_AS_DATES: dict[str, Fields] = {
    "is_male": ("birth_male",),
    "is_female": ("birth_female",),
    "is_party": ("party_date",),
    **dict.fromkeys(_NEVER_DATES, ()),
}
_BETTER = {
    "id_number": re.compile(r"cccd|căn cước|định danh"),
    "salary": re.compile(r"bhxh|bảo hiểm|đóng bh"),
    "phone": re.compile(r"di động|dđ|zalo"),
    "birth_date": re.compile(r"ngày"),
}
_MONEY = frozenset({"fee_total", "salary"})
_LEAST_WAGE = 1_000_000
_SHORT_DATES = frozenset({"birth_date", "union_date", "party_date", "hire_date"})
_PUBLIC = {
    "name_ho_dem": ("full_name",), "name_dem": ("full_name",), "name_ten": ("full_name",),
    "birth_male": ("birth_date", "gender"), "birth_female": ("birth_date", "gender"),
    "is_male": ("gender",), "is_female": ("gender",),
}  # fmt: skip


def settle(table: Table, grid: Grid) -> Table:
    """The table with every doubtful column decided."""
    split = _split_dates(_split_names(table, grid), table, grid)
    columns = [_settled(column, table, grid) for column in split]
    columns = _whole_dates(_with_one_total(columns), table, grid)
    kept = [column for column in columns if column.fields]
    for field, better in _BETTER.items():
        kept = _with_better_first(kept, field, better)
    return replace(table, columns=tuple(kept))


def _with_better_first(columns: list[Column], field: str, better: re.Pattern[str]) -> list[Column]:
    """Puts the column that says more first among those of one field, for the first is believed."""
    places = [at for at, column in enumerate(columns) if column.fields == (field,)]
    ranked = sorted(places, key=lambda at: not better.search(plain(" ".join(columns[at].path))))
    result = list(columns)
    for at, source in zip(places, ranked, strict=True):
        result[at] = columns[source]
    return result


def _with_one_total(columns: list[Column]) -> list[Column]:
    """Keeps the grand total of the fees where quarters have totals of their own."""
    totals = [column for column in columns if column.fields == ("fee_total",)]
    grand = [
        c
        for c in totals
        if _GRAND.search(plain(c.path[-1])) and not _PARTIAL.search(plain(" ".join(c.path)))
    ]
    kept = grand[-1] if grand else next(iter(totals), None)
    return [column for column in columns if column not in totals or column is kept]


def _whole_dates(columns: list[Column], table: Table, grid: Grid) -> list[Column]:
    """Takes back the cutting of a date whose three columns are only one wide cell in every row."""
    year = next((column for column in columns if column.fields == ("birth_date.year",)), None)
    if year is None or _values(year.index, table, grid):
        return columns
    return [
        replace(column, fields=("birth_date",)) if column.fields == ("birth_date.day",) else column
        for column in columns
        if column.fields not in (("birth_date.month",), ("birth_date.year",))
    ]


def _settled(column: Column, table: Table, grid: Grid) -> Column:
    values = _values(column.index, table, grid)
    fields = _by_content(column, values, table) if len(column.fields) == 1 else column.fields
    return replace(column, fields=fields)


def _values(index: int, table: Table, grid: Grid) -> list[Value]:
    span = range(table.first_row, min(table.end, len(grid.rows)))
    values = (grid.value(row, index) for row in span)
    return [
        value
        for value, _ in zip((v for v in values if not is_blank(v)), range(_SAMPLE), strict=False)
    ]


def _by_content(column: Column, values: Sequence[Value], table: Table) -> Fields:
    field, header = column.fields[0], plain(column.path[-1])
    dates = sum(map(_is_date, values))
    mostly_dates = bool(values) and dates * 2 > len(values)
    if mostly_dates and field in _AS_DATES:
        return _AS_DATES[field]
    if field == "employee_code" and header == "mã số":
        return _kind_of_number(values, table)
    if field == "fee_total" and header == "mức đóng" and table.having("bhxh_no"):
        return _kind_of_payment(values)
    if "=" in field or field.startswith("fees."):
        return () if _is_ticked(values) is ("=" not in field) else column.fields
    if field in _MONEY and not is_known(column.path[-1]) and _says_in_words(values):
        return ()
    no_dates = field in _SHORT_DATES and len(header) <= 2 and bool(values) and not dates
    only_marks = field == "unit" and bool(values) and all(is_mark(value) for value in values)
    return () if no_dates or only_marks else column.fields


def _is_date(value: Value) -> bool:
    if isinstance(value, date):
        return True
    if isinstance(value, int | float):
        return 1900 <= value <= 2100 or 10959 <= value <= 73415
    return isinstance(value, str) and bool(_YEAR_OR_DATE.search(value))


def _is_ticked(values: Sequence[Value]) -> bool:
    """Whether a column only has ticks, as a grid of who has paid does."""
    return any(isinstance(value, str) for value in values) and all(map(is_mark, values))


def _says_in_words(values: Sequence[Value]) -> bool:
    """Whether a column that seems to ask for money is answered in words, as how it is paid."""
    return bool(values) and all(isinstance(v, str) and not re.search(r"\d", v) for v in values)


def _kind_of_payment(values: Sequence[Value]) -> Fields:
    """What "Mức đóng" means in an insurance list: the wage insured, unless it is too small."""
    wages = sum(_digits(value) >= _LEAST_WAGE for value in values)
    return ("salary",) if wages * 2 > len(values) else ("fee_total",)


def _digits(value: Value) -> int:
    return int(re.sub(r"\D", "", str(value)) or 0)


def _kind_of_number(values: Sequence[Value], table: Table) -> Fields:
    """What "Mã số" alone means: the insurance number where wages are listed too."""
    digits = [re.sub(r"\D", "", str(value)) for value in values]
    ten = sum(8 <= len(number) <= 10 for number in digits)
    listed = table.having("salary", "salary_coef") and not table.having("bhxh_no")
    return ("bhxh_no",) if listed and values and ten * 2 > len(values) else ("employee_code",)


def _split_names(table: Table, grid: Grid) -> list[Column]:
    """Recognises a name that stands in two columns though its header speaks of one."""
    columns = list(table.columns)
    if table.having("name_ho_dem"):
        if table.having("name_ten"):
            return [c for c in columns if c.fields != ("full_name",)]
        return [
            replace(c, fields=("name_ten",)) if c.fields == ("full_name",) else c for c in columns
        ]
    name = next((c for c in columns if c.fields == ("full_name",)), None)
    if name is None or any(c.index == name.index + 1 for c in columns):
        return columns
    beside = _values(name.index + 1, table, grid)
    words = sum(isinstance(value, str) and value.strip().isalpha() for value in beside)
    names = len(_values(name.index, table, grid))
    if (
        not _is_headless(grid, table, name.index + 1)
        or not words
        or words * 2 < names
        or words * 10 < len(beside) * 9
    ):
        return columns
    at = columns.index(name)
    columns[at] = replace(name, fields=("name_ho_dem",))
    columns.insert(at + 1, Column(name.index + 1, ("name_ten",), name.path))
    return columns


def _split_dates(columns: list[Column], table: Table, grid: Grid) -> list[Column]:
    """Recognises a birth date that stands in three columns under one header, merged or not."""
    born = next((c for c in columns if c.fields == ("birth_date",)), None)
    if born is None or any(born.index < c.index <= born.index + 2 for c in columns):
        return columns
    day, month, year = (_values(born.index + at, table, grid) for at in range(3))
    if not year or not all(map(_is_year, year)):
        return columns
    if not (_all_within(day, 31) and _all_within(month, 12)):
        return columns
    at = columns.index(born)
    parts = [
        Column(born.index + place, (f"birth_date.{part}",), born.path)
        for place, part in enumerate(("day", "month", "year"))
    ]
    return [*columns[:at], *parts, *columns[at + 1 :]]


def _is_year(value: Value) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", str(value).strip()))


def _all_within(values: Sequence[Value], most: int) -> bool:
    numbers = [str(value).strip() for value in values]
    return all(number.isdecimal() and int(number) <= most for number in numbers)


def _is_headless(grid: Grid, table: Table, index: int) -> bool:
    return not any(grid.text(row, index) for row in table.header_rows)


def public_columns(tables: Sequence[Table]) -> dict[str, tuple[str, ...]]:
    """The letters of the columns each public field is read from."""
    places: dict[str, list[str]] = {}
    for table in tables:
        for column in table.columns:
            for name in public_names(column.fields):
                letters = places.setdefault(name, [])
                if column_letters(column.index) not in letters:
                    letters.append(column_letters(column.index))
    return {name: tuple(letters) for name, letters in places.items()}


def public_names(fields: Fields) -> tuple[str, ...]:
    """The public fields that a column fills."""
    names = (
        name for field in fields for name in _PUBLIC.get(field, (re.split("[.=]", field)[0],))
    )
    return tuple(dict.fromkeys(name for name in names if name in PUBLIC_FIELDS))
