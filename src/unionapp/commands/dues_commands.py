"""dues: the monthly list, and collecting it."""

from datetime import datetime

import click

from unionapp.commands.amounts import AMOUNT
from unionapp.commands.contribution_commands import month_of_kpcd
from unionapp.commands.options import DATE, office_command
from unionapp.commands.output import Output
from unionapp.errors import Problem
from unionapp.finance.dues.collection import collect_dues
from unionapp.finance.dues.history import BOOKED, dues_history
from unionapp.finance.dues.lists import DuesList, list_dues, make_dues
from unionapp.finance.dues.payments import pay_dues
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.membership.lists import find_member
from unionapp.organisation.office import Office
from unionapp.sentences import problem_sentence
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.dates import month_label, table_date
from unionapp.vietnamese.months import month_text


@click.group()
def dues() -> None:
    """Đoàn phí: lập danh sách thu, xem, thu tiền."""


dues.add_command(month_of_kpcd, "kpcd")  # scripts called it by this name before kpcd had a group


@dues.command("make")
@click.argument("month", metavar="YYYY-MM")
@office_command
def make(out: Output, office: Office, *, month: str) -> None:
    """Lập danh sách thu đoàn phí của một tháng."""
    _show_list(out, make_dues(office, month))


@dues.command("list")
@click.argument("month", metavar="YYYY-MM")
@office_command
def list_(out: Output, office: Office, *, month: str) -> None:
    """Xem danh sách thu đoàn phí của một tháng."""
    _show_list(out, list_dues(office, month))


@dues.command("collect")
@click.argument("month", metavar="YYYY-MM")
@click.option("--except", "excepted", multiple=True, metavar="TÊN", help="Người chưa nộp.")
@click.option("--on", type=DATE, help="Ngày thu; mặc định hôm nay.")
@click.option("--bank", is_flag=True, help="Thu qua tài khoản ngân hàng.")
@click.option("--post", is_flag=True, help="Ghi sổ phiếu thu luôn.")
@office_command
def collect(  # noqa: PLR0913  # one argument per option
    out: Output,
    office: Office,
    *,
    month: str,
    excepted: tuple[str, ...],
    on: datetime | None,
    bank: bool,
    post: bool,
) -> None:
    """Thu đủ, trừ những người nêu tên; lập phiếu thu."""
    done = collect_dues(
        office, month, except_names=excepted, on=on.date() if on else None, by_bank=bank
    )
    voucher = post_voucher(office, done.voucher.id) if post else done.voucher
    out.show(
        {
            "month": done.month,
            "payers": done.payers,
            "collected": done.collected,
            "in_words": done.in_words,
            "owed": done.owed,
            "owing": done.owing,
            "keep": done.split.keep,
            "up": done.split.up,
            "voucher": voucher,
        },
        f"Đã thu {dong(done.collected)} của {done.payers} đoàn viên ({done.in_words}).",
        f"Phần nộp cấp trên: {dong(done.split.up)}. Còn nợ: {dong(done.owed)}.",
        f"Phiếu thu: {voucher.number or 'bản nháp'} (mã {voucher.id}).",
    )
    for row in done.owing:
        out.say(f"- còn nợ: {row.full_name} {dong(row.owed)}")


@dues.command("pay")
@click.argument("member", metavar="MÃ-ĐOÀN-VIÊN")
@click.option("--amount", type=AMOUNT, required=True, help="Số tiền người ấy nộp.")
@click.option("--on", type=DATE, help="Ngày thu; mặc định hôm nay.")
@click.option("--ahead", type=int, default=0, help="Số tháng nộp trước, chưa lập danh sách.")
@click.option("--bank", is_flag=True, help="Thu qua tài khoản ngân hàng.")
@click.option("--post", is_flag=True, help="Ghi sổ phiếu thu luôn.")
@office_command
def pay(  # noqa: PLR0913  # one argument per option
    out: Output,
    office: Office,
    *,
    member: str,
    amount: int,
    on: datetime | None,
    ahead: int,
    bank: bool,
    post: bool,
) -> None:
    """Một người nộp: nợ cũ trước, rồi đến các tháng sau, kể cả tháng chưa lập danh sách."""
    person = find_member(office, member)
    day = on.date() if on else None
    done = pay_dues(office, person, amount, day, by_bank=bank, ahead=ahead)
    voucher = post_voucher(office, done.voucher.id) if post else done.voucher
    out.show(
        {
            "member_id": done.member_id,
            "months": done.months,
            "still_owed": done.still_owed,
            "voucher": voucher,
        },
        f"{voucher.counterparty} đã nộp {dong(amount)}; còn nợ {dong(done.still_owed)}.",
        f"Phiếu thu: {voucher.number or 'bản nháp'} (mã {voucher.id}).",
    )
    for part in done.months:
        out.say(f"- {month_label(part.month)}: {dong(part.amount)}")


@dues.command("history")
@click.argument("member", metavar="SỐ|MÃ")
@office_command
def history(out: Output, office: Office, *, member: str) -> None:
    """Xem mọi lần thu, đổi mức, bù trừ, trả lại đoàn phí của một người, kèm số phiếu."""
    entries = dues_history(office, find_member(office, member))
    out.show({"entries": entries})
    if out.as_json:
        return
    heads = ("Tháng", "Ngày", "Việc", "Phải nộp", "Đã nộp", "Phiếu", "Lý do")
    rows = [
        (month_text(one.month), table_date(one.booked_on) if one.booked_on else "",
         BOOKED[one.kind], one.due, one.paid, one.number, one.reason)
        for one in entries
    ]  # fmt: skip
    out.table(heads, rows)


def _show_list(out: Output, listed: DuesList) -> None:
    problems = [_plain_problem(problem) for problem in listed.problems]
    fields = ("month", "rows", "teams", "total", "paid", "owed", "in_words", "legal")
    document = {name: getattr(listed, name) for name in fields}
    out.show({**document, "problems": problems})
    if out.as_json:
        return
    out.say(f"Danh sách thu đoàn phí {month_label(listed.month)}. {listed.legal.words}.")
    heads = ("TT", "Họ và tên", "Tổ", "Lương căn cứ", "Phải nộp", "Đã nộp", "Ghi chú")
    rows = [
        (n, row.full_name, row.team, row.base, row.due, row.paid, row.exempt_reason or "")
        for n, row in enumerate(listed.rows, 1)
    ]
    out.table(heads, rows)
    out.say(f"Tổng: {dong(listed.total)} ({listed.in_words}); đã nộp {dong(listed.paid)}.")
    for problem in problems:
        out.say(f"- {problem['message']}")


def _plain_problem(problem: Problem) -> dict[str, str]:
    return {"code": problem.code, "message": problem_sentence(problem)}
