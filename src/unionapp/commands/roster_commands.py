"""roster: read a foreign list of people, and take it in."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from unionapp.commands.door import Door
from unionapp.commands.options import DATE, bare_command, office_command
from unionapp.commands.output import Output, plain
from unionapp.errors import Invalid, Problem, Severity
from unionapp.membership.imports import import_roster
from unionapp.membership.roster.check import check_roster
from unionapp.membership.roster.reading import RosterReading, as_json
from unionapp.organisation.office import Office
from unionapp.sentences import problem_sentence, sentence, sentence_for
from unionapp.vietnamese.months import month_text

_FILE = click.argument("file", metavar="TỆP", type=click.Path(path_type=Path))
_SHEET = click.option("--sheet", help="Chỉ đọc trang tính này (kể cả đang ẩn).")


@click.group()
def roster() -> None:
    """Danh sách người trong tệp Excel, ODS, CSV bất kỳ."""


@roster.command("check")
@_FILE
@_SHEET
@click.option("--today", type=DATE, help="Ngày dùng để tính tuổi (mặc định: hôm nay).")
@bare_command
@click.pass_context
def check(  # one argument per option
    context: click.Context,
    out: Output,
    door: Door,
    *,
    file: Path,
    sheet: str | None,
    today: datetime | None,
) -> None:
    """Đọc thử một danh sách và nêu mọi chỗ sai; không cần thư mục dữ liệu."""
    day = today.date() if today else door.today()
    reading = check_roster(file, today=day, sheet=sheet)
    out.show(as_json(reading), *_words(reading))
    if any(problem.severity is Severity.ERROR for problem in reading.problems):
        context.exit(1)


@roster.command("import")
@_FILE
@_SHEET
@click.option("--skip-problems", is_flag=True, help="Bỏ qua các dòng lỗi, nhập các dòng còn lại.")
@click.option(
    "--salary-from",
    help="Tháng bắt đầu áp dụng lương trong danh sách, dạng 2026-01 "
    "(mặc định: tháng ghi trong tệp, không ghi thì tháng này).",
)
@office_command
def take_in(  # one argument per option
    out: Output,
    office: Office,
    *,
    file: Path,
    sheet: str | None,
    skip_problems: bool,
    salary_from: str | None,
) -> None:
    """Nhập cả danh sách làm đoàn viên, hoặc không nhập dòng nào.

    Với --json, in thêm mọi chỗ sai như lệnh roster check.
    """
    reading = check_roster(file, today=office.today, sheet=sheet)
    try:
        done = import_roster(office, reading, skip_problems=skip_problems, salary_from=salary_from)
    except Invalid as refused:
        # scripts get the whole reading, people the cell beside each sentence
        read = as_json(reading)
        problems = [
            {"sheet": of["sheet"], **one} for of in read["sheets"] for one in of["problems"]
        ]
        said = {"code": refused.code, "message": sentence_for(refused), "problems": problems}
        lines = (sentence_for(refused), *map(_line, refused.problems))
        if out.as_json:
            out.show({"error": said, **read})
        for line in lines:
            click.echo(line, err=True)
        click.get_current_context().exit(1)
    out.show(
        {**plain(done), **as_json(reading)},
        f"Đã nhập {done.imported} đoàn viên, cập nhật {done.updated}, bỏ qua {done.skipped} dòng. "
        f"Lần nhập số {done.batch_id}, hoàn tác được trong 30 ngày.",
        *_pay_words(done.salary_from),
    )


def _pay_words(month: str | None) -> Iterator[str]:
    if month is not None:
        yield f"Lương trong danh sách áp dụng từ tháng {month_text(month)}."


def _words(reading: RosterReading) -> list[str]:
    lines = [
        f"{sheet.sheet}: đọc {sheet.read} người, hợp lệ {sheet.accepted}, lỗi {sheet.rejected}."
        for sheet in reading.sheets
    ]
    lines += [sentence(w.code, sheet=w.sheet, detail=w.detail) for w in reading.warnings]
    return lines + [_line(problem) for problem in reading.problems]


def _line(problem: Problem) -> str:
    cell = f"{problem.column or ''}{problem.row or ''}"
    return f"{problem.sheet or ''} {cell}: {problem_sentence(problem)}".strip()
