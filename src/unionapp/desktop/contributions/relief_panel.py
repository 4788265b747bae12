"""A decision that nothing, or less, is due for some months."""

from decimal import Decimal
from types import MappingProxyType

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import ChoiceField, CountField, DateField, TextField
from unionapp.desktop.placed_panel import PlacedPanel
from unionapp.finance.contributions.reliefs import ReliefDraft, grant_relief
from unionapp.finance.contributions.words import RELIEFS
from unionapp.vietnamese.months import month_text


class ReliefPanel(PlacedPanel):
    """Records a decision of exemption, suspension or reduction."""

    kindEdit: ChoiceField
    firstEdit: TextField
    lastEdit: TextField
    percentEdit: CountField
    decisionEdit: TextField
    decidedOnEdit: DateField

    places = MappingProxyType(
        {
            "relief.backwards": "lastEdit",
            "relief.too_long": "lastEdit",
            "relief.too_much": "percentEdit",
            "relief.unknown_kind": "kindEdit",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "contributions/relief_panel")
        self._payer = ""
        self.kindEdit.set_choices(list(RELIEFS.items()))
        self.kindEdit.changed.connect(self._fit)
        for field in (self.firstEdit, self.lastEdit):
            field.set_placeholder("tháng/năm, ví dụ 3/2026")

    def show_month(self, month: str, payer: str = "") -> None:
        """Begin with the month that is shown."""
        self._payer = payer
        self.begin("Miễn, giảm, tạm dừng đóng kinh phí")
        self.kindEdit.set_value("suspend")
        self.firstEdit.set_value(month_text(month))
        self.lastEdit.set_value(month_text(month))
        self.decidedOnEdit.set_value(self.desk.working_day)
        self._fit()
        self.kindEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        self.need("kindEdit", "firstEdit", "lastEdit", "decisionEdit", "decidedOnEdit")
        kind = self.kindEdit.value() or ""
        draft = ReliefDraft(
            kind=kind,
            first_month=self.month_in("firstEdit"),
            last_month=self.month_in("lastEdit"),
            decision_no=self.decisionEdit.text(),
            decided_on=self.decidedOnEdit.value() or self.desk.working_day,
            payer=self._payer,
            reduced_by=Decimal(self.percentEdit.value() or 0) / 100
            if kind == "reduce"
            else Decimal(0),
        )
        rows = grant_relief(self.desk.office, draft)
        return (
            f"{RELIEFS[kind]} theo {draft.decision_no}: tính lại {len(rows)} tháng đã khai",
            rows,
        )

    def _fit(self) -> None:
        is_less = self.kindEdit.value() == "reduce"
        self.percentEdit.setVisible(is_less)
        self.label_of("percentEdit").setVisible(is_less)
