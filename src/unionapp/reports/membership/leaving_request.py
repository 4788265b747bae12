"""Đơn xin ra khỏi công đoàn and đơn xin cấp lại thẻ: what a member writes to the executive."""

from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Addressees,
    Document,
    Field,
    KeyValueLines,
    NationalHeading,
    Paragraph,
    Title,
)
from unionapp.reports.letter import LINE_GAP, applicant_signs, application, executive
from unionapp.reports.membership.people import Person, person_of

_REASON_LINES = 4


def leaving_request(office: Office, member_id: int) -> Document:
    """The wish to leave, made out for a member; the reason is written by hand.

    Raises:
        Refusal: membership.unknown.
    """
    return _request(
        office,
        person_of(office, member_id),
        "Đơn xin ra khỏi công đoàn",
        "Nay tôi làm đơn này xin được ra khỏi tổ chức Công đoàn Việt Nam.",
        "Tôi xin nộp lại thẻ đoàn viên và đã hoàn thành nghĩa vụ đóng đoàn phí đến hết tháng ra "
        "khỏi công đoàn. Kính đề nghị Ban Chấp hành xem xét, giải quyết./.",
    )


def card_request(office: Office, member_id: int) -> Document:
    """The wish for another card, made out for a member; the reason is written by hand.

    Raises:
        Refusal: membership.unknown.
    """
    return _request(
        office,
        person_of(office, member_id),
        "Đơn xin đổi, cấp lại thẻ đoàn viên",
        "Nay tôi làm đơn này xin được đổi (cấp lại) thẻ đoàn viên công đoàn.",
        "Tôi cam đoan các thông tin trên là đúng. Kính đề nghị Ban Chấp hành xem xét, "
        "giải quyết./.",
    )


def _request(office: Office, person: Person, name: str, wish: str, conclusion: str) -> Document:
    full_name = person.says("full_name") or ""
    return application(
        office,
        f"{name} {full_name}",
        (
            NationalHeading(),
            Title(name),
            Addressees((executive(office),)),
            _identity(person, full_name),
            Paragraph(wish),
            KeyValueLines(((Field("Lý do:", blanks=_REASON_LINES),),)),
            Paragraph(conclusion),
            applicant_signs(office, full_name),
        ),
    )


def _identity(person: Person, full_name: str) -> KeyValueLines:
    field = person.field
    group = person.detail.group_name if person.detail else None
    return KeyValueLines(
        (
            (Field("Tôi tên là:", full_name.upper(), bold=True),),
            (field("Giới tính:", "gender"), field("Ngày sinh:", "birth_date")),
            (field("Quê quán:", "hometown"),),
            (field("Số căn cước:", "id_number"), field("Ngày cấp:", "id_issued_on")),
            (field("Nơi cấp:", "id_issued_by"),),
            (field("Nơi thường trú:", "address"),),
            (field("Điện thoại:", "phone"), Field("Tổ công đoàn:", group)),
            (field("Ngày vào công đoàn:", "joined_on"), field("Số thẻ:", "union_card")),
        ),
        gap=LINE_GAP,
    )
