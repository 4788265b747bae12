"""Half a year in the life of a sample unit: roster, changes, dues, payments, activities, locks."""

from pathlib import Path

from unionapp.demo.planning import hold
from unionapp.demo.samples import Sample, SampleUnit
from unionapp.demo.treasury import keep_treasury
from unionapp.finance.dues.collection import collect_dues
from unionapp.finance.dues.lists import make_dues
from unionapp.finance.month_closing import close_month
from unionapp.finance.vouchers.accounts import open_accounts, set_opening
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.drafts import LineDraft, VoucherDraft
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.events import EventDraft, record_event
from unionapp.membership.imports import import_roster
from unionapp.membership.lists import list_members
from unionapp.membership.members import add_member
from unionapp.membership.roster.check import check_roster
from unionapp.organisation.office import Office
from unionapp.organisation.opening import NewFolder, create_data_folder, open_office
from unionapp.organisation.profile import UnitProfile, edit_profile
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.months import last_day

_LOCKED = 3  # the first quarter is closed


def open_unit(folder: Path, sample: Sample, unit: SampleUnit) -> Office:
    """Found the encrypted data folder of a unit and sign its accountant in."""
    new = NewFolder(
        unit.facts,
        unit.officer,
        "accountant",
        sample.password,
        parent=sample.upper,
        since=sample.founded,
    )
    create_data_folder(folder, new)
    office = open_office(folder, today=sample.today, password=sample.password)
    profile = UnitProfile(
        place=unit.place,
        chair=unit.chair,
        accountant=unit.officer,
        cashier=unit.cashier,
        employer_name=unit.facts.name.removeprefix("CĐCS "),
        workers_total=unit.workers[0],
        workers_female=unit.workers[1],
    )
    edit_profile(office, profile)
    return office


def keep_half_a_year(office: Office, sample: Sample, unit: SampleUnit) -> str:
    """Do what an accountant and a chair do from January to June; say what was done."""
    reading = check_roster(unit.roster, today=sample.today)
    imported = import_roster(office, reading, skip_problems=True, salary_from=sample.salary_from)
    _change_members(office, sample, unit)
    _open_books(office, sample, unit)
    collected = sum(_collect(office, month) for month in sample.period.months())
    for payment in sample.payments:
        _pay(office, payment)
    for activity in sample.activities:
        hold(office, activity)
    keep_treasury(office, sample.period.start)
    for month in sample.period.months()[:_LOCKED]:
        close_month(office, month)
    return (
        f"{office.unit.name}: nhập {imported.imported} đoàn viên từ {unit.roster.name} "
        f"({imported.skipped} dòng có lỗi được để lại), thu đoàn phí {dong(collected)}, "
        f"{len(sample.payments)} khoản chi, {len(sample.activities)} hoạt động."
    )


def _change_members(office: Office, sample: Sample, unit: SampleUnit) -> None:
    members = list_members(office)
    for leaver in unit.leavers:
        draft = EventDraft(leaver.kind, leaver.on, reason="Theo đơn của đoàn viên")
        record_event(office, members[leaver.position].id, draft)
    for number, name in enumerate(unit.newcomers, start=1):
        joined = last_day(sample.period.months()[number])
        draft_member = MemberDraft(
            name,
            gender="female" if "Thị" in name else "male",
            birth_date=f"199{number}-0{number}",
            position="Công nhân",
            joined_on=joined.isoformat(),
        )
        month = sample.period.months()[number]
        add_member(office, draft_member, salary=5_310_000, salary_from=month, on=joined)


def _open_books(office: Office, sample: Sample, unit: SampleUnit) -> None:
    till = open_accounts(office)[0]
    set_opening(office, till.id, unit.opening, sample.period.start)


def _collect(office: Office, month: str) -> int:
    make_dues(office, month)
    done = collect_dues(office, month, on=last_day(month))
    post_voucher(office, done.voucher.id)
    return done.collected


def _pay(office: Office, payment: dict[str, object]) -> None:
    draft = VoucherDraft(
        kind="PC",
        voucher_on=payment["on"],  # type: ignore[arg-type]  # TOML gives dates as dates
        counterparty=str(payment["who"]),
        reason=str(payment["reason"]),
        amount=int(str(payment["amount"])),
        lines=(LineDraft(str(payment["item"]), int(str(payment["amount"]))),),
        attachments=1,
    )
    post_voucher(office, save_voucher(office, draft).id)
