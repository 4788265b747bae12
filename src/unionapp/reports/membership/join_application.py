"""Đơn gia nhập công đoàn: form 5a for one person, form 5b for many with a signature each.

Hướng dẫn 38/HD-TLĐ names both forms; their lines are a reference. The consent follows Luật
91/2025/QH15, Điều 9: sensitive data are asked for by themselves.
"""

from unionapp.membership.lists import MemberRow, list_changes, member_rows
from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Addressees,
    Align,
    Column,
    Document,
    Field,
    HeaderSpan,
    KeyValueLines,
    Kind,
    NationalHeading,
    Paragraph,
    Row,
    Table,
    Title,
)
from unionapp.reports.letter import LINE_GAP, applicant_signs, application, executive
from unionapp.reports.membership.people import Person, person_of
from unionapp.reports.membership.rolls import split_birth
from unionapp.vietnamese.periods import Period

_PROMISE = (
    "Sau khi tìm hiểu Điều lệ Công đoàn Việt Nam, {who} tán thành và tự nguyện xin gia nhập tổ "
    "chức Công đoàn Việt Nam. Được là đoàn viên, {who} xin hứa chấp hành Điều lệ, thực hiện đầy "
    "đủ nhiệm vụ của đoàn viên, tham gia sinh hoạt và đóng đoàn phí đúng quy định."
)
_CONSENT = (
    "{who} đã được thông báo mục đích và đồng ý để Ban Chấp hành công đoàn xử lý các thông tin "
    "trong đơn cho việc quản lý đoàn viên (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15)."
)
_SENSITIVE = "Dân tộc, tôn giáo, ngày vào Đảng:   □ đồng ý cung cấp   □ không cung cấp."
_BLANK_ROWS = 20
_ROOM_TO_SIGN = " \n "  # a second line, so that a signature fits
_COLUMNS = (
    Column("STT", 0.7, Kind.ORDINAL, Align.CENTER),
    Column("Họ và tên", 2.2),
    Column("Nam", 1.45, align=Align.CENTER),
    Column("Nữ", 1.45, align=Align.CENTER),
    Column("Chức vụ, nghề nghiệp", 1.6),
    Column("Tổ, bộ phận", 1.3),
    Column("Ký tên", 1.2, align=Align.CENTER),
)


def join_application(office: Office, member_id: int) -> Document:
    """Form 5a made out for one person, with what the record knows.

    Raises:
        Refusal: membership.unknown.
    """
    return _form(office, person_of(office, member_id))


def blank_application(office: Office, period: Period) -> Document:  # noqa: ARG001  # of any period
    """Form 5a to be filled in by hand."""
    return _form(office, Person(None))


def collective_application(office: Office, period: Period) -> Document:
    """Form 5b for those admitted in a period; where there are none, rows to be written on."""
    changes = list_changes(office, period)
    ids = [change.member_id for change in changes if change.kind == "KET_NAP"]
    rows = [_row(number, it) for number, it in enumerate(member_rows(office, ids), start=1)]
    blank = tuple((n, "", "", "", "", "", _ROOM_TO_SIGN) for n in range(1, _BLANK_ROWS + 1))
    return application(
        office,
        "Đơn gia nhập công đoàn (tập thể)",
        (
            NationalHeading("Mẫu 5b"),
            Title("Đơn gia nhập Công đoàn Việt Nam", lines=("(Dùng cho tập thể)",)),
            Addressees((executive(office),)),
            Paragraph("Chúng tôi là những người lao động có tên và chữ ký dưới đây."),
            Paragraph(_PROMISE.format(who="chúng tôi")),
            Paragraph(_CONSENT.format(who="Chúng tôi")),
            Table(
                _COLUMNS,
                tuple(rows) or blank,
                spans=(HeaderSpan("Ngày, năm sinh", 2, 3),),
                size=11,
            ),
            applicant_signs(office, title="NGƯỜI ĐẠI DIỆN"),
        ),
    )


def _form(office: Office, person: Person) -> Document:
    name = person.says("full_name")
    return application(
        office,
        f"Đơn gia nhập công đoàn {name or ''}".strip(),
        (
            NationalHeading("Mẫu 5a"),
            Title("Đơn gia nhập Công đoàn Việt Nam"),
            Addressees((executive(office),)),
            _identity(person, name),
            Paragraph(_PROMISE.format(who="tôi")),
            Paragraph(_CONSENT.format(who="Tôi")),
            Paragraph(_SENSITIVE),
            applicant_signs(office, name or ""),
        ),
    )


def _identity(person: Person, name: str | None) -> KeyValueLines:
    field = person.field
    group = person.detail.group_name if person.detail else None
    return KeyValueLines(
        (
            (Field("Tôi tên là:", name.upper() if name else None, bold=True),),
            (field("Giới tính:", "gender"), field("Ngày sinh:", "birth_date")),
            (field("Dân tộc:", "ethnicity"), field("Tôn giáo:", "religion")),
            (field("Số căn cước:", "id_number"), field("Ngày cấp:", "id_issued_on")),
            (field("Nơi cấp:", "id_issued_by"),),
            (field("Quê quán:", "hometown"),),
            (field("Nơi thường trú:", "address"),),
            (field("Nơi ở hiện nay:", "current_address"),),
            (field("Điện thoại:", "phone"), field("Thư điện tử:", "email")),
            (field("Trình độ văn hóa:", "education"), field("Chuyên môn:", "qualification")),
            (field("Chức vụ, nghề nghiệp:", "position"), Field("Tổ, bộ phận:", group)),
            (field("Ngày vào làm việc:", "hire_date"), field("Ngày vào Đảng:", "party_date")),
        ),
        gap=LINE_GAP,
    )


def _row(number: int, member: MemberRow) -> Row:
    return (
        number,
        member.full_name,
        *split_birth(member),
        member.position,
        member.group_name,
        _ROOM_TO_SIGN,
    )
