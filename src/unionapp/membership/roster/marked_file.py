"""The roster file given back to whoever sent it, with every problem marked in its cell."""

from functools import partial
from pathlib import Path

from unionapp.errors import Severity
from unionapp.membership.roster.reading import RosterReading
from unionapp.paper.destination import write_safely
from unionapp.sentences import problem_sentence
from unionapp.sheets.annotate import Note, write_annotated


def write_marked_roster(path: Path, reading: RosterReading, output: Path) -> Path:
    """Writes a copy of a checked roster with red cells and notes; tells where it was written.

    Raises:
        Refusal: the file is no readable spreadsheet.
        Trouble: the copy cannot be written; nothing was left behind.
    """
    notes = [
        Note(
            problem.sheet or "",
            problem.row or 1,
            problem.column,
            problem_sentence(problem),
            serious=problem.severity is Severity.ERROR,
        )
        for problem in reading.problems
    ]
    return write_safely(output, partial(write_annotated, path, notes))
