"""The board of targets: plan, done, missing, light and words; counted in the background."""

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.grids import Column, Kind
from unionapp.desktop.grids.paged import Row
from unionapp.desktop.look.lights import LightModel
from unionapp.desktop.short_page import ShortPage
from unionapp.errors import CodedError, Refusal
from unionapp.indicators.progress import TargetProgress, target_progress
from unionapp.indicators.target_sets import SetRow, TargetRow, list_sets, list_targets
from unionapp.indicators.verdicts import LIGHT_WORDS, Light
from unionapp.sentences import sentence_for
from unionapp.vietnamese.dates import table_date

COLUMNS = (
    Column("name", "Chỉ tiêu", 40),
    Column("state", "Tình trạng", 11),
    Column("wish", "Kế hoạch", 12),
    Column("done", "Đã đạt", 13),
    Column("missing", "Còn thiếu", 8, Kind.COUNT),
    Column("year", "Mốc", 5),
)
_BEHIND = (Light.RED, Light.AMBER)
_AHEAD, _YEARLY = "ahead", "yearly"
EMPTY = (
    "Đơn vị chưa theo kế hoạch nào. Chọn kế hoạch của cấp trên, hoặc lập chỉ tiêu của đơn vị: "
    "tiến độ tự tính từ sổ đoàn viên, chứng từ và hoạt động."
)


class TargetBoard(ShortPage):
    """The list of targets of the plans this unit follows."""

    worked_out = Signal()

    concerns = frozenset(
        {"target", "target_set", "target_assignment", "figure", "activity", "activity_attendee"}
        | {"member", "member_event", "voucher", "unit", "rating", "duty_done", "dues"}
        | {"term", "cadre", "training", "hardship"}
        | {"contribution", "contribution_payment", "budget_line", "disclosure"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "targets", "Chỉ tiêu", COLUMNS, noun="chỉ tiêu", model=LightModel)
        self.progress: dict[int, TargetProgress] = {}
        self.lines: dict[int, TargetRow] = {}
        self.plans: dict[str, SetRow] = {}
        self.is_counting = False
        self.planBox = self.add_box("planBox", "Kế hoạch", [("Mọi kế hoạch", None)])
        self.lightBox = self.add_box(
            "lightBox",
            "Tình trạng",
            [("Mọi tình trạng", None), *((words, it.value) for it, words in LIGHT_WORDS.items())],
        )
        self.yearBox = self.add_box("yearBox", "Mốc năm", [("Mọi mốc", None)])
        desk.period_changed.connect(self.refresh)

    @override
    def refresh(self) -> None:
        office, day = self.desk.office, self.desk.working_day
        self.plans = {row.code: row for row in list_sets(office) if row.is_used}
        self.lines = {row.id: row for row in list_targets(office)}
        self.is_counting = True
        self._fill_boxes()
        super().refresh()
        task = self.desk.run(lambda _progress: target_progress(office, as_of=day))
        task.succeeded.connect(self._show_progress)
        task.failed.connect(self._explain)

    @override
    def read_rows(self) -> Mapping[int, Row]:
        plan, light = self.planBox.currentData(), self.lightBox.currentData()
        year = self.yearBox.currentData()
        return {
            row.id: _cells(row, self.progress.get(row.id))
            for row in self.lines.values()
            if plan in (None, row.set_code)
            and _is_of(row, year, self.desk.working_day.year)
            and (light is None or self._light(row.id) == light)
        }

    @override
    def count_words(self, count: int) -> str:
        if self.is_counting:
            return "Đang tính…"
        day = table_date(self.desk.working_day)
        return f"{super().count_words(count)}, tính đến {day}"

    def tell_lights(self) -> None:
        """Say how many targets stand where, and point to the first that is behind."""
        lights = Counter(found.light for found in self.progress.values())
        parts = [
            f"{lights[it]} {words.lower()}" for it, words in LIGHT_WORDS.items() if lights[it]
        ]
        said = ", ".join(parts) or "chưa có chỉ tiêu nào"
        self.desk.tell(f"Đã kiểm tra đến {table_date(self.desk.working_day)}: {said}.")
        behind = (row for row, found in self.progress.items() if found.light in _BEHIND)
        if (first := next(behind, None)) is not None:
            self.point_to(first)

    def _spans(self) -> list[tuple[str, object]]:
        ahead = f"Hằng năm và từ {self.desk.working_day.year}"
        return [("Mọi mốc", None), (ahead, _AHEAD), ("Hằng năm", _YEARLY)]

    def _light(self, target_id: int) -> str | None:
        found = self.progress.get(target_id)
        return found.light.value if found else None

    def _show_progress(self, progress: tuple[TargetProgress, ...]) -> None:
        self.is_counting = False
        self.progress = {row.target_id: row for row in progress}
        super().refresh()
        self.worked_out.emit()

    def _explain(self, error: BaseException) -> None:
        self.is_counting = False
        if not isinstance(error, CodedError):
            raise error
        self.banner.say(sentence_for(error), "warning" if isinstance(error, Refusal) else "error")

    def _fill_boxes(self) -> None:
        years = sorted({it.facts.due_on.year for it in self.lines.values() if it.facts.due_on})
        plans = [("Mọi kế hoạch", None), *((row.name, row.code) for row in self.plans.values())]
        for box, entries in (
            (self.planBox, plans),
            (self.yearBox, [*self._spans(), *((str(year), year) for year in years)]),
        ):
            chosen = box.currentData()
            box.blockSignals(True)
            box.clear()
            for text, key in entries:
                box.addItem(text, key)
                box.setItemData(box.count() - 1, text, Qt.ItemDataRole.ToolTipRole)
            box.setCurrentIndex(max(0, box.findData(chosen)))
            box.blockSignals(False)


def _is_of(row: TargetRow, wanted: object, year: int) -> bool:
    due = row.facts.due_on
    if wanted == _AHEAD:
        return due is None or due.year >= year
    if wanted == _YEARLY:
        return due is None
    return wanted is None or (due is not None and due.year == wanted)


def _cells(row: TargetRow, found: TargetProgress | None) -> Row:
    year = str(row.facts.due_on.year) if row.facts.due_on else ""
    if found is None:
        return (row.facts.name, "", row.facts.words, "", None, year)
    words = LIGHT_WORDS[found.light]
    is_known = found.missing is not None
    done = found.figure.text if is_known or found.figure.numerator else ""
    return (found.name, words, found.wish, done, found.missing, year)
