"""What to look at before a voucher is written or posted: all the rules at once."""

from datetime import date

from unionapp.finance.findings import Finding
from unionapp.finance.vouchers.accounts import account_for, open_till
from unionapp.finance.vouchers.approvals import check_approval
from unionapp.finance.vouchers.drafts import VoucherDraft, require_keepable
from unionapp.finance.vouchers.open_years import require_open
from unionapp.finance.vouchers.posting import check_posting
from unionapp.finance.vouchers.register import require_voucher, show_voucher
from unionapp.finance.year.budget_checks import check_budget
from unionapp.finance.year.corrections import check_recovered
from unionapp.organisation.office import Office


def check_stored(office: Office, voucher_id: int) -> tuple[Finding, ...]:
    """What posting a draft that is kept would run into, and what asks for a look.

    Raises:
        Refusal: as `check_voucher`.
    """
    return check_voucher(office, show_voucher(office, voucher_id).draft, voucher_id)


def check_voucher(
    office: Office, draft: VoucherDraft, voucher_id: int | None = None
) -> tuple[Finding, ...]:
    """Everything that posting a draft would run into, errors and warnings, all at once.

    With the stored draft it changes, its lists and its approval count, too.

    Raises:
        Refusal: voucher.unknown, account.none, account.unknown, account.wrong_kind,
            parameter.missing; what cannot be kept (V-01, voucher.unknown_kind,
            voucher.attachments, voucher.unknown_source, voucher.too_long, item.no_scheme).
    """
    require_keepable(draft)
    open_till(office)
    with office.read() as session:
        account = account_for(session, office, draft.kind, draft.account_id)
        unit_id, day = office.unit.id, draft.voucher_on
        voucher = None if voucher_id is None else require_voucher(session, unit_id, voucher_id)
        return (
            *check_posting(session, office, draft, account, voucher),
            *check_budget(session, unit_id, draft),
            *check_recovered(session, unit_id, draft),
            *check_approval(session, unit_id, draft.kind, day, voucher),
        )


def require_open_day(office: Office, day: date) -> None:
    """Refuse a day on which nothing can be written any more, before the rest is typed.

    Raises:
        Refusal: year.submitted, period.locked.
    """
    with office.read() as session:
        require_open(session, office.unit.id, day)
