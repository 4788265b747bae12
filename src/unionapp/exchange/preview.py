"""What accepting a package would change here, told before anybody decides."""

from dataclasses import dataclass

from unionapp.errors import Refusal
from unionapp.exchange.settlements import arrived_settlement
from unionapp.exchange.tables import PackageIn
from unionapp.organisation.office import Office
from unionapp.sentences import sentence_for


@dataclass(frozen=True, slots=True)
class Preview:
    """What to look at, line by line, and whether figures that were typed would be replaced."""

    lines: tuple[str, ...] = ()
    replaces_typed: bool = False


def preview_package(office: Office, package_in_id: int) -> Preview:
    """Lay a package that arrived beside what stands here; nothing changes."""
    with office.read() as session:
        row = session.get_one(PackageIn, package_in_id)
        try:
            arrived = arrived_settlement(session, row)
        except Refusal as refusal:
            return Preview((sentence_for(refusal),))
    return Preview() if arrived is None else Preview(arrived.words, arrived.replaces_typed)
