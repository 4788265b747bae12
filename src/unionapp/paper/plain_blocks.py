"""Blocks that are drawn on paper, said in blocks a sheet or a letter has too."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from unionapp.paper.document import (
    Align,
    Block,
    CardGrid,
    Column,
    Document,
    NationalHeading,
    Paragraph,
    PhotoGrid,
    QrCode,
    Style,
    Table,
)
from unionapp.paper.profiles import Profile


def simplified(document: Document, profile: Profile) -> Document:
    """The document with none but simple blocks."""
    simple = chain.from_iterable(simplify(block, profile) for block in document.blocks)
    return replace(document, blocks=tuple(simple))


def simplify(block: Block, profile: Profile) -> Iterator[Block]:
    """The block itself, or the lines and the table that say the same."""
    match block:
        case NationalHeading():
            if block.form_code:
                yield Paragraph(block.form_code, Style.NOTE)
            yield Paragraph(profile.state.name, Style.PART)
            yield Paragraph(profile.state.motto, Style.PART)
        case QrCode():
            yield from (Paragraph(line, Style.NOTE) for line in block.caption)
            yield Paragraph(block.text, Style.NOTE)
        case PhotoGrid():
            yield from (Paragraph(f"Ảnh: {it.caption}", Style.NOTE) for it in block.photos)
        case CardGrid():
            yield from _table(block)
        case _:
            yield block


def _table(grid: CardGrid) -> Iterator[Block]:
    """The cards as rows, one column for each of their lines: what a mail merge wants."""
    if not grid.cards:
        return
    first = grid.cards[0]
    yield from (Paragraph(line, Style.CENTERED) for line in first.head)
    labels = [line.label.rstrip(": ") or "Họ và tên" for line in first.lines]
    columns = (Column("STT", 0.4, align=Align.CENTER), *(Column(label) for label in labels))
    rows = tuple(
        (str(number), *(line.value or "" for line in card.lines))
        for number, card in enumerate(grid.cards, start=1)
    )
    yield Table(columns, rows)
