"""What the import tells in words: the sum of the rows, the columns found, the imports so far."""

from collections.abc import Mapping, Sequence

from unionapp.desktop.members.column_choice import field_title
from unionapp.desktop.members.roster_table import RosterRow
from unionapp.membership.imports import ImportDone, ImportRow
from unionapp.membership.roster.mending import MendableRoster
from unionapp.membership.roster.reading import SheetReading
from unionapp.sentences import sentence
from unionapp.vietnamese.amounts import group_digits
from unionapp.vietnamese.dates import table_date

_COUNTED = {
    "change": "đổi",
    "new": "mới",
    "missing": "bớt (không có trong bảng, vẫn giữ)",
    "same": "không đổi",
    "skip": "để lại",
}


def tell_summary(people: Sequence[RosterRow], errors: int, counts: Mapping[str, int]) -> str:
    """The sum of all rows, and what would be done with them."""
    total, good = len(people), len(people) - errors
    parts = [
        f"{group_digits(total)} dòng = {group_digits(good)} hợp lệ + {group_digits(errors)} lỗi"
    ]
    parts += [
        f"{group_digits(counts[key])} {words}" for key, words in _COUNTED.items() if counts[key]
    ]
    return " · ".join(parts)


def tell_columns(roster: MendableRoster) -> str:
    """What was found where, and everything noticed about whole sheets."""
    found = []
    for sheet in roster.reading.sheets:
        columns = [
            f"{field_title(field)} ({', '.join(letters)})"
            for field, letters in sheet.columns.items()
        ]
        header = (
            f"tiêu đề ở dòng {sheet.header_rows[-1]}" if sheet.header_rows else "không tiêu đề"
        )
        found.append(f"Trang «{sheet.sheet}», {header}: {', '.join(columns)}.")
    for warning in roster.reading.warnings:
        found.append(sentence(warning.code, sheet=warning.sheet, detail=warning.detail))
        if warning.code == "ENCODING_CONVERTED":
            read = {sheet.sheet: sheet for sheet in roster.reading.sheets}[warning.sheet]
            found[-1] = _tell_repairs(read, warning.detail) or found[-1]
    return "\n".join(found)


def _tell_repairs(sheet: SheetReading, encoding: str) -> str:
    """Some texts before and after, so that the officer sees whether the repair is right."""
    if not sheet.repairs:
        return ""
    titles = {heading.column: heading.title for heading in sheet.headings}
    column = sheet.repairs[0].column
    told = ", ".join(f"«{one.before}» → «{one.after}»" for one in sheet.repairs)
    return f"Phát hiện mã {encoding} ở cột {titles.get(column, column)}, đã đổi: {told}"


def tell_done(done: ImportDone) -> str:
    """What was taken in just now, without what came to nothing."""
    updated = f"cập nhật {group_digits(done.updated)} người"
    if not done.imported:
        return f"Đã {updated}"
    words = f"Đã nhập {group_digits(done.imported)} đoàn viên"
    return f"{words}, {updated}" if done.updated else words


def tell_import(row: ImportRow) -> str:
    """One import as the history tells it."""
    state = f", đã hoàn tác ngày {table_date(row.undone_on)}" if row.undone_on else ""
    return (
        f"Lần nhập gần nhất: {row.file_name}, ngày {table_date(row.imported_on)}, "
        f"{row.officer}: {row.imported} người mới, {row.updated} cập nhật, "
        f"{row.skipped} để lại{state}."
    )
