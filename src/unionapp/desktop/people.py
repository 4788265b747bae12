"""Finding one member from a line of a panel."""

from collections.abc import Sequence

from unionapp.desktop.fields import Choice, LookupField
from unionapp.desktop.fields.lookup import LIMIT, MOST
from unionapp.membership.lists import find_members, member_rows
from unionapp.organisation.office import Office
from unionapp.vietnamese.dates import table_date


def find_people(field: LookupField, office: Office, *, is_free: bool = False) -> None:
    """Let a field find members by the beginning of syllables, initials or digits.

    A free one takes the name of anybody else as well.
    """

    def find(query: str) -> Sequence[Choice]:
        most = LIMIT if query.strip() else MOST
        rows = member_rows(office, find_members(office, query, limit=most))
        return [
            Choice(
                row.id,
                row.full_name,
                f"{table_date(row.birth_date)} {row.group_name or ''}".strip(),
            )
            for row in rows
        ]

    field.set_source(find, is_free=is_free)
