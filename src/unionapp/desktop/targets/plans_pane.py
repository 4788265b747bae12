"""Which plans the unit follows: those that are shipped, and its own."""

from collections.abc import Callable
from itertools import count

from PySide6.QtWidgets import QPushButton

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import TextField
from unionapp.desktop.grids import Column, Kind
from unionapp.desktop.notices import explaining
from unionapp.desktop.over_pane import OverPane
from unionapp.desktop.short_list import ShortList
from unionapp.indicators.target_sets import (
    SetRow,
    copy_set,
    found_set,
    leave_set,
    list_sets,
    use_set,
)
from unionapp.sentences import sentence

COLUMNS = (
    Column("name", "Kế hoạch", 52),
    Column("issuer", "Nơi ban hành", 30),
    Column("targets", "Số chỉ tiêu", 10, Kind.COUNT),
    Column("state", "Tình trạng", 14),
)
HINT = (
    "Theo được nhiều kế hoạch một lúc. Chỉ tiêu được chép về, sửa được cho khớp văn bản của "
    "đơn vị; thôi theo thì số liệu vẫn giữ."
)


class PlansPane(OverPane):
    """Takes plans up and lets them go."""

    ownEdit: TextField
    ownButton: QPushButton
    copyButton: QPushButton
    actionButton: QPushButton

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "targets/plans_pane")
        self._plans: tuple[SetRow, ...] = ()
        self._list = ShortList(self.table, COLUMNS, "targets/plans", desk.preferences)
        self.ownEdit.set_placeholder("ví dụ: Chương trình công tác năm 2026")
        self.table.opened.connect(self.toggle)
        self.table.pointed.connect(self._point)
        self.actionButton.clicked.connect(self.toggle)
        self.ownButton.clicked.connect(self.found)
        self.copyButton.clicked.connect(self.copy)
        self.ownEdit.line.returnPressed.connect(self.found)

    def show_plans(self) -> None:
        """Show every plan with whether it is followed."""
        self.say("Các kế hoạch", HINT)
        self._read()
        self._list.point_to(None)
        self.table.setFocus()

    def toggle(self, *_: object) -> None:
        """Follow the current plan, or stop following it."""
        plan = self._current()
        if plan is None:
            return
        with explaining(self.banner):
            if not plan.is_used:
                use_set(self.desk.office, plan.code)
                self.desk.tell(f"Đã theo «{plan.name}»: {plan.targets} chỉ tiêu.")
            else:
                leave_set(self.desk.office, plan.code)
                self.desk.tell(f"Đã thôi theo «{plan.name}».")
            self._read()

    def found(self) -> None:
        """Begin a plan of the unit's own."""
        self._begin_own(lambda code, name: found_set(self.desk.office, code, name))

    def copy(self) -> None:
        """Begin a plan of the unit's own with the lines of the current one."""
        plan = self._current()
        if plan is not None:
            if self.ownEdit.is_empty():
                self.ownEdit.set_value(f"{plan.name} (của đơn vị)")
            self._begin_own(lambda code, name: copy_set(self.desk.office, plan.code, code, name))

    def _begin_own(self, begin: Callable[[str, str], SetRow]) -> None:
        name = self.ownEdit.value()
        if not name:
            self.ownEdit.show_problem(sentence("field.needed"))
            self.ownEdit.setFocus()
            return
        with explaining(self.banner):
            plan = begin(self._free_code(), name)
            self.ownEdit.restore("")
            self.desk.tell(f"Đã lập «{plan.name}». Thêm, sửa chỉ tiêu ở bảng chỉ tiêu.")
            self._read()

    def _free_code(self) -> str:
        taken = {plan.code for plan in list_sets(self.desk.office)}
        year = self.desk.office.today.year
        return next(code for at in count(1) if (code := f"RIENG-{year}-{at}") not in taken)

    def _read(self) -> None:
        self._plans = list_sets(self.desk.office)
        self._list.show(
            {
                at: (it.name, it.issuer or "của đơn vị", it.targets, _state(it))
                for at, it in enumerate(self._plans)
            }
        )
        self._point()

    def _point(self, *_: object) -> None:
        plan = self._current()
        self.actionButton.setEnabled(plan is not None)
        self.copyButton.setEnabled(plan is not None and plan.targets > 0)
        is_used = plan is not None and plan.is_used
        self.actionButton.setText("Thôi theo (Enter)" if is_used else "Theo kế hoạch này (Enter)")

    def _current(self) -> SetRow | None:
        at = self.table.current_id()
        return self._plans[at] if at is not None and at < len(self._plans) else None


def _state(plan: SetRow) -> str:
    return "đang theo" if plan.is_used else ""
