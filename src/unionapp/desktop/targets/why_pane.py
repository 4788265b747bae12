"""Why a number is what it is: the records behind it, each one leads to its own page."""

from datetime import date

from PySide6.QtWidgets import QPushButton

from unionapp.desktop.desk import Desk
from unionapp.desktop.grids import Column, Kind
from unionapp.desktop.notices import explaining
from unionapp.desktop.short_list import ShortList
from unionapp.desktop.targets.over_pane import OverPane
from unionapp.indicators.catalogue import find_measure
from unionapp.indicators.evidence import SourceRow
from unionapp.indicators.figures import unit_shares, why
from unionapp.indicators.target_sets import TargetRow
from unionapp.membership.lists import list_changes
from unionapp.vietnamese.amounts import group_digits
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.periods import Period

COLUMNS = (
    Column("label", "Bản ghi", 44),
    Column("kind", "Loại", 18),
    Column("unit", "Đơn vị", 30),
    Column("on", "Ngày", 11, Kind.DATE),
    Column("weight", "Góp vào số", 11, Kind.COUNT),
)
_KINDS = {
    "member": ("Đoàn viên", "members"),
    "member_event": ("Biến động đoàn viên", "members"),
    "activity": ("Hoạt động", "activities"),
    "activity_attendee": ("Người dự hoạt động", "activities"),
    "voucher": ("Chứng từ", "vouchers"),
    "dues": ("Đoàn phí", "dues"),
    "unit": ("Đơn vị", "structure"),
    "rating": ("Xếp loại", "ratings"),
    "duty": ("Nhiệm vụ", "targets"),
    "duty_done": ("Nhiệm vụ đã xong", "targets"),
    "figure": ("Số nhập tay", ""),
    "unit_figure": ("Số nhập tay", ""),
}


class WhyPane(OverPane):
    """Lists the records of one figure."""

    actionButton: QPushButton

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "targets/why_pane")
        self._sources: tuple[SourceRow, ...] = ()
        self._period = desk.period
        self._list = ShortList(self.table, COLUMNS, "targets/why", desk.preferences)
        self.table.opened.connect(self.open_record)
        self.actionButton.clicked.connect(self._open_current)

    def show_target(self, row: TargetRow, as_of: date) -> None:
        """Show the records that were counted for a target until a day."""
        facts, office = row.facts, self.desk.office
        measure = find_measure(facts.measure)
        self._period = Period(f"{as_of.year}-01", f"{as_of:%Y-%m}")
        names: dict[int, str] = {}
        with explaining(self.banner):
            choices = dict(facts.choices)
            self._sources = why(office, measure.code, self._period, choices=choices)
            shares = unit_shares(office, measure.code, self._period, choices=choices)
            names = {it.unit_id: it.name for it in shares}
        count = group_digits(len(self._sources))
        counted = f"{count} bản ghi đến {table_date(as_of)}. Tử số: {measure.numerator_words}."
        whole = f" Mẫu số: {measure.denominator_words}." if measure.is_ratio else ""
        nothing = f"Chưa có bản ghi nào. Cần ghi: {measure.numerator_words}."
        self.say(f"Vì sao? {facts.name}", counted + whole if self._sources else nothing)
        self._list.show({at: _cells(it, names) for at, it in enumerate(self._sources)})
        self._list.point_to(None)
        self.actionButton.setEnabled(bool(self._sources))
        self.table.setFocus()

    def open_record(self, at: int) -> None:
        """Go to the page of a record."""
        source = self._sources[at]
        _, page = _KINDS.get(source.table, ("", ""))
        if not page:
            self.banner.say("Số này nhập tay: xem và sửa bằng «Nhập số» ở bảng chỉ tiêu.")
            return
        self.desk.open(page, self._place(source))

    def _place(self, source: SourceRow) -> object:
        if source.table == "member_event":
            changes = list_changes(self.desk.office, self._period)
            return next((it.member_id for it in changes if it.event_id == source.row_id), None)
        if source.table in {"duty", "duty_done"}:
            return "duties"
        return None if source.table == "activity_attendee" else source.row_id

    def _open_current(self) -> None:
        at = self.table.current_id()
        if at is not None:
            self.open_record(at)


def _cells(row: SourceRow, names: dict[int, str]) -> tuple[object, ...]:
    kind, _ = _KINDS.get(row.table, (row.table, ""))
    return (row.label, kind, names.get(row.unit_id, ""), row.on, row.weight)
