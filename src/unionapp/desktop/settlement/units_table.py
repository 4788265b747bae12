"""The units below in one table: rates, both sides of their money, sortable, their sum last."""

from array import array
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from PySide6.QtCore import QObject
from typing_extensions import override

from unionapp.desktop.grids import Column, Kind, PagedModel, Sort
from unionapp.desktop.grids.paged import Row
from unionapp.finance.levels.lower_units import Transit
from unionapp.finance.year.collection_targets import Share, Targets
from unionapp.finance.year.lower_settlements import NO_TARGETS, LowerSettlement
from unionapp.vietnamese.amounts import DASH, dong, percent
from unionapp.vietnamese.names import text_sort_key

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
        ids = [it for it in self._sheet if it != SUM]
        if sort is not None:
            place = next(at for at, one in enumerate(COLUMNS) if one.name == sort.column)
            ids.sort(key=lambda it: _key(self._sheet[it][place]), reverse=sort.is_descending)
        return array("q", [*ids, SUM] if SUM in self._sheet else ids)

    def _some_rows(self, ids: Sequence[int]) -> list[Row]:
        return [self._sheet[row_id] for row_id in ids]


def unit_row(unit: Transit, settled: LowerSettlement | None) -> Row:
    """A unit with its money and, once they are worked out, its rates."""
    targets = NO_TARGETS if settled is None else settled.targets
    closing = None if settled is None else settled.counting.get("closing")
    return (
        unit.name,
        _state(unit),
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


def _state(unit: Transit) -> str:
    if unit.received is None:
        return "chưa có quyết toán"
    if unit.on_its_way_down or unit.on_its_way_up:
        return "đang chuyển hoặc lệch"
    return f"còn nợ {dong(unit.owed)}" if unit.owed else "hai bên khớp"


def _key(value: Any) -> tuple[int, Any]:  # noqa: ANN401  # cells of many kinds
    if value is None:
        return (0, 0)
    return (1, text_sort_key(value)) if isinstance(value, str) else (2, value)
