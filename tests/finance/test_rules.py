"""The rules V-01 to V-30, each by its number (finance.md §8)."""

import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.finance.setting import add_payer, draft, hand_in
from unionapp.errors import Refusal
from unionapp.finance.books.cash_and_bank import cash_book
from unionapp.finance.books.cash_counts import (
    CountDraft,
    count_cash,
    list_cash_counts,
    show_cash_count,
)
from unionapp.finance.contributions.declarations import record_contribution
from unionapp.finance.dues.collection import collect_dues
from unionapp.finance.dues.lists import list_dues, make_dues, set_due
from unionapp.finance.items import RECEIPT, SPENDING
from unionapp.finance.month_closing import check_lock
from unionapp.finance.tables import Voucher
from unionapp.finance.voucher_checks import check_stored, check_voucher
from unionapp.finance.vouchers.accounts import add_bank_account, open_accounts, set_opening
from unionapp.finance.vouchers.advances import AdvanceDraft, give_advance
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.drafts import LineDraft, account_kind_of, direction_of
from unionapp.finance.vouchers.norms import NormRow, list_norms, set_norm
from unionapp.finance.vouchers.posting import post_voucher, reverse_voucher
from unionapp.finance.vouchers.recipients import Recipient, set_recipients
from unionapp.finance.vouchers.register import list_vouchers, show_voucher
from unionapp.finance.vouchers.transfers import Transfer, transfer
from unionapp.finance.year.budget import set_estimate
from unionapp.finance.year.checks import check_year
from unionapp.finance.year.opening import set_opening_fund
from unionapp.finance.year.settlement import show_settlement
from unionapp.membership.salaries import set_salary
from unionapp.organisation.locks import lock_month, unlock_month
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import set_own_parameter
from unionapp.organisation.profile import UnitProfile, edit_profile
from unionapp.sentences import all_sentences
from unionapp.vietnamese.periods import Period

DAY = date(2026, 3, 5)
NEW_YEAR = date(2026, 1, 1)


@pytest.fixture
def cash(office: Office) -> int:
    return set_opening(office, open_accounts(office)[0].id, 10_000_000, NEW_YEAR).id


def code_of(action, *args, **kwargs) -> str:
    with pytest.raises(Refusal) as refused:
        action(*args, **kwargs)
    return refused.value.code


def found(findings, code: str):
    return [finding for finding in findings if finding.code == code]


def codes(findings) -> set[str]:
    return {finding.code for finding in findings}


@pytest.mark.parametrize("amount", [0, -5, 1_000_000_000_000, 1.5, True])
def test_v01_an_amount_is_whole_positive_and_not_absurd(office: Office, amount) -> None:
    assert code_of(save_voucher, office, draft("PT", amount, DAY)) == "V-01"
    with office.read() as session:
        kinds = session.execute(text("SELECT typeof(amount) FROM voucher")).scalars()
        assert set(kinds) <= {"integer"}


def test_v02_a_day_to_come_is_questioned_and_a_locked_one_refused(office, cash, save) -> None:
    assert "V-02" in codes(check_voucher(office, draft("PT", 1, date(2026, 3, 6))))
    lock_month(office, "2026-02")
    assert code_of(save, "PT", 1, date(2026, 2, 1)) == "period.locked"


def test_v02_a_day_in_a_later_year_gets_no_number(office: Office, cash: int, save) -> None:
    later = save("PC", 100, date(2027, 1, 2))
    assert code_of(post_voucher, office, later.id) == "V-02.year"
    (said,) = found(check_voucher(office, draft("PC", 1, date(2027, 1, 2))), "V-02.year")
    assert (said.is_error, "2027" in said.words) == (True, True)
    soon = save("PC", 100, date(2026, 3, 6))
    assert post_voucher(office, soon.id).number == "PC001/2026"


def test_v03_the_first_bad_day_of_the_till_is_named(office: Office, save, post) -> None:
    set_opening(office, open_accounts(office)[0].id, 1_000_000, NEW_YEAR)
    post("PT", 5_000_000, date(2026, 3, 20))
    with pytest.raises(Refusal) as refused:
        post_voucher(office, save("PC", 3_000_000, DAY).id)
    (finding,) = found(check_voucher(office, draft("PC", 3_000_000, DAY)), "V-03")
    assert refused.value.code == "V-03"
    assert "quỹ tiền mặt âm 2.000.000\u00a0đ ngày 05/03/2026" in finding.words


def test_v04_a_bank_account_is_watched_by_itself(office: Office, cash: int, save, post) -> None:
    rich = add_bank_account(office, "Agribank", bank="Agribank", number="1")
    poor = add_bank_account(office, "VietinBank", bank="VietinBank", number="2")
    post("BC", 9_000_000, DAY, account_id=rich.id)
    row = save("BN", 1_000_000, DAY, account_id=poor.id)
    with pytest.raises(Refusal) as refused:
        post_voucher(office, row.id)
    assert (refused.value.code, refused.value.details["account"]) == ("V-04", "VietinBank")


def test_v05_a_number_given_after_a_later_day_is_questioned(office, cash, post) -> None:
    post("PT", 100, DAY)
    assert "V-05" in codes(check_voucher(office, draft("PT", 100, date(2026, 3, 1))))
    reverse_voucher(office, post("PT", 70, DAY).id, "Ghi nhầm")
    assert not found(check_year(office, 2026), "V-05.gap")


@pytest.mark.parametrize(
    ("kind", "item"), [("PT", "31.03"), ("PC", "22.01"), ("PT", "22"), ("PC", "99.99")]
)
def test_v06_a_line_has_one_leaf_item_of_its_direction(office, cash, save, kind, item) -> None:
    assert code_of(post_voucher, office, save(kind, 100, DAY, item).id) == "V-06"


def test_v06_money_without_an_item_is_refused_unless_it_only_moves(office, cash, save) -> None:
    assert code_of(post_voucher, office, save("PC", 100, DAY, lines=()).id) == "V-06.none"


def test_v07_a_voucher_equals_its_lines(office: Office, cash: int, save) -> None:
    lines = (LineDraft("31.03", 60), LineDraft("33.01", 30))
    assert code_of(post_voucher, office, save("PC", 100, DAY, lines=lines).id) == "V-07"
    assert post_voucher(office, save("PC", 90, DAY, lines=lines).id).status == "posted"


def test_v08_words_are_made_from_the_amount_and_stored_nowhere(office, save) -> None:
    detail = show_voucher(office, save("PT", 14_900, DAY).id)
    assert detail.in_words == "Mười bốn nghìn chín trăm đồng"
    assert not [name for name in Voucher.__table__.columns.keys() if "words" in name]  # noqa: SIM118


def test_v09_a_voucher_names_person_and_reason_and_a_payment_has_papers(
    office, cash, save
) -> None:
    assert code_of(post_voucher, office, save("PT", 1, DAY, counterparty=" ").id) == "V-09"
    assert code_of(post_voucher, office, save("PT", 1, DAY, reason="").id) == "V-09"
    bare = draft("PC", 1, DAY, attachments=0)
    assert "V-09.attachments" in codes(check_voucher(office, bare))


def test_v10_reopening_a_month_opens_later_ones_first_and_keeps_the_reason(office) -> None:
    lock_month(office, "2026-01")
    lock_month(office, "2026-02")
    assert code_of(unlock_month, office, "2026-01", "Bổ sung chứng từ") == "period.later_locked"
    assert code_of(unlock_month, office, "2026-02", "sửa") == "period.reason_needed"
    unlock_month(office, "2026-02", "Bổ sung chứng từ sót")
    with office.read() as session:
        kept = session.execute(text("SELECT use_case FROM journal ORDER BY id DESC")).scalar()
    assert "Bổ sung chứng từ sót" in kept


def test_v11_months_are_locked_in_order_and_loose_ends_named(office, cash, save) -> None:
    lock_month(office, "2025-12")
    assert code_of(lock_month, office, "2026-02") == "period.out_of_order"
    save("PT", 100, date(2026, 2, 3))
    assert {"V-11.drafts", "V-11.count"} <= codes(check_lock(office, "2026-02"))
    count_cash(office, CountDraft(date(2026, 2, 28), {500_000: 20}))
    assert "V-11.count" not in codes(check_lock(office, "2026-02"))


def test_v12_a_year_opens_with_the_closing_of_the_last(office: Office, post) -> None:
    post("PT", 1_000_000, date(2025, 5, 5))
    assert show_settlement(office, 2026).amount("opening") == 1_000_000
    assert not found(check_year(office, 2026), "V-12")
    set_opening_fund(office, 2026, 900_000, 0)
    assert found(check_year(office, 2026), "V-12")


def test_v13_cash_and_bank_books_equal_items_and_settlement(office, cash, post) -> None:
    post("PT", 500, DAY)
    post("PC", 300, DAY)
    assert not found(check_year(office, 2026), "V-13")
    with office.change("test") as session:
        session.execute(text("DROP TRIGGER voucher_line_stays_on_update"))
        session.execute(text("UPDATE voucher_line SET item = 'PAY_UP', amount = 1 WHERE id = 2"))
    (finding,) = found(check_year(office, 2026), "V-13")
    assert finding.is_error


def test_v14_a_slow_transfer_is_questioned(office: Office, cash: int) -> None:
    bank = add_bank_account(office, "Agribank", bank="Agribank", number="1")
    moved = Transfer(cash, bank.id, 1_000, date(2026, 3, 1), arrives_on=date(2026, 3, 5))
    post_voucher(office, transfer(office, moved)[0].id)
    assert found(check_year(office, 2026), "V-14")


def test_v15_the_fund_that_the_money_does_not_prove_is_not_handed_in(office, cash, post) -> None:
    post("PT", 500, DAY)
    later = office.on(date(2027, 1, 10))
    assert not found(show_settlement(later, 2026).findings, "V-15")
    set_opening_fund(later, 2026, 1, 0)
    (finding,) = found(show_settlement(later, 2026).findings, "V-15")
    assert "chênh 9.999.999 đ" in finding.words
    assert code_of(hand_in, later, 2026) == "V-15"


def test_v16_dues_that_no_longer_follow_from_pay_are_named(office: Office) -> None:
    member = add_payer(office, "Trần Văn Bình", 10_000_000)
    make_dues(office, "2026-03")
    assert not found(check_lock(office, "2026-03"), "V-16")
    set_salary(office, member, "2026-03", 12_000_000)
    assert found(check_lock(office, "2026-03"), "V-16")
    set_due(office, "2026-03", member, 50_000, "Nghị quyết BCH")
    assert not found(check_lock(office, "2026-03"), "V-16")


def test_v17_dues_paid_above_what_is_owed_are_named(office: Office) -> None:
    add_payer(office, "Trần Văn Bình", 10_000_000)
    make_dues(office, "2026-03")
    collect_dues(office, "2026-03")
    assert not found(check_year(office, 2026), "V-17")
    with office.change("test") as session:
        session.execute(text("UPDATE dues SET due = 1"))
    assert found(check_year(office, 2026), "V-17")


def test_v18_a_share_far_from_three_quarters_is_questioned(office: Office, post) -> None:
    add_bank_account(office, "Agribank", bank="Agribank", number="1")
    record_contribution(office, "2026-02", workers=10, fund=50_000_000)
    assert found(check_year(office, 2026), "V-18")
    post("BC", 750_000, DAY, "28.01")
    assert not found(check_year(office, 2026), "V-18")


def test_v18_the_share_is_rounded_as_money_is_shared_everywhere(office: Office) -> None:
    """2 % of 50.000.100 đ is 1.000.002 đ; a quarter goes up as 250.001 đ."""
    add_bank_account(office, "Agribank", bank="Agribank", number="1")
    record_contribution(office, "2026-02", workers=10, fund=50_000_100)
    (finding,) = found(check_year(office, 2026), "V-18")
    assert finding.details["expected"] == "750.001"


def test_v18_months_without_a_wage_fund_are_named_when_they_are_over(office: Office) -> None:
    late = office.on(date(2026, 10, 5))
    assert not found(check_year(late, 2026), "V-18.fund")
    for month in (1, 2, 3, 4, 5, 6):
        record_contribution(late, f"2026-{month:02}", workers=10, fund=50_000_000)
    (finding,) = found(check_year(late, 2026), "V-18.fund")
    assert (finding.is_error, finding.details["place"]) == (False, "2026-07")
    assert "tháng 07, 08, 09 năm 2026" in finding.words
    for month in (7, 8, 9):
        record_contribution(late, f"2026-{month:02}", workers=10, fund=50_000_000)
    assert not found(check_year(late, 2026), "V-18.fund")
    assert not found(check_year(late, 2025), "V-18.fund")


def test_v19_paying_up_more_than_owed_is_questioned(office: Office, cash: int, post) -> None:
    post("PT", 1_000_000, DAY, "22.01")
    post("PC", 300_000, DAY, "39")
    assert not found(check_year(office, 2026), "V-19")
    post("PC", 1, DAY, "39")
    assert found(check_year(office, 2026), "V-19")


def test_v20_an_unsure_parameter_is_named_before_printing(office: Office) -> None:
    unsure = found(check_year(office, 2026), "V-20")
    keys = {finding.field for finding in unsure}
    assert not any(finding.field in finding.words for finding in unsure)
    assert keys == {"settlement.remit_basis"}


def test_v21_passing_the_estimate_is_questioned(office: Office, cash: int, post) -> None:
    payment = draft("PC", 600, DAY)
    assert not found(check_voucher(office, payment), "V-21")
    set_estimate(office, 2026, {"care": 1_000})
    post("PC", 500, DAY)
    (finding,) = found(check_voucher(office, payment), "V-21")
    assert "1.100" in finding.words
    assert not finding.is_error
    news = draft("PC", 600, DAY, item="32.03")
    (unplanned,) = found(check_voucher(office, news), "V-21.none")
    assert "dự toán năm không có mục này" in unplanned.words


def test_v22_spending_beyond_its_share_is_questioned(office: Office, cash: int, post) -> None:
    post("PC", 600, DAY, "31.03")
    post("PC", 250, DAY, "32.05")
    post("PC", 150, DAY, "33.01")
    assert not found(show_settlement(office, 2026).findings, "V-22")
    post("PC", 10, DAY, "34.02")
    assert found(show_settlement(office, 2026).findings, "V-22")


def test_v23_a_payment_above_the_norm_is_questioned(office: Office, cash: int) -> None:
    set_norm(office, NormRow("31.03", 500_000, NEW_YEAR, "Quy chế chi tiêu nội bộ 2026"))
    assert not found(check_voucher(office, draft("PC", 500_000, DAY)), "V-23")
    assert found(check_voucher(office, draft("PC", 500_001, DAY)), "V-23")
    assert list_norms(office) == (
        NormRow("EXP_CARE_VISIT", 500_000, NEW_YEAR, "Quy chế chi tiêu nội bộ 2026"),
    )
    assert code_of(set_norm, office, NormRow("22.01", 1, NEW_YEAR, "")) == "V-06"
    assert code_of(set_norm, office, NormRow("31.03", 0, NEW_YEAR, "")) == "V-01"


def test_v23_each_share_of_a_list_is_held_against_a_norm_per_person(office, cash, save) -> None:
    set_norm(office, NormRow("31.03", 500_000, NEW_YEAR, "Quy chế"))
    names = [Recipient(f"Đoàn viên {number}", 400_000) for number in range(10)]
    gifts = save("PC", 4_000_000, DAY)
    set_recipients(office, gifts.id, names)
    assert not [one for one in check_stored(office, gifts.id) if one.code.startswith("V-23")]
    more = [*names[1:], Recipient("Đoàn viên 0", 200_000), Recipient("Đoàn viên 0", 400_000)]
    set_recipients(office, gifts.id, more)
    (said,) = found(check_stored(office, gifts.id), "V-23.person")
    assert "Có 1 người" in said.words
    assert "31.03 Thăm hỏi, trợ cấp; nhiều nhất 600.000 đ" in said.words
    whole = NormRow("EXP_CARE_VISIT", 500_000, date(2026, 3, 1), "Quy chế", "payment")
    assert set_norm(office, whole) == whole
    assert "mỗi lần chi" in found(check_stored(office, gifts.id), "V-23")[0].words
    assert code_of(set_norm, office, replace(whole, per="năm")) == "norm.unknown_per"


def test_v24_an_advance_long_open_is_named(office: Office, cash: int) -> None:
    give_advance(office, AdvanceDraft("Nguyễn Thị Hoa", "Họp mặt", 100, date(2026, 1, 20)))
    assert found(check_lock(office, "2026-02"), "V-24")
    give_advance(office, AdvanceDraft("Lê Văn Tám", "Họp mặt", 100, date(2026, 3, 1)))
    assert len(found(check_lock(office, "2026-03"), "V-24")) == 1


def test_v25_one_person_in_two_roles_is_named(office: Office, cash: int) -> None:
    own = draft("PC", 1, DAY, counterparty="nguyễn thị hòa")
    assert "V-25" in codes(check_voucher(office, own))
    edit_profile(office, UnitProfile(accountant="Nguyễn Thị Hòa", cashier="Nguyễn Thị Hòa"))
    assert "V-25.roles" in codes(check_lock(office, "2026-03"))


def test_v26_a_voucher_entered_twice_is_questioned(office: Office, cash: int, post) -> None:
    post("PC", 500, DAY)
    assert "V-26" in codes(check_voucher(office, draft("PC", 500, DAY)))
    assert "V-26" not in codes(check_voucher(office, draft("PC", 501, DAY)))
    said_otherwise = draft("PC", 500, DAY, reason="Thăm hỏi ốm đau", counterparty="TRẦN văn Bình")
    assert "V-26" in codes(check_voucher(office, said_otherwise))
    assert "V-26" in codes(check_voucher(office, replace(said_otherwise, lines=())))
    assert "V-26" not in codes(check_voucher(office, draft("PC", 500, DAY, "31.04")))


def test_what_came_in_and_went_out_is_that_of_the_cash_and_bank_books(office, cash, post):
    post("PT", 900, DAY)
    give_advance(office, AdvanceDraft("Lê Văn Tám", "Họp mặt", 400, DAY))
    rows = [row for row in list_vouchers(office) if account_kind_of(row.kind) != "advance"]
    received = sum(row.amount for row in rows if direction_of(row.kind) == RECEIPT)
    paid = sum(row.amount for row in rows if direction_of(row.kind) == SPENDING)
    book = cash_book(office, None, Period.parse("2026-03"))
    assert (received, paid) == (book.received, book.paid) == (900, 400)


def test_v26_a_voucher_is_not_its_own_double(office: Office, cash: int, save, post) -> None:
    kept = save("PC", 500, DAY)
    assert "V-26" not in codes(check_stored(office, kept.id))
    posted = post("PC", 700, DAY)
    assert "V-26" in codes(check_voucher(office, draft("PC", 700, DAY)))
    reverse_voucher(office, posted.id, "Ghi nhầm số tiền", DAY)
    assert "V-26" not in codes(check_voucher(office, draft("PC", 700, DAY)))


def test_v06_an_item_of_the_upper_level_is_not_booked_at_the_grassroots(office, cash, save):
    wrong = save("PT", 500, DAY, "26")
    assert "V-06.upper" in codes(check_stored(office, wrong.id))
    assert code_of(post_voucher, office, wrong.id) == "V-06.upper"
    above = replace(office, unit=replace(office.unit, tier="XA_PHUONG"))
    assert "V-06.upper" not in codes(check_stored(above, wrong.id))


def test_v27_much_cash_at_once_is_questioned(office: Office, cash: int) -> None:
    assert "V-27" not in codes(check_voucher(office, draft("PC", 5_000_000, DAY)))
    assert "V-27" in codes(check_voucher(office, draft("PC", 5_000_001, DAY)))
    set_own_parameter(
        office, "voucher.large_cash", "100", valid_from=NEW_YEAR, legal_basis="Quy chế"
    )
    assert "V-27" in codes(check_voucher(office, draft("PC", 101, DAY)))


def test_v28_figures_handed_in_stay_the_same(office: Office, cash: int, post) -> None:
    post("PT", 500, DAY)
    later = office.on(date(2027, 1, 10))
    before = hand_in(later, 2026)
    assert code_of(post, "PT", 700, DAY) == "year.submitted"
    assert show_settlement(later, 2026).rows == before.rows
    assert show_settlement(later, 2026).reconciliation == before.reconciliation

    def change(statement: str) -> None:
        with office.change("test") as session:
            session.execute(text(statement))

    assert code_of(change, "UPDATE settlement_row SET reported = 1") == "V-28"
    assert code_of(change, "DELETE FROM settlement_row") == "V-28"
    assert code_of(change, "UPDATE settlement SET digest = ''") == "V-28"


def test_v29_text_is_stored_composed_and_old_fonts_are_named(office: Office, save) -> None:
    row = save("PT", 1, DAY, reason=unicodedata.normalize("NFD", "Thăm ốm"))
    assert show_voucher(office, row.id).draft.reason == "Thăm ốm"
    tcvn3 = replace(draft("PT", 1, DAY), counterparty="NguyÔn ThÞ Hoµ")
    assert "V-29" in codes(check_voucher(office, tcvn3))


def test_v30_a_difference_of_the_till_needs_a_reason_and_a_voucher(office, cash, post) -> None:
    count = CountDraft(DAY, {500_000: 20, 1_000: 5})
    assert code_of(count_cash, office, count) == "V-30"
    row = count_cash(office, replace(count, reason="Thừa tiền lẻ khi thu"))
    assert (row.booked, row.counted, row.difference) == (10_000_000, 10_005_000, 5_000)
    assert codes(row.findings) == {"V-30.voucher"}
    assert "quỹ thừa 5.000\xa0đ, chưa có" in row.findings[0].words
    post("PT", 5_000, DAY, reason="Tiền thừa khi kiểm kê")
    assert list_cash_counts(office, 2026)[0].findings == ()
    assert show_cash_count(office, row.id).findings == ()
    assert code_of(show_cash_count, office, row.id + 1) == "count.unknown"


def test_every_rule_has_its_sentence() -> None:
    missing = {f"V-{n:02}" for n in range(1, 31)} - {
        code.split(".")[0] for code in all_sentences() if code.startswith("V-")
    }
    # V-08 cannot be broken, V-10 is said by the period codes
    assert missing == {"V-08", "V-10"}


def test_every_rule_of_the_level_above_has_its_sentence() -> None:
    # C-01, the package itself, is said by the codes of packages
    told = {code.split(".")[0] for code in all_sentences() if code.startswith("C-")}
    assert told == {f"C-{n:02}" for n in range(2, 8)}


def test_every_rule_has_a_test_named_after_it() -> None:
    here = Path(__file__).parent
    files = (
        "test_rules.py",
        "group/test_lower_unit_checks.py",
        "../exchange/test_package_rule.py",
    )
    tests = "".join((here / file).read_text() for file in files)
    rules = [f"v{n:02}" for n in range(1, 31)] + [f"c{n:02}" for n in range(1, 8)]
    assert [rule for rule in rules if f"def test_{rule}_" not in tests] == []


def test_dues_are_listed_once_per_member_and_month(office: Office) -> None:
    add_payer(office, "Trần Văn Bình", 10_000_000)
    make_dues(office, "2026-03")
    make_dues(office, "2026-03")
    assert len(list_dues(office, "2026-03").rows) == 1
