"""A locked month says the same, and stays the same, whichever door is tried."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import text

from tests.finance.setting import add_payer, draft, pay_contribution
from unionapp.commands.app import run
from unionapp.commands.door import Door
from unionapp.errors import Refusal
from unionapp.finance.books.cash_counts import CountDraft, count_cash
from unionapp.finance.contributions.book import list_contributions
from unionapp.finance.contributions.declarations import record_contribution
from unionapp.finance.contributions.payments import take_payment
from unionapp.finance.contributions.reliefs import ReliefDraft, grant_relief
from unionapp.finance.dues.collection import collect_dues
from unionapp.finance.dues.lists import list_dues, make_dues, set_due
from unionapp.finance.dues.payments import pay_dues
from unionapp.finance.dues.retroactive import apply_dues_change
from unionapp.finance.levels.netting import Netting, book_netting
from unionapp.finance.vouchers.accounts import add_bank_account, open_accounts, set_opening
from unionapp.finance.vouchers.advances import AdvanceDraft, clear_advance, give_advance
from unionapp.finance.vouchers.allowances import draft_allowances, set_allowance
from unionapp.finance.vouchers.copies import copy_voucher
from unionapp.finance.vouchers.drafting import delete_draft, save_voucher
from unionapp.finance.vouchers.drafts import LineDraft
from unionapp.finance.vouchers.posting import post_voucher, reverse_voucher
from unionapp.finance.vouchers.recurring import Recurrence, draft_recurring, save_recurring
from unionapp.finance.vouchers.register import list_vouchers
from unionapp.finance.vouchers.transfers import Transfer, transfer
from unionapp.finance.year.opening import set_opening_fund
from unionapp.membership.cadres import CadreDraft, appoint
from unionapp.organisation.locks import lock_month
from unionapp.organisation.office import Office
from unionapp.sentences import sentence_for
from unionapp.vietnamese.periods import Period

MONTH, IN_IT, BEFORE, AFTER = "2026-02", date(2026, 2, 10), date(2026, 1, 5), date(2026, 3, 2)
SAID = "Sổ tháng 02/2026 đã khóa"
TABLES = (
    "voucher", "voucher_line", "voucher_approval", "voucher_recipient", "advance", "dues_list",
    "dues", "dues_adjustment", "contribution", "contribution_payment", "fund_account", "cash_count",
    "year_opening",
)  # fmt: skip


class Year:
    """An office whose February is full and locked, with handles on what stands around it."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.cash = set_opening(office, open_accounts(office)[0].id, 50_000_000, BEFORE).id
        bank = add_bank_account(office, "VietinBank", bank="VietinBank", number="0101")
        self.bank = set_opening(office, bank.id, 50_000_000, BEFORE).id
        self.member = add_payer(office, "Trần Thị Thu", 10_000_000)
        appoint(office, CadreDraft(self.member, "CHU_TICH", BEFORE))
        set_allowance(office, "CHU_TICH", Decimal("0.2"), valid_from=BEFORE, decision="QĐ 5692")
        make_dues(office, MONTH)
        make_dues(office, "2026-01")
        record_contribution(office, MONTH, workers=9, fund=90_000_000)
        pay_contribution(office, MONTH, 1_000_000, IN_IT)
        self.advance = give_advance(office, AdvanceDraft("Lê Văn Tám", "Họp", 1_000, BEFORE)).id
        self.posted = self.post(draft("PC", 300_000, IN_IT))
        self.earlier = self.post(draft("PC", 200_000, BEFORE))
        self.waiting = save_voucher(office, draft("PC", 100_000, IN_IT)).id
        self.later = save_voucher(office, draft("PC", 100_000, AFTER)).id
        monthly = Recurrence(draft("PC", 1_000, IN_IT), 20, MONTH)
        save_recurring(office, monthly)
        count_cash(office, CountDraft(IN_IT, {500_000: 99}, reason="Chưa rõ"))
        set_opening_fund(office, 2026, 100_000_000, 0)
        lock_month(office, MONTH)

    def post(self, voucher) -> int:
        return post_voucher(self.office, save_voucher(self.office, voucher).id).id


DOORS: dict[str, Callable[[Office, Year], object]] = {
    "a new voucher": lambda o, _: save_voucher(o, draft("PC", 5, IN_IT)),
    "a draft edited into it": lambda o, y: save_voucher(o, draft("PC", 5, IN_IT), y.later),
    "a draft of it edited": lambda o, y: save_voucher(o, draft("PC", 5, IN_IT), y.waiting),
    "posting a draft of it": lambda o, y: post_voucher(o, y.waiting),
    "a reversal dated in it": lambda o, y: reverse_voucher(o, y.earlier, "Nhầm", IN_IT),
    "a copy dated in it": lambda o, y: copy_voucher(o, y.earlier, IN_IT),
    "a transfer": lambda o, y: transfer(o, Transfer(y.cash, y.bank, 5, IN_IT)),
    "a transfer arriving in it": lambda o, y: transfer(
        o, Transfer(y.cash, y.bank, 5, BEFORE, arrives_on=IN_IT)
    ),
    "an advance": lambda o, _: give_advance(o, AdvanceDraft("Lê Văn Tám", "Họp", 5, IN_IT)),
    "clearing an advance": lambda o, y: clear_advance(
        o, y.advance, (LineDraft("EXP_CARE_VISIT", 900),), IN_IT
    ),
    "netting": lambda o, y: book_netting(o, Netting(9, 1, IN_IT, "GBC", "CĐ KCN", y.bank)),
    "recurring vouchers": lambda o, _: draft_recurring(o, MONTH),
    "allowances": lambda o, _: draft_allowances(o, Period(MONTH, MONTH), IN_IT),
    "dues worked out again": lambda o, _: make_dues(o, MONTH),
    "dues set by hand": lambda o, y: set_due(o, MONTH, y.member, 5, "Nghị quyết"),
    "dues collected in it": lambda o, _: collect_dues(o, "2026-01", on=IN_IT),
    "dues paid in it": lambda o, y: pay_dues(o, y.member, 5, IN_IT),
    "a change of rate booked in it": lambda o, _: apply_dues_change(o, "2026-01", "QĐ", IN_IT),
    "a wage fund": lambda o, _: record_contribution(o, MONTH, workers=1, fund=1),
    "a relief of its contribution": lambda o, _: grant_relief(
        o, ReliefDraft("suspend", MONTH, MONTH, "QĐ 12", IN_IT)
    ),
    "a contribution paid in it": lambda o, _: pay_contribution(o, MONTH, 5, IN_IT),
}
COMMANDS = {
    "add": "voucher add --kind PC --amount 5 --who Bình --reason Thăm --item 31.03 --date {day}",
    "add and post": "voucher add --kind PC --amount 5 --who B --reason T --item 31.03 --date {day} --post",
    "post": "voucher post {waiting}",
    "reverse": "voucher reverse {earlier} --reason Nhầm --date {day}",
    "copy": "voucher copy {earlier} --date {day}",
    "recurring": "voucher recurring {month} --draft",
    "make": "dues make {month}",
    "collect": "dues collect 2026-01 --on {day}",
    "kpcd": "dues kpcd {month} --workers 1 --fund 1000",
    "kpcd paid": "dues kpcd {month} --paid 1000 --on {day}",
}


@pytest.fixture
def year(office: Office) -> Year:
    return Year(office)


def content_of(office: Office) -> str:
    with office.read() as session:
        rows = [
            [list(map(str, row)) for row in session.execute(text(f"SELECT * FROM {table}"))]
            for table in TABLES
        ]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def test_every_door_of_the_program_says_the_same_and_changes_nothing(year: Year) -> None:
    before, said = content_of(year.office), set()
    for name, door in DOORS.items():
        with pytest.raises(Refusal) as refused:
            door(year.office, year)
        assert (name, refused.value.code) == (name, "period.locked")
        said.add(sentence_for(refused.value))
        assert (name, content_of(year.office)) == (name, before)
    (sentence,) = said
    assert SAID in sentence
    assert year.office.officer.name in sentence


def test_every_command_says_the_same_and_changes_nothing(year: Year, monkeypatch, capsys) -> None:
    monkeypatch.setattr(Office, "close", lambda self: None)
    door = Door(
        lambda: year.office.today, lambda folder, officer, password: replace(year.office),
        None, None, None,
    )  # fmt: skip
    before, said = content_of(year.office), set()
    facts = {"day": IN_IT.isoformat(), "month": MONTH, **vars(year)}
    for name, line in COMMANDS.items():
        code = run([*line.format(**facts).split(), "--json"], door)
        error = json.loads(capsys.readouterr().out)["error"]
        assert (name, code, error["code"]) == (name, 1, "period.locked")
        said.add(error["message"])
        assert (name, content_of(year.office)) == (name, before)
    (sentence,) = said
    assert SAID in sentence
    assert year.office.officer.name in sentence


def test_the_file_itself_refuses_what_goes_past_the_program(year: Year) -> None:
    before = content_of(year.office)
    for statement in (
        f"UPDATE voucher SET amount = 1 WHERE id = {year.posted}",
        f"DELETE FROM voucher_line WHERE voucher_id = {year.posted}",
        f"UPDATE voucher SET voucher_on = '{IN_IT}' WHERE id = {year.later}",
        f"DELETE FROM voucher WHERE id = {year.posted}",
        f"UPDATE dues SET due = 1 WHERE month = '{MONTH}'",
        f"DELETE FROM dues WHERE month = '{MONTH}'",
        f"UPDATE contribution SET fund = 1 WHERE month = '{MONTH}'",
        f"DELETE FROM contribution WHERE month = '{MONTH}'",
        f"DELETE FROM contribution_payment WHERE paid_on = '{IN_IT}'",
        "UPDATE dues SET due = 1 WHERE month = '2026-01'",
        "UPDATE fund_account SET opening = 99000000",
        f"UPDATE fund_account SET opened_on = '{AFTER}'",
        "UPDATE cash_count SET counted = 1",
        "DELETE FROM cash_count",
        "UPDATE year_opening SET accumulated = 1",
        "DELETE FROM year_opening",
    ):
        with pytest.raises(Refusal) as refused, year.office.change("past the program") as session:
            session.execute(text(statement))
        assert (statement, refused.value.code in {"period.locked", "voucher.posted"}) == (
            statement,
            True,
        )
        assert (statement, content_of(year.office)) == (statement, before)


def drafts_of(office: Office) -> int:
    return sum(voucher.status == "draft" for voucher in list_vouchers(office))


def test_a_draft_receipt_of_contribution_goes_though_its_month_is_locked(office: Office) -> None:
    month = record_contribution(office, "2026-01", workers=9, fund=90_000_000)
    taken = take_payment(office, month.id, 1_000_000, IN_IT, way="PT")
    lock_month(office, MONTH)
    delete_draft(office, taken.voucher.id)
    (row,) = list_contributions(office, 2026)
    assert (row.paid, row.waiting, drafts_of(office)) == (0, 0, 0)


def test_a_draft_collection_of_dues_goes_though_the_month_is_locked(office: Office) -> None:
    member = add_payer(office, "Trần Thị Thu", 10_000_000)
    make_dues(office, MONTH)
    collected = collect_dues(office, MONTH, on=IN_IT)
    lock_month(office, MONTH)
    delete_draft(office, collected.voucher.id)
    listed = list_dues(office, MONTH)
    assert (listed.paid, listed.owed, drafts_of(office)) == (0, 50_000, 0)
    assert pay_dues(office, member, 50_000, AFTER).still_owed == 0


def test_a_draft_payment_of_arrears_goes_though_the_month_is_locked(office: Office) -> None:
    member = add_payer(office, "Trần Thị Thu", 10_000_000)
    make_dues(office, "2026-01")
    paid = pay_dues(office, member, 20_000, IN_IT)
    lock_month(office, MONTH)
    delete_draft(office, paid.voucher.id)
    assert (list_dues(office, "2026-01").owed, drafts_of(office)) == (50_000, 0)


def test_a_draft_transfer_goes_though_its_month_is_locked(office: Office) -> None:
    year = Year(office)
    before = drafts_of(office)
    on = date(2026, 3, 3)
    sent, _ = transfer(office, Transfer(year.cash, year.bank, 5, on))
    lock_month(office, "2026-03")
    delete_draft(office, sent.id)
    assert drafts_of(office) == before


def test_what_a_posted_receipt_collected_stays_in_the_locked_month(office: Office) -> None:
    add_payer(office, "Trần Thị Thu", 10_000_000)
    make_dues(office, MONTH)
    month = record_contribution(office, MONTH, workers=9, fund=90_000_000)
    for voucher in (
        collect_dues(office, MONTH, on=IN_IT).voucher,
        take_payment(office, month.id, 1_000_000, IN_IT, way="PT").voucher,
    ):
        post_voucher(office, voucher.id)
    lock_month(office, MONTH)
    for statement in (
        "UPDATE dues SET paid = 0, voucher_id = NULL",
        "DELETE FROM contribution_payment",
    ):
        with pytest.raises(Refusal) as refused, office.change("past the program") as session:
            session.execute(text(statement))
        assert (statement, refused.value.code) == (statement, "period.locked")
