"""What the unit owes the level above: its share of dues and, where collected here, of KPCĐ."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from unionapp.finance.books.item_sums import ItemSums, family_sum, item_sums, month_sums
from unionapp.finance.dues.above_rule import kept_whole
from unionapp.finance.items import scheme_on
from unionapp.finance.levels.share_rates import rated_days, share_up
from unionapp.finance.tables import Voucher
from unionapp.finance.yearly_tables import YearOpening
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import legal_value
from unionapp.vietnamese.months import last_day
from unionapp.vietnamese.periods import Period

_KPCD_SOURCE = "12"


@dataclass(frozen=True, slots=True)
class ObligationLine:
    """One kind of money: what was collected, the share due upwards, what was paid of it."""

    kind: str
    collected: int
    rate: Decimal
    due: int
    paid: int


@dataclass(frozen=True, slots=True)
class Obligations:
    """The account with the level above from January on."""

    year: int
    until: date
    opening: int
    lines: tuple[ObligationLine, ...]
    due: int
    paid: int
    owed: int


def list_obligations(office: Office, year: int, until: date | None = None) -> Obligations:
    """What is owed upwards for a year, up to a day in it.

    Raises:
        Refusal: item.no_scheme.
    """
    with office.read() as session:
        return read_obligations(session, office.unit.id, year, until)


def list_obligations_by_month(
    office: Office, year: int, last: int = 12
) -> tuple[Obligations, ...]:
    """What was owed upwards at the end of every month of a year, up to its month `last`.

    Raises:
        Refusal: item.no_scheme.
    """
    months = Period(f"{year}-01", f"{year}-{last:02}").months()
    with office.read() as session:
        by_month = month_sums(session, office.unit.id, year)
        opening = opening_payable(session, office.unit.id, year)
        since_january: Counter[tuple[str, str]] = Counter()
        found = []
        for month in months:
            since_january.update(by_month.get(month, {}))
            found.append(
                _obligations(session, office.unit.id, last_day(month), since_january, opening)
            )
        return tuple(found)


def read_obligations(
    session: Session, unit_id: int, year: int, until: date | None = None
) -> Obligations:
    """The obligations of a year, inside an open session.

    Raises:
        Refusal: item.no_scheme.
    """
    last = min(until or date(year, 12, 31), date(year, 12, 31))
    sums = item_sums(session, unit_id, date(year, 1, 1), last)
    return _obligations(session, unit_id, last, sums, opening_payable(session, unit_id, year))


def _obligations(
    session: Session, unit_id: int, last: date, sums: ItemSums, opening: int
) -> Obligations:
    lines = (_dues_line(session, unit_id, last, sums), _kpcd_line(session, unit_id, last, sums))
    due, paid = sum(line.due for line in lines), sum(line.paid for line in lines)
    return Obligations(last.year, last, opening, lines, due, paid, opening + due - paid)


def opening_payable(session: Session, unit_id: int, year: int) -> int:
    """What was still owed upwards when a year began: as stated, or carried forward.

    Raises:
        Refusal: item.no_scheme, parameter.missing.
    """
    stated = session.get(YearOpening, (unit_id, year))
    # An approved form that shows only what was paid says nothing of what is still owed.
    says_owed = stated is not None and (
        stated.origin != "approved" or remits_due(session, unit_id, year - 1)
    )
    if stated is not None and says_owed:
        return stated.payable_up
    if not has_books_before(session, unit_id, year):
        return 0
    return read_obligations(session, unit_id, year - 1).owed


def has_books_before(session: Session, unit_id: int, year: int) -> bool:
    """Whether anything was posted before a year."""
    first = session.scalar(
        select(func.min(Voucher.voucher_on)).filter_by(unit_id=unit_id, status="posted")
    )
    return first is not None and first.year < year


def remits_due(session: Session, unit_id: int, year: int) -> bool:
    """Whether the form shows what was due upwards in a year, and not only what was paid.

    Raises:
        Refusal: parameter.missing.
    """
    basis = legal_value(session, unit_id, "settlement.remit_basis", date(year, 12, 31))
    return basis.value == "obligation"


def _dues_line(session: Session, unit_id: int, last: date, sums: ItemSums) -> ObligationLine:
    def shared_by(day: date) -> int:
        collected = _collected_by(session, unit_id, day, "INC_DUES", sums, last)
        return collected - kept_whole(session, unit_id, day)

    scheme = scheme_on(last)
    days = rated_days(session, unit_id, "split.dues.up", last)
    paid = family_sum(sums, scheme, "PAY_UP") - family_sum(sums, scheme, "PAY_UP", [_KPCD_SOURCE])
    collected = family_sum(sums, scheme, "INC_DUES")
    return ObligationLine("dues", collected, days[-1].rate, share_up(days, shared_by), paid)


def _kpcd_line(session: Session, unit_id: int, last: date, sums: ItemSums) -> ObligationLine:
    def collected_by(day: date) -> int:
        return _collected_by(session, unit_id, day, "INC_KPCD", sums, last)

    days = rated_days(session, unit_id, "split.kpcd.up", last)
    paid = family_sum(sums, scheme_on(last), "PAY_UP", [_KPCD_SOURCE])
    due = share_up(days, collected_by)
    return ObligationLine("kpcd", collected_by(last), days[-1].rate, due, paid)


def _collected_by(  # the sums of the last day are known already
    session: Session, unit_id: int, day: date, item: str, known: ItemSums, last: date
) -> int:
    sums = known
    if day != last:
        sums = item_sums(session, unit_id, date(day.year, 1, 1), day)
    return family_sum(sums, scheme_on(day), item)
