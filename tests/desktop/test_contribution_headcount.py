"""Fewer workers declared than members on the dues list: said alike wherever it is asked."""

from datetime import date

import pytest

from unionapp.desktop.contributions.contributions_page import sections_of
from unionapp.finance.contributions.declarations import (
    FundLine,
    preview_funds,
    record_contribution,
)
from unionapp.finance.contributions.headcount import count_on_dues_list, missing_workers
from unionapp.finance.dues.lists import make_dues
from unionapp.membership.members import MemberDraft, add_member


@pytest.fixture
def staffed(office):
    for name in ("Lê Văn Tùng", "Vi Thị An", "Hồ Thị Mai"):
        add_member(office, MemberDraft(name), on=date(2025, 1, 1))
    make_dues(office, "2026-02")
    return office


def members_shown(office, month, workers, payer=""):
    row = record_contribution(office, month, workers=workers, fund=20_000_000, payer=payer)
    section, _ = sections_of(row, [row], count_on_dues_list(office, month, payer))
    return dict(section.facts)["Đoàn viên"]


@pytest.mark.parametrize(("members", "workers", "missing"), [(3, 1, 2), (3, 3, 0), (0, 9, 0)])
def test_workers_are_missing_only_where_more_members_are_known(members, workers, missing):
    assert missing_workers(members, workers) == missing


@pytest.mark.parametrize(("workers", "missing"), [(1, 2), (3, 0), (5, 0)])
def test_preview_and_sheet_say_the_same_of_a_month(staffed, workers, missing):
    (change,) = preview_funds(staffed, [FundLine("2026-02", workers, 20_000_000)])
    words = members_shown(staffed, "2026-02", workers)
    assert change.missing == missing
    assert words == (f"3 – khai thiếu ít nhất {missing} lao động" if missing else "3")


def test_of_another_payer_the_dues_list_knows_nobody(staffed):
    (change,) = preview_funds(staffed, [FundLine("2026-02", 1, 20_000_000)], "Chi nhánh")
    assert change.missing == 0
    assert members_shown(staffed, "2026-02", 1, "Chi nhánh") == ""


def test_a_month_without_a_dues_list_counts_nobody(staffed):
    assert count_on_dues_list(staffed, "2026-01") == 0
    assert members_shown(staffed, "2026-01", 1) == ""
