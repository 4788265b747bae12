"""Every page of the demo's offices as a picture, for the manual and for looking at."""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget

from unionapp.demo.finance_views import finance_views, settlement_views
from unionapp.demo.playing import play
from unionapp.demo.samples import Sample, read_sample
from unionapp.demo.year_end import open_after_the_year
from unionapp.desktop.collector import Collector
from unionapp.desktop.desk import Leads
from unionapp.desktop.founding import Founding
from unionapp.desktop.login import Login
from unionapp.desktop.look import Look
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.members.members_page import MembersPage
from unionapp.desktop.pages import PAGES
from unionapp.desktop.preferences import Forgetful
from unionapp.desktop.reports.reports_page import ReportsPage
from unionapp.desktop.vouchers.vouchers_page import VouchersPage
from unionapp.organisation.office import Office
from unionapp.organisation.opening import open_office
from unionapp.paper.destination import write_safely
from unionapp.reports.letters.periodic import HALF_YEAR
from unionapp.vietnamese.names import fold
from unionapp.vietnamese.periods import Period

FULL, SMALL = (1366, 768), (1093, 614)  # a laptop as it is, and what 125 % leaves of it
LARGER = 1.25
_OFTEN = ("home", "members", "vouchers")  # also in the dark, on the small screen, and at 125 %
_TYPED = ("members", "vouchers")  # their forms, too
_REST_MS = 50


class Camera:
    """Takes pictures of windows into a folder."""

    def __init__(self, output: Path) -> None:
        app = QApplication.instance() or QApplication([])
        assert isinstance(app, QApplication)  # noqa: S101  # nothing else is ever made here
        self.app = app
        self.look = Look(app)
        self.look.use_theme("light")
        self._output = output
        self.taken: list[Path] = []

    def rest(self, window: QWidget) -> None:
        """Let a window finish what it is doing, and be painted."""
        for _ in range(2):
            self.app.processEvents()
            if isinstance(window, MainWindow):
                window.finish()
        timer = QTimer()
        timer.setSingleShot(True)
        timer.start(_REST_MS)
        while timer.isActive():
            self.app.processEvents()

    def take(self, window: QWidget, name: str, *, scale: float = 1.0) -> None:
        """Take one picture; at 1.25 as a screen at 125 % paints it. Nothing is overwritten."""
        self.rest(window)
        picture = QPixmap(window.size() * scale)
        picture.setDevicePixelRatio(scale)
        window.render(picture)

        def write(path: Path) -> None:
            picture.save(str(path), "PNG")

        self.taken.append(write_safely(self._output / f"{name}.png", write))


def take_screenshots(output: Path) -> tuple[Path, ...]:
    """Play the demo in a temporary folder and take a picture of every page.

    Raises:
        Trouble: a picture could not be written.
    """
    output.mkdir(parents=True, exist_ok=True)
    camera, sample = Camera(output), read_sample()
    collector = Collector(camera.app)
    collector.install()
    try:
        _take_all(camera, sample)
    finally:
        collector.remove()
    return tuple(camera.taken)


def _take_all(camera: Camera, sample: Sample) -> None:
    with TemporaryDirectory(prefix="unionapp-demo-") as folder:
        play(Path(folder))
        _take_doors(camera, sample)
        _take_office(camera, Path(folder), sample, sample.units[0].facts.code, "don-vi")
        _take_office(camera, Path(folder), sample, sample.upper.code, "cap-tren")
        _take_finance(camera, Path(folder), sample)


def _take_doors(camera: Camera, sample: Sample) -> None:
    folder = Path("Công đoàn") / "unionapp"
    login = Login(lambda *_: None, Forgetful())  # type: ignore[arg-type]  # nobody enters
    login.show_folder(folder)
    founding = Founding(folder, sample.today)
    for name, window in (("dang-nhap", login), ("tao-du-lieu", founding)):
        window.show()
        camera.take(window, name)
        window.close()


def _take_office(camera: Camera, folder: Path, sample: Sample, code: str, prefix: str) -> None:
    office = open_office(folder / code, today=sample.today, password=sample.password)
    window = MainWindow(office, look=camera.look, preferences=Forgetful())
    try:
        window.desk.work_in(sample.period)
        window.resize(*FULL)
        window.show()
        for entry in PAGES:
            page = window.open(entry.code)
            for part in _parts(camera, window, page):
                camera.take(window, "_".join(filter(None, (prefix, entry.code, part))))
        _take_otherwise(camera, window, prefix)
    finally:
        window.close()
        office.close()


def _take_finance(camera: Camera, folder: Path, sample: Sample) -> None:
    """The views of finance that a click opens, and a year that was handed in."""
    place = folder / sample.units[0].facts.code
    office = open_office(place, today=sample.today, password=sample.password)
    _take_views(camera, office, sample.period, finance_views)
    year = Period.parse(f"{sample.today.year}")
    _take_views(camera, open_after_the_year(place, sample), year, settlement_views)


def _take_views(
    camera: Camera,
    office: Office,
    period: Period,
    views: Callable[[MainWindow], Iterator[tuple[str, QWidget]]],
) -> None:
    window = MainWindow(office, look=camera.look, preferences=Forgetful())
    try:
        window.desk.work_in(period)
        window.resize(*FULL)
        window.show()
        for name, view in views(window):
            camera.take(view, f"don-vi_{name}")
    finally:
        window.close()
        office.close()


def _parts(camera: Camera, window: MainWindow, page: QWidget) -> Iterator[str]:
    """Bring every part of a page to the front, naming each."""
    if isinstance(page, ReportsPage) and isinstance(page, Leads):
        page.go_to(HALF_YEAR)
        camera.rest(window)
        page.show_preview()
    tabs = page.findChild(QTabWidget, "tabs")
    if tabs is None:
        yield ""
        return
    for at in range(tabs.count()):
        if tabs.isTabVisible(at):
            tabs.setCurrentIndex(at)
            yield fold(tabs.tabText(at)).replace(",", "").replace(" ", "-")


def _take_otherwise(camera: Camera, window: MainWindow, prefix: str) -> None:
    camera.look.use_theme("dark")
    for code in _OFTEN:
        window.open(code)
        camera.take(window, f"{prefix}_{code}_toi")
    camera.look.use_theme("light")
    window.resize(*SMALL)
    for code in _OFTEN:
        window.open(code)
        camera.take(window, f"{prefix}_{code}_nho")
        camera.take(window, f"{prefix}_{code}_125", scale=LARGER)
    window.resize(*FULL)
    for code in _TYPED:
        page = window.open(code)
        if isinstance(page, MembersPage | VouchersPage):
            page.add()
            camera.take(window, f"{prefix}_{code}_nhap")
