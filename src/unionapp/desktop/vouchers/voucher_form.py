"""The form of a voucher: what happened in plain words; the item and the source follow from it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton
from typing_extensions import override

from unionapp.desktop.commands import Actions, say_keys
from unionapp.desktop.desk import Desk
from unionapp.desktop.entry_pane import EntryPane
from unionapp.desktop.fields import (
    Choice,
    ChoiceField,
    CountField,
    DateField,
    LookupField,
    MoneyField,
    TextField,
)
from unionapp.desktop.fields.lookup import LIMIT, MOST
from unionapp.desktop.grids import DataTable
from unionapp.desktop.line_table import LineTable
from unionapp.desktop.vouchers.account_choice import AccountChoice
from unionapp.desktop.vouchers.template_choice import TemplateChoice
from unionapp.desktop.vouchers.voucher_findings import (
    FieldFindings,
    FindingsCard,
    look_at_day,
    look_at_name,
)
from unionapp.errors import Refusal
from unionapp.finance.findings import Finding
from unionapp.finance.voucher_checks import check_voucher
from unionapp.finance.vouchers.drafting import delete_draft, save_voucher
from unionapp.finance.vouchers.drafts import (
    RECEIPT_KINDS,
    TYPED_KINDS,
    LineDraft,
    VoucherDraft,
)
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.vouchers.register import VoucherRow, show_voucher
from unionapp.membership.lists import find_members, member_rows
from unionapp.organisation.office import Office
from unionapp.sentences import sentence_for
from unionapp.vietnamese.amounts import dong, group_digits

# Where a finding of the finance room has its field in this form.
_PLACES = {"item": "templateEdit", "lines": "amountEdit"}
_NAMES = {
    "voucher_on": "voucherOnEdit",
    "counterparty": "counterpartyEdit",
    "reason": "reasonEdit",
    "amount": "amountEdit",
    "attachments": "attachmentsEdit",
    **_PLACES,
}
# A voucher is checked again when one of these was left; a likeness shows by all of them together.
_CHECKED = (
    *("amountEdit", "counterpartyEdit", "voucherOnEdit", "attachmentsEdit"),
    *("reasonEdit", "templateEdit", "accountEdit"),
)
# Where a refusal belongs that comes before any finding; the others are about the account.
_REFUSED = {
    "V-01": "amountEdit",
    "item.no_scheme": "voucherOnEdit",
    "voucher.attachments": "attachmentsEdit",
    "voucher.too_long": "reasonEdit",
}


class VoucherForm(EntryPane):
    """Types receipts and payments; posts them when they are right."""

    kindEdit: ChoiceField
    voucherOnEdit: DateField
    counterpartyEdit: LookupField
    amountEdit: MoneyField
    reasonEdit: TextField
    templateEdit: LookupField
    accountEdit: ChoiceField
    attachmentsEdit: CountField
    addressEdit: TextField
    linesButton: QPushButton
    linesLabel: QLabel
    linesTable: DataTable
    postButton: QPushButton
    counterpartyEditLabel: QLabel

    posted = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "vouchers/voucher_form", hidden={"linesEdit": "Các dòng"})
        self.linesEdit = self.hidden["linesEdit"]
        self._kind = "PC"
        self.templates = TemplateChoice(
            desk, self.templateEdit, self.reasonEdit, self.voucherOnEdit
        )
        self.accounts = AccountChoice(desk.office, self.accountEdit)
        self.lines = LineTable(self.linesTable, self.templates.item_of)
        self.kindEdit.set_choices(list(TYPED_KINDS.items()))
        self.counterpartyEdit.set_source(partial(_find_people, desk.office), is_free=True)
        self.pin(("voucherOnEdit", "reasonEdit", "templateEdit"), pinned=("voucherOnEdit",))
        self.post_actions = Actions(
            self, {"post": self.post}, key_set=desk.key_set, permissions=desk.permissions
        )
        self.post_actions.allow(has_selection=True)
        self.postButton.setEnabled(self.post_actions["post"].isEnabled())
        self.postButton.clicked.connect(self.post)
        self.kindEdit.changed.connect(self._fit_kind)
        self.linesButton.clicked.connect(self.toggle_lines)
        self.lines.changed.connect(self._lines_changed)
        self.findings_card = FindingsCard()
        self.cards.add(self.findings_card)
        self.told = FieldFindings(self.entry.fields, _NAMES)
        self.counterpartyEdit.left.connect(partial(look_at_name, self.counterpartyEdit))
        self.voucherOnEdit.left.connect(partial(look_at_day, desk.office, self.voucherOnEdit))
        self.voucherOnEdit.left.connect(lambda: self.accounts.show_day(self.templates.day()))
        for name in _CHECKED:
            self.entry.fields[name].left.connect(self.check)

    def begin_kind(self, kind: str) -> None:
        """Begin a voucher of a kind, or go on with what was being typed."""
        self._kind = kind
        self.begin()
        if self.banner.isHidden():  # nothing was left unfinished
            # whether a day is pinned or not, what is typed blindly is the day; Enter goes on
            self.voucherOnEdit.setFocus()
            self.voucherOnEdit.line.selectAll()

    @override
    def preset(self) -> None:
        self.kindEdit.set_value(self._kind)
        self.attachmentsEdit.set_value(1)

    @override
    def dress(self) -> None:
        self._kind = self.kindEdit.value() or self._kind
        self.titleLabel.setText(TYPED_KINDS.get(self._kind, "Chứng từ"))
        self.stateLabel.setText("Số: (sẽ cấp khi ghi sổ)")
        self._fit_kind()
        self.lines.restore(self.linesEdit.kept())
        self._show_lines(shown=bool(self.lines.lines()))
        self.findings_card.tell(())
        look_at_day(self.desk.office, self.voucherOnEdit)

    @override
    def fill(self, record_id: int) -> None:
        draft = show_voucher(self.desk.office, record_id).draft
        self.kindEdit.set_value(draft.kind)
        self._fit_kind()
        self.voucherOnEdit.set_value(draft.voucher_on)
        self.counterpartyEdit.choose(
            Choice(draft.member_id or 0, draft.counterparty) if draft.counterparty else None
        )
        self.amountEdit.set_value(draft.amount)
        self.reasonEdit.set_value(draft.reason)
        self.accountEdit.set_value(str(draft.account_id or ""))
        self.attachmentsEdit.set_value(draft.attachments)
        self.addressEdit.set_value(draft.address)
        template = self.templates.behind(draft)
        self.templates.show(template)
        self.lines.show_lines([] if template else draft.lines)
        self.linesEdit.restore("" if template else self.lines.kept())

    @override
    def store(self) -> str:
        is_new = self.record_id is None
        row = self._write()
        sentence = f"Đã cất {TYPED_KINDS.get(row.kind, row.kind).lower()} {dong(row.amount)}"
        if is_new:
            office = self.desk.office
            self.desk.undo_list.add(sentence, lambda: delete_draft(office, row.id))
        self.stored.emit(row.id)
        return f"{sentence}, chưa ghi sổ"

    def post(self) -> None:
        """Keep the voucher, give it its number; what stands against it is said at its field.

        A warning that was not in sight yet stops it once; the same key goes on.
        """
        seen = self.findings_card.text()
        if not self.entry.settle():
            return
        with self.explain():
            with self.desk.drafts.storing(self._form):
                row = self._write()
            self._record.restore(str(row.id))
            self.entry.draft.set_blank()
            self.stored.emit(row.id)
            findings = self.findings()
            if self.tell_findings(findings, complete=True):
                if not self.lines.lead_to(findings):
                    self.entry.problems.go_to_next()
                return
            if any(finding.words not in seen for finding in findings):
                self._ask_once_more()
                return
            done = post_voucher(self.desk.office, row.id)
            self._record.restore("")
            self.entry.saved()
            self.desk.tell(f"Đã ghi sổ {done.number}: {dong(done.amount)}, {done.counterparty}")
            self.posted.emit(done.id)

    def _ask_once_more(self) -> None:
        self.banner.say(
            "Hãy xem phần «Cần xem lại» trước khi ghi sổ.",
            "warning",
            answer=say_keys("Vẫn ghi sổ", "post", self.desk.key_set),
            deed=self.post,
        )

    @override
    def step_out(self) -> None:
        if self.linesTable.hasFocus():
            self.linesButton.setFocus()
        else:
            super().step_out()

    def draft(self) -> VoucherDraft:
        """What the form says; what is missing is missing in the draft, too."""
        payee = self.counterpartyEdit.choice()
        template = self.templates.chosen()
        member = payee.key if payee is not None and isinstance(payee.key, int) else 0
        return VoucherDraft(
            kind=self.kindEdit.value() or self._kind,
            voucher_on=self.templates.day(),
            counterparty=self.counterpartyEdit.text(),
            reason=self.reasonEdit.value() or "",
            amount=self.amountEdit.value() or 0,
            lines=self._drafted_lines(),
            account_id=self.accounts.chosen(),
            address=self.addressEdit.value() or "",
            member_id=member or None,
            attachments=self.attachmentsEdit.value() or 0,
            template=template.code if template else "",
        )

    def check(self) -> None:
        """Say at once what posting would run into, at the fields that are filled in already."""
        if self.amountEdit.value():
            self.tell_findings(self.findings(), complete=False)

    def findings(self) -> Sequence[Finding]:
        """What the rules say of the voucher as it stands."""
        try:
            return check_voucher(self.desk.office, self.draft(), self.record_id)
        except Refusal as refusal:
            place = _REFUSED.get(refusal.code, "accountEdit")
            self.entry.fields[place].show_problem(sentence_for(refusal))
            return ()

    def tell_findings(self, findings: Sequence[Finding], *, complete: bool) -> bool:
        """Put findings under their fields; whether one of them is an error comes back."""
        for finding in self.told.tell(findings, complete=complete):
            if complete:
                self.banner.say(finding.words, "error" if finding.is_error else "warning")
        self.findings_card.tell([it for it in findings if complete or self.told.concerns(it)])
        self.entry.problems.count()
        return any(finding.is_error for finding in findings)

    def toggle_lines(self) -> None:
        """Open the table of lines with what is there, or close it again."""
        if self.linesTable.isHidden():
            self.lines.show_lines(self._drafted_lines() if self.amountEdit.value() else ())
            self.lines.add_line()
            self._show_lines(shown=True)
            self.linesTable.setFocus()
        else:
            self.lines.show_lines([])
            self._show_lines(shown=False)
        self._lines_changed()

    def _write(self) -> VoucherRow:
        self.templates.suggest()
        draft, office = self.draft(), self.desk.office
        if self.record_id is not None:
            # the form does not show the lower unit of a payment, and must not forget it
            kept = show_voucher(office, self.record_id).draft
            draft = replace(draft, lower_unit_id=kept.lower_unit_id)
        return save_voucher(office, draft, self.record_id)

    def _drafted_lines(self) -> tuple[LineDraft, ...]:
        return self.lines.lines() or self.templates.line_of(self.amountEdit.value() or 0)

    def _fit_kind(self) -> None:
        kind = self.kindEdit.value() or self._kind
        self.titleLabel.setText(TYPED_KINDS.get(kind, "Chứng từ"))
        is_receipt = kind in RECEIPT_KINDS
        self.counterpartyEditLabel.setText("Người &nộp *" if is_receipt else "Người n&hận *")
        self.lines.offer(self.templates.offer(kind), self.desk.working_day)
        self.accounts.offer(kind, self.templates.day())

    def _lines_changed(self) -> None:
        # the lines belong to the draft as much as the fields do
        self.linesEdit.restore(self.lines.kept() if self.lines.lines() else "")
        self._show_lines(shown=not self.linesTable.isHidden())

    def _show_lines(self, *, shown: bool) -> None:
        self.linesTable.setVisible(shown)
        self.linesButton.setText("Chỉ một dòng" if shown else "Chia nhiều dòng")
        left = (self.amountEdit.value() or 0) - self.lines.total()
        words = f"Tổng các dòng {group_digits(self.lines.total())}, còn {group_digits(left)}"
        self.linesLabel.setText(words if shown else "")


def _find_people(office: Office, text: str) -> list[Choice]:
    ids = find_members(office, text, limit=LIMIT if text.strip() else MOST)
    return [
        Choice(it.id, it.full_name, it.group_name or it.code) for it in member_rows(office, ids)
    ]
