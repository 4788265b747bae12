"""The till and the bank accounts of the unit, and what lay in them when the books opened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from unionapp.database.base import new_uid
from unionapp.errors import Refusal
from unionapp.finance.balance import first_shortfall
from unionapp.finance.findings import Finding, fail, refuse_errors
from unionapp.finance.items import scheme_on
from unionapp.finance.tables import FundAccount, Voucher
from unionapp.finance.vouchers.drafts import (
    RECEIPT_KINDS,
    account_kind_of,
    is_amount,
    require_short,
)
from unionapp.finance.vouchers.open_years import last_handed_in
from unionapp.organisation.locks import last_locked_month
from unionapp.organisation.office import Office
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.months import month_of
from unionapp.vietnamese.names import clean_text

CASH_NAME, ADVANCE_NAME = "Tiền mặt tại quỹ", "Tạm ứng"
_SHORTFALL_CODES = {"cash": "V-03", "bank": "V-04", "advance": "advance.overspent"}
# What a voucher does to the balance of its account.
SIGNED_AMOUNT = case(
    (Voucher.kind.in_(sorted(RECEIPT_KINDS)), Voucher.amount), else_=-Voucher.amount
)


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account with its balance, as of the latest posted voucher unless a day was asked for."""

    id: int
    kind: str
    name: str
    bank: str
    number: str
    opening: int
    opened_on: date | None
    is_active: bool
    balance: int


def open_accounts(office: Office, on: date | None = None) -> tuple[AccountRow, ...]:
    """The accounts of the unit, the till first; the till is there from the first use.

    With a day, their balances are those at the end of it.
    """
    open_till(office)
    with office.read() as session:
        return _account_rows(session, office.unit.id, on)


def open_till(office: Office) -> None:
    """Make the till if it is not there yet."""
    with office.read() as session:
        is_open = find_account(session, office.unit.id, "cash") is not None
    if not is_open:
        with office.change("account.open_till") as session:
            ensure_cash(session, office)


def add_bank_account(office: Office, name: str, *, bank: str, number: str) -> AccountRow:
    """Add an account at a bank.

    Raises:
        Refusal: account.name_needed, account.name_taken, voucher.too_long.
    """
    name = clean_text(name)
    if not name:
        raise Refusal("account.name_needed")
    require_short(name, "account", 100)
    with office.change("account.add") as session:
        known = {row.name for row in _account_rows(session, office.unit.id)}
        if name in known:
            raise Refusal("account.name_taken", name=name)
        account = _new_account(office, "bank", name)
        account.bank, account.number = clean_text(bank), clean_text(number)
        session.add(account)
        session.flush()
        return _account_row(account, 0)


def set_opening(office: Office, account_id: int, amount: int, on: date) -> AccountRow:
    """Say what lay in an account at the beginning of a day, the first of its books.

    Raises:
        Refusal: account.unknown, V-01, item.no_scheme, account.opens_late,
            account.opening_locked, account.opening_settled, account.vouchers_before; V-03 or
            V-04 where later payments would no longer be covered.
    """
    if amount != 0 and not is_amount(amount):
        raise Refusal("V-01")
    scheme_on(on)
    if on.year > office.today.year + 1:
        raise Refusal("account.opens_late", year=on.year)
    with office.change("account.set_opening") as session:
        account = require_account(session, office.unit.id, account_id)
        _require_free_to_open(session, account, on)
        settled = last_handed_in(session, office.unit.id)
        if amount and settled is not None and settled < on.year:
            raise Refusal("account.opening_settled", year=settled)
        account.opening, account.opened_on = amount, on
        session.flush()
        refuse_errors(check_balance(session, account))
        return _account_row(account, amount + balance_change(session, account.id))


def ensure_cash(session: Session, office: Office) -> FundAccount:
    """The till, made if it is not there yet."""
    account = find_account(session, office.unit.id, "cash")
    if account is None:
        account = _new_account(office, "cash", CASH_NAME)
        session.add(account)
        session.flush()
    return account


def ensure_advances(session: Session, office: Office) -> FundAccount:
    """The account of money handed out and not yet accounted for."""
    account = find_account(session, office.unit.id, "advance")
    if account is None:
        account = _new_account(office, "advance", ADVANCE_NAME)
        session.add(account)
        session.flush()
    return account


def find_account(session: Session, unit_id: int, kind: str) -> FundAccount | None:
    """The first active account of a kind."""
    query = select(FundAccount).filter_by(unit_id=unit_id, kind=kind, is_active=True)
    return session.scalar(query.order_by(FundAccount.id).limit(1))


def require_account(session: Session, unit_id: int, account_id: int) -> FundAccount:
    """An account of this unit.

    Raises:
        Refusal: account.unknown.
    """
    account = session.scalar(select(FundAccount).filter_by(unit_id=unit_id, id=account_id))
    if account is None:
        raise Refusal("account.unknown", account=account_id)
    return account


def account_for(
    session: Session, office: Office, voucher_kind: str, account_id: int | None
) -> FundAccount:
    """The account a voucher of this kind moves.

    Raises:
        Refusal: account.unknown, account.wrong_kind, account.none.
    """
    kind = account_kind_of(voucher_kind)
    if account_id is not None:
        account = require_account(session, office.unit.id, account_id)
        if account.kind != kind:
            raise Refusal("account.wrong_kind", name=account.name)
        return account
    if kind == "cash":
        return ensure_cash(session, office)
    found = find_account(session, office.unit.id, kind)
    if found is None:
        raise Refusal("account.none")
    return found


def balance_change(session: Session, account_id: int, before: date | None = None) -> int:
    """What the posted vouchers of an account add up to, up to but without a day."""
    query = select(func.coalesce(func.sum(SIGNED_AMOUNT), 0)).where(
        Voucher.account_id == account_id, Voucher.status == "posted"
    )
    if before is not None:
        query = query.where(Voucher.voucher_on < before)
    change: int = session.execute(query).scalar_one()
    return change


def check_balance(
    session: Session,
    account: FundAccount,
    added: Sequence[tuple[date, int]] = (),
    advance_id: int | None = None,
) -> Iterator[Finding]:
    """Whether an account, with some changes added, would end a day below nothing (V-03, V-04).

    One advance is not covered by what somebody else was handed.
    """
    days = (
        select(Voucher.voucher_on, func.sum(SIGNED_AMOUNT))
        .where(Voucher.account_id == account.id, Voucher.status == "posted")
        .group_by(Voucher.voucher_on)
    )
    if account.kind == "advance" and advance_id is not None:
        days = days.where(Voucher.advance_id == advance_id)
    changes = [(day, change) for day, change in session.execute(days)]
    shortfall = first_shortfall(account.opening, [*changes, *added])
    if shortfall is not None:
        yield fail(
            _SHORTFALL_CODES[account.kind],
            "amount",
            missing=dong(shortfall.missing),
            on=f"{shortfall.on:%d/%m/%Y}",
            account=account.name,
        )


def _require_free_to_open(session: Session, account: FundAccount, on: date) -> None:
    since = month_of(min(on, account.opened_on or on))
    if (last_locked_month(session, account.unit_id) or "") >= since:
        raise Refusal("account.opening_locked")
    earlier = select(Voucher.id).where(
        Voucher.account_id == account.id, Voucher.status == "posted", Voucher.voucher_on < on
    )
    if session.scalar(earlier.limit(1)) is not None:
        raise Refusal("account.vouchers_before", on=f"{on:%d/%m/%Y}")


def _new_account(office: Office, kind: str, name: str) -> FundAccount:
    return FundAccount(
        uid=new_uid(office.clock()),
        unit_id=office.unit.id,
        kind=kind,
        name=name,
        bank="",
        number="",
        opening=0,
        opened_on=None,
        is_active=True,
    )


def _account_rows(
    session: Session, unit_id: int, on: date | None = None
) -> tuple[AccountRow, ...]:
    posted = [Voucher.unit_id == unit_id, Voucher.status == "posted"]
    if on is not None:
        posted.append(Voucher.voucher_on <= on)
    changes = (
        select(Voucher.account_id, func.sum(SIGNED_AMOUNT).label("change"))
        .where(*posted)
        .group_by(Voucher.account_id)
        .subquery()
    )
    query = (
        select(FundAccount, func.coalesce(changes.c.change, 0))
        .outerjoin(changes, changes.c.account_id == FundAccount.id)
        .where(FundAccount.unit_id == unit_id, FundAccount.kind != "advance")
        .order_by(FundAccount.kind == "bank", FundAccount.id)
    )
    return tuple(
        _account_row(account, account.opening + change)
        for account, change in session.execute(query)
    )


def _account_row(account: FundAccount, balance: int) -> AccountRow:
    return AccountRow(
        id=account.id,
        kind=account.kind,
        name=account.name,
        bank=account.bank,
        number=account.number,
        opening=account.opening,
        opened_on=account.opened_on,
        is_active=account.is_active,
        balance=balance,
    )
