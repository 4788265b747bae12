"""What the posted vouchers of a year show to be wrong: balances, lines, numbers, transfers."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from unionapp.finance.balance import Shortfall, first_shortfall
from unionapp.finance.findings import Finding, fail, warn
from unionapp.finance.tables import FundAccount, Voucher, VoucherLine
from unionapp.finance.vouchers.accounts import SIGNED_AMOUNT
from unionapp.finance.vouchers.drafts import VOUCHER_KINDS
from unionapp.finance.vouchers.numbering import Numbering, missing_numbers
from unionapp.finance.vouchers.reversals import is_outside_reversals
from unionapp.organisation.parameters import legal_value
from unionapp.vietnamese.amounts import dong

_Numbered = tuple[int, date, int]  # number, day, id of a voucher
_CODES = {"cash": "V-03.book", "bank": "V-04.book"}
_NAMED = 5


def check_posted(session: Session, unit_id: int, year: int) -> Iterator[Finding]:
    """Balances below nothing, wrong sums of lines, gaps in the numbers, transfers not arrived.

    Raises:
        Refusal: parameter.missing.
    """
    numbering = Numbering(session, unit_id)
    yield from check_balances(session, unit_id, date(year, 1, 1), date(year, 12, 31))
    yield from _check_lines(session, unit_id, year, numbering)
    yield from _check_numbers(session, unit_id, year, numbering)
    yield from _check_transfers(session, unit_id, year, numbering)


def check_balances(session: Session, unit_id: int, first: date, last: date) -> Iterator[Finding]:
    """The first of some days on which the till or an account ends below nothing (V-03, V-04).

    Posting refuses it; a unit that lowered the rule to a warning sees it here.

    Raises:
        Refusal: parameter.missing.
    """
    accounts = select(FundAccount).where(
        FundAccount.unit_id == unit_id, FundAccount.kind.in_(sorted(_CODES))
    )
    for account in session.scalars(accounts.order_by(FundAccount.id)).all():
        short = _shortfall_among(session, account, first, last)
        if short is not None:
            strict = legal_value(session, unit_id, "voucher.refuse_negative", short.on).flag
            found = fail if strict else warn
            yield found(
                _CODES[account.kind],
                "amount",
                account=account.name,
                missing=dong(short.missing),
                on=f"{short.on:%d/%m/%Y}",
                place=_last_payment(session, account.id, short.on),
            )


def _shortfall_among(
    session: Session, account: FundAccount, first: date, last: date
) -> Shortfall | None:
    posted = (Voucher.account_id == account.id, Voucher.status == "posted")
    before = select(func.coalesce(func.sum(SIGNED_AMOUNT), 0)).where(
        *posted, Voucher.voucher_on < first
    )
    days = (
        select(Voucher.voucher_on, func.sum(SIGNED_AMOUNT))
        .where(*posted, Voucher.voucher_on.between(first, last))
        .group_by(Voucher.voucher_on)
    )
    changes = [(day, change) for day, change in session.execute(days)]
    return first_shortfall(account.opening + session.scalars(before).one(), changes)


def _last_payment(session: Session, account_id: int, on: date) -> int | None:
    query = select(Voucher.id).where(
        Voucher.account_id == account_id, Voucher.status == "posted", Voucher.voucher_on == on
    )
    return session.scalar(query.order_by(SIGNED_AMOUNT > 0, Voucher.id.desc()).limit(1))


def _check_lines(
    session: Session, unit_id: int, year: int, numbering: Numbering
) -> Iterator[Finding]:
    """Posted vouchers that are not the sum of their lines, so that the books differ (V-07)."""
    total = func.coalesce(func.sum(VoucherLine.amount), 0)
    query = (
        select(Voucher, total)
        .outerjoin(VoucherLine, VoucherLine.voucher_id == Voucher.id)
        .where(Voucher.unit_id == unit_id, Voucher.year == year, Voucher.status == "posted")
        .where(Voucher.pair_id.is_(None), is_outside_reversals())
        .group_by(Voucher.id)
        .having(total != Voucher.amount)
    )
    for voucher, amount in session.execute(query.order_by(Voucher.voucher_on, Voucher.id)):
        yield fail(
            "V-07.posted",
            "lines",
            number=numbering.write(voucher.kind, voucher.number, voucher.voucher_on),
            amount=dong(voucher.amount),
            total=dong(amount),
            place=voucher.id,
        )


def _check_numbers(
    session: Session, unit_id: int, year: int, numbering: Numbering
) -> Iterator[Finding]:
    query = select(Voucher.kind, Voucher.number, Voucher.voucher_on, Voucher.id).where(
        Voucher.unit_id == unit_id, Voucher.year == year, Voucher.number.is_not(None)
    )
    taken: dict[str, list[_Numbered]] = {}
    for kind, number, on, voucher_id in session.execute(query.order_by(Voucher.number)):
        taken.setdefault(kind, []).append((number or 0, on, voucher_id))
    for kind, given in sorted(taken.items()):
        yield from _check_gaps(kind, given, numbering)
        yield from _check_order(kind, given, numbering)


def _check_gaps(kind: str, given: Sequence[_Numbered], numbering: Numbering) -> Iterator[Finding]:
    """Numbers nobody has; the voucher after the first gap is the place to look."""
    gaps = missing_numbers(frozenset(number for number, _, _ in given))
    if gaps:
        _, on, voucher_id = next(one for one in given if one[0] > gaps[0])
        named = ", ".join(numbering.write(kind, number, on) for number in gaps[:_NAMED])
        more = f" và {len(gaps) - _NAMED} số khác" if len(gaps) > _NAMED else ""
        words = VOUCHER_KINDS[kind].lower()
        yield warn("V-05.gap", "number", kind=words, numbers=f"{named}{more}", place=voucher_id)


def _check_order(kind: str, given: Sequence[_Numbered], numbering: Numbering) -> Iterator[Finding]:
    """Numbers whose days go back: the first of a kind is named, the others are counted."""
    disorder = [pair for pair in pairwise(given) if pair[1][1] < pair[0][1]]
    if disorder:
        (earlier, before, _), (number, on, voucher_id) = disorder[0]
        yield warn(
            "V-05.order",
            "number",
            number=numbering.write(kind, number, on),
            on=f"{on:%d/%m/%Y}",
            earlier=numbering.write(kind, earlier, before),
            before=f"{before:%d/%m/%Y}",
            count=len(disorder),
            place=voucher_id,
        )


def _check_transfers(
    session: Session, unit_id: int, year: int, numbering: Numbering
) -> Iterator[Finding]:
    """Both sides of a transfer are one amount, and the days lie close together (V-14)."""
    other = aliased(Voucher)
    query = (
        select(Voucher, other)
        .join(other, other.pair_id == Voucher.id)
        .where(Voucher.pair_id == Voucher.id, other.id != Voucher.id)
        .where(Voucher.unit_id == unit_id, Voucher.year == year, Voucher.status == "posted")
        .where(is_outside_reversals())
    )
    days = legal_value(session, unit_id, "transfer.days", date(year, 12, 31)).amount
    for paying, receiving in session.execute(query.order_by(Voucher.voucher_on, Voucher.id)):
        number = numbering.write(paying.kind, paying.number, paying.voucher_on)
        said = {"number": number, "left": f"{paying.voucher_on:%d/%m/%Y}", "place": paying.id}
        if paying.amount != receiving.amount:
            sides = {"paid": dong(paying.amount), "received": dong(receiving.amount)}
            yield fail("V-14.amount", "amount", **sides, **said)
        elif receiving.voucher_on - paying.voucher_on > timedelta(days=days):
            arrived = f"{receiving.voucher_on:%d/%m/%Y}"
            yield warn("V-14", "voucher_on", days=days, arrived=arrived, **said)
