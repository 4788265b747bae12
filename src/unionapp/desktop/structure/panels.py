"""Adding a group or a unit below, and moving people from group to group."""

from collections.abc import Sequence

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import (
    Choice,
    ChoiceField,
    DateField,
    LookupField,
    TextField,
    find_in,
)
from unionapp.desktop.side_panel import SidePanel
from unionapp.errors import Invalid, Problem
from unionapp.membership.events import EventDraft, record_for_many
from unionapp.membership.groups import found_group, list_groups
from unionapp.membership.life_cycle import EventKind
from unionapp.organisation.employer_types import employer_types
from unionapp.organisation.tiers import consolidates, list_tiers
from unionapp.organisation.units import UnitFacts, add_unit
from unionapp.vietnamese.names import tone_key


class UnitPanel(SidePanel):
    """Adds a group of this unit or, where the level has units below, one of them."""

    tierEdit: ChoiceField
    nameEdit: TextField
    codeEdit: TextField
    employerEdit: ChoiceField
    parentEdit: ChoiceField

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "structure/unit_panel")
        has_lower = consolidates(desk.office.unit.tier)
        today = desk.office.today
        self._inner = {tier.code for tier in list_tiers() if tier.is_inner}
        self.tierEdit.set_choices(
            [
                (tier.code, tier.name)
                for tier in reversed(list_tiers())
                if (tier.closed_on is None or tier.closed_on >= today)
                and (tier.is_inner != has_lower)
            ]
        )
        self.employerEdit.set_choices([(it.code, it.name) for it in employer_types()])
        self.tierEdit.changed.connect(self._fit)

    def show_new(self) -> None:
        """Begin an empty one."""
        self.begin("Thêm tổ chức", f"Trực thuộc {self.desk.office.unit.name}")
        has_lower = consolidates(self.desk.office.unit.tier)
        above = [it for it in list_groups(self.desk.office) if it.tier != "TO"]
        self.parentEdit.set_choices([(str(it.id), it.name) for it in above])
        self.tierEdit.set_value("CDCS" if has_lower else "TO")
        self._fit()
        self.nameEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        tier, name = self.tierEdit.value(), self.nameEdit.value()
        missing = [
            Problem("field.needed", field=it)
            for it, value in (("tier", tier), ("name", name))
            if not value
        ]
        if missing or tier is None or name is None:
            raise Invalid(tuple(missing))
        office = self.desk.office
        if tier not in self._inner:
            code = self.codeEdit.value() or ""
            unit = add_unit(office, UnitFacts(tier, code, name, self.employerEdit.value()))
            return f"Đã thêm «{unit.name}».", unit.id
        known = {tone_key(it.name): it.id for it in list_groups(office)}
        if tone_key(name) in known:
            return f"Đã có «{name}» rồi.", known[tone_key(name)]
        above = self.parentEdit.value() if tier == "TO" else None
        made = found_group(office, name, tier=tier, parent_id=int(above) if above else None)
        return f"Đã thêm «{name}».", made

    def _fit(self) -> None:
        is_inner = self.tierEdit.value() in self._inner
        below = self.tierEdit.value() == "TO"
        shown = ((self.codeEdit, not is_inner), (self.employerEdit, not is_inner))
        for field, is_shown in (*shown, (self.parentEdit, below)):
            field.setVisible(is_shown)
            self.label_of(field.objectName()).setVisible(is_shown)


class RegroupPanel(SidePanel):
    """Moves members to another group."""

    groupEdit: LookupField
    onEdit: DateField
    decisionNoEdit: TextField

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "structure/regroup_panel")
        self._people: tuple[int, ...] = ()
        self.groupEdit.add_asked.connect(self._add_group)

    def show_people(self, people: Sequence[int], name: str) -> None:
        """Ask where to; `name` is that of the only one."""
        self._people = tuple(people)
        groups = [Choice(it.id, it.name) for it in list_groups(self.desk.office)]
        self.groupEdit.set_source(find_in(groups), can_add=True)
        self.begin("Chuyển tổ", name if len(people) == 1 else f"{len(people)} đoàn viên")
        self.onEdit.set_value(self.desk.working_day)
        self.groupEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        group, on = self.groupEdit.value(), self.onEdit.value()
        missing = [
            Problem("field.needed", field=it)
            for it, value in (("group", group), ("on", on))
            if value is None
        ]
        if missing or on is None or not isinstance(group, int):
            raise Invalid(tuple(missing))
        draft = EventDraft(
            EventKind.CHUYEN_TO, on, decision_no=self.decisionNoEdit.value(), group_id=group
        )
        count = record_for_many(self.desk.office, self._people, draft)
        chosen = self.groupEdit.choice()
        return f"Đã chuyển {count} người sang {chosen.text if chosen else ''}.", group

    def _add_group(self, name: str) -> None:
        def add() -> None:
            self.groupEdit.choose(Choice(found_group(self.desk.office, name), name))

        self.explain(add)
