"""What a letter says of the plans a unit follows and of its own grade."""

from collections.abc import Iterator
from datetime import date

from unionapp.indicators.progress import TargetProgress, target_progress
from unionapp.indicators.ratings import list_ratings
from unionapp.indicators.verdicts import Light
from unionapp.organisation.office import Office
from unionapp.paper.document import Block, Column, Kind, Paragraph, Style, Table
from unionapp.vietnamese.amounts import group_digits
from unionapp.vietnamese.dates import text_date

_COLUMNS = (
    Column("TT", 0.5, Kind.ORDINAL),
    Column("Chỉ tiêu", 4.2),
    Column("Mức đề ra", 1.3),
    Column("Kết quả", 1.3),
    Column("Đánh giá", 1.1),
)
_SAID = {Light.GREEN: "Đạt", Light.AMBER: "Gần đạt", Light.RED: "Chưa đạt"}


def target_results(office: Office, as_of: date) -> Iterator[Block]:
    """How far the targets of the year are reached that have a figure already."""
    known = [
        it
        for it in target_progress(office, as_of=as_of)
        if it.light in _SAID and (it.due_on is None or it.due_on.year == as_of.year)
    ]
    if not known:
        return
    done = sum(it.light is Light.GREEN for it in known)
    yield Paragraph("4. Thực hiện chỉ tiêu", Style.HEADING)
    yield Paragraph(
        f"Đến ngày {text_date(as_of)}, đạt {group_digits(done)} trên {group_digits(len(known))} "
        "chỉ tiêu đã có số liệu:"
    )
    yield Table(_COLUMNS, tuple(_line(at, it) for at, it in enumerate(known, start=1)))


def grade_results(office: Office, year: int) -> Iterator[Block]:
    """How this unit was graded in a year, or grades itself."""
    own = [row for row in list_ratings(office, year) if row.unit_code == office.unit.code]
    for row in own:
        points = group_digits(
            row.self_total if row.appraised_total is None else row.appraised_total
        )
        words = f"Tự chấm {points} điểm, đề nghị xếp loại: {row.grade_name}."
        if row.decided_on is not None:
            words = (
                f"Được công nhận {row.grade_name} theo Quyết định số {row.decision_no} ngày "
                f"{text_date(row.decided_on)}."
            )
        yield Paragraph("5. Xếp loại chất lượng hoạt động", Style.HEADING)
        yield Paragraph(words)


def _line(number: int, it: TargetProgress) -> tuple[str | int, ...]:
    return (number, it.name, it.wish, it.figure.text, _SAID[it.light])
