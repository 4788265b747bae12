"""key: founding a root, asking for certificates, answering, installing, listing, revoking."""

from pathlib import Path

import click

from unionapp.commands.options import office_command
from unionapp.commands.output import Output
from unionapp.exchange.enrolling import install_certificates, issue_certificates
from unionapp.exchange.keys import (
    KeyRow,
    export_trust,
    found_root,
    list_keys,
    request_certificates,
    revoke_certificate,
)
from unionapp.organisation.office import Office
from unionapp.vietnamese.dates import table_date

_FILE = click.Path(path_type=Path)
_PURPOSES = {"sign": "ký", "encrypt": "mã hóa", "issue": "cấp chứng thư"}
_DIGITS = click.option(
    "--fingerprint",
    "digits",
    required=True,
    help="30 chữ số nghe qua điện thoại.",
)


@click.group()
def key() -> None:
    """Khóa và chứng thư: tạo gốc, đề nghị, cấp, nhập, xem, thu hồi."""


@key.command()
@office_command
def root(out: Output, office: Office) -> None:
    """Tạo chứng thư gốc của đơn vị cấp trên cùng, kèm chứng thư ký của cán bộ."""
    made = found_root(office)
    out.show(made, f"Đã tạo chứng thư gốc của {made.unit_name}.", _digits_line(made.fingerprint))


@key.command()
@click.option("--output", type=_FILE, required=True, help="Tệp đề nghị (.cdreq).")
@office_command
def request(out: Output, office: Office, *, output: Path) -> None:
    """Lập tệp đề nghị cấp chứng thư gửi công đoàn cấp trên."""
    made = request_certificates(office, output)
    out.show(
        made,
        f"Đã lập {made.path}. Gửi tệp này cho công đoàn cấp trên.",
        "Khi cấp trên gọi điện, hãy đọc dãy số:",
        f"  {made.fingerprint}",
    )


@key.command()
@click.argument("file", metavar="REQUEST", type=_FILE)
@_DIGITS
@click.option("--output", type=_FILE, required=True, help="Tệp trả lời.")
@click.option("--tier", help="Cấp của đơn vị nếu chưa có trong dữ liệu (mặc định CDCS).")
@office_command
def issue(
    out: Output, office: Office, *, file: Path, digits: str, output: Path, tier: str | None
) -> None:
    """Cấp chứng thư cho cán bộ của đơn vị cấp dưới theo tệp đề nghị."""
    made = issue_certificates(office, file, digits, output, tier=tier)
    lines = [f"Đã cấp chứng thư cho {made.person}, {made.unit_name}: {made.path}."]
    if made.is_unit_new:
        lines.append(f"Đã thêm {made.unit_name} (mã {made.unit}) vào danh sách cấp dưới.")
    out.show(made, *lines, "Gọi điện và đọc cho đơn vị dãy số của chứng thư gốc:")
    out.say(f"  {made.root_fingerprint}")


@key.command()
@click.argument("file", type=_FILE)
@_DIGITS
@office_command
def install(out: Output, office: Office, *, file: Path, digits: str) -> None:
    """Nhập tệp trả lời của công đoàn cấp trên."""
    made = install_certificates(office, file, digits)
    until = table_date(made.valid_until)
    out.show(made, f"Đã nhập chứng thư do {made.upper_name} cấp, dùng được đến {until}.")
    if made.is_upper_new:
        out.say(f"Đã ghi {made.upper_name} (mã {made.upper_unit}) là công đoàn cấp trên.")


@key.command("list")
@office_command
def list_(out: Output, office: Office) -> None:
    """Các chứng thư của đơn vị, đã cấp và được tin."""
    rows = list_keys(office)
    out.show({"keys": rows})
    heads = ("Số", "Đơn vị", "Cán bộ", "Dùng để", "Vai trò", "Hết hạn", "Tình trạng", "Dãy số")
    out.table(heads, (_cells(row) for row in rows))


@key.command()
@click.argument("identifier", metavar="ID", type=int)
@click.option("--reason", required=True, help="Lý do thu hồi.")
@office_command
def revoke(out: Output, office: Office, *, identifier: int, reason: str) -> None:
    """Thu hồi một chứng thư do đơn vị cấp."""
    row = revoke_certificate(office, identifier, reason)
    out.show(row, f"Đã thu hồi chứng thư số {row.id} của {row.person}, {row.unit_name}.")


@key.command()
@click.option("--output", type=_FILE, required=True, help="Thư mục kết quả.")
@office_command
def trust(out: Output, office: Office, *, output: Path) -> None:
    """Xuất chứng thư gốc và danh sách thu hồi, để người khác kiểm tra gói."""
    paths = export_trust(office, output)
    out.show({"trust": paths}, *(str(path) for path in paths))


def _digits_line(fingerprint: str) -> str:
    return f"Dãy số đối chiếu: {fingerprint}"


def _cells(row: KeyRow) -> tuple[object, ...]:
    words = {"gốc": row.is_anchor, "của mình": row.is_own, "đã cấp": row.is_issued}
    standing = [word for word, holds in words.items() if holds]
    return (
        row.id,
        row.unit,
        row.person,
        _PURPOSES[row.purpose],
        ", ".join(standing) or "cấp trên",
        table_date(row.valid_until),
        "đã thu hồi" if row.state == "revoked" else "đang dùng",
        row.fingerprint,
    )
