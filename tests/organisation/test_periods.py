"""Locked months: in order, with a reason to open them, held by the file itself."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from unionapp.errors import Refusal
from unionapp.organisation.locks import (
    is_locked,
    last_locked_month,
    list_locks,
    lock_month,
    require_open,
    unlock_month,
)
from unionapp.organisation.office import Office
from unionapp.organisation.periods import read_month
from unionapp.sentences import sentence_for


def test_a_lock_names_who_locked_it(office):
    lock_month(office, "2026-02")
    with office.read() as session:
        require_open(session, office.unit.id, date(2026, 3, 1))
        with pytest.raises(Refusal) as refused:
            require_open(session, office.unit.id, date(2026, 2, 28))
    assert "02/2026" in sentence_for(refused.value)
    assert "Nguyễn Thị Hòa" in sentence_for(refused.value)


def test_months_are_locked_in_order_and_opened_backwards(office):
    lock_month(office, "2025-12")
    with pytest.raises(Refusal, match="period.out_of_order"):
        lock_month(office, "2026-02")
    lock_month(office, "2026-01")
    with pytest.raises(Refusal, match="period.later_locked"):
        unlock_month(office, "2025-12", "nhập thiếu chứng từ")
    unlock_month(office, "2026-01", "nhập thiếu chứng từ")
    assert [lock.month for lock in list_locks(office)] == ["2025-12"]


@pytest.mark.parametrize(
    ("month", "code"),
    [
        ("2026-13", "period.unreadable"),
        ("tháng 3", "period.unreadable"),
        ("2026-05", "period.not_over"),
    ],
)
def test_a_month_that_cannot_be_locked_says_why(office, month, code):
    with pytest.raises(Refusal) as refused:
        lock_month(office, month)
    assert refused.value.code == code


def test_opening_a_month_needs_a_reason_and_a_lock(office):
    lock_month(office, "2026-02")
    with pytest.raises(Refusal, match="period.reason_needed"):
        unlock_month(office, "2026-02", "quên")
    with pytest.raises(Refusal, match="period.reason_needed"):
        unlock_month(office, "2026-02", "." * 20)
    with pytest.raises(Refusal, match="period.not_locked"):
        unlock_month(office, "2026-03", "nhập thiếu chứng từ")
    with pytest.raises(Refusal, match="period.already_locked"):
        lock_month(office, "2026-02")


def test_the_first_lock_closes_every_month_before_it(office):
    lock_month(office, "2026-02")
    with office.read() as session:
        with pytest.raises(Refusal, match="period.locked"):
            require_open(session, office.unit.id, date(2025, 6, 30))
        assert is_locked(session, office.unit.id, "2025-06")
    with pytest.raises(Refusal, match="period.out_of_order"):
        lock_month(office, "2026-01")
    with pytest.raises(Refusal, match="period.later_locked"):
        unlock_month(office, "2026-01", "nhập thiếu chứng từ")


@pytest.mark.parametrize("role", ["inspector", "cashier", "secretary"])
def test_only_chair_and_accountant_open_a_month_again(office, role):
    lock_month(office, "2026-02")
    stranger = replace(office, officer=replace(office.officer, role=role))
    with pytest.raises(Refusal, match="period.opener_needed"):
        unlock_month(stranger, "2026-02", "nhập thiếu chứng từ")
    chair = replace(office, officer=replace(office.officer, role="chair"))
    unlock_month(chair, "2026-02", "nhập thiếu chứng từ")
    assert list_locks(office) == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE period_lock SET month = '2026-01' WHERE month = '2026-02'",
        "DELETE FROM period_lock WHERE month = '2025-12'",
        "INSERT INTO period_lock (unit_id, month, locked_at, locked_by)"
        " SELECT unit_id, '2026-04', locked_at, locked_by FROM period_lock LIMIT 1",
    ],
)
def test_the_file_itself_keeps_the_order_of_locks(office, statement):
    for month in ("2025-12", "2026-01", "2026-02"):
        lock_month(office, month)
    with pytest.raises(Refusal, match="period.lock_kept"), office.change("test") as session:
        session.execute(text(statement))
    assert [lock.month for lock in list_locks(office)] == ["2025-12", "2026-01", "2026-02"]


@pytest.mark.parametrize(
    "words", ["0000-01", "0999-12", "２０２６-０３", "2026-13", "2026-3", "2026-03\n"]
)
def test_what_is_no_month_is_refused_before_it_is_stored(words):
    with pytest.raises(Refusal, match="period.unreadable"):
        read_month(words)


def test_the_last_locked_month_is_told_and_a_month_asked_by_itself(office: Office) -> None:
    with office.read() as session:
        assert last_locked_month(session, office.unit.id) is None
    for month in ("2025-11", "2025-12"):
        lock_month(office, month)
    with office.read() as session:
        assert last_locked_month(session, office.unit.id) == "2025-12"
        asked = [is_locked(session, office.unit.id, month) for month in ("2025-12", "2026-01")]
    assert asked == [True, False]
