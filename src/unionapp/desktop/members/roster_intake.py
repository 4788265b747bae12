"""What becomes of the open roster: taken in, taken back, or given back to its sender."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from unionapp.desktop.members.open_roster import OpenRoster
from unionapp.desktop.members.roster_words import tell_done, tell_import
from unionapp.desktop.notices import explaining
from unionapp.desktop.tasks import Progress
from unionapp.membership.import_plan import ImportPlan
from unionapp.membership.imports import (
    ImportDone,
    ImportRow,
    import_roster,
    list_imports,
    undo_import,
)
from unionapp.membership.roster.marked_file import write_marked_roster
from unionapp.membership.roster.mending import MendableRoster
from unionapp.vietnamese.amounts import group_digits
from unionapp.vietnamese.months import month_text

if TYPE_CHECKING:
    from unionapp.desktop.tasks import Task

_Taken = tuple[ImportDone, ImportPlan | None]
_TakenBack = tuple[ImportRow, ImportPlan | None]


class RosterIntake(QObject):
    """Takes the open roster in as one, and takes it back as one."""

    imported = Signal()
    ended = Signal()

    def __init__(self, work: OpenRoster) -> None:
        super().__init__()
        self.work = work
        self.desk = work.desk
        self.banner = work.banner

    def take_in(self, roster: MendableRoster) -> "Task":
        """Take in every row that is right; the others wait."""
        month = self.work.salary_from

        def work(progress: Progress) -> _Taken:
            progress(0, 0, "Đang nhập đoàn viên")
            done = import_roster(
                self.desk.office,
                roster.reading,
                skip_problems=True,
                salary_from=month,
                progress=progress,
            )
            return done, self.work.weigh()

        task = self.desk.run(work)
        task.succeeded.connect(self._taken)
        task.failed.connect(self.work.failed)
        task.cancelled.connect(self._cancelled)
        task.ended.connect(self.ended)
        return task

    def take_back(self, batch_id: int) -> None:
        """Take a whole import back."""

        def work(progress: Progress) -> _TakenBack:
            progress(0, 0, "Đang hoàn tác lần nhập")
            return undo_import(self.desk.office, batch_id), self.work.weigh()

        self.work.do(work, self._taken_back)

    def show_history(self) -> None:
        """Tell the last import, with the way to take it back."""
        rows = list_imports(self.desk.office)
        if not rows:
            self.banner.say("Chưa nhập danh sách nào.")
            return
        last = rows[0]
        can = last.can_be_undone
        self.banner.say(
            tell_import(last),
            answer="Hoàn tác lần nhập" if can else "",
            deed=(lambda: self.take_back(last.id)) if can else None,
        )

    def write_marked(self, output: Path) -> None:
        """Write the sender's file with the cells to mend in red; nothing is overwritten."""
        if (roster := self.work.roster) is not None:
            with explaining(self.banner):
                written = write_marked_roster(roster.path, roster.reading, output)
                self.banner.say(f"Đã lưu tệp có ô đỏ: {written}", "success")

    def _taken(self, taken: _Taken) -> None:
        done, self.work.plan = taken
        waiting = self._count_waiting()
        words = tell_done(done)
        self.desk.undo_list.add(words, lambda: self.take_back(done.batch_id))
        words += f", {group_digits(waiting)} dòng chờ sửa." if waiting else "."
        if done.salary_from is not None:
            words += f" Lương áp dụng từ tháng {month_text(done.salary_from)}."
        self.work.changed.emit()
        self.banner.say(
            f"{words} Tiếp theo: lập danh sách thu đoàn phí.",
            "success",
            answer="Hoàn tác lần nhập",
            deed=lambda: self.take_back(done.batch_id),
        )
        self.imported.emit()

    def _taken_back(self, taken_back: _TakenBack) -> None:
        row, self.work.plan = taken_back
        self.desk.tell(f"Đã hoàn tác lần nhập {row.file_name}")
        self.imported.emit()
        self.work.changed.emit()

    def _count_waiting(self) -> int:
        roster = self.work.roster
        return sum(sheet.rejected for sheet in roster.reading.sheets) if roster else 0

    def _cancelled(self) -> None:
        self.banner.say("Đã dừng. Chưa nhập dòng nào.")
