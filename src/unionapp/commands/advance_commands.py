"""advance: who holds money of the unit, and the papers of it."""

from datetime import datetime
from pathlib import Path

import click

from unionapp.commands.amounts import AMOUNT
from unionapp.commands.options import DATE, FORMAT_HELP, format_of, office_command
from unionapp.commands.output import Output
from unionapp.finance.vouchers.advance_requests import request_of
from unionapp.finance.vouchers.advances import AdvanceDraft, list_advances
from unionapp.organisation.office import Office
from unionapp.reports.finance.advance_request import request_paper
from unionapp.reports.records import print_document, print_record
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.dates import table_date

_FORMATS = ("pdf", "xlsx")
_PAPERS = {"request": "advance-request", "clearing": "advance"}
_OUTPUT = click.option(
    "--output", type=click.Path(path_type=Path), required=True, help="Tệp kết quả."
)
_FORMAT = click.option("--format", "file_format", type=click.Choice(_FORMATS), help=FORMAT_HELP)


@click.group()
def advance() -> None:
    """Tạm ứng: ai còn giữ tiền, giấy đề nghị và giấy thanh toán tạm ứng."""


@advance.command("list")
@click.option("--open", "open_only", is_flag=True, help="Chỉ các khoản chưa thanh toán xong.")
@office_command
def list_(out: Output, office: Office, *, open_only: bool) -> None:
    """Liệt kê các khoản tạm ứng."""
    rows = list_advances(office, open_only=open_only)
    out.show({"advances": rows})
    if not out.as_json:
        heads = ("Mã", "Người nhận", "Nội dung", "Ngày ứng", "Đã ứng", "Còn lại", "Hạn")
        out.table(
            heads,
            [
                (row.id, row.person, row.purpose, table_date(row.advanced_on), row.given,
                 row.outstanding, table_date(row.clear_by))
                for row in rows
            ],
        )  # fmt: skip


@advance.command("print")
@click.argument("advance_id", type=int, metavar="ID")
@click.option(
    "--paper",
    type=click.Choice(list(_PAPERS)),
    default="request",
    help="request: giấy đề nghị tạm ứng; clearing: giấy thanh toán tạm ứng.",
)
@_OUTPUT
@_FORMAT
@office_command
def print_(  # one argument per option
    out: Output,
    office: Office,
    *,
    advance_id: int,
    paper: str,
    output: Path,
    file_format: str | None,
) -> None:
    """In giấy đề nghị hoặc giấy thanh toán của một khoản tạm ứng."""
    written = format_of(output, file_format, _FORMATS)
    made = print_record(office, _PAPERS[paper], advance_id, file_format=written, output=output)
    out.show(made, f"Đã in {made.path}.")


@advance.command("request")
@click.option("--who", default="", help="Người đề nghị; bỏ trống thì để dòng chấm.")
@click.option("--reason", default="", help="Lý do tạm ứng.")
@click.option("--amount", type=AMOUNT, default=0, help="Số tiền.")
@click.option("--date", "on", type=DATE, help="Ngày đề nghị; mặc định hôm nay.")
@_OUTPUT
@_FORMAT
@office_command
def request(  # noqa: PLR0913  # one argument per option
    out: Output,
    office: Office,
    *,
    who: str,
    reason: str,
    amount: int,
    on: datetime | None,
    output: Path,
    file_format: str | None,
) -> None:
    """In giấy đề nghị tạm ứng trước khi tạm ứng; chưa ghi gì vào sổ."""
    draft = AdvanceDraft(who, reason, amount, on.date() if on else office.today)
    asked = request_of(office, draft)
    written = format_of(output, file_format, _FORMATS)
    path = print_document(request_paper(office, asked), file_format=written, output=output)
    words = f"Đã in {path}" + (f": đề nghị tạm ứng {dong(amount)}." if amount else ".")
    out.show({"path": path, "request": asked}, words)
