"""Moving money between the till and the bank: a linked pair that touches no item."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.tables import FundAccount, Voucher
from unionapp.finance.vouchers.accounts import require_account
from unionapp.finance.vouchers.drafting import write_draft
from unionapp.finance.vouchers.drafts import KINDS_OF_ACCOUNT, VoucherDraft
from unionapp.finance.vouchers.register import VoucherRow, voucher_row
from unionapp.organisation.office import Office


@dataclass(frozen=True, slots=True)
class Transfer:
    """Money leaving one account for another; the day of arrival may be a little later."""

    from_account_id: int
    to_account_id: int
    amount: int
    on: date
    arrives_on: date | None = None
    reason: str = ""
    counterparty: str = ""


def transfer(office: Office, moved: Transfer) -> tuple[VoucherRow, VoucherRow]:
    """Draft both sides of a transfer, the paying side first; posting one posts both.

    Raises:
        Refusal: transfer.same_account, transfer.arrives_before, V-01, account.unknown,
            period.locked.
    """
    with office.change("voucher.transfer") as session:
        paying, receiving = write_transfer(session, office, moved)
        return voucher_row(session, paying.id), voucher_row(session, receiving.id)


def write_transfer(session: Session, office: Office, moved: Transfer) -> tuple[Voucher, Voucher]:
    """Write both drafts inside a transaction that is already open.

    Raises:
        Refusal: as `transfer`.
    """
    if moved.from_account_id == moved.to_account_id:
        raise Refusal("transfer.same_account")
    if moved.arrives_on is not None and moved.arrives_on < moved.on:
        raise Refusal("transfer.arrives_before")
    source = require_account(session, office.unit.id, moved.from_account_id)
    target = require_account(session, office.unit.id, moved.to_account_id)
    named = replace(moved, reason=moved.reason or _usual_reason(source.kind, target.kind))
    arriving = replace(named, on=moved.arrives_on or moved.on)
    paying = write_draft(session, office, _side(office, named, source, outwards=True))
    receiving = write_draft(session, office, _side(office, arriving, target, outwards=False))
    paying.pair_id = receiving.pair_id = paying.id
    session.flush()
    return paying, receiving


def _side(
    office: Office, moved: Transfer, account: FundAccount, *, outwards: bool
) -> VoucherDraft:
    inwards_kind, outwards_kind = KINDS_OF_ACCOUNT[account.kind]
    return VoucherDraft(
        kind=outwards_kind if outwards else inwards_kind,
        voucher_on=moved.on,
        counterparty=moved.counterparty or office.officer.name,
        reason=moved.reason,
        amount=moved.amount,
        account_id=account.id,
        attachments=1,
    )


def _usual_reason(source: str, target: str) -> str:
    if source == target:
        return "Chuyển tiền giữa các tài khoản"
    return "Nộp tiền mặt vào ngân hàng" if source == "cash" else "Rút tiền gửi nhập quỹ"
