"""C42-HD, giấy đề nghị tạm ứng: who asks for how much, what for, and by when it is cleared."""

from unionapp.finance.vouchers.advance_requests import AdvanceRequest, show_request
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
from unionapp.reports.letter import executive
from unionapp.reports.letterhead import officers_on
from unionapp.vietnamese.amounts import amount_in_words, group_digits
from unionapp.vietnamese.dates import table_date

FORM = "C42-HD"
NAME = "Giấy đề nghị tạm ứng"


def advance_request(office: Office, advance_id: int) -> Document:
    """The request behind an advance, before or after its money is handed out.

    Raises:
        Refusal: advance.unknown, parameter.missing.
    """
    return request_paper(office, show_request(office, advance_id))


def request_paper(office: Office, asked: AdvanceRequest) -> Document:
    """A request to be signed; what it does not say is left for handwriting.

    Raises:
        Refusal: parameter.missing, no form is known for that day.
    """
    return slip(
        office,
        NAME,
        (
            dated_heading(office, FORM, asked.on),
            Title(NAME, lines=(day_line(asked.on),), side=("Số: ……",)),
            KeyValueLines(
                (
                    (Field("Kính gửi:", executive(office), bold=True),),
                    (Field("Tên tôi là:", asked.person or None, bold=True),),
                    (Field("Bộ phận (hoặc địa chỉ):", asked.group or None),),
                    *_amount(asked.amount),
                    (Field("Lý do tạm ứng:", asked.purpose or None),),
                    (Field("Thời hạn thanh toán:", table_date(asked.clear_by)),),
                ),
                gap=4,
            ),
            _signatures(office, asked),
        ),
    )


def _amount(amount: int | None) -> tuple[tuple[Field, ...], ...]:
    figures = None if amount is None else f"{group_digits(amount)} đồng"
    words = None if amount is None else f"{amount_in_words(amount)}."
    return (
        (Field("Đề nghị cho tạm ứng số tiền:", figures, bold=True),),
        (Field("(Viết bằng chữ):", words),),
    )


def _signatures(office: Office, asked: AdvanceRequest) -> SignatureRow:
    officers = officers_on(office, asked.on)
    names = (officers.chair, officers.accountant, "", asked.person)
    return SignatureRow(signers_of_form(office, FORM, asked.on, names, is_sealed=False))
