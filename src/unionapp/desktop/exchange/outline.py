"""What a package would carry, said in one sentence before anybody signs."""

from dataclasses import dataclass

from unionapp.exchange.outbox import DETAILED, list_outbox
from unionapp.exchange.readiness import Flaw, check_report
from unionapp.exchange.sealed_changes import FigureChange, changes_since
from unionapp.indicators.figures import figures_of
from unionapp.membership.lists import list_members
from unionapp.organisation.office import Office
from unionapp.organisation.units import parent_of
from unionapp.vietnamese.amounts import group_digits
from unionapp.vietnamese.periods import Period

_STANDING = frozenset({"sealed", "accepted", "returned"})


@dataclass(frozen=True, slots=True)
class Outline:
    """What goes, to whom, and how much of it is personal."""

    period: Period
    sender: str
    recipient: str | None
    version: int
    figures: int
    members: int
    id_numbers: int
    flaws: tuple[Flaw, ...] = ()
    changes: tuple[FigureChange, ...] = ()

    @property
    def errors(self) -> int:
        """How many flaws have to be mended first."""
        return sum(flaw.is_error for flaw in self.flaws)

    @property
    def sentence(self) -> str:
        """The sentence above the button."""
        if self.recipient is None:
            return "Chưa biết công đoàn cấp trên của đơn vị, nên chưa gửi gói cho ai được."
        people = f", {group_digits(self.members)} đoàn viên" if self.members else ""
        warnings = len(self.flaws) - self.errors
        return (
            f"Báo cáo {self.period.label}, {self.sender} gửi {self.recipient}, "
            f"bản {self.version}, {group_digits(self.figures)} ô{people}, "
            f"{self.errors} lỗi, {warnings} cảnh báo, "
            f"{group_digits(self.id_numbers)} số CCCD được gửi."
        )


def outline_package(office: Office, period: Period, profile: str) -> Outline:
    """What sealing this period now would send."""
    upper = parent_of(office)
    sent = list_outbox(office, period)
    versions = [row.version for row in sent if row.kind in {"report", "correction"}]
    standing = next((row for row in sent if row.state in _STANDING), None)
    people = list_members(office) if profile == DETAILED else ()
    return Outline(
        period=period,
        sender=office.unit.code,
        recipient=None if upper is None else upper.code,
        version=max(versions, default=0) + 1,
        figures=len(figures_of(office, period)),
        members=len(people),
        id_numbers=sum(person.id_number is not None for person in people),
        flaws=check_report(office, period),
        changes=changes_since(office, standing) if standing else (),
    )
