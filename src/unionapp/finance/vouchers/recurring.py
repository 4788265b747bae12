"""Vouchers that come back every month, such as allowances or bank fees: proposed, then drafted."""

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.tables import RecurringVoucher, Voucher
from unionapp.finance.vouchers.drafting import write_draft
from unionapp.finance.vouchers.drafts import LineDraft, VoucherDraft, require_keepable
from unionapp.finance.vouchers.register import VoucherRow, voucher_row
from unionapp.organisation.office import Office
from unionapp.organisation.periods import read_month
from unionapp.vietnamese.dates import month_label
from unionapp.vietnamese.months import first_day, last_day
from unionapp.vietnamese.names import clean_text

_LAST_POSSIBLE_DAY = 31


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A voucher and when it comes back; a day that a month lacks means its last one.

    `{month}` in the reason becomes the name of the month.
    """

    draft: VoucherDraft
    day: int
    first_month: str
    last_month: str | None = None


@dataclass(frozen=True, slots=True)
class RecurringRow:
    """A recurring voucher of the unit."""

    id: int
    recurrence: Recurrence


@dataclass(frozen=True, slots=True)
class DueVoucher:
    """What a recurring voucher proposes for a month."""

    recurring_id: int
    draft: VoucherDraft


def save_recurring(
    office: Office, recurrence: Recurrence, recurring_id: int | None = None
) -> RecurringRow:
    """Keep a recurring voucher, new or changed; what was drafted from it stays.

    Raises:
        Refusal: V-01, voucher.unknown_kind, period.unreadable, recurring.day, recurring.months,
            recurring.unknown.
    """
    _check(recurrence)
    with office.change("recurring.save") as session:
        if recurring_id is None:
            row = RecurringVoucher(unit_id=office.unit.id)
        else:
            row = _require(session, office, recurring_id)
        _fill(row, recurrence)
        session.add(row)
        session.flush()
        return _row(row)


def end_recurring(office: Office, recurring_id: int, last_month: str) -> RecurringRow:
    """Let a recurring voucher come for the last time in a month.

    Raises:
        Refusal: recurring.unknown, period.unreadable, recurring.months.
    """
    with office.change("recurring.end") as session:
        row = _require(session, office, recurring_id)
        _check(replace(_row(row).recurrence, last_month=last_month))
        row.last_month = last_month
        session.flush()
        return _row(row)


def drop_recurring(office: Office, recurring_id: int) -> None:
    """Take a recurring voucher off the list; one that vouchers came from is ended instead.

    Raises:
        Refusal: recurring.unknown, recurring.used.
    """
    with office.change("recurring.drop") as session:
        row = _require(session, office, recurring_id)
        if session.scalar(select(Voucher.id).filter_by(recurring_id=row.id).limit(1)) is not None:
            raise Refusal("recurring.used")
        session.delete(row)


def list_recurring(office: Office) -> tuple[RecurringRow, ...]:
    """The recurring vouchers of the unit by their day."""
    query = select(RecurringVoucher).filter_by(unit_id=office.unit.id)
    with office.read() as session:
        ordered = query.order_by(RecurringVoucher.day, RecurringVoucher.id)
        return tuple(_row(row) for row in session.scalars(ordered))


def due_recurring(office: Office, month: str) -> tuple[DueVoucher, ...]:
    """The drafts that a month still asks for; one thrown away is asked for again.

    Raises:
        Refusal: period.unreadable.
    """
    read_month(month)
    with office.read() as session:
        return _due(session, office, month)


def draft_recurring(
    office: Office, month: str, only: Collection[int] | None = None
) -> tuple[VoucherRow, ...]:
    """Write the drafts that a month asks for, all or only those of some recurring vouchers.

    Raises:
        Refusal: period.unreadable, period.locked, account.none, account.wrong_kind.
    """
    read_month(month)
    with office.change("recurring.draft") as session:
        rows = []
        for due in _due(session, office, month):
            if only is None or due.recurring_id in only:
                voucher = write_draft(session, office, due.draft)
                voucher.recurring_id = due.recurring_id
                session.flush()
                rows.append(voucher_row(session, voucher.id))
        return tuple(rows)


def _due(session: Session, office: Office, month: str) -> tuple[DueVoucher, ...]:
    written = select(Voucher.recurring_id).where(
        Voucher.unit_id == office.unit.id,
        Voucher.recurring_id.is_not(None),
        Voucher.reverses_id.is_(None),
        Voucher.voucher_on.between(first_day(month), last_day(month)),
    )
    query = (
        select(RecurringVoucher)
        .filter_by(unit_id=office.unit.id)
        .where(RecurringVoucher.first_month <= month)
        .where(or_(RecurringVoucher.last_month.is_(None), RecurringVoucher.last_month >= month))
        .where(RecurringVoucher.id.not_in(written))
        .order_by(RecurringVoucher.day, RecurringVoucher.id)
    )
    return tuple(DueVoucher(row.id, _draft_in(row, month)) for row in session.scalars(query))


def _draft_in(row: RecurringVoucher, month: str) -> VoucherDraft:
    draft = _draft(row)
    end = last_day(month)
    on = end.replace(day=min(row.day, end.day))
    return replace(
        draft, voucher_on=on, reason=draft.reason.replace("{month}", month_label(month))
    )


def _check(recurrence: Recurrence) -> None:
    require_keepable(recurrence.draft)
    first = read_month(recurrence.first_month)
    if not 1 <= recurrence.day <= _LAST_POSSIBLE_DAY:
        raise Refusal("recurring.day")
    if recurrence.last_month is not None and read_month(recurrence.last_month) < first:
        raise Refusal("recurring.months")


def _require(session: Session, office: Office, recurring_id: int) -> RecurringVoucher:
    found = select(RecurringVoucher).filter_by(unit_id=office.unit.id, id=recurring_id)
    row = session.scalar(found)
    if row is None:
        raise Refusal("recurring.unknown", recurring=recurring_id)
    return row


def _fill(row: RecurringVoucher, recurrence: Recurrence) -> None:
    draft = recurrence.draft
    row.day, row.first_month = recurrence.day, recurrence.first_month
    row.last_month = recurrence.last_month
    row.kind, row.account_id, row.member_id = draft.kind, draft.account_id, draft.member_id
    row.counterparty, row.address = clean_text(draft.counterparty), clean_text(draft.address)
    row.reason, row.amount, row.template = clean_text(draft.reason), draft.amount, draft.template
    row.lines = json.dumps([asdict(line) for line in draft.lines], ensure_ascii=False)


def _row(row: RecurringVoucher) -> RecurringRow:
    return RecurringRow(row.id, Recurrence(_draft(row), row.day, row.first_month, row.last_month))


def _draft(row: RecurringVoucher) -> VoucherDraft:
    return VoucherDraft(
        kind=row.kind,
        voucher_on=first_day(row.first_month),
        counterparty=row.counterparty,
        reason=row.reason,
        amount=row.amount,
        lines=tuple(LineDraft(**line) for line in json.loads(row.lines)),
        account_id=row.account_id,
        address=row.address,
        member_id=row.member_id,
        template=row.template,
    )
