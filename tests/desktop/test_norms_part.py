"""The unit's own spending limits: set, changed and ended at the unit's page; payments are held to them."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.desktop.offices import a_desk, receive_money
from tests.desktop.pages import show_page
from unionapp.desktop.organisation.organisation_page import OrganisationPage
from unionapp.desktop.vouchers.vouchers_page import VouchersPage
from unionapp.errors import Severity
from unionapp.finance.vouchers.norms import NormRow, list_norms, set_norm

NEW_YEAR = date(2026, 1, 1)
RULES = "Quy chế chi tiêu nội bộ 2026"
CARE = NormRow("EXP_CARE_VISIT", 500_000, NEW_YEAR, RULES)


@pytest.fixture
def part(qtbot, look, office):
    page = show_page(qtbot, OrganisationPage(a_desk(office)), 890, 540)
    page.go_to("norms")
    # the part alone would not keep its page
    yield page.norms  # noqa: PT022


def test_a_limit_is_typed_and_listed(part, office):
    part.add()
    panel = part.panel
    panel.itemEdit.choose(panel._choices["EXP_CARE_VISIT"])
    panel.greatestEdit.set_value(500_000)
    panel.resolutionEdit.set_value(RULES)
    panel.do()
    assert list_norms(office) == (CARE,)
    row = part.read_rows()[0]
    assert row[0].startswith("31.03 ")
    assert row[1:] == (500_000, "mỗi người", NEW_YEAR, RULES)


def test_a_limit_is_changed_ended_and_taken_back(part, office):
    set_norm(office, CARE)
    part.refresh()
    part.table.setCurrentIndex(part.table.model().index(0, 0))
    part.change()
    assert part.panel.greatestEdit.value() == 500_000
    part.panel.greatestEdit.set_value(700_000)
    part.panel.do()
    assert [norm.greatest for norm in list_norms(office)] == [700_000]
    part.table.setCurrentIndex(part.table.model().index(0, 0))
    part.end()
    assert list_norms(office) == ()
    part.desk.undo_list.undo()
    assert [norm.greatest for norm in list_norms(office)] == [700_000]


def test_what_is_missing_or_nothing_is_said_at_its_field(part, office):
    part.add()
    part.panel.do()
    assert part.panel.itemEdit.problem
    assert part.panel.greatestEdit.problem
    assert list_norms(office) == ()


def test_a_payment_above_the_limit_is_questioned_while_it_is_typed(qtbot, look, office):
    receive_money(office)
    set_norm(office, CARE)
    page = VouchersPage(a_desk(office))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    form = page.form
    form.begin_kind("PC")
    form.voucherOnEdit.set_value(date(2026, 3, 5))
    care = next(it for it in form.templates.offer("PC") if form.templates.item_of(it) == CARE.item)
    form.templates.show(care)
    form.amountEdit.set_value(500_000)
    form.check()
    assert "định mức" not in form.amountEdit.problem
    form.amountEdit.set_value(500_001)
    form.check()
    assert "vượt định mức 500.000" in form.amountEdit.problem
    assert form.amountEdit.severity is Severity.WARNING


def test_the_page_opens_on_a_day_before_every_list_of_items(qtbot, make_office):
    page = OrganisationPage(a_desk(make_office(today=date(2009, 1, 1))))
    qtbot.addWidget(page)
    page.norms.add()
    assert page.norms.panel._choices == {}


def test_the_keys_change_a_limit_and_take_it_away(part, office):
    set_norm(office, CARE)
    part.refresh()
    part.window().activateWindow()
    part.table.setFocus()
    part.table.setCurrentIndex(part.table.model().index(0, 0))
    QTest.keyClick(part.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert part.side.currentWidget() is part.panel
    part.side.close_panel()
    QTest.keyClick(part.table, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert list_norms(office) == ()
    assert not part.actions_["edit"].isEnabled()
