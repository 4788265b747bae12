"""The roster that lies open: read, set right, mended, and each time weighed anew."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from unionapp.desktop.desk import Desk
from unionapp.desktop.members.column_choice import recall_layouts, remember_layout
from unionapp.desktop.notices import Banner, explaining
from unionapp.desktop.tasks import Progress
from unionapp.membership.import_plan import ImportPlan
from unionapp.membership.imports import plan_import
from unionapp.membership.roster.mending import Cell, MendableRoster
from unionapp.membership.roster.pay_month import usual_pay_month
from unionapp.membership.roster.pointing import HeaderPlace
from unionapp.vietnamese.months import month_of

if TYPE_CHECKING:
    from unionapp.desktop.tasks import Task

_DONE_AT_ONCE = 3000
_T = TypeVar("_T")
_Weighed = tuple[MendableRoster, ImportPlan]


class OpenRoster(QObject):
    """A roster and what taking it in would do; nothing of it is written to the office yet."""

    opened = Signal()
    changed = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, banner: Banner) -> None:
        super().__init__()
        self.desk = desk
        self.banner = banner
        self.roster: MendableRoster | None = None
        self.plan: ImportPlan | None = None
        self.salary_from = month_of(desk.office.today)

    def read(self, path: Path, header: HeaderPlace | None = None) -> "Task":
        """Read a file, its header where somebody says it is, and remember that place."""
        office, preferences = self.desk.office, self.desk.preferences
        remembered = recall_layouts(preferences)

        def work(progress: Progress) -> _Weighed:
            progress(0, 0, f"Đang đọc {path.name}")

            def tell(done: int, total: int) -> None:
                progress(done, total, f"Đang đọc {path.name}")

            roster = MendableRoster(
                path, today=office.today, remembered=remembered, header=header, progress=tell
            )
            return roster, plan_import(office, roster.reading, progress)

        def show(weighed: _Weighed) -> None:
            self.roster, self.plan = weighed
            self.salary_from = usual_pay_month(weighed[0].reading, office.today)
            if header is not None:
                self._remember(weighed[0], header.sheet)
            self.opened.emit()

        task = self.desk.run(work)
        task.succeeded.connect(show)
        task.failed.connect(self.failed)
        return task

    def mend(self, cells: Mapping[Cell, str | None]) -> None:
        """Type over cells; the whole roster is checked anew."""
        if (roster := self.roster) is not None:
            self._change(roster, lambda: roster.mend(cells))

    def correct(self, sheet: str, column: str, field: str | None) -> None:
        """Read a column as the officer says, and remember it for sheets of this layout."""
        if (roster := self.roster) is None:
            return

        def change() -> None:
            roster.correct(sheet, column, field)
            self._remember(roster, sheet)

        self._change(roster, change)

    def spell(self, sheet: str, encoding: str | None) -> None:
        """Read a sheet as typed in the encoding the officer says."""
        if (roster := self.roster) is not None:
            self._change(roster, lambda: roster.spell(sheet, encoding))

    def pay_from(self, month: str) -> None:
        """Let the salaries count from another month."""
        if (roster := self.roster) is not None:
            self.salary_from = month
            self._change(roster, lambda: None)

    def weigh(self) -> ImportPlan | None:
        """What taking the roster in would do now, if one lies open."""
        return self._weigh(self.roster) if self.roster else None

    def do(self, work: Callable[[Progress], _T], then: Callable[[_T], None]) -> None:
        """Do a work at once, or in the background where the roster is a big one."""
        if self.plan is not None and len(self.plan.lines) > _DONE_AT_ONCE:
            task = self.desk.run(work)
            task.succeeded.connect(then)
            task.failed.connect(self.failed)
            return
        with explaining(self.banner):
            then(work(Progress(lambda *_: None)))

    def _change(self, roster: MendableRoster, change: Callable[[], object]) -> None:
        """Change what is read, and work out anew what taking it in would do."""

        def work(progress: Progress) -> _Weighed:
            progress(0, 0, "Đang đọc lại bảng")
            change()
            return roster, self._weigh(roster)

        def show(weighed: _Weighed) -> None:
            self.roster, self.plan = weighed
            self.changed.emit()

        self.do(work, show)

    def _weigh(self, roster: MendableRoster) -> ImportPlan:
        return plan_import(self.desk.office, roster.reading, salary_from=self.salary_from)

    def _remember(self, roster: MendableRoster, sheet: str) -> None:
        if key := roster.layouts.get(sheet):
            remember_layout(self.desk.preferences, key, roster.corrections(sheet))
