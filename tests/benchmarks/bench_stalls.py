"""How long the window stands still while long work runs: an import, a year's reports, a package."""

import os
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time, sleep

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks.bench_finance import LEGAL
from tests.benchmarks.bench_members import (
    DUES_COLUMNS,
    MEMBER_COLUMNS,
    MEMBERS,
    MONTHS,
    dues_tuples,
    insert_ours,
    member_tuples,
    names,
)

LONGEST_MS = 200  # what a hand at the keyboard still takes for an answer
BEAT_MS = 5
HEADINGS = (
    "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Điện thoại", "Tổ", "Chức vụ", "Ngày vào công đoàn",
    "Lương",
)  # fmt: skip


class Heartbeat:
    """Beats in the event loop; the longest pause between two beats is the longest stall.

    The clock is the processor time of this program, both threads together: what other programs
    take from a busy machine is not our stall.
    """

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._last = process_time()
        self.longest = 0.0

    def _beat(self) -> None:
        now = process_time()
        self.longest = max(self.longest, now - self._last)
        self._last = now

    def during(self, begin: Callable[[], object], desk) -> float:
        """The longest stall in seconds from the click until nothing is under way any more."""
        from PySide6.QtWidgets import QApplication

        self._last, self.longest = process_time(), 0.0
        self._timer.start()
        begin()
        quiet_since = perf_counter()
        while perf_counter() - quiet_since < 0.5:
            QApplication.processEvents()
            sleep(0.001)
            if desk.run.__self__.is_busy:
                quiet_since = perf_counter()
        self._timer.stop()
        self._beat()  # what stopped the window last has not been counted yet
        return self.longest


def write_roster(file: Path) -> Path:
    """A sheet of 20.000 people, as a personnel office sends it."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Danh sách")
    sheet.append(HEADINGS)
    for i, name in enumerate(names(MEMBERS)):
        born = f"{1 + i % 28:02}/{1 + i % 12:02}/{1970 + i % 35}"
        gender = "Nữ" if i % 2 else "Nam"
        sheet.append((
            i + 1, name, born, gender, f"037{i % 2}{70 + i % 30}{i:06}", f"09{i:08}",
            f"Tổ {i % 40}", f"Công nhân {i % 97}", "01/06/2015", 6_200_000,
        ))  # fmt: skip
    book.save(file)
    return file


def fill(office) -> None:
    """20.000 members and their dues of a year."""
    unit = office.unit.id
    lists = [(unit, f"2025-{month:02}", "G3", "", "", LEGAL) for month in range(1, MONTHS + 1)]
    columns = ("unit_id", "month", "dues_group", "made_at", "made_by", "legal")
    insert_ours(office, [
        ("member", MEMBER_COLUMNS, member_tuples(unit, MEMBERS)),
        ("dues_list", columns, lists),
        ("dues", DUES_COLUMNS, dues_tuples(unit)),
    ])  # fmt: skip


def measure_import(office, folder: Path) -> tuple[float, float]:
    """Reading the file and looking at it; taking it in."""
    from unionapp.desktop.desk import Desk
    from unionapp.desktop.members.import_pane import ImportPane

    file, desk = write_roster(folder / "ds.xlsx"), Desk(office)
    pane = ImportPane(desk)
    pane.resize(900, 520)
    pane.show()
    reading = Heartbeat().during(partial(pane.open, file), desk)
    assert pane.work.plan is not None
    assert pane.work.plan.summary["new"] == MEMBERS, pane.work.plan.summary
    taking = Heartbeat().during(pane.take_in, desk)
    assert "20.000 đoàn viên" in pane.banner.text(), pane.banner.text()
    return reading, taking


def measure_report(office) -> float:
    """Every report of a year that fits, made and shown in the window."""
    from unionapp.desktop.desk import Desk
    from unionapp.desktop.reports.reports_page import ReportsPage
    from unionapp.vietnamese.periods import Period

    desk = Desk(office)
    desk.work_in(Period.parse("2025"))
    page = ReportsPage(desk)
    page.resize(900, 520)
    page.show()
    longest = 0.0
    for kind in page._kinds:
        page.go_to(kind.id)
        if page.previewButton.isEnabled():
            took = Heartbeat().during(page.show_preview, desk)
            print(kind.id, round(took * 1000)) if os.environ.get("VERBOSE") else None
            longest = max(longest, took)
    return longest


def measure_sealing(office, folder: Path) -> float:
    """Sealing the detailed package of a half-year."""
    from unionapp.desktop.desk import Desk
    from unionapp.desktop.exchange.sending_part import SendingPart
    from unionapp.vietnamese.periods import Period

    desk = Desk(office)
    desk.work_in(Period.parse("2025-H1"))
    part = SendingPart(desk)
    part.resize(900, 520)
    part.show()
    part.refresh()
    part.profileEdit.set_value("detailed")
    took = Heartbeat().during(partial(part.seal_to, folder), desk)
    assert list(folder.glob("*.cdpk*"))
    return took


def measure_filter(office) -> float:
    """Seeking a name in the dues list of a month, and choosing who owes."""
    from unionapp.desktop.desk import Desk
    from unionapp.desktop.dues.dues_list import MonthList
    from unionapp.vietnamese.periods import Period

    desk = Desk(office)
    desk.work_in(Period.parse("2025-06"))
    page = MonthList(desk)
    page.resize(900, 520)
    page.show()
    page.refresh()

    def seek(text: str) -> None:
        page.filterEdit.setText(text)
        page.show_list()

    deeds = [partial(seek, text) for text in ("n", "nguyễn", "nva", "")]
    deeds += [partial(page.stateBox.setCurrentIndex, state) for state in (1, 0)]
    return max(Heartbeat().during(deed, desk) for deed in deeds)


def measure() -> list[tuple[str, float, float]]:
    from PySide6.QtWidgets import QApplication

    from tests.exchange.offices import enrolled_pair, open_pair
    from unionapp.desktop.collector import Collector

    app = QApplication.instance() or QApplication([])
    collector = Collector(app)
    collector.install()
    with TemporaryDirectory() as name:
        place = Path(name)
        with closing(open_pair(enrolled_pair(place / "a"))[0]) as office:
            reading, taking = measure_import(office, place)
        with closing(open_pair(enrolled_pair(place / "b"))[0]) as office:
            fill(office)
            filtering = measure_filter(office)
            report, sealing = measure_report(office), measure_sealing(office, place)
    collector.remove()
    stalls = {
        "reading and checking 20.000 roster rows": reading,
        "importing 20.000 roster rows": taking,
        "seeking in a dues list of 20.000 rows": filtering,
        "the reports of a year, 20.000 members": report,
        "sealing a detailed package, 20.000 members": sealing,
    }
    return [
        (f"longest stall of the window, to {LONGEST_MS} ms: {what}", took * 1000 / LONGEST_MS, 1.0)
        for what, took in stalls.items()
    ]
