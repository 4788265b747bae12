"""How much of what a member's file should hold is there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from unionapp.membership.drafts import MemberDraft
from unionapp.membership.life_cycle import COUNTED, Status

PAY: Final = "salary"
_VOCATIONAL: Final = "2"

# What identifies a person and stands on the card, the member book and the application (Hướng dẫn
# 38/HD-TLĐ năm 2024). Beliefs, policy and hardship are never asked for: those are free to give.
_ALWAYS: Final = (
    "full_name",
    "gender",
    "birth_date",
    "id_type",
    "id_number",
    "id_issued_on",
    "id_issued_by",
    "ethnicity",
    "hometown",
    "address",
    "education",
    "qualification",
    "joined_on",
)
_WHILE_MEMBER: Final = (
    "group_id",
    "phone",
    "position",
    "contract",
    "bhxh_no",
    "union_card",
    PAY,
)
_WHERE: Final[dict[str, Callable[[MemberDraft], bool]]] = {
    "nationality": lambda draft: draft.id_type == "HC",
    "speciality": lambda draft: (draft.qualification or "") > _VOCATIONAL,
    "card_issued_on": lambda draft: bool(draft.union_card),
    "party_date": lambda draft: draft.is_party is True,
    "digital_signature_by": lambda draft: bool(draft.digital_signature_on),
}


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many of the fields that matter for somebody are filled, and which are not."""

    filled: int
    expected: int
    missing: tuple[str, ...]


def completeness(draft: MemberDraft, status: Status, *, has_pay: bool) -> Completeness:
    """How full a file is: who has left is asked for less, some fields come with others."""
    expected = (
        *_ALWAYS,
        *(_WHILE_MEMBER if status in COUNTED else ()),
        *(name for name, matters in _WHERE.items() if matters(draft)),
    )
    missing = tuple(name for name in expected if not _is_filled(draft, name, has_pay=has_pay))
    return Completeness(len(expected) - len(missing), len(expected), missing)


def _is_filled(draft: MemberDraft, name: str, *, has_pay: bool) -> bool:
    return has_pay if name == PAY else getattr(draft, name) not in {None, ""}
