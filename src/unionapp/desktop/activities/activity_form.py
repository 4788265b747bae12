"""The form of an activity: what every activity has, and what its kind asks for."""

from dataclasses import replace

from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton
from typing_extensions import override

from unionapp.activities.costs import cost_voucher
from unionapp.activities.drafts import ActivityDraft, check_draft
from unionapp.activities.kinds import Kind, find_kind, list_kinds
from unionapp.activities.lists import show_activity
from unionapp.activities.records import cancel_activity, save_activity
from unionapp.activities.rows import ActivityRow
from unionapp.desktop.activities.activity_facts import payment_words
from unionapp.desktop.activities.activity_list import STATES
from unionapp.desktop.activities.kind_fields import KindFields
from unionapp.desktop.desk import Desk
from unionapp.desktop.entry_pane import EntryPane
from unionapp.desktop.field_help import kind_field_help
from unionapp.desktop.fields import (
    Choice,
    ChoiceField,
    CountField,
    DateField,
    LookupField,
    MoneyField,
    TextField,
    find_in,
)
from unionapp.errors import Invalid, Problem, Severity
from unionapp.finance.vouchers.register import VoucherRow
from unionapp.vietnamese.amounts import percent

_COUNTS = ("invited", "attended", "attended_female", "beneficiaries", "amount")
_UNDONE = "Ghi nhầm, hoàn tác"


class ActivityForm(EntryPane):
    """Adds or changes an activity."""

    kindEdit: LookupField
    titleEdit: TextField
    heldOnEdit: DateField
    endedOnEdit: DateField
    placeEdit: TextField
    statusEdit: ChoiceField
    invitedEdit: CountField
    attendedEdit: CountField
    attendedFemaleEdit: CountField
    beneficiariesEdit: CountField
    amountEdit: MoneyField
    resultEdit: TextField
    noteEdit: TextField
    detailsGrid: QGridLayout
    heldOnEditLabel: QLabel
    endedOnEditLabel: QLabel
    paymentButton: QPushButton

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "activities/activity_form")
        self.kindEdit.set_source(find_in([_choice_of(kind) for kind in list_kinds()]))
        self.statusEdit.set_choices([(key, STATES[key]) for key in ("planned", "done")])
        self.details = KindFields(
            self, self.detailsGrid, self.entry, around=(self.noteEdit, self.saveNewButton)
        )
        self.pin(("kindEdit", "heldOnEdit", "placeEdit"))
        self.kindEdit.changed.connect(self._fit_kind)
        self.kindEdit.chosen.connect(self._fit_kind)
        self.paymentButton.clicked.connect(self.open_payment)
        for field in (self.invitedEdit, self.attendedEdit):
            field.changed.connect(self._show_rate)
            field.left.connect(self.check)

    @override
    def dress(self) -> None:
        is_new = self.record_id is None
        self.titleLabel.setText("Thêm hoạt động" if is_new else "Sửa hoạt động")
        self._fit_kind()
        self._show_payment()

    @override
    def fill(self, record_id: int) -> None:
        row = show_activity(self.desk.office, record_id)
        self.choose_kind(row.kind)
        self.titleEdit.set_value(row.title)
        self.heldOnEdit.set_value(row.held_on)
        self.endedOnEdit.set_value(row.ended_on)
        self.placeEdit.set_value(row.place)
        self.statusEdit.set_value(row.status)
        self.resultEdit.set_value(row.result)
        self.noteEdit.set_value(row.note)
        self.invitedEdit.set_value(row.invited)
        self.attendedEdit.set_value(row.attended)
        self.attendedFemaleEdit.set_value(row.attended_female)
        self.beneficiariesEdit.set_value(row.beneficiaries)
        self.amountEdit.set_value(row.amount)
        self.details.show_values(row.details)

    @override
    def store(self) -> str:
        is_new = self.record_id is None
        if self.kind() is None:
            raise Invalid((Problem("field.needed", field="kind"),))
        row = self._save()
        sentence = f"Đã cất «{row.title}» ({STATES[row.status].lower()})"
        if is_new:
            self.desk.undo_list.add(sentence, lambda: _call_off(self.desk, row.id))
        self.stored.emit(row.id)
        return sentence

    def open_payment(self) -> None:
        """Open the payment of the activity; what was typed here waits."""
        voucher = self._payment()
        if voucher is not None:
            self.postpone()
            self.desk.open("vouchers", voucher.id)

    def choose_kind(self, code: str) -> None:
        """Choose the kind of a code."""
        self.kindEdit.choose(_choice_of(find_kind(code)))

    def kind(self) -> Kind | None:
        """The kind that is chosen: the one whose name stands in the line."""
        name = self.kindEdit.text()
        return next((kind for kind in list_kinds() if kind.name == name), None)

    def draft(self) -> ActivityDraft:
        """What the form says."""
        return ActivityDraft(
            kind=kind.code if (kind := self.kind()) else "",
            title=self.titleEdit.value() or "",
            held_on=self.heldOnEdit.value(),
            ended_on=self.endedOnEdit.value(),
            place=self.placeEdit.value() or "",
            invited=self.invitedEdit.value(),
            attended=self.attendedEdit.value(),
            attended_female=self.attendedFemaleEdit.value(),
            beneficiaries=self.beneficiariesEdit.value(),
            amount=self.amountEdit.value(),
            result=self.resultEdit.value() or "",
            details=self.details.values(),
            note=self.noteEdit.value() or "",
            status=self.statusEdit.value(),
            **self._untouched(),
        )

    def check(self) -> None:
        """Tell what deserves a look while the form is open."""
        kind = self.kind()
        if kind is not None:
            found = check_draft(self.draft(), kind, self.desk.office.today)
            self.entry.problems.show(one for one in found if one.severity is Severity.WARNING)

    def _save(self) -> ActivityRow:
        try:
            return save_activity(self.desk.office, self.draft(), self.record_id)
        except Invalid as invalid:
            raise Invalid(tuple(map(_plainly, invalid.problems))) from None

    def _untouched(self) -> dict[str, int | None]:
        if self.record_id is None:
            return {}
        row = show_activity(self.desk.office, self.record_id)
        return {"about_unit_id": row.about_unit_id, "voucher_id": row.voucher_id}

    def _payment(self) -> VoucherRow | None:
        return cost_voucher(self.desk.office, self.record_id) if self.record_id else None

    def _show_payment(self) -> None:
        voucher = self._payment()
        self.paymentButton.setVisible(voucher is not None)
        if voucher is not None:
            self.paymentButton.setText(f"Mở phiếu chi: {payment_words(voucher)}")

    def _fit_kind(self, *_: object) -> None:
        kind = self.kind()
        if kind is None and self.kindEdit.text():
            return  # a name half typed: what belongs to the kind before stays
        self.details.show_kind(kind)
        self.heldOnEditLabel.setText(f"{kind.day_label} *" if kind else "Ngày tổ chức *")
        self.endedOnEditLabel.setText(kind.end_label if kind else "Đến ngày")
        check = " (cần kiểm tra)" if kind is not None and kind.needs_check else ""
        self.kindEdit.show_hint(f"Căn cứ: {kind.legal_basis}{check}" if kind else "")
        if kind is not None:
            self._fit_own_fields(kind)

    def _fit_own_fields(self, kind: Kind) -> None:
        for name, field in self.details.fields.items():
            if words := kind_field_help(kind.code, name):
                self.help.tell(field.objectName(), replace(words, law=kind.legal_basis))
            if isinstance(field, DateField):
                field.set_today(self.desk.office.today, self.desk.working_day)

    def _show_rate(self) -> None:
        invited, attended = self.invitedEdit.value(), self.attendedEdit.value()
        is_known = bool(invited) and attended is not None
        words = f"Tỷ lệ dự {percent(attended or 0, invited or 1)}" if is_known else ""
        self.attendedEdit.show_hint(words)


def _choice_of(kind: Kind) -> Choice:
    return Choice(kind.code, kind.name, kind.group_name)


def _plainly(problem: Problem) -> Problem:
    # Under its own field a missing answer needs neither the name of the field nor its codes.
    is_missing = problem.code == "activity.field_needed"
    return replace(problem, code="field.needed") if is_missing else problem


def _call_off(desk: Desk, activity_id: int) -> None:
    cancel_activity(desk.office, activity_id, _UNDONE)
