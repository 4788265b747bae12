"""What the lists of members share: their order by group and the two columns of birth."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from unionapp.membership.lists import MemberRow
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.names import text_sort_key

NO_GROUP = "Chưa xếp tổ"


def by_group(members: Iterable[MemberRow]) -> Iterator[tuple[str, list[MemberRow]]]:
    """The members of each group in Vietnamese order, those without a group last."""
    # stable: inside a group the Vietnamese order of names stays
    in_order = sorted(members, key=_group_key)
    for name, inside in groupby(in_order, key=lambda member: member.group_name or NO_GROUP):
        yield name, list(inside)


def split_birth(member: MemberRow) -> tuple[str, str]:
    """The birth in the men's or in the women's column."""
    birth = table_date(member.birth_date)
    return ("", birth) if member.gender == "female" else (birth, "")


def _group_key(member: MemberRow) -> tuple[bool, str]:
    return member.group_name is None, text_sort_key(member.group_name or "")
