"""What the posted vouchers of a year show to be wrong, each rule by its number (finance.md §8)."""

from datetime import date

import pytest

from tests.finance.setting import hand_in
from tests.journeys import broken_rules as rules
from unionapp.errors import Refusal
from unionapp.finance.month_closing import check_lock
from unionapp.finance.year.approving import Approval, approve_settlement
from unionapp.finance.year.checks import check_year
from unionapp.organisation.office import Office


@pytest.fixture
def late(office: Office) -> Office:
    opened = office.on(date(2027, 1, 15))
    rules.open_books(opened)
    return opened


def found(office: Office, code: str, year: int = 2026):
    return [one for one in check_year(office, year) if one.code == code]


@pytest.mark.parametrize(
    ("code", "overdraw"),
    [("V-03.book", rules.overdraw_till), ("V-04.book", rules.overdraw_bank)],
)
def test_v03_money_below_nothing_stays_named_where_posting_lets_it_pass(late, code, overdraw):
    voucher_id = overdraw(late)
    (said,) = found(late, code)
    assert (said.is_error, said.details["place"]) == (False, voucher_id)
    assert "âm 1.000.000\xa0đ ngày 05/05/2026" in said.words
    assert code in {one.code for one in check_lock(late, "2026-05")}
    assert code not in {one.code for one in check_lock(late, "2026-04")}
    rules.post(late, "PT" if code == "V-03.book" else "BC", 1_000_000, rules.MAY)
    assert not found(late, code)


def test_v03_money_below_nothing_is_an_error_while_the_rule_is_strict(late: Office) -> None:
    voucher_id = rules.post(late, "PC", 1_000_000, rules.MAY)
    rules.damage(late, f"UPDATE voucher SET amount = 11000000 WHERE id = {voucher_id}")
    (said,) = found(late, "V-03.book")
    assert said.is_error


def test_v05_missing_numbers_are_named_as_they_are_printed(late: Office) -> None:
    later = rules.leave_a_gap(late)
    (said,) = found(late, "V-05.gap")
    assert said.details["place"] == later
    assert "Thiếu số phiếu thu: PT002/2026, PT003/2026." in said.words


def test_v05_a_great_gap_is_counted_and_not_written_out(late: Office) -> None:
    later = rules.leave_a_gap(late)
    rules.damage(late, f"UPDATE voucher SET number = 900 WHERE id = {later}")
    (said,) = found(late, "V-05.gap")
    assert "PT006/2026 và 893 số khác" in said.words


def test_v07_a_posted_voucher_that_is_not_its_lines_is_named_until_taken_back(late) -> None:
    broken = rules.break_a_line(late)
    (said,) = found(late, "V-07.posted")
    assert (said.is_error, said.details["place"]) == (True, broken)
    assert "PC001/2026 đã ghi sổ 300\xa0đ mà các dòng cộng lại là 1\xa0đ" in said.words
    rules.take_back(late, broken)
    assert not found(late, "V-07.posted")


def test_v12_an_opening_that_was_typed_stops_the_handing_in(late: Office) -> None:
    rules.open_otherwise(late)
    (said,) = found(late, "V-12")
    assert said.is_error
    assert "tích lũy 900.000\xa0đ" in said.words
    assert "tích lũy 10.000.000\xa0đ, còn phải nộp 0\xa0đ" in said.words
    with pytest.raises(Refusal, match="V-12"):
        hand_in(late, 2026)


def test_v12_an_opening_as_approved_goes_before_the_books(late: Office) -> None:
    rules.wait_for_approval(late)
    (waiting,) = found(late, "V-12.reported")
    assert not waiting.is_error
    approve_settlement(late, 2025, {"misc": Approval(900_000, "Bỏ khoản ghi trùng")})
    assert not found(late, "V-12.reported")
    (said,) = found(late, "V-12")
    assert not said.is_error
    assert hand_in(late, 2026).version == 1


def test_v14_both_sides_of_a_transfer_are_one_amount(late: Office) -> None:
    paying = rules.lose_on_the_way(late)
    (said,) = found(late, "V-14.amount")
    assert (said.is_error, said.details["place"]) == (True, paying)
    assert "bên chuyển 1.000\xa0đ, bên nhận 900\xa0đ" in said.words


def test_v14_a_transfer_that_was_taken_back_is_no_longer_questioned(late: Office) -> None:
    paying = rules.send_slowly(late)
    (said,) = found(late, "V-14")
    assert "ngày 05/05/2026 đến nơi ngày 20/05/2026" in said.words
    rules.take_back(late, paying)
    assert not found(late, "V-14")


def test_v24_an_advance_open_too_long_is_named_while_the_year_runs(office: Office) -> None:
    rules.open_books(office)
    rules.give_an_advance(office)
    assert found(office, "V-24")
    assert not found(office.on(date(2026, 1, 31)), "V-24")
