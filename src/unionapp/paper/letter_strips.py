"""Headings, titles, running text and signatures as strips, at the places the decree gives them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from unionapp.paper.document import (
    Addressees,
    FormHeading,
    KeyValueLines,
    LetterClosing,
    NationalHeading,
    Paragraph,
    SignatureRow,
    Span,
    StateHeading,
    Style,
    Text,
    Title,
)
from unionapp.paper.fonts import ASCENT, LINE, Face, face
from unionapp.paper.profiles import Profile
from unionapp.paper.sheet import MM, Head, Page, Sheet, Strip, heading_columns
from unionapp.paper.wrapping import Word, balance, clean, fill_lines, word_width, words_of, wrap

_RULE_GAP = 1.6 * MM
_ABSTRACT_RULE_GAP = 2 * MM
_FORM_COLUMN = 95 * MM
_HANDWRITING = 1.6  # of the size, between dotted lines


@dataclass(slots=True)
class DrawnStrip:
    """A strip drawn by a function of page and top."""

    height: float
    paint: Callable[[Page, float], None]
    gap: float = 0.0
    keep: bool = False
    head: Head | None = None

    def draw(self, page: Page, top: float) -> None:
        """Draw the strip."""
        self.paint(page, top)


@dataclass(frozen=True, slots=True)
class Setter:
    """Sets the blocks of one document: knows its sheet and its measures."""

    sheet: Sheet
    profile: Profile

    def state_heading(self, block: StateHeading) -> Iterator[Strip]:
        """Organisation and number at the left, the state's name, place and date at the right."""
        stack = _state_columns(block, self.sheet, self.profile)
        yield DrawnStrip(stack.height, stack.draw, keep=True)

    def national_heading(self, block: NationalHeading) -> Iterator[Strip]:
        """The state's name and motto in the middle, with the motto's rule."""
        measures, sheet, stack = self.profile.state, self.sheet, _Marks()
        middle, bold = (sheet.left + sheet.right) / 2, face(bold=True)
        y, size, italic = 0.0, self.profile.body.small_size, face(italic=True)
        if block.form_code:
            x = sheet.right - italic.width(block.form_code, size)
            y = stack.left(block.form_code, x, y, italic, size)
        y = stack.centered(measures.name, middle, sheet.text_width, y, bold, measures.name_size)
        size = measures.motto_size
        stack.centered(measures.motto, middle, sheet.text_width, y, bold, size)
        stack.height = stack.rule(middle, 1.0, _RULE_GAP)
        yield DrawnStrip(stack.height, stack.draw, keep=True)

    def form_heading(self, block: FormHeading) -> Iterator[Strip]:
        """Who keeps the form at the left, which form it is at the right."""
        left, right = self.sheet.left, self.sheet.right
        column = min((right - left) * 0.48, _FORM_COLUMN)
        stack = _Marks()
        y = 0.0
        for text, bold in [*((p, False) for p in block.parents), (block.unit, True)]:
            for line in balance(clean(text), face(bold=bold), 12, column):
                y = stack.left(line, left, y, face(bold=bold), 12)
        small = self.profile.body.small_size
        for text in block.under:
            for line in wrap(clean(text), face(), small, column):
                y = stack.left(line, left, y, face(), small)
        y_right = 0.0
        middle = right - column / 2
        if block.form_code:
            y_right = stack.centered(block.form_code, middle, column, 0, face(bold=True), 12)
        if block.legal:
            y_right = stack.centered(block.legal, middle, column, y_right, face(italic=True), 10)
        stack.height = max(y, y_right)
        yield DrawnStrip(stack.height, stack.draw, keep=True)

    def title(self, block: Title) -> Iterator[Strip]:
        """The name in capitals, the abstract with its rule, or the lines of a form."""
        measures, sheet = self.profile.title, self.sheet
        stack, middle = _Marks(), (sheet.left + sheet.right) / 2
        width = sheet.text_width * (0.6 if block.side else 0.9)
        y = stack.centered(block.name.upper(), middle, width, 0, face(bold=True), measures.size)
        if block.abstract:
            bold = face(bold=True)
            y = stack.centered(block.abstract, middle, width, y, bold, measures.abstract_size)
            if measures.rule:
                y = stack.rule(middle, measures.rule, _ABSTRACT_RULE_GAP)
        for line in block.lines:
            y = stack.centered(line, middle, width, y, face(italic=True), measures.line_size)
        side, size = 0.0, measures.side_size
        widest = max((face().width(clean(line), size) for line in block.side), default=0)
        for line in block.side:
            x = sheet.right - max(widest, 0.2 * sheet.text_width)
            side = stack.left(line, x, side, face(), size)
        stack.height = max(y, side) + measures.gap_below * MM
        yield DrawnStrip(stack.height, stack.draw, gap=measures.gap_above * MM, keep=True)

    def addressees(self, block: Addressees) -> Iterator[Strip]:
        """One addressee centred beside the label, several under each other behind dashes."""
        size = self.profile.body.size
        if len(block.names) == 1:
            text = f"{block.label} {block.names[0]}"
            yield from self.paragraph(Paragraph(text, Style.CENTERED))
            return
        stack = _Marks()
        x = self.sheet.left + 30 * MM
        stack.left(block.label, x, 0, face(), size)
        y, x = LINE * size, x + face().width(block.label, size)
        for index, name in enumerate(block.names):
            end = "." if index == len(block.names) - 1 else ";"
            lines = wrap(f"- {clean(name)}{end}", face(), size, self.sheet.right - x)
            for line in lines:
                y = stack.left(line, x, y, face(), size)
        stack.height = y
        yield DrawnStrip(y, stack.draw, gap=6, keep=True)

    def paragraph(self, block: Paragraph) -> Iterator[Strip]:
        """A paragraph line by line, its first two and its last two lines together."""
        return _paragraph(block, self.sheet, self.profile)

    def key_values(self, block: KeyValueLines) -> Iterator[Strip]:
        """Labels with values, or with dotted lines to write on."""
        size = self.profile.body.size
        for line in block.lines:
            stack = _Marks()
            width = self.sheet.text_width / len(line)
            for index, item in enumerate(line):
                x = self.sheet.left + index * width
                right = x + width - (3 * MM if index < len(line) - 1 else 0)
                if item.value is None:
                    stack.blanks(item.label, x, right, size, item.blanks)
                else:
                    spans = (Span(item.label + " "), Span(item.value, bold=item.bold))
                    stack.flow(spans, x, right - x, size)
            yield DrawnStrip(stack.height, stack.draw, gap=block.gap)

    def signatures(self, block: SignatureRow) -> Iterator[Strip]:
        """Signatures side by side in equal columns."""
        measures, sheet = self.profile.signature, self.sheet
        stack, column = _Marks(), sheet.text_width / len(block.signers)
        top = 0.0
        if block.place_date:
            top = _place_date_above(stack, block.place_date, sheet, column, self.profile)
        title_end = max(
            stack.centered(
                s.title, self._middle(i, column), column, top, face(bold=True), measures.title_size
            )
            for i, s in enumerate(block.signers)
        )
        for i, signer in enumerate(block.signers):
            x = self._middle(i, column)
            stack.centered(
                signer.note, x, column, title_end, face(italic=True), measures.note_size
            )
        y = title_end + LINE * measures.note_size + measures.name_gap * MM
        for i, signer in enumerate(block.signers):
            bold = face(bold=True)
            stack.centered(
                signer.name, self._middle(i, column), column, y, bold, measures.title_size
            )
        stack.height = y + LINE * measures.title_size
        yield DrawnStrip(stack.height, stack.draw, gap=measures.gap_above * MM)

    def _middle(self, index: int, column: float) -> float:
        return self.sheet.left + (index + 0.5) * column

    def closing(self, block: LetterClosing) -> Iterator[Strip]:
        """Nơi nhận level with the signer's authority."""
        profile, sheet = self.profile, self.sheet
        size, bold = profile.signature.title_size, face(bold=True)
        stack = _Marks()
        room, width = heading_columns(sheet, profile)
        middle, y = sheet.right - width / 2, 0.0
        for line in block.signing:
            y = stack.centered(line, middle, width, y, bold, size)
        last = y - LINE * size + ASCENT * size
        name_top = last + profile.signature.name_gap * MM - ASCENT * size
        y = stack.centered(block.name, middle, width, name_top, bold, size)
        # the label shares the baseline of the first line, though it is smaller
        label_size = profile.recipients_label_size
        left = stack.left(
            block.label,
            sheet.left,
            ASCENT * (size - label_size),
            face(bold=True, italic=True),
            label_size,
        )
        for item in block.recipients:
            for part in wrap(clean(item), face(), profile.recipients_size, room):
                left = stack.left(part, sheet.left, left, face(), profile.recipients_size)
        stack.height = max(y, left)
        yield DrawnStrip(stack.height, stack.draw, gap=profile.signature.gap_above * MM)


class _Marks:
    """Texts and rules at places relative to a top, drawn together as one strip."""

    def __init__(self) -> None:
        self.height = 0.0
        self._texts: list[tuple[float, float, str, Face, float]] = []
        self._rules: list[tuple[float, float, float]] = []
        self._dots: list[tuple[float, float, float]] = []

    def left(self, text: str, x: float, top: float, face: Face, size: float) -> float:
        """Set one line from x; returns where the next begins."""
        self._texts.append((x, top + ASCENT * size, clean(text), face, size))
        return top + LINE * size

    def centered(
        self, text: str, middle: float, width: float, top: float, face: Face, size: float
    ) -> float:
        """Set a text around the middle, wrapped; returns where the next begins."""
        for line in balance(clean(text), face, size, width) if text else []:
            top = self.left(line, middle - face.width(line, size) / 2, top, face, size)
        return top

    def rule(self, middle: float, part: float, gap: float) -> float:
        """Set a rule under the last line, as long as a part of it; returns its place."""
        _, baseline, text, face, size = self._texts[-1]
        half = face.width(text, size) * part / 2
        self._rules.append((middle - half, middle + half, baseline + gap))
        return baseline + gap

    def flow(self, text: Text, x: float, width: float, size: float) -> None:
        """Set text in several faces, left-aligned."""
        y = 0.0
        for line in fill_lines(words_of(text), size, width):
            _set_line(self._texts, line, x, y + ASCENT * size, size, face().width(" ", size))
            y += LINE * size
        self.height = max(self.height, y)

    def blanks(self, label: str, x: float, right: float, size: float, count: int) -> None:
        """Set a label and dotted lines behind and under it."""
        y = self.left(label, x, 0, face(), size)
        start = x + face().width(clean(label) + " ", size)
        self._dots.append((start, right, ASCENT * size))
        for _ in range(count - 1):
            y += _HANDWRITING * size
            self._dots.append((x, right, y - (LINE - ASCENT) * size))
        self.height = max(self.height, y)

    def draw(self, page: Page, top: float) -> None:
        """Draw everything below `top`."""
        for x, baseline, text, shape, size in self._texts:
            page.text(x, top + baseline, text, shape, size)
        for x1, x2, y in self._rules:
            page.line(x1, x2, top + y)
        for x1, x2, y in self._dots:
            page.dots(x1, x2, top + y)


def _set_line(
    texts: list[tuple[float, float, str, Face, float]],
    line: list[Word],
    x: float,
    baseline: float,
    size: float,
    space: float,
) -> None:
    for word in line:
        for index, piece in enumerate(word):
            # the blank is drawn with the word, so that copied text keeps its spaces
            tail = " " if index == len(word) - 1 else ""
            texts.append((x, baseline, piece.text + tail, piece.face, size))
            x += piece.face.width(piece.text, size)
        x += space


def _state_columns(block: StateHeading, sheet: Sheet, profile: Profile) -> _Marks:
    measures, stack = profile.state, _Marks()
    left_width, right_width = heading_columns(sheet, profile)
    left_middle, right_middle = sheet.left + left_width / 2, sheet.right - right_width / 2
    bold = face(bold=True)
    y = stack.centered(measures.name, right_middle, right_width, 0, bold, measures.name_size)
    if measures.motto:
        y = stack.centered(measures.motto, right_middle, right_width, y, bold, measures.motto_size)
    rules = [stack.rule(right_middle, 1.0, _RULE_GAP)]
    y = 0.0
    for parent in block.parents:
        y = stack.centered(parent, left_middle, left_width, y, face(), measures.parent_size)
    organisation = block.organisation
    y = stack.centered(organisation, left_middle, left_width, y, bold, measures.organisation_size)
    if measures.star:
        rules.append(
            stack.centered("*", left_middle, left_width, y, bold, measures.organisation_size) - 6
        )
    else:
        rules.append(stack.rule(left_middle, measures.organisation_rule, _RULE_GAP))
    baseline = max(rules) + measures.number_gap * MM
    size = measures.number_size
    below = stack.centered(
        block.number, left_middle, left_width, baseline - ASCENT * size, face(), size
    )
    size = measures.place_date_size
    italic = face(italic=True)
    stack.centered(
        block.place_date, right_middle, right_width, baseline - ASCENT * size, italic, size
    )
    if block.subject:
        size = measures.subject_size
        below = stack.centered(block.subject, left_middle, left_width, below + 6, face(), size)
        stack.height = below + profile.title.gap_above * MM
    else:
        # the title's own first line stands 6 mm and one line below this baseline
        stack.height = baseline + LINE * profile.title.size - ASCENT * profile.title.size
    return stack


def _place_date_above(
    stack: _Marks, text: str, sheet: Sheet, column: float, profile: Profile
) -> float:
    size, italic = profile.signature.title_size, face(italic=True)
    width = italic.width(clean(text), size)
    middle = min(sheet.right - column / 2, sheet.right - width / 2)
    return stack.centered(text, middle, sheet.text_width, 0, italic, size) + 2


def _paragraph(block: Paragraph, sheet: Sheet, profile: Profile) -> Iterator[Strip]:
    body, style = profile.body, block.style
    size = body.small_size if style is Style.NOTE else body.size
    bold = style in {Style.PART, Style.HEADING}
    words = words_of(block.text, bold=bold, italic=style in {Style.BASIS, Style.NOTE})
    indent = body.indent * MM if style in {Style.BODY, Style.BASIS, Style.HEADING} else 0.0
    lines = fill_lines(words, size, sheet.text_width, indent)
    if style in {Style.PART, Style.CENTERED} and isinstance(block.text, str) and len(lines) > 1:
        balanced = balance(clean(block.text), face(bold=bold), size, sheet.text_width)
        lines = [words_of(line, bold=bold) for line in balanced]
    leading = LINE * size * body.line_spacing
    for index, line in enumerate(lines):
        last = index == len(lines) - 1
        x, space = _line_place(line, style, sheet, size, indent if index == 0 else 0.0, last=last)
        texts: list[tuple[float, float, str, Face, float]] = []
        _set_line(texts, line, x, leading - (LINE - ASCENT) * size, size, space)
        together = index == 0 or index == len(lines) - 2
        keep = (together and not last) or bold
        yield DrawnStrip(leading, _painter(texts), 0 if index else body.paragraph_gap, keep)


def _painter(texts: list[tuple[float, float, str, Face, float]]) -> Callable[[Page, float], None]:
    def paint(page: Page, top: float) -> None:
        for x, baseline, text, shape, size in texts:
            page.text(x, top + baseline, text, shape, size)

    return paint


def _line_place(
    line: list[Word], style: Style, sheet: Sheet, size: float, indent: float, *, last: bool
) -> tuple[float, float]:
    space = face().width(" ", size)
    natural = sum(word_width(word, size) for word in line)
    if style in {Style.PART, Style.CENTERED}:
        free = sheet.text_width - natural - space * (len(line) - 1)
        return sheet.left + free / 2, space
    if style in {Style.BODY, Style.BASIS} and not last and len(line) > 1:
        space = (sheet.text_width - indent - natural) / (len(line) - 1)
    return sheet.left + indent, space
