"""voucher: receipts and payments from draft to posted to reversed."""

from datetime import datetime
from pathlib import Path

import click

from unionapp.commands.amounts import AMOUNT
from unionapp.commands.findings import found_lines, found_words
from unionapp.commands.options import DATE, FORMAT_HELP, PERIOD, format_of, office_command
from unionapp.commands.output import Output
from unionapp.errors import Refusal
from unionapp.finance.books.cash_and_bank import BookRow, cash_book
from unionapp.finance.voucher_checks import check_stored, check_voucher
from unionapp.finance.vouchers.approvals import approve_voucher
from unionapp.finance.vouchers.attachments import MOST_BYTES, attach_file
from unionapp.finance.vouchers.copies import copy_voucher
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.drafts import TYPED_KINDS, VOUCHER_KINDS, LineDraft, VoucherDraft
from unionapp.finance.vouchers.posting import post_voucher, reverse_voucher
from unionapp.finance.vouchers.recurring import draft_recurring, due_recurring
from unionapp.finance.vouchers.register import VoucherRow, list_vouchers, show_voucher
from unionapp.organisation.office import Office
from unionapp.reports.records import print_records
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.periods import Period

_FORMATS = ("pdf", "xlsx")
_PAPERS = ("voucher", "receipt", "payment-request", "visit", "recipients")


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
    detail = show_voucher(office, row.id)
    out.show(
        {"voucher": row, "in_words": detail.in_words, "warnings": found_words(findings)},
        f"{VOUCHER_KINDS[kind]} {_number(row)}: {dong(row.amount)} ({detail.in_words}).",
        *found_lines(findings),
    )


@voucher.command("post")
@click.argument("voucher_id", type=int, metavar="ID")
@office_command
def post_(out: Output, office: Office, *, voucher_id: int) -> None:
    """Ghi sổ một chứng từ: cấp số, từ đó không sửa được."""
    findings = check_stored(office, voucher_id)
    row = post_voucher(office, voucher_id)
    out.show(
        {"voucher": row, "warnings": found_words(findings)},
        f"Đã ghi sổ {_number(row)}: {dong(row.amount)}.",
        *found_lines(findings),
    )


@voucher.command("approve")
@click.argument("voucher_id", type=int, metavar="ID")
@office_command
def approve(out: Output, office: Office, *, voucher_id: int) -> None:
    """Chủ tịch duyệt một chứng từ."""
    detail = approve_voucher(office, voucher_id)
    done = f"Đã duyệt {_number(detail.row)}: {dong(detail.row.amount)} ({detail.approved_by})."
    out.show({"voucher": detail.row, "history": detail.history}, done)


@voucher.command("copy")
@click.argument("voucher_id", type=int, metavar="ID")
@click.option("--date", "on", type=DATE, help="Ngày chứng từ mới; mặc định hôm nay.")
@office_command
def copy(out: Output, office: Office, *, voucher_id: int, on: datetime | None) -> None:
    """Lập bản nháp giống một chứng từ đã có."""
    row = copy_voucher(office, voucher_id, on.date() if on else None)
    out.show({"voucher": row}, f"Đã lập {_number(row)}: {dong(row.amount)}.")


@voucher.command("recurring")
@click.argument("month", metavar="YYYY-MM")
@click.option("--draft", "write", is_flag=True, help="Lập các bản nháp.")
@office_command
def recurring(out: Output, office: Office, *, month: str, write: bool) -> None:
    """Xem chứng từ định kỳ còn phải lập trong tháng, hoặc lập bản nháp."""
    if write:
        rows = draft_recurring(office, month)
        out.show({"vouchers": rows}, *(f"Đã lập {_number(row)}: {row.reason}." for row in rows))
        return
    due = due_recurring(office, month)
    lines = (f"{table_date(one.draft.voucher_on)} {one.draft.reason}" for one in due)
    out.show({"due": due}, *lines)


@voucher.command("attach")
@click.argument("voucher_id", type=int, metavar="ID")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@office_command
def attach(out: Output, office: Office, *, voucher_id: int, file: Path) -> None:
    """Đính kèm ảnh hoặc bản quét vào một bản nháp (tối đa 10 MB)."""
    if file.stat().st_size > MOST_BYTES:
        raise Refusal("attachment.too_large", name=file.name)
    row = attach_file(office, voucher_id, file.name, file.read_bytes())
    out.show({"attachment": row}, f"Đã đính kèm {row.name}.")


@voucher.command("book")
@click.option("--period", type=PERIOD, required=True, help="Kỳ.")
@click.option("--account", "account_id", type=int, help="Tài khoản; mặc định quỹ tiền mặt.")
@office_command
def book(out: Output, office: Office, *, period: Period, account_id: int | None) -> None:
    """Xem sổ quỹ tiền mặt hoặc sổ tiền gửi của một kỳ."""
    shown = cash_book(office, account_id, period)
    out.show(shown, f"{shown.account}: đầu kỳ {dong(shown.opening)}.")
    if not out.as_json:
        heads = ("Ngày", "Thu", "Chi", "Diễn giải", "Số thu", "Số chi", "Tồn")
        out.table(heads, [_book_cells(row) for row in shown.rows])
        out.say(f"Cuối kỳ {dong(shown.closing)}.")


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
    heading = f"{VOUCHER_KINDS[row.kind]} {_number(row)}, ngày {table_date(row.voucher_on)}"
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
@click.argument("voucher_ids", type=int, metavar="ID…", nargs=-1, required=True)
@click.option("--output", type=click.Path(path_type=Path), required=True, help="Tệp kết quả.")
@click.option("--format", "file_format", type=click.Choice(_FORMATS), help=FORMAT_HELP)
@click.option(
    "--paper",
    type=click.Choice(list(_PAPERS)),
    default="voucher",
    help="voucher: phiếu thu, chi; receipt: biên lai thu tiền; "
    "payment-request: giấy đề nghị thanh toán; visit: phiếu thăm hỏi; "
    "recipients: danh sách ký nhận.",
)
@click.option("--size", type=click.Choice(["A5", "A4"]), default="A5", help="Khổ giấy.")
@click.option("--blank", is_flag=True, help="Để trống ngày và số để viết tay.")
@office_command
def print_(  # noqa: PLR0913  # one argument per option
    out: Output,
    office: Office,
    *,
    voucher_ids: tuple[int, ...],
    output: Path,
    file_format: str | None,
    paper: str,
    size: str,
    blank: bool,
) -> None:
    """In phiếu thu, phiếu chi hoặc giấy tờ kèm theo ra một tệp."""
    form = f"{'-a4' if size == 'A4' else ''}{'-blank' if blank else ''}"
    kind = paper if paper != "voucher" else f"voucher{form}"
    written = format_of(output, file_format, _FORMATS)
    printed = print_records(office, kind, voucher_ids, file_format=written, output=output)
    shown = printed[0] if len(printed) == 1 else {"printed": printed}
    out.show(shown, f"Đã in {len(printed)} phiếu ra {printed[0].path}.")


def _line(item: str, amount: int, source: str) -> LineDraft:
    code, _, part = item.partition("=")
    return LineDraft(code, AMOUNT.convert(part, None, None) if part else amount, source)


def _number(row: VoucherRow) -> str:
    return row.number or f"bản nháp {row.id}"


def _book_cells(row: BookRow) -> tuple[object, ...]:
    return (
        table_date(row.on),
        row.receipt_number,
        row.payment_number,
        row.text,
        row.received,
        row.paid,
        row.balance,
    )


def _cells(row: VoucherRow) -> tuple[object, ...]:
    waiting = "Đã duyệt" if row.is_approved else "Nháp"
    status = "Đã hủy" if row.is_reversed else "Đã ghi sổ" if row.status == "posted" else waiting
    return (
        row.id,
        table_date(row.voucher_on),
        row.number,
        row.counterparty,
        row.reason,
        row.amount,
        status,
    )
