"""The units below in one table: rates, both sides of their money, sortable, their sum last."""

from array import array
from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from PySide6.QtCore import QObject
from typing_extensions import override

from unionapp.desktop.grids import Column, Kind, PagedModel, Sort
from unionapp.desktop.grids.paged import Row
from unionapp.desktop.grids.sorting import sorted_ids
from unionapp.finance.group.collection_targets import Share, Targets
from unionapp.finance.group.lower_settlements import NO_TARGETS, LowerSettlement
from unionapp.finance.levels.lower_units import Transit
from unionapp.finance.year.settlement import STATES
from unionapp.vietnamese.amounts import DASH, percent

SUM = -1


def _share_words(share: Fraction | None) -> str:
    return DASH if share is None else percent(share.numerator, share.denominator)


def _money(name: str, title: str) -> Column:
    return Column(name, title, 11, Kind.MONEY, adds_up=False)


def _rate(name: str, title: str) -> Column:
    return Column(name, title, 9, Kind.COUNT, adds_up=False, write=_share_words)


COLUMNS = (
    Column("name", "Đơn vị", 44),
    Column("state", "Tình trạng", 18),
    _rate("collected", "Tỷ lệ thu"),
    _money("paid_out", "Đã cấp"),
    _money("received", "Họ báo nhận"),
    _money("down", "Đang xuống"),
    _money("remitted", "Họ báo nộp"),
    _money("arrived", "Đã nhận"),
    _money("up", "Đang lên"),
    _money("owed", "Còn nợ"),
    _rate("sent", "Tỷ lệ nộp"),
    _rate("kept", "KPCĐ giữ"),
    _rate("planned", "So dự toán"),
    _money("closing", "Tích lũy cuối"),
)

# All columns are too many for a small screen; these are read together.
VIEWS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "Số chung": frozenset({"name", "state", "collected", "down", "up", "owed", "closing"}),
        "Tiền hai cấp": frozenset(
            {"name", "paid_out", "received", "down", "remitted", "arrived", "up"}
        ),
        "Tỷ lệ, chỉ tiêu": frozenset(
            {"name", "state", "collected", "sent", "kept", "planned", "closing"}
        ),
    }
)


class UnitsModel(PagedModel):
    """Rows in memory; whatever they are sorted by, the sum stands last."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(COLUMNS, self._sorted_ids, self._some_rows, parent=parent)
        self._sheet: Mapping[int, Row] = {}

    def put(self, rows: Mapping[int, Row]) -> None:
        """Show these rows."""
        self._sheet = rows
        self.refresh()

    @override
    def is_total(self, row_id: int) -> bool:
        return row_id == SUM

    def _sorted_ids(self, _wanted: object, sort: Sort | None) -> "array[int]":
        units = {it: row for it, row in self._sheet.items() if it != SUM}
        ids = sorted_ids(units, COLUMNS, sort)
        return array("q", [*ids, SUM] if SUM in self._sheet else ids)

    def _some_rows(self, ids: Sequence[int]) -> list[Row]:
        return [self._sheet[row_id] for row_id in ids]


def unit_row(unit: Transit, settled: LowerSettlement | None) -> Row:
    """A unit with its money and, once they are worked out, its rates."""
    targets = NO_TARGETS if settled is None else settled.targets
    closing = None if settled is None else settled.counting.get("closing")
    return (
        unit.name,
        _state(unit, settled),
        _fraction(targets.collected),
        unit.paid_out,
        unit.received,
        unit.on_its_way_down,
        unit.remitted,
        unit.arrived,
        unit.on_its_way_up,
        None if unit.received is None else unit.owed,
        *_rates(targets),
        closing,
    )


def sum_row(units: Sequence[Transit], targets: Targets, closing: int | None) -> Row:
    """The sum of all units; shares are parts over wholes."""
    return (
        "Cộng",
        "",
        _fraction(targets.collected),
        sum(unit.paid_out for unit in units),
        sum(unit.received or 0 for unit in units),
        sum(unit.on_its_way_down or 0 for unit in units),
        sum(unit.remitted or 0 for unit in units),
        sum(unit.arrived for unit in units),
        sum(unit.on_its_way_up or 0 for unit in units),
        sum(unit.owed for unit in units),
        *_rates(targets),
        closing,
    )


def _rates(targets: Targets) -> tuple[Fraction | None, ...]:
    return tuple(map(_fraction, (targets.remitted, targets.kept, targets.planned)))


def _fraction(share: Share) -> Fraction | None:
    return Fraction(share.part, share.whole) if share.whole else None


def _state(unit: Transit, settled: LowerSettlement | None) -> str:
    """Whether it is approved, and whether both sides agree; the first is worked out later."""
    if unit.received is None:
        return "chưa có quyết toán"
    agree = "lệch" if unit.on_its_way_down or unit.on_its_way_up else "khớp"
    return agree if settled is None else f"{STATES[settled.status]}, {agree}"
