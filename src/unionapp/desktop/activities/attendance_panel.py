"""Who came: members ticked by name, from whom the head-count follows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QPushButton
from typing_extensions import override

from unionapp.activities.attendance import list_attendees, note_attendees
from unionapp.activities.rows import ActivityRow
from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import TextField
from unionapp.desktop.side_panel import SidePanel
from unionapp.membership.lists import list_members, member_ids
from unionapp.vietnamese.amounts import group_digits

_ID = Qt.ItemDataRole.UserRole


class AttendancePanel(SidePanel):
    """Ticks the members who came to the activity that is shown."""

    findEdit: TextField
    peopleList: QListWidget
    countLabel: QLabel
    allButton: QPushButton

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "activities/attendance_panel", hidden={"ticked": "Người đã dự"})
        self.drafted = self.hidden["ticked"]
        self.drafted.left.connect(self._tick_again)
        self._row: ActivityRow | None = None
        self.findEdit.changed.connect(self._find)
        self.peopleList.itemChanged.connect(self._count)
        self.allButton.clicked.connect(self._tick_shown)

    def show_activity(self, row: ActivityRow) -> None:
        """Show every member, those noted so far ticked."""
        self._row = row
        self.begin(f"Người dự: {row.title}")
        office = self.desk.office
        there = {
            it.member_id: f"{it.full_name} · {it.code}" for it in list_attendees(office, row.id)
        }
        people = {it.id: f"{it.full_name} · {it.code}" for it in list_members(office)}
        self.peopleList.blockSignals(True)
        self.peopleList.clear()
        # who came and has left the union since was there all the same
        for member_id, words in (people | there).items():
            item = QListWidgetItem(words)
            item.setData(_ID, member_id)
            is_there = member_id in there
            item.setCheckState(Qt.CheckState.Checked if is_there else Qt.CheckState.Unchecked)
            self.peopleList.addItem(item)
        self.peopleList.blockSignals(False)
        self._count()
        self.findEdit.setFocus()

    def ticked(self) -> list[int]:
        """The members that are ticked, hidden ones too."""
        return [
            item.data(_ID) for item in self._items() if item.checkState() == Qt.CheckState.Checked
        ]

    @override
    def act(self) -> tuple[str, object]:
        assert self._row is not None  # noqa: S101  # the panel opens on an activity only
        done = note_attendees(self.desk.office, self._row.id, self.ticked())
        people = group_digits(done.attended or 0)
        return f"Đã ghi {people} người dự «{done.title}»", done

    def _items(self) -> list[QListWidgetItem]:
        return [self.peopleList.item(at) for at in range(self.peopleList.count())]

    def _find(self) -> None:
        words = self.findEdit.value() or ""
        found = set(member_ids(self.desk.office, search=words)) if words else None
        for item in self._items():
            item.setHidden(found is not None and item.data(_ID) not in found)

    def _tick_shown(self) -> None:
        self.peopleList.blockSignals(True)
        for item in self._items():
            if not item.isHidden():
                item.setCheckState(Qt.CheckState.Checked)
        self.peopleList.blockSignals(False)
        self._count()

    def _tick_again(self) -> None:
        """Tick those again whom the draft names."""
        there = set(map(int, self.drafted.text().split()))
        self.peopleList.blockSignals(True)
        for item in self._items():
            is_there = item.data(_ID) in there
            item.setCheckState(Qt.CheckState.Checked if is_there else Qt.CheckState.Unchecked)
        self.peopleList.blockSignals(False)
        self._count()

    def _count(self, *_: object) -> None:
        self.drafted.set_value(" ".join(map(str, self.ticked())))
        ticked, invited = len(self.ticked()), self._row.invited if self._row else None
        of = f"/{group_digits(invited)} người mời" if invited else ""
        self.countLabel.setText(f"Đã đánh dấu {group_digits(ticked)}{of}")
