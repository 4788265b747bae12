"""period: locking and unlocking the books of a month."""

import click

from unionapp.commands.options import office_command
from unionapp.commands.output import Output
from unionapp.organisation.office import Office
from unionapp.organisation.periods import list_locks, lock_month, unlock_month
from unionapp.vietnamese.dates import month_label


@click.group()
def period() -> None:
    """Khóa sổ và mở sổ theo tháng."""


@period.command("lock")
@click.argument("month", metavar="YYYY-MM")
@office_command
def lock(out: Output, office: Office, *, month: str) -> None:
    """Khóa sổ một tháng."""
    locked = lock_month(office, month)
    out.show(locked, f"Đã khóa sổ {month_label(month)} ({locked.locked_by} khóa).")


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
