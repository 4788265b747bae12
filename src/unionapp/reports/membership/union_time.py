"""Giấy xác nhận thời gian tham gia công đoàn: each time of membership here, and the posts held."""

from collections.abc import Iterator
from datetime import date

from unionapp.membership.cadres import CadreRow, list_cadres
from unionapp.membership.life_cycle import Spell
from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Block,
    Document,
    Field,
    KeyValueLines,
    Paragraph,
    Title,
)
from unionapp.reports.membership.letter import closing, executive, letter, numbered_heading
from unionapp.reports.membership.people import (
    Person,
    months_between,
    person_of,
    title_of,
    years_and_months,
)
from unionapp.vietnamese.dates import keep_together, text_date


def union_time(office: Office, member_id: int) -> Document:
    """The confirmation up to today, or up to the day somebody left.

    Raises:
        Refusal: membership.unknown.
    """
    person = person_of(office, member_id)
    detail = person.detail
    assert detail is not None  # noqa: S101  # an id was given
    posts = [it for it in list_cadres(office, former=True) if it.member_id == member_id]
    return letter(
        office,
        f"Giấy xác nhận thời gian tham gia công đoàn {detail.draft.full_name}",
        (
            numbered_heading(office, "GXN", office.today),
            Title("Giấy xác nhận", abstract="Thời gian tham gia công đoàn"),
            Paragraph(f"{executive(office)} xác nhận:"),
            _identity(person),
            *_times(office, detail.memberships),
            *_posts(posts),
            Paragraph(
                f"Giấy này được cấp theo đề nghị của {title_of(detail.draft.gender)} "
                f"{detail.draft.full_name} để sử dụng khi cần thiết./."
            ),
            closing(office, "- Như trên;", above=False),
        ),
    )


def _identity(person: Person) -> KeyValueLines:
    field = person.field
    title = title_of(person.detail.draft.gender if person.detail else None)
    name = (person.says("full_name") or "").upper()
    return KeyValueLines(
        (
            (Field(f"{title[0].upper()}{title[1:]}:", name, bold=True),),
            (field("Ngày sinh:", "birth_date"), field("Giới tính:", "gender")),
            (field("Số căn cước:", "id_number"), field("Ngày cấp:", "id_issued_on")),
            (field("Ngày vào công đoàn:", "joined_on"), field("Số thẻ:", "union_card")),
        )
    )


def _times(office: Office, spells: tuple[Spell, ...]) -> Iterator[Block]:
    yield Paragraph(f"Thời gian là đoàn viên công đoàn tại {office.unit.name}:")
    for spell in spells:
        yield Paragraph(f"- {_from_to(spell.first, spell.last)}: {_length(spell, office.today)};")
    total = sum(months_between(it.first, it.last or office.today) for it in spells)
    yield Paragraph(f"Cộng: {years_and_months(total)}.")


def _length(spell: Spell, today: date) -> str:
    return years_and_months(months_between(spell.first, spell.last or today))


def _from_to(first: date, last: date | None) -> str:
    until = f"đến ngày {text_date(last)}" if last else "đến nay"
    return keep_together(f"Từ ngày {text_date(first)} {until}")


def _posts(posts: list[CadreRow]) -> Iterator[Block]:
    if not posts:
        return
    yield Paragraph("Chức vụ công đoàn đã đảm nhiệm:")
    for post in sorted(posts, key=lambda it: it.started_on):
        time = _from_to(post.started_on, post.ended_on)
        yield Paragraph(f"- {post.post_name}: {time[0].lower()}{time[1:]};")
