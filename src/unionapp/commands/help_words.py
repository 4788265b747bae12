"""The help pages of the command line in Vietnamese, where click says them in English."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import click

_WORDS = {
    "Usage: ": "Cách dùng: ",
    "Options": "Tùy chọn",
    "Commands": "Lệnh",
    "[OPTIONS]": "[TÙY CHỌN]",
    "COMMAND [ARGS]...": "LỆNH [THAM SỐ]…",
    "Show this message and exit.": "In trợ giúp này.",
    "Show the version and exit.": "In số phiên bản.",
    "[required]": "[bắt buộc]",
    "[default: ": "[mặc định: ",
    " TEXT": " CHỮ",
    " PATH...": " ĐƯỜNG_DẪN…",
    " PATH": " ĐƯỜNG_DẪN",
    " FILES...": " TỆP…",
    " FILE": " TỆP",
    " REQUEST": " TỆP",
    " REPORT": " MÃ-BÁO-CÁO",
    " INTEGER RANGE": " SỐ",
    " INTEGER": " SỐ",
}
_FIRST_SENTENCE = re.compile(r".*?\.(?=\s|$)", re.DOTALL)


class HelpPage(click.HelpFormatter):
    """Writes what click has to say in the words officers use."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that says how a command is typed."""
        super().write_usage(prog, _in_vietnamese(args), prefix or _WORDS["Usage: "])

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """Begin a part of the page under its heading."""
        with super().section(_in_vietnamese(name)):
            yield

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write options or commands with what each does."""
        said: Sequence[tuple[str, str]] = [
            (_in_vietnamese(name), _in_vietnamese(what)) for name, what in rows
        ]
        super().write_dl(said, col_max, col_spacing)


class HelpContext(click.Context):
    """A context whose help pages are Vietnamese."""

    formatter_class = HelpPage


def speak_vietnamese(command: click.Command) -> click.Command:
    """Let a command and everything below it write its help in Vietnamese, and whole in lists."""
    command.context_class = HelpContext
    first = _FIRST_SENTENCE.match(command.help or "")
    command.short_help = first and " ".join(first[0].split())
    if isinstance(command, click.Group):
        for below in command.commands.values():
            speak_vietnamese(below)
    return command


def _in_vietnamese(text: str) -> str:
    for english, vietnamese in _WORDS.items():
        text = text.replace(english, vietnamese)
    return text
