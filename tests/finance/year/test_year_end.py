"""The end of a year: what must be locked, what proves the settlement, what stays and what carries."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from tests.finance.setting import add_payer, draft, hand_in, lock_year, take_back
from unionapp.errors import Refusal
from unionapp.finance.books.cash_and_bank import cash_book
from unionapp.finance.books.cash_counts import CountDraft, count_cash
from unionapp.finance.books.receipts_spending import receipts_spending_book
from unionapp.finance.dues.lists import make_dues
from unionapp.finance.forms import SETTLEMENT_FORM
from unionapp.finance.levels.obligations import list_obligations
from unionapp.finance.voucher_checks import check_voucher
from unionapp.finance.vouchers.accounts import add_bank_account, open_accounts, set_opening
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.posting import post_voucher, reverse_voucher
from unionapp.finance.vouchers.transfers import Transfer, transfer
from unionapp.finance.year.approving import Approval, approve_settlement
from unionapp.finance.year.budget import set_estimate
from unionapp.finance.year.checks import check_year
from unionapp.finance.year.handing_in import hand_in_settlement
from unionapp.finance.year.opening import set_opening_fund
from unionapp.finance.year.row_sources import show_row_sources
from unionapp.finance.year.settlement import show_settlement
from unionapp.finance.year.versions import list_settlement_versions
from unionapp.membership.events import EventDraft, record_event
from unionapp.organisation.locks import lock_month, unlock_month
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import set_own_parameter
from unionapp.sentences import sentence
from unionapp.vietnamese.periods import Period

WHY = "Cấp trên trả lại để bổ sung"


@pytest.fixture
def later(make_office) -> Office:
    """The office two years on, with ten million in the till since January 2026."""
    office = make_office("ketoan").on(date(2028, 1, 20))
    set_opening(office, open_accounts(office)[0].id, 10_000_000, date(2026, 1, 1))
    return office


def put(office: Office, kind: str, amount: int, on: date, item: str | None = None) -> int:
    return post_voucher(office, save_voucher(office, draft(kind, amount, on, item)).id).id


def code_of(action, *args, **kwargs) -> str:
    with pytest.raises(Refusal) as refused:
        action(*args, **kwargs)
    return refused.value.code


def words_of(refused) -> str:
    return sentence(refused.value.code, **refused.value.details)


def is_even(office: Office, year: int) -> bool:
    proof = show_settlement(office, year).reconciliation
    books = [found for found in check_year(office, year) if found.code == "V-13"]
    return proof.difference == 0 and not books


def approve_less(office: Office, care: int) -> None:
    approve_settlement(office, 2026, {"care": Approval(care, "Xuất toán")})


def test_v15_what_was_struck_out_is_a_claim_until_it_is_recovered(later: Office) -> None:
    put(later, "PC", 2_000_000, date(2026, 5, 5), "31.03")
    hand_in(later, 2026)
    approve_less(later, 1_500_000)
    put(later, "PT", 100_000, date(2027, 2, 2))
    form = show_settlement(later, 2027)
    assert (form.amount("opening"), form.reconciliation.receivable) == (8_500_000, 500_000)
    assert is_even(later, 2027)
    put(later, "PT", 200_000, date(2027, 3, 3), "138")
    form = show_settlement(later, 2027)
    assert (form.reconciliation.receivable, form.amount("closing")) == (300_000, 8_600_000)
    assert form.amount("total_receipts") == 100_000
    assert hand_in(later, 2027).status == "submitted"
    put(later, "PT", 300_000, date(2028, 1, 5), "138")
    last = show_settlement(later, 2028)
    assert (last.reconciliation.receivable, last.amount("opening")) == (0, 8_600_000)
    assert is_even(later, 2028)


def found_in(office: Office, amount: int, reason: str, item: str = "25.02") -> list[str]:
    receipt = replace(draft("PT", amount, date(2027, 3, 3), item), reason=reason)
    return [found.code for found in check_voucher(office, receipt) if "correction" in found.code]


def test_a_claim_paid_back_as_other_income_is_asked_about(later: Office) -> None:
    recovered = "Thu hồi khoản xuất toán năm 2026"
    assert found_in(later, 500_000, recovered) == []
    put(later, "PC", 2_000_000, date(2026, 5, 5), "31.03")
    hand_in(later, 2026)
    approve_less(later, 1_500_000)
    assert found_in(later, 200_000, recovered) == ["correction.as_income"]
    assert found_in(later, 500_000, "Thu khác") == ["correction.as_income"]
    assert found_in(later, 200_000, recovered, "INC_MISC") == ["correction.as_income"]
    assert found_in(later, 200_000, recovered, "Thu khác tại đơn vị") == ["correction.as_income"]
    # interest is no recovery, and money on 138 is one
    assert found_in(later, 1_200, "Lãi tiền gửi tháng 3") == []
    assert found_in(later, 500_000, recovered, "138") == []
    put(later, "PT", 500_000, date(2027, 3, 3), "138")
    assert found_in(later, 500_000, recovered) == []
    assert "138" in sentence("correction.as_income", claim="500.000 đ")


def test_v15_what_was_added_is_a_debt_until_it_is_paid(later: Office) -> None:
    put(later, "PC", 2_000_000, date(2026, 5, 5), "31.03")
    hand_in(later, 2026)
    approve_less(later, 2_400_000)
    assert show_settlement(later, 2027).reconciliation.other_payable == 400_000
    put(later, "PC", 400_000, date(2027, 2, 2), "338")
    form = show_settlement(later, 2027)
    assert (form.reconciliation.other_payable, form.amount("total_spending")) == (0, 0)
    assert is_even(later, 2027)


def test_v12_a_claim_is_carried_over_a_year_that_is_not_approved(later: Office) -> None:
    put(later, "PC", 2_000_000, date(2026, 5, 5), "31.03")
    hand_in(later, 2026)
    approve_less(later, 1_500_000)
    put(later, "PT", 100_000, date(2027, 2, 2))
    hand_in(later, 2027)
    opening = show_row_sources(later, SETTLEMENT_FORM, Period.parse("2028"), "opening")
    assert opening.amount == show_settlement(later, 2027).amount("closing")
    assert sum(part.amount for part in opening.parts) == opening.amount
    assert "Khoản bị xuất toán cuối năm trước" in {part.label for part in opening.parts}


def test_v11_a_year_is_handed_in_once_every_month_is_locked(later: Office) -> None:
    put(later, "PT", 500, date(2026, 5, 5))
    assert code_of(hand_in_settlement, later, 2026) == "V-11.year"
    lock_month(later, "2026-11")
    with pytest.raises(Refusal, match=r"V-11\.year") as refused:
        hand_in_settlement(later, 2026)
    assert "từ tháng 12/2026" in words_of(refused)
    lock_month(later, "2026-12")
    assert hand_in_settlement(later, 2026).version == 1


def test_v11_a_till_not_counted_at_the_end_of_a_year_is_named(later: Office) -> None:
    put(later, "PT", 500_000, date(2026, 5, 5))

    def named() -> bool:
        return "V-11.count" in {found.code for found in check_year(later, 2026)}

    assert named()
    count_cash(later, CountDraft(date(2026, 12, 31), {500_000: 21}))
    assert not named()
    assert "V-11.count" not in {found.code for found in check_year(later, 2028)}


@pytest.mark.parametrize("is_approved", [False, True])
def test_a_year_handed_in_takes_no_more_vouchers(later: Office, is_approved) -> None:
    posted = put(later, "PC", 2_000_000, date(2026, 5, 5))
    hand_in(later, 2026)
    if is_approved:
        approve_settlement(later, 2026)
    late = draft("PC", 1, date(2026, 12, 30))
    with pytest.raises(Refusal, match=r"year\.submitted") as refused:
        save_voucher(later, late)
    assert later.officer.name in words_of(refused)
    assert "năm 2026" in words_of(refused)
    back = (later, posted, "Ghi nhầm", date(2026, 12, 31))
    assert code_of(reverse_voucher, *back) == "year.submitted"
    assert code_of(unlock_month, later, "2026-12", WHY) == "year.closed"
    reversal = reverse_voucher(later, posted, "Ghi nhầm")
    assert reversal.voucher_on == later.today


def test_the_file_itself_keeps_a_year_handed_in_locked(later: Office) -> None:
    put(later, "PT", 500, date(2026, 5, 5))
    hand_in(later, 2026)

    def unlock() -> None:
        with later.change("test") as session:
            session.execute(text("DELETE FROM period_lock"))

    assert code_of(unlock) == "year.closed"


def test_a_settlement_taken_back_opens_its_year_and_keeps_its_version(later: Office) -> None:
    put(later, "PT", 500, date(2026, 5, 5))
    hand_in(later, 2026)
    take_back(later, 2026)
    assert show_settlement(later, 2026).status == "open"
    put(later, "PT", 700, date(2026, 12, 30))
    assert hand_in(later, 2026).version == 2
    states = [one.status for one in list_settlement_versions(later, 2026)]
    assert states == ["returned", "submitted"]
    approve_settlement(later, 2026)
    assert code_of(take_back, later, 2026) == "settlement.approved"
    assert code_of(take_back, later, 2025) == "settlement.none"


def test_v28_estimate_and_section_a_stay_as_they_were_handed_in(later: Office) -> None:
    set_estimate(later, 2026, {"dues": 40_000_000})
    put(later, "PT", 500, date(2026, 5, 5))
    before = hand_in(later, 2026)
    set_estimate(later, 2026, {"dues": 1})
    after = show_settlement(later, 2026)
    assert (after.rows, after.basics) == (before.rows, before.basics)
    assert next(row.budget for row in after.rows if row.id == "dues") == 40_000_000


def test_an_opening_counts_from_its_day_on(later: Office) -> None:
    bank = add_bank_account(later, "Agribank", bank="Agribank", number="1")
    set_opening(later, bank.id, 7_000_000, date(2027, 3, 1))
    put(later, "PT", 500_000, date(2027, 1, 5))
    assert cash_book(later, bank.id, Period.parse("2026")).closing == 0
    assert cash_book(later, bank.id, Period.parse("2027")).opening == 7_000_000
    assert receipts_spending_book(later, Period.parse("2026")).opening == 10_000_000
    book = receipts_spending_book(later, Period.parse("2027"))
    assert (book.opening, book.closing_bank) == (17_000_000, 7_000_000)
    assert show_settlement(later, 2026).amount("closing") == 10_000_000
    assert is_even(later, 2026)
    assert is_even(later, 2027)


def test_v12_no_account_opens_with_money_after_a_year_was_handed_in(later: Office) -> None:
    put(later, "PT", 500, date(2026, 5, 5))
    hand_in(later, 2026)
    bank = add_bank_account(later, "Agribank", bank="Agribank", number="1")
    opening = (later, bank.id, 7_000_000, date(2027, 3, 1))
    assert code_of(set_opening, *opening) == "account.opening_settled"
    assert set_opening(later, bank.id, 0, date(2027, 3, 1)).balance == 0


def test_v14_money_on_its_way_at_the_end_of_a_year_is_held(later: Office) -> None:
    till = open_accounts(later)[0].id
    bank = add_bank_account(later, "Agribank", bank="Agribank", number="1")
    days = (date(2026, 12, 31), date(2027, 1, 2))
    post_voucher(later, transfer(later, Transfer(till, bank.id, 4_000_000, *days))[0].id)
    proof = show_settlement(later, 2026).reconciliation
    assert (proof.cash, proof.bank, proof.transit) == (6_000_000, 0, 4_000_000)
    assert receipts_spending_book(later, Period.parse("2026")).closing_transit == 4_000_000
    assert hand_in(later, 2026).amount("closing") == 10_000_000
    assert show_settlement(later, 2027).amount("opening") == 10_000_000
    assert show_settlement(later, 2027).reconciliation.transit == 0
    assert is_even(later, 2027)


def pay_basis(office: Office, value: str, since: date) -> None:
    set_own_parameter(
        office, "settlement.remit_basis", value, valid_from=since, legal_basis="Hướng dẫn của tỉnh"
    )


def test_v12_a_year_on_the_paid_basis_closes_and_opens_alike(later: Office) -> None:
    pay_basis(later, "paid", date(2026, 1, 1))
    put(later, "PT", 10_000_000, date(2026, 3, 5), "22.01")
    put(later, "PC", 1_000_000, date(2026, 4, 5), "39")
    closed = show_settlement(later, 2026)
    assert (closed.amount("closing"), closed.amount("payable")) == (19_000_000, 0)
    assert show_settlement(later, 2027).amount("opening") == 19_000_000
    hand_in(later, 2026)
    approve_settlement(later, 2026)
    assert show_settlement(later, 2027).amount("opening") == 19_000_000
    assert list_obligations(later, 2027).opening == 2_000_000
    put(later, "PC", 2_000_000, date(2027, 1, 9), "39")
    assert show_settlement(later, 2027).amount("closing") == 17_000_000
    assert is_even(later, 2027)


@pytest.mark.parametrize(("before", "after"), [("paid", "obligation"), ("obligation", "paid")])
def test_v15_holds_where_the_basis_changes_from_year_to_year(later, before, after) -> None:
    pay_basis(later, before, date(2026, 1, 1))
    pay_basis(later, after, date(2027, 1, 1))
    put(later, "PT", 10_000_000, date(2026, 3, 5), "22.01")
    put(later, "PC", 1_000_000, date(2026, 4, 5), "39")
    put(later, "PC", 500_000, date(2027, 4, 5), "39")
    assert is_even(later, 2026)
    assert is_even(later, 2027)
    closing = show_settlement(later, 2026).amount("closing")
    assert show_settlement(later, 2027).amount("opening") == closing
    for row in ("remitted", "payable"):
        sources = show_row_sources(later, SETTLEMENT_FORM, Period.parse("2027"), row)
        made_of = (*sources.parts, *sources.lines)
        assert sum(one.amount for one in made_of) == sources.amount, row


def test_v10_the_fund_a_year_opens_with_stands_once_a_month_is_locked(later: Office) -> None:
    set_opening_fund(later, 2026, 10_000_000, 0)
    lock_month(later, "2026-01")
    assert code_of(set_opening_fund, later, 2026, 123, 456) == "period.locked"
    lock_year(later, 2026)
    hand_in(later, 2026)
    assert code_of(set_opening_fund, later, 2026, 123, 456) == "year.submitted"
    assert show_settlement(later, 2026).amount("opening") == 10_000_000


@pytest.mark.parametrize("figures", [(-1, 0), (0, -1)])
def test_v10_what_a_year_opens_with_is_never_below_nothing(later: Office, figures) -> None:
    assert code_of(set_opening_fund, later, 2026, *figures) == "opening.negative"


def test_c06_the_fund_of_dues_leaves_out_the_months_somebody_was_exempt(later: Office) -> None:
    for name in ("Trần Văn Bình", "Lê Thị Mai"):
        member = add_payer(later, name, 10_000_000, since="2026-01")
    record_event(later, member, EventDraft("TAM_DUNG", date(2026, 1, 20), reason="Nghỉ thai sản"))
    for month in ("2026-01", "2026-02", "2026-03"):
        make_dues(later, month)
    basics = show_settlement(later, 2026).basics
    assert (basics.dues_members, basics.dues_fund) == (2, 40_000_000)


@pytest.mark.parametrize("row", ["held_cash", "basic_dues_fund", "nothing", "receipts"])
def test_only_rows_of_the_form_are_approved(later: Office, row: str) -> None:
    put(later, "PT", 500, date(2026, 5, 5))
    hand_in(later, 2026)
    wish = {row: Approval(1, "Xuất toán")}
    assert code_of(approve_settlement, later, 2026, wish) == "form.row_unknown"
