"""Advances: money handed to somebody leaves the till, and is spending only once accounted for."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from unionapp.database.base import new_uid
from unionapp.errors import Refusal
from unionapp.finance.items import scheme_on
from unionapp.finance.tables import Advance, FundAccount, Voucher, VoucherLine
from unionapp.finance.vouchers.accounts import (
    SIGNED_AMOUNT,
    account_for,
    ensure_advances,
    require_account,
)
from unionapp.finance.vouchers.drafting import write_draft
from unionapp.finance.vouchers.drafts import KINDS_OF_ACCOUNT, LineDraft, VoucherDraft
from unionapp.finance.vouchers.numbering import Numbering
from unionapp.finance.vouchers.posting import post_unless_waiting
from unionapp.finance.vouchers.transfers import Transfer, write_transfer
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import legal_value
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.names import clean_text


@dataclass(frozen=True, slots=True)
class AdvanceDraft:
    """Who is handed how much for what; without an account it comes out of the till."""

    person: str
    purpose: str
    amount: int
    on: date
    account_id: int | None = None
    member_id: int | None = None


@dataclass(frozen=True, slots=True)
class AdvanceRow:
    """An advance: handed out, spent, handed back, and still to be accounted for.

    `is_waiting`: a voucher of it is still a draft, such as one the chair has not approved.
    """

    id: int
    person: str
    purpose: str
    advanced_on: date
    given: int
    spent: int
    outstanding: int
    clear_by: date
    is_overdue: bool
    is_waiting: bool = False
    returned: int = 0


@dataclass(frozen=True, slots=True)
class AdvanceStep:
    """A posted voucher of an advance: money handed over, spent or handed back.

    `lines` are what it was spent on, each in the words of its note or its item.
    """

    kind: str
    number: str
    on: date
    reason: str
    amount: int
    is_spending: bool
    lines: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class AdvanceStory:
    """Who was handed money for what, and every posted voucher of it in order of days."""

    person: str
    purpose: str
    steps: tuple[AdvanceStep, ...]


def give_advance(office: Office, draft: AdvanceDraft) -> AdvanceRow:
    """Hand out an advance: it leaves the account at once and is not spending yet.

    Where the unit wants payments approved first, its vouchers stay drafts until the chair has
    done so; posting them hands the money out.

    Raises:
        Refusal: advance.person_needed, V-01, V-03, V-04, period.locked.
    """
    if not clean_text(draft.person) or not clean_text(draft.purpose):
        raise Refusal("advance.person_needed")
    with office.change("advance.give") as session:
        advance = Advance(
            uid=new_uid(office.clock()),
            unit_id=office.unit.id,
            person=clean_text(draft.person),
            member_id=draft.member_id,
            purpose=clean_text(draft.purpose),
            advanced_on=draft.on,
        )
        session.add(advance)
        session.flush()
        source = _source(session, office, draft.account_id)
        written = _hand_over(session, office, advance, source, draft.amount, draft.on)
        post_unless_waiting(session, office, written)
        return _row(session, advance, office.today)


def clear_advance(  # an advance is cleared by these six facts
    office: Office,
    advance_id: int,
    lines: tuple[LineDraft, ...],
    on: date,
    attachments: int = 1,
    returned: int | None = None,
) -> AdvanceRow:
    """Account for an advance (C43-BB), whole or in part; what was spent above it is paid.

    The rest comes back, or only what is said to: the person keeps what is then left, and accounts
    for it another time.

    Where the unit wants payments approved first, the vouchers stay drafts as in `give_advance`.

    Raises:
        Refusal: advance.unknown, advance.waiting, advance.cleared, advance.returned, V-01, V-03,
            V-04, V-06, period.locked.
    """
    with office.change("advance.clear") as session:
        advance = require_advance(session, office.unit.id, advance_id)
        if _waiting(session, advance.id):
            raise Refusal("advance.waiting")
        left = outstanding_of(session, advance.id)
        if left <= 0:
            raise Refusal("advance.cleared")
        spent = sum(line.amount for line in lines)
        back = _handed_back(left - spent, returned)
        source = _first_source(session, advance.id)
        written: list[Voucher] = []
        if spent > left:
            written += _hand_over(session, office, advance, source, spent - left, on)
        if lines or not back:
            written.append(_spend(session, office, advance, lines, on, attachments))
        if back:
            written += _hand_back(session, office, advance, source, back, on)
        post_unless_waiting(session, office, written)
        return _row(session, advance, office.today)


def list_advances(
    office: Office, *, open_only: bool = False, as_of: date | None = None
) -> tuple[AdvanceRow, ...]:
    """The advances of the unit as they stand at the end of a day (default today), oldest first.

    Raises:
        Refusal: parameter.missing.
    """
    query = select(Advance).filter_by(unit_id=office.unit.id)
    if as_of is not None:
        query = query.where(Advance.advanced_on <= as_of)
    with office.read() as session:
        rows = tuple(
            _row(session, advance, office.today, as_of)
            for advance in session.scalars(query.order_by(Advance.advanced_on, Advance.id))
        )
    return tuple(row for row in rows if row.outstanding or not open_only)


def tell_advance(office: Office, advance_id: int) -> AdvanceStory:
    """How an advance was handed out and accounted for, from its posted vouchers.

    Raises:
        Refusal: advance.unknown, advance.waiting where nothing was handed out yet.
    """
    with office.read() as session:
        advance = require_advance(session, office.unit.id, advance_id)
        posted = select(Voucher).filter_by(advance_id=advance_id, status="posted")
        vouchers = session.scalars(posted.order_by(Voucher.voucher_on, Voucher.id)).all()
        if not vouchers:
            raise Refusal("advance.waiting")
        numbering = Numbering(session, office.unit.id)
        steps = tuple(_step(session, voucher, numbering) for voucher in vouchers)
        return AdvanceStory(advance.person, advance.purpose, steps)


def require_advance(session: Session, unit_id: int, advance_id: int) -> Advance:
    """An advance of this unit.

    Raises:
        Refusal: advance.unknown.
    """
    advance = session.scalar(select(Advance).filter_by(unit_id=unit_id, id=advance_id))
    if advance is None:
        raise Refusal("advance.unknown", advance=advance_id)
    return advance


def last_day_to_clear(session: Session, unit_id: int, on: date) -> date:
    """By when money that is advanced on a day is to be accounted for."""
    return on + timedelta(days=legal_value(session, unit_id, "advance.clear_days", on).amount)


def outstanding_of(session: Session, advance_id: int) -> int:
    """What is left of an advance."""
    return _sum(session, advance_id, *_on_advance_account())


def _handed_back(rest: int, returned: int | None) -> int:
    most = max(rest, 0)
    if returned is None:
        return most
    if not 0 <= returned <= most:
        raise Refusal("advance.returned", most=dong(most))
    return returned


def _row(session: Session, advance: Advance, today: date, as_of: date | None = None) -> AdvanceRow:
    by_day = () if as_of is None else (Voucher.voucher_on <= as_of,)
    left = _sum(session, advance.id, *_on_advance_account(), *by_day)
    given = _sum(session, advance.id, Voucher.kind == "TU", *by_day)
    spent = -_sum(session, advance.id, Voucher.kind == "HU", Voucher.pair_id.is_(None), *by_day)
    clear_by = last_day_to_clear(session, advance.unit_id, advance.advanced_on)
    return AdvanceRow(
        id=advance.id,
        person=advance.person,
        purpose=advance.purpose,
        advanced_on=advance.advanced_on,
        given=given,
        spent=spent,
        outstanding=left,
        clear_by=clear_by,
        is_overdue=left > 0 and (as_of or today) > clear_by,
        is_waiting=_waiting(session, advance.id),
        returned=given - spent - left,
    )


def _step(session: Session, voucher: Voucher, numbering: Numbering) -> AdvanceStep:
    return AdvanceStep(
        voucher.kind,
        numbering.write(voucher.kind, voucher.number, voucher.voucher_on),
        voucher.voucher_on,
        voucher.reason,
        voucher.amount,
        voucher.kind == "HU" and voucher.pair_id is None,
        _spent_on(session, voucher),
    )


def _spent_on(session: Session, voucher: Voucher) -> tuple[tuple[str, int], ...]:
    scheme = scheme_on(voucher.voucher_on)
    rows = session.scalars(
        select(VoucherLine).filter_by(voucher_id=voucher.id).order_by(VoucherLine.id)
    )
    return tuple((row.note or scheme.find(row.item).name, row.amount) for row in rows)


def _waiting(session: Session, advance_id: int) -> bool:
    drafts = select(Voucher.id).filter_by(advance_id=advance_id, status="draft")
    return session.scalar(drafts.limit(1)) is not None


def _on_advance_account() -> tuple[ColumnElement[bool], ...]:
    return (Voucher.kind.in_(KINDS_OF_ACCOUNT["advance"]),)


def _sum(session: Session, advance_id: int, *conditions: ColumnElement[bool]) -> int:
    query = select(func.sum(SIGNED_AMOUNT)).where(
        Voucher.advance_id == advance_id, Voucher.status == "posted", *conditions
    )
    return session.scalar(query) or 0


def _source(session: Session, office: Office, account_id: int | None) -> FundAccount:
    if account_id is None:
        return account_for(session, office, "PC", None)
    return require_account(session, office.unit.id, account_id)


def _first_source(session: Session, advance_id: int) -> FundAccount:
    query = (
        select(FundAccount)
        .join(Voucher, Voucher.account_id == FundAccount.id)
        .where(Voucher.advance_id == advance_id, FundAccount.kind != "advance")
        .order_by(Voucher.id)
    )
    return session.scalars(query.limit(1)).one()


def _hand_over(
    session: Session, office: Office, advance: Advance, source: FundAccount, amount: int, on: date
) -> tuple[Voucher, ...]:
    target = ensure_advances(session, office)
    moved = Transfer(source.id, target.id, amount, on)
    return _move(session, office, advance, replace(moved, reason=f"Tạm ứng: {advance.purpose}"))


def _hand_back(
    session: Session, office: Office, advance: Advance, target: FundAccount, amount: int, on: date
) -> tuple[Voucher, ...]:
    source = ensure_advances(session, office)
    moved = Transfer(source.id, target.id, amount, on)
    reason = f"Hoàn tạm ứng: {advance.purpose}"
    return _move(session, office, advance, replace(moved, reason=reason))


def _move(
    session: Session, office: Office, advance: Advance, moved: Transfer
) -> tuple[Voucher, ...]:
    sides = write_transfer(session, office, replace(moved, counterparty=advance.person))
    for side in sides:
        side.advance_id = advance.id
    session.flush()
    return sides


def _spend(
    session: Session,
    office: Office,
    advance: Advance,
    lines: tuple[LineDraft, ...],
    on: date,
    attachments: int,
) -> Voucher:
    draft = VoucherDraft(
        kind="HU",
        voucher_on=on,
        counterparty=advance.person,
        reason=advance.purpose,
        amount=sum(line.amount for line in lines),
        lines=lines,
        account_id=ensure_advances(session, office).id,
        member_id=advance.member_id,
        attachments=attachments,
    )
    voucher = write_draft(session, office, draft)
    voucher.advance_id = advance.id
    session.flush()
    return voucher
