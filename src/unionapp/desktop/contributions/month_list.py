"""Every month of the year, noted or not, with what is due, paid and late."""

from collections.abc import Mapping

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.grids import Column, Kind
from unionapp.desktop.grids.paged import Row
from unionapp.desktop.short_page import ShortPage
from unionapp.finance.contributions.book import ContributionRow, list_contributions
from unionapp.finance.contributions.payers import paying_months
from unionapp.finance.contributions.words import NOT_NOTED, RELIEFS, STATES, state_words
from unionapp.vietnamese.months import month_of, month_text
from unionapp.vietnamese.periods import whole_year

_COLUMNS = (
    Column("month", "Tháng", 9),
    Column("due", "Phải đóng", 10, Kind.MONEY),
    Column("paid", "Đã đóng", 10, Kind.MONEY),
    Column("left", "Còn nợ", 10, Kind.MONEY),
    Column("state", "Tình trạng", 28),  # the longest words still stand in what is left of it
    Column("deadline", "Hạn", 10, Kind.DATE),
    Column("paid_on", "Ngày đóng", 10, Kind.DATE),
    Column("late", "Chậm (tháng)", 11, Kind.COUNT),
    Column("fund", "Quỹ lương", 14, Kind.MONEY),
    Column("workers", "Lao động", 9, Kind.COUNT),
    Column("relief", "Miễn, giảm", 14),
    Column("payer", "Đơn vị đóng", 30),
)
_STATE = next(at for at, column in enumerate(_COLUMNS) if column.name == "state")


class MonthList(ShortPage):
    """What the employer owes and paid, month by month."""

    concerns = frozenset(
        {"contribution", "contribution_payment", "contribution_relief", "parameter", "voucher"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "contributions", "Kinh phí công đoàn", _COLUMNS, noun="tháng")
        self.months: dict[int, tuple[str, ContributionRow | None]] = {}
        reliefs = [RELIEFS["exempt"], RELIEFS["suspend"]]
        states = [*STATES.values(), *reliefs, NOT_NOTED]
        self.state_box = self.add_box(
            "stateBox", "Tình trạng", [("Mọi tháng", ""), *((one, one) for one in states)]
        )

    @property
    def year(self) -> int:
        """The year that is shown."""
        return self.desk.period.end.year

    def noted(self) -> list[ContributionRow]:
        """The months that were noted."""
        return [row for _, row in self.months.values() if row is not None]

    @override
    def read_rows(self) -> Mapping[int, Row]:
        self.titleLabel.setText(f"Kinh phí năm {self.year}")
        rows = list_contributions(self.desk.office, self.year)
        known = {row.month for row in rows}
        today = month_of(self.desk.office.today)
        missing = [
            month
            for month in paying_months(self.desk.office, whole_year(self.year))
            if month not in known and (month <= today or month == self.desk.period.last)
        ]
        found = [*((row.month, row) for row in rows), *((month, None) for month in missing)]
        found.sort(key=lambda one: one[0])
        self.months = {_id_of(*one): one for one in found} if rows else {}
        wanted = self.state_box.currentData()
        shown = {id_: _cells(*one) for id_, one in self.months.items()}
        return {id_: row for id_, row in shown.items() if not wanted or wanted == row[_STATE]}


def _id_of(month: str, row: ContributionRow | None) -> int:
    # a month that was not noted has no id yet: it goes by its own number, below zero
    return row.id if row is not None else -int(month.replace("-", ""))


def _cells(month: str, row: ContributionRow | None) -> Row:
    if row is None:
        return (month_text(month), *(None,) * 3, NOT_NOTED, *(None,) * 5, "", "")
    return (
        month_text(month),
        row.due,
        row.paid,
        row.remaining,
        state_words(row),
        row.deadline,
        row.paid_on,
        row.months_late or None,
        row.fund,
        row.workers,
        RELIEFS[row.relief] if row.relief else "",
        row.payer,
    )
