"""Thẻ đoàn viên and nhãn hồ sơ: eight on a sheet of A4, to be cut out.

The card is the unit's own: the plastic card and its number come from the national software.
"""

from collections.abc import Iterable

from unionapp.membership.as_of import list_members_on
from unionapp.membership.events import require_member
from unionapp.membership.lists import MemberRow, member_rows
from unionapp.membership.photos import small_photos
from unionapp.organisation.office import Office
from unionapp.organisation.units import parent_of
from unionapp.paper.document import Card, CardGrid, Document, Field, Paragraph, Style
from unionapp.reports.membership.rolls import by_group
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.periods import Period

_CARD = 86.0, 54.0  # millimetres, as bank cards
_LABEL = 87.0, 62.0
_LABEL_SIZE = 14
_PIXELS = 320  # enough for a portrait of 26 mm


def member_cards(office: Office, period: Period) -> Document:
    """A card for everybody who is a member at the end of the period, by group."""
    members = list_members_on(office, period.end)
    return _cards(office, "Thẻ đoàn viên", members)


def member_card(office: Office, member_id: int) -> Document:
    """The card of one member.

    Raises:
        Refusal: membership.unknown.
    """
    with office.read() as session:
        require_member(session, office.unit.id, member_id)
    rows = member_rows(office, [member_id])
    return _cards(office, f"Thẻ đoàn viên {rows[0].full_name}", rows)


def member_labels(office: Office, period: Period) -> Document:
    """A label for everybody's folder, by group."""
    cards = tuple(
        _label(office, member)
        for _, people in by_group(list_members_on(office, period.end))
        for member in people
    )
    return _sheet(office, "Nhãn hồ sơ đoàn viên", CardGrid(cards, *_LABEL, size=_LABEL_SIZE))


def _cards(office: Office, title: str, members: Iterable[MemberRow]) -> Document:
    parent = parent_of(office)
    head = (*(() if parent is None else (parent.name.upper(),)), office.unit.name.upper())
    people = tuple(member for _, group in by_group(members) for member in group)
    portraits = small_photos(office, [member.id for member in people], most_pixels=_PIXELS)
    cards = tuple(_card(head, member, portraits.get(member.id, b"")) for member in people)
    return _sheet(office, title, CardGrid(cards, *_CARD))


def _sheet(office: Office, title: str, grid: CardGrid) -> Document:
    nothing = Paragraph("Không có đoàn viên nào.", Style.CENTERED)
    return Document(
        report_id="",
        title=title,
        profile="danh_sach",
        author=office.officer.name,
        blocks=(grid if grid.cards else nothing,),
    )


def _card(head: tuple[str, ...], member: MemberRow, jpeg: bytes) -> Card:
    return Card(
        head,
        "THẺ ĐOÀN VIÊN",
        (
            Field("Họ và tên:", member.full_name.upper(), bold=True),
            Field("Ngày sinh:", table_date(member.birth_date)),
            Field("Sinh hoạt tại:", member.group_name or ""),
            Field("Ngày vào công đoàn:", table_date(member.joined_on)),
            Field("Số:", member.union_card or member.code, bold=True),
        ),
        foot="TM. Ban Chấp hành",
        portrait=True,
        jpeg=jpeg,
    )


def _label(office: Office, member: MemberRow) -> Card:
    return Card(
        (office.unit.name,),
        "HỒ SƠ ĐOÀN VIÊN",
        (
            Field("Họ và tên:", member.full_name.upper(), bold=True),
            Field("Mã:", member.code),
            Field("Ngày sinh:", table_date(member.birth_date)),
            Field("Số thẻ:", member.union_card or ""),
            Field("Sinh hoạt tại:", member.group_name or ""),
        ),
    )
