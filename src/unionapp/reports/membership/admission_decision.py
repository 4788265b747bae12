"""Quyết định kết nạp, công nhận đoàn viên: of one person, of all it names, or all of a period.

The executive of the grass-roots union decides (Điều lệ Công đoàn Việt Nam; Hướng dẫn 38/HD-TLĐ).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from unionapp.errors import Refusal
from unionapp.membership.events import EventRow
from unionapp.membership.life_cycle import EventKind
from unionapp.membership.lists import ChangeRow, MemberRow, list_changes, member_rows
from unionapp.membership.members import show_member
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import legal_value
from unionapp.organisation.units import parent_of
from unionapp.paper.document import (
    Align,
    Block,
    Column,
    Document,
    Kind,
    PageBreak,
    Paragraph,
    Span,
    Style,
    Table,
    Title,
)
from unionapp.reports.letter import closing, executive, letter, numbered_heading
from unionapp.reports.membership.people import born, title_of
from unionapp.vietnamese.amounts import NBSP
from unionapp.vietnamese.dates import keep_together, long_date, table_date, text_date
from unionapp.vietnamese.months import month_of
from unionapp.vietnamese.periods import Period

_SYMBOL = "QĐ"
_NUMBER = re.compile(r"\d+[a-zđ]?(/[\w.-]+)?")
_MOST_IN_ARTICLE = 8  # people; more stand on a list of their own
_COLUMNS = (
    Column("STT", 0.65, Kind.ORDINAL, Align.CENTER),
    Column("Họ và tên", 2.2),
    Column("Giới tính", 0.7, align=Align.CENTER),
    Column("Ngày sinh", 1.3, align=Align.CENTER),
    Column("Chức vụ, nghề nghiệp", 1.8),
    Column("Tổ công đoàn", 1.4),
)


_TITLES = {
    EventKind.KET_NAP: "Về việc kết nạp đoàn viên công đoàn",
    EventKind.CONG_NHAN: "Về việc công nhận đoàn viên công đoàn",
    EventKind.KET_NAP_LAI: "Về việc công nhận đoàn viên công đoàn",
}
_VERBS = {
    EventKind.KET_NAP: ("Kết nạp", "vào tổ chức Công đoàn Việt Nam"),
    EventKind.CONG_NHAN: ("Công nhận", "là đoàn viên Công đoàn Việt Nam"),
    EventKind.KET_NAP_LAI: ("Công nhận", "là đoàn viên Công đoàn Việt Nam (kết nạp lại)"),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """Whom one decision admits, recognises or takes back, from which day on."""

    kind: EventKind
    number: str | None
    signed_on: date
    since: date
    people: tuple[MemberRow, ...]


def admission_decision(office: Office, member_id: int) -> Document:
    """The decision that admits one person.

    Raises:
        Refusal: membership.unknown, report.not_admitted.
    """
    event = _admission(office, member_id)
    people = tuple(member_rows(office, [member_id]))
    decision = Decision(
        EventKind(event.kind),
        _number(office, event.decision_no, [member_id]),
        event.decision_on or event.effective_on,
        event.effective_on,
        people,
    )
    title = f"Quyết định {_VERBS[decision.kind][0].lower()} đoàn viên {people[0].full_name}"
    return letter(office, title, tuple(_decision(office, decision)))


def admission_decision_of_all(office: Office, member_id: int) -> Document:
    """The decision that admits a person together with everybody it names.

    Raises:
        Refusal: membership.unknown, report.not_admitted.
    """
    event = _admission(office, member_id)
    month = month_of(event.counted_on)
    for decision in _decisions(office, Period(month, month)):
        if member_id in {person.id for person in decision.people}:
            return letter(
                office, "Quyết định kết nạp đoàn viên", tuple(_decision(office, decision))
            )
    raise Refusal("report.not_admitted")


def admission_decisions(office: Office, period: Period) -> Document:
    """Every decision of a period, each beginning a page."""
    blocks: list[Block] = []
    for decision in _decisions(office, period):
        blocks += [PageBreak(restart=True)] if blocks else []
        blocks += _decision(office, decision)
    if not blocks:
        nothing = f"Không kết nạp đoàn viên nào trong {period.label}."
        heading = numbered_heading(office, _SYMBOL, period.end)
        blocks = [heading, Title("Quyết định"), Paragraph(nothing, Style.CENTERED)]
    return letter(office, f"Quyết định kết nạp đoàn viên {period.label}", blocks)


def _admission(office: Office, member_id: int) -> EventRow:
    events = show_member(office, member_id).events
    admissions = [event for event in events if event.kind in _TITLES]
    if not admissions:
        raise Refusal("report.not_admitted")
    return admissions[-1]


def _decisions(office: Office, period: Period) -> Iterator[Decision]:
    by_decision: dict[tuple[str, str, date, date], list[ChangeRow]] = {}
    for change in list_changes(office, period):
        if change.kind in _TITLES:
            signed = change.decision_on or change.effective_on
            key = (change.kind, change.decision_no or "", signed, change.effective_on)
            by_decision.setdefault(key, []).append(change)
    for (kind, number, signed, since), changes in by_decision.items():
        ids = [change.member_id for change in changes]
        people = member_rows(office, ids)
        given = _number(office, number, ids)
        yield Decision(EventKind(kind), given, signed, since, tuple(people))


def _number(office: Office, number: str | None, ids: Iterable[int]) -> str | None:
    """The number of the event, else the one that the records of all these people name."""
    if number:
        return number
    shared = ""
    for member_id in ids:
        named = show_member(office, member_id).draft.join_decision
        if not named or shared not in {"", named}:
            return None
        shared = named
    found = _NUMBER.match(shared)
    return found[0] if found else None


def _decision(office: Office, decision: Decision) -> Iterator[Block]:
    heading = numbered_heading(office, _SYMBOL, decision.signed_on, decision.number)
    is_long = len(decision.people) > _MOST_IN_ARTICLE
    yield heading
    yield Title("Quyết định", abstract=_TITLES[decision.kind])
    yield Paragraph(executive(office).upper(), Style.PART)
    yield from _grounds(office, decision)
    yield Paragraph("QUYẾT ĐỊNH:", Style.PART)
    yield _article(1, _whom(office, decision, is_long=is_long))
    if len(decision.people) > 1 and not is_long:
        yield _list(decision.people)
    yield _article(2, f"{_named(decision.people)} thực hiện nhiệm vụ và {_ENJOYS}")
    yield _article(3, f"{executive(office)} và {_subject(decision.people)} {_CARRIES_OUT}")
    yield closing(office, "- Như Điều 3;")
    if is_long:
        yield from _annex(office, decision, heading.number)


_ENJOYS = "được hưởng quyền của đoàn viên theo quy định của Điều lệ Công đoàn Việt Nam."
_CARRIES_OUT = (
    f"chịu trách nhiệm thi hành Quyết định này. Quyết định có hiệu lực kể từ ngày{NBSP}ký./."
)


def _grounds(office: Office, decision: Decision) -> Iterator[Paragraph]:
    with office.read() as session:
        law = legal_value(
            session, office.unit.id, "letter.basis", decision.signed_on, "admission"
        ).value
    for ground in law.split("; "):
        yield Paragraph(keep_together(f"Căn cứ {ground};"), Style.BASIS)
    if decision.kind is EventKind.KET_NAP_LAI:
        yield Paragraph(f"Căn cứ ý kiến của {_upper(office)} về việc kết nạp lại;", Style.BASIS)
    yield Paragraph(f"Xét đơn gia nhập công đoàn của {_subject(decision.people)}.", Style.BASIS)


def _upper(office: Office) -> str:
    # who left is taken back by the upper level (Điều lệ khóa XII, Điều 3)
    parent = parent_of(office)
    return parent.name if parent else "công đoàn cấp trên"


def _whom(office: Office, decision: Decision, *, is_long: bool) -> str:
    since = keep_together(f"kể từ ngày {text_date(decision.since)}")
    verb, becomes = _VERBS[decision.kind]
    joins = f"{becomes}, sinh hoạt tại {office.unit.name}, {since}"
    if len(decision.people) > 1:
        where = "kèm theo Quyết định này" if is_long else "dưới đây"
        return f"{verb} {len(decision.people):02} ông, bà có tên trong danh sách {where} {joins}."
    person = decision.people[0]
    facts = (born(person.birth_date), person.position or "", person.group_name or "")
    known = "".join(f", {fact}" for fact in facts if fact)
    return f"{verb} {title_of(person.gender)} {person.full_name}{known}, {joins}."


def _subject(people: Sequence[MemberRow]) -> str:
    if len(people) > 1:
        return "các ông, bà có tên tại Điều 1"
    return f"{title_of(people[0].gender)} {people[0].full_name}"


def _named(people: Sequence[MemberRow]) -> str:
    subject = _subject(people)
    return f"{subject[0].upper()}{subject[1:]}"


def _article(number: int, text: str) -> Paragraph:
    return Paragraph((Span(f"Điều {number}. ", bold=True), Span(text)))


def _list(people: Iterable[MemberRow]) -> Table:
    genders = {"male": "Nam", "female": "Nữ"}
    return Table(
        _COLUMNS,
        tuple(
            (
                number,
                person.full_name,
                genders.get(person.gender or "", ""),
                table_date(person.birth_date),
                person.position,
                person.group_name,
            )
            for number, person in enumerate(people, start=1)
        ),
    )


def _annex(office: Office, decision: Decision, number: str) -> Iterator[Block]:
    letter_of = number.replace("Số:", "số").strip()
    day = long_date(decision.signed_on)
    yield PageBreak(restart=True)
    yield Title(
        "Danh sách đoàn viên được kết nạp",
        lines=(f"(Kèm theo Quyết định {letter_of} {day} của {executive(office)})",),
    )
    yield _list(decision.people)
