"""What the lists of members share: their order by group, the two columns of birth, who signs."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from unionapp.membership.lists import MemberRow
from unionapp.organisation.office import Office
from unionapp.organisation.profile import show_profile
from unionapp.paper.document import SignatureRow
from unionapp.reports.letterhead import form_signers
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


def list_signatures(office: Office) -> SignatureRow:
    """Who drew the list up and the chair, on a day written by hand.

    The paper stays the same whenever it is printed, and is not dated before its period ends.
    """
    return SignatureRow(
        form_signers(
            office, ("Người lập biểu", "accountant"), ("TM. BAN CHẤP HÀNH\nCHỦ TỊCH", "chair")
        ),
        day_to_write(office),
    )


def day_to_write(office: Office) -> str:
    """The place, and a day left for handwriting."""
    return f"{show_profile(office).place or '…………'}, ngày …… tháng …… năm ………"


def _group_key(member: MemberRow) -> tuple[bool, str]:
    return member.group_name is None, text_sort_key(member.group_name or "")
