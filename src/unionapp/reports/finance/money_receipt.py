"""C45-BB, biên lai thu tiền: what a payer takes home for money paid in, and its copy to keep."""

from collections.abc import Iterator

from unionapp.errors import Refusal
from unionapp.finance.vouchers.register import VoucherDetail, show_voucher
from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Block,
    Document,
    Field,
    KeyValueLines,
    PageBreak,
    SignatureRow,
    Signer,
    Title,
)
from unionapp.reports.finance.accounting_paper import compulsory_heading, day_line, slip
from unionapp.reports.finance.voucher_paper import amount_figures, status_marks

_NAME = "Biên lai thu tiền"
_COPIES = ("Liên 1: Lưu", "Liên 2: Giao người nộp tiền")


def money_receipt(office: Office, voucher_id: int) -> Document:
    """Both copies of the receipt for what a phiếu thu took in; its own number is written by hand.

    Raises:
        Refusal: voucher.unknown, report.no_receipt where nobody paid cash in, parameter.missing.
    """
    detail = show_voucher(office, voucher_id)
    if detail.row.kind != "PT" or detail.row.amount <= 0:
        raise Refusal("report.no_receipt")
    blocks: list[Block] = []
    for copy in _COPIES:
        blocks += [PageBreak(restart=True)] if blocks else []
        blocks += _copy(office, detail, copy)
    return slip(office, f"{_NAME} {detail.row.number}".strip(), tuple(blocks))


def _copy(office: Office, detail: VoucherDetail, copy: str) -> Iterator[Block]:
    draft = detail.draft
    yield compulsory_heading(office, "C45-BB", detail.row.voucher_on)
    yield Title(
        _NAME,
        lines=(day_line(detail.row.voucher_on), copy, *status_marks(office, detail)),
        side=("Quyển số: ……", "Số: ……"),
    )
    yield KeyValueLines(
        (
            (Field("Họ và tên người nộp:", draft.counterparty or None, bold=True),),
            (Field("Địa chỉ:", draft.address or None),),
            (Field("Nội dung thu:", _content(detail) or None),),
            (Field("Số tiền thu:", amount_figures(draft.amount), bold=True),),
            (Field("(Viết bằng chữ):", f"{detail.in_words}."),),
        ),
        gap=4,
    )
    payer = Signer("Người nộp tiền", name=detail.person)
    yield SignatureRow((payer, Signer("Người thu tiền", name=detail.signers.cashier)))


def _content(detail: VoucherDetail) -> str:
    """What the money is for, and the voucher that took it in."""
    number = f"phiếu thu {detail.row.number}" if detail.row.number else ""
    return ", ".join(filter(None, (detail.draft.reason, number)))
