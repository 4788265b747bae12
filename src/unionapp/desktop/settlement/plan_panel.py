"""Section A of the estimate: the people and wage funds a year is planned with."""

from dataclasses import asdict

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import CountField, MoneyField
from unionapp.desktop.placed_panel import PlacedPanel
from unionapp.finance.year.basics import BasicFigures
from unionapp.finance.year.budget import plan_basics, show_estimate

_FIELDS = {
    "contribution_workers": "contributionWorkersEdit",
    "contribution_fund": "contributionFundEdit",
    "dues_members": "duesMembersEdit",
    "dues_fund": "duesFundEdit",
    "full_time": "fullTimeEdit",
}


class PlanPanel(PlacedPanel):
    """Types the plan; where there is none yet, the year before stands in the fields."""

    contributionWorkersEdit: CountField
    contributionFundEdit: MoneyField
    duesMembersEdit: CountField
    duesFundEdit: MoneyField
    fullTimeEdit: CountField

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "settlement/plan_panel")
        self._year = desk.period.end.year

    def show_year(self, year: int) -> None:
        """Begin with the plan of a year."""
        self._year = year
        estimate = show_estimate(self.desk.office, year)
        planned = asdict(estimate.planned)
        standing = planned if any(planned.values()) else asdict(estimate.basics)
        self.begin(f"Phần A của dự toán {year}")
        for name, field in _FIELDS.items():
            self.entry.fields[field].set_value(standing[name])
        self.contributionWorkersEdit.setFocus()
        self.contributionWorkersEdit.line.selectAll()

    @override
    def act(self) -> tuple[str, object]:
        figures = {name: self._amount(field) for name, field in _FIELDS.items()}
        done = plan_basics(self.desk.office, self._year, BasicFigures(**figures))
        return f"Đã cất phần A của dự toán {self._year}", done

    def _amount(self, name: str) -> int:
        field = self.entry.fields[name]
        assert isinstance(field, CountField | MoneyField)  # noqa: S101  # as the form says
        return field.value() or 0
