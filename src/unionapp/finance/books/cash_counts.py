"""Counting the till note by note, beside what the cash book says (biên bản kiểm kê quỹ)."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.database.base import new_uid
from unionapp.errors import Refusal
from unionapp.finance.findings import Finding, warn
from unionapp.finance.tables import FundAccount, Voucher, VoucherLine
from unionapp.finance.vouchers.accounts import balance_change, ensure_cash, open_till
from unionapp.finance.vouchers.reversals import is_not_taken_back
from unionapp.finance.yearly_tables import CashCount
from unionapp.organisation.office import Office
from unionapp.vietnamese.amounts import amount_in_words, dong, group_digits
from unionapp.vietnamese.names import clean_text

DENOMINATIONS = (500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500)

_MOST_PIECES = 999_999


@dataclass(frozen=True, slots=True)
class CountDraft:
    """The pieces counted of each denomination, by whom, and why they differ from the book."""

    on: date
    pieces: Mapping[int, int]
    board: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class CountRow:
    """A count: the book of then, the notes, and the difference (more is positive).

    `booked_now` is what the book says of that day by now.
    """

    id: int
    on: date
    pieces: Mapping[int, int]
    booked: int
    counted: int
    difference: int
    in_words: str
    board: tuple[str, ...]
    reason: str
    booked_now: int
    findings: tuple[Finding, ...]

    @property
    def is_stale(self) -> bool:
        """Whether the book of that day was changed since, other than to what was counted."""
        return self.booked_now not in (self.booked, self.counted)


def count_cash(office: Office, draft: CountDraft) -> CountRow:
    """Record a count of the till.

    Raises:
        Refusal: count.unknown_note, count.in_future, count.before_books; V-30, a difference
            without a reason.
    """
    if draft.on > office.today:
        raise Refusal("count.in_future")
    counts = draft.pieces.values()
    if not set(draft.pieces) <= set(DENOMINATIONS) or not all(map(_is_count, counts)):
        raise Refusal("count.unknown_note", most=group_digits(_MOST_PIECES))
    with office.change("cash.count") as session:
        account = ensure_cash(session, office)
        if account.opened_on is not None and draft.on < account.opened_on:
            raise Refusal("count.before_books", on=f"{account.opened_on:%d/%m/%Y}")
        booked = account.opening + _change_until(session, account.id, draft.on)
        counted = sum(note * pieces for note, pieces in draft.pieces.items())
        if counted != booked and not clean_text(draft.reason):
            raise Refusal("V-30", difference=difference_words(counted - booked))
        row = CashCount(
            uid=new_uid(office.clock()),
            unit_id=office.unit.id,
            account_id=account.id,
            counted_on=draft.on,
            board=json.dumps(draft.board, ensure_ascii=False),
            notes=json.dumps({str(note): pieces for note, pieces in draft.pieces.items()}),
            counted=counted,
            booked=booked,
            reason=clean_text(draft.reason),
        )
        session.add(row)
        session.flush()
        return _row(session, row)


def difference_words(difference: int) -> str:
    """How a count differs from the book: thừa (more), thiếu (less) or khớp sổ."""
    if not difference:
        return "khớp sổ"
    return f"{'thừa' if difference > 0 else 'thiếu'} {dong(abs(difference))}"


def booked_cash(office: Office, on: date) -> int:
    """What the cash book says at the end of a day."""
    open_till(office)
    with office.read() as session:
        account = ensure_cash(session, office)
        return account.opening + _change_until(session, account.id, on)


def list_cash_counts(office: Office, year: int) -> tuple[CountRow, ...]:
    """The counts of a year, oldest first."""
    query = (
        select(CashCount)
        .where(CashCount.unit_id == office.unit.id)
        .where(CashCount.counted_on.between(date(year, 1, 1), date(year, 12, 31)))
        .order_by(CashCount.counted_on, CashCount.id)
    )
    with office.read() as session:
        return tuple(_row(session, row) for row in session.scalars(query))


def check_counts(session: Session, unit_id: int, first: date, last: date) -> Iterator[Finding]:
    """Counts of some days whose difference is open, or whose book changed and none came after."""
    query = select(CashCount).where(
        CashCount.unit_id == unit_id, CashCount.counted_on.between(first, last)
    )
    ordered = query.order_by(CashCount.counted_on, CashCount.id)
    rows = [_row(session, row) for row in session.scalars(ordered)]
    for place, row in enumerate(rows, start=1):
        if place == len(rows) or not row.is_stale:
            yield from row.findings


def show_cash_count(office: Office, count_id: int) -> CountRow:
    """One count, with whether its difference has been booked by now.

    Raises:
        Refusal: count.unknown.
    """
    query = select(CashCount).filter_by(unit_id=office.unit.id, id=count_id)
    with office.read() as session:
        row = session.scalar(query)
        if row is None:
            raise Refusal("count.unknown", count=count_id)
        return _row(session, row)


def _is_count(pieces: object) -> bool:
    return isinstance(pieces, int) and 0 <= pieces <= _MOST_PIECES


def _change_until(session: Session, account_id: int, on: date) -> int:
    return balance_change(session, account_id, before=date.fromordinal(on.toordinal() + 1))


def _row(session: Session, row: CashCount) -> CountRow:
    difference = row.counted - row.booked
    account = session.get_one(FundAccount, row.account_id)
    now = account.opening + _change_until(session, account.id, row.counted_on)
    return CountRow(
        id=row.id,
        on=row.counted_on,
        pieces={int(note): pieces for note, pieces in json.loads(row.notes).items()},
        booked=row.booked,
        counted=row.counted,
        difference=difference,
        in_words=amount_in_words(row.counted),
        board=tuple(json.loads(row.board)),
        reason=row.reason,
        booked_now=now,
        findings=tuple(_check(session, row, now)),
    )


def _check(session: Session, row: CashCount, now: int) -> Iterator[Finding]:
    said = {"on": f"{row.counted_on:%d/%m/%Y}", "place": f"counts:{row.id}"}
    if now == row.counted:
        return  # nothing differs, or what was found since explains it all
    if now != row.booked:
        yield warn("V-30.stale", "booked", before=dong(row.booked), now=dong(now), **said)
    elif not _is_settled(session, row):
        words = difference_words(row.counted - now)
        yield warn("V-30.voucher", "difference", difference=words, **said)


def _is_settled(session: Session, row: CashCount) -> bool:
    # More than the book is other income, less is other spending, on the day of the count or later;
    # any other payment of the same amount has a cause of its own.
    difference = row.counted - row.booked
    kind, item = ("PT", "INC_MISC") if difference > 0 else ("PC", "EXP_OTHER")
    voucher = (
        select(Voucher.id)
        .join(VoucherLine, VoucherLine.voucher_id == Voucher.id)
        .where(
            Voucher.account_id == row.account_id,
            Voucher.status == "posted",
            Voucher.kind == kind,
            Voucher.amount == abs(difference),
            Voucher.voucher_on >= row.counted_on,
            is_not_taken_back(),
            VoucherLine.item == item,
        )
    )
    return session.scalar(voucher.limit(1)) is not None
