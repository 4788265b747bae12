"""Posting: a draft gets its number and stays as it is; corrections are reversals."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.findings import Finding, fail, refuse_errors, warn
from unionapp.finance.items import scheme_on
from unionapp.finance.tables import FundAccount, Voucher
from unionapp.finance.vouchers.accounts import check_balance, require_account
from unionapp.finance.vouchers.approvals import check_approval, waits_for_approval
from unionapp.finance.vouchers.contribution_ties import contributed_by
from unionapp.finance.vouchers.drafting import write_negative
from unionapp.finance.vouchers.drafts import (
    RECEIPT_KINDS,
    Surroundings,
    VoucherDraft,
    check_draft,
    require_short,
)
from unionapp.finance.vouchers.dues_ties import collected_by, undo_collection
from unionapp.finance.vouchers.duplicates import check_duplicate
from unionapp.finance.vouchers.linked_vouchers import pair_of, written_with
from unionapp.finance.vouchers.money_roles import check_hands, money_roles_of
from unionapp.finance.vouchers.norms import check_norms
from unionapp.finance.vouchers.numbering import next_number
from unionapp.finance.vouchers.open_years import require_open
from unionapp.finance.vouchers.recipients import listed_amount, shares_of
from unionapp.finance.vouchers.register import (
    VoucherRow,
    draft_of,
    require_draft,
    require_voucher,
    voucher_row,
)
from unionapp.finance.vouchers.reversals import reversal_of
from unionapp.finance.vouchers.signers import keep_signers
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import legal_value
from unionapp.organisation.tiers import consolidates
from unionapp.vietnamese.amounts import group_digits
from unionapp.vietnamese.names import clean_text

_LOWERED = frozenset({"V-03", "V-04"})
# What hangs on a voucher and adds up to it.
_LISTS: Mapping[str, Callable[[Session, int], int | None]] = MappingProxyType(
    {
        "Danh sách thu đoàn phí": collected_by,
        "Kinh phí đã ghi nhận đóng": contributed_by,
        "Danh sách ký nhận": listed_amount,
    }
)


def post_voucher(office: Office, voucher_id: int) -> VoucherRow:
    """Give a draft its number, and what was written with it: all are posted, or none.

    Raises:
        Refusal: voucher.unknown, voucher.posted, period.locked, or the V-code of the first rule
            that is not kept, such as V-03 with the first bad day and amount.
    """
    with office.change("voucher.post") as session:
        voucher = require_draft(session, office.unit.id, voucher_id)
        for side in written_with(session, voucher):
            post_draft(session, office, side)
        return voucher_row(session, voucher.id)


def check_posting(
    session: Session,
    office: Office,
    draft: VoucherDraft,
    account: FundAccount,
    voucher: Voucher | None = None,
) -> Iterator[Finding]:
    """What the rules say of a draft, but for its approval and its estimate.

    Raises:
        Refusal: parameter.missing, item.no_scheme.
    """
    is_transfer = voucher is not None and voucher.pair_id is not None
    day = draft.voucher_on
    around = Surroundings(
        scheme=scheme_on(day),
        today=office.today,
        officer=office.officer.name,
        large_cash=legal_value(session, office.unit.id, "voucher.large_cash", day).amount,
        is_transfer=is_transfer,
        is_upper=consolidates(office.unit.tier),
    )
    yield from check_draft(draft, around)
    if not is_transfer:
        yield from check_hands(draft, office.officer.name, money_roles_of(session, office.unit.id))
    if account.opened_on is not None and day < account.opened_on:
        yield fail("voucher.before_books", "voucher_on", on=f"{account.opened_on:%d/%m/%Y}")
    yield from _check_lists(session, draft, voucher)
    shares = () if voucher is None else shares_of(session, voucher.id)
    yield from check_norms(session, office.unit.id, draft.lines, day, around.scheme, shares)
    yield from _check_order(session, office.unit.id, draft)
    yield from check_duplicate(session, office.unit.id, draft, voucher)
    change = draft.amount if draft.kind in RECEIPT_KINDS else -draft.amount
    advance_id = None if voucher is None else voucher.advance_id
    short = check_balance(session, account, [(day, change)], advance_id)
    yield from _soften(session, office, short, day)


def reverse_voucher(
    office: Office, voucher_id: int, reason: str, on: date | None = None
) -> VoucherRow:
    """Take a posted voucher back by a linked one with a negative amount (ghi số âm).

    Luật Kế toán 88/2015/QH13 art. 27: nothing is erased.

    Without a day it is booked today, or with its original where that is dated later.

    Raises:
        Refusal: voucher.unknown, voucher.not_posted, voucher.already_reversed,
            voucher.is_reversal, voucher.reason_needed, voucher.too_long,
            voucher.reversed_before, V-02.year, period.locked, V-03, V-04, advance.overspent.
    """
    if not clean_text(reason):
        raise Refusal("voucher.reason_needed")
    require_short(reason, "reason", 500)
    with office.change("voucher.reverse") as session:
        voucher = require_voucher(session, office.unit.id, voucher_id)
        booked_on = max(side.voucher_on for side in pair_of(session, voucher))
        if on is not None and on < booked_on:
            raise Refusal("voucher.reversed_before", original=f"{booked_on:%d/%m/%Y}")
        return write_reversal(session, office, voucher, on or office.today, clean_text(reason))


def write_reversal(
    session: Session, office: Office, voucher: Voucher, on: date, reason: str
) -> VoucherRow:
    """Reverse and post inside a transaction that is already open, never before the original.

    Raises:
        Refusal: as `reverse_voucher`.
    """
    _require_reversible(session, voucher)
    day = max(on, *(side.voucher_on for side in pair_of(session, voucher)))
    if day.year > office.today.year:
        raise Refusal("V-02.year", year=day.year)
    require_open(session, office.unit.id, day)
    reversals = {
        side.id: _reverse(session, office, side, day, reason) for side in pair_of(session, voucher)
    }
    _link_pair(session, voucher, reversals)
    for reversal in sorted(reversals.values(), key=_takes_out):
        check_balance_and_post(session, office, reversal)
    return voucher_row(session, reversals[voucher.id].id)


def _soften(
    session: Session, office: Office, findings: Iterator[Finding], day: date
) -> Iterator[Finding]:
    # A unit may lower V-03 and V-04 to warnings by a parameter of its own; nobody accounts for
    # more than they were handed.
    strict = legal_value(session, office.unit.id, "voucher.refuse_negative", day).flag
    for finding in findings:
        may_lower = not strict and finding.code in _LOWERED
        yield warn(finding.code, finding.field, **finding.details) if may_lower else finding


def _check_lists(
    session: Session, draft: VoucherDraft, voucher: Voucher | None
) -> Iterator[Finding]:
    """The lists behind a voucher add up to it: what it collects, recipients who sign (V-07)."""
    if voucher is None:
        return
    for what, total_of in _LISTS.items():
        total = total_of(session, voucher.id)
        if total is not None and abs(total) != draft.amount:
            yield fail(
                "V-07",
                "amount",
                what=what,
                amount=group_digits(draft.amount),
                total=group_digits(abs(total)),
            )


def _check_order(session: Session, unit_id: int, draft: VoucherDraft) -> Iterator[Finding]:
    latest: date | None = session.scalar(
        select(func.max(Voucher.voucher_on)).filter_by(
            unit_id=unit_id, year=draft.voucher_on.year, kind=draft.kind, status="posted"
        )
    )
    if latest is not None and latest > draft.voucher_on:
        yield warn("V-05", "voucher_on", latest=f"{latest:%d/%m/%Y}")


def post_draft(session: Session, office: Office, voucher: Voucher) -> None:
    """Post one draft inside a transaction that is already open.

    Raises:
        Refusal: as `post_voucher`.
    """
    require_open(session, office.unit.id, voucher.voucher_on)
    account = require_account(session, office.unit.id, voucher.account_id)
    refuse_errors(
        check_approval(session, office.unit.id, voucher.kind, voucher.voucher_on, voucher)
    )
    draft = draft_of(session, voucher)
    refuse_errors(check_posting(session, office, draft, account, voucher))
    _post(session, office, voucher)


def post_unless_waiting(session: Session, office: Office, vouchers: Sequence[Voucher]) -> None:
    """Post what was written together, in order; all stay drafts where one waits for the chair.

    Raises:
        Refusal: as `post_voucher`.
    """
    if any(waits_for_approval(session, voucher) for voucher in vouchers):
        return
    for voucher in vouchers:
        post_draft(session, office, voucher)


def check_balance_and_post(session: Session, office: Office, voucher: Voucher) -> None:
    """Post a negative entry: whatever it takes out has to be there.

    Raises:
        Refusal: V-03, V-04, advance.overspent.
    """
    account = require_account(session, office.unit.id, voucher.account_id)
    change = voucher.amount if voucher.kind in RECEIPT_KINDS else -voucher.amount
    added = [(voucher.voucher_on, change)]
    findings = check_balance(session, account, added, voucher.advance_id)
    refuse_errors(_soften(session, office, findings, voucher.voucher_on))
    _post(session, office, voucher)


def _post(session: Session, office: Office, voucher: Voucher) -> None:
    taken = session.scalar(
        select(func.max(Voucher.number)).filter_by(
            unit_id=voucher.unit_id, year=voucher.year, kind=voucher.kind
        )
    )
    keep_signers(session, voucher)
    voucher.number = next_number(taken)
    voucher.status = "posted"
    voucher.posted_at, voucher.posted_by = office.moment(), office.officer.name
    session.flush()


def _takes_out(reversal: Voucher) -> bool:
    # What comes back goes first, so that nothing dips below zero in between.
    return reversal.kind in RECEIPT_KINDS


def _require_reversible(session: Session, voucher: Voucher) -> None:
    if voucher.status != "posted":
        raise Refusal("voucher.not_posted")
    if voucher.reverses_id is not None:
        raise Refusal("voucher.is_reversal")
    if reversal_of(session, voucher.id) is not None:
        raise Refusal("voucher.already_reversed")


def _reverse(
    session: Session, office: Office, original: Voucher, day: date, reason: str
) -> Voucher:
    draft = draft_of(session, original)
    negative = replace(
        draft,
        voucher_on=day,
        reason=reason,
        amount=-draft.amount,
        lines=tuple(replace(line, amount=-line.amount) for line in draft.lines),
    )
    reversal = write_negative(session, office, negative, original.account_id, reverses=original)
    undo_collection(session, office, original, reversal)
    return reversal


def _link_pair(session: Session, voucher: Voucher, reversals: dict[int, Voucher]) -> None:
    if voucher.pair_id is not None:
        for reversal in reversals.values():
            reversal.pair_id = reversals[voucher.pair_id].id
    session.flush()
