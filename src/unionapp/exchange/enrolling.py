"""Enrolment between two offices: answering a request, and installing the answer."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cryptography import x509
from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal, Trouble
from unionapp.exchange.certificates import subject_of
from unionapp.exchange.descriptor import Party
from unionapp.exchange.dispatch import Letter, dispatching
from unionapp.exchange.enrolment import (
    Authority,
    Enrolment,
    IssuedCertificates,
    issue,
    open_enrolment,
    pack_enrolment,
)
from unionapp.exchange.fingerprints import check_fingerprint, fingerprint_of
from unionapp.exchange.key_store import (
    Standing,
    encryption_certificate,
    keep_certificate,
    keep_list,
    load_authority,
    load_signer,
    newest_lists,
)
from unionapp.exchange.keys import renew_list
from unionapp.exchange.requests import EnrolmentRequest, read_request
from unionapp.exchange.revocation import newest_list, read_revocation_list
from unionapp.organisation.office import Office
from unionapp.organisation.tables import Tier, Unit, UnitParent
from unionapp.organisation.units import (
    UnitFacts,
    add_unit,
    found_unit,
    lower_units,
    parent_of,
)

DEFAULT_TIER, DEFAULT_UPPER_TIER = "CDCS", "TINH"
_LARGEST_REQUEST = 64 * 1024


@dataclass(frozen=True, slots=True)
class Issued:
    """Certificates for a unit; the digits of the root are read to it over the telephone."""

    path: Path
    unit: str
    unit_name: str
    person: str
    root_fingerprint: str
    is_unit_new: bool
    may_issue: bool


@dataclass(frozen=True, slots=True)
class Installed:
    """What an answer brought."""

    unit: str
    person: str
    upper_unit: str
    upper_name: str
    is_upper_new: bool
    may_issue: bool
    valid_until: date


def issue_certificates(
    office: Office,
    request_file: Path,
    typed_fingerprint: str,
    output: Path,
    *,
    tier: str | None = None,
) -> Issued:
    """Certify the officer of a lower unit, or of this one; an unknown unit joins the tree.

    Raises:
        Refusal: key.fingerprint_*, key.request_unreadable, key.foreign_unit, key.tier_needed; else
            as `load_authority` and `load_signer`.
        Trouble: exchange.unreadable, exchange.unwritable.
    """
    request = read_request(_read(request_file))
    check_fingerprint(typed_fingerprint, request.to_der())
    authority, signer = load_authority(office), load_signer(office)
    is_new = _find_or_add_unit(office, request, tier)
    with office.change("key.issue") as session:
        renew_list(session, office, authority)
        levels = _levels_below(authority) if _may_certify(session, office, request) else None
    lists, encryption = newest_lists(office), encryption_certificate(office)
    subject = request.subject
    with dispatching(office, "key.issue") as dispatch:
        issued = issue(request, typed_fingerprint, authority, levels=levels, moment=office.clock())
        _keep_issued(dispatch.session, office, issued)
        dispatch.send(
            Letter(kind="enrolment", recipient=Party(subject.unit_code, subject.unit_name)),
            lambda descriptor: pack_enrolment(
                descriptor,
                issued,
                authority,
                revocation_lists=lists,
                upper_encryption=encryption,
            ),
            signer,
            output,
        )
        path = dispatch.written[-1]
    return Issued(
        path,
        subject.unit_code,
        subject.unit_name,
        subject.person,
        fingerprint_of(authority.root),
        is_new,
        issued.issuing is not None,
    )


def install_certificates(office: Office, answer: Path, typed_fingerprint: str) -> Installed:
    """Take in the upper unit's answer, once the digits of its root have been typed.

    Raises:
        Refusal: key.fingerprint_*, key.not_from_upper, key.not_my_request; else as
            `open_enrolment`.
        Trouble: exchange.unreadable.
    """
    enrolment = open_enrolment(
        answer, typed_fingerprint, moment=office.clock(), recipient=office.unit.code
    )
    sender = enrolment.package.descriptor.sender
    parent = parent_of(office)
    is_new = parent is None and sender.unit != office.unit.code
    if not is_new and sender.unit not in {office.unit.code, parent.code if parent else None}:
        raise Refusal("key.not_from_upper", unit=sender.name)
    certificates = enrolment.certificates
    with office.change("key.install") as session:
        if is_new:
            _add_upper(session, office, sender)
        _keep_trust(session, office, enrolment)
        for one in _each(certificates):
            row = keep_certificate(session, office, one, Standing())
            if row.private_key_id is None or row.holder_code != office.unit.code:
                raise Refusal("key.not_my_request")
    return Installed(
        office.unit.code,
        subject_of(certificates.signing.subject).person,
        sender.unit,
        sender.name,
        is_new,
        certificates.issuing is not None,
        certificates.signing.not_valid_after_utc.date(),
    )


def _add_upper(session: Session, office: Office, upper: Party) -> None:
    """The unit whose root was confirmed by voice becomes the one this unit reports to."""
    facts = UnitFacts(DEFAULT_UPPER_TIER, upper.unit, upper.name)
    parent = found_unit(session, facts, office.clock(), since=_first_day(office))
    session.add(
        UnitParent(unit_id=office.unit.id, parent_id=parent.id, valid_from=_first_day(office))
    )


def _first_day(office: Office) -> date:
    # The first package reports on months before the enrolment.
    return date(office.today.year - 1, 1, 1)


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(_LARGEST_REQUEST + 1)
    except OSError:
        raise Trouble("exchange.unreadable", file=file.name) from None


def _find_or_add_unit(office: Office, request: EnrolmentRequest, tier: str | None) -> bool:
    """Whether the unit of a request is new in the tree; nobody certifies another's units."""
    subject = request.subject
    below = {row.code for row in lower_units(office)}
    if subject.unit_code == office.unit.code or subject.unit_code in below:
        return False
    with office.read() as session:
        if session.scalar(select(Unit.id).filter_by(code=subject.unit_code)) is not None:
            raise Refusal("key.foreign_unit", unit=subject.unit_code)
    if tier is None and request.issuing is not None:
        raise Refusal("key.tier_needed", unit=subject.unit_name)
    facts = UnitFacts(tier or DEFAULT_TIER, subject.unit_code, subject.unit_name)
    add_unit(office, facts, since=_first_day(office))
    return True


def _may_certify(session: Session, office: Office, request: EnrolmentRequest) -> bool:
    code = request.subject.unit_code
    unit = session.scalars(select(Unit).filter_by(code=code)).one()
    return code != office.unit.code and session.get_one(Tier, unit.tier).can_consolidate


def _levels_below(authority: Authority) -> int | None:
    """How many levels of authorities may stand below one that this authority certifies."""
    constraints = authority.issuer.certificate.extensions.get_extension_for_class(
        x509.BasicConstraints
    )
    levels = constraints.value.path_length
    return None if not levels else levels - 1


def _each(certificates: IssuedCertificates) -> list[x509.Certificate]:
    found = (certificates.signing, certificates.encryption, certificates.issuing)
    return [one for one in found if one is not None]


def _keep_issued(session: Session, office: Office, certificates: IssuedCertificates) -> None:
    for one in _each(certificates):
        keep_certificate(session, office, one, Standing(is_issued=True))


def _keep_trust(session: Session, office: Office, enrolment: Enrolment) -> None:
    for one in enrolment.chain:
        keep_certificate(session, office, one, Standing(is_anchor=one == enrolment.root))
    if enrolment.upper_encryption is not None:
        keep_certificate(session, office, enrolment.upper_encryption, Standing())
    for name, content in enrolment.package.authority_files().items():
        if not name.startswith("crl/"):
            continue
        read = read_revocation_list(content)
        for issuer in enrolment.chain:
            if newest_list([read], issuer) is not None:
                keep_list(session, office, issuer, content)
