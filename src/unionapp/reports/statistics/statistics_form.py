"""Mẫu 1-HĐCĐ and 2-HĐCĐ on paper: the filled form of a half-year or a year.

Columns and heading after the forms of Quyết định 1454/QĐ-TLĐ ngày 28/11/2014.
"""

from collections.abc import Iterator, Mapping

from unionapp.indicators.forms import StatForm, find_form
from unionapp.indicators.statistics import FilledForm, FilledRow, fill_form
from unionapp.organisation.office import Office
from unionapp.organisation.profile import show_profile
from unionapp.paper.document import (
    Align,
    Block,
    Cell,
    Column,
    Document,
    Field,
    GroupRow,
    KeyValueLines,
    Kind,
    Paragraph,
    SignatureRow,
    Signer,
    Style,
    Table,
    TableRow,
    Title,
)
from unionapp.reports.letterhead import form_heading, place_date
from unionapp.vietnamese.amounts import NBSP, group_digits
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.periods import Period

_COLUMNS = (
    Column("TT", 0.6, align=Align.CENTER),
    Column("Nội dung", 5),
    Column("Đơn vị tính", 1.35, align=Align.CENTER),
    Column("Số lượng", 1.5, Kind.NUMBER),
    Column("Ghi chú", 1.8),
)
_INDENT = NBSP * 4
_LINES_TO_WRITE = 3


def statistics_paper(form_id: str, office: Office, period: Period) -> Document:
    """A form for the months that a working period asks for.

    Raises:
        Refusal: form.unknown.
    """
    form = find_form(form_id)
    filled = fill_form(office, form_id, form.period_in(period))
    return Document(
        report_id="",
        title=f"{form.form_code} {form.span_label(filled.period)}",
        profile="ke_toan",
        author=office.officer.name,
        blocks=(
            form_heading(
                office,
                on=filled.period.end,
                form_code=form.form_code,
                legal=f"({form.mark}, theo {form.legal_basis})",
            ),
            _title(form, filled.period),
            Paragraph("A. SỐ LIỆU", Style.HEADING),
            Table(_COLUMNS, tuple(_lines(filled))),
            *_written(filled),
            _signatures(office, filled.period),
        ),
    )


def _title(form: StatForm, period: Period) -> Title:
    days = f"Số liệu từ ngày {table_date(period.start)} đến ngày {table_date(period.end)}"
    return Title(form.name, lines=(form.span_label(period).capitalize(), f"({days})"))


def _lines(filled: FilledForm) -> Iterator[TableRow]:
    parents = {row.code: row.parent for row in filled.rows}
    for row in filled.rows:
        if row.kind == "header":
            if row.code not in {"A", "B"}:
                yield GroupRow(row.label)
        elif row.kind != "text":
            yield _line(row, parents)


def _line(row: FilledRow, parents: Mapping[str, str]) -> tuple[Cell, ...]:
    label = f"{_INDENT * _depth(row.parent, parents)}{row.label}"
    number: Cell = row.number if row.denominator is None else row.shown
    note = ""
    if row.kind == "average" and row.denominator:
        note = f"tính trên {group_digits(row.denominator)} người"
    return (row.code, label, row.unit, number, note)


def _depth(parent: str, parents: Mapping[str, str]) -> int:
    return 1 + _depth(parents.get(parent, ""), parents) if parent else 0


def _written(filled: FilledForm) -> Iterator[Block]:
    texts = [row for row in filled.rows if row.kind == "text"]
    if texts:
        yield Paragraph("B. NHẬN XÉT, KIẾN NGHỊ", Style.HEADING)
    for number, row in enumerate(texts, start=1):
        yield Paragraph(f"{number}. {row.label}", Style.HEADING)
        if row.text:
            yield from (Paragraph(line) for line in row.text.splitlines())
        else:
            yield KeyValueLines(((Field("", blanks=_LINES_TO_WRITE),),))


def _signatures(office: Office, period: Period) -> SignatureRow:
    profile = show_profile(office)
    on = min(period.end, office.today)
    return SignatureRow(
        (
            Signer("Người lập biểu", name=office.officer.name),
            Signer("TM. Ban Chấp hành", "(Ký, họ tên, đóng dấu)", profile.chair),
        ),
        place_date(profile, on),
    )
