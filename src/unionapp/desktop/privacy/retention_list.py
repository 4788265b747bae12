"""Former members whose time is over: kept on for a reason, or their personal data taken out."""

from collections.abc import Mapping

from PySide6.QtWidgets import QPushButton
from typing_extensions import override

from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk
from unionapp.desktop.fact_sheet import FactSheet, Section
from unionapp.desktop.fields import CountField, DateField, TextField
from unionapp.desktop.grids import Column, Kind
from unionapp.desktop.grids.paged import Row
from unionapp.desktop.short_page import ShortPage
from unionapp.desktop.side_panel import SidePanel
from unionapp.desktop.side_stack import SideStack
from unionapp.errors import Invalid, Problem, Refusal
from unionapp.membership.retention import (
    ErasableRow,
    erase_person,
    hold_data,
    list_erasable,
    set_retention,
)
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.names import tone_key

COLUMNS = (
    Column("name", "Họ và tên", 26),
    Column("status", "Tình trạng", 20),
    Column("left_on", "Rời ngày", 10, Kind.DATE),
    Column("held_until", "Giữ đến", 10, Kind.DATE),
)
_NO_YEARS = (
    "Chưa quy định dữ liệu của người đã rời được giữ bao nhiêu năm. Ghi số năm theo quy chế của "
    "đơn vị trước."
)
_NOBODY = "Không có ai hết thời hạn lưu."


class RetentionPanel(SidePanel):
    """For how many years data is kept."""

    yearsEdit: CountField
    basisEdit: TextField

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "privacy/retention_panel")

    @override
    def act(self) -> tuple[str, object]:
        years, basis = self.yearsEdit.value(), self.basisEdit.value()
        missing = [
            Problem("field.needed", field=it)
            for it, value in (("years", years), ("basis", basis))
            if not value
        ]
        if missing or years is None or basis is None:
            raise Invalid(tuple(missing))
        set_retention(self.desk.office, years, basis)
        return f"Từ nay giữ dữ liệu {years} năm sau khi rời đơn vị.", None


class HoldPanel(SidePanel):
    """Keeps somebody's data until a day."""

    untilEdit: DateField
    reasonEdit: TextField

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "privacy/hold_panel")
        self._row: ErasableRow | None = None

    def show_person(self, row: ErasableRow) -> None:
        """Ask until when and why."""
        self._row = row
        self.begin("Giữ hồ sơ", row.full_name)
        self.untilEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        until, row = self.untilEdit.value(), self._row
        if until is None or row is None:
            raise Invalid((Problem("field.needed", field="until"),))
        hold_data(self.desk.office, row.id, until, self.reasonEdit.value() or "")
        return f"Giữ hồ sơ của {row.full_name} đến {table_date(until)}.", row.id


class ErasePanel(SidePanel):
    """Takes a person out of the record; the name is typed again, for it cannot be undone."""

    reasonEdit: TextField
    nameEdit: TextField

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "privacy/erase_panel")
        self._row: ErasableRow | None = None

    def show_person(self, row: ErasableRow) -> None:
        """Ask why, and whether it is meant."""
        self._row = row
        self.begin(f"Xóa dữ liệu: {row.full_name}")
        self.reasonEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        row = self._row
        typed = self.nameEdit.value() or ""
        if row is None or tone_key(typed) != tone_key(row.full_name):
            raise Invalid((Problem("field.not_in_list", field="name"),))
        erase_person(self.desk.office, row.id, self.reasonEdit.value() or "")
        return "Đã xóa dữ liệu cá nhân; con số vẫn giữ.", None


class RetentionList(ShortPage):
    """The list of those whose data may go."""

    concerns = frozenset({"member", "parameter"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "retention", "Hết hạn lưu", COLUMNS, noun="người")
        self._people: dict[int, ErasableRow] = {}
        self.sheet = FactSheet("Chọn một người để giữ hồ sơ thêm hoặc xóa dữ liệu cá nhân.")
        self.years_panel = RetentionPanel(desk)
        self.hold_panel, self.erase_panel = HoldPanel(desk), ErasePanel(desk)
        self.side = SideStack(
            self, self.sheet, [self.years_panel, self.hold_panel, self.erase_panel]
        )
        button = QPushButton("Thời hạn lưu")
        button.clicked.connect(self.fix_years)
        button.setEnabled("write" in desk.permissions)
        self.add_action_button(button)
        self.actions_ = Actions(
            self,
            {"hold": self.hold, "erase": self.erase, "refresh": self.refresh},
            key_set=desk.key_set,
            permissions=desk.permissions,
        )
        for name in ("hold", "erase"):
            self.sheet.add_deed(self.actions_[name])
        self.pointed.connect(self._show_current)
        self.side.done.connect(lambda _done: self.refresh())

    def fix_years(self) -> None:
        """Fix for how many years data is kept."""
        self.side.open_panel(self.years_panel)
        self.years_panel.begin("Thời hạn lưu")

    def hold(self) -> None:
        """Keep the current person's data on."""
        if (row := self._current()) is not None:
            self.side.open_panel(self.hold_panel)
            self.hold_panel.show_person(row)

    def erase(self) -> None:
        """Take the current person's data out."""
        if (row := self._current()) is not None:
            self.side.open_panel(self.erase_panel)
            self.erase_panel.show_person(row)

    @override
    def read_rows(self) -> Mapping[int, Row]:
        try:
            found = list_erasable(self.desk.office)
        except Refusal as refusal:
            if refusal.code != "parameter.missing":
                raise
            found = ()
            self.set_empty(_NO_YEARS, "Ghi thời hạn lưu", self.fix_years)
        else:
            self.set_empty(_NOBODY)
        self._people = {row.id: row for row in found}
        return {
            row.id: (row.full_name, row.status_name, row.left_on, row.held_until) for row in found
        }

    def _current(self) -> ErasableRow | None:
        return self._people.get(self.table.current_id() or 0)

    def _show_current(self, *_: object) -> None:
        row = self._current()
        self.actions_.allow(has_selection=row is not None)
        if row is None:
            self.sheet.clear()
            return
        held = table_date(row.held_until) if row.held_until else ""
        facts = (
            ("Tình trạng", row.status_name),
            ("Rời ngày", table_date(row.left_on)),
            ("Đang giữ đến", held),
        )
        self.sheet.show_facts(row.full_name, row.code, [Section("Lưu giữ", facts)])
