"""That estimate or settlement was made public, where and when."""

from types import MappingProxyType

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import ChoiceField, DateField, TextField
from unionapp.desktop.placed_panel import PlacedPanel
from unionapp.finance.year.disclosures import (
    SECOND_WAYS,
    SUBJECTS,
    DisclosureRow,
    record_disclosure,
)


class DisclosurePanel(PlacedPanel):
    """Records a disclosure; recorded again, it replaces the earlier one."""

    subjectEdit: ChoiceField
    committeeOnEdit: DateField
    secondWayEdit: ChoiceField
    secondOnEdit: DateField
    evidenceEdit: TextField

    places = MappingProxyType(
        {"disclosure.in_future": "secondOnEdit", "disclosure.unknown": "subjectEdit"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "settlement/disclosure_panel")
        self._year = desk.period.end.year
        self.subjectEdit.set_choices(list(SUBJECTS.items()))
        self.secondWayEdit.set_choices(list(SECOND_WAYS.items()))

    def show_subject(self, year: int, subject: str, row: DisclosureRow | None) -> None:
        """Begin with what is known."""
        self._year = year
        self.begin(f"Công khai tài chính năm {year}")
        self.subjectEdit.set_value(subject)
        today = self.desk.office.today
        self.committeeOnEdit.set_value(row.committee_on if row is not None else today)
        self.secondWayEdit.set_value(row.second_way if row is not None else "posted")
        self.secondOnEdit.set_value(row.second_on if row is not None else today)
        self.evidenceEdit.set_value(row.evidence if row is not None else None)
        self.committeeOnEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        self.need("subjectEdit", "committeeOnEdit", "secondWayEdit", "secondOnEdit")
        today, subject = self.desk.office.today, self.subjectEdit.value() or ""
        row = DisclosureRow(
            year=self._year,
            subject=subject,
            committee_on=self.committeeOnEdit.value() or today,
            second_way=self.secondWayEdit.value() or "",
            second_on=self.secondOnEdit.value() or today,
            evidence=self.evidenceEdit.value() or "",
        )
        done = record_disclosure(self.desk.office, row)
        return f"Đã ghi việc công khai {SUBJECTS[subject].lower()} năm {self._year}", done
