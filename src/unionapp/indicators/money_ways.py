"""Ways of counting money: items of posted vouchers, balances, what was due."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    SQLColumnExpression,
    func,
    literal,
    or_,
    select,
    type_coerce,
)

from unionapp.finance.contributions.amounts_and_deadlines import contribution_due
from unionapp.finance.contributions.owed import Owed, owed_in, relief_in, relieved_units
from unionapp.finance.dues.book import dues_of_months
from unionapp.finance.items import scheme_on
from unionapp.finance.tables import DuesRow, FundAccount, Voucher, VoucherLine
from unionapp.finance.vouchers.accounts import SIGNED_AMOUNT
from unionapp.finance.yearly_tables import (
    BudgetLine,
    Contribution,
    ContributionPayment,
    Disclosure,
)
from unionapp.indicators.evidence import (
    Evidence,
    Facts,
    JoinedEvidence,
    ListedEvidence,
    QueriedEvidence,
    SourceRow,
    evidence_query,
)
from unionapp.indicators.inputs import figures_within, inputs_within, source_of
from unionapp.indicators.scope import Scope
from unionapp.organisation.parameters import legal_value
from unionapp.vietnamese.months import last_day, month_of
from unionapp.vietnamese.periods import Period


def money(scope: Scope, facts: Facts) -> Evidence:
    """Lines of posted vouchers of the period on some items and everything below them."""
    scheme = scheme_on(scope.last)
    keys = frozenset().union(*(scheme.family(item) for item in facts["items"]))
    query = (
        evidence_query(
            VoucherLine.unit_id, Voucher.id, Voucher.reason, Voucher.voucher_on, VoucherLine.amount
        )
        .join_from(VoucherLine, Voucher, Voucher.id == VoucherLine.voucher_id)
        .where(VoucherLine.unit_id.in_(scope.unit_ids), VoucherLine.item.in_(sorted(keys)))
        .where(*_posted_in(scope))
    )
    if source := facts.get("source"):
        query = query.where(VoucherLine.source == source)
    return QueriedEvidence(scope, Voucher.__tablename__, query)


def vouchers(scope: Scope, facts: Facts) -> Evidence:
    """Posted vouchers of the period of some kinds, without moves between own accounts."""
    query = _voucher_rows(Voucher.amount).where(
        Voucher.unit_id.in_(scope.unit_ids),
        Voucher.kind.in_(facts["kinds"]),
        Voucher.pair_id.is_(None),
        *_posted_in(scope),
    )
    return QueriedEvidence(scope, Voucher.__tablename__, query)


def balance(scope: Scope, facts: Facts) -> Evidence:
    """What lay in the accounts of a kind on the last day: opening, receipts less payments.

    As in the books, an opening counts from its day on.
    """
    moved = (
        _voucher_rows(SIGNED_AMOUNT)
        .join(FundAccount, FundAccount.id == Voucher.account_id)
        .where(FundAccount.kind == facts["account"], Voucher.unit_id.in_(scope.unit_ids))
        .where(Voucher.status == "posted", Voucher.voucher_on <= scope.last)
    )
    opened = evidence_query(
        FundAccount.unit_id, FundAccount.id, FundAccount.name, FundAccount.opened_on,
        FundAccount.opening,
    ).where(
        FundAccount.kind == facts["account"],
        FundAccount.unit_id.in_(scope.unit_ids),
        or_(FundAccount.opened_on.is_(None), FundAccount.opened_on <= scope.last),
    )  # fmt: skip
    return JoinedEvidence(
        (
            QueriedEvidence(scope, FundAccount.__tablename__, opened),
            QueriedEvidence(scope, Voucher.__tablename__, moved),
        )
    )


def dues_due(scope: Scope, facts: Facts) -> Evidence:  # noqa: ARG001  # a way takes facts
    """The dues that members owed for the months of the period, month by month."""
    months = (scope.period.first, min(scope.period.last, month_of(scope.last)))
    owed = dues_of_months(scope.unit_ids, *months).c
    query = evidence_query(
        owed.unit_id,
        literal(0),
        literal("Đoàn phí phải thu tháng ") + owed.month,
        _first_of(owed.month),
        owed.due,
    )
    return QueriedEvidence(scope, DuesRow.__tablename__, query)


def kpcd_due(scope: Scope, facts: Facts) -> Evidence:
    """The employer's contribution: from the contribution book, else on the wage fund typed.

    What is typed stands for the months that the book does not have.
    Rate: Luật Công đoàn 50/2024/QH15, Điều 29 (2 %).

    Raises:
        Refusal: parameter.missing.
    """
    last = min(scope.period.last, month_of(scope.last))
    noted = tuple(owed_in(scope.session, scope.unit_ids, scope.period.first, scope.period.last))
    booked = tuple(_source_of(owed) for owed in noted if owed.month <= last)
    funds: dict[int, dict[str, int]] = {}
    for owed in noted:
        months = funds.setdefault(owed.unit_id, {})
        months[owed.month] = months.get(owed.month, 0) + owed.fund
    relieved = relieved_units(scope.session, scope.unit_ids)
    typed = tuple(
        replace(
            source_of(row),
            weight=_due_on(scope, row, funds.get(row.unit_id, {}), row.unit_id in relieved),
        )
        for row in figures_within(scope, facts["code"])
    )
    return ListedEvidence((*booked, *(row for row in typed if row.weight)))


def _source_of(owed: Owed) -> SourceRow:
    label = f"Kinh phí công đoàn phải thu tháng {owed.month}"
    on = date.fromisoformat(f"{owed.month}-01")
    return SourceRow(
        owed.unit_id, Contribution.__tablename__, owed.contribution_id, label, on, owed.due
    )


def _due_on(scope: Scope, row: Any, noted: Mapping[str, int], may_be_relieved: bool) -> int:  # noqa: ANN401, FBT001  # a row of the figure table
    """What is due on a typed wage fund less the months noted, spread evenly over the others."""
    every = Period(row.first_month, row.last_month).months()
    months = [month for month in every if month not in noted]
    fund = max(row.numerator - sum(noted.get(month, 0) for month in every), 0)
    terms = Counter(
        (
            _kpcd_rate(scope, month),
            relief_in(scope.session, row.unit_id, "", month) if may_be_relieved else None,
        )
        for month in months
    )
    due = given = passed = 0
    for (rate, relief), count in terms.items():
        passed += count
        part = fund * passed // len(months) - given
        given += part
        due += contribution_due(part, rate, relief)
    return due


def _kpcd_rate(scope: Scope, month: str) -> Decimal:
    return scope.once(
        ("kpcd.rate", month),
        lambda: legal_value(scope.session, scope.home, "kpcd.rate", last_day(month)).rate,
    )


def kpcd_paid_above(scope: Scope, facts: Facts) -> Evidence:
    """What employers paid straight to the level above, by the contribution book.

    A typed figure is of all its months: what it has above the book stands for the months that
    the book does not have, and for nothing where the book has them all.
    """
    booked = QueriedEvidence(scope, Contribution.__tablename__, _paid_above(scope))
    figures = figures_within(scope, facts["code"])
    if not figures:
        return booked
    noted, paid = _noted_months(scope), tuple(booked.rows())
    typed = (replace(source_of(row), weight=_left_of(row, noted, paid)) for row in figures)
    return JoinedEvidence((booked, ListedEvidence(tuple(row for row in typed if row.weight))))


def _paid_above(scope: Scope) -> Select[Any]:
    query = evidence_query(
        ContributionPayment.unit_id,
        ContributionPayment.contribution_id,
        literal("Kinh phí công đoàn nộp thẳng cấp trên"),
        ContributionPayment.paid_on,
        ContributionPayment.amount,
    )
    return query.where(
        ContributionPayment.unit_id.in_(scope.unit_ids),
        ContributionPayment.voucher_id.is_(None),
        ContributionPayment.paid_on.between(scope.first, scope.last),
    )


def _noted_months(scope: Scope) -> frozenset[tuple[int, str]]:
    query = select(Contribution.unit_id, Contribution.month).where(
        Contribution.unit_id.in_(scope.unit_ids),
        Contribution.month.between(scope.period.first, scope.period.last),
    )
    return frozenset((unit, month) for unit, month in scope.session.execute(query))


def _left_of(  # a row of the figure table
    row: Any,  # noqa: ANN401
    noted: frozenset[tuple[int, str]],
    paid: tuple[SourceRow, ...],
) -> int:
    months = Period(row.first_month, row.last_month).months()
    if all((row.unit_id, month) in noted for month in months):
        return 0
    booked = sum(
        one.weight
        for one in paid
        if one.unit_id == row.unit_id and one.on is not None and month_of(one.on) in months
    )
    return max(int(row.numerator) - booked, 0)


def budget(scope: Scope, facts: Facts) -> Evidence:
    """The estimate of some rows for the year, as approved if it was.

    An estimate is one document: a unit that keeps one is counted by it whole, and a typed figure
    stands only for units that keep none.
    """
    planned = evidence_query(
        BudgetLine.unit_id,
        BudgetLine.year,
        literal("Dự toán năm"),
        literal(None),
        func.coalesce(BudgetLine.approved, BudgetLine.amount),
    ).where(
        BudgetLine.unit_id.in_(scope.unit_ids),
        BudgetLine.year == scope.last.year,
        BudgetLine.row.in_(facts["rows"]),
    )
    booked = QueriedEvidence(scope, BudgetLine.__tablename__, planned)
    units = booked.totals("any")
    typed = inputs_within(scope, facts["code"])
    rest = tuple(row for row in typed if row.unit_id not in units)
    return JoinedEvidence((booked, ListedEvidence(rest)))


def disclosures(scope: Scope, facts: Facts) -> Evidence:  # noqa: ARG001  # a way takes facts
    """Estimates and settlements that were made public in the period (Luật 50/2024, Điều 34)."""
    query = evidence_query(
        Disclosure.unit_id, Disclosure.year, literal("Công khai tài chính"), Disclosure.second_on,
        literal(1),
    ).where(
        Disclosure.unit_id.in_(scope.unit_ids),
        Disclosure.second_on.between(scope.first, scope.last),
    )  # fmt: skip
    return QueriedEvidence(scope, Disclosure.__tablename__, query)


def _first_of(month: SQLColumnExpression[Any]) -> SQLColumnExpression[Any]:
    return type_coerce(month + "-01", Date())


def _posted_in(scope: Scope) -> tuple[ColumnElement[bool], ...]:
    return Voucher.status == "posted", Voucher.voucher_on.between(scope.first, scope.last)


def _voucher_rows(weight: SQLColumnExpression[Any]) -> Select[Any]:
    return evidence_query(
        Voucher.unit_id, Voucher.id, Voucher.reason, Voucher.voucher_on, weight
    ).select_from(Voucher)
