"""Every help page speaks whole Vietnamese sentences."""

import re

import click
import pytest

from unionapp.commands.app import unionapp

_ENGLISH = re.compile(
    r"\b(?:TEXT|FILES?|PATHS?|INTEGER|RANGE|MEMBER|NAME|OPTIONS|ARGS|required)\b"
)


def pages(command=unionapp, name="unionapp", parent=None):
    context = command.context_class(command, info_name=name, parent=parent)
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            yield from pages(command.get_command(context, below), below, context)


PAGES = dict(pages())


@pytest.mark.parametrize("path", PAGES)
def test_a_help_page_says_nothing_in_english_and_breaks_off_nowhere(path):
    page = PAGES[path]
    assert page.startswith("Cách dùng: ")
    assert _ENGLISH.search(page.replace("FILE-ID", "")) is None
    assert "..." not in page
    assert "%" not in re.sub(r"\d %", "", page)


def test_a_list_of_commands_tells_each_in_its_first_sentence():
    told = " ".join(PAGES["unionapp member"].split())
    assert "event Ghi một biến động của đoàn viên. list" in told


def test_a_day_is_asked_for_in_vietnamese():
    assert "--on NGÀY/THÁNG/NĂM" in PAGES["unionapp member event"]
