"""Who does what with money: the accountant writes, the chair approves, the cashier pays.

Luật Kế toán 88/2015/QH13 art. 52: the accountant is not the cashier. Small unions break it, so
these rules ask for a look and stop nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.finance.findings import Finding, warn
from unionapp.finance.items import SPENDING
from unionapp.finance.vouchers.drafts import (
    SPENDING_OF_CASH,
    VoucherDraft,
    direction_of,
    same_person,
)
from unionapp.organisation.profile import profile_of
from unionapp.organisation.tables import Officer


@dataclass(frozen=True, slots=True)
class MoneyRoles:
    """The names behind each role: officers who sign in, and those the letterhead prints.

    `printed` are the latter alone, by their field of the profile.
    """

    chairs: frozenset[str]
    accountants: frozenset[str]
    cashiers: frozenset[str]
    printed: Mapping[str, str] = field(default_factory=dict)


def money_roles_of(session: Session, unit_id: int) -> MoneyRoles:
    """Who is chair, accountant and cashier of a unit."""
    profile = profile_of(session, unit_id)
    officers = session.execute(
        select(Officer.role, Officer.name).filter_by(unit_id=unit_id, is_active=True)
    ).all()

    def names(role: str, printed: str) -> frozenset[str]:
        signed_in = {name for held, name in officers if held == role}
        return frozenset(signed_in | ({printed} if printed else set()))

    return MoneyRoles(
        chairs=names("chair", profile.chair),
        accountants=names("accountant", profile.accountant),
        cashiers=names("cashier", profile.cashier),
        printed={"cashier": profile.cashier, "accountant": profile.accountant},
    )


def check_roles(roles: MoneyRoles) -> Iterator[Finding]:
    """Whether somebody both keeps the books and holds the cash (V-25).

    It is put right in the profile where that names the person, else among the officers.
    """
    for name in sorted(roles.accountants):
        if _is_among(name, roles.cashiers):
            named = (role for role, printed in roles.printed.items() if same_person(printed, name))
            place = next((f"profile:{role}" for role in named), "officers")
            yield warn("V-25.roles", "cashier", name=name, place=place)


def check_hands(draft: VoucherDraft, writer: str, roles: MoneyRoles) -> Iterator[Finding]:
    """Whether one person stands on two sides of a payment (V-25)."""
    if draft.kind in SPENDING_OF_CASH and _is_among(writer, roles.cashiers):
        yield warn("V-25.cashier", "counterparty", name=writer)
    if (
        direction_of(draft.kind) == SPENDING
        and not same_person(draft.counterparty, writer)
        and _is_among(draft.counterparty, roles.chairs)
    ):
        yield warn("V-25.approver", "counterparty", name=draft.counterparty)


def _is_among(name: str, names: frozenset[str]) -> bool:
    return any(same_person(name, other) for other in names)
