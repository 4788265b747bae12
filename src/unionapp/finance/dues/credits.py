"""Dues that were collected too much: counted towards another month, or paid back (trả lại).

What is paid back is one negative receipt, signed for.

Luật Kế toán 88/2015/QH13 art. 27: an error is mended by a negative entry (ghi số âm). The receipts
stay as they are; only what is paid back leaves the till or the bank and the item of dues.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.dues.lists import DuesMember, list_dues, read_dues_list
from unionapp.finance.dues_adjustments import Booking, Change, book_changes
from unionapp.finance.tables import DuesAdjustment, DuesRow, FundAccount, Voucher
from unionapp.finance.vouchers.accounts import account_for, require_account
from unionapp.finance.vouchers.drafting import write_negative
from unionapp.finance.vouchers.drafts import VoucherDraft, require_short
from unionapp.finance.vouchers.open_years import require_open
from unionapp.finance.vouchers.posting import check_balance_and_post
from unionapp.finance.vouchers.recipients import Recipient, write_recipients
from unionapp.finance.vouchers.register import VoucherRow, voucher_row
from unionapp.finance.vouchers.templates import find_template, template_line
from unionapp.organisation.office import Office
from unionapp.vietnamese.dates import month_label
from unionapp.vietnamese.months import month_text
from unionapp.vietnamese.names import clean_text

_RECEIPTS = {"cash": "PT", "bank": "BC"}


@dataclass(frozen=True, slots=True)
class Refund:
    """What was paid back to how many, and the negative receipts of it, one for each account."""

    month: str
    refunded: int
    people: int
    vouchers: tuple[VoucherRow, ...]


@dataclass(frozen=True, slots=True)
class _Share:
    """What a member gets back out of one account."""

    member: DuesMember
    account_id: int
    amount: int


def refund_credits(
    office: Office,
    month: str,
    reason: str,
    on: date | None = None,
    *,
    account_id: int | None = None,
) -> Refund:
    """Pay back what was collected too much, the way each paid it, or all out of one account.

    Raises:
        Refusal: dues.reason_needed, dues.no_credit, dues.not_posted, period.locked, V-02.year,
            V-03, V-04, account.unknown, account.wrong_kind, voucher.too_long.
    """
    if not clean_text(reason):
        raise Refusal("dues.reason_needed")
    require_short(reason, "reason", 400)
    day = on or office.today
    with office.change("dues.refund") as session:
        _require_bookable(session, office, day)
        shares = list(_shares(session, office, month, account_id))
        if not shares:
            raise Refusal("dues.no_credit", month=month_text(month))
        words = f"Trả lại đoàn phí {month_label(month)} nộp thừa: {clean_text(reason)}"
        by_account: dict[int, list[_Share]] = defaultdict(list)
        for share in shares:
            by_account[share.account_id].append(share)
        vouchers = tuple(
            _pay_back(session, office, month, words, day, by_account[id_])
            for id_ in sorted(by_account)
        )
    people = len({share.member.member_id for share in shares})
    return Refund(month, sum(share.amount for share in shares), people, vouchers)


def offset_credits(office: Office, from_month: str, to_month: str, on: date | None = None) -> int:
    """Count what was paid too much for one month towards another; the đồng that were moved.

    Raises:
        Refusal: dues.no_list, dues.no_credit, period.locked.
    """
    day = on or office.today
    with office.change("dues.offset") as session:
        require_open(session, office.unit.id, day)
        overpaid = read_dues_list(session, office.unit.id, from_month).rows
        owed = {
            row.member_id: row.owed
            for row in read_dues_list(session, office.unit.id, to_month).rows
        }
        moved = [
            (row.member_id, min(-row.owed, owed.get(row.member_id, 0)))
            for row in overpaid
            if row.owed < 0 < owed.get(row.member_id, 0)
        ]
        if not moved:
            raise Refusal("dues.no_credit", month=month_text(from_month))
        reason = f"Bù trừ đoàn phí tháng {month_text(from_month)}"
        changes = [Change(member, from_month, paid=-amount) for member, amount in moved]
        changes += [Change(member, to_month, paid=amount) for member, amount in moved]
        book_changes(session, office.unit.id, Booking(day, "offset", reason), changes)
        return sum(amount for _, amount in moved)


def credits_of(office: Office, month: str) -> tuple[DuesMember, ...]:
    """The members who have paid more than they owe for a month.

    Raises:
        Refusal: period.unreadable, dues.no_list.
    """
    return tuple(row for row in list_dues(office, month).rows if row.owed < 0)


def _require_bookable(session: Session, office: Office, day: date) -> None:
    if day.year > office.today.year:
        raise Refusal("V-02.year", year=day.year)
    require_open(session, office.unit.id, day)


def _shares(
    session: Session, office: Office, month: str, account_id: int | None
) -> Iterator[_Share]:
    listed = read_dues_list(session, office.unit.id, month)
    over = [row for row in listed.rows if row.owed < 0]
    paid = _paid_into(session, office.unit.id, month, [row.member_id for row in over])
    for row in over:
        left = -row.owed
        ways = [(account_id, left)] if account_id is not None else paid.get(row.member_id, [])
        for into, amount in ways:
            if back := min(left, amount):
                yield _Share(row, into, back)
                left -= back
        if left:  # counted here from another month: no account says how it came in
            yield _Share(row, account_for(session, office, "PT", None).id, left)


def _paid_into(
    session: Session, unit_id: int, month: str, member_ids: Sequence[int]
) -> dict[int, list[tuple[int, int]]]:
    """What members paid for a month into which account, the one of the last payment first."""
    first, later = (
        select(table.member_id, table.voucher_id, paid.label("paid"))
        .where(table.unit_id == unit_id, table.month == month)
        .where(table.member_id.in_(member_ids))
        for table, paid in ((DuesRow, DuesRow.paid), (DuesAdjustment, DuesAdjustment.paid_change))
    )
    both = union_all(first, later).subquery()
    query = (
        select(both.c.member_id, Voucher.account_id, func.sum(both.c.paid))
        .join(Voucher, Voucher.id == both.c.voucher_id)
        .group_by(both.c.member_id, Voucher.account_id)
    )
    if session.execute(query.where(Voucher.status != "posted").limit(1)).first() is not None:
        raise Refusal("dues.not_posted", month=month_text(month))
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for member_id, into, amount in session.execute(query.order_by(func.max(Voucher.id).desc())):
        found[member_id].append((into, max(amount, 0)))
    return found


def _pay_back(  # what is paid back is these facts
    session: Session, office: Office, month: str, words: str, day: date, shares: Sequence[_Share]
) -> VoucherRow:
    account = require_account(session, office.unit.id, shares[0].account_id)
    if account.kind not in _RECEIPTS:
        raise Refusal("account.wrong_kind", name=account.name)
    draft = _negative_receipt(office, account, words, day, shares)
    voucher = write_negative(session, office, draft, account.id)
    write_recipients(session, voucher, [_recipient(share) for share in shares])
    booking = Booking(day, "refund", words, voucher.id)
    changes = [Change(share.member.member_id, month, paid=-share.amount) for share in shares]
    book_changes(session, office.unit.id, booking, changes)
    check_balance_and_post(session, office, voucher)
    return voucher_row(session, voucher.id)


def _negative_receipt(
    office: Office, account: FundAccount, words: str, day: date, shares: Sequence[_Share]
) -> VoucherDraft:
    amount = -sum(share.amount for share in shares)
    return VoucherDraft(
        kind=_RECEIPTS[account.kind],
        voucher_on=day,
        counterparty=_recipients_named(shares),
        reason=words,
        amount=amount,
        lines=(template_line(find_template("dues"), amount, office.unit.employer_type),),
        member_id=shares[0].member.member_id if len(shares) == 1 else None,
        attachments=1,
        template="dues",
    )


def _recipients_named(shares: Sequence[_Share]) -> str:
    first, more = shares[0].member.full_name, len(shares) - 1
    return f"{first} và {more} người khác (theo danh sách)" if more else first


def _recipient(share: _Share) -> Recipient:
    row = share.member
    return Recipient(row.full_name, share.amount, team=row.team, member_id=row.member_id)
