"""Ready-made vouchers and members with salaries."""

from datetime import date

from unionapp.finance.vouchers.drafts import LineDraft, VoucherDraft
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.members import add_member
from unionapp.organisation.office import Office

ITEMS = {"PT": "INC_MISC", "BC": "INC_MISC", "PC": "EXP_CARE_VISIT", "BN": "EXP_CARE_VISIT"}


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
