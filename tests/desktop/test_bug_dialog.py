"""A bug is told calmly, shown in full, and kept only when asked."""

import pytest

from tests.desktop.walk import clipped, nameless, stretch, too_large
from unionapp.desktop.bug_dialog import BugDialog


@pytest.fixture
def box(qtbot):
    box = BugDialog("unionapp · ZeroDivisionError")
    qtbot.addWidget(box)
    box.show()
    qtbot.waitExposed(box)
    return box


def test_the_report_is_seen_before_it_is_kept(box, qtbot):
    with qtbot.waitSignal(box.keep_asked) as seen:
        box.keepButton.click()
    assert seen.args == ["unionapp · ZeroDivisionError"]
    assert box.isVisible()


def test_a_second_bug_is_added_to_the_first(box):
    box.add("ValueError")
    assert box.reportEdit.toPlainText() == "unionapp · ZeroDivisionError\n\nValueError"


def test_one_can_go_on(box):
    box.closeButton.click()
    assert not box.isVisible()


def test_everybody_can_read_it(box, qtbot):
    assert nameless(box) == []
    assert not too_large(box)
    stretch(box)
    qtbot.wait(1)
    assert clipped(box) == []
