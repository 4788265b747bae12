"""settlement: what lower units settled, entered or received, approved, added up, and ours."""

from datetime import date
from pathlib import Path

import click

from unionapp.commands.findings import found_lines, found_words
from unionapp.commands.options import office_command
from unionapp.commands.output import Output, plain
from unionapp.commands.settlement_version_commands import show, take_back, versions
from unionapp.errors import Refusal
from unionapp.finance.forms import SETTLEMENT_FORM, form_on
from unionapp.finance.group.chain_accounts import list_chain_accounts
from unionapp.finance.group.collection_targets import Share
from unionapp.finance.group.group_settlement import show_group_settlement
from unionapp.finance.group.lower_settlements import (
    LowerSettlement,
    approve_lower_settlement,
    enter_lower_settlement,
    list_lower_settlements,
    show_lower_settlement,
)
from unionapp.finance.levels.lower_statements import PAYABLE_BEFORE
from unionapp.finance.levels.lower_units import list_transit
from unionapp.finance.levels.split_chains import KINDS
from unionapp.finance.year.approving import Approval, approve_settlement
from unionapp.finance.year.basics import BasicFigures
from unionapp.finance.year.settlement import STATES, show_settlement
from unionapp.organisation.office import Office
from unionapp.reports.records import print_record
from unionapp.vietnamese.amounts import dong, percent, percent_text, read_typed_amount
from unionapp.vietnamese.reading import Unreadable

_PARTS = ("H1", "H2", "Q1", "Q2", "Q3", "Q4")
_BEFORE = "60-dau"


class RowType(click.ParamType[tuple[str, str]]):
    """A row of the form and what stands there: 22=44tr280, care=105000000."""

    name = "MÃ=GIÁ TRỊ"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        row, sign, said = str(value).partition("=")
        if not sign or not row.strip():
            self.fail(f"«{value}» không có dạng MÃ=GIÁ TRỊ (ví dụ 22=44280000).", param, ctx)
        return row.strip(), said.strip()


_ROW = RowType()
_YEAR = click.argument("year", type=click.IntRange(2000, 2100), metavar="YYYY")
_PART = click.option("--part", type=click.Choice(_PARTS), help="Nửa năm hoặc quý.")
_ROWS = click.option(
    "--row", "rows", type=_ROW, multiple=True,
    help="Dòng và số tiền theo mã số trên mẫu, nhắc lại được: 22=44280000; 60-dau là nợ đầu kỳ.",
)  # fmt: skip


@click.group()
def settlement() -> None:
    """Quyết toán: của cấp dưới (nhập, xem, duyệt, tổng hợp), các lần nộp của đơn vị."""


for _own in (versions, show, take_back):
    settlement.add_command(_own)


@settlement.command()
@click.argument("code", metavar="MÃ-ĐƠN-VỊ")
@_YEAR
@_PART
@_ROWS
@click.option("--workers", type=int, default=0, help="Số lao động đóng kinh phí.")
@click.option("--fund", default="0", help="Quỹ lương đóng kinh phí.")
@click.option("--members", type=int, default=0, help="Số đoàn viên.")
@click.option("--dues-fund", default="0", help="Quỹ lương đóng đoàn phí.")
@office_command
def enter(  # noqa: PLR0913  # one argument per option
    out: Output,
    office: Office,
    *,
    code: str,
    year: int,
    part: str | None,
    rows: tuple[tuple[str, str], ...],
    workers: int,
    fund: str,
    members: int,
    dues_fund: str,
) -> None:
    """Nhập quyết toán của một đơn vị cấp dưới nộp bản giấy."""
    basics = BasicFigures(workers, _amount(fund), members, _amount(dues_fund))
    given = {_row_of(row, year): _amount(said) for row, said in rows}
    found = enter_lower_settlement(office, code, year, given, basics, part=part or "")
    words = f"Đã nhập quyết toán {_term(year, part)} của {found.name}, bản {found.version}."
    closing = f"Tích lũy cuối kỳ {dong(found.rows['closing'])}."
    out.show(_document(found), words, closing, *found_lines(found.findings))


@settlement.command("list")
@_YEAR
@_PART
@office_command
def list_(out: Output, office: Office, *, year: int, part: str | None) -> None:
    """Quyết toán của mọi đơn vị cấp dưới, tỷ lệ thu và tiền giữa hai cấp."""
    units = list_lower_settlements(office, year, part=part or "")
    transit = {it.code: it for it in list_transit(office, year, part=part or "")}
    out.show({"units": [_document(it) for it in units], "transit": [*transit.values()]})
    heads = ("Mã", "Đơn vị", "Tình trạng", "Nguồn", "Tích lũy cuối", "Tỷ lệ thu", "Còn nợ")
    out.table(heads, (_line(unit) for unit in units))
    for unit in units:
        for line in found_lines(unit.findings):
            out.say(f"{unit.code} {line}")


@settlement.command()
@_YEAR
@click.option("--unit", "code", help="Mã đơn vị cấp dưới; không nêu là đơn vị mình.")
@_ROWS
@click.option(
    "--reason", "reasons", type=_ROW, multiple=True, help="Lý do duyệt khác: 31=Thiếu chứng từ."
)
@office_command
def approve(  # one argument per option
    out: Output,
    office: Office,
    *,
    year: int,
    code: str | None,
    rows: tuple[tuple[str, str], ...],
    reasons: tuple[tuple[str, str], ...],
) -> None:
    """Duyệt quyết toán cấp dưới, hoặc ghi số cấp trên đã duyệt cho đơn vị mình."""
    why = {_row_of(row, year): said for row, said in reasons}
    approvals = {
        (row := _row_of(name, year)): Approval(_amount(said), why.get(row, ""))
        for name, said in rows
    }
    if code is None:
        _approve_own(out, office, year, approvals)
        return
    found = approve_lower_settlement(office, code, year, approvals)
    closing = dong(found.approved["closing"])
    words = f"Đã duyệt quyết toán năm {year} của {found.name}, tích lũy cuối kỳ {closing}."
    out.show(_document(found), words, *found_lines(found.findings))


@settlement.command()
@click.argument("code", metavar="MÃ-ĐƠN-VỊ")
@_YEAR
@click.option("--output", type=click.Path(path_type=Path), required=True, help="Tệp PDF.")
@office_command
def notice(out: Output, office: Office, *, code: str, year: int, output: Path) -> None:
    """In thông báo duyệt quyết toán gửi một đơn vị cấp dưới."""
    found = show_lower_settlement(office, code, year)
    if found.settlement_id is None:
        raise Refusal("settlement.none", year=year)
    made = print_record(
        office, "settlement-approval", found.settlement_id, file_format="pdf", output=output
    )
    out.show(made, f"Đã lập thông báo duyệt: {made.path}.")


@settlement.command()
@_YEAR
@_PART
@office_command
def group(out: Output, office: Office, *, year: int, part: str | None) -> None:
    """Quyết toán tổng hợp của đơn vị và mọi đơn vị cấp dưới."""
    found = show_group_settlement(office, year, part=part or "")
    moved, missing = found.group, [unit.code for unit in found.missing]
    out.show(
        {
            "rows": {
                row.id: found.rows[row.id] for row in found.form.rows if row.id in found.rows
            },
            "eliminated": moved.eliminated,
            "on_its_way": {"down": moved.on_its_way_down, "up": moved.on_its_way_up},
            "owed_up": moved.owed_up,
            "outside": moved.outside,
            "counted": [unit.code for unit in found.counted],
            "missing": missing,
        }
    )
    if out.as_json:
        return
    rows = [row for row in found.form.rows if row.id in found.rows]
    out.table(
        ("TT", "Nội dung", "Mã số", "Cấp dưới", "Tại đơn vị", "Tổng hợp"),
        [
            (it.tt, it.label, it.code, found.below[it.id], found.own[it.id], found.rows[it.id])
            for it in rows
        ],
    )
    out.say(
        f"Đang chuyển {dong(moved.in_transit)}; cấp dưới còn nợ {dong(moved.owed_up)}; "
        f"với đơn vị chưa báo cáo {dong(moved.outside)}."
    )
    if missing:
        out.say(f"Chưa có quyết toán: {', '.join(missing)}.")


@settlement.command()
@_YEAR
@_PART
@office_command
def shares(out: Output, office: Office, *, year: int, part: str | None) -> None:
    """Phần nộp lên chia cho từng cấp trên: phải nộp, đã nộp, còn."""
    accounts = list_chain_accounts(office, year, part=part or "")
    levels = [(kind, it) for kind in accounts for it in kind.levels]
    rows = (
        (KINDS[kind.kind], it.level, percent_text(it.rate), it.due, it.came, it.left)
        for kind, it in levels
    )
    out.show({"accounts": accounts})
    out.table(("Nguồn", "Cấp", "Tỷ lệ", "Phải nộp", "Đã nộp", "Còn"), rows)
    for one in accounts:
        sums = f"cấp dưới phải nộp {dong(one.due)}, đã nộp {dong(one.came)}"
        guide = "" if one.levels else "; chưa nhập tỷ lệ chia của năm"
        out.say(f"{KINDS[one.kind]}: {sums}{guide}.")


def _approve_own(out: Output, office: Office, year: int, approvals: dict[str, Approval]) -> None:
    approve_settlement(office, year, approvals)
    opened = show_settlement(office, year + 1).amount("opening")
    words = f"Đã ghi số duyệt năm {year}; tích lũy đầu năm {year + 1} là {dong(opened)}."
    out.show({"year": year, "opening_next": opened}, words)


def _row_of(text: str, year: int) -> str:
    """The row of the form that a code printed on it, or its own name, means."""
    if text in (_BEFORE, PAYABLE_BEFORE):
        return PAYABLE_BEFORE
    rows = form_on(SETTLEMENT_FORM, date(year, 12, 31)).rows
    found = next((row for row in rows if text in (row.id, row.code)), None)
    if found is None:
        raise Refusal("form.row_unknown", row=text)
    return found.id


def _amount(text: str) -> int:
    try:
        return read_typed_amount(text)
    except Unreadable:
        raise click.BadParameter(f"«{text}» không phải số tiền (ví dụ 1200000).") from None


def _document(found: LowerSettlement) -> dict[str, object]:
    findings = found_words(found.findings)
    targets = {"collected": found.targets.collected, "kept": found.targets.kept}
    shown = {**plain(found), "source": found.source, "findings": findings}
    return shown | {"targets": shown["targets"] | plain(targets)}


def _line(unit: LowerSettlement) -> tuple[object, ...]:
    rows = unit.counting
    return (
        unit.code,
        unit.name,
        STATES[unit.status],
        unit.source,
        rows.get("closing"),
        _percent(unit.targets.collected),
        rows.get("payable"),
    )


def _percent(share: Share) -> str:
    return percent(share.part, share.whole)


def _term(year: int, part: str | None) -> str:
    return f"{part}/{year}" if part else f"năm {year}"
