"""C37-HD, giấy đề nghị thanh toán: what somebody asks to be paid before a payment is made."""

from unionapp.errors import Refusal
from unionapp.finance.vouchers.register import VoucherDetail, show_voucher
from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Document,
    Field,
    KeyValueLines,
    SignatureRow,
    Title,
)
from unionapp.reports.finance.accounting_paper import (
    dated_heading,
    day_line,
    signers_of_form,
    slip,
)
from unionapp.reports.finance.voucher_paper import attachment_words
from unionapp.reports.letter import executive
from unionapp.vietnamese.amounts import group_digits

_FORM = "C37-HD"
_NAME = "Giấy đề nghị thanh toán"
_BY_BANK = "BN"
_PAYMENTS = ("PC", _BY_BANK)


def payment_request(office: Office, voucher_id: int) -> Document:
    """The request behind a payment, before or after it is posted.

    Who asks for a transfer is not who gets it, and is written by hand.

    Raises:
        Refusal: voucher.unknown, report.no_request where nothing is paid, parameter.missing.
    """
    detail = show_voucher(office, voucher_id)
    row, draft = detail.row, detail.draft
    if row.kind not in _PAYMENTS or row.pair_id is not None or row.amount <= 0:
        raise Refusal("report.no_request")
    return slip(
        office,
        f"{_NAME} {row.number}".strip(),
        (
            dated_heading(office, _FORM, row.voucher_on),
            Title(_NAME, lines=(day_line(row.voucher_on),), side=("Số: ……",)),
            KeyValueLines(
                (
                    (Field("Kính gửi:", executive(office), bold=True),),
                    (Field("Họ và tên người đề nghị thanh toán:", _asking(detail), bold=True),),
                    (Field("Bộ phận (hoặc địa chỉ):", _address(detail)),),
                    (Field("Nội dung thanh toán:", _content(detail)),),
                    (Field("Số tiền:", f"{group_digits(draft.amount)} đồng", bold=True),),
                    (Field("(Viết bằng chữ):", f"{detail.in_words}."),),
                    (Field("Kèm theo:", attachment_words(draft.attachments)),),
                ),
                gap=4,
            ),
            _signatures(office, detail),
        ),
    )


def _asking(detail: VoucherDetail) -> str | None:
    return None if detail.row.kind == _BY_BANK else detail.draft.counterparty or None


def _address(detail: VoucherDetail) -> str | None:
    return None if detail.row.kind == _BY_BANK else detail.draft.address or None


def _content(detail: VoucherDetail) -> str | None:
    draft = detail.draft
    if detail.row.kind == _BY_BANK and draft.counterparty:
        return f"{draft.reason}, chuyển khoản cho {draft.counterparty}"
    return draft.reason or None


def _signatures(office: Office, detail: VoucherDetail) -> SignatureRow:
    asking = detail.person if _asking(detail) else ""
    names = (asking, detail.signers.accountant, detail.signers.chair)
    on = detail.row.voucher_on
    return SignatureRow(signers_of_form(office, _FORM, on, names, is_sealed=False))
