"""Sending and receiving: what a unit sends, receives, adds up, and the keys it does so with."""

from PySide6.QtWidgets import QLabel, QTabWidget, QWidget

from unionapp.desktop.desk import Desk
from unionapp.desktop.exchange.consolidation_part import ConsolidationPart
from unionapp.desktop.exchange.inbox_part import InboxPart
from unionapp.desktop.exchange.issuing_part import IssuingPart
from unionapp.desktop.exchange.keys_part import KeysPart
from unionapp.desktop.exchange.part import ExchangePart
from unionapp.desktop.exchange.sending_part import SendingPart
from unionapp.desktop.forms import load_form
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

    concerns = frozenset(
        {"package_in", "package_out", "certificate", "private_key", "member", "voucher", "unit"}
        | {"figure", "activity", "member_event"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form("exchange/exchange", self)
        self._desk = desk
        self.parts: dict[str, ExchangePart] = {}
        if consolidates(desk.office.unit.tier):
            self.parts["inbox"] = InboxPart(desk)
            self.parts["consolidation"] = ConsolidationPart(desk)
            self.parts["outbox"] = SendingPart(desk)
            self.parts["keys"] = KeysPart(desk)
            self.parts["issuing"] = IssuingPart(desk)
        else:
            self.parts["outbox"] = SendingPart(desk)
            self.parts["keys"] = KeysPart(desk)
        for name, part in self.parts.items():
            self.tabs.addTab(part, _TITLES[name])
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
