"""The command line as a whole: which words it knows, and how it says no."""

import json
import re
from collections.abc import Mapping, Sequence
from importlib import import_module
from tempfile import NamedTemporaryFile

import click

from unionapp import __version__
from unionapp.bugs import describe_bug
from unionapp.commands.door import Door
from unionapp.commands.help_words import HelpContext, speak_vietnamese
from unionapp.commands.usage import usage_sentence
from unionapp.errors import CodedError, Invalid
from unionapp.sentences import problem_sentence, sentence, sentence_for

# Modules are loaded when their word is used: a command starts without the others' imports.
_WORDS = {
    "activity": "activity_commands:activity",
    "advance": "advance_commands:advance",
    "backup": "backup_commands:backup",
    "consolidate": "package_commands:consolidate",
    "demo": "demo_commands:demo",
    "doctor": "folder_commands:doctor",
    "dues": "dues_commands:dues",
    "init": "folder_commands:init",
    "key": "key_commands:key",
    "kpcd": "contribution_commands:kpcd",
    "marks": "marks_commands:marks",
    "member": "member_commands:member",
    "package": "package_commands:package",
    "parameter": "parameter_commands:parameter",
    "period": "period_commands:period",
    "report": "report_commands:report",
    "roster": "roster_commands:roster",
    "screenshots": "demo_commands:screenshots",
    "settlement": "settlement_commands:settlement",
    "target": "target_commands:target",
    "voucher": "voucher_commands:voucher",
}


_CONTROL_SIGNS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Words(click.Group):
    """A group whose commands are loaded on first use."""

    context_class = HelpContext

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's own signature
        return sorted(_WORDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _WORDS:
            return None
        module, _, name = _WORDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"unionapp.commands.{module}"), name)
        return speak_vietnamese(command)


@click.group(cls=Words, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="unionapp")
def unionapp() -> None:
    """Chương trình của cán bộ công đoàn: đoàn viên, tài chính, hoạt động, báo cáo có ký số."""


def run(arguments: Sequence[str], door: Door) -> int:
    """Run one command and return its exit code: 0 done, 1 refused or trouble, 2 bad usage."""
    as_json = "--json" in arguments
    try:
        _require_readable(arguments)
        outcome = unionapp.main(
            list(arguments), prog_name="unionapp", obj=door, standalone_mode=False
        )
    except click.ClickException as error:
        _say({"code": "command.usage", "message": usage_sentence(error)}, as_json=as_json)
        return 2
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.Abort:
        return 1
    except CodedError as error:
        _say_no(error, as_json=as_json)
        return 1
    except Exception as error:  # noqa: BLE001  # the one place where our own bugs end
        _own_up(error, as_json=as_json)
        return 1
    return outcome if isinstance(outcome, int) else 0


def _require_readable(arguments: Sequence[str]) -> None:
    """Refuse signs that no file and no name can hold: a script that sends them read binary data.

    Raises:
        click.UsageError: an argument holds a control sign.
    """
    if any(_CONTROL_SIGNS.search(argument) for argument in arguments):
        raise click.UsageError(sentence("command.control_sign"))


def _own_up(error: Exception, *, as_json: bool) -> None:
    with NamedTemporaryFile(
        "w", prefix="unionapp-loi-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write(describe_bug(error))
    message = sentence("program.bug", file=file.name)
    _say({"code": "program.bug", "message": message}, as_json=as_json)


def _say_no(error: CodedError, *, as_json: bool) -> None:
    problems = [
        {
            "code": problem.code,
            "sheet": problem.sheet,
            "row": problem.row,
            "column": problem.column,
            "field": problem.field,
            "message": problem_sentence(problem),
        }
        for problem in (error.problems if isinstance(error, Invalid) else ())
    ]
    said = {"code": error.code, "message": sentence_for(error)}
    _say(said | ({"problems": problems} if problems else {}), as_json=as_json)
    for problem in problems:
        click.echo(f"- {problem['message']}", err=True)


def _say(error: Mapping[str, object], *, as_json: bool) -> None:
    """Say an error to people, and to scripts as the one document they were promised."""
    click.echo(error["message"], err=True)
    if as_json:
        click.echo(json.dumps({"error": error}, ensure_ascii=False))
