"""The second half of the demo's year and its settlement, for the pictures of what comes then."""

from pathlib import Path

from unionapp.demo.samples import Sample
from unionapp.finance.dues.collection import collect_dues
from unionapp.finance.dues.lists import make_dues
from unionapp.finance.month_closing import close_month
from unionapp.finance.vouchers.accounts import open_accounts
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.drafts import LineDraft, VoucherDraft
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.vouchers.register import list_vouchers
from unionapp.finance.year.disclosures import DisclosureRow, record_disclosure
from unionapp.finance.year.handing_in import hand_in_settlement, take_back_settlement
from unionapp.organisation.locks import list_locks, unlock_month
from unionapp.organisation.office import Office
from unionapp.organisation.opening import open_office
from unionapp.vietnamese.months import last_day
from unionapp.vietnamese.periods import Period, whole_year


def open_after_the_year(folder: Path, sample: Sample) -> Office:
    """The office in the January after: handed in, sent back, corrected, handed in again."""
    year = sample.today.year
    today = sample.today.replace(year=year + 1, month=1, day=20)
    office = open_office(folder, today=today, password=sample.password)
    for month in Period.parse(f"{year}-H2").months():
        make_dues(office, month)
        post_voucher(office, collect_dues(office, month, on=last_day(month)).voucher.id)
    _post_what_waits(office)
    months = whole_year(year).months()
    for month in months[len(list_locks(office)) :]:
        close_month(office, month)
    hand_in_settlement(office, year)
    take_back_settlement(office, year, "Cấp trên trả lại: thiếu lãi tiền gửi cuối năm")
    unlock_month(office, months[-1], "Ghi bổ sung lãi tiền gửi ngân hàng báo muộn")
    _add_forgotten_interest(office, year)
    close_month(office, months[-1])
    hand_in_settlement(office, year)
    record_disclosure(
        office, DisclosureRow(year, "settlement", today, "posted", today, "Bảng tin công đoàn")
    )
    return office


def _post_what_waits(office: Office) -> None:
    for row in list_vouchers(office):
        if row.status == "draft":
            post_voucher(office, row.id)


def _add_forgotten_interest(office: Office, year: int) -> None:
    bank = next(account for account in open_accounts(office) if account.kind == "bank")
    draft = VoucherDraft(
        kind="BC",
        voucher_on=last_day(f"{year}-12"),
        counterparty=bank.bank,
        reason=f"Lãi tiền gửi 6 tháng cuối năm {year}",
        amount=46_800,
        lines=(LineDraft("INC_MISC", 46_800, "142"),),
        account_id=bank.id,
        attachments=1,
    )
    post_voucher(office, save_voucher(office, draft).id)
