"""Allowances of part-time officers (phụ cấp cán bộ công đoàn): coefficient × base salary a month.

Coefficients come from a decision of the General Confederation that changes; a unit enters its own
for each post. Who holds several posts is paid for the highest one only.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.splits import round_half_up
from unionapp.finance.vouchers.drafting import write_draft
from unionapp.finance.vouchers.drafts import LineDraft, VoucherDraft
from unionapp.finance.vouchers.paid_allowances import ALLOWANCE_ITEM, paid_allowances
from unionapp.finance.vouchers.recipients import Recipient, write_recipients
from unionapp.finance.vouchers.register import VoucherRow, voucher_row
from unionapp.membership.posts import posts, require_post
from unionapp.membership.tables import Cadre, Member
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import LegalValue, legal_value, set_own_parameter
from unionapp.vietnamese.amounts import amount_in_words
from unionapp.vietnamese.months import last_day
from unionapp.vietnamese.names import clean_text
from unionapp.vietnamese.periods import Period

COEFFICIENT = "allowance.coef"
_GREATEST = Decimal(5)
_FROM_DUES = "11"


@dataclass(frozen=True, slots=True)
class AllowanceRow:
    """A line of the payment table: a person on one post at one monthly amount."""

    member_id: int
    full_name: str
    post: str
    coefficient: Decimal
    monthly: int
    months: int

    @property
    def amount(self) -> int:
        """What the line comes to."""
        return self.monthly * self.months


@dataclass(frozen=True)
class AllowanceTable:
    """Bảng thanh toán phụ cấp of a period; `missing` names posts without a coefficient."""

    period: Period
    rows: tuple[AllowanceRow, ...]
    total: int
    in_words: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Holder:
    member_id: int
    name: str
    post: str


@dataclass(frozen=True, slots=True)
class PostAllowance:
    """A post with the coefficient that holds on a day, if one was entered."""

    post: str
    name: str
    coefficient: Decimal | None
    valid_from: date | None
    decision: str


def set_allowance(
    office: Office, post: str, coefficient: Decimal, *, valid_from: date, decision: str
) -> LegalValue:
    """Enter the coefficient of a post from a day on, by the decision it stands in.

    Raises:
        Refusal: cadre.unknown_post, allowance.coefficient, allowance.decision_needed.
    """
    code = require_post(post).code
    if not 0 < coefficient <= _GREATEST:
        raise Refusal("allowance.coefficient")
    if not clean_text(decision):
        raise Refusal("allowance.decision_needed")
    return set_own_parameter(
        office,
        COEFFICIENT,
        str(coefficient),
        valid_from=valid_from,
        legal_basis=clean_text(decision),
        segment=code,
    )


def list_coefficients(office: Office, on: date) -> tuple[PostAllowance, ...]:
    """Every post in the order of rank with its coefficient on a day."""
    with office.read() as session:
        return tuple(
            PostAllowance(code, post.name, None, None, "")
            if (value := _coefficient(session, office.unit.id, on, code)) is None
            else PostAllowance(code, post.name, value.rate, value.valid_from, value.legal_basis)
            for code, post in posts().items()
        )


def list_allowances(office: Office, period: Period) -> AllowanceTable:
    """Who is paid how much for the months of a period, at the base salary of each month.

    Raises:
        Refusal: parameter.missing.
    """
    with office.read() as session:
        return _table(session, office.unit.id, period)


def draft_allowances(office: Office, period: Period, on: date | None = None) -> VoucherRow:
    """Draft the cash payment of a period's allowances, with the list its recipients sign.

    Raises:
        Refusal: allowance.nobody, allowance.paid, period.locked.
    """
    with office.change("allowance.draft") as session:
        table = _table(session, office.unit.id, period)
        if not table.rows:
            raise Refusal("allowance.nobody", period=period.label)
        _require_unpaid(session, office.unit.id, period)
        draft = VoucherDraft(
            kind="PC",
            voucher_on=on or office.today,
            counterparty="Cán bộ công đoàn theo danh sách",
            reason=f"Phụ cấp cán bộ công đoàn {period.label}",
            amount=table.total,
            lines=(LineDraft(ALLOWANCE_ITEM, table.total, _FROM_DUES),),
            attachments=1,
        )
        voucher = write_draft(session, office, draft)
        write_recipients(
            session,
            voucher,
            [
                Recipient(row.full_name, row.monthly, row.months, row.post, row.member_id)
                for row in table.rows
            ],
        )
        return voucher_row(session, voucher.id)


def _require_unpaid(session: Session, unit_id: int, period: Period) -> None:
    paid = [one.words for one in paid_allowances(session, unit_id, period) if one.period]
    if paid:
        raise Refusal("allowance.paid", period=period.label, paid="; ".join(paid))


def _table(session: Session, unit_id: int, period: Period) -> AllowanceTable:
    paid: Counter[tuple[_Holder, Decimal, int]] = Counter()
    missing: set[str] = set()
    for month in period.months():
        on = last_day(month)
        base_salary = legal_value(session, unit_id, "base_salary", on).amount
        holders = list(_holders(session, unit_id, on))
        rates = _coefficients(session, unit_id, on, {holder.post for holder in holders})
        missing |= {holder.post for holder in holders} - rates.keys()
        for holder in _highest(holders, rates):
            rate = rates[holder.post]
            paid[holder, rate, round_half_up(base_salary * rate)] += 1
    rows = tuple(
        AllowanceRow(who.member_id, who.name, posts()[who.post].name, rate, monthly, months)
        for (who, rate, monthly), months in paid.items()
    )
    total = sum(row.amount for row in rows)
    names = tuple(post.name for code, post in posts().items() if code in missing)
    return AllowanceTable(period, rows, total, amount_in_words(total), names)


def _holders(session: Session, unit_id: int, on: date) -> Iterator[_Holder]:
    """The part-time officers at the end of a month; full-time ones have a salary instead."""
    query = (
        select(Cadre.member_id, Member.full_name, Cadre.post)
        .join(Member, Member.id == Cadre.member_id)
        .where(Cadre.unit_id == unit_id, Cadre.started_on <= on, Cadre.is_full_time.is_(False))
        .where(or_(Cadre.ended_on.is_(None), Cadre.ended_on > on))
        .order_by(Member.name_sort, Member.id)
    )
    return (_Holder(*row) for row in session.execute(query))


def _coefficients(session: Session, unit_id: int, on: date, held: set[str]) -> dict[str, Decimal]:
    values = {post: _coefficient(session, unit_id, on, post) for post in held}
    return {post: value.rate for post, value in values.items() if value is not None}


def _coefficient(session: Session, unit_id: int, on: date, post: str) -> LegalValue | None:
    try:
        return legal_value(session, unit_id, COEFFICIENT, on, post)
    except Refusal:
        return None


def _highest(holders: list[_Holder], rates: dict[str, Decimal]) -> list[_Holder]:
    """For each person the post with the highest coefficient, in the order of rank."""
    rank = {code: place for place, code in enumerate(posts())}
    best: dict[int, _Holder] = {}
    for holder in sorted(holders, key=lambda one: rank[one.post]):
        known = best.get(holder.member_id)
        if holder.post in rates and (known is None or rates[holder.post] > rates[known.post]):
            best[holder.member_id] = holder
    return sorted(best.values(), key=lambda one: rank[one.post])
