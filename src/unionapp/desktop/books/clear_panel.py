"""Accounting for an advance: what it was spent on; the rest comes back by itself."""

from types import MappingProxyType

from PySide6.QtWidgets import QLabel
from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import CountField, DateField
from unionapp.desktop.grids import DataTable
from unionapp.desktop.line_table import LineTable
from unionapp.desktop.placed_panel import PlacedPanel
from unionapp.errors import Refusal
from unionapp.finance.vouchers.advances import AdvanceRow, clear_advance
from unionapp.finance.vouchers.templates import VoucherTemplate, templates_for
from unionapp.vietnamese.amounts import dong


class ClearPanel(PlacedPanel):
    """Clears the advance that is shown."""

    onEdit: DateField
    attachmentsEdit: CountField
    linesTable: DataTable
    sumLabel: QLabel

    places = MappingProxyType({"period.locked": "onEdit", "voucher.before_books": "onEdit"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "books/clear_panel")
        self._advance: AdvanceRow | None = None
        self.lines = LineTable(self.linesTable, _item_of)
        self.lines.changed.connect(self._add_up)
        self.linesTable.unreadable.connect(lambda words: self.banner.say(words, "warning"))

    def show_advance(self, advance: AdvanceRow) -> None:
        """Begin with one line of the whole advance."""
        self._advance = advance
        self.begin(f"Thanh toán tạm ứng: {advance.person}")
        self.onEdit.set_value(self.desk.working_day)
        self.attachmentsEdit.set_value(1)
        self.lines.offer(templates_for("PC"), self.desk.working_day)
        self.lines.show_lines([])
        self.lines.add_line(advance.outstanding)
        self._add_up()
        self.onEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        assert self._advance is not None  # noqa: S101  # the panel opens on an advance only
        self.need("onEdit")
        lines = self.lines.lines()
        if not lines or not all(line.item and line.amount for line in lines):
            raise Refusal("V-06.none")
        done = clear_advance(
            self.desk.office,
            self._advance.id,
            lines,
            self.onEdit.value() or self.desk.working_day,
            self.attachmentsEdit.value() or 0,
        )
        return f"Đã thanh toán tạm ứng của {done.person}: chi {dong(done.spent)}", done

    def _add_up(self) -> None:
        given = self._advance.outstanding if self._advance is not None else 0
        left = given - self.lines.total()
        after = "vừa đủ"
        if left:
            after = f"nộp lại quỹ {dong(left)}" if left > 0 else f"quỹ chi bù {dong(-left)}"
        self.sumLabel.setText(
            f"Đã ứng {dong(given)} · đã chi {dong(self.lines.total())} · {after}"
        )


def _item_of(template: VoucherTemplate) -> str:
    return template.item
