"""Who may type a settlement of a lower unit, and who may approve one."""

from unionapp.errors import Refusal
from unionapp.organisation.locks import OPENERS
from unionapp.organisation.office import Office
from unionapp.organisation.officers import ROLES

_READER = "inspector"  # looks into everything and writes nothing


def require_writer(office: Office) -> None:
    """Let nobody type figures who inspects them.

    Raises:
        Refusal: settlement.writer_needed.
    """
    if office.officer.role == _READER:
        raise Refusal("settlement.writer_needed", role=ROLES[_READER])


def require_approver(office: Office) -> None:
    """Let only the chair or the accountant approve.

    Raises:
        Refusal: settlement.approver_needed.
    """
    role = office.officer.role
    if role not in OPENERS:
        raise Refusal("settlement.approver_needed", role=ROLES.get(role, role))
