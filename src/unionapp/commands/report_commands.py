"""report: which papers there are, making one, and reading the id off a printed file."""

from pathlib import Path

import click

from unionapp.commands.door import Door
from unionapp.commands.options import (
    FORMAT_HELP,
    PERIOD,
    bare_command,
    format_of,
    office_command,
)
from unionapp.commands.output import Output
from unionapp.organisation.office import Office
from unionapp.reports.catalogue import list_reports
from unionapp.reports.making import inspect_report, make_report
from unionapp.vietnamese.periods import Period

_FORMATS = ("pdf", "xlsx", "docx")


@click.group()
def report() -> None:
    """Báo cáo: danh mục, lập, xem mã."""


@report.command("list")
@bare_command
def list_(out: Output, door: Door) -> None:  # noqa: ARG001  # every bare command is given the door
    """Danh mục báo cáo."""
    kinds = list_reports()
    rows = [
        {"id": it.id, "name": it.name, "form_code": it.form_code, "formats": it.formats}
        for it in kinds
    ]
    out.show({"reports": rows}, *(f"{it.id:16} {it.form_code:10} {it.name}" for it in kinds))


@report.command()
@click.argument("report_id", metavar="REPORT")
@click.option("--period", type=PERIOD, required=True, help="Kỳ: 2026, 2026-H1, 2026-Q1, 2026-03.")
@click.option("--format", "file_format", type=click.Choice(_FORMATS), help=FORMAT_HELP)
@click.option("--output", type=click.Path(path_type=Path), required=True, help="Tệp kết quả.")
@office_command
def make(  # one argument per option
    out: Output,
    office: Office,
    *,
    report_id: str,
    period: Period,
    file_format: str | None,
    output: Path,
) -> None:
    """Lập một báo cáo ra tệp."""
    file_format = format_of(output, file_format, _FORMATS)
    made = make_report(office, report_id, period, file_format=file_format, output=output)
    out.show(made, f"Đã lập {made.path} (mã {made.report_id}, bản {made.version}).")


@report.command()
@click.argument("file", type=click.Path(path_type=Path))
@bare_command
def inspect(out: Output, door: Door, *, file: Path) -> None:  # noqa: ARG001
    """Đọc mã báo cáo trên một tệp đã in."""
    found = inspect_report(file)
    out.show({"file": file, "report_id": found}, f"{file.name}: mã báo cáo {found}")
