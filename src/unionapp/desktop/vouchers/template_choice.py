"""What a voucher is for, in plain words: chosen, or understood from the reason."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import Choice, DateField, LookupField, TextField, find_in
from unionapp.desktop.fields.lookup import Find
from unionapp.finance.vouchers.drafts import LineDraft, VoucherDraft
from unionapp.finance.vouchers.templates import (
    VoucherTemplate,
    find_template,
    suggest_template,
    template_line,
    templates_for,
    written_elsewhere,
)
from unionapp.organisation.employer_types import is_enterprise
from unionapp.vietnamese.dates import month_label
from unionapp.vietnamese.months import month_of


class TemplateChoice(QObject):
    """The template of a voucher; the item, the source and often the reason follow from it."""

    def __init__(self, desk: Desk, field: LookupField, reason: TextField, day: DateField) -> None:
        super().__init__(field)
        self._desk = desk
        self._field = field
        self._reason = reason
        self._day = day
        self._kind = ""
        self._is_enterprise = is_enterprise(desk.office.unit.employer_type)
        field.chosen.connect(self._give_reason)
        field.unmatched.connect(self._take_as_reason)
        reason.left.connect(self.suggest)

    def offer(self, kind: str) -> Sequence[VoucherTemplate]:
        """Offer what fits to a kind of voucher; the templates come back."""
        self._kind = kind
        templates = templates_for(kind)
        self._field.set_source(_find_among(templates))
        return templates

    def suggest(self) -> None:
        """Choose the template that the words of the reason speak of, if none was chosen."""
        if not self._field.is_empty():
            return
        elsewhere = written_elsewhere(self._reason.text())
        found = suggest_template(self._kind, self._reason.text())
        if elsewhere:
            self._field.show_hint(elsewhere)
        elif found is not None:
            self.show(found)
            self._field.show_hint("Chọn theo lý do đã gõ; chưa đúng thì chọn lại.")

    def day(self) -> date:
        """The day of the voucher; until one is typed, the one that is worked on."""
        return self._day.value() or self._desk.working_day

    def chosen(self) -> VoucherTemplate | None:
        """The template that was chosen."""
        code = self._field.value()
        return find_template(str(code)) if code else None

    def show(self, template: VoucherTemplate | None) -> None:
        """Show a template."""
        self._field.choose(Choice(template.code, template.name) if template else None)

    def item_of(self, template: VoucherTemplate) -> str:
        """The item of the books a template stands for in this unit."""
        return template.item_for(is_enterprise=self._is_enterprise)

    def line_of(self, amount: int) -> tuple[LineDraft, ...]:
        """The one line of a voucher of the chosen template; none without a template."""
        template = self.chosen()
        sector = self._desk.office.unit.employer_type
        return (template_line(template, amount, sector),) if template else ()

    def behind(self, draft: VoucherDraft) -> VoucherTemplate | None:
        """The template a stored voucher was typed by, or could have been."""
        if len(draft.lines) > 1:
            return None
        if draft.template:
            return find_template(draft.template)
        items = [line.item for line in draft.lines]
        fitting = (one for one in templates_for(draft.kind) if [self.item_of(one)] == items)
        return next(fitting, None)

    def _take_as_reason(self, text: str) -> None:
        # What happened is often told here in one's own words: they are the reason then.
        if self._reason.is_empty():
            self._reason.set_value(text)
            self.show(None)
            self._field.show_hint("Đã đưa câu vừa gõ lên Lý do. Bấm F3 để chọn nghiệp vụ.")
            self.suggest()

    def _give_reason(self, choice: Choice | None) -> None:
        if choice is not None and self._reason.is_empty():
            month = month_of(self.day())
            reason = find_template(str(choice.key)).reason
            self._reason.set_value(reason.format(month=month_label(month)))


def _find_among(templates: Sequence[VoucherTemplate]) -> Find:
    """Search names and what else officers call them; only the names are shown."""
    shown = {one.code: Choice(one.code, one.name) for one in templates}
    known = find_in([Choice(it.code, words) for it in templates for words in (it.name, *it.says)])

    def find(query: str) -> Sequence[Choice]:
        codes = dict.fromkeys(str(found.key) for found in known(query))
        return [shown[code] for code in codes]

    return find
