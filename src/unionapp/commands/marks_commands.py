"""marks: finding the same person in two units without anybody's data leaving a unit."""

from pathlib import Path

import click

from unionapp.commands.door import Door
from unionapp.commands.options import bare_command, office_command
from unionapp.commands.output import Output
from unionapp.membership.mark_files import compare_marks, make_key_file, save_marks
from unionapp.membership.marks import SharedMark
from unionapp.organisation.office import Office

_KINDS = {"number": "cùng số định danh", "name": "cùng họ tên và ngày sinh"}
_FILE = click.Path(path_type=Path)


@click.group()
def marks() -> None:
    """Tìm người trùng giữa các đơn vị bằng mã băm có khóa, không chuyển dữ liệu cá nhân."""


@marks.command("key")
@click.option("--output", type=_FILE, required=True, help="Tệp khóa, giao cho các đơn vị.")
@bare_command
def key(out: Output, door: Door, *, output: Path) -> None:  # noqa: ARG001  # needs no office
    """Cấp trên lập khóa đối chiếu mới."""
    path = make_key_file(output)
    out.show({"path": path}, f"Đã lập khóa đối chiếu {path}. Chỉ giao cho đơn vị được đối chiếu.")


@marks.command("make")
@click.option("--key-file", type=_FILE, required=True, help="Tệp khóa do cấp trên giao.")
@click.option("--output", type=_FILE, required=True, help="Tệp mã đối chiếu, gửi cấp trên.")
@office_command
def make(out: Output, office: Office, *, key_file: Path, output: Path) -> None:
    """Lập tệp mã đối chiếu của đoàn viên đang sinh hoạt; tệp không có tên hay số giấy tờ."""
    path, members = save_marks(office, key_file, output)
    out.show({"path": path, "members": members}, f"Đã lập mã của {members} đoàn viên: {path}.")


@marks.command("compare")
@click.argument("files", metavar="TỆP…", nargs=-1, required=True, type=_FILE)
@bare_command
def compare(out: Output, door: Door, *, files: tuple[Path, ...]) -> None:  # noqa: ARG001
    """So các tệp mã của nhiều đơn vị; nêu mã đoàn viên có ở hai đơn vị trở lên."""
    shared = compare_marks(files)
    words = map(_words, shared) if shared else ["Không có ai ở hai đơn vị."]
    out.show({"shared": shared}, *words)


def _words(shared: SharedMark) -> str:
    places = "; ".join(f"{unit}: {member}" for unit, member in shared.members)
    return f"{places} ({_KINDS[shared.kind]})"
