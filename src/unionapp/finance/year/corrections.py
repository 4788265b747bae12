"""What the level above corrected in a settlement, and what was paid back of it since.

The approved closing opens the next year though the money did not move: what was struck out is a
claim on whoever spent it, what was added is a debt, until a voucher settles it.
"""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from unionapp.finance.books.item_sums import by_item, item_sums
from unionapp.finance.books.money_held import money_brought
from unionapp.finance.findings import Finding, warn
from unionapp.finance.items import scheme_on
from unionapp.finance.levels.obligations import has_books_before, opening_payable, remits_due
from unionapp.finance.vouchers.drafts import RECEIPT_KINDS, LineDraft, VoucherDraft
from unionapp.finance.yearly_tables import YearOpening
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.names import fold

RECOVERED, PAID_BACK = "CORRECTION_IN", "CORRECTION_OUT"
_OTHER_INCOME = "INC_MISC"
_SAYS_SO = ("xuat toan", "thu hoi", "nop lai", "khong duoc duyet")  # as they are searched for


def corrections_left(session: Session, unit_id: int, day: date) -> int:
    """Corrections not settled by the end of a day: above nothing a claim, below it a debt.

    Raises:
        Refusal: parameter.missing.
    """
    brought = _brought(session, unit_id, day.year)
    recovered, paid_back = corrections_settled(session, unit_id, date(day.year, 1, 1), day)
    return brought - recovered + paid_back


def corrections_settled(
    session: Session, unit_id: int, first: date, last: date
) -> tuple[int, int]:
    """What came in and what went out for corrections in a stretch of days."""
    booked = by_item(item_sums(session, unit_id, first, last))
    return booked.get(RECOVERED, 0), booked.get(PAID_BACK, 0)


def deducted_before(session: Session, unit_id: int, year: int) -> int:
    """What the fund a year opens with leaves out as owed upwards.

    It is nothing where the form before showed only what was paid.

    Raises:
        Refusal: parameter.missing.
    """
    stated = session.get(YearOpening, (unit_id, year))
    is_typed = stated is not None and stated.origin == "typed"
    is_shown = remits_due(session, unit_id, year if is_typed else year - 1)
    return opening_payable(session, unit_id, year) if is_shown else 0


def check_recovered(session: Session, unit_id: int, draft: VoucherDraft) -> Iterator[Finding]:
    """Money that seems to pay a claim back but is booked as new income (25.02).

    The opening fund has the claim in it already: as income it would count twice, and the claim
    would stay open.
    """
    if draft.kind not in RECEIPT_KINDS:
        return
    amount = sum(line.amount for line in draft.lines if _is_income(draft, line))
    claim = corrections_left(session, unit_id, draft.voucher_on) if amount else 0
    if claim > 0 and (amount == claim or _speaks_of_it(draft)):
        yield warn("correction.as_income", "item", claim=dong(claim))


def _is_income(draft: VoucherDraft, line: LineDraft) -> bool:
    return scheme_on(draft.voucher_on).key_of(line.item) == _OTHER_INCOME


def _speaks_of_it(draft: VoucherDraft) -> bool:
    said = fold(" ".join((draft.reason, *(line.note for line in draft.lines))))
    return any(words in said for words in _SAYS_SO)


def _brought(session: Session, unit_id: int, year: int) -> int:
    stated = session.get(YearOpening, (unit_id, year))
    january = date(year, 1, 1)
    if stated is not None and stated.origin == "approved":
        held = money_brought(session, unit_id, january, january).total
        return stated.accumulated + deducted_before(session, unit_id, year) - held
    if stated is not None or not has_books_before(session, unit_id, year):
        return 0
    return corrections_left(session, unit_id, date(year - 1, 12, 31))
