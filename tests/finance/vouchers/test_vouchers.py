"""Vouchers from draft to posted to reversed, and what the file itself refuses."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from tests.finance.setting import add_payer, draft
from unionapp.errors import Refusal
from unionapp.finance.tables import DuesRow, FundAccount, Voucher, VoucherLine
from unionapp.finance.voucher_checks import check_voucher
from unionapp.finance.vouchers.accounts import add_bank_account, open_accounts, set_opening
from unionapp.finance.vouchers.drafting import delete_draft, save_voucher
from unionapp.finance.vouchers.drafts import LineDraft
from unionapp.finance.vouchers.posting import post_voucher, reverse_voucher
from unionapp.finance.vouchers.register import (
    list_vouchers,
    show_voucher,
    voucher_ids,
    voucher_rows,
)
from unionapp.finance.vouchers.transfers import Transfer, transfer
from unionapp.organisation.locks import lock_month
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import set_own_parameter
from unionapp.vietnamese.periods import Period

DAY = date(2026, 3, 5)
FEBRUARY = date(2026, 2, 20)


@pytest.fixture
def cash(office: Office) -> int:
    account = open_accounts(office)[0]
    return set_opening(office, account.id, 5_000_000, date(2026, 1, 1)).id


def code_of(action, *args, **kwargs) -> str:
    with pytest.raises(Refusal) as refused:
        action(*args, **kwargs)
    return refused.value.code


def test_the_till_is_there_from_the_first_use(office: Office) -> None:
    (till,) = open_accounts(office)
    assert (till.kind, till.name, till.balance) == ("cash", "Tiền mặt tại quỹ", 0)
    assert open_accounts(office) == (till,)


def test_a_draft_has_no_number_until_it_is_posted(office: Office, cash: int, save) -> None:
    row = save("PT", 120_000, DAY)
    assert (row.status, row.number) == ("draft", "")
    assert post_voucher(office, row.id).number == "PT001/2026"


def test_numbers_run_per_kind_and_year_in_the_order_of_posting(
    cash: int, save, post, office
) -> None:
    later = save("PT", 100, DAY)
    assert post("PT", 200, DAY).number == "PT001/2026"
    assert post_voucher(office, later.id).number == "PT002/2026"
    assert post("PC", 100, DAY).number == "PC001/2026"


def test_a_draft_can_be_changed_and_thrown_away(office: Office, save) -> None:
    row = save("PT", 100, DAY)
    changed = save_voucher(office, draft("PT", 250, DAY, reason="Thanh lý giấy vụn"), row.id)
    assert (changed.id, changed.amount, changed.reason) == (row.id, 250, "Thanh lý giấy vụn")
    assert show_voucher(office, row.id).draft.lines == (LineDraft("INC_MISC", 250),)
    delete_draft(office, row.id)
    assert list_vouchers(office) == ()


def test_a_detail_shows_the_amount_in_words(office: Office, save) -> None:
    detail = show_voucher(office, save("PT", 1_200_000, DAY).id)
    assert detail.in_words == "Một triệu hai trăm nghìn đồng chẵn"
    assert (detail.created_by, detail.posted_by) == ("Nguyễn Thị Hòa", None)


def test_a_payment_above_the_till_is_refused_with_day_and_amount(office, cash, save) -> None:
    row = save("PC", 9_000_000, DAY)
    with pytest.raises(Refusal) as refused:
        post_voucher(office, row.id)
    assert refused.value.code == "V-03"
    assert refused.value.details["missing"] == "4.000.000\u00a0đ"
    assert refused.value.details["on"] == "05/03/2026"
    assert show_voucher(office, row.id).row.status == "draft"


def test_a_payment_dated_back_may_not_break_a_later_day(office, cash, save, post) -> None:
    post("PC", 4_000_000, DAY)
    row = save("PC", 2_000_000, date(2026, 1, 10))
    with pytest.raises(Refusal) as refused:
        post_voucher(office, row.id)
    assert (refused.value.code, refused.value.details["on"]) == ("V-03", "05/03/2026")


def test_a_unit_may_lower_the_balance_rule_to_a_warning(office, cash, save) -> None:
    set_own_parameter(
        office,
        "voucher.refuse_negative",
        "false",
        valid_from=date(2026, 1, 1),
        legal_basis="Nghị quyết BCH",
    )
    row = save("PC", 9_000_000, DAY)
    findings = check_voucher(office, show_voucher(office, row.id).draft)
    assert [(f.code, f.is_error) for f in findings if f.code == "V-03"] == [("V-03", False)]
    assert post_voucher(office, row.id).status == "posted"


def test_a_posted_voucher_is_neither_changed_nor_deleted(office, cash, post) -> None:
    row = post("PT", 100, DAY)
    assert code_of(save_voucher, office, draft("PT", 200, DAY), row.id) == "voucher.posted"
    assert code_of(delete_draft, office, row.id) == "voucher.posted"
    assert code_of(post_voucher, office, row.id) == "voucher.posted"


def test_the_file_itself_keeps_a_posted_voucher(office: Office, cash: int, post) -> None:
    row = post("PT", 100, DAY)

    def change() -> None:
        with office.change("test") as session:
            session.get_one(Voucher, row.id).amount = 999

    def delete_lines() -> None:
        with office.change("test") as session:
            session.execute(text("DELETE FROM voucher_line"))

    def add_line() -> None:
        with office.change("test") as session:
            session.add(
                VoucherLine(unit_id=office.unit.id, voucher_id=row.id, item="INC_MISC", amount=1)
            )

    assert {code_of(change), code_of(delete_lines), code_of(add_line)} == {"voucher.posted"}


def test_a_reversal_takes_a_voucher_back_with_a_negative_amount(office, cash, post) -> None:
    row = post("PC", 1_000_000, FEBRUARY)
    reversal = reverse_voucher(office, row.id, "Ghi nhầm người nhận")
    assert (reversal.amount, reversal.number, reversal.reverses_id) == (
        -1_000_000,
        "PC002/2026",
        row.id,
    )
    assert reversal.voucher_on == DAY
    assert voucher_rows(office, [row.id])[0].is_reversed
    assert show_voucher(office, row.id).reversed_by_id == reversal.id
    assert open_accounts(office)[0].balance == 5_000_000


def test_a_voucher_is_reversed_once_and_a_reversal_never(office, cash, save, post) -> None:
    row = post("PT", 100, DAY)
    reversal = reverse_voucher(office, row.id, "Ghi nhầm")
    assert code_of(reverse_voucher, office, row.id, "Lần nữa") == "voucher.already_reversed"
    assert code_of(reverse_voucher, office, reversal.id, "Lại") == "voucher.is_reversal"
    assert code_of(reverse_voucher, office, save("PT", 1, DAY).id, "x") == "voucher.not_posted"
    assert code_of(reverse_voucher, office, row.id, " ") == "voucher.reason_needed"


def test_a_reversal_is_never_dated_before_its_original(office, cash, post) -> None:
    row = post("PC", 1_000_000, DAY)
    assert code_of(reverse_voucher, office, row.id, "Nhầm", FEBRUARY) == "voucher.reversed_before"
    assert not show_voucher(office, row.id).row.is_reversed
    assert reverse_voucher(office, row.id, "Nhầm", DAY).voucher_on == DAY


def test_a_reversal_has_a_year_with_books(office, cash, post) -> None:
    row = post("PC", 1_000_000, DAY)
    assert code_of(reverse_voucher, office, row.id, "Nhầm", date(2027, 1, 1)) == "V-02.year"


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"attachments": -1}, "voucher.attachments"),
        ({"attachments": 1000}, "voucher.attachments"),
        ({"lines": (LineDraft("INC_MISC", 5, "77"),)}, "voucher.unknown_source"),
        ({"counterparty": "A" * 201}, "voucher.too_long"),
        ({"reason": "A" * 501}, "voucher.too_long"),
    ],
)
def test_what_no_paper_can_say_is_not_even_kept_as_a_draft(office, facts, code) -> None:
    assert code_of(save_voucher, office, draft("PT", 5, DAY, **facts)) == code
    assert list_vouchers(office) == ()


def test_a_receipt_already_spent_cannot_be_reversed(office: Office, post) -> None:
    receipt = post("PT", 1_000_000, FEBRUARY)
    post("PC", 900_000, DAY)
    assert code_of(reverse_voucher, office, receipt.id, "Ghi nhầm") == "V-03"


def test_a_locked_month_takes_no_voucher_whatever_the_door(office, cash, save, post) -> None:
    posted = post("PT", 100, FEBRUARY)
    waiting = save("PT", 100, FEBRUARY)
    lock_month(office, "2026-02")

    def insert() -> None:
        with office.change("test") as session:
            session.add(stray_voucher(office, cash))

    assert code_of(save_voucher, office, draft("PT", 5, FEBRUARY)) == "period.locked"
    assert code_of(post_voucher, office, waiting.id) == "period.locked"
    assert code_of(insert) == "period.locked"
    assert code_of(reverse_voucher, office.on(FEBRUARY), posted.id, "Nhầm") == "period.locked"
    assert [row.status for row in list_vouchers(office)] == ["posted", "draft"]


def stray_voucher(office: Office, account_id: int) -> Voucher:
    return Voucher(
        uid=b"0" * 16,
        unit_id=office.unit.id,
        kind="PT",
        year=2026,
        number=None,
        voucher_on=FEBRUARY,
        account_id=account_id,
        counterparty="A",
        reason="B",
        amount=1,
        search_fold="",
        status="draft",
        created_at="",
        created_by="",
    )


def test_a_draft_left_in_a_locked_month_may_be_dated_out_of_it(office, cash, save) -> None:
    waiting = save("PT", 100, FEBRUARY)
    lock_month(office, "2026-02")
    assert save_voucher(office, draft("PT", 100, DAY), waiting.id).voucher_on == DAY


def test_a_correction_of_a_locked_month_stands_in_an_open_one(office, cash, post) -> None:
    row = post("PT", 100, FEBRUARY)
    lock_month(office, "2026-02")
    assert reverse_voucher(office, row.id, "Thu nhầm người").voucher_on == DAY


def test_a_transfer_moves_money_without_touching_any_item(office: Office, cash: int) -> None:
    bank = add_bank_account(office, "VietinBank", bank="VietinBank Hoa Lư", number="0123456789")
    paying, receiving = transfer(office, Transfer(cash, bank.id, 2_000_000, DAY))
    assert (paying.kind, receiving.kind) == ("PC", "BC")
    post_voucher(office, receiving.id)
    assert [account.balance for account in open_accounts(office)] == [3_000_000, 2_000_000]
    with office.read() as session:
        assert session.query(VoucherLine).count() == 0


def test_both_sides_of_a_transfer_go_together(office: Office, cash: int) -> None:
    bank = add_bank_account(office, "VietinBank", bank="VietinBank", number="01")
    paying, _ = transfer(office, Transfer(cash, bank.id, 2_000_000, DAY))
    post_voucher(office, paying.id)
    reverse_voucher(office, paying.id, "Chuyển nhầm")
    assert [account.balance for account in open_accounts(office)] == [5_000_000, 0]
    waiting, _ = transfer(office, Transfer(bank.id, cash, 1_000, DAY))
    delete_draft(office, waiting.id)
    assert len(list_vouchers(office)) == 4


def test_a_transfer_needs_two_accounts_and_time_that_runs_forward(office, cash) -> None:
    bank = add_bank_account(office, "VietinBank", bank="VietinBank", number="01")
    assert code_of(transfer, office, Transfer(cash, cash, 1, DAY)) == "transfer.same_account"
    early = Transfer(cash, bank.id, 1, DAY, arrives_on=FEBRUARY)
    assert code_of(transfer, office, early) == "transfer.arrives_before"


def test_a_bank_voucher_needs_a_bank_account(office: Office) -> None:
    assert code_of(save_voucher, office, draft("BC", 100, DAY)) == "account.none"


def test_a_cash_voucher_does_not_go_through_a_bank_account(office: Office) -> None:
    bank = add_bank_account(office, "VietinBank", bank="VietinBank", number="01")
    wrong = draft("PT", 100, DAY, account_id=bank.id)
    assert code_of(save_voucher, office, wrong) == "account.wrong_kind"
    assert code_of(save_voucher, office, replace(wrong, account_id=99)) == "account.unknown"


def test_two_accounts_never_share_a_name(office: Office) -> None:
    add_bank_account(office, "VietinBank", bank="VietinBank", number="01")
    assert (
        code_of(add_bank_account, office, "VietinBank", bank="x", number="2")
        == "account.name_taken"
    )
    assert code_of(add_bank_account, office, "  ", bank="x", number="2") == "account.name_needed"


def test_an_opening_does_not_move_under_locked_months_or_earlier_vouchers(
    office, cash, post
) -> None:
    post("PT", 100, FEBRUARY)
    assert code_of(set_opening, office, cash, 1, DAY) == "account.vouchers_before"
    lock_month(office, "2026-02")
    assert code_of(set_opening, office, cash, 1, date(2026, 1, 1)) == "account.opening_locked"


def test_an_opening_may_not_leave_later_payments_uncovered(office, cash, post) -> None:
    post("PC", 4_000_000, DAY)
    assert code_of(set_opening, office, cash, 3_000_000, date(2026, 1, 1)) == "V-03"


def test_books_open_on_a_day_and_take_nothing_before_it(office, cash, save) -> None:
    row = save("PT", 100, date(2025, 12, 31))
    assert code_of(post_voucher, office, row.id) == "voucher.before_books"


def test_vouchers_are_listed_by_period_kind_and_search(office, cash, post) -> None:
    post("PT", 100, FEBRUARY)
    visit = post("PC", 100, DAY, counterparty="Nguyễn Thị Hoa")
    assert [row.kind for row in list_vouchers(office)] == ["PT", "PC"]
    assert list_vouchers(office, Period.parse("2026-03"))[0].id == visit.id
    assert list_vouchers(office, kind="PC", search="thi hoa")[0].id == visit.id
    assert voucher_ids(office, search="Bình Hoa") == ()
    assert [row.id for row in voucher_rows(office, [visit.id, 99])] == [visit.id]


def test_changes_stand_in_the_journal_with_their_use_case(office, cash, post) -> None:
    post("PT", 100, DAY)
    with office.read() as session:
        uses = session.execute(
            text("SELECT DISTINCT use_case FROM journal WHERE table_name = 'voucher' ORDER BY 1")
        ).scalars()
        assert list(uses) == ["voucher.post", "voucher.save"]


def test_nothing_is_booked_for_another_unit(office: Office, cash: int, save) -> None:
    row = save("PT", 100, DAY)
    with office.change("test") as session:
        session.execute(
            text("UPDATE voucher SET unit_id = (SELECT id FROM unit WHERE code = 'CT-09')")
        )
    assert code_of(post_voucher, office, row.id) == "voucher.unknown"


def test_tables_of_finance_carry_their_unit() -> None:
    for table in (FundAccount, Voucher, VoucherLine, DuesRow):
        assert "unit_id" in table.__table__.columns


@pytest.mark.parametrize(
    ("counterparty", "person"),
    [
        ("Nguyễn Thị Hoa", "Nguyễn Thị Hoa"),
        ("Nguyễn Thị Hòa", "Nguyễn Thị Hòa"),
        ("Nhà hàng Hương Sen", ""),
        ("Cán bộ công đoàn theo danh sách", ""),
    ],
    ids=["member", "officer", "firm", "list"],
)
def test_only_a_person_known_here_signs_with_the_name_printed(
    office: Office, counterparty: str, person: str
) -> None:
    add_payer(office, "Nguyễn Thị Hoa", 6_000_000)
    row = save_voucher(office, draft("PC", 300_000, DAY, counterparty=counterparty))
    assert show_voucher(office, row.id).person == person
