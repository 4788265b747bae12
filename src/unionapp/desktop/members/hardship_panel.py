"""A time of need of a member: it began, or it is over."""

from datetime import date

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import ChoiceField, DateField, TextField
from unionapp.desktop.side_panel import SidePanel
from unionapp.errors import Invalid, Problem
from unionapp.membership.codes import code_list
from unionapp.membership.hardships import (
    HardshipRow,
    add_hardship,
    end_hardship,
    list_hardships,
)
from unionapp.membership.members import MemberDetail
from unionapp.membership.privacy import HARDSHIP, note_look
from unionapp.vietnamese.dates import table_date

_NEW = "new"


class HardshipPanel(SidePanel):
    """Notes that somebody fell into need, or is out of it; the journal keeps who saw of what."""

    deedEdit: ChoiceField
    kindEdit: ChoiceField
    firstOnEdit: DateField
    descriptionEdit: TextField
    lastOnEdit: DateField

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "members/hardship_panel")
        self._member_id = 0
        self._name = ""
        self._lasting: dict[str, HardshipRow] = {}
        kinds = code_list("hardship").codes
        self.kindEdit.set_choices([(kind.code, kind.name) for kind in kinds])
        self.deedEdit.changed.connect(self._fit)

    def show_member(self, detail: MemberDetail) -> None:
        """Begin a new time of need; those that last can be ended."""
        self._member_id, self._name = detail.id, detail.draft.full_name
        office = self.desk.office
        known = list_hardships(office, member_id=detail.id)
        self._lasting = {str(row.id): row for row in known if row.last_on is None}
        if self._lasting:
            note_look(office, detail.id, HARDSHIP)
        endings = [(key, f"Đã hết: {_spoken(row)}") for key, row in self._lasting.items()]
        self.deedEdit.set_choices([(_NEW, "Ghi hoàn cảnh mới"), *endings])
        self.begin(f"Hoàn cảnh khó khăn: {self._name}", self._hint())
        self.deedEdit.set_value(_NEW)
        self.firstOnEdit.set_value(self.desk.working_day)
        self.lastOnEdit.set_value(self.desk.working_day)
        self._fit()
        (self.deedEdit if self._lasting else self.kindEdit).setFocus()

    @override
    def act(self) -> tuple[str, object]:
        row = self._lasting.get(self.deedEdit.value() or _NEW)
        return self._add() if row is None else self._end(row)

    def _add(self) -> tuple[str, object]:
        kind = self.kindEdit.value()
        first_on = _required("first_on", self.firstOnEdit.value())
        if kind is None:
            raise Invalid((Problem("field.needed", field="kind"),))
        row = add_hardship(
            self.desk.office,
            self._member_id,
            kind,
            first_on,
            description=self.descriptionEdit.value(),
        )
        return f"Đã ghi hoàn cảnh của {self._name}", row

    def _end(self, row: HardshipRow) -> tuple[str, object]:
        end_hardship(self.desk.office, row.id, _required("last_on", self.lastOnEdit.value()))
        return f"Đã ghi hết hoàn cảnh của {self._name}", row

    def _hint(self) -> str:
        rows = self._lasting.values()
        return "Đang có: " + "; ".join(map(_spoken, rows)) if rows else "Chưa ghi hoàn cảnh nào."

    def _fit(self) -> None:
        is_new = self.deedEdit.value() not in self._lasting
        shown = {"kindEdit": is_new, "firstOnEdit": is_new, "descriptionEdit": is_new}
        shown |= {"deedEdit": bool(self._lasting), "lastOnEdit": not is_new}
        for name, is_shown in shown.items():
            self.entry.fields[name].setVisible(is_shown)
            self.label_of(name).setVisible(is_shown)


def _required(field: str, day: date | None) -> date:
    if day is None:
        raise Invalid((Problem("field.needed", field=field),))
    return day


def _spoken(row: HardshipRow) -> str:
    return f"{row.kind_name} (từ {table_date(row.first_on)})"
