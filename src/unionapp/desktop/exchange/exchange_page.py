"""Sending and receiving: what a unit sends, receives, adds up, and the keys it does so with."""

from pathlib import Path

from PySide6.QtWidgets import QLabel, QTabWidget, QVBoxLayout, QWidget

from unionapp.desktop.desk import Desk
from unionapp.desktop.exchange.consolidation_part import ConsolidationPart
from unionapp.desktop.exchange.inbox_part import InboxPart
from unionapp.desktop.exchange.issuing_part import IssuingPart
from unionapp.desktop.exchange.keys_part import KeysPart
from unionapp.desktop.exchange.part import ExchangePart
from unionapp.desktop.exchange.sending_part import SendingPart
from unionapp.desktop.forms import load_form
from unionapp.desktop.notices import explaining
from unionapp.desktop.printing.paper_pane import PaperPane
from unionapp.exchange.outbox import SentRow
from unionapp.exchange.slips import show_slip, slip_name
from unionapp.organisation.tiers import consolidates

_TITLES = {
    "inbox": "Nhận",
    "consolidation": "Tổng hợp",
    "outbox": "Gửi cấp trên",
    "keys": "Khóa và chứng thư",
    "issuing": "Cấp chứng thư",
}


class ExchangePage(QWidget):
    """Parts behind tabs; a unit that consolidates has more of them."""

    periodLabel: QLabel
    tabs: QTabWidget
    pageColumn: QVBoxLayout

    concerns = frozenset(
        {"package_in", "package_out", "certificate", "private_key", "member", "voucher", "unit"}
        | {"figure", "activity", "member_event"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form("exchange/exchange", self)
        self._desk = desk
        self.parts: dict[str, ExchangePart] = {}
        sending = SendingPart(desk)
        if consolidates(desk.office.unit.tier):
            self.parts["inbox"] = InboxPart(desk)
            self.parts["consolidation"] = ConsolidationPart(desk)
            self.parts["outbox"] = sending
            self.parts["keys"] = KeysPart(desk)
            self.parts["issuing"] = IssuingPart(desk)
        else:
            self.parts["outbox"] = sending
            self.parts["keys"] = KeysPart(desk)
        for name, part in self.parts.items():
            self.tabs.addTab(part, _TITLES[name])
        self.slip = PaperPane(desk)
        self.slip.hide()
        self.pageColumn.addWidget(self.slip, 1)
        sending.slip_wanted.connect(self._show_slip)
        self.slip.closed.connect(self._close_slip)
        self.tabs.currentChanged.connect(self.refresh)
        desk.period_changed.connect(self.refresh)
        self.refresh()

    def go_to(self, place: object) -> None:
        """Show one part by its name."""
        if place in self.parts:
            self.tabs.setCurrentWidget(self.parts[str(place)])
            self.tabs.currentWidget().setFocus()

    def refresh(self) -> None:
        """Read again what can be seen."""
        self.periodLabel.setText(f"· {self._desk.period.label}")
        shown = self.tabs.currentWidget()
        for part in self.parts.values():
            if part is shown:
                part.refresh()

    def _show_slip(self, row: SentRow) -> None:
        sending = self.parts["outbox"]
        if row.period is None:
            return
        with explaining(sending.banner):
            paper = show_slip(self._desk.office, row.path, row.period)
            self.slip.show_paper(paper, "Phiếu giao nhận", Path(slip_name(row.path)).stem)
            self.tabs.hide()
            self.slip.show()
            self.slip.preview.setFocus()

    def _close_slip(self) -> None:
        self.slip.hide()
        self.tabs.show()
        self.tabs.currentWidget().setFocus()
