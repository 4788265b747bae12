"""target: plans to follow, where they stand and why, and where each line of theirs was placed."""

from datetime import datetime
from pathlib import Path

import click

from unionapp.commands.door import Door
from unionapp.commands.options import DATE, PERIOD, bare_command, office_command
from unionapp.commands.output import Output
from unionapp.indicators.catalogue import list_measures
from unionapp.indicators.duty_records import calendar_text, duties_ahead
from unionapp.indicators.figures import explain
from unionapp.indicators.progress import target_progress
from unionapp.indicators.shipped_sets import target_coverage
from unionapp.indicators.target_sets import leave_set, list_sets, use_set
from unionapp.indicators.typed_figures import type_figure
from unionapp.indicators.verdicts import LIGHT_WORDS
from unionapp.organisation.office import Office
from unionapp.paper.destination import write_safely
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.periods import Period

_STATES = {"computed": "tính từ sổ", "typed": "nhập tay", "missing": "CHƯA CÓ"}


@click.group()
def target() -> None:
    """Chỉ tiêu: bộ chỉ tiêu, tiến độ, lý do, số nhập tay."""


@target.command()
@office_command
def sets(out: Output, office: Office) -> None:
    """Các bộ chỉ tiêu có sẵn và bộ của đơn vị."""
    rows = list_sets(office)
    words = (
        f"{'*' if row.is_used else ' '} {row.code:16} {row.name} ({row.issuer}; {row.targets})"
        for row in rows
    )
    out.show({"sets": rows}, *words)


@target.command()
@click.argument("code", metavar="BỘ")
@office_command
def use(out: Output, office: Office, *, code: str) -> None:
    """Dùng một bộ chỉ tiêu."""
    row = use_set(office, code)
    out.show(row, f"Từ nay theo dõi {row.targets} chỉ tiêu của «{row.name}» ({row.issuer}).")


@target.command()
@click.argument("code", metavar="BỘ")
@office_command
def leave(out: Output, office: Office, *, code: str) -> None:
    """Thôi dùng một bộ chỉ tiêu."""
    leave_set(office, code)
    out.show({"code": code, "is_used": False}, f"Đã thôi theo dõi bộ «{code}».")


@target.command()
@click.option("--as-of", type=DATE, help="Ngày chốt (mặc định: hôm nay).")
@click.option("--set", "set_code", help="Chỉ một bộ.")
@office_command
def progress(out: Output, office: Office, *, as_of: datetime | None, set_code: str | None) -> None:
    """Tiến độ từng chỉ tiêu: đèn, số liệu, còn thiếu bao nhiêu."""
    day = as_of.date() if as_of else office.today
    rows = target_progress(office, as_of=day, set_code=set_code)
    words = (
        f"[{LIGHT_WORDS[row.light].upper()}] {row.name}: "
        f"{row.figure.text} / {row.wish}. {row.words}"
        for row in rows
    )
    out.show({"as_of": day, "targets": rows}, *words)


@target.command()
@bare_command
def coverage(out: Output, door: Door) -> None:  # noqa: ARG001  # every bare command is given the door
    """Mỗi dòng của năm văn bản: chỉ số nào, tính từ sổ hay nhập tay."""
    rows = target_coverage()
    states = [row.state for row in rows]
    words = [f"{row.document} {row.id:26} {row.measure:34} {_STATES[row.state]}" for row in rows]
    counts = (f"{_STATES[state]} {states.count(state)}" for state in _STATES)
    out.show({"targets": rows}, *words, f"Tổng số {len(rows)}: {', '.join(counts)}.")


@target.command()
@bare_command
def measures(out: Output, door: Door) -> None:  # noqa: ARG001
    """Danh mục chỉ số: tử số, mẫu số, đơn vị tính."""
    rows = [
        {
            "code": it.code, "name": it.name, "unit": it.unit, "when": it.when,
            "source": it.source, "numerator": it.numerator_words,
            "denominator": it.denominator_words, "choices": it.choices, "note": it.note,
        }
        for it in list_measures()
    ]  # fmt: skip
    words = (
        f"{it.code:34} {it.name} ({it.numerator_words} / {it.denominator_words or '–'})"
        for it in list_measures()
    )
    out.show({"measures": rows}, *words)


@target.command()
@click.option("--days", type=int, default=30, show_default=True, help="Trong bao nhiêu ngày tới.")
@click.option("--calendar", type=click.Path(path_type=Path), help="Ghi lịch cả năm ra tệp .ics.")
@office_command
def duties(out: Output, office: Office, *, days: int, calendar: Path | None) -> None:
    """Việc phải báo cáo sắp đến hạn hoặc đã quá hạn."""
    rows = duties_ahead(office, days)
    path = None
    if calendar is not None:
        text = calendar_text(office, office.today.year)
        path = write_safely(calendar, lambda draft: _write_text(draft, text))
    words = [f"{table_date(row.due_on)} {row.name}" for row in rows]
    if path is not None:
        words.append(f"Đã ghi lịch: {path}")
    out.show({"duties": rows, "calendar": path}, *words)


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")


@target.command("why")
@click.argument("code", metavar="CHỈ SỐ")
@click.option("--period", type=PERIOD, required=True, help="Kỳ: 2026, 2026-H1, 2026-Q1, 2026-03.")
@click.option("--as-of", type=DATE, help="Ngày chốt (mặc định: cuối kỳ).")
@office_command
def why_(
    out: Output, office: Office, *, code: str, period: Period, as_of: datetime | None
) -> None:
    """Vì sao có số này: các bản ghi đứng sau."""
    found = explain(office, code, period, as_of=as_of.date() if as_of else None)
    figure, rows = found.figure, found.rows
    lines = (
        f"  {table_date(row.on) if row.on else '':10} {row.label} (+{row.weight})" for row in rows
    )
    out.show({"figure": figure, "rows": rows}, f"{figure.name}: {figure.text}", *lines)


@target.command("type")
@click.argument("code", metavar="CHỈ SỐ")
@click.option("--period", type=PERIOD, required=True, help="Kỳ của số liệu.")
@click.option("--number", type=int, required=True, help="Số liệu (tử số).")
@click.option("--of", "whole", type=int, help="Mẫu số, nếu là tỷ lệ.")
@click.option("--reason", default="", help="Lý do nhập khác số tính từ sổ.")
@office_command
def type_(  # noqa: PLR0913  # one argument per option
    out: Output,
    office: Office,
    *,
    code: str,
    period: Period,
    number: int,
    whole: int | None,
    reason: str,
) -> None:
    """Nhập tay một số liệu."""
    row = type_figure(office, code, period, number, whole, reason=reason)
    out.show(row, f"Đã nhập {row.name}, {period.label}: {row.numerator}.")
