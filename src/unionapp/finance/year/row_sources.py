"""What stands behind one figure of B07 or B14: the vouchers and lines, or the rows it adds up."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.finance.books.money_held import money_brought
from unionapp.finance.forms import Form, FormRow, find_row, form_on, items_of
from unionapp.finance.items import Scheme, scheme_on
from unionapp.finance.levels.obligations import ObligationLine, read_obligations, remits_due
from unionapp.finance.tables import Voucher, VoucherLine
from unionapp.finance.vouchers.numbering import Numbering
from unionapp.finance.year.budget import FORM as ESTIMATE
from unionapp.finance.year.corrections import corrections_left
from unionapp.finance.year.filling import fill_period, months_before, owed_before, period_opening
from unionapp.finance.year.opening import read_opening
from unionapp.organisation.office import Office
from unionapp.vietnamese.amounts import percent
from unionapp.vietnamese.periods import Period, whole_year

_ORIGINS = {"typed": "Số dư đầu năm đã nhập", "approved": "Số dư cuối năm trước được duyệt"}
_SHARES = {"dues": "Đoàn phí phải nộp cấp trên", "kpcd": "Kinh phí phải nộp cấp trên"}
_REMITTED, _PAYABLE = "remitted", "payable"


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a posted voucher as it counts in a figure; `amount` may be negative."""

    voucher_id: int
    number: str
    on: date
    counterparty: str
    reason: str
    item: str
    item_name: str
    amount: int


@dataclass(frozen=True, slots=True)
class SourcePart:
    """A sum that a figure adds; `row` is the row of the form it stands in, or empty."""

    row: str
    label: str
    amount: int


@dataclass(frozen=True)
class RowSources:
    """A figure with everything it is made of: its lines and its parts add up to it."""

    form: str
    period: Period
    row: str
    label: str
    code: str
    amount: int
    parts: tuple[SourcePart, ...]
    lines: tuple[SourceLine, ...]


def show_row_sources(office: Office, form_code: str, period: Period, row_id: str) -> RowSources:
    """What the books have behind a row of a period's form, as they are now.

    On the estimate it is the column of the year before: the other columns are typed.

    Raises:
        Refusal: form.no_edition, form.row_unknown.
    """
    is_estimate = form_code == ESTIMATE
    booked = whole_year(period.end.year - 1) if is_estimate else period
    form = form_on(form_code, period.start if is_estimate else period.end)
    row = find_row(form, row_id)
    with office.read() as session:
        amount = fill_period(session, office.unit.id, booked, form).get(row_id, 0)
        parts = tuple(_parts(session, office.unit.id, booked, form, row))
        lines = tuple(_lines(session, office.unit.id, booked, row))
        if row.figure == _REMITTED:
            parts = (*parts, *_turned(amount, (*parts, *lines)))
        return RowSources(
            form=form_code,
            period=booked,
            row=row_id,
            label=row.label,
            code=row.code,
            amount=amount,
            parts=parts,
            lines=lines,
        )


def _parts(
    session: Session, unit_id: int, period: Period, form: Form, row: FormRow
) -> Iterable[SourcePart]:
    if row.sum:
        return _added_rows(fill_period(session, unit_id, period, form), form, row)
    if row.figure == "opening":
        return _opening_parts(session, unit_id, period)
    if not remits_due(session, unit_id, period.end.year):
        return ()
    if row.figure == _REMITTED:
        return _obligation_parts(session, unit_id, period)
    if row.figure == _PAYABLE:
        return _payable_parts(session, unit_id, period)
    return ()


def _added_rows(filled: dict[str, int], form: Form, row: FormRow) -> Iterator[SourcePart]:
    for part in row.sum:
        id_ = part.removeprefix("-")
        amount = -filled[id_] if part.startswith("-") else filled[id_]
        yield SourcePart(id_, find_row(form, id_).label, amount)


def _opening_parts(session: Session, unit_id: int, period: Period) -> Iterator[SourcePart]:
    year, before = period.start.year, months_before(period)
    if before is not None:
        closed = period_opening(session, unit_id, period)
        yield SourcePart("", f"Tích lũy cuối {before.label}", closed)
        return
    opening = read_opening(session, unit_id, year, period.end)
    if opening.origin in _ORIGINS:
        yield SourcePart("", _ORIGINS[opening.origin], opening.accumulated)
        return
    held = money_brought(session, unit_id, period.start, period.end)
    yield SourcePart("", "Tiền mặt tại quỹ cuối năm trước", held.cash)
    yield SourcePart("", "Tiền gửi cuối năm trước", held.bank)
    yield SourcePart("", "Tạm ứng chưa thanh toán cuối năm trước", held.advances)
    claims = corrections_left(session, unit_id, date(year - 1, 12, 31))
    for label, amount in (("Tiền đang chuyển", held.transit), ("Khoản bị xuất toán", claims)):
        if amount:
            yield SourcePart("", f"{label} cuối năm trước", amount)
    yield SourcePart("", "Trừ số còn phải nộp cấp trên cuối năm trước", -opening.payable_up)


def _obligation_parts(session: Session, unit_id: int, period: Period) -> Iterator[SourcePart]:
    before = {line.kind: line.due for line in owed_before(session, unit_id, period).lines}
    for line in read_obligations(session, unit_id, period.end.year, period.end).lines:
        yield SourcePart(line.kind, _share_label(line), line.due - before.get(line.kind, 0))


def _payable_parts(session: Session, unit_id: int, period: Period) -> Iterator[SourcePart]:
    owed = read_obligations(session, unit_id, period.end.year, period.end)
    before = owed_before(session, unit_id, period)
    span = "năm" if period == whole_year(period.end.year) else "kỳ"
    yield SourcePart("", f"Còn phải nộp đầu {span}", before.owed)
    yield SourcePart(_REMITTED, f"Phải nộp trong {span}", owed.due - before.due)


def _turned(amount: int, made_of: Iterable[SourcePart | SourceLine]) -> Iterator[SourcePart]:
    """What was owed before, in the year that begins to show it or no longer does."""
    left = amount - sum(one.amount for one in made_of)
    if left:
        yield SourcePart("", "Số còn phải nộp năm trước, do đổi cách ghi mục 39", left)


def _share_label(line: ObligationLine) -> str:
    return f"{_SHARES[line.kind]} ({percent(int(line.rate * 10000), 10000)})"


def _lines(session: Session, unit_id: int, period: Period, row: FormRow) -> Iterator[SourceLine]:
    scheme, year = scheme_on(period.end), period.end.year
    if row.items:
        yield from _booked(session, unit_id, period, items_of(row, scheme))
    elif row.figure == _PAYABLE and remits_due(session, unit_id, year):
        yield from _booked(session, unit_id, period, scheme.family("PAY_UP"), sign=-1)
    elif row.figure == _REMITTED and not remits_due(session, unit_id, year):
        yield from _booked(session, unit_id, period, scheme.family("PAY_UP"))


def _booked(
    session: Session, unit_id: int, period: Period, items: frozenset[str], sign: int = 1
) -> Iterator[SourceLine]:
    last = period.end
    numbering, names = Numbering(session, unit_id), _names(scheme_on(last))
    query = (
        select(Voucher.id, Voucher.kind, Voucher.number, Voucher.voucher_on,
               Voucher.counterparty, Voucher.reason, VoucherLine.item, VoucherLine.amount)
        .join(VoucherLine, VoucherLine.voucher_id == Voucher.id)
        .where(
            Voucher.unit_id == unit_id,
            Voucher.status == "posted",
            Voucher.voucher_on.between(period.start, last),
            VoucherLine.item.in_(sorted(items)),
        )
        .order_by(Voucher.voucher_on, Voucher.kind, Voucher.number, VoucherLine.id)
    )  # fmt: skip
    for id_, kind, number, on, who, reason, item, amount in session.execute(query):
        yield SourceLine(
            id_, numbering.write(kind, number, on), on, who, reason,
            *names[item], sign * amount,
        )  # fmt: skip


def _names(scheme: Scheme) -> dict[str, tuple[str, str]]:
    return {item.key: (item.code, item.name) for item in scheme.items}
