"""Danh sách trích ngang ban chấp hành, ủy ban kiểm tra: who sits in the bodies on a day."""

from collections.abc import Iterator, Sequence

from unionapp.membership.cadres import CadreRow, list_cadres
from unionapp.membership.members import show_member
from unionapp.membership.privacy import spoken_value
from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Align,
    Column,
    Document,
    GroupRow,
    HeaderSpan,
    Kind,
    Orientation,
    Paragraph,
    Row,
    Style,
    Table,
    TableRow,
    Title,
)
from unionapp.reports.letterhead import form_heading, list_signatures
from unionapp.vietnamese.dates import long_date, table_date
from unionapp.vietnamese.periods import Period

_BODIES = (
    ("Ban chấp hành", frozenset({"BCH", "BTV"})),
    ("Ủy ban kiểm tra", frozenset({"UBKT"})),
    ("Ban nữ công quần chúng", frozenset({"BAN_NU_CONG"})),
)
_COLUMNS = (
    Column("STT", 0.45, Kind.ORDINAL, Align.CENTER),
    Column("Họ và tên", 2.1),
    Column("Nam", 1.05, align=Align.CENTER),
    Column("Nữ", 1.05, align=Align.CENTER),
    Column("Quê quán", 1.6),
    Column("Dân tộc", 0.7, align=Align.CENTER),
    Column("Tôn giáo", 0.8, align=Align.CENTER),
    Column("Chuyên môn", 1.1),
    Column("Lý luận chính trị", 0.9, align=Align.CENTER),
    Column("Ngày vào Đảng", 1.05, align=Align.CENTER),
    Column("Chức vụ chuyên môn", 1.4),
    Column("Chức vụ công đoàn", 1.6),
    Column("Giữ từ ngày", 1.05, Kind.DATE),
)
_SPANS = (HeaderSpan("Ngày, năm sinh", 2, 3), HeaderSpan("Trình độ", 7, 8))


def executive_list_paper(office: Office, period: Period) -> Document:
    """The bodies as they stand at the last day of the period, one line for each person."""
    cadres = list_cadres(office, on=period.end)
    terms = {cadre.term_name for cadre in cadres if cadre.term_name}
    term = f" - {terms.pop()}" if len(terms) == 1 else ""
    return Document(
        report_id="",
        title="Danh sách trích ngang ban chấp hành",
        profile="danh_sach",
        orientation=Orientation.LANDSCAPE,
        author=office.officer.name,
        blocks=(
            form_heading(office, on=period.end),
            Title(
                "Danh sách trích ngang ban chấp hành công đoàn",
                lines=(f"(Đến {long_date(period.end)}{term})",),
            ),
            _table_or_nothing(office, cadres),
            list_signatures(office),
        ),
    )


def _table_or_nothing(office: Office, cadres: Sequence[CadreRow]) -> Table | Paragraph:
    rows = tuple(_rows(office, cadres))
    if not rows:
        return Paragraph("Chưa nhập chức vụ công đoàn nào.", Style.PLAIN)
    return Table(_COLUMNS, rows, spans=_SPANS)


def _rows(office: Office, cadres: Sequence[CadreRow]) -> Iterator[TableRow]:
    for name, bodies in _BODIES:
        posts: dict[int, list[CadreRow]] = {}
        for cadre in cadres:
            if cadre.body in bodies:
                posts.setdefault(cadre.member_id, []).append(cadre)
        if posts:
            yield GroupRow(f"{name}: {len(posts)} người")
        for number, held in enumerate(posts.values(), start=1):
            yield _row(office, number, held)


def _row(office: Office, number: int, held: list[CadreRow]) -> Row:
    person = held[0]
    birth = table_date(person.birth_date)
    is_female = person.gender == "female"
    draft = show_member(office, person.member_id).draft
    return (
        number,
        person.full_name,
        "" if is_female else birth,
        birth if is_female else "",
        person.hometown,
        person.ethnicity,
        spoken_value("religion", draft.religion),
        person.qualification,
        person.politics,
        table_date(person.party_date),
        person.position,
        ", ".join(post.post_name for post in held),
        min(post.started_on for post in held),
    )
