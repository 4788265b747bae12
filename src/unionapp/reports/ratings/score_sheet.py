"""Bảng chấm điểm, xếp loại: the criteria of one unit, its own points and the appraised ones."""

from collections.abc import Iterator, Mapping

from unionapp.errors import Refusal
from unionapp.indicators.grading import CriteriaSet, criteria_sets, scale
from unionapp.indicators.ratings import RatingRow, find_rating
from unionapp.organisation.office import Office
from unionapp.organisation.profile import show_profile
from unionapp.paper.document import (
    Align,
    Block,
    Cell,
    Column,
    Document,
    GroupRow,
    Kind,
    Paragraph,
    SignatureRow,
    Signer,
    Style,
    Table,
    TableRow,
    Title,
    TotalRow,
)
from unionapp.reports.letterhead import form_heading
from unionapp.vietnamese.dates import text_date

_COLUMNS = (
    Column("TT", 0.5, Kind.ORDINAL),
    Column("Tiêu chí", 4.4),
    Column("Điểm tối đa", 0.8, Kind.NUMBER, Align.CENTER),
    Column("Tự chấm", 0.8, Kind.NUMBER, Align.CENTER),
    Column("Thẩm định", 0.9, Kind.NUMBER, Align.CENTER),
    Column("Minh chứng", 2.6),
)
_ON_PLACE = "…………, ngày …… tháng …… năm ………"


def score_sheet(office: Office, rating_id: int) -> Document:
    """The score sheet of one unit and year, as it stands.

    Raises:
        Refusal: rating.unknown, rating.no_criteria.
    """
    row = find_rating(office, rating_id)
    criteria = _criteria(row)
    is_own = row.unit_code == office.unit.code
    return Document(
        report_id="",
        title=f"Bảng chấm điểm {row.unit_name} năm {row.year}",
        profile="ke_toan",
        author=office.officer.name,
        blocks=(
            form_heading(office, on=office.today, legal=_basis(criteria)),
            Title(
                "Bảng chấm điểm, đánh giá, xếp loại",
                lines=(row.unit_name, f"Năm {row.year}"),
            ),
            Table(_COLUMNS, tuple(_lines(criteria, row))),
            *_outcome(row),
            _signatures(office, is_own=is_own),
        ),
    )


def _criteria(row: RatingRow) -> CriteriaSet:
    found = next((it for it in criteria_sets() if it.code == row.criteria), None)
    if found is None:
        raise Refusal("rating.no_criteria")
    return found


def _basis(criteria: CriteriaSet) -> str:
    doubt = "" if criteria.confidence == "certain" else "; bộ tiêu chí cần kiểm tra"
    return f"({criteria.legal_basis}{doubt})"


def _lines(criteria: CriteriaSet, row: RatingRow) -> Iterator[TableRow]:
    number = 0
    for group, name in criteria.groups:
        inside = [it for it in criteria.criteria if it.group == group]
        yield GroupRow(f"{name} (tối đa {sum(it.max for it in inside)} điểm)")
        for it in inside:
            number += 1
            yield (
                number, it.text, it.max, row.self_points.get(it.code),
                row.appraised_points.get(it.code), row.evidence.get(it.code, ""),
            )  # fmt: skip
    most = sum(it.max for it in criteria.criteria)
    own: Cell = row.self_total if row.self_points else None
    yield TotalRow((None, "Tổng điểm", most, own, row.appraised_total, None))


def _outcome(row: RatingRow) -> Iterator[Block]:
    names: Mapping[str, str] = scale().knock_outs
    for code in row.knock_outs:
        yield Paragraph(f"Điều kiện loại trừ: {names[code]}.", Style.PLAIN)
    verb = "Xếp loại" if row.decided_on else "Đề nghị xếp loại"
    yield Paragraph(f"{verb}: {row.grade_name}.", Style.HEADING)
    if row.reason:
        yield Paragraph(f"Lý do: {row.reason}.", Style.PLAIN)
    if row.decided_on is not None:
        yield Paragraph(
            f"Theo Quyết định số {row.decision_no} ngày {text_date(row.decided_on)}.", Style.PLAIN
        )


def _signatures(office: Office, *, is_own: bool) -> SignatureRow:
    profile = show_profile(office)
    body = "TM. Ban Chấp hành" if is_own else "TM. Ban Thường vụ"
    return SignatureRow(
        (
            Signer("Người chấm" if is_own else "Người thẩm định", name=office.officer.name),
            Signer(body, "(Ký, họ tên, đóng dấu)", profile.chair),
        ),
        _ON_PLACE,
    )
