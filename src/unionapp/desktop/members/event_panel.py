"""Something happened to a membership: kind, day, decision, reason; beside the list."""

from collections.abc import Iterable, Sequence

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import Choice, ChoiceField, DateField, LookupField, TextField, find_in
from unionapp.desktop.side_panel import SidePanel
from unionapp.errors import Invalid, Problem
from unionapp.membership.codes import code_list
from unionapp.membership.events import EventDraft, record_for_many
from unionapp.membership.groups import found_group, list_groups
from unionapp.membership.life_cycle import KINDS, EventKind, Status, allowed_kinds
from unionapp.membership.lists import MemberRow
from unionapp.membership.members import MemberDetail

_ARRIVING = frozenset({EventKind.CHUYEN_DEN, EventKind.TIEP_NHAN_SAP_NHAP})
_IN_A_GROUP = frozenset({EventKind.CHUYEN_TO, EventKind.KET_NAP_LAI, *_ARRIVING})
_ELSEWHERE = frozenset({EventKind.CHUYEN_DI, *_ARRIVING})

_COUNTS = {
    "new": "Đoàn viên +1 (phát triển mới).",
    "in": "Đoàn viên +1 (không phải phát triển mới).",
    "out": "Đoàn viên −1.",
    "adjust": "Điều chỉnh ±1, phải ghi rõ lý do và văn bản duyệt.",
    "none": "Số đoàn viên không đổi.",
}
_MOST_NAMED = 3
_NUMBER, _DAY = "&Số quyết định", "Ngày ký"


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
        self._people: tuple[int, ...] = ()
        self._name = ""
        self.kindEdit.changed.connect(self._fit)
        self.groupIdEdit.add_asked.connect(self._add_group)
        reasons = code_list("suspension").codes
        self.suspensionEdit.set_choices([(reason.code, reason.name) for reason in reasons])

    def show_member(self, detail: MemberDetail) -> None:
        """Offer what can happen to a member now."""
        self._people = (detail.id,)
        state = f"Tình trạng: {detail.status_name.lower()}"
        self._offer(detail.draft.full_name, detail.can_happen, state)

    def show_people(self, rows: Sequence[MemberRow]) -> None:
        """Offer what can happen to all of these by one decision."""
        self._people = tuple(row.id for row in rows)
        states = {Status(row.status) for row in rows}
        offered = [kind for kind in KINDS if all(kind in allowed_kinds(it) for it in states)]
        names = ", ".join(row.full_name for row in rows[:_MOST_NAMED])
        more = f" và {len(rows) - _MOST_NAMED} người khác" if rows[_MOST_NAMED:] else ""
        self._offer(f"{len(rows)} đoàn viên", offered, f"{names}{more}")

    def _offer(self, name: str, kinds: Iterable[EventKind], hint: str) -> None:
        self._name = name
        groups = list_groups(self.desk.office)
        self.groupIdEdit.set_source(
            find_in([Choice(group.id, group.name) for group in groups]), can_add=True
        )
        self.kindEdit.set_choices([(kind.value, KINDS[kind].name) for kind in kinds])
        self.begin(f"Ghi biến động: {self._name}", hint)
        self.onEdit.set_value(self.desk.working_day)
        self._fit()
        self.kindEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        kind, on = self.kindEdit.value(), self.onEdit.value()
        if kind is None or on is None:
            missing = ("kind" if kind is None else "on",)
            raise Invalid(tuple(Problem("field.needed", field=name) for name in missing))
        record_for_many(self.desk.office, self._people, self._draft(kind))
        return f"Đã ghi «{KINDS[EventKind(kind)].name}» cho {self._name}", self._people

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
        is_adjusted = kind == EventKind.DIEU_CHINH
        self.label_of("decisionNoEdit").setText("&Số văn bản *" if is_adjusted else _NUMBER)
        self.label_of("decisionOnEdit").setText("Ngày duyệt *" if is_adjusted else _DAY)
        self.label_of("reasonEdit").setText("&Lý do *" if is_adjusted else "&Lý do")
        self.decisionNoEdit.show_hint(_paper_of(kind))

    def _show(self, name: str, *, shown: bool) -> None:
        self.entry.fields[name].setVisible(shown)
        self.label_of(name).setVisible(shown)

    def _add_group(self, name: str) -> None:
        def add() -> None:
            self.groupIdEdit.choose(Choice(found_group(self.desk.office, name), name))

        self.explain(add)


def _paper_of(kind: str | None) -> str:
    """What the event counts and which paper it needs."""
    if kind is None:
        return ""
    facts = KINDS[EventKind(kind)]
    paper = f"Giấy tờ kèm theo: {facts.paper[0].lower()}{facts.paper[1:]}." if facts.paper else ""
    return f"{_COUNTS[facts.counts_as]} {paper}".strip()
