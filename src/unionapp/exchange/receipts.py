"""Receipts: what the upper unit writes back about a package, and how the sender takes it in.

The receipt is the sender's proof, and the only bound on the time of signing that works off line.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.exchange.canonical import Json
from unionapp.exchange.certificates import is_signed_by
from unionapp.exchange.key_store import authorities_above, keep_list
from unionapp.exchange.revocation import newest_list, read_revocation_list
from unionapp.exchange.tables import PackageIn, PackageOut
from unionapp.exchange.verification import TrustedPackage
from unionapp.organisation.office import Office
from unionapp.reports.handing_over import comparison_code
from unionapp.vietnamese.dates import table_date

_DECISIONS = {"accepted": "accepted", "rejected": "returned"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a receipt says about a package this unit sent."""

    id: int
    sequence: int
    state: str
    reason: str | None
    deadline: date | None
    file_code: str | None = None


def write_receipt(row: PackageIn, last_accepted: PackageIn | None) -> dict[str, Json]:
    """The receipt of a package that was decided."""
    codes: list[Json] = []
    if row.state == "returned":
        codes = [{"code": "returned", "file": None, "row": None, "message": row.decision}]
    return {
        "for": row.package_id,
        "for_sequence": row.sequence,
        "received_at": row.received_at,
        "file_code": comparison_code(row.file_sha256),
        "decision": "rejected" if row.state == "returned" else "accepted",
        "codes": codes,
        "deadline": row.deadline.isoformat() if row.deadline else None,
        "last_accepted": None if last_accepted is None else _link(last_accepted),
        "signers_seen": [*row.signers.split("; ")],
    }


def take_receipt(office: Office, package: TrustedPackage) -> Answer:
    """Note what the upper unit decided, and keep the revocation lists it handed down.

    Raises:
        Refusal: E_UNTRUSTED, E_JSON, package.no_such_sent, ALREADY, E_REPLAY.
    """
    _require_upper_issue(office, package)
    receipt = _read(package.descriptor.receipt)
    with office.change("package.receipt") as session:
        row = session.scalar(
            select(PackageOut).filter_by(
                unit_id=office.unit.id,
                package_id=receipt["for"],
                recipient_code=package.descriptor.sender.unit,
            )
        )
        if row is None:
            raise Refusal("package.no_such_sent")
        _refuse_older(row, package)
        row.state = _DECISIONS[str(receipt["decision"])]
        row.decided_at, row.decision = office.moment(), _reason(receipt)
        row.deadline = _deadline(receipt)
        row.receipt_sequence = package.descriptor.sequence
        if row.state == "returned":
            _count_again(session, row, receipt.get("last_accepted"))
        for content in package.authority_files().values():
            for issuer in authorities_above(office):
                if newest_list([read_revocation_list(content)], issuer) is not None:
                    keep_list(session, office, issuer, content)
        code = receipt.get("file_code")
        return Answer(
            *(row.id, row.sequence, row.state, row.decision, row.deadline),
            file_code=code if isinstance(code, str) else None,
        )


def _count_again(session: Session, returned: PackageOut, last_accepted: Json) -> None:
    """Show the version before a returned one as accepted, where it counts again up there."""
    if not isinstance(last_accepted, dict):
        return
    same = ("unit_id", "recipient_code", "stream", "first_month", "last_month")
    query = select(PackageOut).filter_by(
        **{name: getattr(returned, name) for name in same},
        package_id=last_accepted.get("package_id"),
        state="superseded",
    )
    before = session.scalar(query)
    if before is not None:
        before.state = "accepted"


def _link(row: PackageIn) -> dict[str, Json]:
    return {"sequence": row.sequence, "package_id": row.package_id}


def _require_upper_issue(office: Office, package: TrustedPackage) -> None:
    # The officers of the upper unit stand under the same line of authorities as this unit's own.
    above = authorities_above(office)
    for signature in package.signatures:
        if not any(is_signed_by(signature.certificate, one) for one in above):
            raise Refusal("E_UNTRUSTED")


def _read(receipt: Json) -> Mapping[str, Json]:
    if not isinstance(receipt, dict) or receipt.get("decision") not in _DECISIONS:
        raise Refusal("E_JSON", file="package.json", field="receipt")
    return receipt


def _refuse_older(row: PackageOut, package: TrustedPackage) -> None:
    seen, sequence = row.receipt_sequence or 0, package.descriptor.sequence
    if seen == sequence and row.decided_at:
        decided = datetime.fromisoformat(row.decided_at)
        raise Refusal("ALREADY", received_on=table_date(decided))
    if seen > sequence:
        raise Refusal("E_REPLAY", sequence=sequence)


def _reason(receipt: Mapping[str, Json]) -> str | None:
    codes = receipt.get("codes")
    entries = [one for one in codes if isinstance(one, dict)] if isinstance(codes, list) else []
    words = [str(one["message"]) for one in entries if one.get("message")]
    return "; ".join(words) or None


def _deadline(receipt: Mapping[str, Json]) -> date | None:
    text = receipt.get("deadline")
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        raise Refusal("E_JSON", file="package.json", field="receipt") from None
