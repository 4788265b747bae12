"""What the lists of members share: their order by group, the two columns of birth, who signs."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from unionapp.membership.lists import MemberRow
from unionapp.organisation.office import Office
from unionapp.organisation.profile import show_profile
from unionapp.paper.document import SignatureRow
from unionapp.reports.letterhead import form_signers, place_date
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


def list_signatures(office: Office, on: date) -> SignatureRow:
    """Who drew the list up and the chair, under the place and the day."""
    return SignatureRow(
        form_signers(
            office, ("Người lập biểu", "accountant"), ("TM. BAN CHẤP HÀNH\nCHỦ TỊCH", "chair")
        ),
        place_date(show_profile(office), on),
    )


def _group_key(member: MemberRow) -> tuple[bool, str]:
    return member.group_name is None, text_sort_key(member.group_name or "")
