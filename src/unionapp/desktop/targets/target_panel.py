"""A line of a plan: added to the unit's own, or changed where the plan is read otherwise here."""

from dataclasses import replace
from functools import partial
from itertools import count

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.entry_pane import PUT_AWAY
from unionapp.desktop.fields import (
    Choice,
    ChoiceField,
    CountField,
    DateField,
    LookupField,
    TextField,
    find_in,
)
from unionapp.desktop.side_panel import SidePanel
from unionapp.errors import Invalid, Problem
from unionapp.indicators import catalogue
from unionapp.indicators.shipped_sets import TargetFacts
from unionapp.indicators.target_sets import SetRow, TargetRow, list_targets, save_target

COMPARISON_WORDS = {
    "at_least": "từ … trở lên",
    "more_than": "trên …",
    "equal": "bằng …",
    "about": "khoảng …",
    "between": "từ … đến …",
    "most": "hầu hết, phần lớn",
    "before": "xong trước hạn",
}
SPAN_WORDS = {"year": "hằng năm", "years": "nhiều năm", "once": "một lần", "half": "6 tháng"}
_BLANK = TargetFacts("", "", "", "at_least", "", "year")


class TargetPanel(SidePanel):
    """Types a target; the readings of its measure are asked where it has several."""

    planEdit: ChoiceField
    measureEdit: LookupField
    nameEdit: TextField
    comparisonEdit: ChoiceField
    valueEdit: CountField
    valueToEdit: CountField
    unitEdit: TextField
    spanEdit: ChoiceField
    dueOnEdit: DateField
    firstChoiceEdit: ChoiceField
    firstNumberEdit: CountField
    secondChoiceEdit: ChoiceField
    secondNumberEdit: CountField

    def __init__(self, desk: Desk) -> None:
        # which line is being changed belongs to the draft as much as what was typed
        super().__init__(
            desk, "targets/target_panel", drafts=desk.drafts,
            hidden={"recordEdit": "Chỉ tiêu đang sửa"},
        )  # fmt: skip
        self._row: TargetRow | None = None
        self.recordEdit = self.hidden["recordEdit"]
        self._readings = (
            (self.firstChoiceEdit, self.firstNumberEdit),
            (self.secondChoiceEdit, self.secondNumberEdit),
        )
        measures = catalogue.list_measures()
        self.measureEdit.set_source(
            find_in([Choice(it.code, it.name, f"đơn vị tính: {it.unit}") for it in measures])
        )
        self.comparisonEdit.set_choices(list(COMPARISON_WORDS.items()))
        self.spanEdit.set_choices(list(SPAN_WORDS.items()))
        self.measureEdit.chosen.connect(self._take_measure)
        self.comparisonEdit.changed.connect(self._fit)
        self.closed.connect(self.entry.draft.put_away)

    def take_up(self, plans: dict[str, SetRow], lines: dict[int, TargetRow]) -> None:
        """Go on with what was left unfinished, or begin a new line of a plan."""
        self._row = None
        self._begin("Thêm chỉ tiêu", plans)
        if self.entry.draft.recall() is None:
            self.begin_own(plans)
            return
        self._row = lines.get(int(self.recordEdit.value() or 0))
        if self._row is not None:
            self.titleLabel.setText("Sửa chỉ tiêu")
            self.planEdit.box.setEnabled(False)
        measure = self.measureEdit.value()
        if measure is not None:
            self._offer_readings(catalogue.find_measure(str(measure)))
            self.entry.draft.recall()  # the readings too, now that they can be chosen
        self._fit()
        self.banner.say(PUT_AWAY, answer="Bỏ bản nháp", deed=partial(self._throw_away, plans))

    def begin_own(self, plans: dict[str, SetRow]) -> None:
        """Type a new line of a plan."""
        self._row = None
        self._begin("Thêm chỉ tiêu", plans)
        self.comparisonEdit.set_value("at_least")
        self.spanEdit.set_value("year")
        self.planEdit.set_value(next(reversed(plans), None))
        self._fit()
        self.entry.draft.set_blank()
        self.planEdit.setFocus()

    def begin_change(self, row: TargetRow, plans: dict[str, SetRow]) -> None:
        """Change a line."""
        self._row = row
        self._begin("Sửa chỉ tiêu", plans)
        facts, measure = row.facts, catalogue.find_measure(row.facts.measure)
        self.recordEdit.set_value(str(row.id))
        self.planEdit.set_value(row.set_code)
        self.measureEdit.set_value(Choice(measure.code, measure.name))
        self.nameEdit.set_value(facts.name)
        self.comparisonEdit.set_value(facts.comparison)
        self.valueEdit.set_value(facts.value)
        self.valueToEdit.set_value(facts.value_to)
        self.unitEdit.set_value(facts.unit)
        self.spanEdit.set_value(facts.span)
        self.dueOnEdit.set_value(facts.due_on)
        self._fit()
        self.entry.draft.set_blank()
        self.valueEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        plan, measure = self.planEdit.value(), self.measureEdit.value()
        missing = [
            Problem("field.needed", field=name)
            for name, value in (("plan", plan), ("measure", measure))
            if value is None
        ]
        if missing or plan is None:
            raise Invalid(tuple(missing))
        facts = self._facts(str(measure))
        if self._row is None:
            facts = replace(facts, code=self._free_code(plan))
        row = save_target(self.desk.office, plan, facts, self._row.id if self._row else None)
        self.entry.draft.drop()
        return f"Đã cất chỉ tiêu «{row.facts.name}».", row.id

    def _throw_away(self, plans: dict[str, SetRow]) -> None:
        self.entry.draft.drop()
        self.begin_own(plans)

    def _free_code(self, plan: str) -> str:
        taken = {row.facts.code for row in list_targets(self.desk.office, plan)}
        return next(code for at in count(1) if (code := f"CT-{at}") not in taken)

    def _begin(self, title: str, plans: dict[str, SetRow]) -> None:
        self.planEdit.set_choices([(row.code, row.name) for row in plans.values()])
        self.begin(title)
        self.planEdit.box.setEnabled(self._row is None)

    def _facts(self, measure: str) -> TargetFacts:
        base = self._row.facts if self._row else _BLANK
        value, value_to = self.valueEdit.value(), self.valueToEdit.value()
        unit = self.unitEdit.value() or ""
        is_same = (base.value, base.value_to, base.unit) == (value, value_to, unit)
        return replace(
            base,
            measure=measure,
            name=self.nameEdit.value() or "",
            comparison=self.comparisonEdit.value() or "",
            value=value,
            value_to=value_to,
            unit=unit,
            span=self.spanEdit.value() or "",
            due_on=self.dueOnEdit.value(),
            # words of the document speak of the document's own number
            words=base.words if is_same else "",
            choices={**base.choices, **self._chosen(measure)},
        )

    def _chosen(self, measure: str) -> dict[str, str | int]:
        found: dict[str, str | int] = {}
        choices = catalogue.find_measure(measure).choices
        for choice, (words, number) in zip(choices, self._readings, strict=False):
            value = words.value() if choice.options else number.value()
            if value is not None:
                found[choice.name] = value
        return found

    def _take_measure(self, chosen: Choice | None) -> None:
        if chosen is None:
            return
        measure = catalogue.find_measure(str(chosen.key))
        if self.nameEdit.is_empty():
            self.nameEdit.set_value(measure.name)
        if self.unitEdit.is_empty():
            self.unitEdit.set_value(measure.unit)
        self._offer_readings(measure)

    def _offer_readings(self, measure: catalogue.Measure) -> None:
        chosen = measure.chosen(self._row.facts.choices if self._row else {})
        for at, (words, number) in enumerate(self._readings):
            choice = measure.choices[at] if at < len(measure.choices) else None
            self._show(words, shown=choice is not None and bool(choice.options))
            self._show(number, shown=choice is not None and not choice.options)
            if choice is None:
                continue
            if choice.options:
                self.label_of(words.objectName()).setText(choice.label)
                words.set_choices(choice.options)
                words.set_value(str(chosen[choice.name]))
            else:
                self.label_of(number.objectName()).setText(choice.label)
                number.set_value(int(chosen[choice.name]))

    def _fit(self) -> None:
        comparison = self.comparisonEdit.value()
        self._show(self.valueEdit, shown=comparison not in {"most", "before"})
        self._show(self.valueToEdit, shown=comparison == "between")
        if self.measureEdit.value() is None:
            for field in (field for pair in self._readings for field in pair):
                self._show(field, shown=False)

    def _show(self, field: ChoiceField | CountField, *, shown: bool) -> None:
        field.setVisible(shown)
        self.label_of(field.objectName()).setVisible(shown)
