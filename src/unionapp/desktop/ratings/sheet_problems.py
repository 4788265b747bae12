"""What keeps a score sheet from being handed in: said above it, with the cursor at the place."""

from collections.abc import Iterator
from contextlib import contextmanager

from unionapp.desktop.fields import TextField
from unionapp.desktop.grids import DataTable
from unionapp.desktop.notices import Banner
from unionapp.desktop.ratings.score_sheet import ScoreGrid
from unionapp.errors import Invalid, Problem, Refusal
from unionapp.sentences import problem_sentence, sentence_for

_SAID_AT_ONCE = 4


class SheetProblems:
    """Names what is wrong with the points, or asks for the reason at its field."""

    def __init__(
        self, banner: Banner, table: DataTable, grid: ScoreGrid, reason: TextField
    ) -> None:
        self._banner = banner
        self._table = table
        self._grid = grid
        self._reason = reason

    @contextmanager
    def naming(self) -> Iterator[None]:
        """Whatever keeps the sheet back inside is said on the page."""
        self._banner.hide()
        try:
            yield
        except Invalid as invalid:
            said = map(problem_sentence, invalid.problems[:_SAID_AT_ONCE])
            self._banner.say("\n".join(said), "error")
            self._go_to(invalid.problems[0])
        except Refusal as refusal:
            self._refuse(refusal)

    def _go_to(self, problem: Problem) -> None:
        at = self._grid.place_of(problem.field)
        if at is not None:
            names = [column.name for column in self._grid.model.columns]
            self._table.setCurrentIndex(self._grid.model.index(at, names.index(self._grid.by)))
            self._table.setFocus()

    def _refuse(self, refusal: Refusal) -> None:
        if refusal.code == "rating.reason_needed":
            self._reason.show_problem(sentence_for(refusal))
            self._reason.setFocus()
        else:
            self._banner.say(sentence_for(refusal), "warning")
