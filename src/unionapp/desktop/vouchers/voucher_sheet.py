"""What stands of a voucher beside the list: its facts, its papers, and what was done with it."""

from collections.abc import Iterator

from unionapp.desktop.fact_sheet import Section
from unionapp.desktop.stamps import local_stamp
from unionapp.desktop.vouchers.attachments_panel import size_words
from unionapp.errors import Refusal
from unionapp.finance.items import scheme_on
from unionapp.finance.vouchers.attachments import list_attachments
from unionapp.finance.vouchers.recipients import list_recipients
from unionapp.finance.vouchers.refusals import list_refusals
from unionapp.finance.vouchers.register import VoucherDetail
from unionapp.organisation.office import Office
from unionapp.vietnamese.amounts import dong, group_digits
from unionapp.vietnamese.dates import table_date


def sections_of(office: Office, detail: VoucherDetail) -> Iterator[Section]:
    """What the sheet shows of a voucher."""
    row, draft = detail.row, detail.draft
    yield Section("", [("", _sent_back(office, detail))])
    yield Section(
        "Chứng từ",
        (
            ("Ngày", table_date(row.voucher_on)),
            ("Người nộp, nhận", row.counterparty),
            ("Lý do", row.reason),
            ("Bằng chữ", detail.in_words),
            ("Quỹ", row.account),
            ("Chứng từ gốc", str(draft.attachments or "")),
            ("Địa chỉ", draft.address),
        ),
    )
    lines = [(group_digits(line.amount), _item_name(detail, line.item)) for line in draft.lines]
    yield Section("Mục thu, chi", lines)
    yield Section("Giấy tờ", list(_papers(office, row.id)))
    yield Section("Lịch sử", [("", step) for step in history_of(office, detail)])


def history_of(office: Office, detail: VoucherDetail) -> list[str]:
    """Who did what with a voucher and when: "Đã duyệt – Lê Văn Tùng – 05/03/2026 10:12"."""
    steps = [(step.at, f"{step.what} – {step.by}") for step in detail.history]
    steps += [
        (back.at, f"Trả lại – {back.by}: {back.reason}")
        for back in list_refusals(office, detail.row.id)
    ]
    steps.sort(key=lambda step: step[0])
    return [f"{words} – {local_stamp(at)}" for at, words in steps]


def _sent_back(office: Office, detail: VoucherDetail) -> str:
    is_open = [back for back in list_refusals(office, detail.row.id) if back.is_open]
    return f"{is_open[-1].by} trả lại: {is_open[-1].reason}" if is_open else ""


def _papers(office: Office, voucher_id: int) -> Iterator[tuple[str, str]]:
    listed = list_recipients(office, voucher_id)
    if listed.rows:
        agrees = "" if listed.adds_up else f", lệch {dong(listed.total - listed.voucher_amount)}"
        yield "Ký nhận", f"{len(listed.rows)} người, {dong(listed.total)}{agrees}"
    for file in list_attachments(office, voucher_id):
        added = f"{file.added_by}, {local_stamp(file.added_at)}"
        yield "Tệp kèm", f"{file.name} ({size_words(file.size)}) – {added}"


def _item_name(detail: VoucherDetail, item: str) -> str:
    try:
        found = scheme_on(detail.row.voucher_on).find(item)
    except Refusal:
        return item
    return f"{found.code} {found.name}"
