"""Killed at any moment, of typing, saving or posting: nothing typed is lost, nothing is half-written."""

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime

from shiboken6 import isValid

from tests.desktop.kill_me import PAGES, name_of
from tests.desktop.offices import receive_money
from unionapp.desktop.desk import Desk
from unionapp.finance.vouchers.register import list_vouchers, show_voucher
from unionapp.membership.lists import list_members
from unionapp.membership.members import show_member
from unionapp.organisation.form_drafts import list_form_drafts
from unionapp.organisation.health import examine
from unionapp.organisation.opening import open_office

KILLS = int(os.environ.get("UNIONAPP_KILLS", "8"))
MOMENTS = (
    ("vouchers", "typing"), ("vouchers", "posting"), ("vouchers", "composing"), ("vouchers", "saving"),
    ("members", "typing"), ("members", "saving"), ("members", "composing"), ("vouchers", "any"),
)  # fmt: skip
FORMS = {"vouchers": "vouchers/voucher_form", "members": "members/member_form"}


@dataclass(frozen=True)
class Killed:
    """What a typist said until it was killed."""

    screen: str
    lines: tuple[dict, ...]

    @property
    def left(self):
        """What was typed, and left, since the last record was kept."""
        kept = max((at for at, line in enumerate(self.lines) if line["doing"] in SAFE), default=-1)
        typed = [line["fields"] for line in self.lines[kept + 1 :] if line["doing"] == "left"]
        return typed[-1] if typed else None

    @property
    def is_storing(self):
        return self.lines[-1]["doing"] in {"saving", "posting"}


SAFE = {"saved", "posted"}
FOLLOWS = {"templateEdit"}  # not typed: it follows from the reason, again after the start


def reopened(folder):
    return open_office(
        folder, today=date(2026, 3, 5), clock=lambda: datetime(2026, 3, 5, tzinfo=UTC)
    )


def kill(folder, screen, doing, run, draw):
    """Let somebody type, and kill them soon after they have begun to do something."""
    command = [sys.executable, "-m", "tests.desktop.kill_me", str(folder), screen, str(run)]
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    wanted = draw.randint(1, 4 if doing in {"saving", "posting"} else 12)
    with subprocess.Popen(
        command, env=paths, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as typist:
        said = []
        while wanted:
            said.append(typist.stdout.readline())
            wanted -= doing in {"any", json.loads(said[-1])["doing"]}
        time.sleep(draw.uniform(0, 0.03))
        typist.kill()
        said += typist.stdout.readlines()
    whole = [json.loads(line) for line in said if line.endswith("\n")]
    return Killed(screen, tuple(whole))


def check_vouchers(office):
    """Every voucher is whole, and no number was given twice or left out; the ids of the posted."""
    rows = list_vouchers(office)
    for row in rows:
        detail = show_voucher(office, row.id)
        assert row.amount == sum(line.amount for line in detail.draft.lines) > 0
        assert row.counterparty
        assert row.reason
        assert (row.status, bool(row.number)) in {("draft", False), ("posted", True)}
        assert bool(detail.posted_at) == (row.status == "posted")
    numbers = sorted(row.number for row in rows if row.number)
    assert numbers == [f"PT{at:03}/2026" for at in range(1, len(numbers) + 1)], numbers
    return {row.id for row in rows if row.number}


def check_members(office):
    """Every member is whole: with a code of their own, and with the event that made them one."""
    rows = list_members(office)
    assert len({row.code for row in rows}) == len(rows)
    for row in rows:
        assert show_member(office, row.id).events
    return {row.full_name for row in rows}


def check_draft(office, killed, qtbot):
    """What had been left when the kill came is there; "both" when its record was stored already."""
    draft = {one.form: one for one in list_form_drafts(office)}.get(FORMS[killed.screen])
    is_stored = killed.left is not None and has_record(office, killed)
    typed = {
        name: text for name, text in (killed.left or {}).items() if text and name not in FOLLOWS
    }
    is_there = draft is not None and typed.items() <= dict(draft.fields).items()
    assert is_there or is_stored or not typed
    if draft is None or not is_there:
        return "stored" if is_stored else "empty"
    page = PAGES[killed.screen](Desk(office))
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    page.go_to("draft")
    fields = page.form.entry.fields.kept()
    assert fields == {**fields, **draft.fields}
    assert "vẫn còn nguyên" in page.form.banner.text()
    cursor = page.form.entry.fields.get(draft.cursor)
    assert cursor is None or page.focusWidget() is cursor.editor
    assert isValid(page.form)
    page.close()
    return "both" if is_stored else "back"


def has_record(office, killed):
    """Whether what was being typed stands in the books already."""
    if not killed.is_storing:
        return False
    begun = killed.lines[-1]
    if killed.screen == "members":
        return f"Đặng {name_of(begun['mark'])}" in {row.full_name for row in list_members(office)}
    return any(row.reason.endswith(str(begun["mark"])) for row in list_vouchers(office))


def test_a_kill_loses_no_typed_field_and_leaves_nothing_half_written(make_office, qtbot, capsys):
    office = make_office("data")
    receive_money(office)
    folder, draw, found = office.folder, random.Random(5), Counter()
    office.close()
    for run in range(1, KILLS + 1):
        killed = kill(folder, *MOMENTS[run % len(MOMENTS)], run, draw)
        office = reopened(folder)
        assert examine(office)[0].is_well
        posted = {line["id"] for line in killed.lines if line["doing"] == "posted"}
        assert posted <= check_vouchers(office)
        names = check_members(office)
        if killed.screen == "members":
            saved = [line["mark"] for line in killed.lines if line["doing"] == "saved"]
            assert {f"Đặng {name_of(mark)}" for mark in saved} <= names
        found[check_draft(office, killed, qtbot)] += 1
        found["vouchers"], found["members"] = len(list_vouchers(office)), len(names)
        office.close()
    with capsys.disabled():
        print(f"\n{KILLS} kills: {dict(found)}")
    assert found["back"] > 0
    assert found["both"] == 0  # a draft goes in the very transaction that stores its record
