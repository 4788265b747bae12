"""settlement versions, show, take-back: what this unit handed in, time after time."""

from datetime import date
from pathlib import Path

import click

from unionapp.commands.options import office_command
from unionapp.commands.output import Output, plain
from unionapp.finance.year.handing_in import take_back_settlement
from unionapp.finance.year.settlement import STATES, show_settlement
from unionapp.finance.year.versions import (
    SettlementVersion,
    find_settlement_version,
    list_settlement_versions,
    show_settlement_version,
)
from unionapp.organisation.office import Office
from unionapp.reports.records import print_record
from unionapp.vietnamese.dates import table_date

_CODE = 8  # signs of the hash that people read to each other
_YEAR = click.argument("year", type=click.IntRange(2000, 2100), metavar="YYYY")


@click.command()
@_YEAR
@office_command
def versions(out: Output, office: Office, *, year: int) -> None:
    """Các lần nộp quyết toán của đơn vị mình trong một năm."""
    found = list_settlement_versions(office, year)
    out.show({"year": year, "versions": found})
    heads = ("Lần", "Tình trạng", "Ngày nộp", "Người nộp", "Mã số liệu")
    out.table(heads, (_cells(one) for one in found))


@click.command()
@_YEAR
@click.argument("version", type=int, metavar="LẦN")
@click.option("--output", type=click.Path(path_type=Path), help="In lần nộp đó ra tệp PDF.")
@office_command
def show(out: Output, office: Office, *, year: int, version: int, output: Path | None) -> None:
    """Xem một lần nộp quyết toán, kể cả lần đã rút về hoặc đã thay."""
    one = find_settlement_version(office, year, version)
    if output is not None:
        made = print_record(office, "settlement-version", one.id, file_format="pdf", output=output)
        out.show(made, f"Đã in quyết toán năm {year}, lần nộp {version}: {made.path}.")
        return
    form = show_settlement_version(office, one.id)
    rows = [row for row in form.rows if row.style not in {"part", "heading"} or row.code]
    proof = form.reconciliation
    out.show({**plain(one), "rows": rows, "reconciliation": proof}, f"Lần nộp {_words(one)}")
    if not out.as_json:
        heads = ("TT", "Nội dung", "Mã số", "Được giao", "Báo cáo", "Duyệt")
        out.table(
            heads,
            [(it.tt, it.label, it.code, it.assigned, it.reported, it.approved) for it in rows],
        )


@click.command("take-back")
@_YEAR
@click.option("--reason", required=True, help="Lý do rút về, ít nhất 10 ký tự.")
@office_command
def take_back(out: Output, office: Office, *, year: int, reason: str) -> None:
    """Rút quyết toán đã nộp của đơn vị mình về để sửa; bản đã nộp vẫn được giữ."""
    version = show_settlement(office, year).version
    take_back_settlement(office, year, reason)
    words = f"Đã rút quyết toán năm {year} về, lần nộp {version} vẫn được giữ."
    out.show({"year": year, "version": version, "status": "returned"}, words)


def _words(one: SettlementVersion) -> str:
    return f"{one.version} ngày {_day(one)}, {STATES[one.status]}."


def _cells(one: SettlementVersion) -> tuple[object, ...]:
    code = one.digest[:_CODE].upper()
    return (one.version, STATES[one.status], _day(one), one.submitted_by, code)


def _day(one: SettlementVersion) -> str:
    return table_date(date.fromisoformat(one.submitted_at[:10]))
