"""The twelve months of a year while they are typed, and what keeping each would do."""

from collections.abc import Iterator, Sequence

from unionapp.desktop.grids import Column, Kind
from unionapp.desktop.grids.paged import Edit, Row
from unionapp.finance.contributions.book import ContributionRow
from unionapp.finance.contributions.declarations import FundChange, FundLine
from unionapp.sentences import problem_sentence
from unionapp.vietnamese.amounts import dong, group_digits
from unionapp.vietnamese.months import month_text
from unionapp.vietnamese.periods import whole_year

YEAR_COLUMNS = (
    Column("month", "Tháng", 9, can_sort=False),
    Column("workers", "Lao động", 10, Kind.COUNT, is_editable=True, can_sort=False),
    Column("fund", "Quỹ lương", 16, Kind.MONEY, is_editable=True, can_sort=False),
    Column("due", "Phải đóng", 14, Kind.MONEY, can_sort=False),
    Column("note", "Lưu ý", 60, can_sort=False),
)
Typed = dict[str, int | None]


class YearRows:
    """What stands in the grid: workers and fund of each month, empty where nothing is declared."""

    def __init__(self, year: int, noted: Sequence[ContributionRow] = ()) -> None:
        self.year = year
        self.changes: Sequence[FundChange] = ()
        self._months = tuple(whole_year(year).months())
        known: dict[str, Typed] = {
            row.month: {"workers": row.workers, "fund": row.fund} for row in noted
        }
        nothing: Typed = {"workers": None, "fund": None}
        self._noted = {month: known.get(month, nothing) for month in self._months}
        self._typed = {month: dict(typed) for month, typed in self._noted.items()}

    def change(self, edits: Sequence[Edit]) -> None:
        """Take what was typed into cells."""
        for edit in edits:
            self._typed[self._months[edit.row_id - 1]][edit.column] = edit.new

    def edits_of(self, lines: Sequence[FundLine]) -> list[Edit]:
        """The edits that put lines into their months."""
        read = {line.month: line for line in lines}
        return [
            Edit(at, name, self._typed[month][name], getattr(read[month], name))
            for at, month in enumerate(self._months, start=1)
            for name in ("workers", "fund")
            if month in read and self._typed[month][name] != getattr(read[month], name)
        ]

    def lines(self) -> tuple[FundLine, ...]:
        """The months that something stands in."""
        return tuple(
            FundLine(month, typed["workers"] or 0, typed["fund"] or 0)
            for month, typed in self._typed.items()
            if any(value is not None for value in typed.values())
        )

    def is_changed(self) -> bool:
        """Whether keeping it would do anything."""
        return self._typed != self._noted

    def cells(self) -> dict[int, Row]:
        """The rows as they are shown."""
        said = {change.line.month: change for change in self.changes}
        return {
            at: self._cells(month, said.get(month))
            for at, month in enumerate(self._months, start=1)
        }

    def sum_words(self) -> str:
        """What the year adds up to, and what keeping it would do."""
        fund = sum(change.line.fund for change in self.changes)
        due = sum(change.due for change in self.changes)
        return f"Quỹ lương {dong(fund)} · phải đóng {dong(due)} · {', '.join(self._counts())}"

    def _counts(self) -> Iterator[str]:
        new = [one for one in self.changes if one.is_new and one.problem is None]
        yield f"{len(new)} tháng sẽ ghi" if new else "không có gì thay đổi"
        if wrong := sum(one.problem is not None for one in self.changes):
            yield f"{wrong} tháng chưa ghi được"

    def _cells(self, month: str, change: FundChange | None) -> Row:
        typed = self._typed[month]
        due = None if change is None else change.due
        words = self._left_out(month) if change is None else _note(change)
        return (month_text(month), typed["workers"], typed["fund"], due, words)

    def _left_out(self, month: str) -> str:
        if self._noted[month]["fund"] is None:
            return ""
        return "Xóa ô không xóa số đã khai; gõ 0 nếu tháng này không có quỹ lương"


def _note(change: FundChange) -> str:
    if change.problem is not None:
        return problem_sentence(change.problem)
    words = list(doubts_of(change))
    before = change.before
    if not change.is_new:
        words.append("đã khai")
    elif before is None:
        words.append("khai mới")
    else:
        words.append(f"thay cho {group_digits(before.workers)} người, {dong(before.fund)}")
    return "; ".join(words)


def doubts_of(change: FundChange) -> Iterator[str]:
    """What asks for a second look at a month."""
    if change.is_low and not change.line.fund:
        yield "Chưa có quỹ lương"
    elif change.is_low:
        yield "Bình quân dưới lương tối thiểu vùng, xem lại đơn vị tính"
    if change.missing:
        yield f"Ít hơn đoàn viên {change.missing} người"
