"""member: add, list, show, record what happens, and print papers."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from unionapp.commands.options import DATE, NAME, office_command
from unionapp.commands.output import Output
from unionapp.errors import Refusal
from unionapp.finance.dues.book import paid_through
from unionapp.membership.corrections import remove_member, withdraw_event
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.events import EventDraft, record_event
from unionapp.membership.groups import found_group
from unionapp.membership.life_cycle import KINDS, EventKind
from unionapp.membership.lists import MemberRow, find_member, list_members
from unionapp.membership.members import MemberDetail, add_member, first_event, show_member
from unionapp.membership.privacy import mask_draft
from unionapp.membership.transfer import load_slip, receive_transfer, save_slip
from unionapp.organisation.office import Office
from unionapp.reports.records import list_record_kinds, print_record
from unionapp.vietnamese.amounts import dong, read_typed_amount
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.reading import Unreadable

_KINDS = ", ".join(f"{kind} ({facts.name.lower()})" for kind, facts in KINDS.items())
_PAPERS = list_record_kinds("member")
_PAPER_NAMES = ", ".join(f"{kind.id} ({kind.name})" for kind in _PAPERS)


@click.group()
def member() -> None:
    """Đoàn viên: thêm, liệt kê, xem hồ sơ, ghi biến động, in giấy tờ."""


@member.command("add")
@click.argument("name", metavar="HỌ-TÊN", type=NAME)
@click.option("--birth", "birth_date", help="Ngày sinh: 05/03/1990, 3/1990 hoặc 1990.")
@click.option("--gender", help="Nam hoặc Nữ.")
@click.option("--id-number", help="Số căn cước hoặc CMND cũ.")
@click.option("--phone", help="Điện thoại.")
@click.option("--email", help="Thư điện tử.")
@click.option("--address", help="Nơi thường trú.")
@click.option("--hometown", help="Quê quán.")
@click.option("--ethnicity", help="Dân tộc.")
@click.option("--religion", help="Tôn giáo.")
@click.option("--education", help="Trình độ văn hóa.")
@click.option("--qualification", help="Trình độ chuyên môn.")
@click.option("--position", help="Chức vụ, nghề nghiệp.")
@click.option("--union-position", help="Chức vụ công đoàn.")
@click.option("--union-card", help="Số thẻ đoàn viên.")
@click.option("--employee-code", help="Mã nhân viên.")
@click.option("--joined", "joined_on", help="Ngày vào công đoàn.")
@click.option("--note", help="Ghi chú.")
@click.option("--group", help="Tổ công đoàn; chưa có thì lập mới.")
@click.option("--salary", help="Tiền lương làm căn cứ đóng đoàn phí.")
@click.option("--from", "salary_from", help="Tháng bắt đầu hưởng mức lương, dạng 2026-03.")
@click.option("--event", default=EventKind.KET_NAP.value, show_default=True, help="Biến động.")
@click.option("--on", type=DATE, help="Ngày biến động (mặc định: ngày vào công đoàn, hôm nay).")
@click.option("--decision-no", help="Số quyết định.")
@click.option("--decision-on", type=DATE, help="Ngày quyết định.")
@click.option("--other-unit", help="Đơn vị chuyển đến từ đâu.")
@office_command
def add(  # noqa: PLR0913  # one argument per option
    out: Output,
    office: Office,
    *,
    name: str,
    group: str | None,
    salary: str | None,
    salary_from: str | None,
    event: str,
    on: datetime | None,
    decision_no: str | None,
    decision_on: datetime | None,
    other_unit: str | None,
    **facts: Any,  # noqa: ANN401  # the fields of a draft, by name
) -> None:
    """Thêm một đoàn viên."""
    group_id = found_group(office, group) if group else None
    draft = MemberDraft(name, group_id=group_id, **facts)
    first = replace(
        first_event(office, draft, event.upper(), _day(on)),
        decision_no=decision_no,
        decision_on=_day(decision_on),
        other_unit=other_unit,
    )
    row = add_member(office, draft, salary=_amount(salary), salary_from=salary_from, event=first)
    out.show(row, f"Đã thêm {row.full_name}, mã {row.code} (số {row.id}).")


@member.command("list")
@click.option("--search", default="", help="Vài chữ của họ tên, chữ đầu, hoặc số.")
@office_command
def show_list(out: Output, office: Office, *, search: str) -> None:
    """Liệt kê đoàn viên đang sinh hoạt, xếp theo tên."""
    rows = list_members(office, search)
    out.show({"members": rows, "count": len(rows)})
    if not out.as_json:
        heads = ("Số", "Mã", "Họ và tên", "Ngày sinh", "Tổ", "Vào CĐ", "Tình trạng")
        out.table(heads, map(_cells, rows))
        out.say(f"{len(rows)} đoàn viên.")


@member.command("show")
@click.argument("member", metavar="SỐ|MÃ")
@office_command
def show(out: Output, office: Office, *, member: str) -> None:
    """Xem hồ sơ một đoàn viên theo số hoặc mã; số giấy tờ được che bớt."""
    detail = show_member(office, find_member(office, member))
    out.show(_public(detail), *_words(detail))


@member.command("event")
@click.argument("member", metavar="SỐ|MÃ")
@click.argument("kind", metavar="BIẾN_ĐỘNG")
@click.option("--on", type=DATE, required=True, help="Ngày diễn ra.")
@click.option("--decision-no", help="Số quyết định.")
@click.option("--decision-on", type=DATE, help="Ngày quyết định.")
@click.option("--reason", help="Lý do.")
@click.option("--other-unit", help="Đơn vị chuyển đến hoặc chuyển đi.")
@click.option("--group", help="Tổ chuyển đến (với CHUYEN_TO); chưa có thì lập mới.")
@office_command
def event(  # noqa: PLR0913  # one argument per option
    out: Output,
    office: Office,
    *,
    member: str,
    kind: str,
    on: datetime,
    decision_on: datetime | None,
    group: str | None,
    **facts: Any,  # noqa: ANN401  # the rest of an event, by name
) -> None:
    """Ghi một biến động của đoàn viên."""
    draft = EventDraft(
        kind.upper(),
        on.date(),
        decision_on=_day(decision_on),
        group_id=found_group(office, group) if group else None,
        **facts,
    )
    row = record_event(office, find_member(office, member), draft)
    words = f"Đã ghi «{row.kind_name}» ngày {table_date(row.effective_on)}."
    if row.is_late:
        words += f" Sổ tháng đó đã khóa nên tính vào ngày {table_date(row.counted_on)}."
    out.show(row, words)


@member.command("withdraw-event")
@click.argument("member", metavar="SỐ|MÃ")
@click.option("--reason", required=True, help="Vì sao là ghi nhầm; nhật ký giữ lại.")
@office_command
def withdraw(out: Output, office: Office, *, member: str, reason: str) -> None:
    """Rút biến động cuối cùng đã ghi nhầm cho một đoàn viên, khi tháng đó chưa khóa."""
    last = show_member(office, find_member(office, member)).events[-1]
    withdraw_event(office, last.id, reason)
    day = table_date(last.effective_on)
    out.show({"withdrawn": last}, f"Đã rút «{last.kind_name}» ngày {day}.")


@member.command("remove")
@click.argument("member", metavar="SỐ|MÃ")
@click.option("--reason", required=True, help="Vì sao là nhập nhầm; nhật ký giữ lại.")
@office_command
def remove(out: Output, office: Office, *, member: str, reason: str) -> None:
    """Xóa một người nhập nhầm, khi chưa có gì gắn với người đó."""
    detail = show_member(office, find_member(office, member))
    remove_member(office, detail.id, reason)
    words = f"Đã xóa {detail.draft.full_name}, mã {detail.code}."
    out.show({"removed": detail.id, "code": detail.code}, words)


@member.command("print")
@click.argument("member", metavar="SỐ|MÃ")
@click.option("--paper", type=click.Choice([kind.id for kind in _PAPERS]), required=True)
@click.option("--format", "file_format", type=click.Choice(["pdf", "xlsx", "docx"]), default="pdf")
@click.option("--output", type=click.Path(path_type=Path), required=True, help="Tệp kết quả.")
@office_command
def print_(
    out: Output, office: Office, *, member: str, paper: str, file_format: str, output: Path
) -> None:
    """In một giấy tờ của đoàn viên ra tệp; việc in được ghi vào nhật ký."""
    member_id = find_member(office, member)
    printed = print_record(office, paper, member_id, file_format=file_format, output=output)
    out.show(printed, f"Đã in ra {printed.path}.")


@member.command("slip")
@click.argument("member", metavar="SỐ|MÃ")
@click.option("--output", type=click.Path(path_type=Path), required=True, help="Tệp phiếu.")
@office_command
def slip(out: Output, office: Office, *, member: str, output: Path) -> None:
    """Lưu phiếu chuyển sinh hoạt của người đã chuyển đi thành tệp."""
    member_id = find_member(office, member)
    path = save_slip(office, member_id, output, paid_through(office, member_id))
    out.show({"path": path}, f"Đã lưu {path}.")


@member.command("receive")
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path))
@click.option("--on", type=DATE, help="Ngày chuyển đến (mặc định: hôm nay).")
@click.option("--group", help="Tổ công đoàn; chưa có thì lập mới.")
@office_command
def receive(
    out: Output, office: Office, *, file: Path, on: datetime | None, group: str | None
) -> None:
    """Nhận một người theo tệp phiếu chuyển sinh hoạt của đơn vị cũ."""
    group_id = found_group(office, group) if group else None
    row = receive_transfer(office, load_slip(file), on=_day(on), group_id=group_id)
    out.show(row, f"Đã nhận {row.full_name}, mã {row.code}.")


print_.help = f"{print_.help} Các giấy tờ: {_PAPER_NAMES}."
event.help = f"{event.help} Các biến động: {_KINDS}."


def _amount(text: str | None) -> int | None:
    if text is None:
        return None
    try:
        return read_typed_amount(text)
    except Unreadable:
        raise Refusal("membership.salary_unreadable", text=text) from None


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _cells(row: MemberRow) -> tuple[object, ...]:
    dates = table_date(row.birth_date), row.group_name, table_date(row.joined_on)
    return str(row.id), row.code, row.full_name, *dates, row.status_name


def _public(detail: MemberDetail) -> MemberDetail:
    return replace(detail, draft=mask_draft(detail.draft))


def _words(detail: MemberDetail) -> list[str]:
    lines = [f"{detail.draft.full_name} - {detail.code} - {detail.status_name}"]
    lines += [
        f"  {table_date(row.effective_on)}  {row.kind_name}  {row.decision_no or ''}".rstrip()
        for row in detail.events
    ]
    lines += [f"  Lương từ {pay.valid_from}: {dong(pay.amount)}" for pay in detail.salaries]
    score = detail.completeness
    return [*lines, f"  Hồ sơ đủ {score.filled}/{score.expected} mục."]
