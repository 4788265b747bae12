"""package.json: who reports to whom, for which period, under which number, with which totals."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

from unionapp.errors import Refusal
from unionapp.exchange.canonical import Json, decode_json, encode_json
from unionapp.exchange.manifest import ROOT_NAME
from unionapp.exchange.records import Totals

FORMAT = "vn.congdoan.package"
FORMAT_VERSION = "1.0"
KINDS = frozenset(
    {
        "report",
        "correction",
        "receipt",
        "enrolment",
        "enrol-request",
        "trust-update",
        "resync",
    }
)
UNDERSTOOD = frozenset({"cosign"})

_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])\Z", re.ASCII)
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"
_STREAM = re.compile(r"[a-z][a-z0-9-]{0,31}\Z")
_PACKAGE_ID = re.compile(r"sha256:[0-9a-f]{64}\Z")
# Control characters, and those that turn the direction of the text around them.
_MISLEADING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_VERSION = re.compile(r"([0-9]{1,4})\.[0-9]{1,4}\Z")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Party:
    """A unit, by its code and its name."""

    unit: str
    name: str


@dataclass(frozen=True, slots=True)
class Months:
    """A period, from its first to its last month, each as `YYYY-MM`."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Link:
    """The package before this one in its stream."""

    sequence: int
    package_id: str


@dataclass(frozen=True, slots=True)
class Replacement:
    """The package this one replaces, and why."""

    package_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class SchemaReference:
    """The exact schema of a table."""

    id: str
    version: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ReportReference:
    """A report for people that lies in the package."""

    path: str
    title: str
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Descriptor:
    """Everything package.json says."""

    kind: str
    created: datetime
    sender: Party
    recipient: Party
    stream: str
    sequence: int
    period: Months | None = None
    previous: Link | None = None
    supersedes: Replacement | None = None
    version: int = 1
    signatures_required: int = 1
    schema: Mapping[str, SchemaReference] = field(default_factory=dict)
    totals: Mapping[str, Totals] = field(default_factory=dict)
    reports: tuple[ReportReference, ...] = ()
    receipt: Json = None


def write_descriptor(descriptor: Descriptor) -> bytes:
    """The bytes of package.json.

    Raises:
        Refusal: as `read_descriptor`, so that nothing is written that could not be read.
    """
    months, link, old = descriptor.period, descriptor.previous, descriptor.supersedes
    document: dict[str, object] = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "crit": ["cosign"] if descriptor.signatures_required > 1 else [],
        "kind": descriptor.kind,
        "created": descriptor.created.astimezone(UTC).strftime(_MOMENT),
        "sender": _party(descriptor.sender),
        "recipient": _party(descriptor.recipient),
        "period": months and {"from": months.first, "to": months.last},
        "stream": descriptor.stream,
        "sequence": descriptor.sequence,
        "previous": link and {"sequence": link.sequence, "package_id": link.package_id},
        "supersedes": old and {"package_id": old.package_id, "reason": old.reason},
        "version": descriptor.version,
        "signatures_required": descriptor.signatures_required,
        "schema": {
            table: {"id": used.id, "version": used.version, "sha256": used.sha256}
            for table, used in descriptor.schema.items()
        },
        "totals": {
            table: {"rows": totals.rows, "sums": dict(totals.sums)}
            for table, totals in descriptor.totals.items()
        },
        "reports": [
            {"path": report.path, "title": report.title, "form": report.form}
            for report in descriptor.reports
        ],
        "receipt": descriptor.receipt,
    }
    data = encode_json(document)
    read_descriptor(data)
    return data


def read_descriptor(data: bytes) -> Descriptor:
    """What package.json says; members it does not know are left aside unless `crit` names them.

    Raises:
        Refusal: E_VERSION or E_CRIT if a newer program made it; E_JSON naming the member that is
            wrong.
    """
    document = _object(decode_json(data, file=ROOT_NAME), "")
    _check_understood(document)
    descriptor = Descriptor(
        kind=_choice(document, "kind", KINDS),
        created=_moment(document, "created"),
        sender=_read_party(document, "sender"),
        recipient=_read_party(document, "recipient"),
        period=_optional(document, "period", _read_months),
        stream=_matching(document, "stream", _STREAM),
        sequence=_counting(document, "sequence"),
        previous=_optional(document, "previous", _read_link),
        supersedes=_optional(document, "supersedes", _read_replacement),
        version=_counting(document, "version"),
        signatures_required=_counting(document, "signatures_required"),
        schema=_each(document, "schema", _read_schema_reference),
        totals=_each(document, "totals", _read_totals),
        reports=_read_reports(document),
        receipt=document.get("receipt"),
    )
    _check_together(descriptor)
    return descriptor


def _check_understood(document: Mapping[str, Json]) -> None:
    version = document.get("format_version")
    match = _VERSION.match(version) if isinstance(version, str) else None
    if document.get("format") != FORMAT or match is None or match[1] != "1":
        raise Refusal("E_VERSION")
    crit = document.get("crit")
    if not isinstance(crit, list) or any(name not in UNDERSTOOD for name in crit):
        raise Refusal("E_CRIT")


def _check_together(descriptor: Descriptor) -> None:
    period = descriptor.period
    if period is not None and period.first > period.last:
        raise _wrong("period")
    if (descriptor.version > 1) != (descriptor.supersedes is not None):
        raise _wrong("supersedes")
    before = descriptor.previous.sequence if descriptor.previous else 0
    if before >= descriptor.sequence:
        raise _wrong("previous")
    if set(descriptor.totals) != set(descriptor.schema):
        raise _wrong("totals")
    if (descriptor.receipt is not None) != (descriptor.kind == "receipt"):
        raise _wrong("receipt")


def _party(party: Party) -> dict[str, str]:
    return {"unit": party.unit, "name": party.name}


def _wrong(member: str) -> Refusal:
    return Refusal("E_JSON", file=ROOT_NAME, field=member)


def _object(value: Json, member: str) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise _wrong(member)
    return value


def _text(record: Mapping[str, Json], member: str) -> str:
    value = record.get(member)
    if not isinstance(value, str) or not value.strip() or len(value) > 1000:
        raise _wrong(member)
    if _MISLEADING.search(value):
        raise _wrong(member)
    return value


def _matching(record: Mapping[str, Json], member: str, pattern: re.Pattern[str]) -> str:
    value = _text(record, member)
    if not pattern.match(value):
        raise _wrong(member)
    return value


def _choice(record: Mapping[str, Json], member: str, choices: frozenset[str]) -> str:
    value = _text(record, member)
    if value not in choices:
        raise _wrong(member)
    return value


def _integer(record: Mapping[str, Json], member: str) -> int:
    value = record.get(member)
    if not isinstance(value, int) or isinstance(value, bool):
        raise _wrong(member)
    return value


def _counting(record: Mapping[str, Json], member: str) -> int:
    value = _integer(record, member)
    if value < 1:
        raise _wrong(member)
    return value


def _moment(record: Mapping[str, Json], member: str) -> datetime:
    text = _text(record, member)
    try:
        moment = datetime.strptime(text, _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        raise _wrong(member) from None
    if moment.strftime(_MOMENT) != text:
        raise _wrong(member)
    return moment


def _optional(
    record: Mapping[str, Json], member: str, read: Callable[[dict[str, Json]], _T]
) -> _T | None:
    if member not in record:
        raise _wrong(member)
    value = record[member]
    return None if value is None else read(_object(value, member))


def _each(
    record: Mapping[str, Json], member: str, read: Callable[[dict[str, Json]], _T]
) -> dict[str, _T]:
    values = _object(record.get(member), member)
    return {name: read(_object(value, member)) for name, value in values.items()}


def _read_party(record: Mapping[str, Json], member: str) -> Party:
    party = _object(record.get(member), member)
    return Party(_text(party, "unit"), _text(party, "name"))


def _read_months(record: dict[str, Json]) -> Months:
    return Months(_matching(record, "from", _MONTH), _matching(record, "to", _MONTH))


def _read_link(record: dict[str, Json]) -> Link:
    return Link(_counting(record, "sequence"), _matching(record, "package_id", _PACKAGE_ID))


def _read_replacement(record: dict[str, Json]) -> Replacement:
    return Replacement(_matching(record, "package_id", _PACKAGE_ID), _text(record, "reason"))


def _read_schema_reference(record: dict[str, Json]) -> SchemaReference:
    return SchemaReference(
        _text(record, "id"), _counting(record, "version"), _text(record, "sha256")
    )


def _read_totals(record: dict[str, Json]) -> Totals:
    rows = _integer(record, "rows")
    sums = _object(record.get("sums"), "sums")
    return Totals(rows, {name: _integer(sums, name) for name in sums})


def _read_reports(document: Mapping[str, Json]) -> tuple[ReportReference, ...]:
    reports = document.get("reports")
    if not isinstance(reports, list):
        raise _wrong("reports")
    entries = [_object(report, "reports") for report in reports]
    return tuple(
        ReportReference(_text(entry, "path"), _text(entry, "title"), _text(entry, "form"))
        for entry in entries
    )
