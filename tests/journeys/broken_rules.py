"""Small data folders, each of which breaks one rule, and what mends it.

Every function spoils an office and gives what it was spoiled at; `mend_…` puts that right again.
"""

from datetime import date

from sqlalchemy import text

from tests.finance.setting import add_payer, draft, hand_in
from unionapp.finance.books.bank_reconciliation import compare_statement, keep_reconciliation
from unionapp.finance.books.bank_statements import StatementLine
from unionapp.finance.books.cash_counts import CountDraft, count_cash
from unionapp.finance.contributions.declarations import record_contribution
from unionapp.finance.dues.collection import collect_dues
from unionapp.finance.dues.lists import list_dues, make_dues, set_due
from unionapp.finance.vouchers.accounts import add_bank_account, open_accounts, set_opening
from unionapp.finance.vouchers.advances import AdvanceDraft, give_advance
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.posting import post_voucher, reverse_voucher
from unionapp.finance.vouchers.transfers import Transfer, transfer
from unionapp.finance.year.approving import approve_settlement
from unionapp.finance.year.opening import set_opening_fund
from unionapp.membership.events import EventDraft, record_event
from unionapp.membership.salaries import set_salary
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import set_own_parameter
from unionapp.organisation.profile import UnitProfile, edit_profile

NEW_YEAR = date(2026, 1, 1)
MAY = date(2026, 5, 5)
MEMBER = "Trần Văn Bình"


def open_books(office: Office) -> None:
    """Ten million in the till on the first of January, nothing in the bank."""
    set_opening(office, open_accounts(office)[0].id, 10_000_000, NEW_YEAR)
    add_bank_account(office, "Agribank", bank="Agribank", number="1")


def account(office: Office, kind: str) -> int:
    return next(row.id for row in open_accounts(office) if row.kind == kind)


def keep(office: Office, kind: str, amount: int, on: date, item: str | None = None) -> int:
    return save_voucher(office, draft(kind, amount, on, item)).id


def post(office: Office, kind: str, amount: int, on: date, item: str | None = None) -> int:
    return post_voucher(office, keep(office, kind, amount, on, item)).id


def damage(office: Office, statement: str) -> None:
    """What no use case lets anybody do: a foreign tool was at the file."""
    with office.change("test") as session:
        guards = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
        for guard in guards.all():
            session.execute(text(f"DROP TRIGGER {guard}"))
        session.execute(text(statement))


def allow_debts(office: Office) -> None:
    set_own_parameter(
        office, "voucher.refuse_negative", "false", valid_from=NEW_YEAR, legal_basis="Quy chế"
    )


def overdraw_till(office: Office) -> int:
    allow_debts(office)
    return post(office, "PC", 11_000_000, MAY)


def overdraw_bank(office: Office) -> int:
    allow_debts(office)
    return post(office, "BN", 1_000_000, MAY)


def leave_a_gap(office: Office) -> int:
    later = [post(office, "PT", 100, MAY) for _ in range(2)][-1]
    damage(office, f"UPDATE voucher SET number = 4 WHERE id = {later}")
    return later


def close_the_gap(office: Office, voucher_id: object) -> None:
    damage(office, f"UPDATE voucher SET number = 2 WHERE id = {voucher_id}")


def post_out_of_order(office: Office) -> int:
    post(office, "PT", 100, MAY)
    return post(office, "PT", 200, date(2026, 4, 1))


def put_in_order(office: Office, voucher_id: object) -> None:
    day = f"UPDATE voucher SET voucher_on = '{MAY}' WHERE id = {voucher_id}"
    damage(office, day)


def break_a_line(office: Office) -> int:
    voucher_id = post(office, "PC", 300, MAY)
    lost = f"UPDATE voucher_line SET amount = 1 WHERE voucher_id = {voucher_id}"
    damage(office, lost)
    return voucher_id


def take_back(office: Office, voucher_id: int) -> None:
    reverse_voucher(office, voucher_id, "Ghi nhầm", date(2026, 12, 31))


def forget_a_draft(office: Office) -> int:
    return keep(office, "PC", 100_000, MAY)


def send_slowly(office: Office) -> int:
    moved = Transfer(
        account(office, "cash"), account(office, "bank"), 1_000, MAY, date(2026, 5, 20)
    )
    return post_voucher(office, transfer(office, moved)[0].id).id


def lose_on_the_way(office: Office) -> int:
    moved = Transfer(account(office, "cash"), account(office, "bank"), 1_000, MAY)
    paying = post_voucher(office, transfer(office, moved)[0].id).id
    lost = f"UPDATE voucher SET amount = 900 WHERE pair_id = {paying} AND id <> {paying}"
    damage(office, lost)
    return paying


def find_the_rest(office: Office, paying: object) -> None:
    damage(office, f"UPDATE voucher SET amount = 1000 WHERE pair_id = {paying}")


def reconcile_badly(office: Office) -> int:
    post(office, "BC", 500_000, MAY)
    return reconcile(office, [])


def reconcile(office: Office, lines: list[StatementLine]) -> int:
    closing = sum(line.change for line in lines)
    done = compare_statement(office, account(office, "bank"), "2026-05", lines, closing)
    keep_reconciliation(office, done)
    return 1


def reconcile_well(office: Office, _row: object) -> None:
    reconcile(office, [StatementLine(1, MAY, "Lãi tiền gửi", 500_000, None)])


def keep_books_of_2025(office: Office) -> None:
    set_opening(office, account(office, "cash"), 9_000_000, date(2025, 1, 1))
    post(office, "PT", 1_000_000, date(2025, 5, 5))


def open_otherwise(office: Office) -> None:
    keep_books_of_2025(office)
    set_opening_fund(office, 2026, 900_000, 0)


def open_without_proof(office: Office) -> None:
    set_opening_fund(office, 2026, 1, 0)


def prove_opening(office: Office, _row: object) -> None:
    set_opening_fund(office, 2026, 10_000_000, 0)


def wait_for_approval(office: Office) -> None:
    keep_books_of_2025(office)
    hand_in(office, 2025)


def take_approval(office: Office, _row: object) -> None:
    approve_settlement(office, 2025)


def list_dues_of_march(office: Office) -> int:
    member = add_payer(office, MEMBER, 10_000_000)
    make_dues(office, "2026-03")
    return member


def collect_without_posting(office: Office) -> int:
    list_dues_of_march(office)
    return collect_dues(office.on(date(2026, 3, 31)), "2026-03").voucher.id


def collect_too_much(office: Office) -> int:
    post_voucher(office, collect_without_posting(office))
    damage(office, "UPDATE dues SET due = 1")
    return list_dues(office, "2026-03").rows[0].member_id


def owe_it_after_all(office: Office, _row: object) -> None:
    damage(office, "UPDATE dues SET due = paid")


def raise_pay(office: Office) -> int:
    member = list_dues_of_march(office)
    set_salary(office, member, "2026-03", 12_000_000)
    return member


def make_again(office: Office, _row: object) -> None:
    make_dues(office, "2026-03")


def forget_a_member(office: Office) -> None:
    list_dues_of_march(office)
    add_payer(office, "Lê Thị Mai", 6_000_000)


def charge_too_much(office: Office) -> int:
    member = list_dues_of_march(office)
    set_due(office, "2026-03", member, 900_000, "Gõ nhầm")
    return member


def charge_on_leave(office: Office) -> int:
    member = list_dues_of_march(office)
    record_event(office, member, EventDraft("TAM_DUNG", date(2026, 2, 1), reason="thai sản"))
    make_dues(office, "2026-03")
    set_due(office, "2026-03", member, 50_000, "Vẫn muốn đóng")
    return member


def charge_nothing(office: Office, member: int) -> None:
    set_due(office, "2026-03", member, 0, "Theo quy định")


def pay_little(office: Office) -> int:
    member = add_payer(office, MEMBER, 10_000_000)
    set_salary(office, member, "2026-03", 1_000_000)
    make_dues(office, "2026-03")
    return member


def pay_enough(office: Office, member: int) -> None:
    set_salary(office, member, "2026-03", 10_000_000)
    make_dues(office, "2026-03")


def declare_half_a_year(office: Office) -> None:
    for month in range(1, 7):
        record_contribution(office, f"2026-{month:02}", workers=10, fund=50_000_000)


def declare_the_rest(office: Office, _row: object) -> None:
    for month in range(7, 13):
        record_contribution(office, f"2026-{month:02}", workers=10, fund=50_000_000)


def await_the_share(office: Office) -> None:
    declare_half_a_year(office)
    declare_the_rest(office, None)


def receive_the_share(office: Office, _row: object) -> None:
    post(office, "BC", 9_000_000, MAY, "28.01")


def pay_up_too_much(office: Office) -> int:
    post(office, "PT", 1_000_000, MAY, "22.01")
    return post(office, "PC", 300_001, MAY, "39")


def give_an_advance(office: Office) -> int:
    return give_advance(office, AdvanceDraft(MEMBER, "Họp mặt", 100, NEW_YEAR)).id


def count_too_little(office: Office) -> int:
    return count_cash(office, CountDraft(MAY, {500_000: 19}, reason="Thiếu tiền lẻ")).id


def book_the_difference(office: Office, _row: object) -> None:
    post(office, "PC", 500_000, MAY, "37")


def count_and_book_more(office: Office) -> int:
    counted = count_cash(office, CountDraft(MAY, {500_000: 20})).id
    post(office, "PT", 500, MAY)
    return counted


def hold_both_offices(office: Office) -> None:
    edit_profile(office, UnitProfile(cashier=office.officer.name))


def share_the_offices(office: Office, _row: object) -> None:
    edit_profile(office, UnitProfile(cashier="Lê Văn Tám"))


def change_behind_the_form(office: Office) -> None:
    post(office, "PT", 500, MAY)
    hand_in(office, 2026)
    damage(office, "UPDATE voucher SET amount = 600")
    damage(office, "UPDATE voucher_line SET amount = 600")


def put_back_behind_the_form(office: Office, _row: object) -> None:
    damage(office, "UPDATE voucher SET amount = 500")
    damage(office, "UPDATE voucher_line SET amount = 500")


def show_nobody(office: Office) -> None:
    post(office, "PT", 500, MAY)
    hand_in(office, 2026)
    approve_settlement(office, 2026)
