"""What a person reads when the words typed are not a command of ours."""

import re

import click

from unionapp.sentences import sentence

_EXTRA_WORDS = re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)


def usage_sentence(error: click.ClickException) -> str:
    """What was typed wrongly, and which help says how to type it."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "unionapp"
    return sentence("command.usage", wrong=_wrong(error), command=command)


def _wrong(error: click.ClickException) -> str:
    match error:
        case click.NoSuchCommand():
            return sentence("command.no_such_command", name=error.command_name)
        case click.NoSuchOption():
            return sentence("command.no_such_option", name=error.option_name)
        case click.MissingParameter():
            return sentence("command.missing", name=_name(error))
        case click.BadOptionUsage():
            return sentence("command.bad_option", name=error.option_name)
        case click.BadParameter():
            return sentence("command.bad_value", name=_name(error), why=_why(error))
    extra = _EXTRA_WORDS.fullmatch(error.message)
    return sentence("command.extra_words", words=extra[1]) if extra else error.format_message()


def _name(error: click.BadParameter) -> str:
    if error.param_hint:
        return str(error.param_hint)
    if error.param is None or error.ctx is None:
        return "…"
    return str(error.param.get_error_hint(error.ctx)).strip("'")


def _why(error: click.BadParameter) -> str:
    match error.param.type if error.param else None:
        case click.DateTime():
            return sentence("command.no_date")
        case click.Choice() as choice:
            return sentence("command.no_choice", choices=", ".join(map(str, choice.choices)))
        case click.ParamType(name="integer" | "integer range"):
            return sentence("command.no_number")
        case click.Path():
            return sentence("command.no_file")
    return error.message
