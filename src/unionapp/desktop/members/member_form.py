"""The form of a member: the card can be scanned, likely doubles are told while typing."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLabel
from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.entry_pane import EntryPane
from unionapp.desktop.fields import (
    CheckField,
    Choice,
    ChoiceField,
    DateField,
    IdNumberField,
    LookupField,
    MoneyField,
    NameField,
    PartialDateField,
    TextField,
    find_in,
)
from unionapp.desktop.members.card_reader import CardReader
from unionapp.desktop.members.likeness_card import LikenessCard
from unionapp.desktop.members.photo_card import PhotoCard
from unionapp.errors import Severity
from unionapp.membership.drafts import DATE_FIELDS, DRAFT_FIELDS, MemberDraft, known_lists
from unionapp.membership.events import EventDraft
from unionapp.membership.groups import found_group, list_groups
from unionapp.membership.life_cycle import KINDS, EventKind, Status, allowed_kinds
from unionapp.membership.lists import MemberRow
from unionapp.membership.members import (
    MemberDetail,
    add_member,
    check_member,
    edit_member,
    first_event,
    show_member,
)
from unionapp.membership.privacy import note_look
from unionapp.membership.readmission import readmit
from unionapp.vietnamese.identity import CitizenCard

PAUSE_MS = 300
CODED = (
    "ethnicity",
    "religion",
    "education",
    "qualification",
    "politics",
    "id_type",
    "marital_status",
    "contract",
    "card_type",
)
COMING = ("eventEdit", "eventOnEdit", "decisionNoEdit", "decisionOnEdit", "otherUnitEdit")
ARRIVING = frozenset({EventKind.CHUYEN_DEN, EventKind.TIEP_NHAN_SAP_NHAP})
_NOT_TYPED = frozenset({"is_party", "is_ethnic_minority", "union_position"})


def widget_of(field: str) -> str:
    """The field of the form that a field of the record is typed into."""
    first, *rest = field.split("_")
    return f"{first}{''.join(map(str.capitalize, rest))}Edit"


# What is left out follows from other fields, or from the posts somebody holds.
WRITTEN = {name: widget_of(name) for name in DRAFT_FIELDS if name not in _NOT_TYPED}


class MemberForm(EntryPane):
    """Adds a member, changes one, or takes a former one back."""

    fullNameEdit: NameField
    idNumberEdit: IdNumberField
    birthDateEdit: PartialDateField
    genderEdit: ChoiceField
    groupIdEdit: LookupField
    salaryEdit: MoneyField
    joinedOnEdit: PartialDateField
    eventEdit: ChoiceField
    eventOnEdit: DateField
    decisionNoEdit: TextField
    decisionOnEdit: DateField
    otherUnitEdit: TextField
    addressEdit: TextField
    idIssuedOnEdit: PartialDateField
    oldIdNumberEdit: TextField
    youthUnionEdit: CheckField

    slip_scanned = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "members/member_form")
        self._seen: MemberDraft | None = None
        self._offer_answers()
        self.pin(("groupIdEdit", "positionEdit", "joinedOnEdit"))
        self.likeness = LikenessCard()
        self.likeness.same.connect(self.take_known)
        self.likeness.take_keys(self)
        self.photo = PhotoCard(desk)
        self.cards.add(self.photo)
        self.cards.add(self.likeness)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.look_for_doubles)
        for field in (self.fullNameEdit, self.birthDateEdit, self.idNumberEdit):
            field.changed.connect(self._pause.start)
            field.left.connect(self.check)
        self.idNumberEdit.card_scanned.connect(self.take_card)
        reader = CardReader(self)
        reader.scanned.connect(self.take_card)
        reader.slip_scanned.connect(self.slip_scanned)
        self.eventEdit.changed.connect(self._fit)
        self.groupIdEdit.add_asked.connect(self.add_group)

    @override
    def preset(self) -> None:
        self.eventEdit.set_value(EventKind.KET_NAP.value)

    @override
    def dress(self) -> None:
        is_new = self.record_id is None
        self.titleLabel.setText("Thêm đoàn viên" if is_new else "Sửa hồ sơ đoàn viên")
        self.saveNewButton.setVisible(is_new)
        self.likeness.clear()
        self.photo.setVisible(not is_new)
        self._fit()
        if not is_new:
            self.stateLabel.clear()

    @override
    def fill(self, record_id: int) -> None:
        detail = show_member(self.desk.office, record_id)
        self._seen = detail.draft
        note_look(self.desk.office, record_id)
        self.photo.show_member(record_id)
        self._offer_codes(detail.draft)
        for name, widget in WRITTEN.items():
            if name != "group_id":
                self.entry.fields[widget].set_value(getattr(detail.draft, name))
        group = detail.draft.group_id
        self.groupIdEdit.choose(Choice(group, detail.group_name or "") if group else None)
        self.salaryEdit.set_value(_pay(detail))
        self.stateLabel.setText(f"{detail.code} · {detail.status_name}")

    @override
    def store(self) -> str:
        office, record = self.desk.office, self.record_id
        if record is None:
            coming = self._coming(self.eventEdit.value() or EventKind.KET_NAP)
            row = add_member(office, self.draft(), salary=self.salaryEdit.value(), event=coming)
        else:
            row = self._store_change(record)
        self.stored.emit(row.id)
        return f"Đã cất {row.full_name} ({row.code})"

    def draft(self) -> MemberDraft:
        """What the form says, over what was known of the member."""
        said = {name: self._said(widget) for name, widget in WRITTEN.items()}
        return replace(self._known(), **said)

    def check(self) -> None:
        """Tell what deserves a look, without waiting for the save; what is right says nothing."""
        if not self.fullNameEdit.value():
            return
        for problem in check_member(self.desk.office, self.draft(), member_id=self.record_id):
            is_missing = problem.code in {"GENDER_MISSING", "MISSING_BIRTH"}
            field = self.entry.fields.get(WRITTEN.get(problem.field or "", ""))
            if field is not None and not is_missing and field.severity is not Severity.ERROR:
                self.entry.problems.show([problem])

    def look_for_doubles(self) -> None:
        """Tell at the side who the typed person may already be."""
        self._pause.stop()
        if self.fullNameEdit.value() or self.idNumberEdit.value():
            self.likeness.look(self.desk.office, self.draft(), self.record_id)
        else:
            self.likeness.clear()

    def take_card(self, card: CitizenCard) -> None:
        """Fill in what the scanned card says."""
        self.fullNameEdit.set_value(card.full_name)
        self.birthDateEdit.set_value(card.birth_date)
        self.genderEdit.set_value(card.gender)
        self.addressEdit.set_value(card.address)
        self.idIssuedOnEdit.set_value(card.issued_on)
        self.idNumberEdit.set_value(card.id_number)
        self.oldIdNumberEdit.set_value(card.old_id_number)
        self.look_for_doubles()
        self.entry.fields.focus_first_empty()

    def take_known(self, row: MemberRow) -> None:
        """The typed person is known: change the record, or take the former member back."""
        if Status(row.status) in {Status.ACTIVE, Status.SUSPENDED}:
            self.begin_change(row.id)
            return
        with self.explain():
            typed = self.eventEdit.value()
            kind = typed if typed in ARRIVING else EventKind.KET_NAP_LAI
            readmit(self.desk.office, row.id, self.draft(), self._coming(kind))
            self.entry.saved()
            self.desk.tell(f"Đã ghi «{KINDS[EventKind(kind)].name}»: {row.full_name} ({row.code})")
            self.stored.emit(row.id)
            self.begin_new()

    def add_group(self, name: str) -> None:
        """Make a group of the typed name, and stand in it."""
        with self.explain():
            self.groupIdEdit.choose(Choice(found_group(self.desk.office, name), name))
            self._offer_groups()
            self.desk.tell(f"Đã thêm tổ công đoàn «{name}»")

    def _offer_answers(self) -> None:
        self._offer_groups()
        self.genderEdit.set_choices([("female", "Nữ"), ("male", "Nam")])
        kinds = allowed_kinds(Status.APPLICANT)
        ways = [kind for kind in kinds if kind is not EventKind.DIEU_CHINH]
        self.eventEdit.set_choices([(kind.value, KINDS[kind].name) for kind in ways])
        self.birthDateEdit.set_sense("birth")
        self.youthUnionEdit.set_words("Đang là đoàn viên TNCS")
        for name in DATE_FIELDS:
            field = self.entry.fields[WRITTEN[name]]
            if isinstance(field, PartialDateField) and name != "birth_date":
                field.set_sense("past")
        for box in self.findChildren(QComboBox):
            # the longest answer must not widen the form beyond a small screen
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(8)
        self._offer_codes()

    def _offer_codes(self, draft: MemberDraft | None = None) -> None:
        lists = known_lists()
        for name in CODED:
            field, kept = self.entry.fields[WRITTEN[name]], getattr(draft, name, None)
            # what a list does not know stays as it was written
            strange = [(kept, kept)] if kept and kept not in dict(lists[name]) else []
            if isinstance(field, ChoiceField):
                field.set_choices([*lists[name], *strange])

    def _offer_groups(self) -> None:
        groups = list_groups(self.desk.office)
        choices = [Choice(one.id, one.name, f"{one.total} đoàn viên") for one in groups]
        self.groupIdEdit.set_source(find_in(choices), can_add=True)

    def _said(self, widget: str) -> Any:  # noqa: ANN401 - each field has a value of its own kind
        field = self.entry.fields[widget]
        value = field.value()
        # What cannot be read is checked as it stands, so that its problem can be named.
        if value is None and not field.is_empty() and not isinstance(field, LookupField):
            return field.kept()
        if isinstance(field, CheckField):
            return value or None
        return "" if value is None and widget == "fullNameEdit" else value

    def _known(self) -> MemberDraft:
        if self.record_id is None:
            return MemberDraft("")
        return show_member(self.desk.office, self.record_id).draft

    def _coming(self, kind: str) -> EventDraft:
        first = first_event(self.desk.office, self.draft(), kind, self.eventOnEdit.value())
        return replace(
            first,
            decision_no=self.decisionNoEdit.value(),
            decision_on=self.decisionOnEdit.value(),
            other_unit=self.otherUnitEdit.value(),
            group_id=self.draft().group_id,
        )

    def _fit(self) -> None:
        is_new, kind = self.record_id is None, self.eventEdit.value()
        for name in COMING:
            shown = is_new and (name != "otherUnitEdit" or kind in ARRIVING)
            self.entry.fields[name].setVisible(shown)
            if (label := self.findChild(QLabel, f"{name}Label")) is not None:
                label.setVisible(shown)

    def _store_change(self, member_id: int) -> MemberRow:
        office, pay = self.desk.office, self.salaryEdit.value()
        now = show_member(office, member_id)
        seen, self._seen = self._seen, now.draft  # who saves again has read what changed meanwhile
        salary = None if pay == _pay(now) else pay
        return edit_member(office, member_id, self.draft(), salary=salary, seen=seen)


def _pay(detail: MemberDetail) -> int | None:
    return detail.salary_now.amount if detail.salary_now else None
