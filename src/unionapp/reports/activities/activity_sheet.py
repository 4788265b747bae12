"""Phiếu hoạt động: one activity with who came, what it cost, and its photographs."""

from collections.abc import Iterator

from unionapp.activities.attendance import list_attendees
from unionapp.activities.costs import cost_voucher
from unionapp.activities.details import show_detail
from unionapp.activities.kinds import Kind, kind_of
from unionapp.activities.lists import show_activity
from unionapp.activities.photos import list_photos, read_photo
from unionapp.activities.rows import ActivityRow
from unionapp.errors import Trouble
from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Block,
    Column,
    Document,
    Field,
    KeyValueLines,
    Paragraph,
    Photo,
    PhotoGrid,
    SignatureRow,
    Signer,
    Style,
    Table,
    Title,
)
from unionapp.paper.document import Kind as Written
from unionapp.reports.letterhead import form_heading, form_signers
from unionapp.vietnamese.amounts import dong, group_digits, percent
from unionapp.vietnamese.dates import table_date

_PEOPLE = (
    Column("TT", 0.5, Written.ORDINAL),
    Column("Mã đoàn viên", 1.2),
    Column("Họ và tên", 3),
    Column("Nữ", 0.5),
    Column("Ghi chú", 2),
)
_STATES = {"planned": "Dự kiến", "done": "Đã thực hiện", "cancelled": "Đã hủy"}


def activity_sheet(office: Office, activity_id: int) -> Document:
    """The sheet of an activity, for the file of the union.

    Raises:
        Refusal: activity.unknown.
    """
    row = show_activity(office, activity_id)
    return Document(
        report_id="",
        title=f"Phiếu hoạt động: {row.title}",
        profile="danh_sach",
        author=office.officer.name,
        blocks=(
            form_heading(office, on=min(row.held_on, office.today)),
            Title("Phiếu hoạt động", lines=(row.title,)),
            KeyValueLines(tuple(_facts(office, row, kind_of(row.kind)))),
            *_people(office, row),
            *_photos(office, row),
            SignatureRow((_maker(office), *form_signers(office, ("Chủ tịch", "chair")))),
        ),
    )


def _maker(office: Office) -> Signer:
    return Signer("Người lập", name=office.officer.name)


def _facts(office: Office, row: ActivityRow, kind: Kind) -> Iterator[tuple[Field, ...]]:
    yield (Field("Loại hoạt động:", kind.name), Field("Tình trạng:", _STATES[row.status]))
    ends = (Field(f"{kind.end_label}:", table_date(row.ended_on)),) if row.ended_on else ()
    yield (Field(f"{kind.day_label}:", table_date(row.held_on)), *ends)
    people = row.beneficiaries
    said = (
        ("Đơn vị:", row.about_unit_name if row.about_unit_id != row.unit_id else ""),
        ("Địa điểm:", row.place),
        ("Người dự:", _attendance(row)),
        ("Số người hưởng:", "" if people is None else group_digits(people)),
        ("Kinh phí:", _cost(office, row)),
        *_own(row, kind),
        ("Kết quả:", row.result),
        ("Ghi chú:", row.note),
        ("Lý do hủy:", row.cancel_reason),
    )
    yield from ((Field(label, words),) for label, words in said if words)


def _own(row: ActivityRow, kind: Kind) -> Iterator[tuple[str, str]]:
    for field in kind.fields:
        if field.name in row.details:
            yield f"{field.label}:", show_detail(field, row.details[field.name])


def _attendance(row: ActivityRow) -> str:
    if row.attended is None:
        return ""
    invited = ""
    if row.invited:
        rate = percent(row.attended, row.invited)
        invited = f"/{group_digits(row.invited)} người được mời ({rate})"
    women = "" if row.attended_female is None else f", nữ {group_digits(row.attended_female)}"
    return f"{group_digits(row.attended)}{invited}{women}"


def _cost(office: Office, row: ActivityRow) -> str:
    if row.amount is None:
        return ""
    voucher = cost_voucher(office, row.id)
    words = "chưa lập phiếu chi"
    if voucher is not None:
        words = f"phiếu chi {voucher.number}" if voucher.number else "phiếu chi chưa ghi sổ"
    return f"{dong(row.amount)} ({words})"


def _people(office: Office, row: ActivityRow) -> Iterator[Block]:
    there = list_attendees(office, row.id)
    if there:
        yield Paragraph("Đoàn viên dự", Style.HEADING)
        rows = (
            (at, it.code, it.full_name, "x" if it.gender == "female" else "", "")
            for at, it in enumerate(there, start=1)
        )
        yield Table(_PEOPLE, tuple(rows))


def _photos(office: Office, row: ActivityRow) -> Iterator[Block]:
    photos = list_photos(office, row.id)
    if not photos:
        return
    yield Paragraph("Hình ảnh", Style.HEADING)
    whole, damaged = [], []
    for it in photos:
        try:
            whole.append(Photo(read_photo(office, it.id), it.name))
        except Trouble:  # the sheet is printed with what is whole
            damaged.append(it.name)
    if whole:
        yield PhotoGrid(tuple(whole))
    if damaged:
        yield Paragraph(f"Ảnh bị hỏng, không in được: {', '.join(damaged)}.")
