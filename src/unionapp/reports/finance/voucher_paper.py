"""Phiếu thu C40-BB and phiếu chi C41-BB: one voucher, or all of a period, on A5 or A4."""

from dataclasses import dataclass
from datetime import date

from unionapp.errors import Refusal
from unionapp.finance.vouchers.drafts import VOUCHER_KINDS
from unionapp.finance.vouchers.recipients import list_recipients
from unionapp.finance.vouchers.register import VoucherDetail, list_vouchers, show_voucher
from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Block,
    Document,
    Field,
    KeyValueLines,
    PageBreak,
    Paragraph,
    SignatureRow,
    Signer,
    Spacer,
    Style,
    Title,
)
from unionapp.reports.finance.accounting_paper import compulsory_heading, signers_of_form
from unionapp.vietnamese.amounts import group_digits, table_amount
from unionapp.vietnamese.dates import long_date
from unionapp.vietnamese.periods import Period

# short enough to stand beside each other on A5
_BLANK = "……"
_BLANK_DAY = "ngày ….. tháng ….. năm ……"


@dataclass(frozen=True, slots=True)
class CashForm:
    """The form of a kind of cash voucher and how it names the other side."""

    code: str
    person: str
    signer: str


_FORMS = {
    "PT": CashForm("C40-BB", "Họ và tên người nộp tiền:", "Người nộp"),
    "PC": CashForm("C41-BB", "Họ và tên người nhận tiền:", "Người nhận tiền"),
}

_REFUND = CashForm("C40-BB", "Họ và tên người nhận lại tiền:", "Người nhận lại tiền")
_BY_LIST = "(Ký ở danh sách kèm theo)"


def voucher_paper(
    office: Office, voucher_id: int, *, page_size: str = "A5", blank_number: bool = False
) -> Document:
    """One cash voucher; with `blank_number` its day and number are left for handwriting.

    Raises:
        Refusal: voucher.unknown, report.no_form where the bank writes the paper.
    """
    detail = show_voucher(office, voucher_id)
    blocks = _voucher(office, detail, blank_number=blank_number)
    title = f"{VOUCHER_KINDS[detail.row.kind]} {detail.row.number}".strip()
    return _slip(office, title, blocks, page_size)


def voucher_batch(
    office: Office,
    period: Period,
    kind: str,
    *,
    page_size: str = "A5",
    blank_number: bool = False,
) -> Document:
    """Every posted cash voucher of a kind in a period, each on a page of its own.

    Raises:
        Refusal: report.no_form, parameter.missing.
    """
    posted = [row for row in list_vouchers(office, period, kind) if row.status == "posted"]
    blocks: list[Block] = []
    for row in posted:
        blocks += [PageBreak()] if blocks else []
        blocks += _voucher(office, show_voucher(office, row.id), blank_number=blank_number)
    name = VOUCHER_KINDS[kind]
    if not posted:
        nothing = Paragraph(f"Không có {name.lower()} nào trong {period.label}.", Style.CENTERED)
        blocks = [_heading(office, kind, period.end), Title(name), nothing]
    return _slip(office, f"{name} {period.label}", tuple(blocks), page_size)


def receipts_paper(office: Office, period: Period) -> Document:
    """Every phiếu thu of a period.

    Raises:
        Refusal: parameter.missing.
    """
    return voucher_batch(office, period, "PT")


def payments_paper(office: Office, period: Period) -> Document:
    """Every phiếu chi of a period.

    Raises:
        Refusal: parameter.missing.
    """
    return voucher_batch(office, period, "PC")


def status_marks(office: Office, detail: VoucherDetail) -> tuple[str, ...]:
    """What must not be overlooked: a draft, a voucher taken back, the one that takes it back."""
    if detail.row.status == "draft":
        return ("BẢN NHÁP, CHƯA GHI SỔ",)
    if detail.reversed_by_id is not None:
        return ("ĐÃ HỦY, ghi số âm bởi", _name(office, detail.reversed_by_id))
    if detail.row.reverses_id is not None:
        return ("GHI SỐ ÂM để hủy phiếu", _name(office, detail.row.reverses_id))
    if _is_refund(detail):
        return ("GHI SỐ ÂM, trả lại tiền đã thu",)
    return ()


def attachment_words(count: int) -> str | None:
    """How many papers a voucher goes with."""
    return f"{count:02} chứng từ gốc" if count else None


def amount_figures(amount: int) -> str:
    """An amount as a slip prints it; below nothing it stands in brackets."""
    return f"{group_digits(amount) if amount > 0 else table_amount(amount)} đồng"


def _slip(office: Office, title: str, blocks: tuple[Block, ...], page_size: str) -> Document:
    return Document(
        report_id="",
        title=title,
        profile="chung_tu",
        page_size=page_size,
        author=office.officer.name,
        blocks=blocks,
    )


def _voucher(office: Office, detail: VoucherDetail, *, blank_number: bool) -> tuple[Block, ...]:
    kind, draft = detail.row.kind, detail.draft
    heading = _heading(office, kind, draft.voucher_on)
    form = _REFUND if _is_refund(detail) else _FORMS[kind]
    return (
        heading,
        _title(office, detail, blank_number=blank_number),
        KeyValueLines(
            (
                (Field(form.person, draft.counterparty, bold=True),),
                (Field("Địa chỉ:", draft.address or None),),
                (Field("Nội dung:", draft.reason),),
                (Field("Số tiền:", amount_figures(draft.amount), bold=True),),
                (Field("(Viết bằng chữ):", f"{detail.in_words}."),),
                (Field("Kèm theo:", attachment_words(draft.attachments)),),
            )
        ),
        _approvers(office, form.code, detail),
        Spacer(2),
        KeyValueLines(
            ((Field("Đã nhận đủ số tiền: - Bằng số:"),), (Field("- Bằng chữ:"),)),
        ),
        SignatureRow(
            (
                _other_side(office, form, detail),
                Signer("Thủ quỹ", name=detail.signers.cashier),
            ),
            _capital(_BLANK_DAY),
        ),
    )


def _heading(office: Office, kind: str, on: date) -> Block:
    form = _FORMS.get(kind)
    if form is None:
        raise Refusal("report.no_form", kind=VOUCHER_KINDS[kind])
    return compulsory_heading(office, form.code, on)


def _title(office: Office, detail: VoucherDetail, *, blank_number: bool) -> Title:
    row = detail.row
    day = _BLANK_DAY if blank_number else long_date(row.voucher_on)
    number = row.number if row.number and not blank_number else _BLANK
    side = (f"Quyển số: {_BLANK}", f"Số: {number}", f"Nợ: {_BLANK}", f"Có: {_BLANK}")
    return Title(
        VOUCHER_KINDS[row.kind], lines=(_capital(day), *status_marks(office, detail)), side=side
    )


def _is_refund(detail: VoucherDetail) -> bool:
    return detail.row.amount < 0 and detail.row.reverses_id is None


def _other_side(office: Office, form: CashForm, detail: VoucherDetail) -> Signer:
    """Who pays or receives; many who get something back sign their list."""
    if _is_refund(detail) and len(list_recipients(office, detail.row.id).rows) > 1:
        return Signer(form.signer, _BY_LIST)
    return Signer(form.signer, name=detail.person)


def _name(office: Office, voucher_id: int) -> str:
    row = show_voucher(office, voucher_id).row
    return f"{row.number} ({row.voucher_on:%d/%m/%Y})"


def _approvers(office: Office, form: str, detail: VoucherDetail) -> SignatureRow:
    signers = detail.signers
    names = (signers.chair, signers.accountant, signers.accountant)
    return SignatureRow(signers_of_form(office, form, detail.row.voucher_on, names))


def _capital(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"
