"""Spending beside its estimate, before a voucher is posted and over a year (V-21)."""

from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.books.item_sums import by_item, item_sums
from unionapp.finance.findings import Finding, warn
from unionapp.finance.forms import fill_form, form_on
from unionapp.finance.items import scheme_on
from unionapp.finance.vouchers.drafts import RECEIPT_KINDS, VoucherDraft
from unionapp.finance.year.budget import FORM, spending_budget
from unionapp.finance.year.settlement import SettlementLine
from unionapp.vietnamese.amounts import group_digits


def check_budget(session: Session, unit_id: int, draft: VoucherDraft) -> Iterator[Finding]:
    """The rows whose estimate this payment would pass; nothing without an estimate.

    Raises:
        Refusal: item.no_scheme, form.no_edition.
    """
    year = draft.voucher_on.year
    form = form_on(FORM, date(year, 1, 1))
    budget = spending_budget(session, unit_id, year, form)
    if draft.kind in RECEIPT_KINDS or not budget:
        return
    scheme = scheme_on(draft.voucher_on)
    spent = by_item(item_sums(session, unit_id, date(year, 1, 1), date(year, 12, 31)))
    added = _amounts(draft)
    figures = {row.figure: 0 for row in form.rows if row.figure}
    after = fill_form(form, scheme, {**spent, **_sum(spent, added)}, figures)
    touched = fill_form(form, scheme, added, figures)
    for row in form.rows:
        if row.items and touched[row.id] and after[row.id] > budget[row.id]:
            label = f"{row.code} {row.label}".strip()
            yield overspent("amount", label, after[row.id], budget[row.id])


def check_overruns(rows: Iterable[SettlementLine]) -> Iterator[Finding]:
    """The rows of a settlement that spent more than was planned."""
    for row in rows:
        spends = row.code.startswith("3") and row.style not in ("sum", "heading")
        if spends and row.budget is not None and row.reported > row.budget:
            label = f"{row.code} {row.label}"
            yield overspent(row.id, label, row.reported, row.budget)


def overspent(place: str, label: str, spent: int, budget: int) -> Finding:
    """Spending beyond its estimate, or without one; `place` is a field or a row."""
    words = {"row": label, "spent": group_digits(spent)}
    if not budget:
        return warn("V-21.none", place, **words)
    return warn("V-21", place, **words, budget=group_digits(budget))


def _amounts(draft: VoucherDraft) -> dict[str, int]:
    scheme = scheme_on(draft.voucher_on)
    amounts: dict[str, int] = {}
    for line in draft.lines:
        try:
            key = scheme.find(line.item).key
        except Refusal:
            continue
        amounts[key] = amounts.get(key, 0) + line.amount
    return amounts


def _sum(spent: dict[str, int], added: dict[str, int]) -> dict[str, int]:
    return {key: spent.get(key, 0) + amount for key, amount in added.items()}
