"""Bảng quyết toán các đơn vị cấp dưới: rates, both sides of their money, who is missing."""

from collections.abc import Iterator, Sequence

from unionapp.finance.group.chain_accounts import chain_accounts
from unionapp.finance.group.collection_targets import Share, Targets, add_targets
from unionapp.finance.group.group_settlement import GroupForm
from unionapp.finance.group.lower_settlements import LowerSettlement
from unionapp.finance.levels.lower_units import Transit, list_lower_money, list_transit
from unionapp.finance.levels.split_chains import KINDS
from unionapp.finance.year.settlement import STATES
from unionapp.organisation.employer_types import find_employer_type
from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Align,
    Block,
    Column,
    Document,
    HeaderSpan,
    Kind,
    Paragraph,
    Row,
    Scope,
    Style,
    Table,
    TableRow,
    TotalRow,
)
from unionapp.reports.finance.accounting_paper import (
    ACCOUNTANT_IN_CHARGE,
    BOARD,
    IN_DONG,
    PREPARER,
    accounting_paper,
    period_title,
    signatures_of_any_day,
)
from unionapp.reports.finance.column_sums import column_sums
from unionapp.reports.finance.group_settlement import counted_line, require_group
from unionapp.reports.letterhead import form_heading
from unionapp.vietnamese.amounts import percent, percent_text
from unionapp.vietnamese.periods import Period

_NAME = "Bảng quyết toán tài chính các đơn vị cấp dưới"
_SIZE = 9
_ORDINAL = Column("TT", 0.5, Kind.ORDINAL, Align.CENTER)
_UNIT = Column("Đơn vị", 3)


def _money(title: str, *, total: bool = True) -> Column:
    return Column(title, 1.5, Kind.MONEY, total=total)


def _rate(title: str) -> Column:
    return Column(title, 0.9, align=Align.RIGHT)


_COLLECTED = (
    _ORDINAL, _UNIT,
    _money("Phải thu"), _money("Đã thu"), _rate("Tỷ lệ"),
    _money("Phải thu"), _money("Đã thu"), _rate("Tỷ lệ"),
    _rate("Tỷ lệ thu"), _rate("KPCĐ giữ lại"),
    _rate("Thu/dự toán"), _rate("Nộp/phải nộp"),
)  # fmt: skip
_COLLECTED_SPANS = (
    HeaderSpan("Đoàn phí", 2, 4),
    HeaderSpan("Kinh phí công đoàn", 5, 7),
    HeaderSpan("Chỉ tiêu", 8, 11),
)
_MAIN = (
    _ORDINAL, _UNIT, _money("Tích lũy đầu kỳ"), _money("Tổng cộng thu"), _money("Cộng chi"),
    _rate("Chi 31"), _rate("Chi 32"), _rate("Chi 33"), _rate("Chi 34"),
    _money("Tích lũy cuối kỳ"), Column("Tình trạng", 1.7), Column("Nguồn số liệu", 1.2),
)  # fmt: skip
_BETWEEN = (
    _ORDINAL, _UNIT, _money("Cấp trên báo cấp"), _money("Đơn vị báo nhận"), _money("Chênh lệch"),
    _money("Đơn vị báo nộp"), _money("Cấp trên báo nhận"), _money("Chênh lệch"),
    _money("Còn phải nộp"),
)  # fmt: skip
_BETWEEN_SPANS = (HeaderSpan("Cấp xuống", 2, 4), HeaderSpan("Nộp lên", 5, 8))
_SECTORS = (
    _ORDINAL, Column("Khu vực", 3), Column("Số đơn vị", 0.9, Kind.NUMBER, total=True),
    _money("Tổng cộng thu"), _money("Cộng chi"), _money("Tích lũy cuối kỳ"), _rate("Tỷ lệ thu"),
)  # fmt: skip
_CHAINS = (
    _ORDINAL, Column("Cấp nhận", 3), Column("Nguồn", 2), _rate("Tỷ lệ"),
    _money("Phải nộp"), _money("Đã nộp"), _money("Còn phải nộp"),
)  # fmt: skip
_MISSING = (_ORDINAL, Column("Mã đơn vị", 1.2), Column("Đơn vị chưa nộp quyết toán", 6))


def lower_settlements_paper(office: Office, period: Period) -> Document:
    """Everything the level above keeps beside its consolidated settlement.

    Raises:
        Refusal: settlement.not_a_term, settlement.none_below.
    """
    found = require_group(office, period)
    transit = list_transit(office, found.span.year, part=found.span.part)
    chains = tuple(_chains(office, found))
    return accounting_paper(
        office,
        _NAME,
        period,
        (
            form_heading(office, on=period.end),
            period_title(_NAME, period, counted_line(found), IN_DONG),
            Paragraph("I. Số liệu chính và cơ cấu chi", Style.HEADING),
            Table(_MAIN, tuple(_main(found)), size=_SIZE),
            Paragraph("II. Tỷ lệ thu và các chỉ tiêu tài chính", Style.HEADING),
            Table(_COLLECTED, tuple(_collected(found)), size=_SIZE, spans=_COLLECTED_SPANS),
            *_without_kind(found),
            Paragraph("III. Đối chiếu tiền chuyển giữa hai cấp", Style.HEADING),
            Table(_BETWEEN, tuple(_between(transit)), size=_SIZE, spans=_BETWEEN_SPANS),
            Paragraph("IV. Theo khu vực", Style.HEADING),
            Table(_SECTORS, tuple(_sectors(found)), size=_SIZE),
            *chains,
            *_missing(found, "VI" if chains else "V"),
            signatures_of_any_day(office, PREPARER, ACCOUNTANT_IN_CHARGE, BOARD),
        ),
        is_wide=True,
    )


def share_text(share: Share) -> str:
    """A share as a percentage; a dash where nobody can say."""
    return percent(share.part, share.whole)


def _main(found: GroupForm) -> Iterator[TableRow]:
    for number, unit in enumerate((*found.counted, *found.missing), start=1):
        yield (
            *(number, unit.name, *_sums(unit)[:3]),
            *_spent(unit.targets),
            *(_sums(unit)[3], STATES[unit.status], unit.source),
        )
    sums = column_sums(map(_sums, found.counted), range(4))
    spent = _spent(add_targets(unit.targets for unit in found.counted))
    yield TotalRow((None, "Cộng", *sums[:3], *spent, sums[3], "", ""), Scope.ALL)


def _sums(unit: LowerSettlement) -> tuple[int | None, ...]:
    rows = unit.counting
    names = ("opening", "total_receipts", "own_spending", "closing")
    return tuple(rows.get(name) for name in names)


def _spent(targets: Targets) -> tuple[str, ...]:
    shares = (targets.care, targets.propaganda, targets.administration, targets.pay)
    return tuple(share_text(share) for share in shares)


def _collected(found: GroupForm) -> Iterator[TableRow]:
    for number, unit in enumerate(found.counted, start=1):
        due = unit.targets.dues.whole if unit.employer_type else None
        yield (number, unit.name, due, *_rates(unit.targets, unit.counting.get("dues", 0)))
    total = add_targets(unit.targets for unit in found.counted)
    came = sum(unit.counting.get("dues", 0) for unit in found.counted)
    yield TotalRow((None, "Cộng", total.dues.whole, *_rates(total, came)), Scope.ALL)


def _rates(targets: Targets, dues: int) -> Row:
    """What came in and the rates; dues came in even where nobody can say how much was due."""
    kpcd = targets.kpcd
    shares = (targets.collected, targets.kept, targets.planned, targets.remitted)
    return (
        *(dues, share_text(targets.dues)),
        *(kpcd.whole, kpcd.part, share_text(kpcd)),
        *(share_text(share) for share in shares),
    )


def _without_kind(found: GroupForm) -> Iterator[Block]:
    """Why some dues have no "phải thu"."""
    names = "; ".join(unit.name for unit in found.counted if not unit.employer_type)
    if names:
        yield Paragraph(
            f"Chưa khai loại hình: {names}; vì vậy chưa tính được đoàn phí phải thu, và các tỷ lệ "
            "không tính đoàn phí của đơn vị này.",
            Style.PLAIN,
        )


def _between(units: Sequence[Transit]) -> Iterator[TableRow]:
    rows: list[Row] = []
    for number, unit in enumerate(units, start=1):
        down = (unit.paid_out, unit.received, unit.on_its_way_down)
        up = (unit.remitted, unit.arrived, unit.on_its_way_up)
        rows.append((number, unit.name, *down, *up, unit.owed))
    yield from rows
    yield TotalRow((None, "Cộng", *column_sums(rows, range(2, len(_BETWEEN)))), Scope.ALL)


def _sectors(found: GroupForm) -> Iterator[TableRow]:
    by_sector: dict[str, list[LowerSettlement]] = {}
    for unit in found.counted:
        by_sector.setdefault(_sector(unit), []).append(unit)
    for number, (sector, units) in enumerate(sorted(by_sector.items()), start=1):
        yield (number, sector, *_sector_sums(units))
    yield TotalRow((None, "Cộng", *_sector_sums(found.counted)), Scope.ALL)


def _sector(unit: LowerSettlement) -> str:
    kind = find_employer_type(unit.employer_type) if unit.employer_type else None
    return "Chưa khai loại hình" if kind is None else kind.name


def _sector_sums(units: Sequence[LowerSettlement]) -> Row:
    names = ("total_receipts", "own_spending", "closing")
    sums = (sum(unit.counting.get(name, 0) for unit in units) for name in names)
    rate = share_text(add_targets(unit.targets for unit in units).collected)
    return (len(units), *sums, rate)


def _chains(office: Office, found: GroupForm) -> Iterator[Block]:
    """What goes up, level by level, where the guide of the year was entered."""
    money = list_lower_money(office, found.span.period)
    accounts = chain_accounts(office, found.span.year, found.counted, money)
    levels = [(KINDS[it.kind], one) for it in accounts for one in it.levels]
    if not levels:
        return
    sums = (sum(getattr(one, name) for _, one in levels) for name in ("due", "came", "left"))
    rows: list[TableRow] = [
        (at, one.level, kind, percent_text(one.rate), one.due, one.came, one.left)
        for at, (kind, one) in enumerate(levels, start=1)
    ]
    yield Paragraph("V. Chia tiếp phần nộp lên", Style.HEADING)
    total = TotalRow((None, "Cộng", "", "", *sums), Scope.ALL)
    yield Table(_CHAINS, (*rows, total), size=_SIZE)


def _missing(found: GroupForm, number: str) -> Iterator[Block]:
    if found.missing:
        yield Paragraph(f"{number}. Đơn vị chưa nộp quyết toán", Style.HEADING)
        rows = enumerate(found.missing, start=1)
        yield Table(_MISSING, tuple((at, unit.code, unit.name) for at, unit in rows), size=_SIZE)
