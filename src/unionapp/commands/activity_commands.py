"""activity: what a unit did, recorded and listed."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from unionapp.activities.attendance import note_attendees
from unionapp.activities.costs import draft_voucher
from unionapp.activities.drafts import ActivityDraft
from unionapp.activities.kinds import list_kinds
from unionapp.activities.lists import list_activities, show_activity
from unionapp.activities.photos import add_photo
from unionapp.activities.records import cancel_activity, save_activity, save_for_units
from unionapp.activities.rows import ActivityRow
from unionapp.activities.terms import ending_terms
from unionapp.commands.door import Door
from unionapp.commands.options import DATE, PERIOD, bare_command, office_command
from unionapp.commands.output import Output
from unionapp.membership.lists import find_member
from unionapp.organisation.office import Office
from unionapp.sentences import problem_sentence
from unionapp.vietnamese.amounts import dong, group_digits, read_typed_amount
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.periods import Period
from unionapp.vietnamese.reading import Unreadable

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_STATUS = {"planned": "dự kiến", "done": "đã làm", "cancelled": "đã hủy"}


class _AmountType(click.ParamType[int]):
    """Money as officers type it: 1500000, 1.500.000, 1tr5."""

    name = "TIỀN"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        try:
            return read_typed_amount(str(value))
        except Unreadable:
            self.fail(f"«{value}» không phải số tiền.", param, ctx)


@click.group()
def activity() -> None:
    """Hoạt động: ghi, liệt kê, người dự, ảnh, phiếu chi, sắp hết hạn, hủy."""


@activity.command("add")
@click.option("--kind", required=True, help="Mã hoặc tên loại hoạt động (activity kinds).")
@click.option("--title", required=True, help="Tên hoạt động.")
@click.option("--date", "held_on", type=DATE, required=True, help="Ngày tổ chức.")
@click.option("--until", "ended_on", type=DATE, help="Ngày kết thúc, hết hiệu lực.")
@click.option("--place", default="", help="Địa điểm.")
@click.option("--invited", type=int, help="Số người được mời.")
@click.option("--attended", type=int, help="Số người dự.")
@click.option("--female", "attended_female", type=int, help="Trong đó nữ.")
@click.option("--beneficiaries", type=int, help="Số người được hưởng.")
@click.option("--amount", type=_AmountType(), help="Số tiền chi.")
@click.option("--result", default="", help="Kết quả.")
@click.option("--note", default="", help="Ghi chú.")
@click.option("--about", metavar="MÃ", help="Mã đơn vị cấp dưới mà hoạt động nói đến.")
@click.option("--field", "typed", multiple=True, metavar="TÊN=GIÁ TRỊ", help="Mục riêng của loại.")
@office_command
def add(  # one argument per option
    out: Output,
    office: Office,
    *,
    held_on: datetime,
    ended_on: datetime | None,
    about: str | None,
    typed: Sequence[str],
    **facts: Any,  # noqa: ANN401  # the fields of a draft, by name
) -> None:
    """Ghi một hoạt động."""
    draft = ActivityDraft(
        held_on=held_on.date(),
        ended_on=ended_on.date() if ended_on else None,
        details=_read_fields(typed),
        **facts,
    )
    row = save_for_units(office, draft, [about])[0] if about else save_activity(office, draft)
    out.show(row, f"Đã ghi: {_line(row)}")
    for problem in row.warnings:
        out.say(f"Lưu ý: {problem_sentence(problem)}")


@activity.command("list")
@click.option("--kind", help="Chỉ một loại.")
@click.option("--period", type=PERIOD, help="Kỳ: 2026, 2026-H1, 2026-Q1, 2026-03.")
@click.option("--search", default="", help="Tìm trong tên và địa điểm, không cần dấu.")
@office_command
def list_(
    out: Output, office: Office, *, kind: str | None, period: Period | None, search: str
) -> None:
    """Sổ hoạt động, mới nhất trước."""
    rows = list_activities(office, kind=kind, period=period, search=search)
    out.show({"activities": rows}, *(_line(row) for row in rows))


@activity.command()
@click.argument("activity_id", metavar="SỐ", type=int)
@office_command
def show(out: Output, office: Office, *, activity_id: int) -> None:
    """Xem một hoạt động."""
    row = show_activity(office, activity_id)
    details = (f"  {name}: {value}" for name, value in row.details.items())
    out.show(row, _line(row), *details)


@activity.command()
@click.argument("activity_id", metavar="SỐ", type=int)
@click.option("--reason", required=True, help="Lý do hủy.")
@office_command
def cancel(out: Output, office: Office, *, activity_id: int, reason: str) -> None:
    """Hủy một hoạt động; vẫn giữ trong sổ."""
    row = cancel_activity(office, activity_id, reason)
    out.show(row, f"Đã hủy: {_line(row)}")


@activity.command()
@click.argument("activity_id", metavar="SỐ", type=int)
@click.option("--member", "members", multiple=True, required=True, help="Số hoặc mã đoàn viên.")
@office_command
def attend(out: Output, office: Office, *, activity_id: int, members: Sequence[str]) -> None:
    """Ghi đúng những đoàn viên này là người dự; số dự và số nữ tính theo danh sách."""
    ids = [find_member(office, member) for member in members]
    row = note_attendees(office, activity_id, ids)
    out.show(row, f"Đã ghi người dự: {_line(row)}")


@activity.command()
@click.argument("activity_id", metavar="SỐ", type=int)
@click.argument("files", metavar="TỆP…", nargs=-1, required=True, type=_FILE)
@office_command
def photo(out: Output, office: Office, *, activity_id: int, files: Sequence[Path]) -> None:
    """Thêm ảnh; mỗi ảnh được thu nhỏ còn tối đa 300 KB."""
    rows = [add_photo(office, activity_id, file.name, file.read_bytes()) for file in files]
    words = (f"Đã thêm ảnh {row.name} ({group_digits(row.size // 1000)} KB)" for row in rows)
    out.show({"photos": rows}, *words)


@activity.command()
@click.argument("activity_id", metavar="SỐ", type=int)
@click.option("--to", "counterparty", required=True, help="Người nhận tiền.")
@click.option("--kind", type=click.Choice(["PC", "BN"]), default="PC", help="Tiền mặt, ngân hàng.")
@office_command
def pay(out: Output, office: Office, *, activity_id: int, counterparty: str, kind: str) -> None:
    """Lập phiếu chi nháp từ kinh phí của hoạt động."""
    row = draft_voucher(office, activity_id, counterparty, kind=kind)
    out.show(row, f"Đã lập bản nháp số {row.id}: {dong(row.amount)}, {row.counterparty}")


@activity.command()
@office_command
def ending(out: Output, office: Office) -> None:
    """Thỏa ước và việc có thời hạn sắp hết, đã hết mà chưa ký lại."""
    rows = ending_terms(office)
    words = (
        f"{it.activity_id} · {it.kind_name} · {it.title} · {it.unit_name}: "
        f"hết hạn {table_date(it.ends_on)} ({it.days_left} ngày)"
        for it in rows
    )
    out.show({"ending": rows}, *words)


@activity.command()
@bare_command
def kinds(out: Output, door: Door) -> None:  # noqa: ARG001  # every bare command is given the door
    """Danh mục loại hoạt động và mục riêng của từng loại."""
    words = (
        f"{kind.code:18} {kind.name} [{', '.join(field.name for field in kind.fields)}]"
        for kind in list_kinds()
    )
    out.show({"kinds": list_kinds()}, *words)


def _read_fields(typed: Sequence[str]) -> dict[str, str]:
    fields = {}
    for text in typed:
        name, sign, value = text.partition("=")
        if not sign:
            raise click.BadParameter(f"«{text}» thiếu dấu =", param_hint="--field")
        fields[name.strip()] = value.strip()
    return fields


def _line(row: ActivityRow) -> str:
    people = "" if row.attended is None else f", {row.attended} người dự"
    day = table_date(row.held_on)
    return f"{row.id} · {day} · {row.kind_name} · {row.title}{people} ({_STATUS[row.status]})"
