"""parameter: legal values in force, and the unit's own."""

from datetime import datetime
from typing import Any

import click

from unionapp.commands.options import DATE, office_command
from unionapp.commands.output import Output
from unionapp.organisation.office import Office
from unionapp.organisation.own_values import drop_own_value, set_own_value, spell_own_value
from unionapp.organisation.parameters import LegalValue, list_parameters, parameter_name
from unionapp.vietnamese.dates import table_date

_SINCE = click.option(
    "--from",
    "since",
    type=DATE,
    required=True,
    help="Ngày giá trị bắt đầu được dùng.",
)
_SEGMENT = click.option("--group", "segment", default="", help="Nhóm, như G3 hoặc mục 31.")


@click.group()
def parameter() -> None:
    """Tham số pháp luật và giá trị riêng của đơn vị."""


@parameter.command("list")
@click.option("--own", is_flag=True, help="Chỉ giá trị riêng của đơn vị.")
@office_command
def list_(out: Output, office: Office, *, own: bool) -> None:
    """Liệt kê mọi giá trị với ngày hiệu lực và căn cứ."""
    values = [value for value in list_parameters(office) if value.is_own or not own]
    out.show({"parameters": values}, *map(_line, values))


@parameter.command("set")
@click.argument("key")
@click.argument("value")
@_SINCE
@click.option("--basis", required=True, help="Nghị quyết, quyết định hoặc văn bản thống nhất.")
@_SEGMENT
@office_command
def set_(out: Output, office: Office, *, key: str, value: str, **facts: Any) -> None:  # noqa: ANN401  # as click hands them
    """Đặt giá trị riêng của đơn vị từ một ngày."""
    since, basis, segment = facts["since"].date(), facts["basis"], facts["segment"]
    done = set_own_value(office, key, value, valid_from=since, legal_basis=basis, segment=segment)
    out.show(done, f"Đã đặt {_line(done)}")


@parameter.command("drop")
@click.argument("key")
@_SINCE
@_SEGMENT
@office_command
def drop(out: Output, office: Office, *, key: str, since: datetime, segment: str) -> None:
    """Bỏ giá trị riêng, dùng lại giá trị chung."""
    done = drop_own_value(office, key, since.date(), segment)
    out.show(done, f"Đã bỏ {_line(done)}")


def _line(value: LegalValue) -> str:
    name, said = parameter_name(value.key), spell_own_value(value.key, value.value)
    group = f" {value.segment}" if value.segment else ""
    return f"{name}{group}: {said}, từ {table_date(value.valid_from)} ({value.legal_basis})"
