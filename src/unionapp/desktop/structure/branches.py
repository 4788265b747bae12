"""The units of an office as branches of a tree: own groups by kind, then the units below."""

from collections.abc import Sequence
from dataclasses import dataclass

from unionapp.indicators.figures import unit_shares
from unionapp.membership.groups import GroupRow, list_groups
from unionapp.membership.lists import count_members
from unionapp.organisation.office import Office
from unionapp.organisation.tiers import list_tiers
from unionapp.organisation.unit_history import EndedUnit, ended_units
from unionapp.organisation.units import lower_units
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.months import month_of
from unionapp.vietnamese.periods import Period

OWN, UNGROUPED, GROUP, LOWER, ENDED = "own", "ungrouped", "group", "lower", "ended"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A unit or group with its members, those of the groups below it included.

    `id` is 0 for those who stand in no group.
    """

    id: int
    kind: str
    name: str
    code: str
    total: int | None
    female: int | None
    children: "tuple[Leaf, ...]" = ()

    def ids(self) -> tuple[int, ...]:
        """Its own id and those of everything below it."""
        return (self.id, *(one for child in self.children for one in child.ids()))


@dataclass(frozen=True, slots=True)
class Branch:
    """Everything of one tier."""

    name: str
    leaves: tuple[Leaf, ...]

    @property
    def total(self) -> int:
        """The members of all leaves that are known."""
        return sum(leaf.total or 0 for leaf in self.leaves)

    @property
    def female(self) -> int:
        """The women among them."""
        return sum(leaf.female or 0 for leaf in self.leaves)


@dataclass(frozen=True, slots=True)
class Tree:
    """The office's own unit and its branches."""

    root: Leaf
    branches: tuple[Branch, ...]


def read_tree(office: Office) -> Tree:
    """The tree as it stands today."""
    counts = count_members(office)
    root = Leaf(
        office.unit.id, OWN, office.unit.name, office.unit.code, counts.total, counts.female
    )
    groups = list_groups(office)
    grouped: dict[str, list[Leaf]] = {tier.code: [] for tier in list_tiers()}
    for group in groups:
        if group.parent_id == office.unit.id:
            grouped[group.tier].append(_leaf(group, groups))
    for leaf, tier in _lower(office):
        grouped[tier].append(leaf)
    names = {tier.code: tier.name for tier in list_tiers()}
    branches = [Branch(names[tier], tuple(leaves)) for tier, leaves in grouped.items() if leaves]
    left = counts.total - sum(group.total for group in groups)
    left_female = counts.female - sum(group.female for group in groups)
    if left and groups:
        nobody = Leaf(0, UNGROUPED, "Chưa xếp vào tổ nào", "", left, left_female)
        branches.append(Branch("Ngoài tổ", (nobody,)))
    if ended := tuple(map(_gone, ended_units(office))):
        branches.append(Branch("Đã kết thúc", ended))
    return Tree(root, tuple(branches))


def _leaf(group: GroupRow, groups: Sequence[GroupRow]) -> Leaf:
    children = tuple(_leaf(it, groups) for it in groups if it.parent_id == group.id)
    return Leaf(
        group.id,
        GROUP,
        group.name,
        group.code,
        group.total + sum(it.total or 0 for it in children),
        group.female + sum(it.female or 0 for it in children),
        children,
    )


def _gone(unit: EndedUnit) -> Leaf:
    into = f" → {unit.successor}" if unit.successor else ""
    name = f"{unit.name} (đến {table_date(unit.last_day)}){into}"
    return Leaf(unit.id, ENDED, name, unit.code, None, None)


def _lower(office: Office) -> list[tuple[Leaf, str]]:
    units = lower_units(office)
    if not units:
        return []
    period = Period.parse(month_of(office.today))
    total = {it.unit_id: it.numerator for it in unit_shares(office, "member_total", period)}
    female = {it.unit_id: it.numerator for it in unit_shares(office, "member_female", period)}
    return [
        (Leaf(it.id, LOWER, it.name, it.code, total.get(it.id), female.get(it.id)), it.tier)
        for it in units
    ]
