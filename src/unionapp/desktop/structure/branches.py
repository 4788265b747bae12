"""The units of an office as branches of a tree: own groups by kind, then the units below."""

from dataclasses import dataclass

from unionapp.indicators.figures import unit_shares
from unionapp.membership.groups import list_groups
from unionapp.membership.lists import count_members
from unionapp.organisation.office import Office
from unionapp.organisation.tiers import list_tiers
from unionapp.organisation.units import lower_units
from unionapp.vietnamese.periods import Period

OWN, UNGROUPED, GROUP, LOWER = "own", "ungrouped", "group", "lower"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A unit or group with its members; `id` is 0 for those who stand in no group."""

    id: int
    kind: str
    name: str
    code: str
    total: int | None
    female: int | None


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
    names = {tier.code: tier.name for tier in list_tiers()}
    grouped: dict[str, list[Leaf]] = {tier: [] for tier in names}
    for group in list_groups(office):
        leaf = Leaf(group.id, GROUP, group.name, "", group.total, group.female)
        grouped[group.tier].append(leaf)
    within = [leaf for leaves in grouped.values() for leaf in leaves]
    for leaf, tier in _lower(office):
        grouped[tier].append(leaf)
    branches = [Branch(names[tier], tuple(leaves)) for tier, leaves in grouped.items() if leaves]
    left = counts.total - sum(leaf.total or 0 for leaf in within)
    left_female = counts.female - sum(leaf.female or 0 for leaf in within)
    if left and within:
        nobody = Leaf(0, UNGROUPED, "Chưa xếp vào tổ nào", "", left, left_female)
        branches.append(Branch("Ngoài tổ", (nobody,)))
    return Tree(root, tuple(branches))


def _lower(office: Office) -> list[tuple[Leaf, str]]:
    units = lower_units(office)
    if not units:
        return []
    period = Period.parse(f"{office.today:%Y-%m}")
    total = {it.unit_id: it.numerator for it in unit_shares(office, "member_total", period)}
    female = {it.unit_id: it.numerator for it in unit_shares(office, "member_female", period)}
    return [
        (Leaf(it.id, LOWER, it.name, it.code, total.get(it.id), female.get(it.id)), it.tier)
        for it in units
    ]
