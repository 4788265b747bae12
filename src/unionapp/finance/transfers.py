"""Moving money between the till and the bank: a linked pair that touches no item."""

from dataclasses import dataclass, replace
from datetime import date

from unionapp.errors import Refusal
from unionapp.finance.accounts import require_account
from unionapp.finance.drafts import VoucherDraft
from unionapp.finance.tables import FundAccount
from unionapp.finance.vouchers import VoucherRow, voucher_row, write_draft
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


def transfer(office: Office, moved: Transfer) -> tuple[VoucherRow, VoucherRow]:
    """Draft both sides of a transfer, the paying side first; posting one posts both.

    Raises:
        Refusal: transfer.same_account, transfer.arrives_before, V-01, account.unknown,
            period.locked.
    """
    if moved.from_account_id == moved.to_account_id:
        raise Refusal("transfer.same_account")
    if moved.arrives_on is not None and moved.arrives_on < moved.on:
        raise Refusal("transfer.arrives_before")
    with office.change("voucher.transfer") as session:
        source = require_account(session, office.unit.id, moved.from_account_id)
        target = require_account(session, office.unit.id, moved.to_account_id)
        reason = moved.reason or _usual_reason(source.kind, target.kind)
        paying = _side(office, replace(moved, reason=reason), source, outwards=True)
        paid_in = _side(office, replace(moved, reason=reason), target, outwards=False)
        paying_side = write_draft(session, office, paying)
        receiving_side = write_draft(
            session, office, replace(paid_in, voucher_on=moved.arrives_on or moved.on)
        )
        paying_side.pair_id = receiving_side.pair_id = paying_side.id
        session.flush()
        return voucher_row(session, paying_side.id), voucher_row(session, receiving_side.id)


def _side(
    office: Office, moved: Transfer, account: FundAccount, *, outwards: bool
) -> VoucherDraft:
    cash_kind, bank_kind = ("PC", "BN") if outwards else ("PT", "BC")
    return VoucherDraft(
        kind=cash_kind if account.kind == "cash" else bank_kind,
        voucher_on=moved.on,
        counterparty=office.officer.name,
        reason=moved.reason,
        amount=moved.amount,
        account_id=account.id,
        attachments=1,
    )


def _usual_reason(source: str, target: str) -> str:
    if source == target:
        return "Chuyển tiền giữa các tài khoản"
    return "Nộp tiền mặt vào ngân hàng" if source == "cash" else "Rút tiền gửi nhập quỹ"
