"""voucher: receipts and payments from draft to posted to reversed."""

from datetime import datetime
from pathlib import Path

import click

from unionapp.commands.options import DATE, PERIOD, office_command
from unionapp.commands.output import Output
from unionapp.finance.drafts import TYPED_KINDS, VOUCHER_KINDS, LineDraft, VoucherDraft
from unionapp.finance.posting import check_voucher, post_voucher, reverse_voucher
from unionapp.finance.vouchers import VoucherRow, list_vouchers, save_voucher, show_voucher
from unionapp.organisation.office import Office
from unionapp.reports.records import print_record
from unionapp.vietnamese.amounts import dong, read_typed_amount
from unionapp.vietnamese.periods import Period
from unionapp.vietnamese.reading import Unreadable


class AmountType(click.ParamType[int]):
    """Money as officers type it: 1200000, 1.200.000, 1tr2."""

    name = "SỐ TIỀN"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        try:
            return value if isinstance(value, int) else read_typed_amount(str(value))
        except Unreadable:
            self.fail(f"«{value}» không phải số tiền (ví dụ 1200000 hoặc 1tr2).", param, ctx)


AMOUNT = AmountType()


@click.group()
def voucher() -> None:
    """Chứng từ thu, chi: lập, ghi sổ, xem, hủy bằng ghi số âm."""


@voucher.command("add")
@click.option("--kind", type=click.Choice(list(TYPED_KINDS)), required=True, help="Loại.")
@click.option("--date", "on", type=DATE, help="Ngày chứng từ; mặc định hôm nay.")
@click.option("--amount", type=AMOUNT, required=True, help="Số tiền.")
@click.option("--who", default="", help="Người nộp hoặc người nhận.")
@click.option("--reason", default="", help="Lý do.")
@click.option(
    "--item", "items", multiple=True, metavar="MỤC[=SỐ TIỀN]", help="Mục thu, chi: mã hoặc tên."
)
@click.option("--source", default="", help="Nguồn: 11 đoàn phí, 12 kinh phí …")
@click.option("--address", default="", help="Địa chỉ hoặc tổ công đoàn.")
@click.option("--account", "account_id", type=int, help="Quỹ hoặc tài khoản.")
@click.option("--attachments", type=int, default=0, help="Số chứng từ gốc kèm theo.")
@click.option("--post", is_flag=True, help="Ghi sổ luôn.")
@office_command
def add(  # noqa: PLR0913  # one argument per option
    out: Output,
    office: Office,
    *,
    kind: str,
    on: datetime | None,
    amount: int,
    who: str,
    reason: str,
    items: tuple[str, ...],
    source: str,
    address: str,
    account_id: int | None,
    attachments: int,
    post: bool,
) -> None:
    """Lập một chứng từ (bản nháp, chưa có số)."""
    draft = VoucherDraft(
        kind=kind,
        voucher_on=on.date() if on else office.today,
        counterparty=who,
        reason=reason,
        amount=amount,
        lines=tuple(_line(item, amount, source) for item in items),
        account_id=account_id,
        address=address,
        attachments=attachments,
    )
    findings = check_voucher(office, draft)
    row = save_voucher(office, draft)
    if post:
        row = post_voucher(office, row.id)
    warnings = [{"code": found.code, "message": found.words} for found in findings]
    detail = show_voucher(office, row.id)
    out.show(
        {"voucher": row, "in_words": detail.in_words, "warnings": warnings},
        f"{VOUCHER_KINDS[kind]} {_number(row)}: {dong(row.amount)} ({detail.in_words}).",
        *(f"- {warning['message']}" for warning in warnings),
    )


@voucher.command("post")
@click.argument("voucher_id", type=int, metavar="ID")
@office_command
def post_(out: Output, office: Office, *, voucher_id: int) -> None:
    """Ghi sổ một chứng từ: cấp số, từ đó không sửa được."""
    row = post_voucher(office, voucher_id)
    out.show({"voucher": row}, f"Đã ghi sổ {_number(row)}: {dong(row.amount)}.")


@voucher.command("list")
@click.option("--period", type=PERIOD, help="Kỳ.")
@click.option("--kind", type=click.Choice(list(VOUCHER_KINDS)), help="Loại.")
@click.option("--search", default="", help="Tìm theo người và lý do, không cần dấu.")
@office_command
def list_(
    out: Output, office: Office, *, period: Period | None, kind: str | None, search: str
) -> None:
    """Liệt kê chứng từ."""
    rows = list_vouchers(office, period, kind, search)
    out.show({"vouchers": rows})
    if not out.as_json:
        heads = ("Mã", "Ngày", "Số", "Người nộp, nhận", "Lý do", "Số tiền", "Tình trạng")
        out.table(heads, [_cells(row) for row in rows])


@voucher.command("show")
@click.argument("voucher_id", type=int, metavar="ID")
@office_command
def show(out: Output, office: Office, *, voucher_id: int) -> None:
    """Xem một chứng từ."""
    detail = show_voucher(office, voucher_id)
    row = detail.row
    lines = (f"- {line.item} {dong(line.amount)}" for line in detail.draft.lines)
    heading = f"{VOUCHER_KINDS[row.kind]} {_number(row)}, ngày {row.voucher_on:%d/%m/%Y}"
    out.show(detail, heading, f"{row.counterparty}: {row.reason}", detail.in_words, *lines)


@voucher.command("reverse")
@click.argument("voucher_id", type=int, metavar="ID")
@click.option("--reason", required=True, help="Lý do hủy.")
@click.option("--date", "on", type=DATE, help="Ngày ghi số âm; mặc định hôm nay.")
@office_command
def reverse(
    out: Output, office: Office, *, voucher_id: int, reason: str, on: datetime | None
) -> None:
    """Hủy một chứng từ đã ghi sổ bằng chứng từ ghi số âm."""
    row = reverse_voucher(office, voucher_id, reason, on.date() if on else None)
    out.show({"voucher": row}, f"Đã lập {_number(row)} ghi số âm: {dong(row.amount)}.")


@voucher.command("print")
@click.argument("voucher_id", type=int, metavar="ID")
@click.option("--output", type=click.Path(path_type=Path), required=True, help="Tệp kết quả.")
@click.option("--format", "file_format", type=click.Choice(["pdf", "xlsx"]), default="pdf")
@click.option("--size", type=click.Choice(["A5", "A4"]), default="A5", help="Khổ giấy.")
@click.option("--blank", is_flag=True, help="Để trống ngày và số để viết tay.")
@office_command
def print_(  # noqa: PLR0913  # one argument per option
    out: Output,
    office: Office,
    *,
    voucher_id: int,
    output: Path,
    file_format: str,
    size: str,
    blank: bool,
) -> None:
    """In phiếu thu hoặc phiếu chi ra tệp."""
    kind = f"voucher{'-a4' if size == 'A4' else ''}{'-blank' if blank else ''}"
    printed = print_record(office, kind, voucher_id, file_format=file_format, output=output)
    out.show(printed, f"Đã in ra {printed.path}.")


def _line(item: str, amount: int, source: str) -> LineDraft:
    code, _, part = item.partition("=")
    return LineDraft(code, AMOUNT.convert(part, None, None) if part else amount, source)


def _number(row: VoucherRow) -> str:
    return row.number or f"bản nháp {row.id}"


def _cells(row: VoucherRow) -> tuple[object, ...]:
    status = "Đã hủy" if row.is_reversed else "Đã ghi sổ" if row.status == "posted" else "Nháp"
    return (
        row.id,
        f"{row.voucher_on:%d/%m/%Y}",
        row.number,
        row.counterparty,
        row.reason,
        row.amount,
        status,
    )
