"""Something happened to a membership: kind, day, decision, reason; beside the list."""

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import Choice, ChoiceField, DateField, LookupField, TextField, find_in
from unionapp.desktop.side_panel import SidePanel
from unionapp.errors import Invalid, Problem
from unionapp.membership.codes import code_list
from unionapp.membership.events import EventDraft, record_event
from unionapp.membership.groups import found_group, list_groups
from unionapp.membership.life_cycle import KINDS, EventKind
from unionapp.membership.members import MemberDetail

_ARRIVING = frozenset({EventKind.CHUYEN_DEN, EventKind.TIEP_NHAN_SAP_NHAP})
_IN_A_GROUP = frozenset({EventKind.CHUYEN_TO, EventKind.KET_NAP_LAI, *_ARRIVING})
_ELSEWHERE = frozenset({EventKind.CHUYEN_DI, *_ARRIVING})


class EventPanel(SidePanel):
    """Records an event of the member that is shown."""

    kindEdit: ChoiceField
    onEdit: DateField
    groupIdEdit: LookupField
    suspensionEdit: ChoiceField
    reasonEdit: TextField
    otherUnitEdit: TextField
    decisionNoEdit: TextField
    decisionOnEdit: DateField

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "members/event_panel")
        self._member_id = 0
        self._name = ""
        self.kindEdit.changed.connect(self._fit)
        self.groupIdEdit.add_asked.connect(self._add_group)
        reasons = code_list("suspension").codes
        self.suspensionEdit.set_choices([(reason.code, reason.name) for reason in reasons])

    def show_member(self, detail: MemberDetail) -> None:
        """Offer what can happen to a member now."""
        self._member_id, self._name = detail.id, detail.draft.full_name
        groups = list_groups(self.desk.office)
        self.groupIdEdit.set_source(
            find_in([Choice(group.id, group.name) for group in groups]), can_add=True
        )
        self.kindEdit.set_choices([(kind.value, KINDS[kind].name) for kind in detail.can_happen])
        self.begin(f"Ghi biến động: {self._name}", f"Đang là: {detail.status_name.lower()}")
        self.onEdit.set_value(self.desk.working_day)
        self._fit()
        self.kindEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        kind, on = self.kindEdit.value(), self.onEdit.value()
        if kind is None or on is None:
            missing = ("kind" if kind is None else "on",)
            raise Invalid(tuple(Problem("field.needed", field=name) for name in missing))
        event = record_event(self.desk.office, self._member_id, self._draft(kind))
        return f"Đã ghi «{event.kind_name}» cho {self._name}", event

    def _draft(self, kind: str) -> EventDraft:
        is_pause = kind == EventKind.TAM_DUNG
        group = self.groupIdEdit.value()
        return EventDraft(
            kind=kind,
            on=self.onEdit.value() or self.desk.working_day,
            decision_no=self.decisionNoEdit.value(),
            decision_on=self.decisionOnEdit.value(),
            reason=self.suspensionEdit.value() if is_pause else self.reasonEdit.value(),
            other_unit=self.otherUnitEdit.value(),
            group_id=group if isinstance(group, int) else None,
        )

    def _fit(self) -> None:
        kind = self.kindEdit.value()
        self._show("groupIdEdit", shown=kind in _IN_A_GROUP)
        self._show("suspensionEdit", shown=kind == EventKind.TAM_DUNG)
        self._show("reasonEdit", shown=kind != EventKind.TAM_DUNG)
        self._show("otherUnitEdit", shown=kind in _ELSEWHERE)

    def _show(self, name: str, *, shown: bool) -> None:
        self.entry.fields[name].setVisible(shown)
        self.label_of(name).setVisible(shown)

    def _add_group(self, name: str) -> None:
        def add() -> None:
            self.groupIdEdit.choose(Choice(found_group(self.desk.office, name), name))

        self.explain(add)
