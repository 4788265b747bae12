"""A figure that no record holds is typed here; emptied, the records speak again."""

from collections.abc import Mapping
from types import MappingProxyType

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import ChoiceField, CountField, TextField
from unionapp.desktop.side_panel import SidePanel
from unionapp.errors import Invalid, Problem
from unionapp.indicators.catalogue import Measure, find_measure, list_inputs
from unionapp.indicators.typed_figures import clear_figure, list_typed, type_figure
from unionapp.vietnamese.periods import Period, whole_year

READ_AS_USUAL: Mapping[str, str | int] = MappingProxyType({})
EMPTYING = "Để trống ô số rồi cất là bỏ số đã nhập."


class FigurePanel(SidePanel):
    """Types the figures a target asks for, for the year of the working period."""

    codeEdit: ChoiceField
    numeratorEdit: CountField
    denominatorEdit: CountField
    reasonEdit: TextField

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "targets/figure_panel")
        self._measure: Measure | None = None
        self._own = ""
        self.codeEdit.changed.connect(self._show_typed)

    def show_measure(self, code: str, choices: Mapping[str, str | int] = READ_AS_USUAL) -> None:
        """Offer the figures that a reading of a measure asks for, and the measure itself."""
        measure = self._measure = find_measure(code)
        self._own = measure.figure_code(choices)
        self.begin(f"Nhập số liệu năm {self._period().first[:4]}", EMPTYING)
        names = {it.code: it.name for it in list_inputs()}
        asked = (self._own if it == measure.code else it for it in measure.asks)
        codes = dict.fromkeys((*asked, self._own))
        self.codeEdit.set_choices([(it, names.get(it, it)) for it in codes])
        self.codeEdit.set_value(next(iter(codes)))
        self.numeratorEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        code, number = self.codeEdit.value(), self.numeratorEdit.value()
        if code is None:
            raise Invalid((Problem("field.needed", field="code"),))
        office, period = self.desk.office, self._period()
        if number is None:
            if code not in {it.measure for it in list_typed(office, period)}:
                raise Invalid((Problem("field.needed", field="numerator"),))
            clear_figure(office, code, period)
            return "Đã bỏ số nhập tay; số lại tính từ sổ.", None
        whole = self.denominatorEdit.value() if self._is_ratio(code) else None
        figure = type_figure(
            office, code, period, number, whole, reason=self.reasonEdit.value() or ""
        )
        return f"Đã nhập «{figure.name}».", figure

    def _period(self) -> Period:
        return whole_year(self.desk.working_day.year)

    def _show_typed(self) -> None:
        code = self.codeEdit.value()
        typed = {it.measure: it for it in list_typed(self.desk.office, self._period())}.get(
            code or ""
        )
        self.numeratorEdit.set_value(typed.numerator if typed else None)
        self.denominatorEdit.set_value(typed.denominator if typed else None)
        self.reasonEdit.set_value(typed.reason if typed else "")
        rule = next((it.rule for it in list_inputs() if it.code == code), "")
        self.hintLabel.setText(f"{rule} {EMPTYING}".strip())
        is_ratio = self._is_ratio(code)
        self.denominatorEdit.setVisible(is_ratio)
        self.label_of("denominatorEdit").setVisible(is_ratio)
        if self._measure is not None and code == self._own:
            self.numeratorEdit.show_hint(self._measure.numerator_words)
            self.denominatorEdit.show_hint(self._measure.denominator_words)
        else:
            self.numeratorEdit.show_hint("")

    @staticmethod
    def _is_ratio(code: str | None) -> bool:
        measures = [it.measure for it in list_inputs() if it.code == code]
        return any(find_measure(it).is_ratio for it in measures if it)
