"""A panel that says a refusal under the field it is about."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from typing_extensions import override

from unionapp.desktop.side_panel import SidePanel
from unionapp.errors import Invalid, Problem, Refusal
from unionapp.sentences import sentence_for
from unionapp.vietnamese.months import read_typed_month


class PlacedPanel(SidePanel):
    """Knows by code which field a refusal belongs to; what it does not know stands on top."""

    places: Mapping[str, str] = MappingProxyType({})

    def need(self, *names: str) -> None:
        """Ask for the fields without which nothing can be done.

        Raises:
            Invalid: one of them is empty.
        """
        fields = self.entry.fields
        missing = [name for name in names if fields[name].is_empty() or fields[name].is_unclear()]
        if missing:
            raise Invalid(tuple(Problem("field.needed", field=name) for name in missing))

    def month_in(self, name: str) -> str:
        """The month that was typed into a field.

        Raises:
            Refusal: period.unreadable; it is then said at that field.
        """
        text = self.entry.fields[name].kept()
        month = read_typed_month(text)
        if month is None:
            self.places = MappingProxyType({**type(self).places, "period.unreadable": name})
            raise Refusal("period.unreadable", text=text)
        return month

    @override
    def _act(self) -> None:
        self.place(super()._act)

    def place(self, deed: Callable[[], None]) -> None:
        """Do something whose refusals are said at their fields.

        Raises:
            Refusal: no field is known for it.
        """
        try:
            deed()
        except Refusal as refusal:
            field = self.entry.fields.get(self.places.get(refusal.code, ""))
            if field is None:
                raise
            field.show_problem(sentence_for(refusal))
            field.setFocus()
