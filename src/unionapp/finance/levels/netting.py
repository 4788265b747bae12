"""Netting (bù trừ): the level above keeps back what it is owed; both sides are booked gross."""

from dataclasses import dataclass
from datetime import date

from unionapp.errors import Refusal
from unionapp.finance.vouchers.drafting import write_draft
from unionapp.finance.vouchers.drafts import LineDraft, VoucherDraft
from unionapp.finance.vouchers.posting import post_unless_waiting
from unionapp.finance.vouchers.register import VoucherRow, voucher_row
from unionapp.organisation.office import Office

_SHARE_GRANTED, _REMITTED = "INC_UPPER_SHARE", "PAY_UP"
_DUES, _CONTRIBUTION = "11", "12"


@dataclass(frozen=True, slots=True)
class Netting:
    """The contribution share as granted, the dues kept back from it, and the bank's paper."""

    granted: int
    kept_back: int
    on: date
    reference: str
    counterparty: str
    account_id: int | None = None


def book_netting(office: Office, netting: Netting) -> tuple[VoucherRow, VoucherRow]:
    """Book the whole share as received and what was kept back as remitted, on one day.

    Where the unit wants payments approved first, both stay drafts until the chair has done so.

    Raises:
        Refusal: netting.too_much, V-01, account.none, period.locked.
    """
    if netting.kept_back > netting.granted:
        raise Refusal("netting.too_much")
    with office.change("voucher.net") as session:
        vouchers = [
            write_draft(session, office, draft)
            for draft in (
                _side(netting, "BC", LineDraft(_SHARE_GRANTED, netting.granted, _CONTRIBUTION)),
                _side(netting, "BN", LineDraft(_REMITTED, netting.kept_back, _DUES)),
            )
        ]
        session.flush()
        post_unless_waiting(session, office, vouchers)
        received, remitted = vouchers
        return voucher_row(session, received.id), voucher_row(session, remitted.id)


def _side(netting: Netting, kind: str, line: LineDraft) -> VoucherDraft:
    return VoucherDraft(
        kind=kind,
        voucher_on=netting.on,
        counterparty=netting.counterparty,
        reason=f"Bù trừ kinh phí được cấp và đoàn phí phải nộp ({netting.reference})",
        amount=line.amount,
        lines=(line,),
        account_id=netting.account_id,
        attachments=1,
    )
