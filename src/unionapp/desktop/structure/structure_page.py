"""The page of the organisation: the tree with its counts, and the members of a group beside it."""

from array import array
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QVBoxLayout,
    QWidget,
)

from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk
from unionapp.desktop.forms import load_form
from unionapp.desktop.grids import Column, DataTable, Kind, PagedModel, Sort
from unionapp.desktop.grids.paged import Row
from unionapp.desktop.members.event_panel import EventPanel
from unionapp.desktop.notices import Banner
from unionapp.desktop.side_panel import SidePanel
from unionapp.desktop.side_stack import fit_beside
from unionapp.desktop.structure.branches import (
    ENDED,
    GROUP,
    LOWER,
    OWN,
    UNGROUPED,
    Leaf,
    read_tree,
)
from unionapp.desktop.structure.change_panel import ChangePanel
from unionapp.desktop.structure.history import told_history
from unionapp.desktop.structure.panels import RegroupPanel, UnitPanel
from unionapp.membership.lists import member_ids, member_rows
from unionapp.organisation.tiers import consolidates
from unionapp.vietnamese.amounts import group_digits

COLUMNS = (
    Column("name", "Họ và tên", 24),
    Column("birth_date", "Ngày sinh", 10, Kind.DATE, can_sort=False),
    Column("group", "Tổ", 14, can_sort=False),
    Column("union_position", "Chức vụ công đoàn", 18, can_sort=False),
)
LEAF = Qt.ItemDataRole.UserRole
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
NOBODY = Leaf(-1, LOWER, "", "", None, None)
_HINTS = {
    OWN: "Mọi đoàn viên của đơn vị. Chọn nhiều người bằng Shift, Ctrl rồi chuyển tổ một lần.",
    GROUP: "Enter mở hồ sơ. Chọn nhiều người bằng Shift, Ctrl rồi chuyển tổ một lần.",
    UNGROUPED: "Những người chưa xếp vào tổ nào: chọn rồi chuyển vào tổ.",
    ENDED: "Đơn vị này không còn hoạt động; lịch sử và số liệu cũ vẫn giữ.",
    LOWER: "Danh sách đoàn viên do đơn vị này tự giữ; số người lấy theo gói báo cáo đã nhận.",
}
_UPPER = "Mỗi đơn vị cấp dưới tự giữ danh sách đoàn viên của mình."
_FIRST_BELOW = "Chưa có đơn vị cấp dưới nào. Thêm từng đơn vị với mã của đơn vị đó."
_FIRST = "Chưa có tổ nào. Thêm tổ công đoàn rồi chuyển đoàn viên vào."


class StructurePage(QWidget):
    """The tree at the left decides what the right side shows."""

    addButton: QPushButton
    noticeColumn: QVBoxLayout
    splitter: QSplitter
    tree: QTreeWidget
    sideStack: QStackedWidget
    groupLabel: QLabel
    hintLabel: QLabel
    table: DataTable
    historyLabel: QLabel
    regroupButton: QPushButton
    eventButton: QPushButton
    changeButton: QPushButton

    concerns = frozenset({"unit", "unit_parent", "unit_name", "member", "member_event"})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form("structure/structure", self)
        self.desk = desk
        self._leaf = NOBODY
        self.banner = Banner()
        self.noticeColumn.addWidget(self.banner)
        self.unit_panel, self.regroup_panel = UnitPanel(desk), RegroupPanel(desk)
        self.change_panel, self.event_panel = ChangePanel(desk), EventPanel(desk)
        self.model = PagedModel(COLUMNS, self._ids, self._rows, parent=self)
        self.table.set_up(self.model, "structure", preferences=desk.preferences)
        self.actions_ = Actions(
            self,
            {
                "add": self.add,
                "edit": self.change,
                "event": self.record_event,
                "regroup": self.regroup,
                "refresh": self.refresh,
            },
            key_set=desk.key_set,
            permissions=desk.permissions,
        )
        self._arrange()
        self._connect()
        self.refresh()

    def add(self) -> None:
        """Add a group or a unit below."""
        self.sideStack.setCurrentWidget(self.unit_panel)
        self.unit_panel.show_new()

    def regroup(self) -> None:
        """Move everybody who is selected to another group."""
        people = self.table.selected_ids()
        if not people:
            self.banner.say("Hãy chọn đoàn viên cần chuyển ở danh sách bên phải.")
            return
        name = member_rows(self.desk.office, people[:1])[0].full_name
        self.sideStack.setCurrentWidget(self.regroup_panel)
        self.regroup_panel.show_people(people, name)

    def change(self) -> None:
        """Rename, move, merge, split or close the current unit."""
        if self._leaf.kind in {OWN, GROUP, LOWER} and self._leaf is not NOBODY:
            self.sideStack.setCurrentWidget(self.change_panel)
            self.change_panel.show_unit(self._leaf)

    def record_event(self) -> None:
        """Write down what happened to everybody who is selected, by one decision."""
        people = self.table.selected_ids()
        if not people:
            self.banner.say("Hãy chọn đoàn viên ở danh sách bên phải.")
            return
        self.sideStack.setCurrentWidget(self.event_panel)
        self.event_panel.show_people(member_rows(self.desk.office, people))

    def refresh(self) -> None:
        """Read the tree again; the current place stays."""
        chosen = self._leaf.id
        tree = read_tree(self.desk.office)
        self.tree.blockSignals(True)
        self.tree.clear()
        root = _item(tree.root)
        self.tree.addTopLevelItem(root)
        for branch in tree.branches:
            is_counted = any(leaf.total is not None for leaf in branch.leaves)
            total, female = (branch.total, branch.female) if is_counted else (None, None)
            parent = _line(branch.name, total, female, "")
            root.addChild(parent)
            for leaf in branch.leaves:
                parent.addChild(_item(leaf))
        self.tree.expandAll()
        self.tree.blockSignals(False)
        if not self.point_to(chosen):
            self.tree.setCurrentItem(root)
        if not tree.branches:
            is_upper = consolidates(self.desk.office.unit.tier)
            words, answer = (_FIRST_BELOW, "Thêm đơn vị") if is_upper else (_FIRST, "Thêm tổ")
            self.banner.say(words, answer=answer, deed=self.add)

    def go_to(self, place: object) -> None:
        """Show a unit or a group by its id."""
        if isinstance(place, int):
            self.point_to(place)
        self.tree.setFocus()

    def point_to(self, unit_id: int) -> bool:
        """Make a unit the current one; False if the tree does not hold it."""
        items = QTreeWidgetItemIterator(self.tree)
        while (item := items.value()) is not None:
            leaf = item.data(0, LEAF)
            if isinstance(leaf, Leaf) and leaf.id == unit_id:
                self.tree.setCurrentItem(item)
                self._show(item)
                return True
            items += 1
        return False

    def _arrange(self) -> None:
        self.tree.setColumnCount(4)
        self.tree.setHeaderLabels(["Tổ chức", "Đoàn viên", "Nữ", "Mã"])
        for column in (1, 2):
            self.tree.headerItem().setTextAlignment(column, RIGHT)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2, 3):
            mode = QHeaderView.ResizeMode.ResizeToContents
            self.tree.header().setSectionResizeMode(column, mode)
        self.splitter.setSizes([560, 520])
        for panel in self._panels():
            fit_beside(panel)
            self.sideStack.addWidget(panel)

    def _connect(self) -> None:
        self.addButton.clicked.connect(self.add)
        self.addButton.setEnabled(self.actions_["add"].isEnabled())
        self.regroupButton.clicked.connect(self.regroup)
        self.tree.currentItemChanged.connect(self._show)
        self.table.opened.connect(lambda member: self.desk.open("members", member))
        self.eventButton.clicked.connect(self.record_event)
        self.changeButton.clicked.connect(self.change)
        for panel in self._panels():
            panel.closed.connect(self._close_panel)
            panel.done.connect(self._show_done)

    def _panels(self) -> tuple[SidePanel, ...]:
        return self.unit_panel, self.regroup_panel, self.change_panel, self.event_panel

    def _show(self, item: QTreeWidgetItem | None, *_: object) -> None:
        found = item.data(0, LEAF) if item is not None else None
        self._leaf = found if isinstance(found, Leaf) else NOBODY
        self._close_panel()
        self.groupLabel.setText(item.text(0) if item is not None else "")
        is_upper = self._leaf.kind == OWN and consolidates(self.desk.office.unit.tier)
        hint = "" if self._leaf is NOBODY else _UPPER if is_upper else _HINTS[self._leaf.kind]
        self.hintLabel.setText(hint)
        has_members = self._leaf.kind not in {LOWER, ENDED} and not is_upper
        self.table.setVisible(has_members)
        for button in (self.regroupButton, self.eventButton):
            button.setVisible(has_members)
        can_change = self._leaf.kind in {OWN, GROUP, LOWER} and self._leaf is not NOBODY
        self.changeButton.setVisible(can_change)
        self.actions_.allow(has_selection=True, refused=() if can_change else ("edit",))
        for button, name in zip(self._buttons(), ("regroup", "event", "edit"), strict=True):
            button.setEnabled(self.actions_[name].isEnabled())
        self.historyLabel.setText(told_history(self.desk.office, self._leaf))
        self.historyLabel.setVisible(bool(self.historyLabel.text()))
        self.model.refresh()

    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.regroupButton, self.eventButton, self.changeButton

    def _close_panel(self) -> None:
        self.sideStack.setCurrentIndex(0)

    def _show_done(self, result: object) -> None:
        self._close_panel()
        self.banner.hide()
        self.refresh()
        if isinstance(result, int):
            self.point_to(result)
        self.tree.setFocus()

    def _ids(self, _wanted: object, sort: Sort | None) -> "array[int]":
        office, leaf = self.desk.office, self._leaf
        is_down = sort is not None and sort.is_descending
        if leaf.kind in {LOWER, ENDED}:
            return array("q")
        if leaf.kind == GROUP:
            return member_ids(office, group=leaf.ids(), descending=is_down)
        every = member_ids(office, descending=is_down)
        if leaf.kind == OWN:
            return every
        return array("q", [row.id for row in member_rows(office, every) if row.group_id is None])

    def _rows(self, ids: Sequence[int]) -> list[Row]:
        return [
            (row.full_name, row.birth_date, row.group_name, row.union_position)
            for row in member_rows(self.desk.office, ids)
        ]


def _item(leaf: Leaf) -> QTreeWidgetItem:
    item = _line(leaf.name, leaf.total, leaf.female, leaf.code)
    item.setData(0, LEAF, leaf)
    for child in leaf.children:
        item.addChild(_item(child))
    return item


def _line(name: str, total: int | None, female: int | None, code: str) -> QTreeWidgetItem:
    counts = ["" if it is None else group_digits(it) for it in (total, female)]
    item = QTreeWidgetItem([name, *counts, code])
    item.setToolTip(0, name)
    for column in (1, 2):
        item.setTextAlignment(column, RIGHT)
    return item
