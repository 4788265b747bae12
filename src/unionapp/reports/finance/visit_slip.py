"""C11-TLĐ, phiếu thăm hỏi: the paper behind a payment for a visit, never the payment itself."""

from unionapp.errors import Refusal
from unionapp.finance.items import SPENDING
from unionapp.finance.vouchers.drafts import VOUCHER_KINDS, direction_of
from unionapp.finance.vouchers.register import show_voucher
from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Document,
    Field,
    KeyValueLines,
    SignatureRow,
    Signer,
    Title,
)
from unionapp.reports.finance.accounting_paper import dated_heading, day_line, slip
from unionapp.vietnamese.amounts import group_digits


def visit_slip(office: Office, voucher_id: int) -> Document:
    """The slip of a visit paid by a voucher; who visited is written by hand.

    Raises:
        Refusal: voucher.unknown, report.no_form where the voucher is no payment.
    """
    detail = show_voucher(office, voucher_id)
    draft = detail.draft
    if direction_of(draft.kind) != SPENDING:
        raise Refusal("report.no_form", kind=VOUCHER_KINDS[draft.kind])
    return slip(
        office,
        f"Phiếu thăm hỏi {detail.row.number}".strip(),
        (
            dated_heading(office, "C11-TLĐ", draft.voucher_on),
            Title("Phiếu thăm hỏi", lines=(day_line(draft.voucher_on),)),
            KeyValueLines(
                (
                    (Field("Người thăm hỏi:"),),
                    (Field("Người được thăm hỏi:", draft.counterparty, bold=True),),
                    (Field("Tổ công đoàn (bộ phận):", draft.address or None),),
                    (Field("Lý do thăm hỏi:", draft.reason),),
                    (Field("Số tiền:", f"{group_digits(draft.amount)} đồng", bold=True),),
                    (Field("(Viết bằng chữ):", f"{detail.in_words}."),),
                    (Field("Kèm theo phiếu chi:", detail.row.number or None),),
                )
            ),
            SignatureRow(
                (
                    Signer(
                        "TM. BCH CÔNG ĐOÀN\nCHỦ TỊCH",
                        "(Ký, họ tên, đóng dấu)",
                        detail.signers.chair,
                    ),
                    Signer("TM. TỔ CÔNG ĐOÀN\nTỔ TRƯỞNG"),
                )
            ),
        ),
    )
