"""Ready-made vouchers and members with salaries."""

from collections.abc import Callable
from datetime import date

from unionapp.finance.contributions.book import ContributionRow, show_contribution
from unionapp.finance.contributions.payments import take_payment
from unionapp.finance.vouchers.accounts import add_bank_account, set_opening
from unionapp.finance.vouchers.drafts import LineDraft, VoucherDraft
from unionapp.finance.year.handing_in import hand_in_settlement, take_back_settlement
from unionapp.finance.year.settlement import SettlementForm
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.members import add_member
from unionapp.organisation.locks import list_locks, lock_month, unlock_month
from unionapp.organisation.office import Office
from unionapp.organisation.units import UnitFacts
from unionapp.vietnamese.months import next_month

ITEMS = {"PT": "INC_MISC", "BC": "INC_MISC", "PC": "EXP_CARE_VISIT", "BN": "EXP_CARE_VISIT"}


def level_above(make_office: Callable[..., Office]) -> Office:
    """A level above with money in the bank."""
    office = make_office("above", UnitFacts("KCN", "CT-09", "Công đoàn các KCN"), parent=None)
    bank = add_bank_account(office, "Agribank", bank="Agribank", number="1")
    set_opening(office, bank.id, 900_000_000, date(2026, 1, 1))
    return office


def draft(
    kind: str, amount: int, on: date, item: str | None = None, **details: object
) -> VoucherDraft:
    facts = {
        "counterparty": "Trần Văn Bình",
        "reason": "Thăm ốm" if kind in {"PC", "BN"} else "Lãi tiền gửi",
        "attachments": 1,
        "lines": (LineDraft(item or ITEMS[kind], amount),),
        **details,
    }
    return VoucherDraft(kind=kind, voucher_on=on, amount=amount, **facts)


def add_payer(office: Office, name: str, salary: int, since: str = "2025-01") -> int:
    row = add_member(
        office,
        MemberDraft(full_name=name),
        salary=salary,
        salary_from=since,
        on=date(int(since[:4]), int(since[5:]), 1),
    )
    return row.id


def pay_contribution(
    office: Office, month: str, amount: int, on: date, payer: str = ""
) -> ContributionRow:
    """Pay the level above for a month that was declared."""
    declared = show_contribution(office, month, payer)
    return take_payment(office, declared.id, amount, on).row


def lock_year(office: Office, year: int) -> None:
    """Lock the books of a year to its last month; the first lock closes what was before it."""
    locked = [one.month for one in list_locks(office)]
    month = next_month(max(locked)) if locked else f"{year}-12"
    while month <= f"{year}-12":
        lock_month(office, month)
        month = next_month(month)


def hand_in(office: Office, year: int) -> SettlementForm:
    """Lock a year and hand its settlement in."""
    lock_year(office, year)
    return hand_in_settlement(office, year)


def take_back(office: Office, year: int) -> None:
    """Take the settlement of a year back and open its last month."""
    take_back_settlement(office, year, "Cấp trên trả lại để bổ sung")
    for lock in reversed(list_locks(office)):
        if lock.month >= f"{year}-12":
            unlock_month(office, lock.month, "Cấp trên trả lại để bổ sung")
