"""Dữ liệu của tôi: everything kept about somebody, what for and on what ground.

The right to see and to have a copy: Luật 91/2025/QH15, Điều 4; answered within 10 days (Nghị định
356/2025/NĐ-CP, Điều 5). It is made out for the person alone, so nothing on it is masked.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

from unionapp.membership.data_rights import KeptFact, MyData, gather_my_data
from unionapp.membership.privacy import Look, field_label
from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Align,
    Block,
    Column,
    Document,
    GroupRow,
    Kind,
    Paragraph,
    Style,
    Table,
    TableRow,
    Title,
)
from unionapp.reports.letter import closing, executive, numbered_heading
from unionapp.vietnamese.dates import month_label

_RIGHTS = (
    "Đoàn viên có quyền được biết, đồng ý hoặc rút lại sự đồng ý, xem, chỉnh sửa, nhận bản sao, "
    "yêu cầu xóa, hạn chế, phản đối việc xử lý dữ liệu của mình và khiếu nại (Luật Bảo vệ dữ liệu "
    "cá nhân 91/2025/QH15, Điều 4). Yêu cầu gửi Ban Chấp hành; thời hạn trả lời theo Nghị định "
    "356/2025/NĐ-CP, Điều 5."
)
PAPER = "Dữ liệu cá nhân của đoàn viên"
_VIETNAM = timezone(timedelta(hours=7))
_FACTS = (Column("Mục", 1.5), Column("Dữ liệu đang lưu", 2.4), Column("Mục đích xử lý", 2.2))
_EVENTS = (
    Column("Ngày", 1.0, Kind.DATE),
    Column("Biến động", 1.7),
    Column("Quyết định", 1.2),
    Column("Lý do, đơn vị liên quan", 2.2),
    Column("Người ghi", 1.5),
)
_SALARIES = (
    Column("Từ tháng", 1.2),
    Column("Tiền lương làm căn cứ đóng đoàn phí (đồng)", 2, Kind.NUMBER),
    Column("Hệ số", 1, align=Align.CENTER),
)
_POSTS = (
    Column("Chức vụ", 2.2),
    Column("Từ ngày", 1, Kind.DATE),
    Column("Đến ngày", 1, Kind.DATE),
    Column("Quyết định", 1.5),
)
_TRAININGS = (
    Column("Lớp", 2.6),
    Column("Chủ đề", 1.8),
    Column("Kết thúc", 1, Kind.DATE),
    Column("Số ngày", 0.8, Kind.NUMBER),
)
_HARDSHIPS = (
    Column("Hoàn cảnh", 1.6),
    Column("Từ ngày", 1, Kind.DATE),
    Column("Đến ngày", 1, Kind.DATE),
    Column("Nội dung", 2.6),
)
_CONSENTS = (
    Column("Mục đích", 3),
    Column("Ngày đồng ý", 1, Kind.DATE),
    Column("Hình thức", 1.3),
    Column("Ngày rút lại", 1, Kind.DATE),
)
_REQUESTS = (
    Column("Yêu cầu", 2),
    Column("Ngày nhận", 1, Kind.DATE),
    Column("Hạn trả lời", 1, Kind.DATE),
    Column("Ngày trả lời", 1, Kind.DATE),
    Column("Kết quả", 2),
)
_LOOKS = (
    Column("Thời điểm", 1.3, align=Align.CENTER),
    Column("Cán bộ", 1.6),
    Column("Đã xem, đã xuất", 2.5),
    Column("Mục đích", 2),
)


def my_data(office: Office, member_id: int) -> Document:
    """The print-out of a person's own data.

    Raises:
        Refusal: membership.unknown.
    """
    data = gather_my_data(office, member_id)
    return Document(
        report_id="",
        title=f"Dữ liệu cá nhân của {data.full_name}",
        profile="danh_sach",
        author=office.officer.name,
        blocks=(
            numbered_heading(office, "TB", office.today),
            Title("Bản cung cấp dữ liệu cá nhân", lines=(f"{data.full_name} - mã {data.code}",)),
            Paragraph(f"{executive(office)} đang lưu các dữ liệu sau của đoàn viên."),
            *_sections(data),
            Paragraph(_photo(data)),
            Paragraph(_RIGHTS),
            closing(office, "- Đoàn viên có tên trên;", above=False),
        ),
    )


def _sections(data: MyData) -> Iterator[Block]:
    tables = (
        ("Hồ sơ", _FACTS, tuple(_facts(data.facts))),
        ("Quá trình tham gia", _EVENTS, tuple(_events(data))),
        ("Tiền lương", _SALARIES, tuple(_salaries(data))),
        ("Chức vụ công đoàn", _POSTS, tuple(_posts(data))),
        ("Đào tạo, bồi dưỡng", _TRAININGS, tuple(_trainings(data))),
        ("Hoàn cảnh khó khăn", _HARDSHIPS, tuple(_hardships(data))),
        ("Sự đồng ý đã cho", _CONSENTS, tuple(_consents(data))),
        ("Yêu cầu đã gửi", _REQUESTS, tuple(_requests(data))),
        ("Ai đã xem, đã in", _LOOKS, tuple(map(_look, _looks(data)))),
    )
    for number, (name, columns, rows) in enumerate(tables, start=1):
        yield Paragraph(f"{number}. {name}", Style.HEADING)
        yield Table(columns, rows) if rows else Paragraph("Không có.", Style.PLAIN)


def _photo(data: MyData) -> str:
    if not data.photo_size:
        return "Không lưu ảnh chân dung."
    return f"Có lưu một ảnh chân dung ({-(-data.photo_size // 1024)} KB), dùng để in thẻ."


def _facts(facts: tuple[KeptFact, ...]) -> Iterator[TableRow]:
    by_basis: dict[str, list[KeptFact]] = {}
    for fact in facts:
        by_basis.setdefault(fact.basis, []).append(fact)
    for basis, inside in by_basis.items():
        yield GroupRow(f"Căn cứ: {basis}")
        yield from ((fact.label, fact.value, fact.purpose) for fact in inside)


def _events(data: MyData) -> Iterator[TableRow]:
    for event in data.events:
        about = "; ".join(filter(None, (event.reason, event.other_unit, event.group_name)))
        yield (
            event.effective_on,
            event.kind_name,
            event.decision_no or "",
            about,
            event.recorded_by,
        )


def _salaries(data: MyData) -> Iterator[TableRow]:
    for pay in data.salaries:
        yield month_label(pay.valid_from), pay.amount, pay.coefficient or ""


def _posts(data: MyData) -> Iterator[TableRow]:
    for it in data.posts:
        where = f", {it.group_name}" if it.group_name else ""
        yield f"{it.post_name}{where}", it.started_on, it.ended_on, it.decision_no or ""


def _trainings(data: MyData) -> Iterator[TableRow]:
    for it in data.trainings:
        yield it.course, it.topic_name, it.last_on, it.days


def _hardships(data: MyData) -> Iterator[TableRow]:
    for it in data.hardships:
        yield it.kind_name, it.first_on, it.last_on, it.description or ""


def _consents(data: MyData) -> Iterator[TableRow]:
    for it in data.consents:
        yield it.purpose_name, it.given_on, it.form, it.withdrawn_on


def _requests(data: MyData) -> Iterator[TableRow]:
    for it in data.requests:
        yield it.kind_name, it.received_on, it.due_on, it.closed_on, it.outcome or ""


def _looks(data: MyData) -> Iterator[Look]:
    # a copy of this very paper went to the person, and must not make the next copy another paper
    return (it for it in data.looks if it.what != PAPER)


def _look(it: Look) -> TableRow:
    moment = datetime.fromisoformat(it.at).astimezone(_VIETNAM)
    return f"{moment:%d/%m/%Y %H:%M}", it.officer, field_label(it.what), it.purpose or ""
