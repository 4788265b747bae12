"""What the unit counts itself, month by month: workers, contracts, insurance, payroll."""

from collections.abc import Mapping

from typing_extensions import override

from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk
from unionapp.desktop.fact_sheet import FactSheet
from unionapp.desktop.fields import CountField, MoneyField, TextField
from unionapp.desktop.grids import Column, Kind
from unionapp.desktop.grids.paged import Row
from unionapp.desktop.short_page import ShortPage
from unionapp.desktop.side_panel import SidePanel
from unionapp.desktop.side_stack import SideStack
from unionapp.organisation.unit_figures import FIGURES, figures_in, list_figures, set_figures
from unionapp.vietnamese.months import month_text, read_typed_month

COLUMNS = (
    Column("month", "Đến hết tháng", 13, can_sort=False),
    Column("workers_total", "Lao động", 10, Kind.COUNT, can_sort=False),
    Column("workers_female", "Nữ", 8, Kind.COUNT, can_sort=False),
    Column("workers_contract", "Ký HĐLĐ", 10, Kind.COUNT, can_sort=False),
    Column("workers_bhxh", "Đóng BHXH", 11, Kind.COUNT, can_sort=False),
    Column("party_members", "Đảng viên", 10, Kind.COUNT, can_sort=False),
    Column("payroll_bhxh", "Quỹ lương BHXH", 16, Kind.MONEY, can_sort=False),
)
_HINT = (
    "Mỗi kỳ báo cáo ghi một dòng; chương trình điền sẵn số của kỳ trước. Chỉ tiêu và thống kê lấy "
    "số mới nhất tính đến kỳ của mình."
)


class FiguresPanel(SidePanel):
    """Types the figures of a month."""

    monthEdit: TextField

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "organisation/figures_panel")
        self.monthEdit.set_placeholder("tháng/năm, như 5/2026")

    def show_month(self, month: str) -> None:
        """Begin with what stands in a month, typed for it or carried on from before."""
        self.begin("Số liệu của đơn vị", "Điền sẵn số của kỳ trước, chỉ sửa chỗ đã đổi.")
        self.monthEdit.set_value(month_text(month))
        standing = figures_in(self.desk.office, month).values
        for name in FIGURES:
            self._field(name).set_value(standing.get(name))
        self._field("workers_total").setFocus()

    @override
    def act(self) -> tuple[str, object]:
        month = read_typed_month(self.monthEdit.text()) or self.monthEdit.text()
        values = {name: self._field(name).value() for name in FIGURES}
        row = set_figures(self.desk.office, month, values)
        return f"Đã cất số liệu đến hết tháng {month_text(row.month)}.", row.month

    def _field(self, name: str) -> CountField | MoneyField:
        first, *rest = name.split("_")
        field = self.entry.fields[f"{first}{''.join(map(str.capitalize, rest))}Edit"]
        assert isinstance(field, CountField | MoneyField)  # noqa: S101  # as the form says
        return field


class FiguresPart(ShortPage):
    """The months there are figures of, latest first."""

    concerns = frozenset({"unit_figure"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "unit_figures", "Số liệu theo kỳ", COLUMNS, noun="kỳ")
        self.panel = FiguresPanel(desk)
        self.side = SideStack(self, FactSheet(_HINT), [self.panel])
        self.side.done.connect(lambda _done: self.refresh())
        self.set_primary("add", self.add, key_set=desk.key_set)
        self.filterRow.addWidget(self.live_in_tab())
        self.set_empty("Chưa ghi số lao động của kỳ nào.", "Ghi số liệu", self.add)
        self._months: tuple[str, ...] = ()
        self.actions_ = Actions(
            self,
            {"add": self.add, "edit": self.change, "refresh": self.refresh},
            key_set=desk.key_set,
            permissions=desk.permissions,
        )
        self.opened.connect(self.change)
        self.refresh()

    def add(self) -> None:
        """Type the figures of the period worked in."""
        self._open(self.desk.period.last)

    def change(self, row: int | None = None) -> None:
        """Change the figures of a month."""
        at = self.table.current_id() if row is None else row
        if at is not None and at < len(self._months):
            self._open(self._months[at])

    @override
    def read_rows(self) -> Mapping[int, Row]:
        found = list_figures(self.desk.office)
        self._months = tuple(it.month for it in found)
        return {
            at: (month_text(it.month), *(it.values.get(name) for name in FIGURES))
            for at, it in enumerate(found)
        }

    def _open(self, month: str) -> None:
        self.side.open_panel(self.panel)
        self.panel.show_month(month)
