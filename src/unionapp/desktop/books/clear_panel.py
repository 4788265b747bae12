"""Accounting for an advance: what it was spent on; the rest comes back, or is kept for later."""

from types import MappingProxyType

from PySide6.QtWidgets import QLabel
from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import CountField, DateField, MoneyField
from unionapp.desktop.grids import DataTable
from unionapp.desktop.line_table import LineTable
from unionapp.desktop.placed_panel import PlacedPanel
from unionapp.errors import Refusal
from unionapp.finance.vouchers.advances import AdvanceRow, clear_advance
from unionapp.finance.vouchers.drafts import LineDraft
from unionapp.finance.vouchers.templates import VoucherTemplate, templates_for
from unionapp.organisation.employer_types import is_enterprise
from unionapp.vietnamese.amounts import dong


class ClearPanel(PlacedPanel):
    """Clears the advance that is shown."""

    onEdit: DateField
    attachmentsEdit: CountField
    returnedEdit: MoneyField
    linesTable: DataTable
    sumLabel: QLabel

    places = MappingProxyType(
        {
            "period.locked": "onEdit",
            "voucher.before_books": "onEdit",
            "advance.returned": "returnedEdit",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "books/clear_panel")
        self._advance: AdvanceRow | None = None
        self.lines = LineTable(self.linesTable, self._item_of)
        self.lines.changed.connect(self._add_up)
        self.returnedEdit.left.connect(self._add_up)
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
        lines, returned = self._spent(), self.returnedEdit.value()
        is_nothing = not lines and not returned
        if is_nothing or not all(line.item and line.amount for line in lines):
            raise Refusal("V-06.none")
        done = clear_advance(
            self.desk.office,
            self._advance.id,
            lines,
            self.onEdit.value() or self.desk.working_day,
            self.attachmentsEdit.value() or 0,
            returned,
        )
        kept = f", còn giữ {dong(done.outstanding)}" if done.outstanding else ""
        return f"Đã thanh toán tạm ứng của {done.person}: chi {dong(done.spent)}{kept}", done

    def _item_of(self, template: VoucherTemplate) -> str:
        sector = is_enterprise(self.desk.office.unit.employer_type)
        return template.item_for(is_enterprise=sector)

    def _spent(self) -> tuple[LineDraft, ...]:
        # The line the panel begins with says nothing yet where money only comes back.
        lines = self.lines.lines()
        held = self._advance.outstanding if self._advance is not None else 0
        is_untouched = lines == (LineDraft("", held),)
        return () if is_untouched and self.returnedEdit.value() else lines

    def _add_up(self) -> None:
        held = self._advance.outstanding if self._advance is not None else 0
        spent = sum(line.amount for line in self._spent())
        words = _after(held - spent, self.returnedEdit.value())
        self.sumLabel.setText(f"Đang giữ {dong(held)} · đã chi {dong(spent)} · {words}")


def _after(left: int, returned: int | None) -> str:
    if left <= 0:
        return f"quỹ chi bù {dong(-left)}" if left else "vừa đủ"
    if returned is None or returned == left:
        return f"nộp lại quỹ {dong(left)}"
    return f"nộp lại quỹ {dong(returned)}, giữ lại {dong(left - returned)} thanh toán sau"
