"""backup: making one, proving that it opens, restoring it beside."""

from datetime import datetime
from pathlib import Path

import click

from unionapp.commands.door import Door
from unionapp.commands.options import folder_command, office_command
from unionapp.commands.output import Output
from unionapp.organisation.backup import (
    BackupFacts,
    make_backup,
    restore_backup,
    verify_backup,
)
from unionapp.organisation.office import Office


@click.group()
def backup() -> None:
    """Sao lưu: lập, kiểm tra, khôi phục sang thư mục khác."""


@backup.command()
@click.option("--output", type=click.Path(path_type=Path), help="Thư mục đặt bản sao lưu.")
@office_command
def make(out: Output, office: Office, *, output: Path | None) -> None:
    """Lập một bản sao lưu và đọc lại để kiểm tra."""
    made = make_backup(office, output or office.folder / "backups")
    out.show(made, f"Đã sao lưu vào {made.path} và đọc lại khớp 100%.")


@backup.command()
@click.argument("file", type=click.Path(path_type=Path))
@folder_command
def verify(  # the shared options
    out: Output,
    door: Door,  # noqa: ARG001
    folder: Path,  # noqa: ARG001
    officer: str | None,
    password: str | None,
    *,
    file: Path,
) -> None:
    """Mở thử một bản sao lưu bằng mật khẩu."""
    facts = verify_backup(file, officer or "", password)
    out.show(facts, f"Bản sao lưu của {facts.unit_name} ({_moment(facts)}) còn tốt, mở được.")


@backup.command()
@click.argument("file", type=click.Path(path_type=Path))
@folder_command
def restore(  # the shared options
    out: Output,
    door: Door,  # noqa: ARG001
    folder: Path,
    officer: str | None,  # noqa: ARG001
    password: str | None,  # noqa: ARG001
    *,
    file: Path,
) -> None:
    """Khôi phục vào thư mục --data chưa có dữ liệu; không bao giờ ghi đè."""
    facts = restore_backup(file, folder)
    out.show(
        {"folder": folder, "backup": facts},
        f"Đã khôi phục dữ liệu của {facts.unit_name} ({_moment(facts)}) vào {folder}.",
    )


def _moment(facts: BackupFacts) -> str:
    return f"lập {datetime.fromisoformat(facts.made_at).astimezone():%d/%m/%Y %H:%M}"
