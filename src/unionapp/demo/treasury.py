"""Money of the demo that passes the till by: contribution, bank, gifts, advances, counts."""

import tomllib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from unionapp.assets import resource
from unionapp.finance.books.bank_reconciliation import compare_statement, keep_reconciliation
from unionapp.finance.books.bank_statements import StatementLine
from unionapp.finance.books.cash_and_bank import cash_book
from unionapp.finance.books.cash_counts import DENOMINATIONS, CountDraft, booked_cash, count_cash
from unionapp.finance.contributions.declarations import record_contribution
from unionapp.finance.contributions.payments import take_payment
from unionapp.finance.levels.netting import Netting, book_netting
from unionapp.finance.vouchers.accounts import add_bank_account, set_opening
from unionapp.finance.vouchers.advances import (
    AdvanceDraft,
    clear_advance,
    give_advance,
    list_advances,
)
from unionapp.finance.vouchers.allowances import draft_allowances, set_allowance
from unionapp.finance.vouchers.attachments import attach_file
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.drafts import LineDraft, VoucherDraft
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.vouchers.recipients import Recipient, set_recipients
from unionapp.finance.vouchers.recurring import Recurrence, save_recurring
from unionapp.finance.year.budget import approve_estimate, set_estimate
from unionapp.membership.cadres import CadreDraft, appoint
from unionapp.membership.lists import list_members
from unionapp.organisation.office import Office
from unionapp.organisation.profile import show_profile
from unionapp.organisation.units import lower_units
from unionapp.vietnamese.periods import Period

Facts = dict[str, Any]


def keep_treasury(office: Office, start: date) -> None:
    """Everything of the half year that is no dues and no small payment from the till."""
    facts = tomllib.loads(resource("demo", "treasury.toml").read_text(encoding="utf-8"))
    treasury: Facts = facts.get(office.unit.code, {})
    if not treasury:
        return
    account = add_bank_account(office, **treasury["bank"])
    set_opening(office, account.id, treasury["opening"], start)
    for month in treasury.get("contribution", ()):
        _contribute(office, month, treasury.get("way", ""))
    # Numbers follow the days, so everything is booked in the order it happened.
    for step in sorted(treasury["step"], key=lambda row: row["on"]):
        _STEPS[step.get("what", "voucher")](office, step, account.id)
    _keep_rest(office, treasury, account.id)


def _keep_rest(office: Office, treasury: Facts, account_id: int) -> None:
    if "cadres" in treasury:
        _pay_cadres(office, treasury)
    if "estimate" in treasury:
        set_estimate(office, office.today.year, treasury["estimate"])
        approve_estimate(office, office.today.year, treasury["assigned"])
    if "recurring" in treasury:
        _repeat(office, treasury["recurring"], account_id)
    for day in treasury.get("counted", ()):
        _count(office, day)
    if "reconciled" in treasury:
        _reconcile(office, account_id, treasury["reconciled"])


def _contribute(office: Office, month: Facts, way: str) -> None:
    row = record_contribution(office, month["month"], workers=month["workers"], fund=month["fund"])
    if "paid" not in month:
        return
    ways = (way,) if way else ()
    taken = take_payment(office, row.id, month["paid"], month["on"], *ways)
    if taken.voucher is not None:
        post_voucher(office, taken.voucher.id)


def _lines(rows: list[list[Any]]) -> tuple[LineDraft, ...]:
    return tuple(LineDraft(*row) for row in rows)


def _book(office: Office, facts: Facts, account_id: int) -> None:
    lines = _lines(facts["lines"])
    draft = VoucherDraft(
        kind=facts["kind"],
        voucher_on=facts["on"],
        counterparty=facts["who"],
        reason=facts["reason"],
        amount=sum(line.amount for line in lines),
        lines=lines,
        account_id=account_id,
        attachments=1,
        template=facts.get("template", ""),
        lower_unit_id=_lower_unit(office, facts["who"]),
    )
    voucher = save_voucher(office, draft)
    if "gift" in facts:
        _give(office, voucher.id, facts["gift"])
    post_voucher(office, voucher.id)


def _lower_unit(office: Office, name: str) -> int | None:
    """The unit below whose money it is; None where it is somebody else's."""
    return next((unit.id for unit in lower_units(office) if unit.name == name), None)


def _give(office: Office, voucher_id: int, gift: Facts) -> None:
    """The list that the recipients sign, and the same list as a file on the voucher."""
    members = list_members(office)[: gift["people"]]
    rows = [
        Recipient(it.full_name, gift["each"], team=it.group_name or "", member_id=it.id)
        for it in members
    ]
    set_recipients(office, voucher_id, rows)
    text = "\n".join(f"{row.name};{row.each}" for row in rows)
    attach_file(office, voucher_id, "danh-sach-nhan-qua-1-6.csv", text.encode("utf-8-sig"))


def _net(office: Office, facts: Facts, account_id: int) -> None:
    netting = Netting(
        granted=facts["granted"],
        kept_back=facts["kept_back"],
        on=facts["on"],
        reference=facts["reference"],
        counterparty=facts["from"],
        account_id=account_id,
    )
    book_netting(office, netting)


def _advance(office: Office, facts: Facts, account_id: int) -> None:
    draft = AdvanceDraft(
        facts["person"], facts["purpose"], facts["amount"], facts["on"], account_id=account_id
    )
    give_advance(office, draft)


def _clear(office: Office, facts: Facts, _account_id: int) -> None:
    """The rest goes back to where the advance came from."""
    (given,) = (
        row for row in list_advances(office, open_only=True) if row.person == facts["person"]
    )
    clear_advance(office, given.id, _lines(facts["lines"]), facts["on"])


def _pay_cadres(office: Office, treasury: Facts) -> None:
    """Put people in their posts and draft what a quarter's allowances come to."""
    members = {row.full_name: row.id for row in list_members(office)}
    since = treasury["posts_since"]
    for cadre in treasury["cadres"]:
        appoint(office, CadreDraft(members[cadre["name"]], cadre["post"], since))
    for post, coefficient in treasury["coefficient"].items():
        set_allowance(
            office,
            post,
            Decimal(coefficient),
            valid_from=since,
            decision=treasury["decision"],
        )
    period = Period.parse(treasury["allowances"])
    draft_allowances(office, period, on=period.end)


def _repeat(office: Office, facts: Facts, account_id: int) -> None:
    amount = facts["amount"]
    draft = VoucherDraft(
        kind="BN",
        voucher_on=office.today,
        counterparty=facts["who"],
        reason=facts["reason"],
        amount=amount,
        lines=(LineDraft(facts["item"], amount, facts["source"]),),
        account_id=account_id,
        attachments=1,
    )
    save_recurring(office, Recurrence(draft, facts["day"], facts["from"]))


def _count(office: Office, day: date) -> None:
    """Count the till in notes; what no note can show is the difference."""
    rest, pieces = booked_cash(office, day), {}
    for note in DENOMINATIONS:
        pieces[note], rest = divmod(rest, note)
    profile = show_profile(office)
    reason = f"Lẻ {rest} đồng, không có tiền lẻ để chi trả" if rest else ""
    board = (profile.accountant, profile.cashier, profile.chair)
    count_cash(office, CountDraft(day, pieces, board, reason))


def _reconcile(office: Office, account_id: int, month: str) -> None:
    """The bank's statement of the month as the book has it."""
    book = cash_book(office, account_id, Period.parse(month))
    lines = [
        StatementLine(at, row.on, row.text, row.received - row.paid, None)
        for at, row in enumerate(book.rows, start=1)
    ]
    keep_reconciliation(office, compare_statement(office, account_id, month, lines, book.closing))


_STEPS: dict[str, Callable[[Office, Facts, int], None]] = {
    "voucher": _book,
    "netting": _net,
    "advance": _advance,
    "clearing": _clear,
}
