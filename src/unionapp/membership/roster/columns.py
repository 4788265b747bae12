"""Decides what a column holds where its header alone does not tell, by looking at the cells."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from unionapp.membership.roster.cells import is_blank, is_mark
from unionapp.membership.roster.headers import Fields, plain
from unionapp.membership.roster.layout import Column, Grid, Table
from unionapp.sheets.workbook import Value, column_letters

_SAMPLE = 300
_YEAR_OR_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d|(?<!\d)(?:19|20)\d{2}(?!\d)")
_BY_SEX = {"is_male": "birth_male", "is_female": "birth_female"}
_NEVER_DATES = frozenset(
    "politics religion it_skill ethnicity education qualification position unit language note".split()
)
_SHORT_DATES = frozenset({"birth_date", "union_date", "party_date", "hire_date"})
_PUBLIC = {
    "name_ho_dem": ("full_name",), "name_ten": ("full_name",),
    "birth_male": ("birth_date", "gender"), "birth_female": ("birth_date", "gender"),
    "is_male": ("gender",), "is_female": ("gender",),
}  # fmt: skip


def settle(table: Table, grid: Grid) -> Table:
    """The table with every doubtful column decided."""
    columns = [_settled(column, table, grid) for column in _split_names(table, grid)]
    return replace(table, columns=tuple(column for column in columns if column.fields))


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
    field = column.fields[0]
    dates = sum(map(_is_date, values)) if values else 0
    mostly_dates = bool(values) and dates * 2 > len(values)
    if field in _BY_SEX and mostly_dates:
        return (_BY_SEX[field],)
    if field == "is_party" and mostly_dates:
        return ("party_date",)
    if field in _NEVER_DATES and mostly_dates:
        return ()
    if field in _SHORT_DATES and len(plain(column.path[-1])) <= 2 and values and not dates:
        return ()
    if field == "unit" and values and all(is_mark(value) for value in values):
        return ()
    if field == "employee_code" and plain(column.path[-1]) == "mã số":
        return _kind_of_number(values, table)
    return column.fields


def _is_date(value: Value) -> bool:
    if isinstance(value, date):
        return True
    if isinstance(value, int | float):
        return 1900 <= value <= 2100 or 10959 <= value <= 73415
    return isinstance(value, str) and bool(_YEAR_OR_DATE.search(value))


def _kind_of_number(values: Sequence[Value], table: Table) -> Fields:
    """ "Mã số" alone means the insurance number in an insurance list, which also has wages."""
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
        or words * 2 < names
        or words * 10 < len(beside) * 9
    ):
        return columns
    at = columns.index(name)
    columns[at] = replace(name, fields=("name_ho_dem",))
    columns.insert(at + 1, Column(name.index + 1, ("name_ten",), name.path))
    return columns


def _is_headless(grid: Grid, table: Table, index: int) -> bool:
    return not any(grid.text(row, index) for row in table.header_rows)


def public_columns(tables: Sequence[Table]) -> dict[str, tuple[str, ...]]:
    """The letters of the columns each public field is read from."""
    places: dict[str, list[str]] = {}
    for table in tables:
        for column in table.columns:
            for field in column.fields:
                for name in _PUBLIC.get(field, (field.split(".")[0],)):
                    letters = places.setdefault(name, [])
                    if column_letters(column.index) not in letters:
                        letters.append(column_letters(column.index))
    return {name: tuple(letters) for name, letters in places.items() if name in PUBLIC_FIELDS}


PUBLIC_FIELDS = (
    "full_name gender birth_date id_number phone email address hometown ethnicity religion education "
    "qualification politics position unit union_position union_date union_card bhxh_no employee_code hire_date "
    "party_date is_party is_ethnic_minority salary salary_coef fees fee_total note"
).split()
