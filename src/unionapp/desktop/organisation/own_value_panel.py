"""Sets one value of the unit's own: what, how much, from when, by which resolution."""

from types import MappingProxyType

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import Choice, ChoiceField, DateField, LookupField, TextField, find_in
from unionapp.desktop.organisation.segment_words import segment_words
from unionapp.desktop.placed_panel import PlacedPanel
from unionapp.organisation.own_values import (
    own_rules,
    segments_for,
    set_own_value,
    spell_own_value,
)
from unionapp.organisation.parameters import LegalValue, parameter_name
from unionapp.organisation.value_words import HOW, answers_of

_BETWEEN = "|"


class OwnValuePanel(PlacedPanel):
    """Offers only what a unit may set; where there are answers, they are chosen, not typed."""

    keyEdit: LookupField
    valueEdit: TextField
    answerEdit: ChoiceField
    fromEdit: DateField
    basisEdit: TextField

    places = MappingProxyType(
        {
            "parameter.unreadable": "valueEdit",
            "parameter.below_law": "valueEdit",
            "parameter.basis_needed": "basisEdit",
            "period.locked": "fromEdit",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "organisation/own_value_panel")
        self._choices = {
            f"{key}{_BETWEEN}{segment}": Choice(
                f"{key}{_BETWEEN}{segment}", parameter_name(key), segment_words(segment)
            )
            for key in own_rules()
            for segment in segments_for(desk.office, key)
        }
        self.keyEdit.set_source(find_in(list(self._choices.values())))
        self.keyEdit.changed.connect(self._fit_to_key)

    def show_value(self, value: LegalValue | None) -> None:
        """Begin with the value that stands, or with an empty one from the first of the month."""
        self.begin("Giá trị riêng của đơn vị")
        self.fromEdit.set_value(self.desk.working_day.replace(day=1))
        if value is not None:
            self.keyEdit.choose(self._choices.get(f"{value.key}{_BETWEEN}{value.segment}"))
        self._fit_to_key()
        if value is not None and self.keyEdit.value() is not None:
            self._show_present(value)
        (self.keyEdit if self.keyEdit.value() is None else self._asked()).setFocus()

    @override
    def act(self) -> tuple[str, object]:
        asked = self._asked()
        self.need("keyEdit", "answerEdit" if asked is self.answerEdit else "valueEdit", "fromEdit")
        key, segment = self._key()
        on = self.fromEdit.value()
        assert on is not None  # noqa: S101  # asked for above
        done = set_own_value(
            self.desk.office,
            key,
            str(asked.value()),
            valid_from=on,
            legal_basis=self.basisEdit.value() or "",
            segment=segment,
        )
        said = f"{parameter_name(key)}: {spell_own_value(key, done.value)}"
        return f"Đã đặt {said} từ {on:%d/%m/%Y}", done

    def _key(self) -> tuple[str, str]:
        key, _, segment = str(self.keyEdit.value() or "").partition(_BETWEEN)
        return key, segment

    def _asked(self) -> TextField | ChoiceField:
        rule = own_rules().get(self._key()[0])
        return self.answerEdit if rule and answers_of(rule.kind, rule.choices) else self.valueEdit

    def _show_present(self, value: LegalValue) -> None:
        asked = self._asked()
        is_chosen = asked is self.answerEdit
        asked.set_value(value.value if is_chosen else spell_own_value(value.key, value.value))
        if value.is_own:
            self.fromEdit.set_value(value.valid_from)
            self.basisEdit.set_value(value.legal_basis)

    def _fit_to_key(self, *_: object) -> None:
        rule, asked = own_rules().get(self._key()[0]), self._asked()
        for field in (self.valueEdit, self.answerEdit):
            field.setVisible(field is asked)
            self.label_of(field.objectName()).setVisible(field is asked)
        if rule is None:
            return
        answers = answers_of(rule.kind, rule.choices)
        if answers:
            self.answerEdit.set_choices(list(answers.items()))
        self.hintLabel.setText(f"Hãy ghi {HOW[rule.kind]}. {rule.hint}".strip())
        self.hintLabel.show()
