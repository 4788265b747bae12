"""A part of the exchange page: long work goes on beside it, refusals stand in its banner."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import Field
from unionapp.desktop.forms import load_form
from unionapp.desktop.notices import Banner
from unionapp.desktop.tasks import Task, Work
from unionapp.errors import CodedError, Refusal
from unionapp.sentences import sentence_for


class ExchangePart(QWidget):
    """One part; its work may touch keys and files, so it runs beside the window."""

    noticeColumn: QVBoxLayout

    def __init__(self, form: str, desk: Desk) -> None:
        super().__init__()
        load_form(form, self)
        self.desk = desk
        self.banner = Banner()
        self.noticeColumn.addWidget(self.banner)
        self._places: Mapping[str, Field] = {}

    def refresh(self) -> None:
        """Read again what is shown."""
        raise NotImplementedError

    def say_beside(self, places: Mapping[str, Field]) -> None:
        """Which refusals belong under which field, by their code or its beginning."""
        self._places = places

    def work(self, work: Work, done: Callable[..., object]) -> Task:
        """Do something in the background; what is refused is told here."""
        self.banner.hide()
        for field in self._places.values():
            field.clear_problem()
        task = self.desk.run(work)
        task.succeeded.connect(done)
        task.failed.connect(self.explain)
        return task

    def explain(self, error: BaseException) -> None:
        """Say a refusal under its field, or in the banner."""
        if not isinstance(error, CodedError):
            raise error
        for beginning, field in self._places.items():
            if error.code.startswith(beginning):
                field.show_problem(sentence_for(error))
                field.setFocus()
                return
        self.banner.say(sentence_for(error), "warning" if isinstance(error, Refusal) else "error")

    def say_saved(self, sentence: str, path: Path) -> None:
        """Say what was written, and offer its folder."""
        folder = QUrl.fromLocalFile(str(path.parent))
        self.banner.say(
            f"{sentence} {path}",
            "success",
            answer="Mở thư mục",
            deed=lambda: QDesktopServices.openUrl(folder),
        )
