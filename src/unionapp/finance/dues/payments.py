"""One member pays: arrears, a part, or months ahead, oldest month first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from unionapp.errors import Refusal
from unionapp.finance import splits
from unionapp.finance.dues.ahead import payable_months
from unionapp.finance.dues.book import MonthOfDues
from unionapp.finance.dues_adjustments import Booking, Change, book_changes
from unionapp.finance.vouchers.drafting import write_draft
from unionapp.finance.vouchers.drafts import VoucherDraft, is_amount
from unionapp.finance.vouchers.register import VoucherRow, voucher_row
from unionapp.finance.vouchers.templates import find_template, template_line
from unionapp.membership.events import require_member
from unionapp.organisation.office import Office
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.dates import month_label


@dataclass(frozen=True, slots=True)
class MonthPaid:
    """The part of a payment that went to one month."""

    month: str
    amount: int


@dataclass(frozen=True, slots=True)
class DuesPayment:
    """A payment spread over months, and what is still owed after it."""

    member_id: int
    voucher: VoucherRow
    months: tuple[MonthPaid, ...]
    still_owed: int


def pay_dues(
    office: Office,
    member_id: int,
    amount: int,
    on: date | None = None,
    *,
    by_bank: bool = False,
    ahead: int = 0,
) -> DuesPayment:
    """Take a payment from one member and draft its receipt; `ahead` counts months without a list.

    Raises:
        Refusal: V-01, membership.unknown, dues.ahead, dues.too_much, period.locked,
            account.none, parameter.missing.
    """
    if not is_amount(amount):
        raise Refusal("V-01")
    with office.change("dues.pay") as session:
        member = require_member(session, office.unit.id, member_id)
        months = payable_months(session, office, member_id, ahead)
        owed = sum(max(month.owed, 0) for month in months)
        if amount > owed:
            raise Refusal("dues.too_much", owed=dong(owed))
        parts = tuple(spread(amount, months))
        draft = _receipt(office, member.full_name, parts, on or office.today, by_bank=by_bank)
        voucher = write_draft(session, office, draft)
        voucher.member_id = member_id
        session.flush()
        booking = Booking(voucher.voucher_on, "payment", voucher.reason, voucher.id)
        changes = [Change(member_id, part.month, paid=part.amount) for part in parts]
        book_changes(session, office.unit.id, booking, changes)
        return DuesPayment(member_id, voucher_row(session, voucher.id), parts, owed - amount)


def months_owed(office: Office, member_id: int, ahead: int = 0) -> tuple[MonthOfDues, ...]:
    """The months a payment of a member would go to, oldest first, and some without a list.

    Raises:
        Refusal: dues.ahead, parameter.missing, dues.no_employer_type.
    """
    with office.read() as session:
        months = payable_months(session, office, member_id, ahead)
    return tuple(month for month in months if month.owed > 0)


def spread(amount: int, months: Sequence[MonthOfDues]) -> Iterator[MonthPaid]:
    """Give an amount to the months that are owed, oldest first."""
    ordered = sorted(months, key=lambda month: month.month)
    parts = splits.spread(amount, [month.owed for month in ordered])
    for month, part in zip(ordered, parts, strict=True):
        if part:
            yield MonthPaid(month.month, part)


def _receipt(
    office: Office, name: str, parts: tuple[MonthPaid, ...], on: date, *, by_bank: bool
) -> VoucherDraft:
    template = find_template("dues")
    amount = sum(part.amount for part in parts)
    first, last = month_label(parts[0].month), month_label(parts[-1].month)
    months = first if first == last else f"từ {first} đến {last}"
    return VoucherDraft(
        kind="BC" if by_bank else "PT",
        voucher_on=on,
        counterparty=name,
        reason=template.reason.format(month=months),
        amount=amount,
        lines=(template_line(template, amount, office.unit.employer_type),),
        template=template.code,
    )
