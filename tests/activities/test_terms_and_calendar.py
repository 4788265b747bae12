"""Agreements warn before they end, and the calendar holds what a month holds."""

from datetime import date, timedelta

import pytest

from tests.conftest import TODAY
from tests.indicators.neighbourhood import do
from unionapp.activities import kinds
from unionapp.activities.calendar import calendar_of
from unionapp.activities.records import cancel_activity
from unionapp.activities.terms import days_left, ending_terms
from unionapp.assets import resource
from unionapp.vietnamese.periods import Period


def agree(office, ends_in, begins=date(2024, 1, 1), title="Thỏa ước"):
    return do(office, "TULDTT", begins, ended_on=TODAY + timedelta(days=ends_in), title=title)


@pytest.mark.parametrize(
    ("ends_in", "warned"), [(-366, False), (-1, True), (0, True), (60, True), (61, False)]
)
def test_an_agreement_warns_sixty_days_before_and_a_year_after(office, ends_in, warned):
    row = agree(office, ends_in)
    found = ending_terms(office)
    assert [(it.activity_id, it.days_left) for it in found] == [(row.id, ends_in)] * warned
    near = ends_in <= 60
    assert days_left("TULDTT", row.ended_on, TODAY) == (ends_in if near else None)


def test_a_renewed_or_cancelled_agreement_is_silent_and_the_nearest_goes_first(office):
    late, soon = agree(office, 40), agree(office, 10)
    # the later of two about the same unit renews the earlier
    assert [it.activity_id for it in ending_terms(office)] == [late.id]
    cancel_activity(office, late.id, "Ghi nhầm bản")
    assert [it.activity_id for it in ending_terms(office)] == [soon.id]
    agree(office, 700, begins=TODAY)
    assert ending_terms(office) == ()
    assert days_left("HN_NLD", TODAY, TODAY) is None


def test_a_month_holds_what_begins_and_what_ends_in_it(office):
    agreement = agree(office, 10, title="Thỏa ước 2024–2026")
    meeting = do(office, "HN_NLD", date(2026, 3, 2))
    plan = do(office, "DOI_THOAI", date(2026, 3, 20))
    gone = do(office, "NU_CONG", date(2026, 3, 8))
    cancel_activity(office, gone.id, "Dời sang tháng tư")
    do(office, "NU_CONG", date(2026, 4, 1))
    entries = calendar_of(office, Period.parse("2026-03"))
    assert [(it.day.day, it.activity_id, it.is_end) for it in entries] == [
        (2, meeting.id, False),
        (15, agreement.id, True),
        (20, plan.id, False),
    ]
    assert [it.status for it in entries] == ["done", "done", "planned"]


def test_an_organisation_adds_a_kind_of_its_own_as_a_file(office, tmp_path, monkeypatch):
    folder = tmp_path / "activities"
    folder.mkdir()
    (folder / "kinds.toml").write_bytes(resource("activities", "kinds.toml").read_bytes())
    (folder / "cua_tinh.toml").write_text(
        '[[kind]]\ncode = "XE_TET"\nname = "Xe đưa công nhân về quê"\ngroup = "cham_lo"\n'
        'measures = []\nlegal_basis = "Chương trình của tỉnh"\nconfidence = "certain"\n'
        'fields = [{ name = "buses", label = "Số chuyến xe", type = "number" }]\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(kinds, "resource", tmp_path.joinpath)
    kinds.list_kinds.cache_clear()
    try:
        row = do(office, "XE_TET", date(2026, 2, 10), buses="12")
        assert (row.kind_name, row.details["buses"]) == ("Xe đưa công nhân về quê", 12)
    finally:
        monkeypatch.undo()
        kinds.list_kinds.cache_clear()
