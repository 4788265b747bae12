"""Money between this unit and those below: what each side booked, and what is on its way."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QSplitter, QStackedWidget
from typing_extensions import override

from unionapp.desktop.commands import keys_of
from unionapp.desktop.desk import Desk
from unionapp.desktop.fields.box_entries import fill_box
from unionapp.desktop.grids import DataTable
from unionapp.desktop.grids.paged import Row
from unionapp.desktop.notices import explaining
from unionapp.desktop.settlement.chain_panel import ChainPanel
from unionapp.desktop.settlement.level_panel import LevelPanel
from unionapp.desktop.settlement.part import YearPart
from unionapp.desktop.settlement.units_table import (
    SUM,
    VIEWS,
    UnitsModel,
    sum_row,
    unit_row,
)
from unionapp.desktop.side_panel import SidePanel
from unionapp.desktop.tasks import Progress
from unionapp.desktop.waiting_vouchers import say_waiting
from unionapp.errors import Refusal
from unionapp.finance.group.chain_accounts import ChainAccount, chain_accounts
from unionapp.finance.group.collection_targets import Targets, add_targets
from unionapp.finance.group.group_settlement import GroupForm, show_group_settlement
from unionapp.finance.group.lower_settlements import NO_TARGETS
from unionapp.finance.levels.lower_units import LowerMoney, Transit, list_lower_money, list_transit
from unionapp.finance.levels.settlement_spans import SettlementSpan
from unionapp.finance.levels.split_chains import KINDS, split_chain
from unionapp.finance.vouchers.register import VoucherRow
from unionapp.organisation.office import Office
from unionapp.organisation.units import lower_units
from unionapp.reports.finance.group_settlement import booked_beyond
from unionapp.vietnamese.amounts import dong, percent
from unionapp.vietnamese.periods import Period

Open = Callable[[str, str, int], None]
OpenForm = Callable[[str, int, str], None]
_MOST_NAMED = 2
_ADDING = "Đang cộng các đơn vị…"
_NOTHING = "Chưa có đơn vị cấp dưới nào. Hãy thêm ở trang Tổ chức trước."


@dataclass(frozen=True)
class _Sums:
    """What was added up over every unit below, for a span."""

    period: Period
    units: Sequence[Transit]
    money: Sequence[LowerMoney]
    group: GroupForm
    chains: Sequence[ChainAccount]

    @property
    def targets(self) -> Targets:
        """The targets of all units that have reported."""
        return add_targets(unit.targets for unit in self.group.counted)


class LevelsPart(YearPart):
    """One line for each unit below; Enter shows its vouchers."""

    headLabel: QLabel
    viewBox: QComboBox
    formButton: QPushButton
    entriesButton: QPushButton
    chainButton: QPushButton
    moneyButton: QPushButton
    splitter: QSplitter
    table: DataTable
    transitLabel: QLabel
    chainLabel: QLabel

    def __init__(self, desk: Desk, open_entries: Open, open_form: OpenForm) -> None:
        super().__init__(desk, "settlement/levels")
        self._open_entries, self._open_form = open_entries, open_form
        self._units: dict[int, Transit] = {}
        self._part = ""
        self._model = UnitsModel(self)
        self.table.set_up(self._model, "levels", preferences=desk.preferences)
        self.table.opened.connect(self._open)
        self.level_panel, self.chain_panel = LevelPanel(desk), ChainPanel(desk)
        self.side = QStackedWidget()
        for panel in (self.level_panel, self.chain_panel):
            self.side.addWidget(panel)
            panel.closed.connect(self._close_side)
            panel.done.connect(self._done)
        self.side.hide()
        fill_box(self.viewBox, [(name, name) for name in VIEWS])
        self.viewBox.currentIndexChanged.connect(self._choose_view)
        self._choose_view()
        self.splitter.addWidget(self.side)
        self.splitter.setSizes([560, 360])
        self.moneyButton.clicked.connect(self.add)
        self.chainButton.clicked.connect(self.share)
        self.entriesButton.clicked.connect(self._open_current)
        self.formButton.clicked.connect(self.settle)
        for button in (self.moneyButton, self.chainButton):
            button.setEnabled("write" in desk.permissions)
        for command, button in (("add", self.moneyButton), ("edit", self.formButton)):
            keys = QKeySequence(keys_of(command, desk.key_set)[0])
            QShortcut(keys, self).activated.connect(button.click)

    @property
    @override
    def period(self) -> Period:
        return SettlementSpan(self.year, self._part).period

    def show_part(self, year: int, part: str) -> None:
        """Show a year, or its half (H1) or quarter (Q2)."""
        self._part = part
        self.show_year(year)

    def refresh(self) -> None:
        """Read both sides again; sums over every unit below take their time."""
        with explaining(self.banner, keeps_done=True):
            office = self.desk.office
            money = list_lower_money(office, self.period)
            units = _every_unit(office, self.year, self._part)
            self._units = dict(enumerate(units, start=1))
            before = self.table.current_id()
            self._show_units()
            row = None if before is None else self._model.row_of(before)
            self.table.setCurrentIndex(self._model.index(row or 0, 0))
            self.chainLabel.setText(" · ".join(_chain_words(office, self.year, money)))
            for button in (self.entriesButton, self.formButton):
                button.setEnabled(bool(units))
            self._add_up(units, money)

    def _choose_view(self) -> None:
        self.table.show_columns(VIEWS[self.viewBox.currentText()])

    def _show_units(self, sums: _Sums | None = None) -> None:
        settled = {} if sums is None else {one.code: one for one in sums.group.counted}
        rows: dict[int, Row] = {
            at: unit_row(unit, settled.get(unit.code)) for at, unit in self._units.items()
        }
        if rows:
            targets = NO_TARGETS if sums is None else sums.targets
            closing = sum(one.counting["closing"] for one in settled.values()) if settled else None
            rows[SUM] = sum_row([*self._units.values()], targets, closing)
        self._model.put(rows)

    def _add_up(self, units: Sequence[Transit], money: Sequence[LowerMoney]) -> None:
        office, year, part, period = self.desk.office, self.year, self._part, self.period
        self.headLabel.setText(f"Tiền với cấp dưới {period.label}")
        self.transitLabel.setText(_ADDING if units else _NOTHING)
        if not units:
            return

        def work(_progress: Progress) -> _Sums:
            group = show_group_settlement(office, year, part=part)
            chains = chain_accounts(office, year, group.counted, money)
            return _Sums(period, units, money, group, chains)

        task = self.desk.run(work)
        task.succeeded.connect(self._show_sums)
        task.failed.connect(self._explain)

    def _show_sums(self, sums: _Sums) -> None:
        if sums.period == self.period:
            self._show_units(sums)
            self.headLabel.setText(_rate_words(sums))
            self.transitLabel.setText(_transit_words(sums))
            self.chain_panel.take(sums.chains)

    def _explain(self, error: BaseException) -> None:
        with explaining(self.banner):
            raise error

    def add(self) -> None:
        """Draft a payment to a unit, or what came from one."""
        self._lay(self.level_panel)
        self.level_panel.start(self._current_code())

    def settle(self) -> None:
        """Take in or approve the settlement of the current unit."""
        if code := self._current_code():
            self._open_form(code, self.year, self._part)

    def share(self) -> None:
        """Enter how what goes up is shared."""
        self._lay(self.chain_panel)
        self.chain_panel.show_year(self.year)

    def _current_code(self) -> str:
        unit = self._units.get(self.table.current_id() or 0)
        return "" if unit is None else unit.code

    def _open_current(self) -> None:
        if (at := self.table.current_id()) is not None:
            self._open(at)

    def _open(self, at: int) -> None:
        if (unit := self._units.get(at)) is not None:
            self._open_entries(unit.code, unit.name, self.year)

    def _lay(self, panel: SidePanel) -> None:
        self.side.setCurrentWidget(panel)
        self._make_room(is_open=True)

    def _make_room(self, *, is_open: bool) -> None:
        # What is summed up below takes the height that a form needs on a small screen.
        self.side.setVisible(is_open)
        for label in (self.transitLabel, self.chainLabel):
            label.setVisible(not is_open)

    def _close_side(self) -> None:
        self._make_room(is_open=False)
        self.table.setFocus()

    def _done(self, result: object) -> None:
        self._close_side()
        self.refresh()
        if isinstance(result, VoucherRow):
            say_waiting(
                self.desk,
                self.banner,
                "Chứng từ đang chờ ghi sổ.",
                result.id,
                answer="Mở chứng từ",
            )


def _chain_words(office: Office, year: int, money: Sequence[LowerMoney]) -> Iterator[str]:
    for kind, words in KINDS.items():
        total = sum(row.dues if kind == "dues" else row.kpcd for row in money)
        if not total:
            continue
        try:
            shares = split_chain(office, year, kind, total)
        except Refusal:
            continue  # nobody has entered the guide of the year yet
        parts = ", ".join(f"{share.level} {dong(share.amount)}" for share in shares)
        yield f"{words} cấp dưới đã nộp {dong(total)}, chia tiếp: {parts}"


def _rate_words(sums: _Sums) -> str:
    collected = sums.targets.collected
    if not collected.whole:
        return f"Tiền với cấp dưới {sums.period.label}"
    return (
        f"Tỷ lệ thu {sums.period.label}: {percent(collected.part, collected.whole)} "
        f"({dong(collected.part)} / {dong(collected.whole)})"
    )


def _every_unit(office: Office, year: int, part: str) -> tuple[Transit, ...]:
    """Both sides of every unit below, those without money or settlement among them."""
    known = {unit.code: unit for unit in list_transit(office, year, part=part)}
    units = lower_units(office, on=SettlementSpan(year, part).period.end)
    below = [unit for unit in units if unit.code not in known]
    quiet = (Transit(unit.code, unit.name, 0, None, None, 0) for unit in below)
    return (*known.values(), *quiet)


def _transit_words(sums: _Sums) -> str:
    found, group = sums.group, sums.group.group
    gone = group.eliminated["lower_support"] + group.eliminated["lower"]
    on_its_way = max(0, group.on_its_way_down) + max(0, group.on_its_way_up)
    parts = (
        (gone, f"đã loại {dong(gone)} chuyển giữa hai cấp"),
        (on_its_way, f"đang chuyển {dong(on_its_way)}"),
        *((1, words) for words in booked_beyond(group)),
        (group.owed_up, f"cấp dưới còn nợ {dong(group.owed_up)}"),
        (group.outside, f"với đơn vị chưa báo cáo {dong(group.outside)}"),
    )
    said = "; ".join(words for amount, words in parts if amount)
    words = (
        f"Cả hệ thống: thu {dong(found.rows.get('total_receipts', 0))}, tích lũy "
        f"{dong(found.rows.get('closing', 0))}{said and '; '}{said}. {_missing_words(found)}"
    )
    lost = sum(row.paid_out + row.remitted for row in sums.money if not row.code)
    return f"{words} {dong(lost)} chưa nêu đơn vị." if lost else words


def _missing_words(found: GroupForm) -> str:
    missing = found.missing
    if not missing:
        return "Mọi đơn vị đã có quyết toán."
    named = ", ".join(unit.name for unit in missing[:_MOST_NAMED])
    more = ", …" if len(missing) > _MOST_NAMED else ""
    return f"{len(missing)} đơn vị chưa có quyết toán: {named}{more}."
