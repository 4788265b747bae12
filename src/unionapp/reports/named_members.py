"""How many members a paper names, for the log of exports."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from sqlalchemy import select

from unionapp.membership.tables import Member
from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Block,
    CardGrid,
    Document,
    Field,
    GroupRow,
    KeyValueLines,
    Paragraph,
    Table,
    TotalRow,
)

Words = tuple[str, ...]


def count_named(office: Office, paper: Document) -> int:
    """The members whose names stand on a paper, in lists, in cards or in running text.

    Who signs is not counted. Of namesakes, at most as many as there are.
    """
    names = _names(office)
    longest = max(map(len, names), default=0)
    said = Counter(
        run
        for block in paper.blocks
        for text in _texts(block)
        for run in _runs(_words(text), longest)
        if run in names
    )
    return sum(min(times, names[name]) for name, times in said.items())


def _names(office: Office) -> Counter[Words]:
    query = select(Member.full_name).where(Member.unit_id == office.unit.id)
    with office.read() as session:
        return Counter(_words(name) for name in session.scalars(query))


def _words(text: str) -> Words:
    # cards write names in capitals
    return tuple(re.findall(r"\w+", text.casefold()))


def _runs(words: Words, longest: int) -> Iterator[Words]:
    """Every run of words that may be a name; a word among others is none."""
    shortest = min(2, len(words))
    for start in range(len(words)):
        for end in range(start + shortest, min(start + longest, len(words)) + 1):
            yield words[start:end]


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Table():
            yield from _cells(block)
        case CardGrid():
            yield from _values(line for card in block.cards for line in card.lines)
        case KeyValueLines():
            yield from _values(field for line in block.lines for field in line)
        case Paragraph(str(text)):
            yield text
        case Paragraph(tuple(spans)):
            yield "".join(span.text for span in spans)


def _cells(table: Table) -> Iterator[str]:
    rows = (row for row in table.rows if not isinstance(row, GroupRow | TotalRow))
    return (cell for row in rows for cell in row if isinstance(cell, str))


def _values(fields: Iterable[Field]) -> Iterator[str]:
    return (field.value for field in fields if field.value)
