"""Who pays dues in a month, with their pay and why they owe nothing, if so."""

from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from unionapp.finance.dues.owed import Payer
from unionapp.membership.codes import code_name
from unionapp.membership.life_cycle import EventKind
from unionapp.membership.salaries import dues_basis, pay_valid_in
from unionapp.membership.tables import Member, MemberEvent, MemberSalary
from unionapp.vietnamese.months import last_day


@dataclass(frozen=True, slots=True)
class MonthPayer:
    """A member who stands on the dues list of a month; no pay on record means None."""

    member_id: int
    full_name: str
    salary: int | None
    exempt_reason: str | None

    @property
    def payer(self) -> Payer:
        """What the calculation needs."""
        return Payer(self.salary or 0, self.exempt_reason)


def payers_of(session: Session, unit_id: int, month: str) -> tuple[MonthPayer, ...]:
    """The payers of a month: its members, and who was paying before the file was begun.

    Raises:
        Refusal: parameter.missing.
    """
    members = tuple(
        MonthPayer(
            basis.member_id,
            basis.full_name,
            basis.salary,
            None
            if basis.exempt is None
            else code_name("suspension", basis.exempt) or basis.exempt,
        )
        for basis in dues_basis(session, unit_id, month)
    )
    return members + _earlier_payers(session, unit_id, month)


def _earlier_payers(session: Session, unit_id: int, month: str) -> tuple[MonthPayer, ...]:
    # Files begin in the middle of a membership: the first event then carries the day of entry,
    # while the pay says since when the member has been paying.
    begun = (
        select(MemberEvent.member_id)
        .where(MemberEvent.unit_id == unit_id)
        # who came from another unit paid there before
        .where(
            or_(
                MemberEvent.effective_on <= last_day(month),
                MemberEvent.kind == EventKind.CHUYEN_DEN,
            )
        )
        .scalar_subquery()
    )
    query = (
        select(Member.id, Member.full_name, func.max(MemberSalary.amount))
        .join(MemberSalary, pay_valid_in(month))
        .where(Member.unit_id == unit_id, Member.id.not_in(begun))
        .group_by(Member.id)
        .order_by(Member.name_sort, Member.id)
    )
    return tuple(MonthPayer(id_, name, pay, None) for id_, name, pay in session.execute(query))
