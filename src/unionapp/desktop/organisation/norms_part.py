"""The unit's own spending limits (quy chế chi tiêu nội bộ), that payments are held against."""

from collections.abc import Mapping
from datetime import date

from typing_extensions import override

from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk
from unionapp.desktop.fact_sheet import FactSheet
from unionapp.desktop.fields import (
    Choice,
    ChoiceField,
    DateField,
    LookupField,
    MoneyField,
    TextField,
    find_in,
)
from unionapp.desktop.grids import Column, Kind
from unionapp.desktop.grids.paged import Row
from unionapp.desktop.placed_panel import PlacedPanel
from unionapp.desktop.short_page import ShortPage
from unionapp.desktop.side_stack import SideStack
from unionapp.errors import Refusal
from unionapp.finance.items import SPENDING, scheme_on
from unionapp.finance.vouchers.norms import PER, NormRow, end_norm, list_norms, set_norm
from unionapp.sentences import sentence_for
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.dates import table_date

COLUMNS = (
    Column("item", "Mục chi", 30, can_sort=False),
    Column("greatest", "Cao nhất", 13, Kind.MONEY, can_sort=False, adds_up=False),
    Column("per", "Tính cho", 11, can_sort=False),
    Column("valid_from", "Từ ngày", 11, Kind.DATE, can_sort=False),
    Column("resolution", "Căn cứ", 34, can_sort=False),
)
_HINT = (
    "Mức cao nhất cho mỗi người hoặc mỗi lần chi theo quy chế chi tiêu nội bộ. Lập phiếu chi "
    "vượt mức thì chương trình cảnh báo, không chặn. Ctrl+E sửa, Ctrl+Del bỏ dòng đang chọn."
)


class NormPanel(PlacedPanel):
    """Types one limit; the same item and day replace what was there."""

    itemEdit: LookupField
    greatestEdit: MoneyField
    perEdit: ChoiceField
    fromEdit: DateField
    resolutionEdit: TextField

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "organisation/norm_panel")
        self._choices = _choices_on(desk.office.today)
        self.perEdit.set_choices(list(PER.items()))
        self.itemEdit.set_source(find_in(list(self._choices.values())))

    def show_norm(self, norm: NormRow | None) -> None:
        """Begin with a limit that stands, or with an empty one from the first of the year."""
        self.begin("Định mức chi" if norm is None else "Sửa định mức chi")
        year = self.desk.working_day.replace(month=1, day=1)
        self.fromEdit.set_value(year if norm is None else norm.valid_from)
        self.perEdit.set_value("person" if norm is None else norm.per)
        if norm is not None:
            self.itemEdit.choose(self._choices.get(norm.item))
            self.greatestEdit.set_value(norm.greatest)
            self.resolutionEdit.set_value(norm.resolution)
        (self.itemEdit if norm is None else self.greatestEdit).setFocus()

    @override
    def act(self) -> tuple[str, object]:
        self.need("itemEdit", "greatestEdit", "fromEdit")
        on, resolution = self.fromEdit.value(), self.resolutionEdit.value() or ""
        assert on is not None  # noqa: S101  # asked for above
        item, greatest = str(self.itemEdit.value()), self.greatestEdit.value() or 0
        per = self.perEdit.value() or "person"
        done = set_norm(self.desk.office, NormRow(item, greatest, on, resolution, per))
        said = f"{dong(done.greatest)} {PER[done.per]} từ {table_date(on)}"
        return f"Đã đặt định mức {said}", done


class NormsPart(ShortPage):
    """The limits by item and day."""

    concerns = frozenset({"spending_norm"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "spending_norms", "Định mức chi", COLUMNS, noun="định mức")
        self._norms: tuple[NormRow, ...] = ()
        self.panel = NormPanel(desk)
        self.side = SideStack(self, FactSheet(_HINT), [self.panel])
        self.side.done.connect(lambda _done: self.refresh())
        self.set_primary("add", self.add, key_set=desk.key_set)
        self.filterRow.addWidget(self.live_in_tab())
        self.set_empty("Chưa đặt định mức chi nào.", "Đặt định mức", self.add)
        self.actions_ = Actions(
            self,
            {
                "add": self.add,
                "edit": self.change,
                "delete": self.end,
                "refresh": self.refresh,
            },
            key_set=desk.key_set,
            permissions=desk.permissions,
        )
        self.opened.connect(self.change)
        self.pointed.connect(self._allow)
        self.table.rows.counted.connect(lambda _count: self._allow(self.table.current_id()))
        self.refresh()

    def add(self) -> None:
        """Set a new limit."""
        self._open(None)

    def change(self, row: int | None = None) -> None:
        """Change the limit of a row."""
        if (norm := self._at(row)) is not None:
            self._open(norm)

    def end(self) -> None:
        """Take the current limit away; it can be taken back."""
        norm, office = self._at(None), self.desk.office
        if norm is None:
            return

        def put_back() -> None:
            set_norm(office, norm)

        try:
            end_norm(office, norm.item, norm.valid_from)
        except Refusal as refusal:
            self.banner.say(sentence_for(refusal), "warning")
        else:
            self.desk.undo_list.add("Đã bỏ định mức", put_back)
        self.refresh()

    @override
    def read_rows(self) -> Mapping[int, Row]:
        self._norms = list_norms(self.desk.office)
        return {at: _cells(norm) for at, norm in enumerate(self._norms)}

    def _at(self, row: int | None) -> NormRow | None:
        at = self.table.current_id() if row is None else row
        return self._norms[at] if at is not None and at < len(self._norms) else None

    def _allow(self, at: object) -> None:
        self.actions_.allow(has_selection=at is not None)

    def _open(self, norm: NormRow | None) -> None:
        self.side.open_panel(self.panel)
        self.panel.show_norm(norm)


def _choices_on(day: date) -> dict[str, Choice]:
    """The items of spending in force; none where a wrong clock says a day before them all."""
    try:
        items = scheme_on(day).items
    except Refusal:
        return {}
    spending = [it for it in items if it.direction == SPENDING]
    return {it.key: Choice(it.key, f"{it.code} {it.name}") for it in spending}


def _cells(norm: NormRow) -> Row:
    try:
        item = scheme_on(norm.valid_from).find(norm.item)
        name = f"{item.code} {item.name}"
    except Refusal:
        name = norm.item
    return (name, norm.greatest, PER[norm.per], norm.valid_from, norm.resolution)
