"""The legal parameters with their days and basis, and the values the unit has set for itself."""

from collections.abc import Mapping
from datetime import date

from typing_extensions import override

from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk
from unionapp.desktop.fact_sheet import FactSheet, Section
from unionapp.desktop.grids import Column, Kind
from unionapp.desktop.grids.paged import Row
from unionapp.desktop.organisation.own_value_panel import OwnValuePanel
from unionapp.desktop.organisation.segment_words import segment_words
from unionapp.desktop.short_page import ShortPage
from unionapp.desktop.side_stack import SideStack
from unionapp.errors import Refusal
from unionapp.organisation.own_values import (
    drop_own_value,
    own_rules,
    set_own_value,
    spell_own_value,
)
from unionapp.organisation.parameters import LegalValue, list_parameters, parameter_name
from unionapp.sentences import sentence_for
from unionapp.vietnamese.dates import table_date

COLUMNS = (
    Column("name", "Tham số", 40),
    Column("segment", "Áp dụng cho", 22),
    Column("value", "Giá trị", 14),
    Column("from", "Từ ngày", 11, Kind.DATE),
    Column("to", "Đến ngày", 11, Kind.DATE),
    Column("check", "Tin cậy", 14),
    Column("basis", "Căn cứ", 34),
)
_TIMES = (("Đang có hiệu lực", None), ("Mọi thời kỳ", "ever"))
_TRUSTS = (("Mọi giá trị", None), ("Cần kiểm tra", "check"), ("Của đơn vị", "own"))
_HINT = (
    "Tỷ lệ, mức và hạn theo văn bản, mỗi giá trị có ngày hiệu lực. Đơn vị có nghị quyết hoặc văn "
    "bản riêng thì đặt giá trị của mình: Ctrl+N đặt mới, Ctrl+E đặt cho dòng đang chọn, Ctrl+Del "
    "bỏ giá trị riêng."
)


class ParametersPart(ShortPage):
    """Every parameter; those in force first, doubtful and own ones by a filter."""

    concerns = frozenset({"parameter"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "parameters", "Tham số pháp luật", COLUMNS, noun="giá trị")
        self._values: tuple[LegalValue, ...] = ()
        self.timeBox = self.filters.add_box("timeBox", "Thời gian", _TIMES, letters=16)
        self.trustBox = self.filters.add_box("trustBox", "Tin cậy", _TRUSTS)
        self.panel, self.sheet = OwnValuePanel(desk), FactSheet(_HINT)
        self.side = SideStack(self, self.sheet, [self.panel])
        self.side.done.connect(lambda _done: self.refresh())
        self.set_primary("add", self.add, key_set=desk.key_set)
        self.filterRow.addWidget(self.live_in_tab())
        self.set_empty("Chưa có tham số nào.", "Đặt giá trị riêng", self.add)
        self.actions_ = Actions(
            self,
            {
                "add": self.add,
                "edit": self.change,
                "delete": self.drop,
                "refresh": self.refresh,
            },
            key_set=desk.key_set,
            permissions=desk.permissions,
        )
        self.opened.connect(self.change)
        self.pointed.connect(self._show_facts)
        self.table.rows.counted.connect(lambda _count: self._show_facts(self.table.current_id()))
        self.refresh()

    def show_key(self, key: str) -> None:
        """Point to the value of a parameter that is in force, else to its first one."""
        self.clear_filter()
        places = [at for at, value in enumerate(self._values) if value.key == key]
        if not any(self.point_to(at) for at in places):
            self.timeBox.setCurrentIndex(self.timeBox.findData("ever"))
            self.show_list()
            any(self.point_to(at) for at in places)
        self.table.setFocus()

    def add(self) -> None:
        """Set a value of one's own."""
        self._open(None)

    def change(self, row: int | None = None) -> None:
        """Set an own value in place of that of a row."""
        if (value := self._at(row)) is not None:
            self._open(value)

    def drop(self) -> None:
        """Take the own value of the current row away; it can be taken back."""
        value, office = self._at(None), self.desk.office
        if value is None:
            return

        def put_back() -> None:
            set_own_value(
                office,
                value.key,
                spell_own_value(value.key, value.value),
                valid_from=value.valid_from,
                legal_basis=value.legal_basis,
                segment=value.segment,
            )

        try:
            drop_own_value(office, value.key, value.valid_from, value.segment)
        except Refusal as refusal:
            self.banner.say(sentence_for(refusal), "warning")
        else:
            self.desk.undo_list.add("Đã bỏ giá trị riêng", put_back)
        self.refresh()

    @override
    def read_rows(self) -> Mapping[int, Row]:
        self._values = list_parameters(self.desk.office)
        in_force = _in_force(self._values, self.desk.office.today)
        ever, trust = self.timeBox.currentData(), self.trustBox.currentData()
        return {
            at: _row(value)
            for at, value in enumerate(self._values)
            if (ever or value in in_force)
            and (trust != "check" or value.needs_check)
            and (trust != "own" or value.is_own)
        }

    def _at(self, row: int | None) -> LegalValue | None:
        at = self.table.current_id() if row is None else row
        return self._values[at] if at is not None and at < len(self._values) else None

    def _open(self, value: LegalValue | None) -> None:
        if value is not None and value.key not in own_rules():
            refusal = Refusal("parameter.fixed_by_law", name=parameter_name(value.key))
            self.banner.say(sentence_for(refusal), "warning")
            return
        self.banner.hide()
        self.side.open_panel(self.panel)
        self.panel.show_value(value)

    def _show_facts(self, at: object) -> None:
        value = self._at(at) if isinstance(at, int) else None
        may_drop = value is not None and value.is_own
        self.actions_.allow(
            has_selection=value is not None, refused=() if may_drop else ("delete",)
        )
        if value is None:
            self.sheet.clear()
            return
        group = segment_words(value.segment)
        self.sheet.show_facts(
            f"{parameter_name(value.key)}: {group}" if group else parameter_name(value.key),
            spell_own_value(value.key, value.value),
            [
                Section("Hiệu lực", [("Từ", table_date(value.valid_from)), ("Đến", _end(value))]),
                Section("Căn cứ", [("", value.legal_basis)]),
                Section("", [("", _trust_in_words(value))]),
            ],
        )


def _in_force(values: tuple[LegalValue, ...], today: date) -> frozenset[LegalValue]:
    """The value of each key and segment that a calculation of today would use."""
    found: dict[tuple[str, str], LegalValue] = {}
    for value in sorted(values, key=lambda it: (it.is_own, it.valid_from)):
        if value.valid_from <= today and (value.valid_to is None or value.valid_to >= today):
            found[value.key, value.segment] = value
    return frozenset(found.values())


def _row(value: LegalValue) -> Row:
    trust = "cần kiểm tra" if value.needs_check else "chắc chắn"
    return (
        parameter_name(value.key),
        segment_words(value.segment),
        spell_own_value(value.key, value.value),
        value.valid_from,
        value.valid_to,
        "của đơn vị" if value.is_own else trust,
        value.legal_basis,
    )


def _end(value: LegalValue) -> str:
    return "nay" if value.valid_to is None else table_date(value.valid_to)


def _trust_in_words(value: LegalValue) -> str:
    if value.is_own:
        return "Giá trị riêng của đơn vị, đi trước giá trị chung."
    if value.needs_check:
        return "Cần kiểm tra lại với văn bản gốc trước khi dùng."
    settable = value.key in own_rules()
    return "Đơn vị đặt giá trị riêng được." if settable else "Do pháp luật quy định."
