"""Whether a voucher looks like one that is there already (V-26)."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.finance.findings import Finding, warn
from unionapp.finance.items import scheme_on
from unionapp.finance.tables import Voucher, VoucherLine
from unionapp.finance.vouchers.drafts import VoucherDraft, same_person
from unionapp.finance.vouchers.numbering import Numbering
from unionapp.finance.vouchers.reversals import is_not_taken_back


def check_duplicate(
    session: Session, unit_id: int, draft: VoucherDraft, voucher: Voucher | None
) -> Iterator[Finding]:
    """Another voucher that holds, of the same kind, day, person and amount on one of its items.

    Raises:
        Refusal: item.no_scheme.
    """
    query = select(Voucher.id, Voucher.number, Voucher.counterparty).where(
        Voucher.unit_id == unit_id,
        Voucher.kind == draft.kind,
        Voucher.voucher_on == draft.voucher_on,
        Voucher.amount == draft.amount,
        is_not_taken_back(),
    )
    if voucher is not None:
        query = query.where(Voucher.id != voucher.id)
    items = _items_of(draft)
    for voucher_id, number, person in session.execute(query.order_by(Voucher.id)):
        if same_person(person, draft.counterparty) and _share(session, voucher_id, items):
            written = Numbering(session, unit_id).write(draft.kind, number, draft.voucher_on)
            yield warn("V-26", "amount", other=written or "nháp", place=voucher_id)
            return


def _share(session: Session, voucher_id: int, items: frozenset[str]) -> bool:
    booked = set(session.scalars(select(VoucherLine.item).filter_by(voucher_id=voucher_id)))
    # one whose item is not chosen yet, and a transfer, is known by the rest alone
    return not items or not booked or not items.isdisjoint(booked)


def _items_of(draft: VoucherDraft) -> frozenset[str]:
    scheme = scheme_on(draft.voucher_on)
    return frozenset(scheme.key_of(line.item) for line in draft.lines)
