"""period: locking and unlocking the books of a month, and what a month or a year still lacks."""

import click

from unionapp.commands.findings import found_lines, found_words
from unionapp.commands.options import office_command
from unionapp.commands.output import Output, plain
from unionapp.finance.findings import Finding
from unionapp.finance.month_closing import check_lock, close_month
from unionapp.finance.year.checks import check_year
from unionapp.finance.year.handing_in import hand_in_settlement
from unionapp.finance.year.settlement import SettlementLine, show_settlement
from unionapp.organisation.locks import list_locks, unlock_month
from unionapp.organisation.office import Office
from unionapp.vietnamese.dates import month_label

_YEARS = range(2000, 2101)


@click.group()
def period() -> None:
    """Khóa sổ và mở sổ theo tháng."""


@period.command("lock")
@click.argument("month", metavar="YYYY-MM")
@office_command
def lock(out: Output, office: Office, *, month: str) -> None:
    """Khóa sổ một tháng; còn chứng từ nháp thì không khóa, việc dở khác thì nêu ra."""
    findings = check_lock(office, month)
    locked = close_month(office, month)
    out.show(
        {**plain(locked), "warnings": found_words(findings)},
        f"Đã khóa sổ {month_label(month)} ({locked.locked_by} khóa).",
        *found_lines(findings),
    )


@period.command("check")
@click.argument("span", metavar="YYYY-MM|YYYY")
@office_command
def check(out: Output, office: Office, *, span: str) -> None:
    """Xem những việc còn dở của một tháng trước khi khóa sổ, hoặc mọi đối chiếu của một năm."""
    is_year = span.isdecimal() and int(span) in _YEARS
    findings = _of_year(office, int(span)) if is_year else check_lock(office, span)
    out.show(
        {"year" if is_year else "month": span, "warnings": found_words(findings)},
        *(found_lines(findings) or ["Không còn việc gì dở."]),
    )
    if any(one.is_error for one in findings):
        click.get_current_context().exit(1)


@period.command("settle")
@click.argument("year", type=click.IntRange(2000, 2100), metavar="YYYY")
@click.option("--hand-in", is_flag=True, help="Nộp: giữ nguyên số liệu thành một bản.")
@office_command
def settle(out: Output, office: Office, *, year: int, hand_in: bool) -> None:
    """Xem quyết toán B07-TLĐ của một năm và các đối chiếu; nộp nếu yêu cầu."""
    form = hand_in_settlement(office, year) if hand_in else show_settlement(office, year)
    findings = _of_year(office, year)
    rows = [row for row in form.rows if row.style not in {"part", "heading"} or row.code]
    out.show(
        {
            "year": form.year,
            "status": form.status,
            "version": form.version,
            "rows": rows,
            "reconciliation": form.reconciliation,
            "findings": found_words(findings),
        }
    )
    if not out.as_json:
        heads = ("TT", "Nội dung", "Mã số", "Dự toán", "Được giao", "Báo cáo", "Duyệt")
        out.table(heads, [_cells(row) for row in rows])
        for line in found_lines(findings):
            out.say(line)


@period.command("unlock")
@click.argument("month", metavar="YYYY-MM")
@click.option("--reason", required=True, help="Lý do mở sổ, ít nhất 10 ký tự.")
@office_command
def unlock(out: Output, office: Office, *, month: str, reason: str) -> None:
    """Mở lại sổ một tháng đã khóa."""
    unlock_month(office, month, reason)
    out.show({"month": month, "locked": False}, f"Đã mở sổ {month_label(month)}.")


@period.command("list")
@office_command
def list_(out: Output, office: Office) -> None:
    """Liệt kê các tháng đã khóa sổ."""
    locks = list_locks(office)
    out.show({"locked": locks}, *(f"{row.month}: {row.locked_by} khóa" for row in locks))


def _of_year(office: Office, year: int) -> tuple[Finding, ...]:
    return (*show_settlement(office, year).findings, *check_year(office, year))


def _cells(row: SettlementLine) -> tuple[object, ...]:
    return row.tt, row.label, row.code, row.budget, row.assigned, row.reported, row.approved
