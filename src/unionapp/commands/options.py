"""The options every command shares, and how a command gets its office."""

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from unionapp.commands.door import Door
from unionapp.commands.output import Output
from unionapp.errors import Refusal, Trouble
from unionapp.organisation.clock import clock_words, day_written_ahead
from unionapp.sentences import sentence
from unionapp.vietnamese.periods import Period

_LONGEST_NAME = 200
FORMAT_HELP = "Dạng tệp; mặc định theo đuôi của --output, không có thì pdf."
F = TypeVar("F", bound=Callable[..., Any])

_DATA = click.option("--data", "folder", type=click.Path(path_type=Path), help="Thư mục dữ liệu.")
_OFFICER = click.option("--officer", envvar="UNIONAPP_OFFICER", help="Tên cán bộ đăng nhập.")
_PASSWORD = click.option(
    "--password-file", type=click.Path(path_type=Path), help="Tệp chứa mật khẩu (dòng đầu)."
)
_JSON = click.option("--json", "as_json", is_flag=True, help="In một văn bản JSON ra stdout.")


class PeriodType(click.ParamType[Period]):
    """A period written 2026, 2026-H1, 2026-Q1 or 2026-03."""

    name = "KỲ"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Period:
        if isinstance(value, Period):
            return value
        try:
            return Period.parse(str(value))
        except ValueError:
            self.fail(f"«{value}» không phải kỳ (2026, 2026-H1, 2026-Q1, 2026-03).", param, ctx)


class NameType(click.ParamType[str]):
    """The name of a person or unit: some letters, and fewer than fill a page."""

    name = "TÊN"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        name = str(value)
        if len(name) > _LONGEST_NAME:
            self.fail(f"tên dài {len(name)} chữ, nhiều nhất {_LONGEST_NAME} chữ.", param, ctx)
        return name


class DateType(click.DateTime):
    """A day written 05/03/2026 or 2026-03-05."""

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002
        """What the help calls it."""
        return "NGÀY/THÁNG/NĂM"


PERIOD = PeriodType()
NAME = NameType()
DATE = DateType(["%Y-%m-%d", "%d/%m/%Y"])


def bare_command(function: F) -> Callable[..., Any]:
    """A command without a data folder; it is called with `out` and the door's `today`.

    It takes the shared options all the same, so that scripts can pass them everywhere.
    """

    @_DATA
    @_OFFICER
    @_PASSWORD
    @_JSON
    @click.pass_obj
    @functools.wraps(function)
    def run(door: Door, /, *, as_json: bool, **options: Any) -> None:  # noqa: ANN401
        for name in ("folder", "officer", "password_file"):
            options.pop(name)
        function(Output(as_json), door, **options)

    return run


def folder_command(function: F) -> Callable[..., Any]:
    """A command that makes or looks at a data folder without signing in."""

    @_DATA
    @_OFFICER
    @_PASSWORD
    @_JSON
    @click.pass_obj
    @functools.wraps(function)
    def run(  # one argument per shared option
        door: Door,
        /,
        *,
        folder: Path | None,
        officer: str | None,
        password_file: Path | None,
        as_json: bool,
        **options: Any,  # noqa: ANN401
    ) -> None:
        place = folder or default_folder()
        password = read_password(password_file)
        function(Output(as_json), door, place, officer, password, **options)

    return run


def office_command(function: F) -> Callable[..., Any]:
    """A command on a data folder; it is called with `out` and an open office."""

    @functools.wraps(function)
    def sign_in(
        out: Output,
        door: Door,
        folder: Path,
        officer: str | None,
        password: str | None,
        **options: Any,  # noqa: ANN401
    ) -> None:
        office = door.open_office(folder, officer=officer, password=password)
        try:
            if ahead := day_written_ahead(office):
                click.echo(clock_words(office, ahead), err=True)
            function(out, office, **options)
        finally:
            office.close()

    return folder_command(sign_in)


def default_folder() -> Path:
    """The user's own data folder."""
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "unionapp"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "unionapp"


def read_password(file: Path | None) -> str | None:
    """The password from a file's first line, or from UNIONAPP_PASSWORD; never from arguments.

    Raises:
        Trouble: command.no_password_file.
    """
    if file is None:
        return os.environ.get("UNIONAPP_PASSWORD") or None
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise Trouble("command.no_password_file", file=file.name) from None
    if not lines or not lines[0]:
        raise Refusal("login.password_needed")
    return lines[0]


def format_of(output: Path, chosen: str | None, formats: tuple[str, ...]) -> str:
    """The format of a file to write: as chosen, as its name ends, or the first one.

    Raises:
        click.BadParameter: the name ends as another format would.
    """
    ending = output.suffix.lower().removeprefix(".")
    if chosen is None:
        return ending if ending in formats else formats[0]
    if ending in formats and ending != chosen:
        words = sentence("command.other_ending", file=output.name, format=chosen)
        raise click.BadParameter(words, param_hint="--output")
    return chosen
