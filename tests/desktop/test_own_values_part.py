"""A unit sets its own values at the parameters, by keys; the law's stand in nobody's way unseen."""

import re
import tomllib
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.desktop.offices import a_desk
from tests.desktop.pages import show_page
from unionapp.assets import resource
from unionapp.desktop.organisation.organisation_page import OrganisationPage
from unionapp.desktop.organisation.segment_words import segment_words
from unionapp.finance.dues.legal_values import dues_rules
from unionapp.organisation.own_values import own_rules, set_own_value
from unionapp.organisation.parameters import list_parameters

MARCH, BASIS = date(2026, 3, 1), "Nghị quyết 03/NQ-CĐCS"
SAVE = (Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def part(qtbot, look, office):
    page = show_page(qtbot, OrganisationPage(a_desk(office)), 890, 540)
    page.go_to("parameters")
    # the part alone would not keep its page
    yield page.parameters  # noqa: PT022


def own(office):
    return [(it.key, it.value, it.valid_from) for it in list_parameters(office) if it.is_own]


def type_into(field, words: str) -> None:
    QTest.keyClicks(field.line, words)
    QTest.keyClick(field.line, Qt.Key.Key_Return)


def choose_key(qtbot, panel, words: str) -> None:
    QTest.keyClicks(panel.keyEdit.line, words)
    qtbot.waitUntil(lambda: panel.keyEdit._list is not None and panel.keyEdit._list.isVisible())
    QTest.keyClick(panel.keyEdit.line, Qt.Key.Key_Down)
    QTest.keyClick(panel.keyEdit.line, Qt.Key.Key_Return)


def point_to(part, name: str, segment: str = "") -> None:
    model = part.table.model()
    rows = [model.row(at)[:2] for at in range(model.rowCount())]
    part.table.setCurrentIndex(model.index(rows.index((name, segment)), 0))


def test_a_higher_rate_is_set_by_keys_and_counts(part, office, qtbot):
    part.add()
    choose_key(qtbot, part.panel, "ty le doan phi")
    type_into(part.panel.valueEdit, "0,7%")
    part.panel.basisEdit.set_value(BASIS)
    QTest.keyClick(part.panel.basisEdit.line, *SAVE)
    assert own(office) == [("dues.rate", "0.007", MARCH)]
    with office.read() as session:
        assert str(dues_rules(session, office, "2026-03").rate) == "0.007"


def test_less_than_the_law_is_said_at_the_field_and_nothing_is_kept(part, office, qtbot):
    part.add()
    choose_key(qtbot, part.panel, "ty le doan phi")
    type_into(part.panel.valueEdit, "0,1%")
    part.panel.basisEdit.set_value(BASIS)
    QTest.keyClick(part.panel.basisEdit.line, *SAVE)
    assert "không được thấp hơn 0,5%" in part.panel.valueEdit.problem
    assert own(office) == []


def test_an_answer_is_chosen_and_taken_away_again(part, office):
    point_to(part, "Chủ tịch duyệt chi trước khi ghi sổ")
    part.change()
    assert part.panel.answerEdit.value() == "false"
    assert not part.panel.valueEdit.isVisible()
    part.panel.answerEdit.set_value("true")
    part.panel.basisEdit.set_value(BASIS)
    part.panel.entry.save()
    assert own(office) == [("voucher.needs_approval", "true", MARCH)]
    point_to(part, "Chủ tịch duyệt chi trước khi ghi sổ")
    part.drop()
    assert own(office) == []
    part.desk.undo_list.undo()
    assert own(office) == [("voucher.needs_approval", "true", MARCH)]


def test_what_the_law_fixes_is_not_opened(part):
    point_to(part, "Mức lương cơ sở (đồng/tháng)")
    part.change()
    assert part.side.currentWidget() is part.sheet
    assert "do pháp luật quy định" in part.banner.text()


def test_only_own_values_are_listed_on_demand(part, office):
    set_own_value(office, "advance.clear_days", "45", valid_from=MARCH, legal_basis=BASIS)
    part.trustBox.setCurrentIndex(2)
    part.refresh()
    model = part.table.model()
    assert [model.row(at)[2] for at in range(model.rowCount())] == ["45"]


def test_the_keys_change_a_value_and_take_only_an_own_one_away(part, office):
    set_own_value(office, "advance.clear_days", "45", valid_from=MARCH, legal_basis=BASIS)
    part.refresh()
    part.window().activateWindow()
    part.table.setFocus()
    point_to(part, "Mức lương cơ sở (đồng/tháng)")
    assert not part.actions_["delete"].isEnabled()
    part.trustBox.setCurrentIndex(2)
    part.refresh()
    part.table.setCurrentIndex(part.table.model().index(0, 0))
    QTest.keyClick(part.table, Qt.Key.Key_E, SAVE[1])
    assert part.side.currentWidget() is part.panel
    part.side.close_panel()
    QTest.keyClick(part.table, Qt.Key.Key_Delete, SAVE[1])
    assert own(office) == []
    assert not part.actions_["edit"].isEnabled()


def test_the_group_of_a_value_is_told_in_words(part):
    model = part.table.model()
    groups = {model.row(at)[1] for at in range(model.rowCount())}
    assert {"Khu vực ngoài nhà nước", "Vùng II", "Mục 31", "C41-BB"} <= groups


def test_no_group_of_a_shipped_value_is_a_code_that_only_programs_know():
    files = (resource("law", name) for name in ("finance.toml", "letters.toml"))
    rows = [row for file in files for row in tomllib.loads(file.read_text("utf-8"))["parameter"]]
    groups = {row.get("segment", "") for row in rows} | {
        segment for rule in own_rules().values() for segment in rule.segments
    }
    told = {segment_words(group) for group in groups}
    assert not [words for words in told if re.fullmatch(r"[A-Z]+(_[A-Z]+)*|G\d|[a-z]+", words)]
