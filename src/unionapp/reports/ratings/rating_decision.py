"""Quyết định công nhận xếp loại: the level above grants the grades of a year, with the list.

Hướng dẫn 1294/HD-TLĐ ngày 14/8/2019: the upper unit appraises and decides.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from unionapp.indicators.grading import scale
from unionapp.indicators.ratings import RatingRow, list_ratings
from unionapp.organisation.office import Office
from unionapp.organisation.profile import show_profile
from unionapp.paper.document import (
    Align,
    Block,
    Column,
    Document,
    Kind,
    LetterClosing,
    PageBreak,
    Paragraph,
    Span,
    Style,
    Table,
    Title,
)
from unionapp.reports.letter import letter, numbered_heading
from unionapp.vietnamese.amounts import NBSP
from unionapp.vietnamese.dates import keep_together, text_date
from unionapp.vietnamese.periods import Period

_SYMBOL = "QĐ"
_COLUMNS = (
    Column("TT", 0.5, Kind.ORDINAL),
    Column("Đơn vị", 3.4),
    Column("Điểm tự chấm", 0.9, Kind.NUMBER, Align.CENTER),
    Column("Điểm thẩm định", 0.9, Kind.NUMBER, Align.CENTER),
    Column("Xếp loại", 2),
    Column("Ghi chú", 1.6),
)

Key = tuple[str, date | None]


def rating_decisions(office: Office, period: Period) -> Document:
    """Every decision of a year, each beginning a page; what is appraised only is a draft."""
    year = period.end.year
    blocks: list[Block] = []
    for (number, on), rows in _by_decision(office, year).items():
        blocks += [PageBreak(restart=True)] if blocks else []
        blocks += _decision(office, year, number, on, rows)
    if not blocks:
        words = f"Chưa có đơn vị cấp dưới nào được thẩm định, xếp loại năm {year}."
        heading = numbered_heading(office, _SYMBOL, min(period.end, office.today))
        blocks = [heading, Title("Quyết định"), Paragraph(words, Style.CENTERED)]
    return letter(office, f"Quyết định công nhận xếp loại năm {year}", blocks)


def _by_decision(office: Office, year: int) -> dict[Key, list[RatingRow]]:
    found: dict[Key, list[RatingRow]] = {}
    for row in list_ratings(office, year):
        if row.unit_code != office.unit.code and row.status != "self":
            found.setdefault((row.decision_no, row.decided_on), []).append(row)
    return found


def _decision(
    office: Office, year: int, number: str, on: date | None, rows: Sequence[RatingRow]
) -> Iterator[Block]:
    heading = numbered_heading(office, _SYMBOL, on or office.today, number or None)
    body = f"Ban Thường vụ {office.unit.name}"
    yield heading
    yield Title(
        "Quyết định",
        abstract=f"Về việc công nhận xếp loại chất lượng hoạt động công đoàn năm {year}",
    )
    yield Paragraph(body.upper(), Style.PART)
    yield from _grounds(year)
    yield Paragraph("QUYẾT ĐỊNH:", Style.PART)
    yield _article(1, f"Công nhận xếp loại năm {year} đối với {_units(rows)}: {_counted(rows)}.")
    yield _article(2, "Các đơn vị công khai kết quả xếp loại đến đoàn viên.")
    yield _article(
        3,
        f"{body} và {_subject(rows)} chịu trách nhiệm thi hành Quyết định này. "
        f"Quyết định có hiệu lực kể từ ngày{NBSP}ký./.",
    )
    yield LetterClosing(
        ("- Như Điều 3;", "- Lưu: VT."),
        ("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"),
        show_profile(office).chair,
    )
    yield from _list(year, heading.number, on, rows)


def _grounds(year: int) -> Iterator[Paragraph]:
    yield Paragraph("Căn cứ Điều lệ Công đoàn Việt Nam;", Style.BASIS)
    yield Paragraph(keep_together(f"Căn cứ {scale().legal_basis};"), Style.BASIS)
    yield Paragraph(
        f"Xét kết quả tự chấm điểm và kết quả thẩm định chất lượng hoạt động năm {year} của các "
        "đơn vị.",
        Style.BASIS,
    )


def _units(rows: Sequence[RatingRow]) -> str:
    if len(rows) == 1:
        return f"{rows[0].unit_name}"
    return f"{len(rows):02} công đoàn cấp dưới (danh sách kèm theo)"


def _subject(rows: Sequence[RatingRow]) -> str:
    return rows[0].unit_name if len(rows) == 1 else "các đơn vị có tên trong danh sách"


def _counted(rows: Sequence[RatingRow]) -> str:
    found = Counter(row.grade for row in rows)
    grades = [
        f"{name}: {found[code]:02} đơn vị" for code, name in scale().grades.items() if found[code]
    ]
    return rows[0].grade_name if len(rows) == 1 else "; ".join(grades)


def _article(number: int, text: str) -> Paragraph:
    return Paragraph((Span(f"Điều {number}. ", bold=True), Span(text)))


def _list(year: int, number: str, on: date | None, rows: Sequence[RatingRow]) -> Iterator[Block]:
    if len(rows) == 1:
        return
    signed = f" ngày {text_date(on)}" if on else ""
    yield PageBreak()
    yield Title(
        "Danh sách",
        abstract=f"Công đoàn được công nhận xếp loại năm {year}",
        lines=(f"(Kèm theo Quyết định {number.lower()}{signed})",),
    )
    yield Table(
        _COLUMNS,
        tuple(
            (
                at, row.unit_name, row.self_total if row.self_points else None,
                row.appraised_total, row.grade_name, row.reason,
            )
            for at, row in enumerate(rows, start=1)
        ),
    )  # fmt: skip
