"""The year 2026 of a private company's union on route B, typed through the use cases (finance.md §9)."""

from datetime import date

import pytest

from tests.finance.setting import draft, hand_in, pay_contribution, take_back
from unionapp.errors import Refusal
from unionapp.finance.books.receipts_spending import receipts_spending_book
from unionapp.finance.contributions.book import list_contributions
from unionapp.finance.contributions.declarations import record_contribution
from unionapp.finance.levels.obligations import list_obligations, list_obligations_by_month
from unionapp.finance.month_closing import check_lock
from unionapp.finance.vouchers.accounts import add_bank_account, open_accounts, set_opening
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.posting import post_voucher, reverse_voucher
from unionapp.finance.year.approving import Approval, approve_settlement
from unionapp.finance.year.budget import set_estimate
from unionapp.finance.year.checks import check_year
from unionapp.finance.year.handing_in import hand_in_settlement
from unionapp.finance.year.opening import set_opening_fund
from unionapp.finance.year.proportions import rule_shares
from unionapp.finance.year.settlement import show_settlement
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import set_own_parameter
from unionapp.vietnamese.months import last_day
from unionapp.vietnamese.periods import Period

YEAR = Period.parse("2026")
SPENDING = {
    "EXP_CARE_VISIT": 110_000_000,
    "EXP_PROP_CULTURE": 32_000_000,
    "EXP_ADMIN_OFFICE": 9_600_000,
    "EXP_PAY_ALLOW": 18_000_000,
}


def book(office: Office, kind: str, amount: int, on: date, item: str, source: str = "") -> int:
    made = draft(kind, amount, on, item)
    line = type(made.lines[0])(item, amount, source)
    saved = save_voucher(office, type(made)(**{**fields(made), "lines": (line,)}))
    return post_voucher(office, saved.id).id


def fields(made) -> dict:
    return {name: getattr(made, name) for name in made.__slots__}


@pytest.fixture(scope="module")
def year(tmp_path_factory) -> Office:
    return type_the_year(open_new_office(tmp_path_factory.mktemp("year") / "data"))


def open_new_office(folder) -> Office:
    from tests.conftest import CDCS, UPPER, fixed_clock
    from unionapp.organisation.opening import NewFolder, create_data_folder, open_office

    facts = NewFolder(CDCS, "Nguyễn Thị Hòa", "accountant", None, is_encrypted=False, parent=UPPER)
    create_data_folder(folder, facts, clock=fixed_clock)
    return open_office(folder, today=date(2027, 1, 15), clock=fixed_clock)


def type_the_year(office: Office) -> Office:
    cash = open_accounts(office)[0]
    bank = add_bank_account(office, "VietinBank", bank="VietinBank", number="0101")
    set_opening(office, cash.id, 5_000_000, date(2026, 1, 1))
    set_opening(office, bank.id, 40_000_000, date(2026, 1, 1))
    for number in range(1, 13):
        month, day = f"2026-{number:02}", date(2026, number, 20)
        fund = 800_000_000 if number <= 6 else 840_000_000
        dues_fund = 720_000_000 if number <= 6 else 756_000_000
        due = record_contribution(office, month, workers=100, fund=fund)
        pay_contribution(office, month, due.due, day)
        book(office, "BC", due.keep, day, "28.01", "12")
        book(office, "PT", dues_fund * 5 // 1000, day, "22.01", "11")
    book(office, "BC", 20_000_000, date(2026, 12, 21), "25.01", "14")
    book(office, "BC", 120_000, date(2026, 12, 22), "25.02", "142")
    for item, amount in SPENDING.items():
        book(office, "BN", amount, date(2026, 12, 23), item, "12")
    book(office, "PC", 10_000_000, date(2026, 12, 24), "39", "11")
    return office


def test_months_read_at_once_are_what_each_month_says_alone(year: Office) -> None:
    months = list_obligations_by_month(year, 2026)
    assert months == tuple(
        list_obligations(year, 2026, last_day(f"2026-{number:02}")) for number in range(1, 13)
    )
    assert list_obligations_by_month(year, 2026, last=3) == months[:3]
    assert months[-1].owed == 3_284_000


def test_the_employer_owes_two_percent_and_three_quarters_stay(year: Office) -> None:
    rows = list_contributions(year, 2026)
    assert sum(row.due for row in rows) == 196_800_000
    assert sum(row.keep for row in rows) == 147_600_000
    assert sum(row.up for row in rows) == 49_200_000
    assert {row.state for row in rows} == {"paid"}


def test_every_row_of_the_settlement_equals_the_example(year: Office) -> None:
    form = show_settlement(year, 2026)
    expected = {
        "opening": 45_000_000,
        "dues": 44_280_000,
        "kpcd": 0,
        "other": 20_120_000,
        "employer": 20_000_000,
        "misc": 120_000,
        "upper": 147_600_000,
        "upper_share": 147_600_000,
        "total_receipts": 212_000_000,
        "care": 110_000_000,
        "propaganda": 32_000_000,
        "administration": 9_600_000,
        "pay": 18_000_000,
        "own_spending": 169_600_000,
        "remitted": 13_284_000,
        "closing": 74_116_000,
        "payable": 3_284_000,
    }
    assert {row: form.amount(row) for row in expected} == expected
    assert (form.basics.contribution_workers, form.basics.contribution_fund) == (
        100,
        9_840_000_000,
    )


def test_the_money_held_proves_the_settlement(year: Office) -> None:
    proof = show_settlement(year, 2026).reconciliation
    assert proof.cash + proof.bank + proof.advances == 77_400_000
    assert proof.closing + proof.payable == 77_400_000
    assert proof.difference == 0


def test_the_share_owed_upwards_is_thirty_percent_of_dues(year: Office) -> None:
    owed = list_obligations(year, 2026)
    assert (owed.due, owed.paid, owed.owed) == (13_284_000, 10_000_000, 3_284_000)
    assert owed.lines[0].collected - owed.lines[0].due == 30_996_000


def test_quarters_of_the_obligation_add_up_to_the_year(year: Office) -> None:
    ends = [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31)]
    sums = [list_obligations(year, 2026, end).due for end in ends]
    assert sums == sorted(sums)
    assert sums[-1] == 13_284_000


def test_the_proportions_come_out_and_the_limit_with_34_is_passed(year: Office) -> None:
    form = show_settlement(year, 2026)
    assert [share.text for share in form.proportions] == ["64,86%", "18,87%", "5,66%", "10,61%"]
    (finding,) = [found for found in form.findings if found.code == "V-22"]
    assert finding.details["purpose"] == "33+34"
    assert finding.details["share"] == "16,27%"


def test_the_books_of_the_year_agree(year: Office) -> None:
    items = receipts_spending_book(year, YEAR)
    assert (items.received, items.spent) == (212_000_000, 179_600_000)
    assert items.opening + items.received - items.spent == 77_400_000
    assert items.closing_cash + items.closing_bank == 77_400_000
    assert not [found for found in check_year(year, 2026) if found.is_error]


def test_the_example_raises_nothing_but_what_is_to_be_expected(year: Office) -> None:
    """Shares above the limit (§9), a basis that is not certain, and a till nobody has counted."""
    found = (*show_settlement(year, 2026).findings, *check_year(year, 2026))
    assert {one.code for one in found} == {"V-22", "V-20", "V-11.count"}
    assert not [one for one in found if one.is_error]
    for month in YEAR.months():
        assert [one.code for one in check_lock(year, month)] == ["V-11.count"]


def test_a_settlement_handed_in_stays_and_its_approval_opens_the_next_year(tmp_path) -> None:
    office = type_the_year(open_new_office(tmp_path / "data"))
    assert hand_in(office, 2026).version == 1
    take_back(office, 2026)
    book(office, "PT", 500_000, date(2026, 12, 28), "25.02")
    assert hand_in(office, 2026).amount("closing") == 74_616_000
    with pytest.raises(Refusal, match=r"settlement\.reason_needed"):
        approve_settlement(office, 2026, {"misc": Approval(600_000)})
    approved = approve_settlement(
        office, 2026, {"misc": Approval(600_000, "Bỏ một khoản lãi ghi trùng")}
    )
    assert (approved.version, approved.status) == (2, "approved")
    closing = next(row.approved for row in approved.rows if row.id == "closing")
    assert closing == 74_596_000
    assert show_settlement(office, 2027).amount("opening") == 74_596_000
    planned = {row.id: row.amount for row in set_estimate(office, 2027, {"misc": 500_000}).rows}
    assert planned["opening"] == 74_596_000
    (estimated,) = {r.budget for r in show_settlement(office, 2027).rows if r.id == "opening"}
    assert estimated == 74_596_000
    assert list_obligations(office, 2027).opening == 3_284_000
    assert "V-12" in {found.code for found in check_year(office, 2027)}
    for action, code in (
        (lambda: hand_in(office, 2026), "settlement.approved"),
        (lambda: approve_settlement(office, 2026), "settlement.approved"),
        (lambda: set_opening_fund(office, 2027, 1, 1), "opening.approved"),
        (lambda: hand_in_settlement(office, 2027), "settlement.not_over"),
        (lambda: approve_settlement(office, 2025), "settlement.none"),
    ):
        with pytest.raises(Refusal) as refused:
            action()
        assert refused.value.code == code
    office.close()


def test_a_reversal_leaves_the_books_in_agreement(tmp_path) -> None:
    office = type_the_year(open_new_office(tmp_path / "data"))
    posted = book(office, "PT", 900_000, date(2026, 12, 28), "25.02")
    reverse_voucher(office, posted, "Ghi nhầm", date(2026, 12, 29))
    assert show_settlement(office, 2026).amount("closing") == 74_116_000
    assert not [found for found in check_year(office, 2026) if found.is_error]
    office.close()


def test_shares_stand_beside_the_rules_of_their_year(year: Office) -> None:
    form = show_settlement(year, 2026)
    ruled = rule_shares(year, 2026, form.proportions)
    assert [(one.share.code, one.rule) for one in ruled] == [
        ("31", "ít nhất 60%"),
        ("32", "khoảng 25%"),
        ("33", "nhiều nhất 15%"),
        ("34", ""),
    ]
    assert [one.needs_check for one in ruled] == [True, True, True, False]
    set_own_parameter(
        year,
        "spend.share",
        "0.65",
        valid_from=date(2026, 1, 1),
        legal_basis="Quy chế",
        segment="31",
    )
    own = rule_shares(year, 2026, form.proportions)[0]
    assert (own.rule, own.needs_check) == ("ít nhất 65%", False)
    assert "V-22" in {one.code for one in show_settlement(year, 2026).findings}


def test_a_year_before_any_rule_has_shares_and_no_limits(office: Office) -> None:
    old = show_settlement(office, 2020)
    assert {one.rule for one in rule_shares(office, 2020, old.proportions)} == {""}
