"""Giấy giới thiệu chuyển sinh hoạt công đoàn, with the transfer slip as a square.

The Charter asks for no letter; it is offered, never required.
"""

from datetime import date

from unionapp.finance.dues.book import paid_through
from unionapp.membership.life_cycle import Status
from unionapp.membership.members import MemberDetail
from unionapp.membership.transfer import TransferSlip, make_slip, slip_text
from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Addressees,
    Block,
    Document,
    Field,
    KeyValueLines,
    Paragraph,
    QrCode,
    Title,
)
from unionapp.reports.letter import closing, executive, letter, numbered_heading
from unionapp.reports.membership.people import Person, known_date, person_of, title_of
from unionapp.vietnamese.dates import month_label

_SQUARE = (
    "Mã chuyển sinh hoạt: đơn vị tiếp nhận quét bằng chương trình",
    "để ghi nhận đoàn viên, không phải nhập lại.",
    "Mã có số căn cước: chỉ giao cho đoàn viên và đơn vị tiếp nhận.",
)
_UNKNOWN_UNIT = "Ban Chấp hành công đoàn …………………………………………"


def introduction_letter(office: Office, member_id: int) -> Document:
    """The letter a member takes along; with the slip once the transfer is recorded.

    Raises:
        Refusal: membership.unknown.
    """
    person = person_of(office, member_id)
    detail = person.detail
    assert detail is not None  # noqa: S101  # an id was given
    is_leaving = detail.status is Status.TRANSFERRED_OUT
    slip = make_slip(office, member_id, paid_through(office, member_id)) if is_leaving else None
    day = date.fromisoformat(slip.left_on) if slip else office.today
    return letter(
        office,
        f"Giấy giới thiệu chuyển sinh hoạt công đoàn {detail.draft.full_name}",
        (
            numbered_heading(office, "GGT", day),
            Title("Giấy giới thiệu", abstract="Chuyển sinh hoạt công đoàn"),
            Addressees((_addressee(slip),)),
            Paragraph(f"{executive(office)} giới thiệu:"),
            _identity(office, person, detail, slip),
            Paragraph(_request(slip, title_of(detail.draft.gender))),
            closing(office, "- Như trên;", above=False),
            *_square(slip),
        ),
    )


def _addressee(slip: TransferSlip | None) -> str:
    if slip is None or not slip.to_unit:
        return _UNKNOWN_UNIT
    return f"Ban Chấp hành {slip.to_unit}"


def _identity(
    office: Office, person: Person, detail: MemberDetail, slip: TransferSlip | None
) -> KeyValueLines:
    field, draft = person.field, detail.draft
    title = title_of(draft.gender)
    left = known_date(slip.left_on) if slip else None
    return KeyValueLines(
        (
            (Field(f"{title[0].upper()}{title[1:]}:", draft.full_name.upper(), bold=True),),
            (field("Ngày sinh:", "birth_date"), field("Giới tính:", "gender")),
            (field("Số căn cước:", "id_number"), field("Ngày cấp:", "id_issued_on")),
            (field("Ngày vào công đoàn:", "joined_on"), field("Số thẻ:", "union_card")),
            (field("Chức vụ công đoàn:", "union_position"),),
            (Field("Đã đóng đoàn phí đến hết:", paid_until(office, detail.id)),),
            (Field("Thôi sinh hoạt tại đơn vị từ ngày:", left),),
        )
    )


def paid_until(office: Office, member_id: int) -> str | None:
    """The last month paid for with nothing owed before it; nothing where no dues were paid."""
    paid = paid_through(office, member_id)
    return month_label(paid) if paid else None


def _request(slip: TransferSlip | None, title: str) -> str:
    where = f"tại {slip.to_unit}" if slip and slip.to_unit else "tại nơi làm việc mới"
    return (
        f"Được chuyển đến sinh hoạt công đoàn {where}. Đề nghị Quý Ban tiếp nhận và tạo điều kiện "
        f"để {title} tiếp tục sinh hoạt, thực hiện quyền và nhiệm vụ của đoàn viên./."
    )


def _square(slip: TransferSlip | None) -> tuple[Block, ...]:
    return () if slip is None else (QrCode(slip_text(slip), _SQUARE),)
