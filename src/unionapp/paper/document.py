"""What stands on a sheet of paper, said once for every writer.

Text is plain Unicode; sizes, margins and lines belong to the profile (resources/paper), not to
the document.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum

Cell = str | int | Decimal | date | None
Row = tuple[Cell, ...]


class Align(StrEnum):
    """Where a cell's text stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Kind(Enum):
    """How a column's values are written."""

    TEXT = "text"  # words and every kind of number that is a name: identity card, phone, voucher
    NUMBER = "number"  # 1.500.000
    MONEY = "money"  # 1.500.000; less than nothing (1.500.000), nothing -
    ORDINAL = "ordinal"  # 1500: line numbers, years
    DECIMAL = "decimal"  # 98,50
    DATE = "date"  # 05/03/2026


class Style(StrEnum):
    """The kinds of paragraph a letter has."""

    BODY = "body"  # justified, first line indented
    BASIS = "basis"  # căn cứ: as the body, italic
    PART = "part"  # phần, chương: bold, centred
    HEADING = "heading"  # 1. …: bold, indented
    PLAIN = "plain"  # left, not indented
    CENTERED = "centered"
    NOTE = "note"  # small italic


class Orientation(StrEnum):
    """How the sheet lies."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words in one letter shape."""

    text: str
    bold: bool = False
    italic: bool = False


Text = str | tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class StateHeading:
    """The head of a letter: organisation at the left, the state's or the Party's name right.

    `number` and `place_date` are printed as given, so that they may hold blanks for handwriting.
    """

    parents: tuple[str, ...]
    organisation: str
    number: str
    place_date: str
    subject: str = ""  # V/v …, only on a công văn


@dataclass(frozen=True, slots=True)
class NationalHeading:
    """The state's name and motto in the middle, above what a person writes to an organisation.

    `form_code` stands small above them at the right.
    """

    form_code: str = ""


@dataclass(frozen=True, slots=True)
class FormHeading:
    """The head of an accounting form: who keeps it at the left, which form it is at the right.

    `under` stands below the unit, such as its address and its budget code.
    """

    parents: tuple[str, ...]
    unit: str
    form_code: str = ""
    legal: str = ""
    under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Title:
    """The name of the paper, under it the abstract of a letter or the italic lines of a form.

    `side` stands at the right of a form's title: Quyển số, Số, Nợ, Có.
    """

    name: str
    abstract: str = ""
    lines: tuple[str, ...] = ()
    side: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Addressees:
    """Kính gửi: one addressee on the same line, several on lines of their own."""

    names: tuple[str, ...]
    label: str = "Kính gửi:"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: Text
    style: Style = Style.BODY


@dataclass(frozen=True, slots=True)
class Field:
    """A label and its value; without a value, `blanks` dotted lines for handwriting."""

    label: str
    value: str | None = None
    bold: bool = False
    blanks: int = 1


@dataclass(frozen=True, slots=True)
class KeyValueLines:
    """The lines of a voucher; several fields on one line share it equally.

    `gap` is the space above each line, in points: more of it where people write by hand.
    """

    lines: tuple[tuple[Field, ...], ...]
    gap: float = 2.5


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    `total` lets total rows hold a live sum in a spreadsheet; `running` names the columns added to
    and taken from the row above: (plus, minus). `adds` are the columns of the same row that it
    adds up, counted from 1, a negative number is taken away; `times` are two it multiplies.
    `mark` is the line under the head of accounting forms: A, B, 1, 2.
    """

    title: str
    width: float = 1.0
    kind: Kind = Kind.TEXT
    align: Align | None = None
    total: bool = False
    running: tuple[int, int] | None = None
    mark: str = ""
    adds: tuple[int, ...] = ()
    times: tuple[int, int] | None = None

    @property
    def alignment(self) -> Align:
        """The alignment given, or the usual one of this kind."""
        if self.align:
            return self.align
        if self.kind in {Kind.NUMBER, Kind.MONEY, Kind.DECIMAL}:
            return Align.RIGHT
        return Align.LEFT if self.kind is Kind.TEXT else Align.CENTER


@dataclass(frozen=True, slots=True)
class HeaderSpan:
    """A heading above the columns `first` to `last` (from 0, both included)."""

    title: str
    first: int
    last: int


class Scope(Enum):
    """The rows a total adds up."""

    NONE = "none"  # the figures are typed: carried from elsewhere
    GROUP = "group"  # since the last group row
    ALL = "all"


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A bold line across the table that opens a group."""

    text: str


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A bold row of sums; its cells hold the figures, `scope` says what they are the sums of."""

    cells: Row
    scope: Scope = Scope.NONE


TableRow = Row | GroupRow | TotalRow


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table whose head is repeated on every page.

    `rows` is walked once by each writer: give a sequence, or anything that can be walked again.
    With `carry`, each page of a book ends and begins with the sums so far. `adds` names rows that
    add up other rows, all counted from 1; a negative number is taken away.
    """

    columns: tuple[Column, ...]
    rows: Iterable[TableRow]
    spans: tuple[HeaderSpan, ...] = ()
    carry: bool = False
    live: bool = True
    size: float | None = None
    adds: tuple[tuple[int, tuple[int, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Signer:
    """One signature: whose, how to sign, and the printed name."""

    title: str
    note: str = "(Ký, họ tên)"
    name: str = ""


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """Two to five signatures side by side; place and date stand above the last."""

    signers: tuple[Signer, ...]
    place_date: str = ""


@dataclass(frozen=True, slots=True)
class LetterClosing:
    """Nơi nhận at the left; authority, office and name of the signer at the right."""

    recipients: tuple[str, ...]
    signing: tuple[str, ...]
    name: str
    label: str = "Nơi nhận:"


@dataclass(frozen=True, slots=True)
class QrCode:
    """A square that machines read, and at its right what it is for."""

    text: str
    caption: tuple[str, ...] = ()
    millimetres: float = 34


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph as JPEG and the words under it."""

    jpeg: bytes
    caption: str = ""


@dataclass(frozen=True, slots=True)
class PhotoGrid:
    """Photographs side by side, each as large as its share of the width lets it be."""

    photos: tuple[Photo, ...]
    columns: int = 2


@dataclass(frozen=True, slots=True)
class Card:
    """One card: who gives it, what it is, what it says; a frame for a portrait if asked.

    `jpeg` is the portrait itself, where there is one. Under `foot` there is room for a signature.
    """

    head: tuple[str, ...]
    title: str
    lines: tuple[Field, ...]
    foot: str = ""
    portrait: bool = False
    jpeg: bytes = b""


@dataclass(frozen=True, slots=True)
class CardGrid:
    """Cards of one size side by side, to be cut out; measures in millimetres and points."""

    cards: tuple[Card, ...]
    width: float
    height: float
    columns: int = 2
    size: float = 9


@dataclass(frozen=True, slots=True)
class Spacer:
    """Empty paper."""

    millimetres: float


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a new page; with `restart` a new letter, its pages counted from 1."""

    restart: bool = False


Block = (
    StateHeading
    | NationalHeading
    | FormHeading
    | Title
    | Addressees
    | Paragraph
    | KeyValueLines
    | Table
    | SignatureRow
    | LetterClosing
    | QrCode
    | PhotoGrid
    | CardGrid
    | Spacer
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class Document:
    """One paper: printed, written as a sheet or as a letter from the same blocks."""

    report_id: str
    title: str
    profile: str
    blocks: tuple[Block, ...] = field(default=())
    orientation: Orientation = Orientation.PORTRAIT
    page_size: str = "A4"
    author: str = ""
