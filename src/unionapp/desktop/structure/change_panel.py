"""Renaming, moving, merging, splitting and closing a unit, with what follows told beforehand."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel
from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import (
    CheckField,
    Choice,
    ChoiceField,
    DateField,
    LookupField,
    NoteField,
    TextField,
    find_in,
)
from unionapp.desktop.side_panel import SidePanel
from unionapp.desktop.structure.branches import GROUP, LOWER, OWN, Leaf
from unionapp.errors import CodedError, Invalid, Problem
from unionapp.membership.groups import list_groups
from unionapp.membership.regrouping import Outlook, change_unit, preview_change
from unionapp.organisation.employer_types import employer_types
from unionapp.organisation.restructuring import Deed, Plan
from unionapp.organisation.units import UnitFacts, lower_units, set_employer_type
from unionapp.sentences import sentence_for
from unionapp.vietnamese.dates import table_date

_DEEDS = {
    Deed.RENAME: "Đổi tên",
    Deed.MOVE: "Chuyển trực thuộc",
    Deed.MERGE: "Sáp nhập vào đơn vị khác",
    Deed.SPLIT: "Chia tách",
    Deed.DISSOLVE: "Giải thể",
}
# No change of the tree, and no day: what was not known of a unit is stated.
_EMPLOYER = "employer"
_FIELDS = {
    Deed.RENAME: ("nameEdit",),
    Deed.MOVE: ("targetEdit",),
    Deed.MERGE: ("targetEdit",),
    Deed.SPLIT: ("partsEdit", "keepEdit"),
    Deed.DISSOLVE: (),
}
_FITTING = (
    *("onEdit", "nameEdit", "employerEdit", "targetEdit", "partsEdit", "keepEdit", "reasonEdit"),
)


class ChangePanel(SidePanel):
    """Changes the unit that the tree points to."""

    deedEdit: ChoiceField
    onEdit: DateField
    nameEdit: TextField
    employerEdit: ChoiceField
    targetEdit: LookupField
    partsEdit: NoteField
    keepEdit: CheckField
    reasonEdit: TextField
    outlookLabel: QLabel

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "structure/change_panel")
        self._leaf: Leaf | None = None
        self._tier = ""
        self.keepEdit.box.setText("vẫn hoạt động")
        self.employerEdit.set_choices([(it.code, it.name) for it in employer_types()])
        self.deedEdit.changed.connect(self._fit)
        for field in self.entry.fields.values():
            field.changed.connect(self._tell_outlook)

    def show_unit(self, leaf: Leaf) -> None:
        """Ask what is to be done to a unit."""
        self._leaf = leaf
        deeds = [Deed.RENAME] if leaf.kind == OWN else list(Deed)
        choices = [(deed.value, _DEEDS[deed]) for deed in deeds]
        if leaf.kind == LOWER:
            choices.append((_EMPLOYER, "Khai loại hình đơn vị"))
        self.deedEdit.set_choices(choices)
        self.targetEdit.set_source(find_in(self._targets(leaf)))
        self.begin(f"Sắp xếp lại: {leaf.name}", "Lịch sử và số liệu các ngày trước giữ nguyên.")
        self.deedEdit.set_value(Deed.RENAME.value)
        self.onEdit.set_value(self.desk.working_day)
        self._fit()
        self.deedEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        if self.deedEdit.value() == _EMPLOYER and self._leaf is not None:
            return self._state_employer(self._leaf)
        plan = self.plan()
        if plan is None:
            missing = [
                Problem("field.needed", field=name)
                for name, value in (("deed", self.deedEdit.value()), ("on", self.onEdit.value()))
                if value is None
            ]
            raise Invalid(tuple(missing))
        done = change_unit(self.desk.office, plan)
        words = f"Đã ghi «{_DEEDS[plan.deed]}»: {done[0].name}, từ {table_date(plan.on)}."
        return words, None

    def _state_employer(self, leaf: Leaf) -> tuple[str, object]:
        kind = self.employerEdit.value()
        if kind is None:
            raise Invalid((Problem("field.needed", field="employer"),))
        unit = set_employer_type(self.desk.office, leaf.code, kind)
        return f"Đã khai loại hình của {unit.name}.", None

    def plan(self) -> Plan | None:
        """What the fields say; None while the most necessary is missing."""
        deed, on = self.deedEdit.value(), self.onEdit.value()
        if self._leaf is None or deed in {None, _EMPLOYER} or on is None:
            return None
        chosen = self.targetEdit.value()
        return Plan(
            Deed(str(deed)),
            self._leaf.code,
            on,
            name=self.nameEdit.value() or "",
            target=str(chosen) if chosen else "",
            parts=tuple(self._named_parts()),
            keep=self.keepEdit.value(),
            reason=self.reasonEdit.value() or "",
        )

    def _named_parts(self) -> Sequence[UnitFacts]:
        lines = (self.partsEdit.value() or "").splitlines()
        found = []
        for line in filter(None, map(str.strip, lines)):
            code, _, name = line.rpartition(";")
            found.append(UnitFacts(self._tier, code.strip(), name.strip()))
        return found

    def _targets(self, leaf: Leaf) -> list[Choice]:
        office = self.desk.office
        within, below = list_groups(office), lower_units(office)
        tiers = {it.id: it.tier for it in within} | {it.id: it.tier for it in below}
        self._tier = tiers.get(leaf.id, "")
        own = [Choice(office.unit.code, office.unit.name)]
        others = [
            Choice(it.code, it.name)
            for it in (within if leaf.kind == GROUP else below)
            if it.id not in leaf.ids()
        ]
        return others + own

    def _fit(self) -> None:
        deed = self.deedEdit.value()
        is_stated = deed == _EMPLOYER
        changed = (
            "onEdit",
            "reasonEdit",
            *(_FIELDS[Deed(deed)] if deed and not is_stated else ()),
        )
        shown = ("employerEdit",) if is_stated else changed
        for name in _FITTING:
            self.entry.fields[name].setVisible(name in shown)
            self.label_of(name).setVisible(name in shown)
        self._tell_outlook()

    def _tell_outlook(self) -> None:
        plan = self.plan()
        if plan is None:
            self.outlookLabel.clear()
            return
        try:
            outlook = preview_change(self.desk.office, plan)
        except CodedError as refused:
            self.outlookLabel.setText(sentence_for(refused))
            return
        self.outlookLabel.setText("\n".join(_told(plan, outlook)))


def _told(plan: Plan, outlook: Outlook) -> list[str]:
    lines = [f"Có hiệu lực từ {table_date(plan.on)}:"]
    if plan.deed is Deed.RENAME:
        lines.append("• Giấy tờ của ngày trước vẫn in tên cũ.")
    if plan.deed is Deed.MOVE:
        lines.append("• Báo cáo của kỳ trước vẫn tính vào đơn vị cấp trên cũ.")
    if outlook.ends:
        heir = outlook.heir
        where = f"chuyển sang «{heir}»" if heir else "để ngoài tổ, chờ xếp lại"
        lines.append(f"• Đơn vị cũ kết thúc, {outlook.members} đoàn viên {where}.")
        if outlook.posts:
            lines.append(f"• {outlook.posts} chức vụ của tổ kết thúc.")
    if outlook.below:
        moved = "chuyển theo người tiếp nhận" if outlook.ends else "đi cùng"
        lines.append(
            f"• {len(outlook.below)} đơn vị bên dưới {moved}: {', '.join(outlook.below)}."
        )
    return lines
