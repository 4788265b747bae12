"""kpcd: the contribution of a month or a year, wage funds from a sheet, decisions of relief."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import click

from unionapp.commands.amounts import AMOUNT
from unionapp.commands.options import DATE, office_command
from unionapp.commands.output import Output
from unionapp.errors import Invalid
from unionapp.finance.contributions.book import (
    ContributionRow,
    contributions_in,
    list_contributions,
    show_contribution,
)
from unionapp.finance.contributions.declarations import (
    FundChange,
    preview_funds,
    record_contribution,
    record_funds,
)
from unionapp.finance.contributions.payments import pay_owed_months, take_payment
from unionapp.finance.contributions.reliefs import (
    ReliefDraft,
    grant_relief,
    list_reliefs,
    take_back_relief,
)
from unionapp.finance.contributions.wage_sheets import read_wage_sheet
from unionapp.finance.contributions.words import RELIEFS, state_words
from unionapp.organisation.office import Office
from unionapp.organisation.periods import read_month
from unionapp.sentences import problem_sentence
from unionapp.vietnamese.amounts import dong, percent_text
from unionapp.vietnamese.dates import month_label, table_date
from unionapp.vietnamese.months import month_text
from unionapp.vietnamese.periods import Period

_YEAR = click.argument("year", type=click.IntRange(2000, 2100), metavar="YYYY")
_PAYER = click.option("--payer", default="", help="Người đóng, nếu có nhiều.")


@click.group()
def kpcd() -> None:
    """Kinh phí công đoàn: từng tháng, cả năm, khai quỹ lương, quyết định miễn, giảm."""


@kpcd.command("list")
@_YEAR
@office_command
def list_year(out: Output, office: Office, *, year: int) -> None:
    """Xem kinh phí công đoàn từng tháng của một năm."""
    rows = list_contributions(office, year)
    out.show({"year": year, "rows": rows})
    if not out.as_json:
        _show_months(out, rows)


@kpcd.command("month")
@click.argument("month", metavar="YYYY-MM")
@click.option("--workers", type=int, help="Số lao động đóng bảo hiểm xã hội.")
@click.option("--fund", type=AMOUNT, help="Quỹ lương đóng bảo hiểm xã hội.")
@click.option("--paid", type=AMOUNT, help="Số tiền người sử dụng lao động vừa đóng.")
@click.option("--on", type=DATE, help="Ngày đóng; mặc định hôm nay.")
@_PAYER
@office_command
def month_of_kpcd(  # noqa: PLR0913  # one argument per option
    out: Output,
    office: Office,
    *,
    month: str,
    workers: int | None,
    fund: int | None,
    paid: int | None,
    on: datetime | None,
    payer: str,
) -> None:
    """Khai quỹ lương, ghi số đã đóng và xem kinh phí công đoàn của một tháng."""
    period = Period(read_month(month), month)
    if fund is not None:
        record_contribution(office, month, workers=workers or 0, fund=fund, payer=payer)
    if paid is not None:
        declared = show_contribution(office, month, payer)
        take_payment(office, declared.id, paid, on.date() if on else office.today)
    rows = contributions_in(office, period)
    out.show({"month": month, "rows": rows})
    for row in rows:
        out.say(
            f"{month_label(month)}: phải đóng {dong(row.due)}, đã đóng {dong(row.paid)}, còn "
            f"{dong(row.remaining)}, hạn {table_date(row.deadline)}."
        )


@kpcd.command("declare")
@_YEAR
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@_PAYER
@click.option("--preview", is_flag=True, help="Chỉ xem sẽ khai gì, không ghi.")
@office_command
def declare(
    out: Output, office: Office, *, year: int, file: Path, payer: str, preview: bool
) -> None:
    """Khai quỹ lương cả năm từ bảng tính có cột Tháng, Số lao động, Quỹ lương."""
    sheet = read_wage_sheet(file, year)
    if preview:
        changes = preview_funds(office, sheet.lines, payer)
        out.show({"year": year, "months": changes, "problems": sheet.problems})
        _say_changes(out, changes)
        for problem in sheet.problems:
            out.say(f"- Dòng {problem.row}: {problem_sentence(problem)}")
        return
    if sheet.problems:
        raise Invalid(sheet.problems)
    rows = record_funds(office, sheet.lines, payer)
    out.show({"year": year, "rows": rows})
    out.say(f"Đã khai {len(rows)} tháng, phải đóng {dong(sum(row.due for row in rows))}.")


@kpcd.command("pay")
@click.argument("amount", type=AMOUNT)
@click.option("--on", type=DATE, help="Ngày đóng; mặc định hôm nay.")
@click.option(
    "--way", type=click.Choice(["upper", "BC", "PT"]), default="upper",
    help="Đóng thẳng cấp trên (upper), vào tài khoản (BC) hoặc vào quỹ (PT) của đơn vị.",
)  # fmt: skip
@_PAYER
@office_command
def pay(
    out: Output, office: Office, *, amount: int, on: datetime | None, way: str, payer: str
) -> None:
    """Ghi một lần đóng cho mọi tháng còn nợ, tháng cũ trước."""
    day = on.date() if on else office.today
    done = pay_owed_months(office, amount, day, way, payer=payer)
    out.show({"rows": done.rows, "voucher": done.voucher})
    months = ", ".join(month_text(row.month) for row in done.rows)
    out.say(f"Đã ghi {dong(amount)} đóng cho tháng {months}.")


@kpcd.command("reliefs")
@office_command
def reliefs(out: Output, office: Office) -> None:
    """Xem mọi quyết định miễn, giảm, tạm dừng đóng."""
    rows = list_reliefs(office)
    out.show({"reliefs": rows})
    if out.as_json:
        return
    heads = ("Số", "Hình thức", "Từ tháng", "Đến tháng", "Quyết định", "Ngày ký", "Mức giảm")
    out.table(
        heads,
        [
            (row.id, RELIEFS[row.kind], month_text(row.first_month), month_text(row.last_month),
             row.decision_no, table_date(row.decided_on),
             percent_text(row.reduced_by) if row.reduced_by else "")
            for row in rows
        ],
    )  # fmt: skip


@kpcd.command("relieve")
@click.argument("kind", type=click.Choice(list(RELIEFS)))
@click.argument("first", metavar="TỪ-YYYY-MM")
@click.argument("last", metavar="ĐẾN-YYYY-MM")
@click.option("--decision", required=True, help="Số quyết định.")
@click.option("--on", type=DATE, help="Ngày ký quyết định; mặc định hôm nay.")
@click.option("--percent", type=click.IntRange(1, 100), help="Mức giảm, phần trăm.")
@_PAYER
@office_command
def relieve(  # noqa: PLR0913  # one argument per option
    out: Output,
    office: Office,
    *,
    kind: str,
    first: str,
    last: str,
    decision: str,
    on: datetime | None,
    percent: int | None,
    payer: str,
) -> None:
    """Ghi quyết định miễn (exempt), tạm dừng (suspend) hoặc giảm (reduce) đóng."""
    draft = ReliefDraft(
        kind=kind,
        first_month=first,
        last_month=last,
        decision_no=decision,
        decided_on=on.date() if on else office.today,
        payer=payer,
        reduced_by=Decimal(percent or 0) / 100,
    )
    rows = grant_relief(office, draft)
    out.show({"rows": rows}, f"Đã ghi quyết định; tính lại {len(rows)} tháng đã khai.")


@kpcd.command("take-back")
@click.argument("relief_id", type=int, metavar="SỐ")
@click.option("--reason", required=True, help="Vì sao bỏ quyết định.")
@office_command
def take_back(out: Output, office: Office, *, relief_id: int, reason: str) -> None:
    """Bỏ một quyết định ghi nhầm; số xem bằng lệnh kpcd reliefs."""
    rows = take_back_relief(office, relief_id, reason)
    out.show({"rows": rows}, f"Đã bỏ quyết định; tính lại {len(rows)} tháng đã khai.")


def _show_months(out: Output, rows: Iterable[ContributionRow]) -> None:
    heads = (
        "Tháng",
        "Lao động",
        "Quỹ lương",
        "Phải đóng",
        "Đã đóng",
        "Còn nợ",
        "Hạn",
        "Tình trạng",
    )
    out.table(
        heads,
        [
            (month_text(row.month), row.workers, row.fund, row.due, row.paid, row.remaining,
             table_date(row.deadline), state_words(row))
            for row in rows
        ],
    )  # fmt: skip


def _say_changes(out: Output, changes: Iterable[FundChange]) -> None:
    for change in changes:
        month = month_text(change.line.month)
        if change.problem is not None:
            out.say(f"- {problem_sentence(change.problem)}")
        elif change.is_new:
            out.say(f"- {month}: quỹ lương {dong(change.line.fund)}, phải đóng {dong(change.due)}")
        else:
            out.say(f"- {month}: không đổi")
