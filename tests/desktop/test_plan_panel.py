"""Section A of the estimate is planned beside it: people and wage funds of the year."""

from tests.desktop.offices import a_desk
from unionapp.desktop.settlement.settlement_page import SettlementPage
from unionapp.finance.year.budget import show_estimate


def test_section_a_is_typed_kept_and_stands_there_again(qtbot, look, office):
    page = SettlementPage(a_desk(office))
    qtbot.addWidget(page)
    page.show()
    page.go_to("estimate")
    panel = page.estimate.plan_panel
    assert panel.isHidden()
    page.estimate.planButton.click()
    panel.contributionWorkersEdit.set_value(120)
    panel.contributionFundEdit.set_value(9_600_000_000)
    panel.duesMembersEdit.set_value(100)
    panel.do()
    assert panel.isHidden()
    planned = show_estimate(office, page.year).planned
    assert (planned.contribution_workers, planned.contribution_fund) == (120, 9_600_000_000)
    assert (planned.dues_members, planned.dues_fund, planned.full_time) == (100, 0, 0)
    page.estimate.planButton.click()
    assert panel.contributionWorkersEdit.value() == 120
