"""Ways of counting money: items of posted vouchers, balances, what was due."""

from dataclasses import replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    literal,
    select,
    union_all,
)

from unionapp.finance.books.accounts import SIGNED_AMOUNT
from unionapp.finance.contributions.law import contribution_due
from unionapp.finance.dues.book import dues_of_months
from unionapp.finance.items import scheme_on
from unionapp.finance.tables import DuesRow, FundAccount, Voucher, VoucherLine
from unionapp.indicators.evidence import (
    Evidence,
    Facts,
    ListedEvidence,
    QueriedEvidence,
    evidence_query,
)
from unionapp.indicators.inputs import inputs_within
from unionapp.indicators.scope import Scope
from unionapp.organisation.parameters import legal_value


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

    As in the books, an opening counts whatever the day; nothing is posted before it.
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
    )  # fmt: skip
    both = union_all(opened, moved).subquery()
    return QueriedEvidence(scope, Voucher.__tablename__, select(both))


def dues_due(scope: Scope, facts: Facts) -> Evidence:  # noqa: ARG001  # a way takes facts
    """The dues that members owed for the months of the period, month by month."""
    months = (scope.period.first, min(scope.period.last, f"{scope.last:%Y-%m}"))
    owed = dues_of_months(scope.unit_ids, *months).c
    query = evidence_query(
        owed.unit_id,
        literal(0),
        literal("Đoàn phí phải thu tháng ") + owed.month,
        literal(None),
        owed.due,
    )
    return QueriedEvidence(scope, DuesRow.__tablename__, query)


def kpcd_due(scope: Scope, facts: Facts) -> Evidence:
    """The employer's contribution on the insured wage fund typed for the period.

    Rate: Luật Công đoàn 50/2024/QH15, Điều 29 (2 %).
    """
    rate = legal_value(scope.session, scope.home, "kpcd.rate", scope.last).rate
    funds = inputs_within(scope, facts["code"])
    return ListedEvidence(
        tuple(replace(fund, weight=contribution_due(fund.weight, rate)) for fund in funds)
    )


def typed_figure(scope: Scope, facts: Facts) -> Evidence:
    """An amount that units typed for the months of the period."""
    return ListedEvidence(tuple(inputs_within(scope, facts["code"])))


def _posted_in(scope: Scope) -> tuple[ColumnElement[bool], ...]:
    return Voucher.status == "posted", Voucher.voucher_on.between(scope.first, scope.last)


def _voucher_rows(weight: SQLColumnExpression[Any]) -> Select[Any]:
    return evidence_query(
        Voucher.unit_id, Voucher.id, Voucher.reason, Voucher.voucher_on, weight
    ).select_from(Voucher)
