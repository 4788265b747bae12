"""An activity is called off with a reason; it stays in the register."""

from typing_extensions import override

from unionapp.activities.records import cancel_activity
from unionapp.activities.rows import ActivityRow
from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import TextField
from unionapp.desktop.side_panel import SidePanel


class CallOffPanel(SidePanel):
    """Calls the activity that is shown off."""

    reasonEdit: TextField

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "activities/call_off_panel")
        self._row: ActivityRow | None = None

    def show_activity(self, row: ActivityRow) -> None:
        """Begin with an empty reason."""
        self._row = row
        self.begin(f"Hủy hoạt động: {row.title}")
        self.reasonEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        assert self._row is not None  # noqa: S101  # the panel opens on an activity only
        done = cancel_activity(self.desk.office, self._row.id, self.reasonEdit.value() or "")
        return f"Đã hủy «{done.title}»", done
