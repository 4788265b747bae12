"""init and doctor: making a data folder, and asking after its health."""

import sys
from dataclasses import dataclass
from pathlib import Path

import click

from unionapp.commands.door import Door
from unionapp.commands.options import NAME, folder_command
from unionapp.commands.output import Output
from unionapp.organisation.health import examine
from unionapp.organisation.opening import NewFolder
from unionapp.organisation.units import UnitFacts
from unionapp.sentences import sentence


@dataclass(frozen=True, slots=True)
class Founded:
    """What init made."""

    folder: Path
    unit: str
    officer: str
    encrypted: bool
    recovery_code: str | None


@click.command()
@click.option("--tier", required=True, help="Cấp: TINH, KCN, XA_PHUONG, CDCS, NGHIEP_DOAN …")
@click.option("--code", required=True, help="Mã đơn vị.")
@click.option("--name", type=NAME, required=True, help="Tên đơn vị.")
@click.option("--parent-code", help="Mã đơn vị cấp trên.")
@click.option("--parent-name", help="Tên đơn vị cấp trên.")
@click.option("--parent-tier", default="TINH", show_default=True, help="Cấp của đơn vị cấp trên.")
@click.option("--employer-type", help="Loại hình: DN_NGOAI, FDI, DNNN, SN_CONG …")
@click.option("--role", default="chair", show_default=True, help="Vai trò của cán bộ đầu tiên.")
@click.option(
    "--no-encryption", is_flag=True, help="Không mã hóa (chỉ cho máy chủ và thử nghiệm)."
)
@folder_command
def init(  # noqa: PLR0913  # one argument per option
    out: Output,
    door: Door,
    folder: Path,
    officer: str | None,
    password: str | None,
    *,
    tier: str,
    code: str,
    name: str,
    parent_code: str | None,
    parent_name: str | None,
    parent_tier: str,
    employer_type: str | None,
    role: str,
    no_encryption: bool,
) -> None:
    """Tạo thư mục dữ liệu của một đơn vị."""
    if parent_name and not parent_code:
        raise click.UsageError(sentence("command.parent_code_needed"))
    parent = None
    if parent_code:
        parent = UnitFacts(parent_tier, parent_code, parent_name or parent_code)
    facts = NewFolder(
        UnitFacts(tier, code, name, employer_type),
        officer or "Cán bộ phụ trách",
        role,
        password,
        is_encrypted=not no_encryption,
        parent=parent,
    )
    made = door.create_folder(folder, facts)
    founded = Founded(
        made.folder, made.unit_code, made.officer, not no_encryption, made.recovery_code
    )
    out.show(founded, f"Đã tạo dữ liệu của {name} ở {folder}. Cán bộ: {made.officer}.")
    if made.recovery_code:
        out.say(f"Mã khôi phục (in ra, cất ở nơi an toàn): {made.recovery_code}")


@click.command()
@folder_command
def doctor(
    out: Output, door: Door, folder: Path, officer: str | None, password: str | None
) -> None:
    """Khám thư mục dữ liệu: toàn vẹn, phiên bản, phông chữ, khóa sổ, dung lượng trống."""
    office = door.open_office(folder, officer=officer, password=password)
    try:
        findings = examine(office)
    finally:
        office.close()
    words = [f"{'Tốt' if it.is_well else 'CẦN XỬ LÝ'}: {it.words}" for it in findings]
    out.show({"findings": findings, "well": all(it.is_well for it in findings)}, *words)
    if not all(it.is_well for it in findings):
        sys.exit(1)
