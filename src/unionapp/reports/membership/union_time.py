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
from unionapp.reports.letter import closing, executive, letter, numbered_heading
from unionapp.reports.membership.people import (
    Person,
    months_between,
    person_of,
    title_of,
    years_and_months,
)
from unionapp.vietnamese.amounts import NBSP
from unionapp.vietnamese.dates import keep_together, text_date


def union_time(office: Office, member_id: int) -> Document:
    """The confirmation up to today, or up to the day somebody left.

    Raises:
        Refusal: membership.unknown.
    """
    person = person_of(office, member_id)
    detail = person.detail
    assert detail is not None  # noqa: S101  # an id was given
    title = title_of(detail.draft.gender)
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
                f"Giấy này được cấp theo đề nghị của {title} {detail.draft.full_name} để "
                f" sử dụng khi cần{NBSP}thiết./."
            ),
            closing(office, f"- {_capital(title)} {detail.draft.full_name};", above=False),
        ),
    )


def _identity(person: Person) -> KeyValueLines:
    field = person.field
    title = title_of(person.detail.draft.gender if person.detail else None)
    name = (person.says("full_name") or "").upper()
    return KeyValueLines(
        (
            (Field(f"{_capital(title)}:", name, bold=True),),
            (field("Ngày sinh:", "birth_date"), field("Giới tính:", "gender")),
            (field("Số căn cước:", "id_number"), field("Ngày cấp:", "id_issued_on")),
            (field("Ngày vào công đoàn:", "joined_on"), field("Số thẻ:", "union_card")),
        )
    )


def _times(office: Office, spells: tuple[Spell, ...]) -> Iterator[Block]:
    yield Paragraph(f"Thời gian là đoàn viên công đoàn tại {office.unit.name}:")
    yield from _listed(
        [f"{_from_to(it.first, it.last)}: {_length(it, office.today)}" for it in spells]
    )
    if len(spells) > 1:
        total = sum(months_between(it.first, it.last or office.today) for it in spells)
        yield Paragraph(f"Cộng: {years_and_months(total)}.")


def _length(spell: Spell, today: date) -> str:
    return years_and_months(months_between(spell.first, spell.last or today))


def _from_to(first: date, last: date | None) -> str:
    until = f"đến ngày {text_date(last)}" if last else "đến nay"
    return keep_together(f"từ ngày {text_date(first)} {until}")


def _posts(posts: list[CadreRow]) -> Iterator[Block]:
    if not posts:
        return
    yield Paragraph("Chức vụ công đoàn đã đảm nhiệm:")
    in_time = sorted(posts, key=lambda it: it.started_on)
    yield from _listed(
        [f"{it.post_name}: {_from_to(it.started_on, it.ended_on)}" for it in in_time]
    )


def _listed(lines: list[str]) -> Iterator[Paragraph]:
    """The lines behind dashes, parted by semicolons and ended by a stop."""
    for line in lines[:-1]:
        yield Paragraph(f"- {_capital(line)};")
    for line in lines[-1:]:
        yield Paragraph(f"- {_capital(line)}.")


def _capital(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"
